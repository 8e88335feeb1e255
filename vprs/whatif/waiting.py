"""What only time can bring: the first day on which something fits that does not fit today.

Takes the question of one check, gives the day, and the figure that would have to come. Found by judging again; what
fits on one day is taken to fit on every later one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from vprs.assess import half_year_to
from vprs.checks.horizon import value_at
from vprs.dates import Duration, Span, add
from vprs.model import Check
from vprs.whatif.asking import Question, turning
from vprs.whatif.edits import Added

MONTHS = 36  # so far ahead a first day is looked for


@dataclass(frozen=True, kw_only=True, slots=True)
class Later:
    """on: the first day on which records made from today on do it; figure, until: where it takes one, which it is."""

    on: date
    figure: str = ""
    until: date | None = None


def first_fit(since: date, fits: Callable[[date], bool]) -> date | None:
    """The first day after `since` that fits: by months, then by halving; None within years."""
    before = since
    for months in range(1, MONTHS + 1):
        later = add(since, Duration(months, 0))
        if fits(later):
            return _between(before, later, fits)
        before = later
    return None


def _between(not_yet: date, fit: date, fits: Callable[[date], bool]) -> date:
    while (fit - not_yet).days > 1:
        middle = not_yet + timedelta(days=(fit - not_yet).days // 2)
        if fits(middle):
            fit = middle
        else:
            not_yet = middle
    return fit


def on_day(asked: Question, on: date) -> Question:
    """The same asked on a later day, of records that are made from today on."""
    then = replace(asked.assessment, as_of=on, period=half_year_to(on))
    return replace(asked, assessment=then, since=asked.assessment.as_of)


def later_turning(asked: Question, check: Check) -> Later | None:
    """When what is recorded from today on first makes a check say yes, where nothing does today."""
    since = asked.assessment.as_of
    on = first_fit(since, lambda day: _later(asked, check, day, since) is not None)
    return _later(asked, check, on, since) if on is not None else None


def _later(asked: Question, check: Check, on: date, since: date) -> Later | None:
    found = turning(on_day(asked, on), check)
    if found is None:
        return None
    figures = [edit.record for edit in found.edits if isinstance(edit, Added) and edit.record.kind == "metric"]
    ends = [value_at(each.fields, ("period", "end")) for each in figures]
    days = [end.last for end in ends if isinstance(end, Span)]
    if any(day <= since for day in days):
        return None
    name = str(figures[-1].fields.get("name", "")) if figures else ""
    return Later(on=on, figure=name, until=max(days, default=None))
