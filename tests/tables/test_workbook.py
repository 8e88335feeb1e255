"""The register of evidence that most people fill in: one row, one item; and the new one that `init` writes."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest

from tests.tables.reading import NAMES, shown, told, workbook
from vprs.evidence.batch import Batch
from vprs.evidence.workbook import read_evidence_register, render_evidence_register, write_evidence_register
from vprs.kinds import read_kinds
from vprs.model import Lost, Record

PATH = "evidence-register.xlsx"
KINDS = ", ".join(read_kinds())


def fill(*rows: Sequence[object], title: str = "Evidence register") -> Batch:
    return read_evidence_register(PATH, workbook({title: rows}), NAMES)


def one(*rows: Sequence[object]) -> Record:
    batch = fill(*rows)
    assert told(batch) == []
    (record,) = batch.records
    return record


def test_a_row_is_a_record_and_the_file_it_names_is_left_to_be_found() -> None:
    record = one(["kind", "file", "title", "doc_type"], ["document", "documents/a.pdf", "Strategy", "strategy"])
    assert (record.id, record.kind, record.file, record.line, record.row) == (f"{PATH}#2", "document", PATH, 2, True)
    assert shown(record) == {"file": "documents/a.pdf", "title": "Strategy", "doc_type": "strategy"}
    assert (record.rests_on, record.sha256, record.held) == (None, None, False)


def test_headings_are_known_however_they_are_written() -> None:
    record = one(["Kind", "Doc type", "Review-Date", "Period start"], ["Document", "Policy", "2027-10", "2026-04-01"])
    assert shown(record)["doc_type"] == "policy"
    assert shown(record)["review_date"] == "2027-10"
    assert "period" in record.fields


@pytest.mark.parametrize(
    "cell", [date(2027, 10, 31), datetime(2027, 10, 31, 9, 30), "2027-10-31", "31/10/2027", "31.10.2027"]
)
def test_dates_are_cells_or_iso_or_british(cell: object) -> None:
    record = one(["kind", "doc_type", "review_date"], ["document", "policy", cell])
    assert shown(record)["review_date"] == "2027-10-31"


def test_lists_are_parted_by_semicolons() -> None:
    record = one(["kind", "body", "date", "decisions"], ["minute", "board", "2026-05-28", "endorsed; noted"])
    assert record.fields["decisions"] == ("endorsed", "noted")


def test_dotted_headings_fill_what_is_nested() -> None:
    record = one(
        ["kind", "report_type", "reported_on", "received_by.body", "received_by.date", "period.start", "period.end"],
        ["report", "annual", "2026-05-01", "board; quality", "2026-05-28; 11/06/2026", "2025-04-01", "2026-03-31"],
    )
    received = record.fields["received_by"]
    assert [{key: str(value) for key, value in each.items()} for each in received] == [  # type: ignore[union-attr]
        {"body": "board", "date": "2026-05-28"},
        {"body": "quality", "date": "2026-06-11"},
    ]
    assert str(record.fields["period"]["start"]) == "2025-04-01"  # type: ignore[call-overload, index]


def test_values_that_do_not_pair_up_are_a_fault() -> None:
    batch = fill(
        ["kind", "report_type", "received_by.body", "received_by.date"],
        ["report", "annual", "board; quality", "2026-05-28"],
    )
    assert told(batch) == [
        f"{PATH}:2: received_by: the values do not pair up: 2 in 'received_by.body', 1 in 'received_by.date'. "
        "Give as many values in each, parted by semicolons, in the same order."
    ]


def test_yes_and_no_are_answers() -> None:
    record = one(["kind", "role", "holder", "start", "accredited"], ["appointment", "lsms", "H1", "2024-01-01", "Yes"])
    assert record.fields["accredited"] is True


def test_an_id_names_the_record() -> None:
    assert one(["kind", "id", "doc_type"], ["document", "strategy", "strategy"]).id == "strategy"


def test_blank_rows_are_skipped_and_headings_may_stand_lower() -> None:
    record = one(["Our evidence"], [], ["kind", "doc_type"], [None, None], ["document", "policy"])
    assert record.line == 5


def test_a_row_filled_only_beside_the_columns_is_no_row() -> None:
    assert fill(["kind", "doc_type", None], [None, None, "see above"]) == Batch()


def test_a_row_with_faults_is_left_out_and_every_fault_is_told() -> None:
    batch = fill(
        ["kind", "doc_type", "review_date", "approved_by"],
        ["document", "stratgy", "31/02/2027", "bord"],
        ["document", "policy", None, "board"],
    )
    assert [record.line for record in batch.records] == [3]
    assert [said.split(" is ")[0] for said in told(batch)] == [
        f"{PATH}:2: doc_type: 'stratgy'",
        f"{PATH}:2: review_date: '31/02/2027'",
        f"{PATH}:2: approved_by: no body",
    ]
    assert batch.lost == (Lost(kind="document", file=PATH, line=2),)


def test_a_row_that_lacks_what_its_kind_needs_is_bad() -> None:
    assert told(fill(["kind", "title", "doc_type"], ["document", "Strategy", None])) == [
        f"{PATH}:2: doc_type: kind 'document' needs 'doc_type'. Add it."
    ]


def test_a_row_without_a_kind_may_be_anything() -> None:
    batch = fill(["kind", "title"], [None, "Strategy"], ["documnt", "Strategy"])
    assert told(batch) == [
        f"{PATH}:2: kind: the row does not say which kind of evidence it is. Use {KINDS}.",
        f"{PATH}:3: kind: 'documnt' is not a kind of evidence. Did you mean 'document'? Use {KINDS}.",
    ]
    assert [lost.kind for lost in batch.lost] == [None, None]


def test_a_cell_that_does_not_fit_the_kind_is_a_fault() -> None:
    (said,) = told(fill(["kind", "body", "date", "doc_type"], ["minute", "board", "2026-05-28", "policy"]))
    assert said.startswith(f"{PATH}:2: doc_type: kind 'minute' has no field 'doc_type'.")


def test_an_unknown_heading_is_told_once_and_rows_that_fill_it_are_not_read() -> None:
    batch = fill(["kind", "doc_type", "reveiw_date"], ["document", "policy", "2027-10"], ["document", "policy", None])
    assert told(batch) == [
        f"{PATH}:1: reveiw_date: no kind of evidence has a field of this name, so rows that fill it are not read. "
        "Did you mean 'review_date'?",
        f"{PATH}:2: reveiw_date: the row fills a column that is no field. See the problem of that heading.",
    ]
    assert [record.line for record in batch.records] == [3]


def test_two_columns_of_one_field_are_not_read() -> None:
    batch = fill(["kind", "doc_type", "Doc type"], ["document", "policy", "strategy"])
    assert told(batch) == [f"{PATH}:1: Doc type: two columns are headed 'doc_type'. Keep one of them."]
    assert batch.lost == (Lost(kind=None, file=PATH, many=True),)


def test_a_workbook_without_headings_is_lost_whole() -> None:
    batch = fill(["Title", "File"], ["Strategy", "a.pdf"], title="Sheet1")
    assert told(batch) == [
        f"{PATH}: no row of sheet 'Sheet1' holds the heading 'kind'. Give its columns the names of fields."
    ]
    assert batch.lost == (Lost(kind=None, file=PATH, many=True),)


def test_a_file_that_is_no_workbook_is_lost_whole() -> None:
    batch = read_evidence_register(PATH, b"not a workbook", NAMES)
    assert told(batch) == [f"{PATH}: this is not an Excel workbook, or it is damaged. Save it again as .xlsx."]
    assert batch.lost == (Lost(kind=None, file=PATH, many=True),)


def test_the_sheet_named_evidence_register_is_preferred_to_the_first() -> None:
    rows = [["kind", "doc_type"], ["document", "policy"]]
    batch = read_evidence_register(PATH, workbook({"Notes": [["a"]], "Evidence register": rows}), NAMES)
    assert len(batch.records) == 1


def test_a_formula_that_was_never_calculated_is_a_fault() -> None:
    (said,) = told(fill(["kind", "doc_type", "title"], ["document", "policy", '="a"&"b"']))
    assert said == f"{PATH}:2: title: is a formula that has not been calculated. Write the value in its place."


@pytest.mark.parametrize(("cell", "said"), [("=1+1", "is a formula that has not been calculated"), ("#N/A", "shows")])
@pytest.mark.parametrize("heading", ["review_date", "doc_type", "received_by.date"])
def test_a_cell_that_shows_no_value_is_told_once(cell: str, said: str, heading: str) -> None:
    kind = "report" if "." in heading else "document"
    batch = fill(["kind", "received_by.body", heading], [kind, "board; quality" if "." in heading else None, cell])
    first, *others = [line for line in told(batch) if heading in line]
    assert first.startswith(f"{PATH}:2: {heading}: {said}")
    assert others == []
    assert "UNCALCULATED" not in str(told(batch))


def test_a_kind_that_shows_no_value_is_told_once() -> None:
    (said,) = told(fill(["kind", "title"], ["#REF!", "A"]))
    assert said == f"{PATH}:2: kind: shows the error #REF!. Write the value in its place."


FIRST: list[list[object]] = [["kind", "id", "doc_type"], ["document", "s", "strategy"]]


def test_another_sheet_that_lists_evidence_is_told_and_anything_may_be_missing() -> None:
    second = [["Old ones"], ["Kind", "Doc type", "supersedes"], ["document", "strategy", "s"]]
    batch = read_evidence_register(PATH, workbook({"Evidence register": FIRST, "2026": second}), NAMES)
    assert told(batch) == [
        f"{PATH}: the sheet '2026' has a column 'kind' too, and only 'Evidence register' is read. "
        "Move the rows into 'Evidence register', or hide the sheet if it is not to be read."
    ]
    assert [record.id for record in batch.records] == ["s"]
    assert batch.lost == (Lost(kind=None, file=PATH, many=True),)


@pytest.mark.parametrize(
    ("second", "hidden"),
    [
        ([["kind", "doc_type"], ["document", "strategy"]], ["Other"]),
        ([["kind", "doc_type"], [None, None]], []),
        ([["Kind", "Number"], ["document", 2]], []),
        ([["What we do"], ["document", "strategy"]], []),
    ],
)
def test_a_sheet_that_lists_none_or_is_hidden_matters_to_nobody(
    second: Sequence[Sequence[object]], hidden: Sequence[str]
) -> None:
    content = workbook({"Evidence register": FIRST, "Other": second}, hidden=hidden)
    batch = read_evidence_register(PATH, content, NAMES)
    assert (told(batch), batch.lost) == ([], ())


# --------------------------------------------------------------------------------------------------- the new one


def test_a_new_register_reads_as_nothing_without_problems(tmp_path: Path) -> None:
    write_evidence_register(tmp_path / PATH)
    assert read_evidence_register(PATH, (tmp_path / PATH).read_bytes(), NAMES) == Batch()


def test_a_new_register_is_the_same_bytes_every_time() -> None:
    first, second = render_evidence_register(), render_evidence_register()
    assert hashlib.sha256(first).digest() == hashlib.sha256(second).digest()
    with zipfile.ZipFile(io.BytesIO(first)) as package:
        assert {member.date_time for member in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_new_register_has_a_column_for_all_that_a_listed_kind_must_say() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(render_evidence_register()))["Evidence register"]
    headings = {str(cell.value) for cell in sheet[1]}
    needed = {
        name for kind in read_kinds().values() for name in kind.required if kind.name not in ("incident", "register")
    }
    assert {name for name in needed if name != "period"} <= headings
    assert {"file", "title", "period.start", "period.end", "received_by.body"} <= headings


def test_a_new_register_offers_the_kinds_and_closed_words() -> None:
    book = openpyxl.load_workbook(io.BytesIO(render_evidence_register()))
    sheet, lists = book["Evidence register"], book["Lists"]
    assert lists.sheet_state == "hidden"
    offered = {column[0].value: [cell.value for cell in column[1:] if cell.value] for column in lists.iter_cols()}
    assert sorted(str(kind) for kind in offered["kind"]) == sorted(read_kinds())
    assert "strategy" in offered["doc_type"]
    assert offered["executive"] == ["yes", "no"]
    assert len(sheet.data_validations.dataValidation) == len(offered)


def test_a_new_register_keeps_its_headings_in_view_and_its_cells_as_text() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(render_evidence_register()))["Evidence register"]
    assert sheet.freeze_panes == "B2"
    assert str(sheet.auto_filter.ref).startswith("A1:")
    assert sheet.column_dimensions["E"].number_format == "@"


def test_a_new_register_explains_every_field_of_every_kind() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(render_evidence_register()))["Guidance"]
    explained = {(row[0], row[1]) for row in sheet.iter_rows(values_only=True)}
    for kind in read_kinds().values():
        for name, spec in kind.fields.items():
            assert (kind.name, name if not spec.fields else f"{name}.{next(iter(spec.fields))}") in explained


def test_a_new_register_that_somebody_filled_in_reads() -> None:
    book = openpyxl.load_workbook(io.BytesIO(render_evidence_register()))
    sheet = book["Evidence register"]
    columns = {str(cell.value): cell.column for cell in sheet[1]}
    values = {"kind": "document", "file": "documents/a.pdf", "doc_type": "strategy", "approved_on": "01/05/2025"}
    for name, value in values.items():
        sheet.cell(row=2, column=int(columns[name] or 0), value=value)
    stream = io.BytesIO()
    book.save(stream)
    batch = read_evidence_register(PATH, stream.getvalue(), NAMES)
    assert told(batch) == []
    assert shown(batch.records[0])["approved_on"] == "2025-05-01"
