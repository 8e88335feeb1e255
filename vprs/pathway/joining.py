"""One record in place of several of the same sort: a minute that shows two decisions, a plan that two rules ask for.

Takes the changes that were thought out for one requirement each, gives changes that may serve several. Whether they
do is found by judging.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from vprs.dates import Span
from vprs.kinds import read_kinds
from vprs.model import Record, Value
from vprs.whatif import SHOWN, Added, Changed, Edit, Way


def joined(ways: Sequence[Way]) -> Iterator[Way]:
    """For each sort of record that several of the ways begin with: one such record that carries what each asks."""
    groups: dict[tuple[object, ...], list[Way]] = {}
    for way in ways:
        if isinstance(way[0], Added):
            groups.setdefault(_sort(way[0].record), []).append(way)
    for group in groups.values():
        whole = group[0]
        for way in group[1:]:
            whole = _both(whole, way) or whole
        if whole is not group[0]:
            yield whole


def apart(edits: Way, number: int) -> Way:
    """The edits with new records that bear names of their own: thought out one at a time, two may bear the same."""
    names = {edit.record.id: f"{edit.record.id}-{number}" for edit in edits if isinstance(edit, Added)}
    return tuple(_renamed(edit, names) for edit in edits)


def _sort(record: Record) -> tuple[object, ...]:
    """What it is: its kind and type, and whose it is; never merged over two of these."""
    names = (read_kinds()[record.kind].type_field, "body", "by", "role", "name")
    return (record.kind, *(record.fields.get(name) for name in names if name))


def _both(one: Way, other: Way) -> Way | None:
    """The first record of both with all that either needs; None where they contradict each other or grow too many."""
    first, second = one[0], other[0]
    assert isinstance(first, Added)
    assert isinstance(second, Added)
    fields: dict[str, Value] = dict(first.record.fields)
    same = _same_receipts(first.record, second.record)
    kind = read_kinds()[first.record.kind]
    for name, value in second.record.fields.items():
        if name == kind.dated_by and isinstance(value, Span) and isinstance(own := fields.get(name, value), Span):
            fields[name] = min(own, value, key=lambda day: day.first)  # windows reach back from the last day
        elif name not in fields:
            fields[name] = value
        elif isinstance(value, tuple) and isinstance(held := fields[name], tuple):
            fields[name] = (*held, *(each for each in value if each not in held and _minute_of(each) not in same))
        elif fields[name] != value:
            return None
    record = replace(first.record, fields=fields)
    rest = tuple(_renamed(edit, {second.record.id: record.id, **same}) for edit in other[1:])
    way = _each_once((replace(first, record=record), *one[1:], *rest))
    return way if len(way) <= SHOWN else None


def _same_receipts(one: Record, other: Record) -> dict[str, str]:
    """By the minutes of the other record's receipts, those of the first by the same bodies: each body receives once."""
    held = dict(_receipts(one))
    return {minute: held[body] for body, minute in _receipts(other) if body in held and minute != held[body]}


def _receipts(record: Record) -> Iterator[tuple[str, str]]:
    received = record.fields.get("received_by", ())
    for each in received if isinstance(received, tuple) else ():
        if isinstance(each, Mapping) and "minute" in each:
            yield str(each.get("body", "")), str(each["minute"])


def _minute_of(element: Value) -> str:
    return str(element.get("minute", "")) if isinstance(element, Mapping) else ""


def _each_once(way: Way) -> Way:
    """A record that stands twice in a way, once, with what is said of it in either place."""
    kept: dict[str, Edit] = {}
    for number, edit in enumerate(way):
        name = edit.record.id if isinstance(edit, Added) else f"{number}"
        earlier = kept.get(name)
        if isinstance(edit, Added) and isinstance(earlier, Added):
            both = replace(earlier.record, fields=_together(earlier.record, edit.record))
            kept[name] = replace(earlier, record=both)
        else:
            kept[name] = edit
    return tuple(kept.values())


def _together(one: Record, other: Record) -> dict[str, Value]:
    fields = {**other.fields, **one.fields}
    for name, value in other.fields.items():
        held = one.fields.get(name)
        if isinstance(held, tuple) and isinstance(value, tuple):
            fields[name] = (*held, *(each for each in value if each not in held))
    return fields


def _renamed(edit: Edit, names: Mapping[str, str]) -> Edit:
    match edit:
        case Added(record=record):
            fields = {name: _value(value, names) for name, value in record.fields.items()}
            return replace(edit, record=replace(record, id=names.get(record.id, record.id), fields=fields))
        case Changed(values=values):
            changed = {name: None if value is None else _value(value, names) for name, value in values.items()}
            return replace(edit, values=changed)
        case _:
            return edit


def _value(value: Value, names: Mapping[str, str]) -> Value:
    if isinstance(value, str):
        return names.get(value, value)
    if isinstance(value, tuple):
        return tuple(_value(each, names) for each in value)
    if isinstance(value, Mapping):
        return {name: _value(each, names) for name, each in value.items()}
    return value
