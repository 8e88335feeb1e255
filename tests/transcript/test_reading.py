"""A transcription as people keep it is read, and what cannot be read for certain is told with its row."""

from __future__ import annotations

import codecs

import pytest

from tests.tables.test_xlsx import package
from tests.transcript.tables import HEADINGS, ROWS, SHEEP, STRATEGY, as_csv, as_xlsx, faults, one_fault, read


def test_the_same_rows_are_read_from_csv_and_xlsx() -> None:
    rows = read(as_csv())
    assert rows == read(as_xlsx(), "s.xlsx")
    assert [row.number for row in rows] == ["1.1", "1.2", "2.1", "2.2", "4.1"]
    assert (rows[0].line, rows[0].phase, rows[0].theme) == (2, "plan", "Governance")
    assert rows[0].evidence == ("Strategy", "Minute of the board")
    assert rows[2].evidence == ("Training register",)
    assert rows[0].text == STRATEGY


@pytest.mark.parametrize(
    "headings",
    [
        ("Ref", "Requirement"),
        ("indicator  NUMBER", "Indicator Text"),
        ("#", "Official wording"),
        ("ITEM_NO", "Criteria"),
    ],
)
def test_usual_headings_are_known(headings: tuple[str, str]) -> None:
    (row,) = read(as_csv([("7", SHEEP)], headings))
    assert (row.number, row.text, row.phase, row.theme, row.evidence) == ("7", SHEEP, None, None, ())


def test_columns_may_stand_in_any_order_and_others_are_not_read() -> None:
    (row,) = read(as_csv([("A. Person", SHEEP, "x", "7")], ("Owner", "Requirement", "Comments", "No.")))
    assert (row.number, row.text) == ("7", SHEEP)


def test_a_preamble_is_passed_over() -> None:
    rows = read(as_xlsx(before=[("Our transcription",), (), ("typed in", "2026")]), "s.xlsx")
    assert rows[0].line == 5
    assert read(b"Our transcription\n\n" + as_csv(delimiter=";"))[0].line == 4


def test_headings_that_are_repeated_and_blank_rows_are_no_requirements() -> None:
    assert len(read(as_csv([ROWS[0], (), HEADINGS, ("", " ", "", "", ""), ROWS[1]]))) == 2


def test_lines_of_a_cell_are_kept_and_its_blanks_are_not() -> None:
    (row,) = read(as_csv([("1", "It  has:\r\n  (a) one;\n\n(b)\ttwo. ")], ("number", "text")))
    assert row.text == "It has:\n(a) one;\n(b) two."


@pytest.mark.parametrize("phase", ["Plan", "PLAN", "1. Plan", "plan phase", "Phase: plan"])
def test_a_phase_is_found_in_its_words(phase: str) -> None:
    assert read(as_csv([("1", SHEEP, phase)], ("number", "text", "phase")))[0].phase == "plan"


@pytest.mark.parametrize(("encoding", "codec"), [("cp1252", "cp1252"), (None, "utf-8-sig"), (None, "utf-16")])
def test_an_encoding_is_read_where_it_is_named_or_marked(encoding: str | None, codec: str) -> None:
    content = "number,text\n1,The caf\u00e9\u2019s sheep\n".encode(codec)
    assert read(content, encoding=encoding)[0].text == "The caf\u00e9\u2019s sheep"


def test_a_sheet_is_found_by_its_headings_and_may_be_named() -> None:
    guide = [("How to fill this in",)]
    assert len(read(as_xlsx(Guide=guide), "s.xlsx")) == 5
    twice = as_xlsx(Older=[HEADINGS, ("9", SHEEP, "", "Do", "T")])
    assert one_fault(twice, "s.xlsx") == (
        "s.xlsx: sheet: several sheets hold these headings: 'Standard', 'Older'. Name one with --sheet."
    )
    assert [row.number for row in read(twice, "s.xlsx", sheet="Older")] == ["9"]
    assert one_fault(twice, "s.xlsx", sheet="Oldr") == (
        "s.xlsx: sheet: there is no sheet 'Oldr'. Its sheets are: Standard, Older. Did you mean 'Older'?"
    )


