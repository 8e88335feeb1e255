"""The forms `recurs` and `each_period`: is there no long gap, is there one for every period.

Each takes its form and a scope and gives a Reply. A date that may mean several days is tried at its worst and at its
best; lost rows may fill what is empty, so they make a no into an unknown and never a yes.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from vprs.checks.answers import Reply, doubt_words, failed, fault_words, no, unknown, yes
from vprs.checks.horizon import value_at
from vprs.checks.phrases import these
from vprs.checks.scope import Scope
from vprs.checks.selecting import Selection, gravest, select
from vprs.checks.wording import british, places, plural, window_words
from vprs.dates import MONTHS_IN, Duration, Period, Span, add, day, whole_periods
from vprs.model import EachPeriod, Reason, Record, Recurs, Selector, Window

TWELVE_MONTHS = Window(name="rolling", duration=Duration(12, 0))

# ------------------------------------------------------------------------------------------------------ recurs


def observe_recurs(form: Recurs, scope: Scope) -> Reply:
    """Yes where no gap is longer than `every` (and the tolerance): from the start, between, and to the period's end."""
    return _whenever_formed(lambda each: _recurs(form, each), scope)


def _whenever_formed(observe: Callable[[Scope], Reply], scope: Scope) -> Reply:
    """One answer, whichever of the days that it may mean the organisation was formed on; else not known."""
    formed = scope.context.organisation.formed
    if formed is None or formed.exact:
        return observe(scope)
    first, last = (observe(_formed_on(moment, scope)) for moment in (formed.first, formed.last))
    if first.answer is last.answer:
        return first
    because = f"{first.because} When the organisation was formed may mean several days, and decides it."
    return unknown(Reason.AMBIGUOUS_DATE, first.value, first.needed, because, first.witnesses)


def _formed_on(moment: date, scope: Scope) -> Scope:
    organisation = replace(scope.context.organisation, formed=day(moment))
    return replace(scope, context=replace(scope.context, organisation=organisation))


def _recurs(form: Recurs, scope: Scope) -> Reply:
    window = scope.context.window(form.selector.window or TWELVE_MONTHS)
    assert window is not None
    found = select(form.selector, scope, population=False, current_default=False, window_default=TWELVE_MONTHS)
    limit = Duration(form.every.months + form.tolerance.months, form.every.days + form.tolerance.days)
    days = Period(begin(window, scope), window.end)
    plain = replace(form.selector, window=None)
    certain = _spans(found.members, form.selector, scope)
    needed = f"no gap longer than {limit.words}"
    gap = _longest(certain, days)
    value = f"longest gap {plural(gap[2], 'day')}"
    said = f"{len(certain)} found from {window_words(days)}, {value}, {needed} needed: {these(plain, scope)}"
    if days.start > days.end:
        return unknown(Reason.NOT_YET_DUE, "", needed, f"{said}; the organisation was formed after it.")
    if certain and _always_reaches(certain, days, limit):
        return yes(value, needed, f"{said} {_where(found.members)}.", found.members)
    hopeful = [*certain, *_spans(tuple(doubt.record for doubt in found.doubts), form.selector, scope)]
    if found.boundless or _may_reach(hopeful, days, limit, len(found.lost)):
        reason = found.doubt_reason() if not found.certain else Reason.AMBIGUOUS_DATE
        why = doubt_words(found) if not found.certain else "a date may mean several days"
        return unknown(reason, value, needed, f"{said}; {why}.", found.members)
    shown = f", from {british(gap[0])} to {british(gap[1])}"
    return no(Reason.GAP_TOO_LONG, value, needed, f"{said}{shown}.{_turned(found, scope)}", found.members)


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
    """Whether no choice of days leaves a gap: from each possible day, another must come in time, or the end."""
    if all(span.exact for span in spans):
        points = [days.start, *sorted({span.first for span in spans}), days.end]
        return all(add(a, limit) >= b for a, b in pairwise(points))
    starts = [(days.start, None), *((moment, span) for span in spans for moment in _choices(span))]
    return all(_carried_on(start, own, spans, days, limit) for start, own in starts)


def _carried_on(start: date, own: Span | None, spans: list[Span], days: Period, limit: Duration) -> bool:
    until = add(start, limit)
    return until >= days.end or any(start < span.first and span.last <= until for span in spans if span is not own)


