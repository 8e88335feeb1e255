"""What real exports are like: preambles, totals, several rows for one incident, British dates, two records in a row."""

from __future__ import annotations

import pytest

from tests.tables.reading import CSV, INCIDENTS, XLSX, only, read, rows_of, shown, told, workbook
from vprs.model import Lost

REFERRED = "kind: incident\nregister_type: incidents\ncolumns: {Ref: id, Incident date: occurred_on}\n"


def test_lines_above_the_header_row_are_skipped_and_rows_keep_the_numbers_of_the_spreadsheet() -> None:
    rows = 'Incident report,,\n"Drawn on 6 October,\nby the risk team"\n\nIncident date,Category\n2026-05-01,physical\n'
    record = only(read(rows, INCIDENTS + "header_row: 4\n"))
    assert (record.line, record.id) == (5, f"{CSV}#5")


def test_without_header_row_the_row_that_seems_to_hold_the_headings_is_named() -> None:
    rows = "Incident report\nDrawn on 6 October\nIncident date,Category\n2026-05-01,physical\n"
    assert told(read(rows, INCIDENTS)) == [
        f"{CSV}.yaml:3:11: columns.Incident date: {CSV} has no column 'Incident date' in row 1. "
        "Row 3 seems to hold the headings: write 'header_row: 3'.",
        f"{CSV}.yaml:3:39: columns.Category: {CSV} has no column 'Category' in row 1. "
        "Row 3 seems to hold the headings: write 'header_row: 3'.",
    ]


@pytest.mark.parametrize(
    "total",
    ["Total,,1502", "Grand total:,,1502", "Total", "TOTALS,,13", ",Total,1502", "Total,,£1,502.00", "Total records: 2"],
)
def test_a_total_row_is_no_row_and_no_problem(total: str) -> None:
    rows = f"Ref,Incident date,Days\nA,2026-05-01,1\nB,2026-05-02,2\n{total}\n"
    batch = read(rows, REFERRED)
    assert told(batch) == []
    assert [record.id for record in rows_of(batch)] == ["A", "B"]
    assert batch.records[0].fields["count"] == 2


def test_a_total_under_the_date_column_is_a_total() -> None:
    assert shown(only(read("Incident date,Category\n2026-05-01,verbal\nTotal,1\n", INCIDENTS)))["category"] == "verbal"


@pytest.mark.parametrize("total", ["Total,1489", "Total,2026", "Total incidents,1489", 'Total,"1,489"', "Total,12"])
def test_a_number_that_stands_under_the_date_of_a_total_is_no_date(total: str) -> None:
    batch = read(f"Ref,Incident date,Days\nA,2026-05-01,1\n{total},\n", REFERRED)
    assert [record.id for record in rows_of(batch)] == ["A"]
    assert told(batch) == []


WARDS = "kind: risk\nregister_type: security risks\ncolumns: {Ward: id, Date: raised_on, Score: score}\n"


@pytest.mark.parametrize("date", ["", "46000", "1489", "25"])
@pytest.mark.parametrize("ward", ["Total Care Ward", "Total Care", "Total for April", "Grand total, north"])
def test_a_row_that_may_be_a_total_or_a_thing_of_such_a_name_is_a_bad_row(ward: str, date: str) -> None:
    batch = read(f'Ward,Date,Score\nNorth,2026-08-01,3\n"{ward}",{date},25\n', WARDS)
    assert told(batch) == [
        f"{CSV}:3: the row begins with 'Total' and has no date, so that it may be a total or a thing of such a name. "
        "Fill in its date, or delete the row."
    ]
    assert batch.lost == (Lost(kind="risk", file=CSV, line=3),)


@pytest.mark.parametrize(
    "first",
    [
        "Total",
        "Totals:",
        "Grand total",
        "Total incidents",
        "TOTAL INCIDENTS 2026",
        "Total number of incidents",
        "Total rows",
        "Total (incidents)",
        "Grand Total Records",
    ],
)
def test_a_total_may_say_what_it_counts(first: str) -> None:
    assert told(read(f"Ref,Incident date,Days\nA,2026-05-01,1\n{first},,12\n", REFERRED)) == []


def test_a_total_may_call_the_rows_as_the_register_does() -> None:
    for noun in ("risks", "security", "risk"):
        assert rows_of(read(f"Ward,Date,Score\nTotal {noun},,25\n", WARDS)) == []
    assert len(read("Ward,Date,Score\nTotal incidents,,25\n", WARDS).lost) == 1