def test_a_sheet_behind_another_is_read_with_its_formulas() -> None:
    content = as_xlsx([], ("Cover",), Table=[("number", "text"), ("1", "=A1")])
    assert one_fault(content, "s.xlsx").startswith("s.xlsx:2: text: it is a formula that has not been calculated.")


# --------------------------------------------------------------------------------------------- what cannot be read


TWO = ("number", "text")


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([("", SHEEP)], "s.csv:2: number: the row has text and no number. Write it in this row"),
        ([("1", "")], "s.csv:2: text: the row has the number '1' and no text. Write the requirement's text"),
        ([("1", SHEEP), ("1", STRATEGY)], "s.csv:3: number: the number '1' stands in row 2 too. Number each row"),
        ([("1", SHEEP), ("2", f"{SHEEP} ")], "s.csv:3: text: the text is the same as that of row 2. Correct it"),
        ([("1", "=1+1")], "s.csv:2: text: it begins with '=', as a formula does. Write the text itself."),
        ([("1", '=HYPERLINK("x")')], "s.csv:2: text: it begins with '=', as a formula does."),
        ([("2-Feb", SHEEP)], "s.csv:2: number: '2-Feb' is a date; spreadsheets turn numbers such as 1-2 into one."),
        ([("01/02/2026", SHEEP)], "s.csv:2: number: '01/02/2026' is a date;"),
        ([("...", SHEEP)], "s.csv:2: number: '...' holds neither digit nor letter."),
        ([("1" * 41, SHEEP)], "s.csv:2: number: it is longer than 40 characters."),
        ([("1", "a\u202eb")], "s.csv:2: text: it holds a character that cannot be seen (U+202E)."),
        ([("1", "a\x07b")], "s.csv:2: text: it holds a character that cannot be seen (U+0007)."),
        ([("1", "a\ufeffb")], "s.csv:2: text: it holds a character that cannot be seen (U+FEFF)."),
        ([("1", "sheep\ufffds")], "s.csv:2: text: characters in it were lost when the file was saved."),
        ([("1", "sheep\u00e2\u20ac\u2122s")], "s.csv:2: text: characters in it were lost when the file was saved."),
        ([("1", "a" * 32_768)], "s.csv:2: text: it is longer than the 32,767 characters that a cell can hold."),
        ([], "s.csv:1: no row stands below the headings. Write one row for each requirement."),
    ],
)  # fmt: skip
def test_a_row_that_cannot_be_taken_is_told_with_its_number(rows: list[tuple[str, str]], expected: str) -> None:
    assert one_fault(as_csv(rows, TWO)).startswith(expected)


def test_every_fault_of_every_row_is_told_at_once() -> None:
    found = faults(as_csv([("", SHEEP, "Do"), ("2", "", "Pln"), ("3", STRATEGY, "")], ("number", "text", "phase")))
    assert [fault.split(": ")[:2] for fault in found] == [
        ["s.csv:2", "number"], ["s.csv:3", "phase"], ["s.csv:3", "text"], ["s.csv:4", "phase"],
    ]  # fmt: skip
    assert "Did you mean 'plan'?" in found[1]


def test_a_phase_may_not_be_two() -> None:
    content = as_csv([("1", SHEEP, "Plan and Do")], ("number", "text", "phase"))
    assert one_fault(content) == (
        "s.csv:2: phase: 'Plan and Do' names more than one phase. The phases are plan, do, check, act."
    )


def test_merged_cells_hold_for_their_first_row_only() -> None:
    rows = [("1", SHEEP, "", "Plan", "Governance"), ("2", STRATEGY, "", None, "Governance")]
    found = one_fault(as_xlsx(rows, merged=["D2:D3"]), "s.xlsx")
    assert found == (
        "s.xlsx:3: phase: no phase is given. Write it in this row: of merged cells only the first row holds it."
    )


def test_a_number_that_excel_made_a_decimal_or_a_date_of_is_told() -> None:
    assert "a spreadsheet makes 1.10 into 1.1" in one_fault(as_xlsx([(1.1, SHEEP), (1.10, STRATEGY)], TWO), "s.xlsx")
    assert [row.number for row in read(as_xlsx([(1, SHEEP), (2.5, STRATEGY)], TWO), "s.xlsx")] == ["1", "2.5"]


