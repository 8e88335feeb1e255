"""Which columns feed which fields, and what a register's sidecar says of the register itself."""

from __future__ import annotations

import hashlib

import pytest

from tests.tables.reading import CSV, INCIDENTS, only, read, rows_of, shown, told

ROWS = "Incident date,Category\n2026-05-01,physical\n2026-06-02,verbal\n"


def test_each_row_becomes_a_record_that_names_its_row_and_rests_on_the_file() -> None:
    first, second = rows_of(read(ROWS, INCIDENTS))
    assert (first.id, first.kind, first.file, first.line) == (f"{CSV}#2", "incident", CSV, 2)
    assert (first.rests_on, first.held, first.row) == (CSV, True, True)
    assert first.sha256 == hashlib.sha256(ROWS.encode()).hexdigest()
    assert shown(second) == {"occurred_on": "2026-06-02", "category": "verbal"}


def test_the_register_is_a_record_of_its_own_with_what_its_sidecar_says() -> None:
    sidecar = INCIDENTS + (
        "title: Incident export\nowner: lsms\nsites: [north]\ntopics: [incidents]\nnotes: From the system\n"
        "as_at: 2026-10-06\nperiod: {start: 2026-04-01, end: 2026-09-30}\ncomplete: true\ndeclared_by: lsms\n"
    )
    (register,) = [record for record in read(ROWS, sidecar).records if record.kind == "register"]
    assert (register.id, register.file, register.line, register.rests_on) == (CSV, f"{CSV}.yaml", 1, CSV)
    assert (register.held, register.row) == (True, False)
    assert register.fields["complete"] is True
    assert register.fields["count"] == 2
    assert register.fields["sites"] == ("north",)
    assert register.fields["topics"] == ("incidents",)
    texts = {name: str(register.fields[name]) for name in ("register_type", "as_at", "declared_by", "covers_kind")}
    assert texts == {
        "register_type": "incidents",
        "as_at": "2026-10-06",
        "declared_by": "lsms",
        "covers_kind": "incident",
    }


def test_complete_without_declared_by_is_kept_as_it_was_said_and_is_no_problem() -> None:
    batch = read(ROWS, INCIDENTS + "complete: true\n")
    assert told(batch) == []
    assert batch.records[0].fields["complete"] is True
    assert "declared_by" not in batch.records[0].fields


def test_a_register_can_have_an_id_of_its_own() -> None:
    assert read(ROWS, INCIDENTS + "id: incident-export\n").records[0].id == "incident-export"


def test_an_id_column_names_the_records() -> None:
    rows = "Ref,Incident date\nW100,2026-05-01\n,2026-05-02\n"
    sidecar = "kind: incident\nregister_type: incidents\ncolumns: {Ref: id, Incident date: occurred_on}\n"
    first, second = rows_of(read(rows, sidecar))
    assert (first.id, second.id) == ("W100", f"{CSV}#3")
    assert "id" not in first.fields


def test_headings_are_found_whatever_their_case_and_gaps() -> None:
    rows = '"INCIDENT\nDATE",category \n2026-05-01,physical\n'
    assert shown(only(read(rows, INCIDENTS))) == {"occurred_on": "2026-05-01", "category": "physical"}


def test_a_heading_written_exactly_so_wins_over_one_that_only_folds_alike() -> None:
    rows = "incident date,Incident date,Category\n2026-01-01,2026-05-01,physical\n"
    assert shown(only(read(rows, INCIDENTS)))["occurred_on"] == "2026-05-01"


def test_two_columns_that_feed_one_field_are_joined_by_a_space() -> None:
    rows = "Date,What,Which\n2026-05-01,low, harm \n2026-05-01,low,\n"
    sidecar = "kind: incident\nregister_type: incidents\ncolumns: {Date: occurred_on, severity: [What, Which]}\n"
    assert [shown(record)["severity"] for record in rows_of(read(rows, sidecar))] == ["low harm", "low"]


@pytest.mark.parametrize("time", ["14:05", "2.05pm", "1405", "", "not known"])
def test_of_a_date_in_two_columns_the_first_is_the_day_and_the_rest_is_dropped(time: str) -> None:
    rows = f"Date,Time\n01/05/2026,{time}\n"
    sidecar = "kind: incident\nregister_type: incidents\ndates: day-first\ncolumns: {occurred_on: [Date, Time]}\n"
    assert shown(only(read(rows, sidecar))) == {"occurred_on": "2026-05-01"}


def test_a_field_inside_a_field_is_fed_by_its_dotted_name() -> None:
    rows = "Measure,Figure,From,To\nreporting-rate,4.2,2026-04-01,2026-06-30\n"
    sidecar = (
        "kind: metric\nregister_type: metrics\n"
        "columns: {Measure: name, Figure: value, From: period.start, To: period.end}\n"
    )
    assert str(only(read(rows, sidecar)).fields["period"]["end"]) == "2026-06-30"  # type: ignore[call-overload, index]


def test_constants_are_set_on_every_record() -> None:
    batch = read(ROWS, INCIDENTS + "set: {site: north, topics: [violence]}\n")
    assert {str(record.fields["site"]) for record in rows_of(batch)} == {"north"}
    assert rows_of(batch)[0].fields["topics"] == ("violence",)


def test_columns_that_are_not_named_are_never_read() -> None:
    rows = "Incident date,Category,Free text\n2026-05-01,physical,=HYPERLINK(evil)\n"
    assert set(only(read(rows, INCIDENTS)).fields) == {"occurred_on", "category"}


def test_several_words_in_one_cell_are_a_list() -> None:
    sidecar = "kind: activity\nregister_type: activities\ncolumns: {When: date, Topics: topics}\n"
    record = only(read("When,Topics\n2026-05-01,violence; lone working\n", sidecar))
    assert record.fields["topics"] == ("violence", "lone working")


def test_a_blank_cell_is_not_given() -> None:
    assert "category" not in only(read("Incident date,Category\n2026-05-01,   \n", INCIDENTS)).fields


def test_a_short_row_is_blank_at_its_end() -> None:
    assert shown(only(read("Incident date,Category\n2026-05-01\n", INCIDENTS))) == {"occurred_on": "2026-05-01"}


def test_rows_share_the_values_that_are_the_same() -> None:
    first, second = rows_of(read("Incident date,Category\n2026-05-01,physical\n2026-05-01,verbal\n", INCIDENTS))
    assert first.fields["occurred_on"] is second.fields["occurred_on"]
