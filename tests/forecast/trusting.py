"""A drawn check as the whole pack of a trust, followed day by day with and without what is kept from the day before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from tests.checks.asking import OPEN, pack_with, records_of
from vprs.checks import make_context, observe
from vprs.dates import Duration, Period, rolling
from vprs.model import Advice, Answer, Check, CheckIs, Observation, Pack, Requirement, Selector, Workspace

HALF_YEAR = Duration(6, 0)


def half_year(on: date) -> Period:
    return rolling(on, HALF_YEAR)


def workspace_of(records: str) -> Workspace:
    return Workspace(organisation=OPEN, records=records_of(records))


def days_from(first: date, number: int) -> list[date]:
    return [first + timedelta(days=each) for each in range(number)]


def pack_of(check: Check, while_: Selector | None = None) -> Pack:
    """A pack with one requirement, met where the check says yes."""
    requirement = Requirement(
        path="p/plan/x",
        pack="p",
        phase="plan",
        slug="x",
        title="X",
        requirement="X.",
        rationale="X.",
        source={},
        theme="",
        severity="high",
        checks=(check,),
        met_when=CheckIs(slug=check.slug),
        partly_when=None,
        if_not_met=Advice(gap="G.", action="A.", owner="lsms", due_in=Duration(1, 0)),
        while_=while_,
        file="p/plan/x.yaml",
        digest="",
    )
    return replace(pack_with({}), requirements=(requirement,))


def asked_anew(check: Check, workspace: Workspace, days: list[date]) -> Iterator[Observation]:
    for on in days:
        yield observe(check, make_context(pack_with({}), workspace, on, half_year(on)))


def heard(found: Observation) -> tuple[object, ...]:
    """What an outcome, an opinion and a forecast take from an answer."""
    rests = tuple(sorted(each.id for each in found.witnesses)) if found.answer is Answer.YES else ()
    return found.answer, found.reason, rests