def test_a_formula_without_a_value_and_an_error_are_no_text() -> None:
    found = faults(as_xlsx([("1", "=B9"), ("2", "#REF!")], TWO), "s.xlsx")
    assert found == [
        "s.xlsx:2: text: it is a formula that has not been calculated. Write the text in its place.",
        "s.xlsx:3: text: it shows the error #REF!. Write the text in its place.",
    ]


def test_a_text_that_a_formula_came_to_is_read() -> None:
    cells = '<c r="A{0}" t="inlineStr"><is><t>{1}</t></is></c><c r="B{0}" t="{2}">{3}</c>'
    head = cells.format(1, "number", "inlineStr", "<is><t>text</t></is>")
    body = cells.format(2, "1", "str", "<f>UPPER(&quot;sheep&quot;)</f><v>SHEEP</v>")
    assert read(package(f'<row r="1">{head}</row><row r="2">{body}</row>'), "s.xlsx")[0].text == "SHEEP"


@pytest.mark.parametrize(
    ("content", "file", "expected"),
    [
        (b"", "s.csv", "s.csv: the file is empty. Save it again with its rows."),
        (b" \n\n", "s.csv", "s.csv: the file is empty."),
        (b"", "s.xlsx", "s.xlsx: the file is empty."),
        (b"a,b\n1,2\n", "s.csv", "s.csv: none of the first 50 rows holds the headings. Head the columns 'number'"),
        (b"number,wordage\n1,2\n", "s.csv", "s.csv:1: text: the headings in this row hold none for 'text'."),
        (b"nmber,text\n1,2\n", "s.csv",
         "s.csv:1: number: the headings in this row hold none for 'number'. Did you mean 'number'?"),
        (b"number,text,wording\n1,2,3\n", "s.csv", ""),
        (b"number,requirement,wording\n1,2,3\n", "s.csv",
         "s.csv:1: text: several columns may be the text: 'requirement', 'wording'. Head the one that is 'text'"),
        ("number,text\n1,caf\u00e9\n".encode("cp1252"), "s.csv",
         "s.csv:2: byte 0xe9 is not valid UTF-8. Save it as CSV UTF-8, or name its encoding: --encoding cp1252."),
        (b'number,text\n1,"open\n', "s.csv", "s.csv:2: a quote is opened and never closed."),
        (b"number,text\n1,\0\n", "s.csv", "s.csv:2: the file holds a NUL character"),
        (as_xlsx(), "s.csv", "s.csv: this is a workbook under the name of a text file."),
        (as_csv(), "s.xlsx", "s.xlsx: this is not an Excel workbook, or it is damaged."),
        (as_csv(), "s.docx",
         "s.docx: this is not a table that can be read. Tables are .csv, .tsv, .txt, .xlsx, .xlsm."),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "s.xlsx",
         "s.xlsx: the workbook has a password. Save it without one."),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "s.xlsx", "s.xlsx: this is an old Excel file (.xls). Save it as .xlsx."),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_read_is_told_with_a_remedy(content: bytes, file: str, expected: str) -> None:
    found = faults(content, file)
    assert (found[0] if found else "").startswith(expected)
    assert bool(found) is bool(expected)


def test_a_csv_file_has_no_sheets() -> None:
    assert one_fault(as_csv(), sheet="One") == "s.csv: sheet: a CSV file has no sheets. Leave --sheet out."


def test_more_rows_than_a_standard_can_have_are_refused() -> None:
    def rows(count: int) -> bytes:
        return as_csv([(str(number), f"{SHEEP} {number}") for number in range(count)], TWO)

    assert len(read(rows(2_000))) == 2_000
    assert one_fault(rows(2_001)).startswith("s.csv:2002: the table has more than 2,000 rows, which no standard has.")
    assert one_fault(rows(10_000)) == one_fault(rows(2_001))


def test_the_bytes_of_a_mark_are_no_empty_file() -> None:
    assert faults(codecs.BOM_UTF8 + as_csv()) == []
