"""A register in a workbook of several sheets: which one is read is never a guess that loses the rows of another."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from tests.tables.reading import INCIDENTS, XLSX, read, rows_of, told, workbook
from vprs.evidence.batch import Batch

Grid = Sequence[Sequence[object]]
JULY: Grid = [["Incident date", "Category"], ["2026-07-01", "verbal"]]
AUGUST: Grid = [["Incident date", "Category"], ["2026-08-01", "physical"]]


def read_sheets(sheets: dict[str, Grid], more: str = "", hidden: Sequence[str] = ()) -> Batch:
    return read(workbook(sheets, hidden=hidden), INCIDENTS + more, path=XLSX)


def test_two_sheets_with_the_wanted_headings_are_told_and_the_register_is_lost() -> None:
    batch = read_sheets({"Jul": JULY, "Notes": [["Read me"]], "Aug": AUGUST})
    assert told(batch) == [
        f"{XLSX}: sheet: several sheets hold these headings: 'Jul', 'Aug'. "
        "Name the one to read as 'sheet' in its sidecar, or put their rows into one sheet."
    ]
    assert batch.records == ()
    assert [(lost.kind, lost.many) for lost in batch.lost] == [("incident", True), ("register", False)]


def test_the_sheet_that_is_named_is_read() -> None:
    batch = read_sheets({"Jul": JULY, "Aug": AUGUST}, "sheet: Aug\n")
    assert told(batch) == []
    assert [str(record.fields["category"]) for record in rows_of(batch)] == ["physical"]


def test_headings_of_another_sheet_may_stand_lower_and_be_written_otherwise() -> None:
    lower: Grid = [["Incidents of August"], [], ["Ref", "incident-date", "CATEGORY"], ["1", "2026-08-01", "verbal"]]
    assert "'Jul', 'Aug'" in told(read_sheets({"Jul": JULY, "Aug": lower}))[0]


def test_half_of_the_headings_with_the_date_among_them_are_enough() -> None:
    more = "values: {}\nset: {site: north}\n"
    assert told(read_sheets({"Jul": JULY, "Aug": [["Incident date"], ["2026-08-01"]]}, more))


@pytest.mark.parametrize(
    "other",
    [
        [["Category"], ["verbal"], ["physical"]],
        [["Month", "Category", "Number"], ["2026-07", "verbal", 3]],
        [["Incident date", "Category"], [None, None]],
        [["2026-07-01", "verbal"]],
    ],
)
def test_a_sheet_of_words_or_counts_or_without_rows_matters_to_nobody(other: Grid) -> None:
    batch = read_sheets({"Jul": JULY, "Other": other})
    assert told(batch) == []
    assert len(rows_of(batch)) == 1


def test_a_hidden_sheet_matters_to_nobody() -> None:
    assert told(read_sheets({"Jul": JULY, "Aug": AUGUST}, hidden=["Aug"])) == []
