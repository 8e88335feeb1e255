"""Rows with faults: told with their number, left out whole, kept in mind, and never repeated in a message."""

from __future__ import annotations

import pytest

from tests.tables.reading import CSV, INCIDENTS, XLSX, read, rows_of, told, workbook
from vprs.model import Lost

TRAINING = """\
kind: training
register_type: training
dates: day-first
columns: {Code: person, Course: course, Done: completed_on, Expires: expires, Site: site, Must: required, Days: notes}
"""
HEAD = "Code,Course,Done,Expires,Site,Must,Days\n"


def test_a_date_that_does_not_exist_is_told_with_its_row_and_a_remedy() -> None:
    rows = HEAD + "\n" * 12 + "p1,crt,01/02/2025,31/02/2026,north,Yes,\n"
    batch = read(rows, TRAINING, path="registers/training.csv")
    assert told(batch) == [
        "registers/training.csv:14: expires: '31/02/2026' is not a date. "
        "Write 28/02/2026 or 2026-02-28, or mend the row."
    ]
    assert batch.lost == (Lost(kind="training", file="registers/training.csv", line=14),)


def test_every_fault_of_a_row_is_told_and_nothing_of_it_is_read() -> None:
    batch = read(HEAD + "p1,crt,31/02/2025,32/01/2026,nroth,maybe,\np2,crt,01/02/2025,,north,Yes,\n", TRAINING)
    assert [said.split(": ")[0:2] for said in told(batch)] == [
        [f"{CSV}:2", "completed_on"],
        [f"{CSV}:2", "expires"],
        [f"{CSV}:2", "required"],
        [f"{CSV}:2", "site"],
    ]
    assert [record.line for record in rows_of(batch)] == [3]
    assert batch.records[0].fields["count"] == 1


@pytest.mark.parametrize(
    ("cell", "message"),
    [
        ("31/02/2026", "'31/02/2026' is not a date."),
        ("Feb 2026", "'Feb 2026' is not a date."),
        ("seen with Mrs Example", "what stands here is not a date."),
        ("943 476 5919", "what stands here is not a date."),
        ("07700 900123", "what stands here is not a date."),
        ("O'Example", "what stands here is not a date."),
    ],
)
def test_a_message_repeats_dates_and_numbers_and_never_free_text(cell: str, message: str) -> None:
    (said,) = told(read(f"{HEAD}p1,crt,{cell},,,,\n", TRAINING))
    assert said.startswith(f"{CSV}:2: completed_on: {message}")


@pytest.mark.parametrize(
    ("cell", "message"),
    [
        ("physicl", "'physicl' is not a word that category can have. Did you mean 'physical'?"),
        ("Jo Example bit him", "what stands here is not a word that category can have. Use physical,"),
    ],
)
def test_a_slip_in_a_closed_word_is_repeated_and_any_other_text_is_not(cell: str, message: str) -> None:
    (said,) = told(read(f"Incident date,Category\n2026-05-01,{cell}\n", INCIDENTS))
    assert said.startswith(f"{CSV}:2: category: {message}")
    assert said.endswith("Or say what their words mean under 'values: category' in the sidecar.")


def test_a_name_that_nobody_knows_is_never_repeated_and_the_nearest_is_offered() -> None:
    batch = read(f"{HEAD}p1,crt,,,nroth,,\np2,crt,,,14 Example Street,,\n", TRAINING)
    near, far = told(batch)
    assert near.startswith(f"{CSV}:2: site: no site is known as what stands here. Did you mean 'north'?")
    assert far.startswith(f"{CSV}:3: site: no site is known as what stands here. Mend the spelling")


def test_a_row_longer_than_the_headings_is_bad_whatever_it_might_have_made() -> None:
    sidecar = INCIDENTS + "also: {kind: response, when: {Category: verbal}, set: {response_type: support}}\n"
    batch = read("Incident date,Category\n2026-05-01,physical,shifted\n2026-05-02,physical,,\n", sidecar)
    assert told(batch) == [
        f"{CSV}:2: the row has 3 cells under 2 headings, so its cells are not certain. "
        "Put quotes around a cell that holds the delimiter."
    ]
    assert [record.line for record in rows_of(batch)] == [3]
    assert [lost.kind for lost in batch.lost] == ["incident", "response"]