def test_a_row_of_a_year_whose_name_begins_with_total_is_a_row() -> None:
    assert only(read("Ref,Incident date\nTotal Care 4,2026\n", REFERRED)).id == "Total Care 4"


def test_a_number_under_the_date_of_any_other_row_is_a_bad_row() -> None:
    batch = read("Ref,Incident date\nSum,1489\n", REFERRED)
    assert told(batch) == [
        f"{CSV}:2: occurred_on: '1489' is not a date here. Write the whole date, or mend the row.",
    ]
    assert batch.lost == (Lost(kind="incident", file=CSV, line=2),)


def test_a_ward_called_total_care_without_a_date_is_a_bad_row_and_not_a_total() -> None:
    rows = "Ward,Incident date,Category\nTotal Care,,physical\n"
    batch = read(rows, INCIDENTS)
    assert told(batch) == [
        f"{CSV}:2: occurred_on: is blank, and kind 'incident' needs it. Fill in 'Incident date', or delete the row."
    ]
    assert batch.lost == (Lost(kind="incident", file=CSV, line=2),)


def test_a_dated_row_that_starts_with_total_is_a_row() -> None:
    assert only(read("Ref,Incident date\nTotal,2026-05-01\n", REFERRED)).id == "Total"
    assert only(read("Ref,Incident date\nTotal,01.05.2026\n", REFERRED + "dates: day-first\n")).id == "Total"


def test_blank_rows_are_skipped() -> None:
    rows = 'Incident date,Category\n,\n\n2026-05-01,physical\n" ",\n'
    assert only(read(rows, INCIDENTS)).line == 4


def test_of_several_rows_for_one_item_the_first_counts() -> None:
    rows = "Ref,Incident date,Person code\nW1,2026-05-01,a\nW1,2026-05-01,b\nw1 ,2026-05-03,c\nW2,2026-05-02,d\n"
    batch = read(rows, REFERRED + "one_per: Ref\n")
    assert [(record.id, record.line) for record in rows_of(batch)] == [("W1", 2), ("W2", 5)]
    assert batch.records[0].fields["count"] == 2


def test_a_bad_first_row_of_an_item_is_not_made_good_by_a_later_one() -> None:
    rows = "Ref,Incident date\nW1,never\nW1,2026-05-01\n"
    batch = read(rows, REFERRED + "one_per: Ref\n")
    assert rows_of(batch) == []
    assert batch.lost == (Lost(kind="incident", file=CSV, line=2),)


def test_a_row_that_does_not_say_which_item_it_belongs_to_is_bad() -> None:
    batch = read("Ref,Incident date\n,2026-05-01\n", REFERRED + "one_per: Ref\n")
    assert told(batch) == [
        f"{CSV}:2: one_per: the cell that says which item the row belongs to is blank. Fill it in, or delete the row."
    ]
    assert batch.lost == (Lost(kind="incident", file=CSV, line=2),)


@pytest.mark.parametrize("text", ["01/05/2026", "1/5/2026", "01.05.2026", "01/05/2026 14:05", "01/05/2026 02:05 PM"])
def test_british_dates_are_read_where_the_sidecar_says_so(text: str) -> None:
    rows = f"Incident date,Category\n{text},physical\n"
    assert shown(only(read(rows, INCIDENTS + "dates: day-first\n")))["occurred_on"] == "2026-05-01"


@pytest.mark.parametrize("text", ["2026-05-01", "2026-05-01T14:05:00", "2026-05-01 14:05"])
def test_iso_dates_are_read_under_either_style(text: str) -> None:
    rows = f"Incident date,Category\n{text},physical\n"
    for style in ("iso", "day-first"):
        assert shown(only(read(rows, INCIDENTS + f"dates: {style}\n")))["occurred_on"] == "2026-05-01"


def test_british_dates_are_no_dates_without_leave() -> None:
    (said,) = told(read("Incident date,Category\n01/05/2026,physical\n", INCIDENTS))
    assert said.startswith(f"{CSV}:2: occurred_on: '01/05/2026' is not a date. Write 2026-05-01")


POLICE = """\
dates: day-first
values:
  category: {Physical Assault: physical, Verbal: verbal, "*": other, "": near-miss}
also:
  kind: response
  when: {Police informed: Yes}
  set: {response_type: police-report}
  columns: {Told police: opened_on, Outcome: outcome}
"""
ROW = "Incident date,Category,Police informed,Told police,Outcome\n"


