"""Injury, clinical factor, RIDDOR, days to review and closure, responses and markers, at both sides of each edge."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tests.incidents.building import PERIOD, incident, many, month, register, trust, year
from tests.report.building import a_day, record
from vprs.incidents import analyse
from vprs.incidents.delays import delay
from vprs.incidents.sorts import by_clinical_factor, by_injury, by_riddor
from vprs.incidents.splits import percent
from vprs.model import Record

AS_OF = date(2026, 10, 20)


def test_injury_not_recorded_is_neither_yes_nor_no() -> None:
    found = (*many(6, injury=True), *many(7, injury=False), *many(8))
    assert [row.shown for row in by_injury(found).rows] == ["6", "7", "8"]


def test_an_unknown_clinical_factor_is_neither_no_nor_not_given() -> None:
    found = (
        *many(5, clinical_factor="yes"),
        *many(6, clinical_factor="no"),
        *many(7, clinical_factor="unknown"),
        *many(8),
    )
    assert [row.shown for row in by_clinical_factor(found).rows] == ["5", "6", "7", "8"]


@pytest.mark.parametrize(
    ("fields", "row"),
    [
        ({"riddor": "yes", "days_absent": Decimal(0)}, "reported"),
        ({"riddor": "no", "days_absent": Decimal(3)}, "not-reported"),
        ({"riddor": "no", "days_absent": Decimal("3.5")}, "recorded"),
        ({"riddor": "no", "days_absent": Decimal(7)}, "recorded"),
        ({"riddor": "no", "days_absent": Decimal(8)}, "over-seven-days"),
        ({"days_absent": Decimal(8)}, "over-seven-days"),
        ({"days_absent": Decimal(4)}, "recorded"),
        ({"days_absent": Decimal(3)}, "not given"),
        ({"riddor": "no"}, "not-reported"),
        ({}, "not given"),
        ({"riddor": "pending", "occurred_on": a_day("2026-10-05")}, "pending"),
        ({"riddor": "pending", "occurred_on": a_day("2026-10-04")}, "pending-long"),
        ({"riddor": "pending", "occurred_on": month("2026-10")}, "pending"),
        ({"riddor": "pending", "occurred_on": month("2026-09")}, "pending-long"),
        ({"riddor": "pending", "days_absent": Decimal(30), "occurred_on": a_day("2026-10-05")}, "pending"),
    ],
)
def test_riddor_has_one_row_for_each_incident(fields: dict[str, Any], row: str) -> None:
    found = tuple(replace(each, fields={**each.fields, **fields}) for each in many(5))
    shown = {each.key: each.shown for each in by_riddor(found, AS_OF).rows}
    assert shown == {**dict.fromkeys(shown, "0"), row: "5"}


# -------------------------------------------------------------------------------------------------------- delays


def reviewed(*days: int, reported: str = "2026-05-06") -> tuple[Record, ...]:
    start = date.fromisoformat(reported).toordinal()
    return tuple(
        incident(n, reported_on=a_day(reported), reviewed_on=a_day(date.fromordinal(start + each).isoformat()))
        for n, each in enumerate(days)
    )


@pytest.mark.parametrize(
    ("days", "median"),
    [
        ((0, 1, 2, 3, 4), "2"),
        ((9, 0, 5, 1, 7, 2), "3.5"),
        ((1, 1, 3, 3, 9, 9), "3"),
        ((0, 0, 0, 0, 0), "0"),
        ((1, 2, 3, 4), ""),
        ((), ""),
    ],
)
def test_the_median_is_of_five_or_more(days: tuple[int, ...], median: str) -> None:
    assert delay(reviewed(*days), "reviewed_on").median == median


def test_days_run_from_the_report_and_where_that_is_not_given_from_the_day_it_happened() -> None:
    found = tuple(incident(n, "2026-05-01", reviewed_on=a_day("2026-05-11")) for n in range(5))
    assert delay(found, "reviewed_on").median == "10"
    told = tuple(replace(each, fields={**each.fields, "reported_on": a_day("2026-05-08")}) for each in found)
    assert delay(told, "reviewed_on").median == "3"


@pytest.mark.parametrize(
    "changed",
    [
        {"reviewed_on": month("2026-06")},
        {"reported_on": month("2026-04")},
        {"reported_on": a_day("2026-06-01")},
    ],
)
def test_days_that_are_not_exact_or_run_backwards_are_in_no_median_and_counted_apart(changed: dict[str, Any]) -> None:
    good = reviewed(1, 2, 3, 4, 5, 6)
    bad = tuple(replace(each, id=f"bad{each.id}", fields={**each.fields, **changed}) for each in reviewed(*[9] * 5))
    found = delay((*good, *bad, *many(7, start=50)), "reviewed_on")
    assert found.median == "3.5"
    assert [row.shown for row in found.counts.rows] == ["6", "7", "5"]


def test_what_was_reviewed_after_the_day_of_judgement_was_not_reviewed_then() -> None:
    found = (*reviewed(1, 2, 3, 4, 5), *(incident(50 + n, reviewed_on=a_day("2026-10-21")) for n in range(6)))
    review = analyse(trust(found), PERIOD).review
    assert (review.median, [row.shown for row in review.counts.rows]) == ("3", ["5", "6", "0"])


def test_a_median_is_not_shown_where_it_would_tell_how_many_there_are() -> None:
    """Five and one of six may not be shown; a median says that there are five."""
    found = delay((*reviewed(1, 2, 3, 4, 5), incident(50)), "reviewed_on")
    assert (found.counts.rows, found.median) == ((), "")


# ----------------------------------------------------------------------------------------------- what was done


def response(number: int, on: str = "2026-05-05", **fields: Any) -> Record:
    return record(f"response-{number}", "response", opened_on=a_day(on), **fields)


def test_responses_count_by_the_day_they_were_opened() -> None:
    found = [response(n, response_type="sanction", outcome="Mr A. banned") for n in range(6)]
    found += [response(20 + n, day, response_type="support") for n, day in enumerate(("2026-03-31", "2026-10-01"))]
    answers = analyse(trust(found), PERIOD).answers
    assert answers.total == "6"
    assert {row.name: row.shown for row in answers.by_type.rows if row.count} == {"Sanction": "6"}
    assert {row.shown for row in answers.by_type.rows} == {"6", "not known"}  # no register of responses is complete


def test_a_handful_of_responses_is_neither_counted_exactly_nor_split() -> None:
    answers = analyse(trust([response(n, response_type="sanction") for n in range(4)]), PERIOD).answers
    assert (answers.total, answers.by_type.rows) == ("<5", ())


def test_responses_without_a_day_are_in_no_figure_and_told() -> None:
    undated = [record(f"r{n}", "response", response_type="sanction") for n in range(5)]
    hazy = [record("hazy", "response", response_type="sanction", opened_on=year(2026))]
    answers = analyse(trust([*undated, *hazy]), PERIOD).answers
    assert (answers.total, answers.undated) == ("0", "6")


@pytest.mark.parametrize(("count", "shown"), [(0, "0"), (4, "<5"), (5, "5"), (1200, "1,200"), (None, "")])
def test_markers_are_counted_by_what_their_list_states(count: int | None, shown: str) -> None:
    fields: dict[str, Any] = {} if count is None else {"count": count}
    listed = record("markers", "register", register_type="warning-markers", as_at=a_day("2026-07-01"), **fields)
    assert [each.count for each in analyse(trust([listed]), PERIOD).answers.markers] == [shown]


def test_the_newest_list_of_markers_comes_first_and_one_without_a_day_last() -> None:
    days: dict[str, dict[str, Any]] = {
        "old": {"as_at": a_day("2025-07-01")},
        "new": {"as_at": a_day("2026-07-01")},
        "never": {},
    }
    found = [record(name, "register", register_type="Warning markers", **fields) for name, fields in days.items()]
    markers = analyse(trust(found), PERIOD).answers.markers
    assert [each.record.id for each in markers] == ["new", "old", "never"]


def test_a_register_of_incidents_is_no_log_of_sanctions() -> None:
    logs = [register(), record("log", "register", register_type="sanctions")]
    assert [each.id for each in analyse(trust(logs), PERIOD).answers.sanctions] == ["log"]


@pytest.mark.parametrize(
    ("part", "whole", "shown"),
    [(0, 7, "0.0%"), (1, 3, "33.3%"), (2, 3, "66.6%"), (7, 7, "100.0%"), (None, 7, ""), (0, 0, "")],
)
def test_shares_are_cut_and_never_given_from_a_hidden_count(part: int | None, whole: int, shown: str) -> None:
    assert percent(part, whole) == shown
