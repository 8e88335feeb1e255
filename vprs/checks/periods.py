"""The form `each_period`: is there one for every period.

Takes the form and a scope, gives a Reply. A record that names a period of its own is the record for that one only.
"""

from __future__ import annotations

from vprs.checks.answers import Reply, no, unknown, yes
from vprs.checks.formed import turned, whenever_formed, where
from vprs.checks.horizon import value_at
from vprs.checks.phrases import these
from vprs.checks.scope import Scope
from vprs.checks.selecting import select
from vprs.checks.selection import gravest
from vprs.checks.wording import plural, window_words
from vprs.dates import MONTHS_IN, Period, Span, add, whole_periods
from vprs.model import EachPeriod, Reason, Record, Selector


def observe_each_period(form: EachPeriod, scope: Scope) -> Reply:
    """Yes where each of the last whole periods that are due has its record."""
    return whenever_formed(lambda each: _each_period(form, each), scope)


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
        return yes(value, needed, f"{said} {where(witnesses)}.", witnesses)
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
    return no(Reason.GAP_TOO_LONG, value, needed, f"{said}.{turned(found, scope)}", witnesses)


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
