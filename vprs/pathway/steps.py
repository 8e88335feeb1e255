"""The steps that could be taken towards an opinion: for each requirement what would bring it to a better outcome.

Takes an assessment and a pack, gives steps, those of the least effort first, each thought out on the evidence as the
steps before would leave it. Whether all of them are needed is for `vprs.pathway.choosing` to find.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from vprs.assess import judged_alike
from vprs.model import RANK, Assessment, Finding, Outcome, Pack, Requirement
from vprs.pathway.at_large import ways_at_large
from vprs.whatif import Added, Changed, Days, Way, apply, merged, question, reached, reaching

EFFORTS = ("small", "medium", "large")
SEVERITIES = ("high", "medium", "low")
ROUNDS = 4  # of judging again what was mended
Say = Callable[[str], None]


@dataclass(frozen=True, kw_only=True, slots=True)
class Step:
    """Edits that bring a requirement to an outcome; without a requirement, edits that concern the evidence at large.

    timely  whether no new record in it need be dated before the day of judgement
    days    for its edits by their place, within which days each does it; of many edits none
    """

    requirement: Requirement | None
    wanted: Outcome | None
    edits: Way
    effort: str
    timely: bool
    days: Mapping[int, Days] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True, slots=True)
class Steps:
    """found: in the order in which they are made; stuck: what is not met with all of them made."""

    found: tuple[Step, ...]
    stuck: tuple[Finding, ...]


def steps_of(
    assessment: Assessment,
    pack: Pack,
    previous: Mapping[str, Outcome] | None = None,
    say: Say = lambda _: None,
) -> Steps:
    """Every step that is known, whether it is needed or not.

    What helps one requirement may leave another in doubt, so all are judged again and mended until nothing is found.
    """
    found: list[Step] = []
    now = assessment
    for _ in range(ROUNDS):
        more: list[Step] = []
        for finding in sorted(_open(now, pack), key=_cheapest_first):
            say(f"Looking for a way: {finding.requirement.path}")
            for step in _steps(now, finding, previous, assessment.as_of):
                more.append(step)
                now = replace(now, workspace=apply(now.workspace, step.edits))
        if not more:
            break
        found += more
        now = judged_alike(now, now.workspace, packs=(pack,), previous=previous)
    return Steps(found=(*_folded(found), *_at_large(assessment, now, pack)), stuck=tuple(_open(now, pack)))


def _folded(steps: list[Step]) -> Iterator[Step]:
    """The same with every new record made at once as it must be in the end, instead of changed by a later step."""
    made = {edit.record.id: edit for step in steps for edit in step.edits if isinstance(edit, Added)}
    for step in steps:
        for edit in step.edits:
            if isinstance(edit, Changed) and edit.record.id in made:
                (together,) = merged((made[edit.record.id], edit))
                assert isinstance(together, Added)
                made[edit.record.id] = together
    for step in steps:
        edits = tuple(made[edit.record.id] if isinstance(edit, Added) else edit for edit in step.edits)
        left = tuple(edit for edit in edits if not (isinstance(edit, Changed) and edit.record.id in made))
        if left:
            yield replace(step, edits=left)


def _steps(now: Assessment, finding: Finding, previous: Mapping[str, Outcome] | None, since: date) -> Iterator[Step]:
    """First to partly met, then to met, where they are not the same."""
    came = finding.outcome
    for wanted in (Outcome.PARTLY_MET, Outcome.MET):
        asked = question(now, finding, previous)
        if reached(came, wanted) or reached(asked.judged(()).outcome, wanted):
            continue
        timely = reaching(replace(asked, since=since), wanted)
        way = timely or reaching(asked, wanted)
        if way is None:
            continue
        step = Step(
            requirement=finding.requirement,
            wanted=wanted,
            edits=way.edits,
            effort=finding.requirement.if_not_met.effort,
            timely=timely is not None,
        )
        yield step
        now, came = replace(now, workspace=apply(now.workspace, step.edits)), wanted


def _open(assessment: Assessment, pack: Pack) -> Iterator[Finding]:
    for finding in assessment.findings:
        if finding.requirement.pack == pack.name and finding.outcome not in (Outcome.MET, Outcome.NOT_APPLICABLE):
            yield finding


def _cheapest_first(finding: Finding) -> tuple[int, int, int, str]:
    asked = finding.requirement
    severity = SEVERITIES.index(asked.severity)
    return EFFORTS.index(asked.if_not_met.effort), severity, RANK[finding.floor], asked.path


def _at_large(assessment: Assessment, now: Assessment, pack: Pack) -> Iterator[Step]:
    """What opinions ask about beside outcomes; `now`: with the steps made that concern requirements."""
    for effort, edits in ways_at_large(assessment, now, pack):
        yield Step(requirement=None, wanted=None, edits=edits, effort=effort, timely=True)
