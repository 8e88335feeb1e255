"""Incidents by month, site, category and staff group: what is counted where, at both sides of each edge."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tests.incidents.building import GROUPS, PERIOD, SITES, entry, incident, many, month, register, trust, year
from tests.report.building import a_day
from vprs.dates import Period
from vprs.incidents import Split, analyse, incidents
from vprs.model import Lost, Record


def rows(split: Split) -> dict[str, str]:
    return {row.name: row.shown for row in split.rows}


# ---------------------------------------------------------------------------------------------------------- month


def test_every_month_of_the_period_has_a_row_and_its_first_and_last_day_are_in_it() -> None:
    found = (*many(5, on="2026-04-01"), *many(6, start=10, on="2026-04-30"), *many(7, start=20, on="2026-09-30"))
    outside = (incident(90, "2026-03-31"), incident(91, "2026-10-01"))
    shown = rows(analyse(trust((*found, *outside, register())), PERIOD).by_month)
    assert list(shown.items()) == [
        ("April 2026", "11"),
        ("May 2026", "0"),
        ("June 2026", "0"),
        ("July 2026", "0"),
        ("August 2026", "0"),
        ("September 2026", "7"),
    ]


def test_an_incident_dated_by_month_is_in_that_month() -> None:
    vague = tuple(replace(each, fields={"occurred_on": month("2026-06")}) for each in many(5))
    assert rows(analyse(trust(vague), PERIOD).by_month)["June 2026"] == "5"


def test_an_incident_dated_by_a_year_within_the_period_is_in_no_month_and_has_a_row_of_its_own() -> None:
    vague = tuple(replace(each, fields={"occurred_on": year(2025)}) for each in many(5))
    period = Period(date(2025, 1, 1), date(2025, 12, 31))
    assert rows(analyse(trust((*vague, *many(6, start=10, on="2025-02-03"), register())), period).by_month) == {
        **dict.fromkeys(rows(analyse(trust(many(9, on="2025-02-03")), period).by_month), "0"),
        "February 2025": "6",
        "Month not given": "5",
    }


def test_an_incident_that_may_lie_in_the_period_is_counted_apart_and_in_no_figure() -> None:
    vague = tuple(replace(each, fields={"occurred_on": year(2026)}) for each in many(7))
    found = analyse(trust((*vague, *many(8, start=20), register())), PERIOD).found
    assert (found.total, found.hazy, found.at_least) == (8, 7, True)


def test_a_period_of_one_month_has_one_row_which_is_its_total() -> None:
    period = Period(date(2026, 5, 1), date(2026, 5, 31))
    assert rows(analyse(trust(many(12)), period).by_month) == {"May 2026": "12"}
    assert analyse(trust(many(4)), period).by_month.rows == ()


def test_a_period_over_the_end_of_a_financial_year_and_of_a_year_has_its_months_in_order() -> None:
    period = Period(date(2025, 12, 15), date(2026, 4, 14))
    shown = rows(analyse(trust(many(5, on="2025-12-15")), period).by_month)
    assert list(shown) == ["December 2025", "January 2026", "February 2026", "March 2026", "April 2026"]


def test_of_months_the_earliest_is_hidden_with_a_small_one() -> None:
    found = (*many(9, on="2026-04-05"), *many(3, start=20, on="2026-05-05"), *many(9, start=30, on="2026-06-05"))
    assert list(rows(analyse(trust((*found, register())), PERIOD).by_month).values()) == ["*", "<5", "9", "0", "0", "0"]


# ------------------------------------------------------------------------------------------------ site and group


def test_sites_have_their_names_and_what_names_none_a_row_of_its_own() -> None:
    found = (*many(9, site="north"), *many(6, start=20), register())
    assert rows(analyse(trust(found), PERIOD).by_site) == {
        "North Hospital": "9",
        "South Hospital": "0",
        "Not given": "6",
    }


def test_the_site_of_an_incident_is_its_own_else_its_only_one_else_that_of_its_unit() -> None:
    found = (
        *many(5, site="north", unit="ward"),
        *many(6, start=20, sites=("north",)),
        *many(7, start=40, unit="ward"),
        *many(8, start=60, sites=("north", "south")),
        *many(9, start=80, sites=("all",)),
        *many(10, start=100, unit="roof"),
    )
    made = trust(found)
    units = (entry("units", "ward", site="south"), entry("units", "roof"))
    who = replace(made.organisation, lists={**made.organisation.lists, "units": units})
    assert list(rows(analyse(replace(made, organisation=who), PERIOD).by_site).values()) == ["11", "7", "27"]


@pytest.mark.parametrize(
    ("closed", "name"),
    [("2026-03-31", ""), ("2026-04-01", "Old (until 1 April 2026)"), ("2026-09-30", "Old (until 30 September 2026)")],
)
def test_a_site_that_closed_before_the_period_has_no_row_and_one_that_closed_in_it_says_so(
    closed: str, name: str
) -> None:
    old = entry("sites", "old", name="Old", closed=a_day(closed))
    shown = rows(analyse(trust(many(5, site="north"), sites=(*SITES, old)), PERIOD).by_site)
    assert list(shown) == ["North Hospital", "South Hospital", *([name] if name else []), "Not given"]


@pytest.mark.parametrize(("opened", "there"), [("2026-09-30", True), ("2026-10-01", False)])
def test_a_site_that_opened_after_the_period_has_no_row(opened: str, there: bool) -> None:
    new = entry("sites", "new", name="New", opened=a_day(opened))
    assert ("New" in rows(analyse(trust(many(5), sites=(*SITES, new)), PERIOD).by_site)) is there


def test_an_incident_at_a_site_that_was_closed_by_then_is_not_lost() -> None:
    old = entry("sites", "old", name="Old", closed=a_day("2020-01-01"))
    shown = rows(analyse(trust(many(5, site="old"), sites=(*SITES, old)), PERIOD).by_site)
    assert shown["Old (until 1 January 2020)"] == "5"


def test_without_a_list_in_organisation_yaml_no_word_of_a_row_is_shown() -> None:
    now = analyse(trust(many(50, site="Ward of Mrs A.", staff_group="Nurse B."), sites=(), groups=()), PERIOD)
    assert (now.by_site.rows, now.by_site.why_not) == ((), "organisation.yaml lists no sites")
    assert (now.by_staff_group.rows, now.by_staff_group.why_not) == ((), "organisation.yaml lists no staff groups")


def test_a_word_that_no_list_knows_counts_as_not_given() -> None:
    assert rows(analyse(trust((*many(5, staff_group="Nurse B."), register())), PERIOD).by_staff_group) == {
        "Nursing": "0",
        "Medical": "0",
        "Not given": "5",
    }


@pytest.mark.parametrize(("count", "shown"), [(0, "0"), (4, "<5"), (5, "5")])
def test_counts_of_nought_four_and_five(count: int, shown: str) -> None:
    found = (*many(count, site="south"), *many(40, start=100, site="north"), *many(40, start=200), register())
    assert rows(analyse(trust(found), PERIOD).by_site)["South Hospital"] == shown


@pytest.mark.parametrize(("count", "split"), [(4, False), (5, True)])
def test_a_handful_of_incidents_is_counted_and_not_split(count: int, split: bool) -> None:
    now = analyse(trust(many(count, site="north", category="verbal", staff_group="medical")), PERIOD)
    assert now.found.total == count
    splits = (now.by_month, now.by_site, now.by_category, now.by_staff_group, now.injury, now.riddor)
    assert [bool(each.rows) for each in splits] == [split] * 6


# ----------------------------------------------------------------------------------------------- how sure it is


def test_no_incident_under_a_complete_register_is_told_apart_from_none_in_the_folder() -> None:
    assert analyse(trust((register(),)), PERIOD).found.told
    assert not analyse(trust(()), PERIOD).found.told


@pytest.mark.parametrize(
    ("lost", "many_lost", "least"),
    [
        (Lost(kind="incident", file="a.csv", line=4), False, True),
        (Lost(kind=None, file="a.csv", many=True), True, True),
        (Lost(kind="training", file="a.csv", line=4), False, False),
    ],
)
def test_what_could_not_be_read_makes_a_count_a_least_one(lost: Lost, many_lost: bool, least: bool) -> None:
    found = analyse(trust((*many(9), register()), lost=(lost,)), PERIOD).found
    assert (found.at_least, found.lost_many) == (least, many_lost)


def test_a_register_not_declared_complete_makes_a_count_a_least_one() -> None:
    assert analyse(trust((*many(9), register(complete=False))), PERIOD).found.at_least
    assert not analyse(trust((*many(9), register())), PERIOD).found.at_least


@pytest.mark.parametrize(("count", "short"), [(9, 0), (10, 1), (8, 0)])
def test_a_register_that_counts_more_than_there_are_makes_a_count_a_least_one(count: int, short: int) -> None:
    """Its days are more than the period: what the folder has of all of them is compared."""
    counting = replace(register(count=count), rests_on="registers/incidents.csv.yaml")
    found = analyse(trust((*many(5), *many(4, start=20, on="2023-05-05"), counting)), PERIOD).found
    assert (found.total, found.short, found.at_least) == (5, short, bool(short))


def test_a_register_whose_own_table_was_counted_is_short_of_nothing() -> None:
    counting = replace(register(count=90), rests_on="registers/incidents.csv")
    assert not analyse(trust((*many(5), counting)), PERIOD).found.at_least


def test_the_trend_is_of_the_period_the_one_before_and_the_same_a_year_earlier() -> None:
    found = (*many(9), *many(8, start=20, on="2026-03-31"), *many(7, start=40, on="2025-09-30"))
    assert [each.found.total for each in analyse(trust(found), PERIOD).trend] == [9, 8, 7]


def test_several_periods_are_counted_in_one_pass_as_each_by_itself() -> None:
    made = trust((*many(9), *many(8, start=20, on="2026-03-31")))
    periods = (PERIOD, Period(date(2026, 1, 1), date(2026, 3, 31)), PERIOD)
    assert [each.total for each in incidents(made, periods)] == [9, 8, 9]


def half(**changed: Any) -> Record:
    """A register that begins on 1 July, in the middle of the period."""
    return register(period={"start": a_day("2026-07-01"), "end": a_day("2026-09-30")}, **changed)


def test_a_month_that_no_complete_register_covers_is_not_known_instead_of_none() -> None:
    now = analyse(trust((*many(9, on="2026-08-05"), half())), PERIOD)
    assert list(rows(now.by_month).values()) == ["not known", "not known", "not known", "0", "9", "0"]
    assert [row.count for row in now.by_month.rows] == [None, None, None, 0, 9, 0]


@pytest.mark.parametrize(("drawn", "september"), [("2026-09-29", "not known"), ("2026-09-30", "0")])
def test_a_month_after_the_day_a_register_was_drawn_is_not_covered_by_it(drawn: str, september: str) -> None:
    now = analyse(trust((*many(9, on="2026-08-05"), half(as_at=a_day(drawn)))), PERIOD)
    assert rows(now.by_month)["September 2026"] == september


def test_of_a_site_or_a_category_without_an_incident_nothing_is_known_where_there_may_have_been_more() -> None:
    now = analyse(trust((*many(9, on="2026-08-05", site="north", category="verbal"), half())), PERIOD)
    assert rows(now.by_site) == {"North Hospital": "9", "South Hospital": "not known", "Not given": "not known"}
    assert {row.shown for row in now.by_category.rows} == {"9", "not known"}


def test_not_known_stands_where_nought_would_and_tells_no_more() -> None:
    """Whoever reads the one can write the other, by the registers alone: so neither tells what the other hides."""
    found = (*many(7, on="2026-08-05", site="north", category="verbal"), *many(3, start=20, on="2026-09-05"))
    sure, unsure = (analyse(trust((*found, each)), PERIOD) for each in (register(), half()))
    for name in ("by_site", "by_category", "by_staff_group", "injury", "clinical_factor", "riddor"):
        shown = [row.shown for row in getattr(sure, name).rows]
        assert [row.shown for row in getattr(unsure, name).rows] == ["not known" if x == "0" else x for x in shown]


def test_what_could_not_be_read_may_be_of_any_month() -> None:
    lost = (Lost(kind="incident", file="a.csv", line=4),)
    now = analyse(trust((*many(9, on="2026-08-05"), register()), lost=lost), PERIOD)
    assert rows(now.by_month)["May 2026"] == "not known"


def test_of_a_period_that_is_covered_in_part_no_rate_is_given() -> None:
    now = analyse(trust((*many(9, on="2026-08-05", staff_group="nursing", category="physical"), half())), PERIOD)
    assert (now.rates.overall, now.rates.physical, dict(now.rates.by_group)) == ("", "", {})


# ------------------------------------------------------------------------------------------------------- rates


def test_rates_are_per_thousand_of_the_headcount_cut_after_one_decimal() -> None:
    found = (
        *many(7, staff_group="nursing", category="physical"),
        *many(6, start=50, staff_group="medical"),
        register(),
    )
    rates = analyse(trust(found), PERIOD).rates
    assert (rates.headcount, rates.overall, rates.physical) == (1000, "13.0", "7.0")
    assert rates.by_group == {"nursing": "11.6", "medical": "15.0"}


def test_no_rate_is_given_from_a_hidden_count() -> None:
    found = (
        *many(3, staff_group="nursing", category="physical"),
        *many(30, start=50, staff_group="medical"),
        register(),
    )
    rates = analyse(trust(found), PERIOD).rates
    assert (rates.overall, rates.physical) == ("33.0", "")
    assert rates.by_group == {"nursing": "", "medical": ""}


@pytest.mark.parametrize(("headcount", "rate"), [(0, ""), (4, ""), (5, "1,800.0")])
def test_no_rate_is_given_over_fewer_than_five_people(headcount: int, rate: str) -> None:
    small = entry("staff_groups", "small", name="Small", headcount=headcount)
    rates = analyse(trust((*many(9, staff_group="small"), register()), groups=(*GROUPS, small)), PERIOD).rates
    assert rates.by_group["small"] == rate


def test_a_group_without_a_headcount_leaves_the_organisation_without_a_rate_and_is_named() -> None:
    bank = entry("staff_groups", "bank", name="Bank staff")
    rates = analyse(trust((*many(9, staff_group="nursing"), register()), groups=(*GROUPS, bank)), PERIOD).rates
    assert (rates.headcount, rates.missing, rates.overall) == (None, ("Bank staff",), "")
    assert rates.by_group == {"nursing": "15.0", "medical": "0.0", "bank": ""}


def test_a_group_that_had_ended_by_the_end_of_the_period_is_in_no_headcount() -> None:
    gone = entry("staff_groups", "gone", name="Gone", headcount=500, to=a_day("2026-09-29"))
    stays = entry("staff_groups", "stays", name="Stays", headcount=500, to=a_day("2026-09-30"))
    assert analyse(trust(many(9), groups=(*GROUPS, gone)), PERIOD).rates.headcount == 1000
    assert analyse(trust(many(9), groups=(*GROUPS, stays)), PERIOD).rates.headcount == 1500
