"""Examples put to the test: what each comes to, and which checks it decides.

Takes a pack and one of its requirements, runs its examples through the same code as real evidence, gives trials, or
only the checks that they decide. An example decides a check where turning that check's answer alone, yes to no or no
to yes, changes the outcome.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from vprs.assess import HALF_YEAR, assess
from vprs.checks import gate, make_context, observe
from vprs.dates import rolling
from vprs.engine.prune import needed_by, pose
from vprs.engine.reference import evaluate
from vprs.evidence import read_example
from vprs.model import Answer, Example, Finding, Observation, Outcome, Pack, Requirement
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


def try_requirement(pack: Pack, requirement: Requirement, say: Callable[[str], None] = lambda _: None) -> Tried:
    """Every example of the requirement, run against it and those that its conditions name."""
    say(f"Running the examples of {requirement.path}")
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
    answers = {each.requirement.path: _answers(each.observations) for each in assessment.findings}
    gates = {each.requirement.path: _gate(each) for each in assessment.findings}
    decides = tuple(_turning(pack, answers, gates, requirement.path))
    return Trial(example=example, outcome=finding.outcome, why=finding.why, decides=decides)


def decided_checks(pack: Pack, requirement: Requirement, wanted: Collection[str]) -> frozenset[str]:
    """Of the wanted checks those that an example decides, as `try_requirement` has it.

    By the reference evaluator alone, which takes a third of the time, and no longer than until all are decided.
    """
    small = replace(pack, requirements=needed_by(pack, requirement))
    decided: set[str] = set()
    for example in requirement.examples:
        if decided.issuperset(wanted):
            break
        decided.update(_decided_by(small, requirement, example) or ())
    return frozenset(decided.intersection(wanted))


def holds(pack: Pack, requirement: Requirement) -> bool:
    """Whether every example comes to what it expects and every check that is not advisory is decided by one.

    By the reference evaluator alone, as in `decided_checks`.
    """
    small = replace(pack, requirements=needed_by(pack, requirement))
    decided = [_decided_by(small, requirement, example) for example in requirement.examples]
    wanted = {check.slug for check in requirement.checks if not check.advisory}
    return None not in decided and wanted <= {slug for slugs in decided for slug in slugs or ()}


def _decided_by(pack: Pack, requirement: Requirement, example: Example) -> tuple[str, ...] | None:
    """What the example decides; None where it cannot be read or does not come to what it expects."""
    try:
        workspace = read_example(example, requirement.file)
    except InvalidInput:
        return None
    context = make_context(pack, workspace, example.as_of, example.period or rolling(example.as_of, HALF_YEAR))
    gates = {one.path: gate(one, context).answer for one in pack.requirements}
    answers = {one.path: _answers(observe(each, context) for each in one.checks) for one in pack.requirements}
    if _outcome(pack, answers, gates, requirement.path) is not example.expect:
        return None
    return tuple(_turning(pack, answers, gates, requirement.path))


def _answers(observations: Iterable[Observation]) -> Mapping[str, Answer]:
    return {seen.check: seen.answer for seen in observations}


def _turning(pack: Pack, answers: Answers, gates: Mapping[str, Answer], path: str) -> Iterator[str]:
    """The checks on whose answer alone the outcome turns."""
    before = _outcome(pack, answers, gates, path)
    if gates[path] is not Answer.YES or before is Outcome.NOT_APPLICABLE:
        return
    for slug, answer in answers[path].items():
        if answer in _TURNED:
            turned = {**answers, path: {**answers[path], slug: _TURNED[answer]}}
            if _outcome(pack, turned, gates, path) is not before:
                yield slug


def _gate(finding: Finding) -> Answer:
    """Whether the requirement applied: what does not apply drops out, for whichever reason."""
    if finding.outcome is Outcome.NOT_APPLICABLE:
        return Answer.NO
    doubtful = finding.outcome is Outcome.NOT_ASSESSED and finding.floor is finding.ceiling
    return Answer.UNKNOWN if doubtful else Answer.YES


def _outcome(pack: Pack, answers: Answers, gates: Mapping[str, Answer], path: str) -> Outcome:
    """The outcome of one requirement under these answers, as `findings.outcome_of` has it."""
    questions = pose(pack, answers, gates, None)
    if path in questions.refused or path in questions.dropped:
        return Outcome.NOT_APPLICABLE
    bounds = evaluate(questions)[path]
    sure = bounds.floor is bounds.ceiling and gates[path] is Answer.YES
    return bounds.floor if sure else Outcome.NOT_ASSESSED
