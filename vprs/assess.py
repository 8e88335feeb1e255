"""The assessment: every requirement of every pack asked, answered, combined and worded.

Takes packs, a workspace, a day and a period; gives an `Assessment` with exactly one finding per requirement and one
opinion per pack. Pure: no clock, no file, no printing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from vprs import checks
from vprs.dates import Duration, Period, rolling
from vprs.engine import Inference, infer, merge_runs
from vprs.facts import facts_of
from vprs.findings import derive_finding, leans_on, outcome_of
from vprs.in_cycle import InCycle, LastCycle
from vprs.model import (
    Answer,
    Assessment,
    EngineRun,
    Finding,
    Observation,
    Opinion,
    Outcome,
    Pack,
    Record,
    Requirement,
    Workspace,
)
from vprs.opinions import draw_opinion
from vprs.problem import InvalidInput, Problem

HALF_YEAR = Duration(6, 0)


def assess(
    packs: Sequence[Pack],
    workspace: Workspace,
    *,
    as_of: date,
    period: Period | None = None,
    previous: Mapping[str, Outcome] | None = None,
    cycle: InCycle | None = None,
    last: LastCycle | None = None,
    apart: bool = False,
) -> Assessment:
    """Judge a workspace by these packs, in their order.

    as_of     the day of judgement
    period    what is judged; without one, the six months that end on as_of
    previous  outcomes of the last closed cycle by requirement path; those of `last` where not given
    cycle     the cycle that is judged: what people judged in an earlier one is not valid in it
    last      the last closed cycle
    apart     the second engine runs in a process of its own, so that its crash takes nothing with it
    Raises InvalidInput for a period that cannot be judged, EnginesDisagree where there is no answer.
    """
    judged_period = period or half_year_to(as_of)
    _refuse(packs, judged_period, as_of)
    asked = _Asked(
        as_of=as_of,
        period=judged_period,
        previous=last.outcomes if previous is None and last is not None else previous,
        confirmed_after=cycle.confirmed_after if cycle else None,
        apart=apart,
    )
    judged = [_judge(pack, workspace, asked) for pack in packs]
    return Assessment(
        organisation=workspace.organisation,
        as_of=as_of,
        period=judged_period,
        packs=tuple(packs),
        workspace=workspace,
        findings=tuple(finding for each in judged for finding in each.findings),
        opinions=tuple(each.opinion for each in judged),
        engine=merge_runs(run for each in judged for run in each.runs),
        cycle=cycle,
        last=last,
    )


def half_year_to(as_of: date) -> Period:
    """What is judged where no period is given: the six months that end on the day of judgement."""
    return rolling(as_of, HALF_YEAR)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Asked:
    """How every pack of a run is judged."""

    as_of: date
    period: Period
    previous: Mapping[str, Outcome] | None
    confirmed_after: date | None
    apart: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Judged:
    """What one pack came to, and the answers that the engines were given for it."""

    findings: tuple[Finding, ...]
    opinion: Opinion
    runs: tuple[EngineRun, EngineRun]
    given: tuple[Mapping[str, Mapping[str, Answer]], Mapping[str, Answer]]
    inference: Inference


def _refuse(packs: Sequence[Pack], period: Period, as_of: date) -> None:
    """What has not happened yet cannot be judged, and nothing can be judged by nothing."""
    problems = []
    if not packs:
        problems.append(Problem(file="rules", message="no rule pack is given.", hint="Name at least one pack."))
    if period.start > period.end:
        said = f"it starts on {period.start.isoformat()}, after its end on {period.end.isoformat()}."
        problems.append(Problem(file="period", message=said, hint="Give the earlier day first."))
    if period.end > as_of:
        said = f"it ends on {period.end.isoformat()}, after the day of judgement, {as_of.isoformat()}."
        problems.append(Problem(file="period", message=said, hint="Judge as of its end or later."))
    if problems:
        raise InvalidInput(problems)


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


def _judge(pack: Pack, workspace: Workspace, asked: _Asked) -> Judged:
    context = checks.make_context(pack, workspace, asked.as_of, asked.period, asked.confirmed_after)
    answered = Answered(
        observed={one.path: tuple(checks.observe(each, context) for each in one.checks) for one in pack.requirements},
        gates={one.path: checks.gate(one, context) for one in pack.requirements},
        actions=context.records.get("action", ()),
        by_id=context.by_id,
        problems=len(workspace.problems),
    )

    def beside(one: Requirement, outcome: Outcome) -> Beside:
        said = checks.judgement(one, context, outcome)
        carried = said is not None and checks.is_carried(said, context.confirmed_after) is not False
        return Beside(judgement=said, carried=carried, acceptance=checks.acceptance(one, context))

    return conclude(pack, answered, as_of=asked.as_of, previous=asked.previous, apart=asked.apart, beside=beside)


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
                leaning=leans_on(one, inference.verdicts, previous),
                judgement=own.judgement,
                carried=own.carried,
                acceptance=own.acceptance,
            )
        )
    return tuple(found)
