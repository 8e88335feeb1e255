"""Ways to a yes of the forms `recurs` and `each_period`: a record in every gap.

Takes a form and a scope, gives ways.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from vprs.checks.periods import due_periods, record_for
from vprs.checks.rhythm import TWELVE_MONTHS, days_asked
from vprs.checks.scope import Scope
from vprs.checks.selecting import select
from vprs.dates import Duration, Period, add
from vprs.model import EachPeriod, Record, Recurs, Selector
from vprs.whatif.edits import Edit, Way
from vprs.whatif.making import Placing, make
from vprs.whatif.supply import mending


def ways_of_recurs(form: Recurs, scope: Scope) -> Iterator[Way]:
    """Records on the last day on which each gap may end; and those that are doubtful or turned away, mended."""
    found = select(form.selector, scope, population=False, current_default=False, window_default=TWELVE_MONTHS)
    limit = form.every + form.tolerance
    mended = tuple(way[0] for way in mending(form.selector, scope, current_default=False) if len(way) == 1)
    held = [placed.first for each in found.members if (placed := scope.context.placed(each, form.selector.date))]
    fresh = tuple(_new(form.selector, scope, _gaps(sorted(held), days_asked(form, found, scope), limit)))
    yield fresh
    yield mended
    yield (*mended, *fresh)


def _gaps(held: list[date], days: Period, limit: Duration) -> Iterator[date]:
    """The days on which a record is due that is not there, each as late as may be."""
    reached, end, left = days.start, days.end, list(held)
    first = not held
    while first or (due := add(reached, limit)) < end:
        due = min(add(reached, limit), end)
        inside = [each for each in left if reached < each <= due]
        if inside:
            reached = inside[-1]
        else:
            yield due
            reached = due
        first = False


def _new(selector: Selector, scope: Scope, days: Iterator[date]) -> Iterator[Edit]:
    for number, each in enumerate(days, 1):
        yield from make(selector, scope, Placing(on=each, number=number))


def ways_of_each_period(form: EachPeriod, scope: Scope) -> Iterator[Way]:
    """A record for each period that has none."""
    found = select(form.selector, scope, population=False, current_default=False)
    empty = [each for each in due_periods(form, scope) if not _filled(found.members, each, form, scope)]
    mended = tuple(mending(form.selector, scope, current_default=False))
    yield from mended
    placings = [
        Placing(on=min(each.end, scope.context.as_of), number=number, period=each)
        for number, each in enumerate(empty, 1)
    ]
    fresh = tuple(edit for placing in placings for edit in make(form.selector, scope, placing))
    yield fresh
    for way in mended:
        yield (*way, *fresh)


def _filled(records: tuple[Record, ...], period: Period, form: EachPeriod, scope: Scope) -> bool:
    return any(record_for(each, period, form.selector, scope) for each in records)
