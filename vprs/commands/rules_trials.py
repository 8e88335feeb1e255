"""Examples put to the test: what each comes to, and which checks it decides.

Takes a pack and one of its requirements, runs every example through the same code as real evidence, gives trials. An
example decides a check where turning that check's answer alone, yes to no or no to yes, changes the outcome.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from vprs.assess import assess
from vprs.engine.prune import needed_by, pose
from vprs.engine.reference import evaluate
from vprs.evidence import read_example
from vprs.model import Answer, Assessment, Example, Finding, Outcome, Pack, Requirement
from vprs.problem import InvalidInput, Problem

_TURNED = {Answer.YES: Answer.NO, Answer.NO: Answer.YES}
Answers = Mapping[str, Mapping[str, Answer]]


@dataclass(frozen=True, kw_only=True, slots=True)
class Trial:
    """One example, run.

    outcome   None where its records could not be read; `problems` then say why
    why       the finding's own sentence
    decides   slugs of the checks that it decides
    """

    example: Example
    outcome: Outcome | None
    why: str = ""
    decides: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def passed(self) -> bool:
        return self.outcome is self.example.expect


@dataclass(frozen=True, kw_only=True, slots=True)
class Tried:
    """A requirement and its trials; every check that can decide must be decided by one that passed."""

    requirement: Requirement
    trials: tuple[Trial, ...]

    @property
    def decided_by(self) -> Mapping[str, tuple[str, ...]]:
        """check -> names of the examples that decide it; advisory checks decide nothing and are left out."""
        return {
            check.slug: tuple(
                trial.example.name for trial in self.trials if trial.passed and check.slug in trial.decides
            )
            for check in self.requirement.checks
            if not check.advisory
        }


def try_requirement(pack: Pack, requirement: Requirement) -> Tried:
    """Every example of the requirement, run against it and those that its conditions name."""
    small = replace(pack, requirements=needed_by(pack, requirement))
    trials = tuple(_try(small, requirement, example) for example in requirement.examples)
    return Tried(requirement=requirement, trials=trials)


def _try(pack: Pack, requirement: Requirement, example: Example) -> Trial:
    try:
        workspace = read_example(example, requirement.file)
        assessment = assess((pack,), workspace, as_of=example.as_of, period=example.period)
    except InvalidInput as error:
        return Trial(example=example, outcome=None, problems=error.problems)
    finding = next(each for each in assessment.findings if each.requirement.path == requirement.path)
    return Trial(example=example, outcome=finding.outcome, why=finding.why, decides=_decides(pack, assessment, finding))


def _decides(pack: Pack, assessment: Assessment, finding: Finding) -> tuple[str, ...]:
    path = finding.requirement.path
    answers: dict[str, dict[str, Answer]] = {
        each.requirement.path: {seen.check: seen.answer for seen in each.observations} for each in assessment.findings
    }
    gates = {each.requirement.path: _gate(each) for each in assessment.findings}
    if gates[path] is not Answer.YES:
        return ()
    before = _bounds(pack, answers, gates, path)
    turned = (
        (slug, answers | {path: answers[path] | {slug: _TURNED[answer]}})
        for slug, answer in answers[path].items()
        if answer in _TURNED
    )
    return tuple(slug for slug, other in turned if _bounds(pack, other, gates, path) != before)


def _gate(finding: Finding) -> Answer:
    """Whether the requirement applied: what does not apply drops out, for whichever reason."""
    if finding.outcome is Outcome.NOT_APPLICABLE:
        return Answer.NO
    doubtful = finding.outcome is Outcome.NOT_ASSESSED and finding.floor is finding.ceiling
    return Answer.UNKNOWN if doubtful else Answer.YES


def _bounds(pack: Pack, answers: Answers, gates: Mapping[str, Answer], path: str) -> Outcome:
    """The outcome of one requirement under these answers."""
    bounds = evaluate(pose(pack, answers, gates, None))[path]
    return bounds.floor if bounds.floor is bounds.ceiling else Outcome.NOT_ASSESSED
