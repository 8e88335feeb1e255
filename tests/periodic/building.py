"""A trust judged by the indicators of the ambulance pack, for the tests of the quarterly and the annual report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

from tests.incidents.building import GROUPS, SITES
from tests.incidents.building import register as incident_register
from tests.report import building
from tests.report.building import a_day, record
from vprs.assess import assess
from vprs.dates import Period
from vprs.model import Assessment, Lost, Organisation, Pack, Record, Workspace
from vprs.paper import Paper
from vprs.periodic import Reported, annual_paper, last_over, quarterly_paper
from vprs.rulebook import built_in_folder, read_packs

AS_OF = date(2026, 9, 30)
APRIL = (4, 1)
YEAR, YEAR_BEFORE = Period(date(2025, 4, 1), date(2026, 3, 31)), Period(date(2024, 4, 1), date(2025, 3, 31))
SLUGS = frozenset(("injuries-fall", "indicators-compared", "incidents-fall", "properties-surveyed"))


@cache
def indicators_pack(slugs: frozenset[str] = SLUGS) -> Pack:
    (pack,) = read_packs((built_in_folder(),), ("eeast-2017",))
    kept = tuple(each for each in pack.requirements if each.slug in slugs)
    assert len(kept) == len(slugs)
    return replace(pack, requirements=kept)


def trust(**lists: Any) -> Organisation:
    who = building.organisation()
    return replace(who, lists={**who.lists, "sites": SITES, "staff_groups": GROUPS, **lists})


def register(**changed: Any) -> Record:
    return incident_register(**{"as_at": a_day("2026-09-30"), **changed})


def metric(name: str, value: object, period: Period = YEAR, *, line: int = 1, **fields: Any) -> Record:
    days = {"start": a_day(period.start.isoformat()), "end": a_day(period.end.isoformat())}
    ident = f"{name}-{period.end.year}-{line}"
    return record(ident, "metric", file="metrics.yaml", line=line, name=name, value=value, period=days, **fields)


def judged(
    records: Sequence[Record], reported: Reported, *, as_of: date = AS_OF, who: Organisation | None = None, **more: Any
) -> Assessment:
    lost: tuple[Lost, ...] = more.get("lost", ())
    pack = indicators_pack(more.get("slugs", SLUGS))
    workspace = Workspace(organisation=who or trust(), records=tuple(records), lost=lost, digest="99" * 32)
    return assess((pack,), workspace, as_of=as_of, period=reported.period)


def annual(*records: Record, as_of: date = AS_OF, **more: Any) -> Paper:
    reported = last_over("financial-year", APRIL, as_of)
    return annual_paper(judged(records, reported, as_of=as_of, **more), reported)


def quarterly(*records: Record, as_of: date = AS_OF, **more: Any) -> Paper:
    reported = last_over("quarter", APRIL, as_of)
    return quarterly_paper(judged(records, reported, as_of=as_of, **more), reported)
