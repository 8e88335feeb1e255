"""Rates per 1,000 staff: of the whole organisation, of physical violence, of each staff group.

Takes splits that are fit to be shown and the headcounts of organisation.yaml, gives rates. A rate is given only from
a count that may be shown, for it can be turned back into one. It is of the period, not of a year, and by the
headcount that organisation.yaml states today: no earlier headcount is known.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from vprs.dates import Period
from vprs.holdings import text
from vprs.incidents.places import stood
from vprs.incidents.splits import Split
from vprs.model import Organisation, Record

FEWEST_STAFF = 5  # a rate over fewer people tells of them one by one
PHYSICAL = "physical"


@dataclass(frozen=True, kw_only=True, slots=True)
class Rates:
    """Per 1,000 staff, `34.2`, cut after one decimal; empty where it may not be shown or there is no headcount.

    headcount  of all staff groups on the last day of the period; None where one of them has none, or no group is listed
    missing    names of the groups that have no headcount
    overall    all incidents; physical: those of the category physical
    by_group   id of a group -> its rate
    covered    whether a complete register covers the period: of a part of it no rate is given
    """

    headcount: int | None
    missing: tuple[str, ...]
    overall: str
    physical: str
    by_group: Mapping[str, str]
    covered: bool = True


def rates(
    organisation: Organisation, period: Period, by_category: Split, by_group: Split, *, covered: bool = True
) -> Rates:
    """by_category and by_group: as they were counted, none recorded being 0."""
    listed, last_day = organisation.lists.get("staff_groups", ()), Period(period.end, period.end)
    groups = [each for each in listed if stood(each, last_day)]
    missing = tuple(text(each, "name") or each.id for each in groups if headcount_of(each) is None)
    staff = None if missing or not groups else sum(headcount_of(each) or 0 for each in groups)
    if not covered:
        return Rates(headcount=staff, missing=missing, overall="", physical="", by_group={}, covered=False)
    return Rates(
        headcount=staff,
        missing=missing,
        overall=per_thousand(by_category.total, staff),
        physical=per_thousand(by_category.count(PHYSICAL), staff),
        by_group={each.id: per_thousand(by_group.count(each.id), headcount_of(each)) for each in listed},
    )


def headcount_of(group: Record) -> int | None:
    value = group.fields.get("headcount")
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else None


def per_thousand(count: int | None, staff: int | None) -> str:
    """`34.2`: one decimal, cut; empty where the count is hidden or fewer than FEWEST_STAFF people are known of."""
    if count is None or staff is None or staff < FEWEST_STAFF:
        return ""
    tenths = count * 10_000 // staff
    return f"{tenths // 10:,}.{tenths % 10}"
