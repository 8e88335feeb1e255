"""When, where and to whom: incidents split by month, by site and by staff group.

Takes the incidents of a period and organisation.yaml, gives splits. Sites and groups are named as organisation.yaml
names them; what it does not list is not split, for a word of a row may be anything.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from vprs.dates import Duration, Period, Span, add
from vprs.holdings import span, text
from vprs.incidents.recorded import Incidents
from vprs.incidents.splits import NOT_GIVEN, Split, split
from vprs.model import Organisation, Record
from vprs.phrases import MONTHS, in_words


def by_month(found: Incidents) -> Split:
    """Every month of the period, keys `2026-04`; of a period that begins or ends within a month, its days of it.

    A last row is for incidents dated by a year only, where there are such. The earliest month is hidden first. Of a
    month that no complete register covers, none recorded is not none.
    """
    names = {f"{year:04}-{month:02}": f"{MONTHS[month - 1]} {year}" for year, month in _months(found.period)}
    months = [_month(record) for record in found.records]
    if NOT_GIVEN in months:
        names[NOT_GIVEN] = "Month not given"
    told = split(months, names, first_goes=True)
    return told.doubted() if found.missing else told.doubted(_not_covered(found))


def _not_covered(found: Incidents) -> Iterator[str]:
    for year, month in _months(found.period):
        first = date(year, month, 1)
        start = max(first, found.period.start)
        end = min(add(first, Duration(1, 0)) - timedelta(days=1), found.period.end)
        if not any(each.start <= start and end <= each.end for each in found.covered):
            yield f"{year:04}-{month:02}"


def _month(record: Record) -> str:
    when = span(record, "occurred_on")
    if when is None or (when.first.year, when.first.month) != (when.last.year, when.last.month):
        return NOT_GIVEN
    return f"{when.first.year:04}-{when.first.month:02}"


def _months(period: Period) -> Iterator[tuple[int, int]]:
    year, month = period.start.year, period.start.month
    while (year, month) <= (period.end.year, period.end.month):
        yield year, month
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)


def by_site(organisation: Organisation, found: Incidents) -> Split:
    """Every site of organisation.yaml that stood in the period, and others that have an incident all the same.

    The site of an incident is its own, else the only one of its `sites`, else that of its unit.
    """
    of_units = {unit.id: text(unit, "site") for unit in organisation.lists.get("units", ())}
    return _by_entry(organisation, "sites", [_site(record, of_units) for record in found.records], found)


def _site(record: Record, of_units: Mapping[str, str]) -> str:
    several = record.fields.get("sites")
    only = several[0] if isinstance(several, tuple) and len(several) == 1 and several != ("all",) else ""
    return text(record, "site") or str(only) or of_units.get(text(record, "unit"), "")


def by_staff_group(organisation: Organisation, found: Incidents) -> Split:
    """Every staff group of organisation.yaml that stood in the period: the group of the person harmed."""
    return _by_entry(organisation, "staff_groups", [text(record, "staff_group") for record in found.records], found)


def _by_entry(organisation: Organisation, listed: str, keys: list[str], found: Incidents) -> Split:
    entries = organisation.lists.get(listed, ())
    if not entries:
        return Split(total=found.total, why_not=f"organisation.yaml lists no {listed.replace('_', ' ')}")
    seen = frozenset(keys)
    names = {each.id: _name(each, found.period) for each in entries if stood(each, found.period) or each.id in seen}
    return split(keys, {**names, NOT_GIVEN: "Not given"})


def _name(entry: Record, period: Period) -> str:
    ended = _ends(entry)
    closed = f" (until {in_words(ended)})" if ended and ended.last <= period.end else ""
    return f"{text(entry, 'name') or entry.id}{closed}"


def stood(entry: Record, period: Period) -> bool:
    """Whether a site or group may have been there on some day of the period."""
    begun, ended = _begins(entry), _ends(entry)
    return (begun is None or begun.first <= period.end) and (ended is None or period.start <= ended.last)


def _begins(entry: Record) -> Span | None:
    return span(entry, "opened") or span(entry, "from")


def _ends(entry: Record) -> Span | None:
    return span(entry, "closed") or span(entry, "to")
