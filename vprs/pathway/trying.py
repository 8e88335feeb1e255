"""The whole pack assessed again with steps made: the one question that every part of a path is asked.

Takes an assessment, a pack and the level wanted; gives what the opinion comes to.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from vprs.assess import judged_alike
from vprs.model import Assessment, Finding, Outcome, Pack, Requirement
from vprs.opinions import LEVELS
from vprs.pathway.steps import Step
from vprs.whatif import Way, apply


@dataclass(frozen=True, kw_only=True, slots=True)
class Came:
    """What the pack comes to with some steps made; outcomes: of each requirement, by its path."""

    level: str
    because: tuple[str, ...]
    outcomes: Mapping[str, Outcome]


class Trial:
    """Assesses the whole pack with steps made."""

    def __init__(self, assessment: Assessment, pack: Pack, wanted: str, previous: Mapping[str, Outcome] | None) -> None:
        self.assessment, self.pack, self.wanted, self.previous = assessment, pack, wanted, previous

    def judged(self, steps: Iterable[Step]) -> Came:
        workspace = apply(self.assessment.workspace, edits_of(steps))
        again = judged_alike(self.assessment, workspace, packs=(self.pack,), previous=self.previous)
        (opinion,) = again.opinions
        outcomes = {each.requirement.path: each.outcome for each in again.findings}
        return Came(level=opinion.level, because=opinion.because, outcomes=outcomes)

    def enough(self, steps: Iterable[Step]) -> bool:
        return LEVELS.index(self.judged(steps).level) >= LEVELS.index(self.wanted)

    def finding(self, requirement: Requirement) -> Finding:
        """The finding of a requirement as it is."""
        return next(each for each in self.assessment.findings if each.requirement is requirement)


def edits_of(steps: Iterable[Step]) -> Way:
    """The edits of several steps, in their order."""
    return tuple(edit for step in steps for edit in step.edits)
