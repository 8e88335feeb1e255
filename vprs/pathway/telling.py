"""A path in words: the opinion as it is, each step with its changes, and what only time can bring.

Takes a Path and the assessment that it starts from, gives lines for a person.
"""

from __future__ import annotations

from collections.abc import Iterator

from vprs.model import Assessment, Outcome
from vprs.pathway.choosing import Path
from vprs.pathway.steps import Step
from vprs.pathway.trying import edits_of
from vprs.phrases import LEVELS, in_words, lower_first, many, outcome_word, role_name, upper_first
from vprs.whatif import SHOWN, Days, told

TRUE_ONLY = (
    "Each line was found by assessing the whole pack again with all of them made. Make a change only where it is true: "
    "add what exists or is being done, mend what is wrong."
)


def path_lines(path: Path, assessment: Assessment) -> Iterator[str]:
    """Everything that a person needs of one pack's way."""
    yield f"{path.pack.name}: {LEVELS[path.level]} as of {in_words(assessment.as_of)}."
    if path.steps:
        yield from _reachable(path, assessment)
    elif path.possible:
        yield f"{upper_first(LEVELS[path.wanted])} is reached already. Nothing need be done for it."
    else:
        yield from _out_of_reach(path)


def _reachable(path: Path, assessment: Assessment) -> Iterator[str]:
    if path.waiting:
        yield from _waiting(path, assessment)
    number = len(edits_of(path.steps))
    steps = f"{many(len(path.steps), 'step')} of {many(number, 'change')} to the evidence"
    yield f"To come to {LEVELS[path.reached]}: {steps}, none to spare, the least effort first."
    for count, step in enumerate(path.steps, 1):
        yield ""
        yield from _step(count, step, path, assessment)
    yield ""
    yield TRUE_ONLY


def _waiting(path: Path, assessment: Assessment) -> Iterator[str]:
    today = in_words(assessment.as_of)
    reason = f"records are needed that would have to be dated before {today}"
    if path.not_before is not None:
        yield f"{upper_first(LEVELS[path.wanted])} cannot be reached before {in_words(path.not_before)}: {reason}."
    else:
        yield f"{upper_first(LEVELS[path.wanted])} cannot be reached from {today} on: {reason}."
    for requirement, on in path.waiting:
        told_day = f"not before {in_words(on)}" if on else "no day within three years is known"
        yield f"  {requirement.path}: by what is done from today on, {told_day}"
    yield "Where those records exist already, file them, and it is reached today by the steps below."


def _out_of_reach(path: Path) -> Iterator[str]:
    level = upper_first(LEVELS[path.wanted])
    if path.not_before is not None:
        yield f"{level} cannot be reached before {in_words(path.not_before)}: only time can bring what is wanting."
    else:
        yield f"{level} cannot be reached by evidence alone: no change to records is known that does it."
    yield f"With every change made that is known it would be {LEVELS[path.reached]}:"
    yield from (f"  {sentence}" for sentence in path.because)
    for requirement, on in path.waiting:
        told_day = f"not before {in_words(on)}" if on else "no change is known that meets it"
        yield f"  {requirement.path}: {told_day}"


def _step(count: int, step: Step, path: Path, assessment: Assessment) -> Iterator[str]:
    if step.requirement is None or step.wanted is None:
        yield f"  {count}. The evidence at large (effort {step.effort})"
    else:
        asked = step.requirement
        now = next(each.outcome for each in assessment.findings if each.requirement is asked)
        word = lower_first(outcome_word(assessment, path.pack.name, step.wanted))
        came = lower_first(outcome_word(assessment, path.pack.name, now))
        owned = role_name(assessment.organisation, asked.if_not_met.owner)
        if now is step.wanted:
            moved = f"stays {word} beside the other changes"
        elif now is Outcome.NOT_APPLICABLE:
            moved = f"applies once the other changes are made; to {word}"
        else:
            moved = f"from {came} to {word}"
        yield f"  {count}. {asked.path}: {moved} (effort {step.effort}; {owned})"
        yield f"     {asked.title}"
    shown = step.edits if len(step.edits) <= 2 * SHOWN else step.edits[:SHOWN]
    for number, edit in enumerate(shown):
        yield f"       {told(edit, step.days.get(number, Days()), assessment.as_of)}"
    if len(shown) < len(step.edits):
        yield f"       and {len(step.edits) - len(shown):,} more of this sort"
