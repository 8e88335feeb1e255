"""The form `recurs`: is there no long gap.

Takes the form and a scope, gives a Reply. A date that may mean several days is tried at its worst and at its best;
lost rows may fill what is empty, so they make a no into an unknown and never a yes.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise

from vprs.checks.answers import Reply, doubt_words, no, unknown, yes
from vprs.checks.dissolving import last_day_asked
from vprs.checks.formed import turned, whenever_formed, where
from vprs.checks.phrases import these
from vprs.checks.scope import Scope
from vprs.checks.selecting import select
from vprs.checks.selection import Selection
from vprs.checks.wording import british, plural, window_words
from vprs.dates import Duration, Period, Span, add
from vprs.model import Reason, Record, Recurs, Selector, Window

BRANCHES = 4  # of the loose dates that may fill one gap, so many are tried
TWELVE_MONTHS = Window(name="rolling", duration=Duration(12, 0))


def observe_recurs(form: Recurs, scope: Scope) -> Reply:
    """Yes where no gap is longer than `every` (and the tolerance): from the start, between, and to the period's end."""
    return whenever_formed(lambda each: _recurs(form, each), scope)


def _recurs(form: Recurs, scope: Scope) -> Reply:
    found = select(form.selector, scope, population=False, current_default=False, window_default=TWELVE_MONTHS)
    limit = form.every + form.tolerance
    days = days_asked(form, found, scope)
    plain = replace(form.selector, window=None)
    certain = _spans(found.members, form.selector, scope)
    needed = f"no gap longer than {limit.words}"
    if days.start > days.end:
        because = f"{needed} needed: {these(plain, scope)}; the organisation was formed after {british(days.end)}."
        return unknown(Reason.NOT_YET_DUE, "", needed, because)
    gap = _longest(certain, days)
    value = f"longest gap {plural(gap[2], 'day')}" if certain else "0 found"
    told = f"{len(certain)} found from {window_words(days)}"
    said = f"{f'{told}, {value}' if certain else told}, {needed} needed: {these(plain, scope)}"
    if certain and _always_reaches(certain, days, limit):
        return yes(value, needed, f"{said} {where(found.members)}.", found.members)
    hopeful = [*certain, *_spans(tuple(doubt.record for doubt in found.doubts), form.selector, scope)]
    if found.boundless or _may_reach(hopeful, days, limit, len(found.lost)):
        why = doubt_words(found) if not found.certain else "a date may mean several days"
        return unknown(found.doubt_reason(), value, needed, f"{said}; {why}.", found.members)
    shown = f", from {british(gap[0])} to {british(gap[1])}" if certain else "; there is none in these days"
    return no(Reason.GAP_TOO_LONG, value, needed, f"{said}{shown}.{turned(found, scope)}", found.members)


def days_asked(form: Recurs, found: Selection, scope: Scope) -> Period:
    """The days that may hold no long gap: from the window's start, or the forming, to the window's end.

    A body is owed nothing after its last day, so the last gap ends there; where it had nothing at all, that is a gap.
    """
    window = scope.context.window(form.selector.window or TWELVE_MONTHS)
    assert window is not None
    start = begin(window, scope)
    last = last_day_asked(form.selector, scope) if found.members or not found.certain else None
    return Period(start, min(window.end, last) if last is not None and last >= start else window.end)


def begin(window: Period, scope: Scope) -> date:
    formed = scope.context.organisation.formed
    return max(window.start, formed.first) if formed else window.start


def _spans(records: tuple[Record, ...], selector: Selector, scope: Scope) -> list[Span]:
    placed = (scope.context.placed(record, selector.date) for record in records)
    return sorted(span for span in placed if span is not None)


def _longest(spans: list[Span], days: Period) -> tuple[date, date, int]:
    """(from, to, days) of the longest gap, taking each date at its first day."""
    points = [days.start, *(span.first for span in spans), days.end]
    gaps = [(a, b, (b - a).days) for a, b in pairwise(points)]
    return max(gaps, key=lambda gap: gap[2])


def _always_reaches(spans: list[Span], days: Period, limit: Duration) -> bool:
    """Whether no choice of days leaves a gap: from the first possible day of each, another comes in time, or the end.

    The later days ask no more: what carries the first day on in time comes in time for them, or is carried on itself.
    """
    if all(span.exact for span in spans):
        points = [days.start, *sorted({span.first for span in spans}), days.end]
        return all(add(a, limit) >= b for a, b in pairwise(points))
    return all(_carried_on(start, spans, days, limit) for start in (days.start, *(span.first for span in spans)))


def _carried_on(start: date, spans: list[Span], days: Period, limit: Duration) -> bool:
    until = add(start, limit)
    return until >= days.end or any(start < span.first and span.last <= until for span in spans)


def _may_reach(spans: list[Span], days: Period, limit: Duration, spare: int) -> bool:
    """Whether some choice of days leaves no gap, with `spare` records that may lie anywhere."""
    if not spans and not spare:
        return False
    exact = sorted(span.first for span in spans if span.exact)
    return _reaches_end(days.start, exact, tuple(span for span in spans if not span.exact), days, limit, spare)


def _reaches_end(
    reached: date, exact: list[date], loose: tuple[Span, ...], days: Period, limit: Duration, spare: int
) -> bool:
    """From a day on: by the exact days as far as they go, then by one of the loose that may lie there, or a spare."""
    while (until := add(reached, limit)) < days.end:
        inside = [moment for moment in exact if reached < moment <= until]
        if not inside:
            break
        reached = inside[-1]
    else:
        return True
    usable = [span for span in dict.fromkeys(loose) if span.first <= until and span.last > reached]
    for span in sorted(usable, key=lambda span: span.last)[:BRANCHES]:
        rest = list(loose)
        rest.remove(span)
        if _reaches_end(min(span.last, until), exact, tuple(rest), days, limit, spare):
            return True
    return spare > 0 and _reaches_end(until, exact, loose, days, limit, spare - 1)
