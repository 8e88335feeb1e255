"""What did not count, and the smallest change that would turn a check or a requirement, as lines for a person.

Takes a question of `vprs.whatif` and what was observed, gives lines. Every change in them was tried by judging again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from vprs.checks import passed_over
from vprs.model import Answer, Check, Observation, Outcome, Reason
from vprs.phrases import in_words, many
from vprs.whatif import (
    SHOWN,
    Days,
    Found,
    Question,
    absolving,
    days_of_reaching,
    days_of_turning,
    first_fit,
    later_turning,
    on_day,
    reaching,
    told,
    turning,
)

ONLY_FIGURE = "Only a later figure can change this"
ONLY_TIME = "What is recorded stays as it is; what is done and recorded from today on makes it yes"
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
        yield from _without_change(asked, check, observation)
        return
    days = days_of_turning(asked, check, found) if found.small else {}
    number = len(found.edits)
    if found.small:
        yield f"The smallest change that makes it yes ({many(number, 'edit')}, none to spare):"
    else:
        yield f"It takes {number:,} edits of this sort to make it yes; the first {SHOWN}:"
    yield from _listed(asked, found, days)


def _without_change(asked: Question, check: Check, observation: Observation) -> Iterator[str]:
    """No change is known: it is not due, or there may be nothing to ask about, or only time can bring it."""
    if observation.reason is Reason.NOT_YET_DUE:
        yield "It is not due yet, and no change to records makes it yes before."
        return
    register = absolving(asked, check)
    if register is not None:
        yield "No change to records makes it yes. If there was none, this makes it not applicable:"
        yield from _listed(asked, register, {})
        return
    later = later_turning(asked, check)
    if later is None:
        yield NONE_FOUND
    elif later.until is not None:
        yield f"{ONLY_FIGURE}: {later.figure}, at the earliest for the period to {in_words(later.until)}."
    else:
        yield f"{ONLY_TIME}, not before {in_words(later.on)}."


def reaching_lines(asked: Question, wanted: Outcome, word: str) -> Iterator[str]:
    """Edits by which a requirement comes to an outcome, each of them needed."""
    found = reaching(asked, wanted)
    if found is None:
        on = first_fit(asked.assessment.as_of, lambda day: reaching(on_day(asked, day), wanted) is not None)
        later = f" What is done and recorded from today on does so, not before {in_words(on)}." if on else ""
        yield f"No change to records was found that brings it to {word}.{later}"
        return
    if not found.edits:
        yield f"It has come to {word}, or better."
        return
    small = len(found.edits) <= 2 * SHOWN
    days = days_of_reaching(asked, wanted, found) if small else {}
    number = len(found.edits)
    spare = "none to spare" if small else f"the first {SHOWN} of them"
    yield f"To come to {word} ({many(number, 'edit')}, {spare}):"
    yield from _listed(asked, found, days, most=len(found.edits) if small else SHOWN)


def _listed(asked: Question, found: Found, days: Mapping[int, Days], most: int = SHOWN) -> Iterator[str]:
    for number, edit in enumerate(found.edits[:most]):
        yield f"  {number + 1}. {told(edit, days.get(number, Days()), asked.assessment.as_of)}"
