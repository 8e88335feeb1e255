"""The incidents of a period: which records they are, how sure their number is, and the register that covers them.

Takes an Assessment and periods, gives records. It counts only what as_of knows and shows nothing: a small number is
hidden where it is split, in `splits`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from vprs.checks.registers import counts_others
from vprs.dates import Period
from vprs.holdings import date_of, known, span, text
from vprs.model import Assessment, Record


@dataclass(frozen=True, kw_only=True, slots=True)
class Incidents:
    """Incidents of one period.

    records   those whose date, as precise as it is, lies in the period for certain
    hazy      how many have a date that may lie in it or not (a year, of which the period is a part); in no figure
    lost      how many items could not be read that may each be an incident of any period
    lost_many whether a whole file is among them, so that nobody knows how many
    register  the complete register that covers the period, or None
    covered   the days of the period that some complete register covers, one stretch for each
    short     how many more incidents that register counts, over the days it covers, than this folder has of those days
    """

    period: Period
    records: tuple[Record, ...]
    hazy: int
    lost: int
    lost_many: bool
    register: Record | None
    short: int
    covered: tuple[Period, ...] = ()

    @property
    def total(self) -> int:
        """The number recorded: of the whole organisation, so shown as it is, however small."""
        return len(self.records)

    @property
    def at_least(self) -> bool:
        """Whether there may have been more: no complete register, or something missing."""
        return self.register is None or self.missing

    @property
    def missing(self) -> bool:
        """Whether it is known that more may belong here: items lost, hazy dates, a register that counts more."""
        return bool(self.hazy or self.lost or self.short)

    @property
    def told(self) -> bool:
        """Whether there is a figure at all: an incident, or a complete register that holds none."""
        return bool(self.records) or self.register is not None


def incidents(assessment: Assessment, periods: Iterable[Period]) -> tuple[Incidents, ...]:
    """The incidents of each period, in one pass over the records."""
    asked = tuple(periods)
    registers = [complete_register(assessment, "incident", period) for period in asked]
    chosen = (*asked, *(_days_of(register) or period for register, period in zip(registers, asked, strict=True)))
    found: tuple[list[Record], ...] = tuple([] for _ in chosen)
    hazy = [0] * len(chosen)
    for record in known(assessment, "incident"):
        when = span(record, "occurred_on")
        if when is None:
            continue
        for place, period in enumerate(chosen):
            lies = period.contains(when)
            if lies:
                found[place].append(record)
            elif lies is None:
                hazy[place] += 1
    lost = [item for item in assessment.workspace.lost if item.kind in (None, "incident")]
    return tuple(
        Incidents(
            period=period,
            records=tuple(found[place]),
            hazy=hazy[place],
            lost=len(lost),
            lost_many=any(item.many for item in lost),
            register=registers[place],
            short=_short(registers[place], len(found[len(asked) + place])),
            covered=_covered(assessment, period),
        )
        for place, period in enumerate(asked)
    )


def _days_of(register: Record | None) -> Period | None:
    """The days that a register covers, where it counts records of which its own table is not the source."""
    if register is None or not counts_others(register):
        return None
    start, end = date_of(register, "period.start"), date_of(register, "period.end")
    return Period(start.first, end.last) if start and end else None


def _short(register: Record | None, there: int) -> int:
    count = register.fields.get("count") if register is not None and counts_others(register) else None
    return max(0, count - there) if isinstance(count, int) else 0


def complete_register(assessment: Assessment, kind: str, period: Period) -> Record | None:
    """A register of the kind that a role declared complete and whose period contains this one (DESIGN 6.2, `none`)."""
    return next((record for record in known(assessment, "register") if _covers(record, kind, period)), None)


def _covers(record: Record, kind: str, period: Period) -> bool:
    days = _vouched(record, kind)
    return days is not None and days.start <= period.start and period.end <= days.end


def _covered(assessment: Assessment, period: Period) -> tuple[Period, ...]:
    """What complete registers of incidents cover of a period, each stretch once, in order."""
    vouched = (_vouched(record, "incident") for record in known(assessment, "register"))
    inside = ((max(days.start, period.start), min(days.end, period.end)) for days in vouched if days)
    return tuple(Period(*each) for each in sorted({each for each in inside if each[0] <= each[1]}))


def _vouched(record: Record, kind: str) -> Period | None:
    """The days of which a register holds everything, to the day it was drawn; None where it is not such a register."""
    sort = text(record, "covers_kind") or text(record, "register_type").lower().removesuffix("s")
    sites = record.fields.get("sites", ("all",))
    complete = record.fields.get("complete") is True and bool(text(record, "declared_by"))
    if sort != kind or not complete or not isinstance(sites, tuple) or "all" not in sites:
        return None
    start, end, drawn = (date_of(record, path) for path in ("period.start", "period.end", "as_at"))
    if start is None or end is None or drawn is None or drawn.first < start.first:
        return None
    return Period(start.first, min(end.last, drawn.first))
