"""How many different values records hold of a field: for certain, and how many more there may be.

Takes what a selector found and a field's name, gives numbers. A date that may mean several days is told apart from
another only where no day is common to both; a record without the field does not count.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import pairwise

from vprs.checks.horizon import value_at
from vprs.checks.matching import says_unknown
from vprs.checks.scope import Scope
from vprs.checks.selecting import Selection
from vprs.checks.wording import when
from vprs.dates import Span
from vprs.model import Record


def numbers(found: Selection, name: str | None, scope: Scope) -> tuple[int, int]:
    """How many there are for certain, and how many more there may be (where not boundless)."""
    if name is None:
        return len(found.members), found.possible
    certain = _all_values(found.members, name, scope)
    perhaps = _all_values((doubt.record for doubt in found.doubts), name, scope)
    least = _least(certain)
    return least, len(certain | perhaps) - least + len(found.lost)


def distinct_values(record: Record, name: str, scope: Scope) -> set[object]:
    """The values of a field as they are told apart; empty where the record lacks it."""
    path = tuple(name.split("."))
    value = record.id if name == "id" else value_at(record.fields, path)
    if value is None:
        return set()
    lexicon = scope.context.lexicon
    items = [item for item in (value if isinstance(value, tuple) else (value,)) if not says_unknown(item)]
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