def _choices(span: Span) -> list[date]:
    return [span.first + timedelta(days=n) for n in range((span.last - span.first).days + 1)]


def _may_reach(spans: list[Span], days: Period, limit: Duration, spare: int) -> bool:
    """Whether some choice of days leaves no gap, with `spare` records that may lie anywhere."""
    reached, any_at_all = days.start, bool(spans) or spare > 0
    left = list(spans)
    while (until := add(reached, limit)) < days.end:
        usable = [span for span in left if span.first <= until and span.last > reached]
        if usable:
            best = max(usable, key=lambda span: min(span.last, until))
            left.remove(best)
            reached = min(best.last, until)
        elif spare:
            spare -= 1
            reached = until
        else:
            return False
    return any_at_all


def _where(records: tuple[Record, ...]) -> str:
    return f"({places(records)})"


def _turned(found: Selection, scope: Scope) -> str:
    item = failed(found)
    return f" It does not count that {fault_words(item, scope)}." if item else ""


# --------------------------------------------------------------------------------------------------- each_period


def observe_each_period(form: EachPeriod, scope: Scope) -> Reply:
    """Yes where each of the last whole periods that are due has its record."""
    return _whenever_formed(lambda each: _each_period(form, each), scope)


def _each_period(form: EachPeriod, scope: Scope) -> Reply:
    periods = due_periods(form, scope)
    needed = f"one for each of the last {plural(len(periods) or form.last, _noun(form))}"
    if not periods:
        because = f"0 of 0 are due yet, {needed} needed: {these(form.selector, scope)}."
        return unknown(Reason.NOT_YET_DUE, "0 of 0", needed, because)
    found = select(form.selector, scope, population=False, current_default=False)
    filled = {period: [r for r in found.members if record_for(r, period, form.selector, scope)] for period in periods}
    empty = [period for period in periods if not filled[period]]
    witnesses = tuple(filled[period][-1] for period in periods if filled[period])
    value = f"{len(periods) - len(empty)} of {len(periods)}"
    said = f"{value} {_noun(form, many=True)} have their own, {needed} needed: {these(form.selector, scope)}"
    if not empty:
        return yes(value, needed, f"{said} {_where(witnesses)}.", witnesses)
    said += f"; none for {' or '.join(window_words(period) for period in empty)}"
    perhaps = [*found.members, *(doubt.record for doubt in found.doubts)]
    never = [p for p in empty if not any(record_for(r, p, form.selector, scope) is not False for r in perhaps)]
    if found.boundless or len(never) <= len(found.lost):
        reasons = [
            doubt.reason
            for doubt in found.doubts
            if any(record_for(doubt.record, each, form.selector, scope) is not False for each in empty)
        ]
        reasons += [Reason.UNREADABLE] if found.lost else []
        reason = gravest(reasons or [Reason.AMBIGUOUS_DATE])
        return unknown(reason, value, needed, f"{said}; an item is in doubt.", witnesses)
    return no(Reason.GAP_TOO_LONG, value, needed, f"{said}.{_turned(found, scope)}", witnesses)


def _noun(form: EachPeriod, *, many: bool = False) -> str:
    noun = form.each.replace("-", " ")
    return noun + "s" if many else noun


def due_periods(form: EachPeriod, scope: Scope) -> tuple[Period, ...]:
    """The last whole periods since the organisation was formed that are over and whose lag has passed by as_of."""
    context = scope.context
    reach = form.last + 1 + (form.lag.months + form.lag.days // 28 + 1) // MONTHS_IN[form.each]
    recent = whole_periods(form.each, context.organisation.year_start, ended_by=context.period.end, last=reach)
    formed = context.organisation.formed
    due = [
        period
        for period in recent
        if add(period.end, form.lag) <= context.as_of and (formed is None or period.start >= formed.first)
    ]
    return tuple(due[-form.last :])


def record_for(record: Record, period: Period, selector: Selector, scope: Scope) -> bool | None:
    """Whether the record is the one for a period: its own `period` is that one; without one, its day lies in it."""
    start, end = value_at(record.fields, ("period", "start")), value_at(record.fields, ("period", "end"))
    if selector.date is None and isinstance(start, Span) and isinstance(end, Span):
        return start.first == period.start and end.last == period.end
    placed = scope.context.placed(record, selector.date)
    return period.contains(placed) if placed else False
