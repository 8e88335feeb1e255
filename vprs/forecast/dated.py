"""The dates of a record: all of them, and those by which a selector may place it.

Takes fields or a record, gives days. A date that means several days gives the first and the last of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from vprs.checks.horizon import value_at
from vprs.dates import Span
from vprs.forecast.questions import Asked
from vprs.kinds import read_kinds
from vprs.model import Record, Value


def ends(fields: Mapping[str, Value]) -> Iterator[date]:
    """The first and the last day of every date in a record."""
    for value in fields.values():
        yield from _ends_of(value)


def parts(value: Value) -> Iterator[Value]:
    """Everything in a value that holds nothing else, in order."""
    if isinstance(value, Mapping):
        for inner in value.values():
            yield from parts(inner)
    elif isinstance(value, tuple):
        for inner in value:
            yield from parts(inner)
    else:
        yield value


def _ends_of(value: Value) -> Iterator[date]:
    for part in parts(value):
        if isinstance(part, Span):
            yield part.first
            if part.last != part.first:
                yield part.last


def placing(record: Record, asked: Asked) -> Iterator[date]:
    """The dates by which a record may be placed: its kind's, the ends of its period, those that a selector names."""
    spec = read_kinds()[record.kind]
    named = (selector.date for selector in asked.selectors if selector.date)
    for name in dict.fromkeys((spec.dated_by, "period.start", "period.end", *named)):
        value = value_at(record.fields, tuple(name.split(".")))
        if value is not None:
            yield from _ends_of(value)


def but(fields: Mapping[str, Value], names: frozenset[str]) -> Mapping[str, Value]:
    return {name: value for name, value in fields.items() if name not in names}


def only(fields: Mapping[str, Value], names: frozenset[str]) -> Mapping[str, Value]:
    return {name: value for name, value in fields.items() if name in names}
