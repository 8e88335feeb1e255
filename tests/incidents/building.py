"""An organisation with sites and staff groups, and incidents by the dozen, for the tests of their analysis."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from tests.report import building
from tests.report.building import a_day, record
from vprs.dates import Period, Span
from vprs.model import Assessment, Lost, Record

PERIOD = Period(date(2026, 4, 1), date(2026, 9, 30))


def entry(listed: str, ident: str, **fields: Any) -> Record:
    return record(ident, f"organisation.{listed}", file="organisation.yaml", id=ident, **fields)


SITES = (entry("sites", "north", name="North Hospital"), entry("sites", "south", name="South Hospital"))
GROUPS = (
    entry("staff_groups", "nursing", name="Nursing", headcount=600),
    entry("staff_groups", "medical", name="Medical", headcount=400),
)


def incident(number: int, on: str = "2026-05-05", **fields: Any) -> Record:
    return building._incident(number, on, **fields)


def many(count: int, *, start: int = 0, on: str = "2026-05-05", **fields: Any) -> tuple[Record, ...]:
    return tuple(incident(start + n, on, **fields) for n in range(count))


def register(**changed: Any) -> Record:
    fields: dict[str, Any] = {
        "register_type": "incidents",
        "complete": True,
        "declared_by": "lsms",
        "as_at": a_day("2026-10-06"),
        "period": {"start": a_day("2023-04-01"), "end": a_day("2026-09-30")},
    }
    return record("incident-register", "register", file="registers/incidents.csv.yaml", **fields | changed)


def metric(name: str, value: object, *, ends: str = "2025-11-30", **fields: Any) -> Record:
    period = {"start": a_day("2025-10-01"), "end": a_day(ends)}
    return record(f"{name}-{ends}", "metric", name=name, unit="per cent", value=value, period=period, **fields)


def trust(
    records: Sequence[Record],
    *,
    sites: Sequence[Record] = SITES,
    groups: Sequence[Record] = GROUPS,
    lost: Sequence[Lost] = (),
    as_of: date | None = None,
) -> Assessment:
    who = building.organisation()
    who = replace(who, lists={**who.lists, "sites": tuple(sites), "staff_groups": tuple(groups)})
    made = building.assessment(records=tuple(records), who=who, lost=tuple(lost))
    return replace(made, as_of=as_of) if as_of else made


def month(text: str) -> Span:
    year, of_year = (int(part) for part in text.split("-"))
    after = date(year + of_year // 12, of_year % 12 + 1, 1)
    return Span(date(year, of_year, 1), date.fromordinal(after.toordinal() - 1))


def year(number: int) -> Span:
    return Span(date(number, 1, 1), date(number, 12, 31))
