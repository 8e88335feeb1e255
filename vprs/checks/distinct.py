"""How many different values records hold of a field: for certain, and how many more there may be.

Takes what a selector found and a field's name, gives numbers. A date that may mean several days is told apart from
another only where no day is common to both; a record without the field does not count.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from itertools import pairwise

from vprs.checks.horizon import elements, value_at
from vprs.checks.matching import says_unknown
from vprs.checks.scope import Scope
from vprs.checks.selection import Doubt, Selection
from vprs.checks.wording import when
from vprs.dates import Span
from vprs.model import Record

MANY = 1_000_000  # more than anybody asks for


def numbers(found: Selection, name: str | None, scope: Scope) -> tuple[int, int]:
    """How many there are for certain, and how many more there may be (where not boundless)."""
    if name is None:
        return len(found.members), found.possible
    certain = set().union(*(_surely(record, name, scope) for record in found.members))
    cases = [_cases(record, name, scope) for record in (*found.members, *(doubt.record for doubt in found.doubts))]
    perhaps = set().union(*cases)
    alike = Counter(value for case in cases for value in case if isinstance(value, Span) and not value.exact)
    least = _least(certain)
    lost = MANY if found.lost and _may_hold_several(found, name, scope) else len(found.lost)
    return least, len(certain | perhaps) + sum(alike.values()) - len(alike) - least + lost


def with_doubtful_values(found: Selection, name: str | None, scope: Scope) -> Selection:
    """The same, with the records whose value may be another one among the doubts, for telling why it is not known."""
    if name is None:
        return found
    doubts = [
        Doubt(record=record, reason=other.reason, field=name)
        for record in found.members
        for other in scope.context.otherwise.get(record.id, ())
        if distinct_values(other.record, name, scope) != distinct_values(record, name, scope)
    ]
    return replace(found, doubts=(*found.doubts, *doubts))


def _surely(record: Record, name: str, scope: Scope) -> set[object]:
    """The values that a record holds however it may be read."""
    also = (distinct_values(other.record, name, scope) for other in scope.context.otherwise.get(record.id, ()))
    return distinct_values(record, name, scope).intersection(*also)


def _cases(record: Record, name: str, scope: Scope) -> set[object]:
    also = (distinct_values(other.record, name, scope) for other in scope.context.otherwise.get(record.id, ()))
    return distinct_values(record, name, scope).union(*also)


def _may_hold_several(found: Selection, name: str, scope: Scope) -> bool:
    """Whether one lost record may hold several values of the field."""
    kinds = {item.kind for item in found.lost} | {record.kind for record in found.members}
    known = [spec for kind, spec in scope.context.kinds.items() if kind in kinds]
    path = name.split(".")
    to_it = [tuple(path[:length]) for length, _ in enumerate(path, start=1)]  # a list above it holds several, too
    fields = [spec.field(each) for spec in known for each in to_it]
    return not known or any(field is not None and field.many for field in fields)


def distinct_values(record: Record, name: str, scope: Scope) -> set[object]:
    """The values of a field as they are told apart; empty where the record lacks it."""
    path = tuple(name.split("."))
    value = record.id if name == "id" else value_at(record.fields, path)
    lexicon = scope.context.lexicon
    items = [item for item in elements(value) if not says_unknown(item)]
    return {lexicon.word(path[-1], item) if isinstance(item, str) else item for item in items}


def _all_values(records: Iterable[Record], name: str, scope: Scope) -> set[object]:
    return set().union(*(distinct_values(record, name, scope) for record in records))


def _least(values: set[object]) -> int:
    """How many different ones there are at least: dates count once for every day that may be common to them."""
    spans = sorted((value for value in values if isinstance(value, Span)), key=lambda span: span.last)
    days: list[date] = []
    for span in spans:
        if not days or span.first > days[-1]:
            days.append(span.last)
    return len(values) - len(spans) + len(days)


def may_be_one(records: Iterable[Record], name: str, scope: Scope) -> str:
    """Two different dates among the values that may mean the same day, in words; empty where there are none."""
    values = _all_values(records, name, scope)
    spans = sorted(value for value in values if isinstance(value, Span))
    pair = next(((a, b) for a, b in pairwise(spans) if b.first <= a.last), None)
    return f"{when(pair[0])} and {when(pair[1])}" if pair else ""