def test_after_twenty_problems_of_one_sort_the_rest_is_one_line_and_every_row_stays_in_mind() -> None:
    rows = "Incident date,Category\n" + "".join(f"31/02/20{n:02},verbal\n" for n in range(10, 35))
    batch = read(rows, INCIDENTS + "dates: day-first\n")
    said = told(batch)
    assert len(said) == 21
    untold = "5 more rows from here on: what stands here is not a date. Mend them like those above."
    assert said[20] == f"{CSV}:22: occurred_on: {untold}"
    assert batch.lost == tuple(Lost(kind="incident", file=CSV, line=row) for row in range(2, 27))


def test_exactly_twenty_problems_are_told_one_by_one() -> None:
    rows = "Incident date,Category\n" + "never,verbal\n" * 20
    assert len(told(read(rows, INCIDENTS))) == 20


def test_problems_of_different_sorts_are_counted_apart() -> None:
    rows = "Incident date,Category\n" + "never,verbal\n" * 20 + "2026-05-01,Example\n" * 21
    said = told(read(rows, INCIDENTS))
    assert len(said) == 41
    assert "category: 1 more row from here on: what stands here is not a word" in said[-1]


def test_beyond_a_thousand_lost_rows_any_number_may_be_missing() -> None:
    rows = "Incident date,Category\n" + "never,verbal\n" * 1_005
    lost = read(rows, INCIDENTS).lost
    assert len(lost) == 1_001
    assert [item.many for item in lost[-2:]] == [False, True]


def test_a_formula_that_was_never_calculated_is_a_bad_row() -> None:
    content = workbook(
        {"A": [["Incident date", "Category"], ["2026-05-01", '="phys"&"ical"'], ["2026-05-02", "verbal"]]}
    )
    batch = read(content, INCIDENTS, path=XLSX)
    assert told(batch) == [
        f"{XLSX}:2: category: is a formula that has not been calculated. "
        "Open the file in Excel, let it calculate, and save it; or mend the cell."
    ]
    assert [record.line for record in rows_of(batch)] == [3]


def test_a_formula_in_a_column_that_is_not_read_matters_to_nobody() -> None:
    content = workbook({"A": [["Incident date", "Category", "Sum"], ["2026-05-01", "verbal", "=1+1"]]})
    assert told(read(content, INCIDENTS, path=XLSX)) == []


@pytest.mark.parametrize("code", ["#REF!", "#N/A", "#DIV/0!"])
def test_an_error_in_a_cell_is_a_bad_row(code: str) -> None:
    (said,) = told(read(f"Incident date,Category\n2026-05-01,{code}\n", INCIDENTS))
    assert said.startswith(f"{CSV}:2: category: shows the error {code}.")


def test_an_unreadable_cell_under_when_loses_the_second_record_too() -> None:
    sidecar = INCIDENTS + "also: {kind: response, when: {Police: Yes}, set: {response_type: police-report}}\n"
    batch = read("Incident date,Category,Police\n2026-05-01,verbal,#REF!\n", sidecar)
    assert [lost.kind for lost in batch.lost] == ["incident", "response"]
    assert told(batch)[0].startswith(f"{CSV}:2: Police: shows the error #REF!.")


@pytest.mark.parametrize("cell", ["=cmd|'/c calc'!A0", "@SUM(1)", "+1+1", "<script>alert(1)</script>", "{{7*7}}"])
def test_a_hostile_text_is_text(cell: str) -> None:
    sidecar = "kind: incident\nregister_type: incidents\ncolumns: {Incident date: occurred_on, What: notes}\n"
    (record,) = rows_of(read(f"Incident date,What\n2026-05-01,{cell}\n", sidecar))
    assert record.fields["notes"] == cell


def test_a_cell_longer_than_any_spreadsheet_holds_is_a_bad_row() -> None:
    sidecar = "kind: incident\nregister_type: incidents\ncolumns: {Incident date: occurred_on, What: notes}\n"
    head = "Incident date,What\n"
    assert told(read(f"{head}2026-05-01,{'a' * 32_767}\n", sidecar)) == []
    assert told(read(f"{head}2026-05-01,{'a' * 32_768}\n", sidecar)) == [
        f"{CSV}:2: notes: is longer than the 32,767 characters that a cell can hold. Shorten it."
    ]


def test_a_character_that_no_document_can_hold_is_a_bad_row() -> None:
    sidecar = "kind: incident\nregister_type: incidents\ncolumns: {Incident date: occurred_on, What: notes}\n"
    (said,) = told(read("Incident date,What\n2026-05-01,bell\x07\n", sidecar))
    assert said == f"{CSV}:2: notes: what stands here holds a character that cannot be printed. Type it again."
