"""The evidence as it stood on as_of: nothing dated later counts, in any form or field.

Takes a record and as_of, gives the record as it may be used, or None where it is not there yet. Dates that look
ahead (a review date, an expiry) may lie after as_of; every other later date counts as not given, nested ones too,
and an entry of a list that is dated later (an extension granted, a receipt) is not there.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date

from vprs.dates import Span
from vprs.kinds import LOOKING_AHEAD, KindSpec
from vprs.model import Record, Value


def value_at(fields: Mapping[str, Value], path: tuple[str, ...]) -> Value | None:
    """The value at a dotted path; over a list of mappings, the tuple of the values of its elements; else None."""
    value: Value | None = fields.get(path[0])
    if len(path) == 1:
        return value
    for index, part in enumerate(path[1:], start=1):
        if isinstance(value, Mapping):
            value = value.get(part)
        elif isinstance(value, tuple):
            inner = (value_at(item, path[index:]) for item in value if isinstance(item, Mapping))
            found: list[Value] = []
            for item in inner:
                found.extend(elements(item))
            return tuple(found) or None
        else:
            return None
    return value


def elements(value: Value | None) -> tuple[Value, ...]:
    """The elements of a list; a single value as the only one; none of what is not given."""
    if value is None:
        return ()
    return value if isinstance(value, tuple) else (value,)


def dated(record: Record, spec: KindSpec, name: str | None = None) -> Span | None:
    """The day of the record: its kind's date, or the field `name`."""
    value = value_at(record.fields, tuple((name or spec.dated_by).split(".")))
    return value if isinstance(value, Span) else None


def is_past(record: Record, as_of: date) -> bool:
    """Whether no date in it lies after as_of, looking ahead or not: most rows of a register, told quickly."""
    for value in record.fields.values():
        sort = type(value)
        if sort is Span:
            if value.last > as_of:  # type: ignore[union-attr]
                return False
        elif sort is not str and (sort is tuple or isinstance(value, Mapping)) and not _is_plain(value):
            return False
    return True


def _is_plain(value: Value) -> bool:
    return isinstance(value, tuple) and all(type(item) is str for item in value)


def as_it_stood(record: Record, spec: KindSpec, as_of: date) -> Record | None:
    """The record without what is dated after as_of; None where the record itself is."""
    own = dated(record, spec)
    if own is not None and own.first > as_of:
        return None
    later = [name for name, value in record.fields.items() if _holds_later(name, value, as_of)]
    return _without(record, later, _holds_later, as_of) if later else record


def as_it_may_be(stood: Record, spec: KindSpec, as_of: date) -> Record | None:
    """The record without the dates that may lie after as_of (a month that as_of falls in); None where it has none.

    Its own day is left: a record that may not be there yet is in doubt as a whole.
    """
    own = spec.dated_by.split(".")[0]
    hazy = [name for name, value in stood.fields.items() if name != own and _may_be_later(name, value, as_of)]
    return _without(stood, hazy, _may_be_later, as_of) if hazy else None


def _without(record: Record, names: list[str], is_later: Callable[[str, Value, date], bool], as_of: date) -> Record:
    """The record with these fields cut down to what is not later; a field that keeps nothing is not given."""
    fields = dict(record.fields)
    if "closed_on" in names:  # what is closed later was not closed then
        fields.pop("status", None)
    for name in names:
        kept = _kept(name, fields.pop(name), is_later, as_of)
        if kept is not None:
            fields[name] = kept
    return replace(record, fields=fields)


def _kept(path: str, value: Value, is_later: Callable[[str, Value, date], bool], as_of: date) -> Value | None:
    if isinstance(value, Mapping):
        kept = {name: inner for name, inner in value.items() if not is_later(f"{path}.{name}", inner, as_of)}
        return kept or None
    if isinstance(value, tuple):
        return tuple(item for item in value if not is_later(path, item, as_of)) or None
    return None


def _may_be_later(path: str, value: Value, as_of: date) -> bool:
    if isinstance(value, Span):
        return value.last > as_of and not _ahead(path)
    if isinstance(value, Mapping):
        return any(_may_be_later(f"{path}.{name}", inner, as_of) for name, inner in value.items())
    return isinstance(value, tuple) and any(_may_be_later(path, item, as_of) for item in value)


def _ahead(path: str) -> bool:
    return path.rpartition(".")[2] in LOOKING_AHEAD


def _holds_later(path: str, value: Value, as_of: date) -> bool:
    if isinstance(value, Span):
        return value.first > as_of and not _ahead(path)
    if isinstance(value, Mapping):
        return any(_holds_later(f"{path}.{name}", inner, as_of) for name, inner in value.items())
    if isinstance(value, tuple):
        return any(_holds_later(path, item, as_of) for item in value if isinstance(item, (Span, Mapping)))
    return False
