"""The staff survey beside the log: what is set beside what, and where it is not."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from tests.incidents.building import GROUPS, PERIOD, entry, many, metric, register, trust
from vprs.dates import Period
from vprs.incidents import analyse
from vprs.model import Record

ASKED = metric("q13a", Decimal("14.9"))


def logged(count: int, *, on: str = "2025-06-01", start: int = 500) -> tuple[Record, ...]:
    return many(count, start=start, on=on, category="physical")


@pytest.mark.parametrize(
    ("count", "shown", "rate"),
    [
        (0, "fewer than 5", ""),
        (4, "fewer than 5", ""),
        (5, "5", "5.0"),
        (7, "5", "5.0"),
        (8, "10", "10.0"),
        (1203, "1,205", "1,205.0"),
    ],
)
def test_the_log_is_rounded_to_the_nearest_five(count: int, shown: str, rate: str) -> None:
    survey = analyse(trust((*logged(count), ASKED, register())), PERIOD).survey
    assert (survey.logged, survey.per_1000) == (shown, rate)


def test_the_log_is_of_the_twelve_months_to_the_end_of_the_survey() -> None:
    edges = (
        *logged(10, on="2024-11-30"),
        *logged(20, on="2024-12-01", start=600),
        *logged(40, on="2025-11-30", start=700),
        *logged(80, on="2025-12-01", start=800),
    )
    survey = analyse(trust((*edges, ASKED)), PERIOD).survey
    assert (survey.months, survey.logged) == (Period(date(2024, 12, 1), date(2025, 11, 30)), "60")


def test_only_physical_incidents_are_set_beside_a_question_about_physical_violence() -> None:
    verbal = many(50, on="2025-06-01", category="verbal")
    assert analyse(trust((*verbal, *logged(10), ASKED)), PERIOD).survey.logged == "10"


def test_the_share_is_told_as_people_of_the_headcount() -> None:
    assert analyse(trust((ASKED,)), PERIOD).survey.people == "150"
    assert analyse(trust((ASKED,), groups=()), PERIOD).survey.people == ""
    assert analyse(trust((metric("q13a", 130),)), PERIOD).survey.people == ""


def test_a_share_without_its_unit_is_not_turned_into_people() -> None:
    plain = metric("q13a", 15)
    counted = type(plain)(**{name: getattr(plain, name) for name in ("id", "kind", "file")}, fields={
        **plain.fields, "unit": "people",
    })  # fmt: skip
    assert analyse(trust((counted,)), PERIOD).survey.people == ""


def test_without_question_13a_the_log_is_not_set_beside_anything() -> None:
    survey = analyse(trust((*logged(10), metric("q13d", 70))), PERIOD).survey
    assert list(survey.figures) == ["13d"]
    assert (survey.logged, survey.why_not) == ("", "the survey's question 13a is not in this folder")


@pytest.mark.parametrize(
    ("ends", "there"), [("2026-09-30", True), ("2026-10-01", False), ("2024-10-01", True), ("2024-09-30", False)]
)
def test_a_survey_counts_from_its_end_for_two_years(ends: str, there: bool) -> None:
    assert bool(analyse(trust((metric("q13a", 15, ends=ends),)), PERIOD).survey.figures) is there


def test_where_nothing_is_in_the_folder_of_those_months_it_is_not_taken_for_nought() -> None:
    survey = analyse(trust((ASKED,)), PERIOD).survey
    assert (survey.logged, survey.why_not) == ("", "no incident of those months is in this folder")


def test_a_log_without_a_complete_register_is_said_not_to_cover_those_months() -> None:
    assert not analyse(trust((*logged(10), ASKED)), PERIOD).survey.covered
    assert analyse(trust((*logged(10), ASKED, register())), PERIOD).survey.covered


def test_where_the_months_overlap_and_the_count_is_hidden_the_log_is_not_set_beside_it() -> None:
    period = Period(date(2025, 4, 1), date(2026, 3, 31))
    found = (*logged(3), *many(30, on="2025-06-01", category="verbal"))
    survey = analyse(trust((*found, ASKED)), period).survey
    assert (survey.logged, survey.why_not) == ("", "it would give away what is hidden in the table by category")
    assert analyse(trust((*found, ASKED)), PERIOD).survey.logged == "fewer than 5"


def test_a_headcount_that_is_not_known_leaves_no_rate() -> None:
    bank = entry("staff_groups", "bank", name="Bank staff")
    assert analyse(trust((*logged(10), ASKED), groups=(*GROUPS, bank)), PERIOD).survey.per_1000 == ""
