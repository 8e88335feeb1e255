"""The next steps: the few changes that would bring most of what is not met above it, found by judging again.

Takes an assessment, gives at most three steps and the requirements of each. Candidates are looked for on the records
that their checks ask of; then all the steps are made together on the whole of the evidence, and only requirements that
come out better in that judgement are claimed. High severity comes before all else.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from vprs.assess import judged_alike
from vprs.engine.prune import needed_by
from vprs.model import Assessment, Finding, Outcome, Pack, Requirement
from vprs.pathway.joining import apart, joined
from vprs.pathway.narrowing import kinds_of, narrowed
from vprs.pathway.steps import EFFORTS, SEVERITIES
from vprs.whatif import Added, Changed, Edit, Way, apply, question, reaching

STEPS = 3
TRIED = 3_000  # records at most among which a way is looked for; beyond, trying many costs more than it tells


@dataclass(frozen=True, kw_only=True, slots=True)
class NextStep:
    """Changes that belong together, at most `SHOWN`, and what they turn.

    turned  requirements that are not met now, or may be, and would be partly met at least with all the steps made
    """

    edits: Way
    turned: tuple[Requirement, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class NextSteps:
    """steps: at most `STEPS`, the one that turns most first; gaps: all that is not met or may be, by severity."""

    steps: tuple[NextStep, ...]
    gaps: tuple[Requirement, ...]


def next_steps(assessment: Assessment) -> NextSteps:
    """The steps that turn most of what is of high severity and not met; of lower severity where none of that is left.

    Raises EnginesDisagree.
    """
    gaps = [each for each in assessment.findings if _is_gap(each)]
    held = Counter(record.kind for record in assessment.workspace.records)
    quick = [each for each in gaps if sum(held[kind] for kind in kinds_of(each.requirement)) <= TRIED]
    steps: list[NextStep] = []
    for severity in SEVERITIES:
        targets = [each for each in quick if each.requirement.severity == severity]
        if len(steps) < STEPS:
            done = {each.path for step in steps for each in step.turned}
            candidates = _candidates(assessment, targets, number=len(steps))
            steps += _chosen(candidates, STEPS - len(steps), done)
    ordered = sorted((each.requirement for each in gaps), key=lambda asked: SEVERITIES.index(asked.severity))
    return NextSteps(steps=tuple(_proven(assessment, steps)), gaps=tuple(ordered))


def _is_gap(finding: Finding) -> bool:
    """Not met, or not met at worst: both must be closed."""
    return finding.floor is Outcome.NOT_MET and finding.outcome is not Outcome.NOT_APPLICABLE


def _candidates(assessment: Assessment, targets: Sequence[Finding], number: int) -> Iterator[NextStep]:
    """For each finding the smallest change that turns it, and single records that may serve several of them.

    What is still to be done is done today or later: no record of it is of an earlier day.
    """
    ways: list[Way] = []
    for finding in targets:
        pack = next(each for each in assessment.packs if each.name == finding.requirement.pack)
        small = narrowed(assessment, replace(pack, requirements=needed_by(pack, finding.requirement)))
        way = reaching(replace(question(small, finding), since=assessment.as_of), Outcome.PARTLY_MET)
        if way is not None and way.edits and way.small and not any(map(_is_figure, way.edits)):
            ways.append(apart(way.edits, 100 * number + len(ways)))
    for edits in (*joined(ways), *ways):
        yield NextStep(edits=edits, turned=_turned(assessment, edits, targets))


def _is_figure(edit: Edit) -> bool:
    """A figure comes of counting: nobody can set out to have it."""
    return isinstance(edit, Added) and edit.record.kind == "metric"


def _turned(assessment: Assessment, edits: Way, targets: Sequence[Finding]) -> tuple[Requirement, ...]:
    """Those of the targets that are partly met at worst, at least, once the edits are made; by narrowed evidence."""
    kinds = {edit.record.kind for edit in edits if isinstance(edit, Added | Changed)}
    near = [each.requirement for each in targets if not kinds or kinds & kinds_of(each.requirement)]
    better: set[str] = set()
    for pack in _packs(assessment, near):
        small = narrowed(assessment, pack)
        again = judged_alike(small, apply(small.workspace, edits), packs=small.packs)
        better |= {each.requirement.path for each in again.findings if each.floor is not Outcome.NOT_MET}
    return tuple(each for each in near if each.path in better)


def _packs(assessment: Assessment, requirements: Sequence[Requirement]) -> Iterator[Pack]:
    """The packs of these requirements, each cut down to them and what they lean on."""
    for pack in assessment.packs:
        own = [each for each in requirements if each.pack == pack.name]
        needed = {each.path for one in own for each in needed_by(pack, one)}
        if own:
            yield replace(pack, requirements=tuple(each for each in pack.requirements if each.path in needed))


def _chosen(candidates: Iterator[NextStep], number: int, done: set[str]) -> Iterator[NextStep]:
    """One after the other the candidate that turns most of what is left; of those alike the easiest, then by name."""
    left = list(candidates)
    for _ in range(number):
        ranked = [replace(step, turned=tuple(each for each in step.turned if each.path not in done)) for step in left]
        best = min((step for step in ranked if step.turned), key=_rank, default=None)
        if best is None:
            return
        yield best
        done |= {each.path for each in best.turned}


def _rank(step: NextStep) -> tuple[int, int, int, tuple[str, ...]]:
    efforts = max(EFFORTS.index(each.if_not_met.effort) for each in step.turned)
    return -len(step.turned), efforts, len(step.edits), tuple(each.path for each in step.turned)


def _proven(assessment: Assessment, steps: Sequence[NextStep]) -> Iterator[NextStep]:
    """The steps with what they turn where all of them are made on the whole of the evidence, and nothing else."""
    if not steps:
        return
    packs = tuple(_packs(assessment, [each for step in steps for each in step.turned]))
    workspace = apply(assessment.workspace, tuple(edit for step in steps for edit in step.edits))
    again = judged_alike(assessment, workspace, packs=packs)
    better = {each.requirement.path for each in again.findings if each.floor is not Outcome.NOT_MET}
    for step in steps:
        turned = tuple(each for each in step.turned if each.path in better)
        if turned:
            yield replace(step, turned=turned)
