"""From answers to what they come to: the findings of one pack, and its opinion.

Takes what was answered to every check of a pack on one day, gives findings and an opinion with what combined them. It
asks nothing of the evidence: assessing and looking ahead both conclude here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from vprs import checks
from vprs.engine import Inference, infer
from vprs.facts import facts_of
from vprs.findings import derive_finding, leans_on, outcome_of
from vprs.model import Answer, EngineRun, Finding, Observation, Opinion, Outcome, Pack, Record, Requirement
from vprs.opinions import draw_opinion


@dataclass(frozen=True, kw_only=True, slots=True)
class Judged:
    """What one pack came to, and the answers that the engines were given for it."""

    findings: tuple[Finding, ...]
    opinion: Opinion
    runs: tuple[EngineRun, EngineRun]
    given: tuple[Mapping[str, Mapping[str, Answer]], Mapping[str, Answer]]
    inference: Inference


@dataclass(frozen=True, kw_only=True, slots=True)
class Answered:
    """What one pack asked and what was answered on one day.

    observed  requirement path -> the answer to each of its checks; gates: path -> whether it applies
    actions   records of kind action as they stood; by_id: the records that they may lead to
    problems  how many the evidence has
    """

    observed: Mapping[str, tuple[Observation, ...]]
    gates: Mapping[str, checks.Gate]
    actions: tuple[Record, ...]
    by_id: Mapping[str, Record]
    problems: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Beside:
    """What stands beside a finding: what somebody judged (carried: in an earlier cycle), and an accepted risk."""

    judgement: Record | None = None
    carried: bool = False
    acceptance: Record | None = None


def conclude(
    pack: Pack,
    answered: Answered,
    *,
    as_of: date,
    previous: Mapping[str, Outcome] | None = None,
    apart: bool = False,
    beside: Callable[[Requirement, Outcome], Beside] = lambda _, __: Beside(),
    before: Judged | None = None,
) -> Judged:
    """The findings and the opinion that answers come to; without `beside` no finding has what stands beside it.

    before  what the same pack, with the same `previous`, came to from other answers: what the engines would be given
            again is not asked again
    Raises EnginesDisagree.
    """
    given = (
        {path: {each.check: each.answer for each in observations} for path, observations in answered.observed.items()},
        {path: gate.answer for path, gate in answered.gates.items()},
    )
    alike = before is not None and before.given == given
    inference = before.inference if before and alike else infer(pack, *given, previous=previous, apart=apart)
    findings = _findings(pack, answered, inference, as_of, previous, beside)
    facts = facts_of(
        pack, findings, actions=answered.actions, by_id=answered.by_id, problems=answered.problems, as_of=as_of
    )
    floors = {finding.requirement.path: finding.floor for finding in findings}
    if before and alike and before.opinion.facts == facts:
        opinion, run = before.opinion, before.runs[1]
    else:
        opinion, run = draw_opinion(pack, facts, floors, apart=apart)
    return Judged(findings=findings, opinion=opinion, runs=(inference.run, run), given=given, inference=inference)


def _findings(
    pack: Pack,
    answered: Answered,
    inference: Inference,
    as_of: date,
    previous: Mapping[str, Outcome] | None,
    beside: Callable[[Requirement, Outcome], Beside],
) -> tuple[Finding, ...]:
    """By phase in the pack's order, then by slug."""
    found = []
    for one in sorted(pack.requirements, key=lambda one: (pack.phases.index(one.phase), one.slug)):
        verdict, gate = inference.verdicts[one.path], answered.gates[one.path]
        own = beside(one, outcome_of(verdict, gate.answer))
        found.append(
            derive_finding(
                one,
                answered.observed[one.path],
                verdict,
                gate,
                as_of=as_of,
                leaning=leans_on(one, inference.verdicts, previous, pack.outcome_words),
                words=pack.outcome_words,
                judgement=own.judgement,
                carried=own.carried,
                acceptance=own.acceptance,
            )
        )
    return tuple(found)
