"""Training in figures: of the people a course is required of, how many hold it in date.

Takes an Assessment, gives frozen counts. It counts only what as_of knows, and never says whether a figure is good.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from vprs.holdings import known, span, text
from vprs.model import Assessment, Record

NOT_GIVEN = "not given"


@dataclass(frozen=True, kw_only=True, slots=True)
class Course:
    """Training in one course: of the people it is required of, how many are known to hold it in date on as_of.

    no_end       of the others, how many hold it by a record that states no end: whether it is in date is not known
    not_stated   people whose records do not say whether it is required; they are in no other figure
    """

    name: str
    required: int
    in_date: int
    no_end: int
    not_stated: int


def training(assessment: Assessment) -> tuple[Course, ...]:
    """Every course by name, each person counted once with the best of their records."""
    people: dict[str, dict[str, list[Record]]] = {}
    for record in known(assessment, "training"):
        person = text(record, "person") or record.id
        people.setdefault(text(record, "course") or NOT_GIVEN, {}).setdefault(person, []).append(record)
    return tuple(_course(name, people[name], assessment.as_of) for name in sorted(people))


def _course(name: str, people: Mapping[str, list[Record]], as_of: date) -> Course:
    required = [records for records in people.values() if any(r.fields.get("required") is True for r in records)]
    in_date = [any(_in_date(record, as_of) for record in records) for records in required]
    no_end = [any(_without_end(record, as_of) for record in records) for records in required]
    return Course(
        name=name,
        required=len(required),
        in_date=sum(in_date),
        no_end=sum(open_ and not held for held, open_ in zip(in_date, no_end, strict=True)),
        not_stated=sum(all(r.fields.get("required") is None for r in records) for records in people.values()),
    )


def _in_date(record: Record, as_of: date) -> bool:
    ends = span(record, "expires")
    return _done(record, as_of) and ends is not None and as_of <= ends.last


def _without_end(record: Record, as_of: date) -> bool:
    return _done(record, as_of) and span(record, "expires") is None


def _done(record: Record, as_of: date) -> bool:
    done = span(record, "completed_on")
    return done is not None and done.last <= as_of
