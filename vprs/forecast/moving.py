"""The days that move with the day of judgement, and what moves with it although no date of the evidence does.

Takes a question and a scope, gives days: the day of judgement itself, the ends of windows, of the judged period and of
periods that fall due, the end of the first gap of a rhythm.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from vprs.checks.dissolving import last_day_asked
from vprs.checks.periods import due_periods
from vprs.checks.rhythm import TWELVE_MONTHS, begin
from vprs.checks.scope import Scope
from vprs.dates import Period, add, whole_periods
from vprs.forecast.questions import Asked
from vprs.model import Change, EachPeriod, Recurs

Moving = Callable[[Scope], tuple[date, ...]]


def today(scope: Scope) -> tuple[date, ...]:
    return (scope.context.as_of,)


def ends_of_period(scope: Scope) -> tuple[date, ...]:
    return scope.context.period.start, scope.context.period.end


def today_and_ends(asked: Asked) -> Moving:
    """A record and a duration are held against the day of judgement; in a rhythm, against the end of its window."""
    windows = ends_of_windows(asked)
    return lambda scope: (scope.context.as_of, *windows(scope)) if _is_rhythm(asked) else (scope.context.as_of,)


def _is_rhythm(asked: Asked) -> bool:
    return asked.check is not None and isinstance(asked.check.form, Recurs)


def ends_of_windows(asked: Asked) -> Moving:
    """The ends of every window, of the judged period, of periods that are due, and of the first gap of a rhythm."""
    form = asked.check.form if asked.check else None

    def moving(scope: Scope) -> tuple[date, ...]:
        windows = [scope.context.window(each) for each in asked.windows]
        periods = [each for each in windows if each is not None]
        if isinstance(form, EachPeriod):
            periods += due_periods(form, scope)
        if isinstance(form, Change):
            periods += _whole(form, scope)
        days = [end for each in periods for end in (each.start, each.end)]
        if isinstance(form, Recurs):
            gap, starts = form.every + form.tolerance, [begin(each, scope) for each in periods]
            days += [end for start in starts for end in (add(start, gap), start)]
        return tuple(days)

    return moving


def apart(asked: Asked, scope: Scope) -> Iterator[object]:
    """What moves without any date: the periods that are due, and a gap from the start of a window to its end."""
    form = asked.check.form if asked.check else None
    if isinstance(form, EachPeriod):
        yield due_periods(form, scope)
    if isinstance(form, Change):
        yield _whole(form, scope)
    if isinstance(form, Recurs):
        window = scope.context.window(form.selector.window or TWELVE_MONTHS)
        assert window is not None
        start = begin(window, scope)
        until = add(start, form.every + form.tolerance)
        ended = last_day_asked(form.selector, scope) or window.end
        yield start > window.end, until >= window.end, start > ended, until >= ended


def _whole(form: Change, scope: Scope) -> tuple[Period, ...]:
    context = scope.context
    return whole_periods(form.each, context.organisation.year_start, ended_by=context.period.end, last=2)
