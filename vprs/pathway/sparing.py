"""What can be spared: steps, and edits within steps, without which the opinion is reached all the same.

Takes a trial and steps that are enough, gives those of which none can be left out. Conditions only grow truer as checks
turn to yes, so where no single one can be spared no set of them can. One may be spared because another is: where a
requirement applies only once something else is done, and that is left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from vprs.pathway.steps import EFFORTS, Step
from vprs.pathway.trying import Trial, edits_of
from vprs.whatif import question, reached


def spared(trial: Trial, steps: tuple[Step, ...]) -> tuple[Step, ...]:
    """Steps of which none can be left out, and no edit in any of them: tried from the dearest on until none goes."""
    kept, before = list(steps), len(steps) + 1
    while len(kept) < before:
        before = len(kept)
        kept = _fewer(trial, kept)
    while (fewer := _one_edit_fewer(trial, kept)) is not None:
        kept = fewer
    return tuple(kept)


def _fewer(trial: Trial, steps: list[Step]) -> list[Step]:
    """Each step tried once, the dearest first."""
    kept = steps
    for step in sorted(steps, key=effort, reverse=True):
        rest = [each for each in kept if each is not step]
        if trial.enough(rest):
            kept = rest
    return kept


def _one_edit_fewer(trial: Trial, steps: Sequence[Step]) -> list[Step] | None:
    """The steps without one edit that can be spared, or None where none can."""
    for place in reversed(range(len(steps))):
        step = steps[place]
        if len(step.edits) == 1:  # the step itself was tried
            continue
        for edit in reversed(step.edits):
            less = replace(step, edits=tuple(each for each in step.edits if each is not edit))
            rest = [*steps[:place], less, *steps[place + 1 :]]
            if _still_there(trial, less, rest) and trial.enough(rest):
                return rest
    return None


def _still_there(trial: Trial, step: Step, steps: Sequence[Step]) -> bool:
    """Whether the step's own requirement comes to what is wanted of it: where not, the opinion falls as without it."""
    if step.requirement is None or step.wanted is None:
        return True
    asked = question(trial.assessment, trial.finding(step.requirement), trial.previous)
    return reached(asked.judged(edits_of(steps)).outcome, step.wanted)


def effort(step: Step) -> tuple[bool, int, int, str]:
    """Sorts the cheapest first: what can be done from today on, the least effort, the fewest edits."""
    path = step.requirement.path if step.requirement else ""
    return not step.timely, EFFORTS.index(step.effort), len(step.edits), path