def test_one_row_can_be_an_incident_and_its_report_to_the_police() -> None:
    rows = ROW + "01/05/2026,Physical Assault,yes,02/05/2026,charged\n03/05/2026,Verbal,No,,\n"
    batch = read(rows, INCIDENTS + POLICE)
    incident, report, other = rows_of(batch)
    assert told(batch) == []
    assert (incident.kind, report.kind, other.kind) == ("incident", "response", "incident")
    assert (report.id, report.line) == (f"{CSV}#2/response", 2)
    assert shown(report) == {
        "response_type": "police-report",
        "opened_on": "2026-05-02",
        "outcome": "charged",
        "incident": f"{CSV}#2",
    }
    assert batch.records[0].fields["count"] == 2


def test_the_second_record_links_to_the_id_that_a_column_gives_the_first() -> None:
    rows = "Ref,Incident date\nW7,2026-05-01\n"
    sidecar = REFERRED + "also: {kind: response, set: {response_type: support}, columns: {Incident date: opened_on}}\n"
    incident, response = rows_of(read(rows, sidecar))
    assert (incident.id, response.fields["incident"]) == ("W7", "W7")


def test_a_mapped_link_is_kept() -> None:
    rows = "Ref,Incident date,Belongs to\nW7,2026-05-01,W1\n"
    sidecar = REFERRED + "also: {kind: response, columns: {Incident date: opened_on, Belongs to: incident}}\n"
    assert rows_of(read(rows, sidecar))[1].fields["incident"] == "W1"


def test_a_row_can_make_several_more_records() -> None:
    sidecar = INCIDENTS + (
        "also:\n"
        "  - {kind: response, when: {Support: [Yes, Y]}, set: {response_type: support}}\n"
        "  - {kind: response, when: {Debrief: '*'}, set: {response_type: lesson}}\n"
        "  - {kind: activity, when: {Debrief: ''}, columns: {Incident date: date}}\n"
    )
    rows = "Incident date,Category,Support,Debrief\n2026-05-01,,y,held\n2026-05-02,,no,\n2026-05-03,,YES,\n"
    assert [record.id.partition("#")[2] for record in rows_of(read(rows, sidecar))] == [
        "2", "2/response", "2/response-2", "3", "3/activity", "4", "4/response", "4/activity",
    ]  # fmt: skip


def test_when_asks_all_its_columns() -> None:
    sidecar = INCIDENTS + "also: {kind: response, when: {A: Yes, B: Yes}, set: {response_type: support}}\n"
    rows = "Incident date,Category,A,B\n2026-05-01,,Yes,No\n2026-05-02,,Yes,Yes\n"
    assert [record.line for record in rows_of(read(rows, sidecar)) if record.kind == "response"] == [3]


def test_a_fault_in_the_second_record_leaves_the_row_out_whole() -> None:
    batch = read(ROW + "01/05/2026,Verbal,Yes,31/02/2026,\n", INCIDENTS + POLICE)
    assert rows_of(batch) == []
    assert told(batch) == [
        f"{CSV}:2: opened_on: '31/02/2026' is not a date. Write 28/02/2026 or 2026-02-28, or mend the row.",
    ]
    assert batch.lost == (Lost(kind="incident", file=CSV, line=2), Lost(kind="response", file=CSV, line=2))


def test_a_bad_row_that_would_have_made_no_second_record_loses_none() -> None:
    batch = read(ROW + "31/02/2026,Verbal,No,,\n", INCIDENTS + POLICE)
    assert batch.lost == (Lost(kind="incident", file=CSV, line=2),)


def test_their_words_become_ours_with_any_other_and_blank() -> None:
    rows = ROW + "".join(f"01/05/2026,{word},No,,\n" for word in ("physical-assault", " VERBAL ", "Spitting", ""))
    categories = [shown(record)["category"] for record in rows_of(read(rows, INCIDENTS + POLICE))]
    assert categories == ["physical", "verbal", "other", "near-miss"]


def test_words_can_be_given_under_the_heading_and_can_say_nothing() -> None:
    sidecar = INCIDENTS + "values: {Category: {n/a: , Assault: physical}}\n"
    rows = "Incident date,Category\n2026-05-01,N/A\n2026-05-02,assault\n2026-05-03,verbal\n"
    records = rows_of(read(rows, sidecar))
    assert [shown(record).get("category") for record in records] == [None, "physical", "verbal"]


