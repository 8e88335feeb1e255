"""The assessment: every requirement of every pack asked, answered, combined and worded.

Takes packs, a workspace, a day and a period; gives an `Assessment` with exactly one finding per requirement and one
opinion per pack. Pure: no clock, no file, no printing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from vprs import checks
from vprs.concluding import Answered, Beside, Judged, conclude
from vprs.dates import Duration, Period, rolling
from vprs.engine import merge_runs
from vprs.model import (
    Assessment,
    Outcome,
    Pack,
    Requirement,
    Workspace,
)
from vprs.problem import InvalidInput, Problem

if TYPE_CHECKING:
    from vprs.in_cycle import InCycle, LastCycle

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
    context = checks.make_context(packs[0], workspace, as_of, judged_period, asked.confirmed_after)
    judged = [_judge(pack, context.under(pack), asked, problems=len(workspace.problems)) for pack in packs]
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


def judged_alike(
    assessment: Assessment,
    workspace: Workspace,
    *,
    packs: Sequence[Pack] | None = None,
    previous: Mapping[str, Outcome] | None = None,
    apart: bool = False,
) -> Assessment:
    """Other evidence, judged as the assessment was: on its day, for its period, in its cycle, after the same last one.

    packs     by others than its own, where given
    previous  as in `assess`
    Raises EnginesDisagree.
    """
    return assess(
        assessment.packs if packs is None else packs,
        workspace,
        as_of=assessment.as_of,
        period=assessment.period,
        previous=previous,
        cycle=assessment.cycle,
        last=assessment.last,
        apart=apart,
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


def _judge(pack: Pack, context: checks.Context, asked: _Asked, *, problems: int) -> Judged:
    answered = Answered(
        observed={one.path: tuple(checks.observe(each, context) for each in one.checks) for one in pack.requirements},
        gates={one.path: checks.gate(one, context) for one in pack.requirements},
        actions=context.records.get("action", ()),
        by_id=context.by_id,
        problems=problems,
    )

    def beside(one: Requirement, outcome: Outcome) -> Beside:
        said = checks.judgement(one, context, outcome)
        carried = said is not None and checks.is_carried(said, context.confirmed_after) is not False
        return Beside(judgement=said, carried=carried, acceptance=checks.acceptance(one, context))

    return conclude(pack, answered, as_of=asked.as_of, previous=asked.previous, apart=asked.apart, beside=beside)
