"""What did not count, and the smallest change that would turn a check or a requirement, as lines for a person.

Takes a question of `vprs.whatif` and what was observed, gives lines. Every change in them was tried by judging again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from vprs.checks import passed_over
from vprs.model import Answer, Check, Observation, Outcome, Reason
from vprs.phrases import many
from vprs.whatif import (
    SHOWN,
    Days,
    Found,
    Question,
    days_of_reaching,
    days_of_turning,
    reaching,
    told,
    turning,
)

NONE_FOUND = "No change to records was found that makes it yes."


def turning_lines(asked: Question, check: Check, observation: Observation) -> Iterator[str]:
    """For a check that is not yes: what it looked at and did not count, and what would make it yes."""
    if observation.answer not in (Answer.NO, Answer.UNKNOWN):
        return
    aside = passed_over(check.form, asked.scope())
    if aside:
        yield "Looked at and not counted:"
        yield from (f"  {sentence}" for sentence in aside)
    found = turning(asked, check)
    if found is None:
        falls_due = observation.reason is Reason.NOT_YET_DUE
        yield "It is not due yet, and no change to records makes it yes before." if falls_due else NONE_FOUND
        return
    days = days_of_turning(asked, check, found) if found.small else {}
    number = len(found.edits)
    if found.small:
        yield f"The smallest change that makes it yes ({many(number, 'edit')}, none to spare):"
    else:
        yield f"It takes {number:,} edits of this sort to make it yes; the first {SHOWN}:"
    yield from _listed(found, days)


def reaching_lines(asked: Question, wanted: Outcome, word: str) -> Iterator[str]:
    """Edits by which a requirement comes to an outcome, each of them needed."""
    found = reaching(asked, wanted)
    if found is None:
        yield f"No change to records was found that brings it to {word}."
        return
    if not found.edits:
        yield f"It has come to {word}, or better."
        return
    small = len(found.edits) <= 2 * SHOWN
    days = days_of_reaching(asked, wanted, found) if small else {}
    number = len(found.edits)
    spare = "none to spare" if small else f"the first {SHOWN} of them"
    yield f"To come to {word} ({many(number, 'edit')}, {spare}):"
    yield from _listed(found, days, most=len(found.edits) if small else SHOWN)


def _listed(found: Found, days: Mapping[int, Days], most: int = SHOWN) -> Iterator[str]:
    for number, edit in enumerate(found.edits[:most]):
        yield f"  {number + 1}. {told(edit, days.get(number, Days()))}"
