"""The figures of a statement: incidents, training, counted from the records.

Takes an Assessment, gives frozen counts for the judged period and the periods to compare it with. It counts only
what as_of knows, keeps unknown apart from no, hides counts of people from 1 to 4 wherever it splits them, and never
says whether a figure is good.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from vprs.dates import Period
from vprs.evidence.privacy import suppress
from vprs.holdings import date_of, known, span, text
from vprs.model import Assessment, Record
from vprs.phrases import MONTHS

CATEGORIES = ("physical", "verbal", "threat", "sexual", "hate", "theft", "damage", "trespass", "near-miss", "other")
NOT_GIVEN = "not given"


@dataclass(frozen=True, kw_only=True, slots=True)
class Incidents:
    """Incidents of one period.

    by_month     (`April 2026`, count), every month of the period
    injured      incidents that record an injury; injury_unknown those that say nothing of it
    riddor       yes, no, pending, not given -> count, all four always there
    by_category, by_clinical  counts as they may be shown, small ones hidden; empty where even that would tell
    long_absence incidents with more than seven days' absence that are not marked RIDDOR yes
    register     the complete register that covers the period, or None
    """

    period: Period
    total: int
    by_month: tuple[tuple[str, int], ...]
    injured: int
    injury_unknown: int
    riddor: Mapping[str, int]
    by_category: tuple[tuple[str, str], ...]
    by_clinical: tuple[tuple[str, str], ...]
    long_absence: int
    register: Record | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Course:
    """Training in one course: of the people it is required of, how many hold it in date on as_of.

    no_end       of those in date, how many have no day on which it ends
    not_stated   people whose records do not say whether it is required; they are in no other figure
    """

    name: str
    required: int
    in_date: int
    no_end: int
    not_stated: int


# ------------------------------------------------------------------------------------------------------ incidents


def incidents(assessment: Assessment, periods: Iterable[Period]) -> tuple[Incidents, ...]:
    """The incidents of each period, in one pass over the records."""
    chosen = tuple(periods)
    found: dict[Period, list[Record]] = {period: [] for period in chosen}
    for record in known(assessment, "incident"):
        when = span(record, "occurred_on")
        for period in chosen:
            if when and period.contains(when):
                found[period].append(record)
    return tuple(_incidents(assessment, period, records) for period, records in found.items())


def _incidents(assessment: Assessment, period: Period, records: list[Record]) -> Incidents:
    riddor = Counter(text(record, "riddor") or NOT_GIVEN for record in records)
    category = Counter(text(record, "category") or NOT_GIVEN for record in records)
    clinical = Counter(text(record, "clinical_factor") or NOT_GIVEN for record in records)
    return Incidents(
        period=period,
        total=len(records),
        by_month=_by_month(period, records),
        injured=sum(record.fields.get("injury") is True for record in records),
        injury_unknown=sum(record.fields.get("injury") is None for record in records),
        riddor={answer: riddor[answer] for answer in ("yes", "no", "pending", NOT_GIVEN)},
        by_category=split_shown(category, (*CATEGORIES, NOT_GIVEN)),
        by_clinical=split_shown(clinical, ("yes", "no", "unknown", NOT_GIVEN)),
        long_absence=sum(_long_absence(record) for record in records),
        register=complete_register(assessment, "incident", period),
    )


def _long_absence(record: Record) -> bool:
    days = record.fields.get("days_absent")
    return isinstance(days, int | Decimal) and days > 7 and text(record, "riddor") != "yes"


def _by_month(period: Period, records: list[Record]) -> tuple[tuple[str, int], ...]:
    """Every month of the period, those without an incident too; dates less precise than a month are in none."""
    counts: Counter[tuple[int, int]] = Counter()
    for record in records:
        when = span(record, "occurred_on")
        if when and (when.first.year, when.first.month) == (when.last.year, when.last.month):
            counts[when.first.year, when.first.month] += 1
    return tuple((f"{MONTHS[month - 1]} {year}", counts[year, month]) for year, month in _months(period))


def _months(period: Period) -> Iterable[tuple[int, int]]:
    year, month = period.start.year, period.start.month
    while (year, month) <= (period.end.year, period.end.month):
        yield year, month
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)


def complete_register(assessment: Assessment, kind: str, period: Period) -> Record | None:
    """A register of the kind that a role declared complete and whose period contains this one (DESIGN 6.2, `none`)."""
    return next((record for record in known(assessment, "register") if _covers(record, kind, period)), None)


def _covers(record: Record, kind: str, period: Period) -> bool:
    sort = text(record, "covers_kind") or text(record, "register_type").lower().removesuffix("s")
    sites = record.fields.get("sites", ("all",))
    complete = record.fields.get("complete") is True and bool(text(record, "declared_by"))
    if sort != kind or not complete or not isinstance(sites, tuple) or "all" not in sites:
        return False
    start, end, drawn = (date_of(record, path) for path in ("period.start", "period.end", "as_at"))
    if start is None or end is None or drawn is None:
        return False
    return start.first <= period.start and period.end <= end.last and period.end <= drawn.first


# ------------------------------------------------------------------------------------------- training


def training(assessment: Assessment) -> tuple[Course, ...]:
    """Every course by name, each person counted once with the best of their records."""
    people: dict[str, dict[str, list[Record]]] = {}
    for record in known(assessment, "training"):
        person = text(record, "person") or record.id
        people.setdefault(text(record, "course") or NOT_GIVEN, {}).setdefault(person, []).append(record)
    return tuple(_course(name, people[name], assessment.as_of) for name in sorted(people))


def _course(name: str, people: Mapping[str, list[Record]], as_of: date) -> Course:
    required = [records for records in people.values() if any(r.fields.get("required") is True for r in records)]
    holding = [[record for record in records if _in_date(record, as_of)] for records in required]
    return Course(
        name=name,
        required=len(required),
        in_date=sum(bool(held) for held in holding),
        no_end=sum(bool(held) and all(span(record, "expires") is None for record in held) for held in holding),
        not_stated=sum(all(r.fields.get("required") is None for r in records) for records in people.values()),
    )


def _in_date(record: Record, as_of: date) -> bool:
    done, ends = span(record, "completed_on"), span(record, "expires")
    return done is not None and done.last <= as_of and (ends is None or as_of <= ends.last)


def split_shown(counts: Mapping[str, int], order: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Every key of `order`, and of the counts, with its count as it may be shown beside the total.

    Empty where small counts could be worked out from the total, which the statement shows.
    """
    full = {key: counts.get(key, 0) for key in dict.fromkeys((*order, *sorted(counts)))}
    table = suppress([list(full.values())])
    if table.total != str(sum(full.values())):
        return ()
    return tuple(zip(full, table.cells[0], strict=True))
