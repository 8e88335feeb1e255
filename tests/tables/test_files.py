"""Files as they come: encodings, delimiters, sheets, and files that cannot be read at all."""

from __future__ import annotations

import io
import zipfile

import pytest

from tests.tables.reading import CSV, INCIDENTS, XLSX, only, read, rows_of, shown, told, workbook
from vprs.evidence import xlsx_rows
from vprs.evidence.batch import Batch
from vprs.model import Lost

NOTES = "kind: incident\nregister_type: incidents\ncolumns: {Incident date: occurred_on, What: notes}\n"
ROWS = "Incident date,What\n2026-05-01,café – late\n"
GRID = [["Incident date", "Category"], ["2026-05-01", "physical"]]


def lost(batch: Batch) -> bool:
    """Whether the whole register is lost, and stays in mind as any number of incidents."""
    return batch.records == () and batch.lost[0] == Lost(kind="incident", file=batch.lost[0].file, many=True)


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le-with-mark"])
def test_utf_8_and_anything_with_a_byte_order_mark_is_read_unasked(codec: str) -> None:
    content = b"\xff\xfe" + ROWS.encode("utf-16-le") if codec.endswith("mark") else ROWS.encode(codec)
    assert shown(only(read(content, NOTES)))["notes"] == "café – late"


@pytest.mark.parametrize("named", ["cp1252", "windows-1252", "CP1252"])
def test_the_windows_code_page_is_read_where_it_is_named(named: str) -> None:
    assert shown(only(read(ROWS.encode("cp1252"), NOTES + f"encoding: {named}\n")))["notes"] == "café – late"


def test_a_byte_order_mark_beats_the_encoding_that_is_named() -> None:
    assert shown(only(read(ROWS.encode("utf-8-sig"), NOTES + "encoding: cp1252\n")))["notes"] == "café – late"


def test_another_encoding_is_told_with_the_remedy() -> None:
    batch = read(ROWS.encode("cp1252"), NOTES)
    assert told(batch) == [
        f"{CSV}:2: byte 0xe9 is not valid UTF-8. Save it as CSV UTF-8, or write 'encoding: cp1252' in its sidecar."
    ]
    assert lost(batch)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_the_header_line_tells_the_delimiter(delimiter: str, ending: str) -> None:
    rows = [["Incident date", "What"], ["2026-05-01", '"a, b; c"']]
    text = ending.join(delimiter.join(row) for row in rows) + ending
    assert shown(only(read(text, NOTES))) == {"occurred_on": "2026-05-01", "notes": "a, b; c"}


def test_a_delimiter_inside_headings_misleads_nobody() -> None:
    rows = "Incident date;What, and where, and how;What\n2026-05-01;x;y\n"
    assert shown(only(read(rows, NOTES)))["notes"] == "y"


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_line_break_in_a_heading_or_above_it_misleads_nobody(delimiter: str) -> None:
    rows = f'"Report\nof October"\n"Incident\ndate"{delimiter}What\n2026-05-01{delimiter}x\n'
    sidecar = NOTES.replace("Incident date", '"Incident date"') + "header_row: 2\n"
    assert shown(only(read(rows, sidecar))) == {"occurred_on": "2026-05-01", "notes": "x"}


def test_a_line_break_in_a_cell_is_one_row() -> None:
    first, second = rows_of(read('Incident date,What\n2026-05-01,"a\nb"\n2026-05-02,c\n', NOTES))
    assert (first.line, first.fields["notes"], second.line) == (2, "a\nb", 3)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "the file is empty."),
        ("   \n", "the file is empty."),
        (",,\nIncident date,What\n", "row 1 holds no headings. Write the number of the row that does"),
        ("Incident date,What\n2026-05-01,a\0b\n", ":2: the file holds a NUL character"),
        ('Incident date,What\n2026-05-01,"a\n2026-05-02,b\n', ":2: a quote is opened and never closed."),
        ('Incident date,What\n2026-05-01,"a"b\n', ":2: text stands after a closing quote"),
        ("Incident date,What\n2026-05-01," + "a" * 5_000_000, ":2: a cell is longer than 131,072 characters;"),
        ("a" * 5_000_000, ":1: a cell is longer than 131,072 characters;"),
    ],
)
def test_text_that_is_not_rows_is_told_once(content: str, message: str) -> None:
    batch = read(content, NOTES)
    (said,) = told(batch)
    assert said.startswith(CSV)
    assert message in said
    assert lost(batch)


def test_rows_before_a_broken_one_are_not_half_a_register() -> None:
    batch = read('Incident date,What\n2026-05-01,a\n2026-05-02,"b\n', NOTES)
    assert lost(batch)


@pytest.mark.parametrize("ending", [".xls", ".ods", ".docx", ""])
def test_other_files_are_no_registers(ending: str) -> None:
    path = f"registers/incidents{ending}"
    assert told(read("x", INCIDENTS, path=path)) == [
        f"{path}: this is not a table that can be read. Tables are .csv, .tsv, .txt, .xlsx, .xlsm. "
        "Save it as .xlsx or as CSV UTF-8."
    ]


def test_two_columns_of_the_same_heading_are_told_where_they_are_mapped() -> None:
    assert told(read("Incident date,Category,Category\n2026-05-01,verbal,physical\n", INCIDENTS)) == [
        f"{CSV}.yaml:3:39: columns.Category: {CSV} has 2 columns 'Category'. Rename one of them in the file."
    ]


def test_two_columns_of_the_same_heading_that_nobody_maps_are_nothing() -> None:
    assert told(read("Incident date,Category,x,x\n2026-05-01,verbal,,\n", INCIDENTS)) == []


# ------------------------------------------------------------------------------------------------------- workbooks


