"""What is wrong with a monitoring table is told by its row, all at once."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.monitoring.tables import (
    ACUTE,
    COMMUNITY,
    GOOD,
    OURS,
    WRITERS,
    Table,
    as_csv,
    as_md,
    changed,
    faults,
    one,
    read,
)
from vprs.monitoring.headings import MONITORING
from vprs.monitoring.passing import passed_over
from vprs.monitoring.rows import read_rows
from vprs.transcript.table import read_transcription


@pytest.mark.parametrize("ending", WRITERS)
@pytest.mark.parametrize("table", [ACUTE, COMMUNITY], ids=["acute", "community"])
def test_the_same_rows_are_read_from_every_sort_of_file(ending: str, table: Table) -> None:
    headings, rows = table
    below = 1 if ending == "md" else 0  # the line of dashes
    plain = [replace(row, line=row.line + below) for row in read(as_csv(rows, headings))]
    assert list(read(WRITERS[ending](rows, headings), f"t.{ending}")) == plain
    assert len(plain) == 2


def test_of_two_columns_headed_when_the_one_behind_where_is_when_reported() -> None:
    row = read(one("A", "daily", "LSMS", "Board", "annually", headings=("what", "when", "who", "where", "when")))[0]
    assert (row.when.words, row.told.words) == ("Daily", "Annually")
    (fault,) = faults(one("A", "daily", "weekly", "LSMS", "Board", headings=("what", "when", "when", "who", "where")))
    assert fault.startswith("t.csv:1: when: several columns may be the when: 'when', 'when'. Head the one that is")


@pytest.mark.parametrize("missing", ["what", "when", "who", "where"])
def test_a_needed_column_that_is_not_there_is_named(missing: str) -> None:
    headings = [name for name in OURS if name != missing and name != "reported"]
    (fault,) = faults(as_csv([["x"] * len(headings)], headings))
    assert fault.startswith(
        f"t.csv:1: {missing}: the headings in this row hold none for '{missing}'. Head the column of "
    )


def test_the_nearest_heading_is_offered() -> None:
    (fault,) = faults(one("A", "B", "daily", "LSMS", headings=("what", "comittee", "when", "who")))
    assert fault == (
        "t.csv:1: where: the headings in this row hold none for 'where'. Did you mean 'committee'? Head the column of "
        "the bodies that are told 'where'."
    )


def test_a_file_without_headings_says_how_to_head_them() -> None:
    (fault,) = faults(b"a,b\n1,2\n")
    assert fault == (
        "t.csv: none of the first 50 rows holds the headings. Head the columns 'what', 'when', 'who' and 'where', and "
        "beside them 'how', 'reported' or 'closes'."
    )


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"what": ""}, "what: the row does not say what is monitored. Write it in this row: of merged cells"),
        ({"what": "--"}, "what: the row does not say what is monitored."),
        ({"when": ""}, "when: no frequency is given. Write it in this row: of merged cells"),
        ({"when": "now and then"}, "when: 'now and then' is no frequency that can be checked. Write weekly, monthly"),
        ({"reported": "bimonthly"}, "reported: 'bimonthly' may mean twice a month or every two months. Write weekly"),
        ({"who": ""}, "who: no role that checks it is given. Write it in this row"),
        ({"where": " ; "}, "where: no body that is told is given."),
        ({"closes": "NHS England"}, "closes: 'NHS England' is outside the organisation, whose actions are not in this"),
        ({"closes": ";"}, "closes: it names nobody. Name a role or a body."),
        ({"where": "\u59d4\u5458\u4f1a"}, "where: '\u59d4\u5458\u4f1a' holds none of the letters a to z."),
        ({"where": ";".join(f"B{n} Board" for n in range(13))}, "where: it names 13, and each would be a check"),
        ({"what": "As above"}, "what: 'As above' points at another row. Write out what is monitored in this row."),
        ({"how": "See above"}, "how: 'See above' points at another row. Write out how it is monitored in this row."),
        ({"what": "TBC"}, "what: the row does not say what is monitored."),
        ({"where": "Board; N/A"}, "where: 'N/A' names nobody. Write the body that is told."),
        ({"who": "Ditto"}, "who: 'Ditto' points at another row. Write the name out in this row."),
        ({"closes": "None"}, "closes: 'None' names nobody. Write who sees that actions are done, or leave the cell"),
        ({"where": "Safety Committee (quarterly)"}, "where: 'Safety Committee (quarterly)' says how often. Write the"
         " name alone, and how often under 'when reported'."),
        ({"what": "=1+1"}, "what: it begins with '=', as a formula does. Write the text itself."),
        ({"how": "x\u202ey"}, "how: it holds a character that cannot be seen (U+202E)."),
    ],
)  # fmt: skip
def test_what_is_wrong_in_a_row_is_told_with_its_number(cells: dict[str, str], said: str) -> None:
    (fault,) = faults(changed(**cells))
    assert fault.startswith(f"t.csv:2: {said}")


def test_all_faults_of_all_rows_are_told_at_once() -> None:
    rows = [("", *GOOD[1:]), (*GOOD[:2], "sometimes", *GOOD[3:]), GOOD, GOOD]
    assert [fault.split(": ")[:2] for fault in faults(as_csv(rows, OURS))] == [
        ["t.csv:2", "what"],
        ["t.csv:3", "when"],
        ["t.csv:5", "what"],
    ]


def test_the_advice_for_two_frequencies_in_a_cell_leads_somewhere() -> None:
    (fault,) = faults(changed(when="Monthly / quarterly"))
    assert fault.endswith("Make a row of its own for each, and end what it says under 'what' with how often, so that"
                          " the rows differ.")  # fmt: skip
    what, how, _, *others = GOOD
    twice = [(what, how, each, *others) for each in ("Monthly", "Quarterly")]
    (fault,) = faults(as_csv(twice, OURS))
    said = "row 2 says the same of what is monitored."
    assert fault == f"t.csv:3: what: {said} End each with what sets it apart, such as how often, or merge the two."
    apart = [(f"{what}, {each.lower()}", how, each, *others) for _, _, each, *_ in twice]
    assert [row.when.words for row in read(as_csv(apart, OURS))] == ["Monthly", "Quarterly"]


STRAY = "stands under no heading, so it would be left out. Put it under its heading, or head its column;"


@pytest.mark.parametrize("ending", WRITERS)
def test_a_cell_beyond_the_last_heading_is_told(ending: str) -> None:
    line = 3 if ending == "md" else 2
    assert faults(WRITERS[ending]([(*GOOD, "", "more")], OURS), f"t.{ending}") == [
        f"t.{ending}:{line}: 'more' {STRAY} in CSV, put quotes around a cell that holds a comma."
    ]
    assert faults(WRITERS[ending]([(*GOOD, "", "")], OURS), f"t.{ending}") == []


def test_a_cell_under_a_blank_heading_is_told_and_one_under_an_unknown_heading_is_not() -> None:
    (fault,) = faults(one("x", *GOOD, headings=("", *OURS)))
    assert fault.startswith(f"t.csv:2: 'x' {STRAY}")
    assert faults(one("x", *GOOD, headings=("Page", *OURS))) == []


def test_bars_that_belong_to_a_cell_of_markdown_are_no_cell_of_their_own() -> None:
    (row,) = read(as_md([("A \\| B", *GOOD[1:])], OURS), "t.md")
    assert row.what == "A | B"


def test_a_table_parted_by_bars_is_told_as_what_it_is() -> None:
    bars = as_csv([GOOD], OURS, delimiter="|")
    said = "the cells look separated by '|', which no CSV file is."
    hint = "Save it as CSV with commas, or as a Markdown table in a file that ends in .md."
    assert faults(bars) == [f"t.csv:1: {said} {hint}"]
    assert faults(b'"a",b\nc,d\n') == faults(b"a,b\nc,d\n")  # quotes that are none between bars
    assert faults(as_md([GOOD], OURS)) == [f"t.csv:1: {said} {hint}"]


@pytest.mark.parametrize("column", [name for name in OURS if name != "how"])
@pytest.mark.parametrize("cell", ["=A1", "#UNCALCULATED!"])
def test_a_formula_is_told_once(column: str, cell: str) -> None:
    (fault,) = faults(changed(**{column: cell}))
    assert fault.startswith(f"t.csv:2: {column}: it ")


def test_twelve_names_are_not_too_many() -> None:
    assert len(read(changed(where=";".join(f"B{n} Board" for n in range(12))))[0].where) == 12


def test_a_table_without_rows_and_one_with_too_many_are_refused() -> None:
    (fault,) = faults(as_csv([], OURS))
    assert fault == "t.csv:1: no row stands below the headings. Write one row for each thing that is monitored."
    rows = [(f"Visit {number}", *GOOD[1:]) for number in range(501)]
    (fault,) = faults(as_csv(rows, OURS))
    assert fault.startswith("t.csv:502: the table has more than 500 rows")
    assert len(read(as_csv(rows[:500], OURS))) == 500


QUESTIONS = ("What?", "How?", "How often?", "Who?", "Where?", "When?", "Who?")


@pytest.mark.parametrize("ending", WRITERS)
def test_a_row_of_questions_below_the_headings_is_passed_over(ending: str) -> None:
    (row,) = read(WRITERS[ending]([QUESTIONS, GOOD], OURS), f"t.{ending}")
    assert row.what == GOOD[0]


def test_a_question_copied_into_the_first_cell_below_it_is_no_part_of_it() -> None:
    cells = ("WHAT? Visits", "HOW?\nOn foot", "WHEN? Monthly", "WHO? LSMS", "WHERE? The Board", "When?Daily", "")
    (row,) = read(one(*cells))
    assert (row.what, row.how, row.when.words, row.told.words) == ("Visits", ("On foot",), "Monthly", "Daily")
    assert [name.text for name in (*row.who, *row.where)] == ["LSMS", "Board"]
    (fault,) = faults(one(*("WHEN? Bi-annually" if cell.startswith("WHEN? ") else cell for cell in cells)))
    assert fault.startswith("t.csv:2: when: 'Bi-annually' may mean twice a year or every two years.")


def test_a_row_whose_words_could_be_headings_is_a_row_where_it_says_how_often() -> None:
    (row,) = read(one("Controls", "Method", "When required", "Lead officer", "Committee", "", ""))
    assert row.when.as_required
    assert faults(one("Controls", "Method", "", "Lead officer", "Committee", "", ""))  # no frequency: never left out


@pytest.mark.parametrize("often", ["sometimes", "Ditto", "Monthly / quarterly", "Timescale as agreed"])
@pytest.mark.parametrize("name", ["Ditto", "Porters", "What the lead officer told the committee"])
def test_a_row_of_words_that_head_nothing_is_never_passed_over(often: str, name: str) -> None:
    assert any(fault.startswith("t.csv:2: when: ") for fault in faults(one(name, "", often, name, name, "", "")))


MARKED = (*OURS, "Not read back")


def test_a_row_that_is_marked_is_left_out_and_with_its_mark_cleared_it_is_read() -> None:
    bad = ("Walks", *GOOD[1:4], "", *GOOD[5:], "where: no body that is told is given")
    content = as_csv([bad, (*GOOD, "")], MARKED)
    table = read_transcription("t.csv", content, sheet=None, encoding=None, headings=MONITORING)
    assert [row.line for row in read_rows(table)] == [3]
    assert [(each.line, each.reason) for each in passed_over(table)] == [(2, "where: no body that is told is given")]
    (fault,) = faults(as_csv([(*bad[:-1], ""), (*GOOD, "")], MARKED))
    assert fault.startswith("t.csv:2: where: no body that is told is given.")


def test_a_table_of_marked_rows_alone_is_refused() -> None:
    assert faults(as_csv([(*GOOD, "where")], MARKED)) == [
        "t.csv:1: no row stands below the headings. Every row is marked 'Not read back': give a row what it lacks, and"
        " clear its mark."
    ]


def test_headings_that_a_page_break_repeats_are_passed_over() -> None:
    assert [row.line for row in read(as_csv([GOOD, OURS, ("Other", *GOOD[1:])], OURS))] == [2, 4]


def test_a_text_that_vprs_marked_is_read_without_the_mark() -> None:
    assert read(changed(what="'+1 on nights"))[0].what == "+1 on nights"


# ----------------------------------------------------------------------------------------------------------- Markdown


def test_a_table_far_down_a_page_of_markdown_is_found_by_its_headings() -> None:
    above = "# Policy\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n" + "Words.\n\n" * 60
    (row,) = read(as_md([GOOD], OURS, above=above), "t.md")
    assert row.line == above.count("\n") + 3
    (fault,) = faults(as_md([(*GOOD[:2], "now", *GOOD[3:])], OURS, above=above), "t.md")
    assert fault.startswith(f"t.md:{row.line}: when: 'now' is no frequency")


def test_emphasis_links_and_breaks_in_markdown_are_words() -> None:
    cells = ("**Visits** to [wards](x)", "One<br>Two", "`Monthly`", "LSMS", "Board<br/>Security Group", "", "")
    (row,) = read(as_md([cells], OURS), "t.md")
    assert (row.what, row.how, row.when.words) == ("Visits to wards", ("One", "Two"), "Monthly")
    assert [name.text for name in row.where] == ["Board", "Security Group"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"# No table\n", "t.md: no table stands in this file. Write it with |"),
        (as_md([GOOD], OURS) + b"\n" + as_md([GOOD], OURS), "t.md: several tables hold these headings, on lines 1, 5."),
        (as_md([("a", "b")], ("x", "y")), "t.md: none of the first 50 rows holds the headings."),
        (b"| what |\n|---|\n| \xff |\n", "t.md:3: byte 0xff is not valid UTF-8. Save it again as UTF-8."),
        (b" \n", "t.md: the file is empty."),
    ],
)
def test_markdown_that_holds_no_one_table_is_refused(content: bytes, said: str) -> None:
    (fault,) = faults(content, "t.md")
    assert fault.startswith(said)
