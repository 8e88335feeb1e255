"""What only time can bring: the first day on which records made from today on bring a requirement to an outcome.

Takes the question of one requirement, gives a day. Found by judging again.
"""

from __future__ import annotations

from datetime import date

from vprs.model import Outcome
from vprs.whatif import Question, first_fit, on_day, reaching


def first_day(asked: Question, wanted: Outcome) -> date | None:
    """The first day after the day of judgement on which the requirement can be brought there; None within years."""
    return first_fit(asked.assessment.as_of, lambda on: reaching(on_day(asked, on), wanted) is not None)
