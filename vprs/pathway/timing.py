"""What only time can bring: the first day on which records made from today on bring a requirement to an outcome.

Takes the question of one requirement, gives a day. Found by judging again; what fits on one day is taken to fit on
every later one.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from vprs.assess import half_year_to
from vprs.dates import Duration, add
from vprs.model import Outcome
from vprs.whatif import Question, reaching

MONTHS = 36  # so far ahead a first day is looked for


def first_day(asked: Question, wanted: Outcome) -> date | None:
    """The first day after the day of judgement on which the requirement can be brought there; None within years."""
    since = asked.assessment.as_of
    before = since
    for months in range(1, MONTHS + 1):
        later = add(since, Duration(months, 0))
        if _fits(asked, wanted, later):
            return _first_between(asked, wanted, before, later)
        before = later
    return None


def _first_between(asked: Question, wanted: Outcome, not_yet: date, fits: date) -> date:
    while (fits - not_yet).days > 1:
        middle = not_yet + timedelta(days=(fits - not_yet).days // 2)
        if _fits(asked, wanted, middle):
            fits = middle
        else:
            not_yet = middle
    return fits


def _fits(asked: Question, wanted: Outcome, on: date) -> bool:
    """Whether on that day the requirement can be brought there with nothing new dated before today."""
    since = asked.assessment.as_of
    then = replace(asked.assessment, as_of=on, period=half_year_to(on))
    return reaching(replace(asked, assessment=then, since=since), wanted) is not None