def test_words_apply_to_the_second_record_too() -> None:
    sidecar = INCIDENTS + (
        "values: {by: {Security: lsms}}\nalso: {kind: response, columns: {Incident date: opened_on, Who: by}}\n"
    )
    _, response = rows_of(read("Incident date,Category,Who\n2026-05-01,,security\n", sidecar))
    assert response.fields["by"] == "lsms"


def test_words_apply_to_each_of_several_in_a_cell() -> None:
    sidecar = (
        "kind: activity\nregister_type: activities\nvalues: {sites: {NGH: north, SGH: south}}\n"
        "columns: {When: date, Where: sites}\n"
    )
    assert only(read("When,Where\n2026-05-01,ngh; SGH\n", sidecar)).fields["sites"] == ("north", "south")


MINUTES = """\
kind: minute
register_type: minutes
set: {body: board}
columns: {Date: date, Decisions: decisions, Who: attendees}
"""


@pytest.mark.parametrize(
    "cell", ["Endorsed, Noted OK", "Endorsed; Noted OK", "Endorsed\nNoted OK", "Endorsed;; Noted OK;"]
)
def test_words_apply_to_each_of_several_however_they_are_parted(cell: str) -> None:
    words = "values: {decisions: {Noted OK: noted}, attendees: {Boss: executive-lead}}\n"
    record = only(read(f'Date,Decisions,Who\n2026-05-01,"{cell}","Boss, lsms"\n', MINUTES + words))
    assert record.fields["decisions"] == ("Endorsed", "noted")
    assert record.fields["attendees"] == ("executive-lead", "lsms")


def test_any_other_word_is_said_of_none_that_is_known() -> None:
    words = 'values: {decisions: {Rejected: rejected, Deferred: deferred, "*": endorsed}}\n'
    record = only(read('Date,Decisions,Who\n2026-05-01,"Rejected, Deferred",\n', MINUTES + words))
    assert record.fields["decisions"] == ("rejected", "deferred")
    record = only(read('Date,Decisions,Who\n2026-05-01,"Rejected, Whatever",\n', MINUTES + words))
    assert record.fields["decisions"] == ("rejected", "endorsed")


def test_a_word_that_holds_a_comma_is_known_whole_and_one_may_mean_several_or_nothing() -> None:
    words = 'values: {decisions: {"Approved, with thanks": approved, Both: [endorsed, noted], None: }}\n'
    rows = 'Date,Decisions,Who\n2026-05-01,"Approved, with thanks",\n2026-05-02,Both,\n2026-05-03,"None, Both",\n'
    records = rows_of(read(rows, MINUTES + words))
    decisions = [record.fields["decisions"] for record in records]
    assert decisions == [("approved",), ("endorsed", "noted"), ("endorsed", "noted")]


@pytest.mark.parametrize(("said", "kinds"), [("true", 2), ("false", 1), ("[true, false]", 2), ("Yes", 2), ("No", 1)])
def test_true_under_when_is_yes(said: str, kinds: int) -> None:
    sidecar = INCIDENTS + f"also: {{kind: response, when: {{A: {said}}}, set: {{response_type: support}}}}\n"
    assert len(rows_of(read("Incident date,Category,A\n2026-05-01,,Yes\n", sidecar))) == kinds


def test_a_workbook_reads_as_its_export_does() -> None:
    from datetime import date, datetime

    content = workbook(
        {
            "Incidents": [
                ["Incident report"],
                [],
                ["Incident date", "Category", "Days absent", "Injury"],
                [datetime(2026, 5, 1, 14, 5), "physical", 3.0, True],
                [date(2026, 5, 2), "verbal", 1.5, False],
                ["03/05/2026", "verbal", "2", "No"],
                ["Total", None, 6.5, None],
            ]
        }
    )
    sidecar = (
        "kind: incident\nregister_type: incidents\nheader_row: 3\ndates: day-first\n"
        "columns: {Incident date: occurred_on, Category: category, Days absent: days_absent, Injury: injury}\n"
    )
    batch = read(content, sidecar, path=XLSX)
    assert told(batch) == []
    assert [(record.line, *shown(record).values()) for record in rows_of(batch)] == [
        (4, "2026-05-01", "physical", "3", "True"),
        (5, "2026-05-02", "verbal", "1.5", "False"),
        (6, "2026-05-03", "verbal", "2", "False"),
    ]
