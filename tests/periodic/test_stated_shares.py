"""A share that an organisation reports as a figure, beside the same share counted from its records."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tests.incidents.building import entry
from tests.periodic.building import YEAR, YEAR_BEFORE, annual, metric, trust
from tests.report.building import a_day, record
from tests.report.reading import table, words
from vprs.dates import Period
from vprs.model import Lost, Record
from vprs.paper import Paper

SHARES = "Shares that the rules hold to a target"
SURVEYED = "properties-surveyed"
SITES = trust(sites=tuple(entry("sites", f"s{n}", name=f"Station {n}") for n in range(7)))


def surveys(count: int, on: str = "2025-11-02") -> list[Record]:
    return [
        record(
            f"survey-{on}-{n}",
            "assessment",
            assessment_type="inspection",
            topics=("crime-reduction-survey",),
            sites=(f"s{n}",),
            assessed_on=a_day(on),
        )
        for n in range(count)
    ]


def share(value: object, *, unit: str | None = "percent", **fields: Any) -> Record:
    given: dict[str, Any] = fields | ({"unit": unit} if unit else {})
    return metric(SURVEYED, value, line=7, **given)


def told(*records: Record) -> Paper:
    return annual(*records, who=SITES)


def rows(paper: Paper) -> list[list[str]]:
    return [found[1:5] for found in table(paper, SHARES)]


def test_without_a_figure_the_share_of_the_records_stands_with_the_place_of_the_figure_empty() -> None:
    paper = told(*surveys(3))
    assert rows(paper) == [
        ["Records", "3 of 7 (42.85%)", "0 of 7 (0%)", "at least 30%: met"],
        ["Figure reported", "not in this folder", "not in this folder", ""],
    ]


@pytest.mark.parametrize(
    ("value", "held"),
    [
        ("42.85", "agree"),  # cut
        ("42.86", "agree"),  # rounded
        ("42.84", "differ by 0.01 points"),
        ("42.87", "differ by 0.01 points"),
        ("42", "agree"),
        ("43", "agree"),
        ("41", "differ by 1.85 points"),
        ("44", "differ by 1.14 points"),
    ],
)
def test_a_figure_agrees_as_far_as_it_is_written(value: str, held: str) -> None:
    paper = told(*surveys(3), share(Decimal(value)))
    assert rows(paper)[2] == ["The two held together", held, "cannot be", ""]


def test_where_they_differ_both_are_named_with_their_places() -> None:
    paper = told(*surveys(2), share(30, numerator=3, denominator=10))
    assert rows(paper)[0] == ["Records", "2 of 7 (28.57%)", "0 of 7 (0%)", "at least 30%: not met"]
    assert rows(paper)[1][:2] == ["Figure reported | metrics.yaml:7", "30% (3 of 10)"]
    assert rows(paper)[1][3] == "met"
    assert rows(paper)[2][1] == "differ by 1.42 points"
    assert (
        "Properties surveyed, 2025/26: the metric says 30% (3 of 10) (metrics.yaml:7), the records give 2 of 7 "
        "(28.57%). One of the two is wrong, or they do not count the same thing: look at both, and mend the one that "
        "is."
    ) in words(paper)


def test_an_equal_share_of_other_numbers_is_told() -> None:
    paper = told(*surveys(3), share(Decimal("42.85"), numerator=6, denominator=14))
    assert rows(paper)[2][1] == "the shares agree, the numbers do not"
    assert "the metric says 42.85% (6 of 14) (metrics.yaml:7), the records give 3 of 7 (42.85%)" in words(paper)


def test_a_figure_rounded_up_to_the_target_does_not_agree_with_records_below_it() -> None:
    who = trust(sites=tuple(entry("sites", f"s{n}", name=f"Station {n}") for n in range(61)))
    paper = annual(*surveys(18), share(30), who=who)  # 29.5%, rounded 30
    assert rows(paper)[2][1] == "differ: only one reaches the target"
    assert "the metric says 30% (metrics.yaml:7), the records give 18 of 61 (29.5%)" in words(paper)


@pytest.mark.parametrize("unit", [None, "sites"])
def test_what_is_no_percentage_is_compared_by_its_own_numbers_or_not_at_all(unit: str | None) -> None:
    assert rows(told(*surveys(3), share(3, unit=unit)))[2][1] == "no share: not in per cent"
    assert rows(told(*surveys(3), share(3, unit=unit, numerator=3, denominator=7)))[2][1] == "agree"


def test_a_figure_stated_twice_is_told_and_not_chosen_from() -> None:
    other = metric(SURVEYED, 50, line=9, unit="percent")
    paper = told(*surveys(3), share(43), other)
    assert rows(paper)[1][1] == "figures that differ"
    assert len(rows(paper)) == 2
    assert "Properties surveyed, 2025/26: the figure is stated more than once" in words(paper)


def test_the_year_before_has_its_own_figure() -> None:
    before = metric(SURVEYED, 14, YEAR_BEFORE, line=3, unit="percent")
    paper = told(*surveys(3), *surveys(1, "2024-11-02"), share(43), before)
    assert rows(paper)[2][1:3] == ["agree", "agree"]
    assert "the records give" not in words(paper)


def test_a_figure_of_other_days_is_none_of_the_year() -> None:
    other = metric(SURVEYED, 43, Period(YEAR.start, date(2026, 3, 30)), line=3, unit="percent")
    assert rows(told(*surveys(3), other))[1][1] == "not in this folder"


def test_a_reported_share_that_may_be_lost_is_named() -> None:
    lost = (Lost(kind="metric", file="metrics.csv", line=7),)
    paper = annual(share(42), *surveys(3), who=SITES, lost=lost)
    assert ["The two held together", "cannot be told", "cannot be told", ""] in rows(paper)
    assert "Not read: metrics.csv:7 could not be read and may hold a figure of any of these" in words(paper)


def trained(count: int, of: int) -> list[Record]:
    return [
        record(
            f"t{n}",
            "training",
            row=True,
            course="conflict-resolution",
            staff_group="lone-workers",
            person=f"P{n}",
            required=True,
            completed_on=a_day("2026-06-01" if n < count else "2024-06-01"),
        )
        for n in range(of)
    ]


@pytest.mark.parametrize(
    ("of", "share", "figure", "held", "told"),
    [
        (5, "4 of 5 (80%)", "100% (5 of 5)", "differ by 20 points", "the records give 4 of 5 (80%)"),
        (
            4,
            "not shown",
            "100%",
            "differ",
            "the records give another share, hidden here; vprs explain do/staff-trained",
        ),
    ],
)
def test_of_fewer_than_five_people_neither_number_is_shown(
    of: int, share: str, figure: str, held: str, told: str
) -> None:
    said = metric("lone-worker-training-against-projection", 100, line=7, unit="percent", numerator=of, denominator=of)
    paper = annual(said, *trained(of - 1, of), slugs=frozenset(("staff-trained",)))
    found = {
        row[1].partition(" |")[0]: row[2] for row in table(paper, SHARES) if row[0].startswith("Every lone worker")
    }
    assert found == {"Records": share, "Figure reported": figure, "The two held together": held}
    assert told in words(paper)