def test_the_first_sheet_that_is_not_hidden_is_read() -> None:
    content = workbook({"Old": [["Nothing"]], "Now": GRID}, hidden=["Old"])
    assert only(read(content, INCIDENTS, path=XLSX)).line == 2


def test_a_hidden_sheet_is_read_where_it_is_named() -> None:
    content = workbook({"Front": [["Nothing"]], "Rows": GRID}, hidden=["Rows"])
    assert only(read(content, INCIDENTS + "sheet: Rows\n", path=XLSX)).line == 2


def test_a_sheet_that_is_not_there_is_told_with_the_nearest() -> None:
    content = workbook({"Front": [["Nothing"]], "Incidents": GRID})
    assert told(read(content, INCIDENTS + "sheet: Incident\n", path=XLSX)) == [
        f"{XLSX}: sheet: there is no sheet 'Incident'. Its sheets are: Front, Incidents. Did you mean 'Incidents'?"
    ]


def test_gaps_between_rows_keep_the_numbers_of_the_spreadsheet() -> None:
    content = workbook({"A": [*GRID, [], [], ["2026-05-04", "verbal"]]})
    assert [record.line for record in rows_of(read(content, INCIDENTS, path=XLSX))] == [2, 5]


def test_a_note_beside_the_table_does_not_make_a_row_bad() -> None:
    content = workbook({"A": [GRID[0], [*GRID[1], None, "checked"]]})
    assert only(read(content, INCIDENTS, path=XLSX)).line == 2


def test_the_size_that_a_sheet_claims_is_not_believed() -> None:
    content = workbook({"A": [*GRID, ["2026-05-02", "verbal"]]})
    assert len(rows_of(read(_rewritten(content, b'ref="A1:B3"', b'ref="A1:A1"'), INCIDENTS, path=XLSX))) == 2


def test_a_number_without_a_fraction_has_no_point() -> None:
    sidecar = "kind: training\nregister_type: training\ncolumns: {Code: person, Course: course}\n"
    content = workbook({"A": [["Code", "Course"], [1234.0, 1.5], [12345678901, 0.1]]})
    assert [shown(record) for record in rows_of(read(content, sidecar, path=XLSX))] == [
        {"person": "1234", "course": "1.5"},
        {"person": "12345678901", "course": "0.1"},
    ]


def _rewritten(content: bytes, old: bytes, new: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(stream, "w") as after:
        for name in before.namelist():
            after.writestr(name, before.read(name).replace(old, new))
    return stream.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "this is not an Excel workbook, or it is damaged. Save it again as .xlsx."),
        (b"Incident date,Category\n", "this is not an Excel workbook, or it is damaged. Save it again as .xlsx."),
        (b"PK\x03\x04" + bytes(100), "this is not an Excel workbook, or it is damaged. Save it again as .xlsx."),
        (OLE, "this is an old Excel file (.xls). Save it as .xlsx."),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "the workbook has a password. Save it without one."),
    ],
)
def test_what_is_no_workbook_is_told_what_it_is(content: bytes, message: str) -> None:
    batch = read(content, INCIDENTS, path=XLSX)
    assert told(batch) == [f"{XLSX}: {message}"]
    assert lost(batch)


def test_a_workbook_named_csv_is_told_so() -> None:
    (said,) = told(read(workbook({"A": GRID}), INCIDENTS))
    assert said == f"{CSV}: this is a workbook under the name of a text file. Name it .xlsx, or save it as CSV UTF-8."


def test_a_zip_without_a_workbook_is_damaged() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        package.writestr("readme.txt", "nothing")
    (said,) = told(read(stream.getvalue(), INCIDENTS, path=XLSX))
    assert said == f"{XLSX}: the workbook is damaged (KeyError). Open it, save it again as .xlsx, or export it as CSV."


@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/styles.xml"])
def test_a_workbook_with_a_broken_part_is_one_problem(part: str) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook({"A": GRID}))) as before, zipfile.ZipFile(stream, "w") as after:
        for name in before.namelist():
            after.writestr(name, b"<broken" if name == part else before.read(name))
    batch = read(stream.getvalue(), INCIDENTS, path=XLSX)
    assert len(batch.problems) == 1
    assert lost(batch)


def test_a_workbook_cut_short_is_one_problem() -> None:
    content = workbook({"A": GRID})
    assert len(read(content[: len(content) // 2], INCIDENTS, path=XLSX).problems) == 1


def test_a_bomb_is_refused_by_what_it_says_it_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx_rows, "UNPACKED_LIMIT", 1_000_000)
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/worksheets/sheet1.xml", bytes(2_000_000))
    batch = read(stream.getvalue(), INCIDENTS, path=XLSX)
    assert told(batch) == [
        f"{XLSX}: the workbook would unpack to 2,000,000 bytes in 1 parts, which is refused. "
        "Save the sheet that matters as a workbook of its own, or as CSV."
    ]


@pytest.mark.parametrize(("size", "refused"), [(10_000_000, False), (10_000_001, True)])
def test_a_workbook_that_grows_two_hundredfold_is_refused_where_it_is_large(size: int, refused: bool) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/worksheets/sheet1.xml", bytes(size))
    (said,) = told(read(stream.getvalue(), INCIDENTS, path=XLSX))
    assert ("which is refused" in said) is refused


def test_a_cell_far_to_the_right_takes_no_memory() -> None:
    content = _rewritten(workbook({"A": [*GRID, ["2026-05-02", "verbal"]]}), b'r="B3"', b'r="ZZZ3"')
    batch = read(content, INCIDENTS, path=XLSX)
    assert [record.line for record in rows_of(batch)] == [2, 3]
    assert "category" not in rows_of(batch)[1].fields
