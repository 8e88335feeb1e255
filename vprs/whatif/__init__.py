"""What would be if the evidence were other than it is: the smallest change that turns an answer.

Takes an assessment, gives edits and findings; every one of them was found by judging again. Explanations use it.
"""

from vprs.whatif.absolving import absolving
from vprs.whatif.asking import (
    Question,
    days_of_reaching,
    days_of_turning,
    question,
    reached,
    reaching,
    turning,
)
from vprs.whatif.dating import is_dated_from
from vprs.whatif.days import Days
from vprs.whatif.edits import Added, Backed, Changed, Cleared, Edit, Recovered, Way, apply, merged
from vprs.whatif.search import SHOWN, Found
from vprs.whatif.telling import done_anew, told
from vprs.whatif.waiting import Later, first_fit, later_turning, on_day

__all__ = [
    "SHOWN", "Added", "Backed", "Changed", "Cleared", "Days", "Edit", "Found", "Later", "Question", "Recovered", "Way",
    "absolving", "apply", "days_of_reaching", "days_of_turning", "done_anew", "first_fit", "is_dated_from",
    "later_turning", "merged", "on_day", "question", "reached", "reaching", "told", "turning",
]  # fmt: skip
