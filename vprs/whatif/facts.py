"""What was recorded stays as it was recorded: which changes to evidence somebody may be told to make.

Takes edits and the scope that they were thought out in, gives those that can honestly be made: a record more, a blank
filled with what is true, a link, a receipt, an action closed, a document or an assessment done anew. The one place
where this is known; what is told as a smallest change, as a path or as a next step has passed it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

from vprs.checks.scope import Scope
from vprs.dates import Span, day
from vprs.kinds import KindSpec
from vprs.model import Record, Value
from vprs.whatif.dating import dated_from, is_dated_from
from vprs.whatif.edits import Added, Changed, Edit, Way
from vprs.whatif.making import NEW
from vprs.whatif.values import GIVEN

# What happened, was counted, was sent or was judged.
FACTS = frozenset("alert attestation incident metric minute register report response submission training".split())
# What grows in the course of things, in whatever record: what is there stays, and something is added to it.
GROWING = frozenset({"links", "received_by", "reviews"})
# What may come out otherwise where the whole is gone through again and filed as a version of its own.
ANEW: Mapping[str, frozenset[str]] = {
    "document": frozenset(
        "approved_by clauses consulted declares definitions horizon owner references review_date sections".split()
    ),
    "assessment": frozenset({"method", "review_date", "sections"}),
    "plan": frozenset({"items", "sections"}),
}
_LEFT = {("action", "status"): "open", ("document", "status"): "draft"}  # states that are left in the end
_ENTERED = {("document", "status"): "withdrawn"}  # and one that everything may come to
RENEWED = frozenset({"accreditation_expires"})  # what is granted again, to the same person
_NOBODYS = frozenset({"incident"})  # kinds of which nobody is ever told to make one


def honest(way: Way, scope: Scope) -> Way:
    """The edits of a way that may be told, some of them as something that is done anew."""
    return tuple(kept for edit in way if (kept := _honest(edit, scope)) is not None)


def ways_from(way: Way, scope: Scope, since: date | None) -> Iterator[Way]:
    """The way with its new records of the day of judgement; then, where no `since` forbids it, of earlier days.

    What is recorded as done late was not done in time too: no such record is told.
    """
    kept = honest(way, scope)
    later = dated_from(since or scope.context.as_of, kept)
    yield tuple(edit for edit in later if not _after_an_end(edit, scope))
    if since is None and later != kept:
        yield tuple(edit for edit in kept if not _after_an_end(edit, scope) and not _belied(edit, scope))


def rewritten(edit: Edit) -> frozenset[str]:
    """The fields of a record of the folder that an edit would have written otherwise than they were recorded."""
    if not isinstance(edit, Changed) or edit.record.file == NEW:
        return frozenset()
    return frozenset(name for name, value in edit.values.items() if not _stands(edit.record, name, value))


def _stands(record: Record, name: str, value: Value | None) -> bool:
    """Whether what was recorded in a field still stands with another value in it."""
    held = record.fields.get(name)
    if held is None or held == () or held == value:
        return True
    if name in GROWING and isinstance(held, tuple) and isinstance(value, tuple):
        return all(any(_holds(new, old) for new in value) for old in held)
    if isinstance(held, Span) and isinstance(value, Span):  # the day within the month that was given
        within = held.first <= value.first and value.last <= held.last
        return within or (name in RENEWED and value.last > held.last)
    if isinstance(held, Mapping) and isinstance(value, Mapping):
        return _holds(value, held)
    own = (record.kind, name)
    return _LEFT.get(own) == held or (own in _ENTERED and _ENTERED[own] == value)


def _holds(new: Value, old: Value) -> bool:
    """Whether a value is another one, or that with more filled in."""
    if isinstance(new, Mapping) and isinstance(old, Mapping):
        return all(name in new and _holds(new[name], value) for name, value in old.items())
    return new == old


def _honest(edit: Edit, scope: Scope) -> Edit | None:
    if isinstance(edit, Added):
        return edit if _may_be_made(edit.record) else None
    if not isinstance(edit, Changed):
        return edit
    other = rewritten(edit)
    if not other:
        return _closed(edit)
    record, today = edit.record, day(scope.context.as_of)
    if not all(_may_come_anew(record, name, edit.values[name]) for name in other):
        return None
    return replace(edit, anew=True, values={**edit.values, _dated_by(record, scope): today})


def _dated_by(record: Record, scope: Scope) -> str:
    return scope.context.kinds[record.kind].dated_by


def _may_come_anew(record: Record, name: str, value: Value | None) -> bool:
    """Whether somebody may come to it by going through the whole again: lists grow, a review looks further ahead."""
    held = record.fields.get(name)
    if name not in ANEW.get(record.kind, frozenset()) or value is None:
        return False
    if name == "declares":
        return True
    if isinstance(held, Span) and isinstance(value, Span):
        return value.last > held.last
    if isinstance(held, tuple) and isinstance(value, tuple):
        return set(map(str, held)) <= set(map(str, value))
    return isinstance(value, Mapping) or not str(value).startswith("other than ")


def _closed(edit: Changed) -> Changed:
    """An action that is given the day of its closing is closed."""
    open_ = edit.record.kind == "action" and edit.record.fields.get("status", "open") == "open"
    if open_ and edit.values.get("closed_on") is not None and "status" not in edit.values:
        return replace(edit, values={**edit.values, "status": "closed"})
    return edit


def _may_be_made(record: Record) -> bool:
    """No incident, nothing that answers one which is not there, and no figure that cannot be."""
    if record.kind in _NOBODYS or record.fields.get("incident") == GIVEN:
        return False
    value = record.fields.get("value")
    percent = str(record.fields.get("unit", "")) in ("percent", "%")
    return not (percent and isinstance(value, int | Decimal) and not 0 <= value <= 100)


def _after_an_end(edit: Edit, scope: Scope) -> bool:
    """Whether a new record is of a day after a body that it names had ended."""
    if not isinstance(edit, Added):
        return False
    own = edit.record.fields
    spec = scope.context.kinds[edit.record.kind]
    on = next((value for name, value in own.items() if name == spec.dated_by and isinstance(value, Span)), None)
    bodies = {entry.id: entry for entry in scope.context.organisation.lists.get("bodies", ())}
    named = (bodies.get(str(each)) for each in _bodies(own, spec))
    ended = (entry.fields.get(name) for entry in named if entry is not None for name in ("closed", "to"))
    return on is not None and any(isinstance(end, Span) and on.first > end.last for end in ended)


def _bodies(fields: Mapping[str, Value], spec: KindSpec) -> Iterator[Value]:
    for name, value in fields.items():
        field = spec.fields.get(name)
        if field is not None and field.reads in ("body", "role-or-body"):
            yield from value if isinstance(value, tuple) else (value,)
        if name == "received_by" and isinstance(value, tuple):
            yield from (each["body"] for each in value if isinstance(each, Mapping) and "body" in each)


def _belied(edit: Edit, scope: Scope) -> bool:
    """Whether a new record is of a day past, and one that is there says that it was done on a later day."""
    if not isinstance(edit, Added) or is_dated_from(scope.context.as_of, (edit,)):
        return False
    record, spec = edit.record, scope.context.kinds[edit.record.kind]
    own = record.fields.get(spec.dated_by)
    if not isinstance(own, Span):
        return False
    names = [name for name, field in spec.fields.items() if field.reads == "id" or name == "subject"]
    return any(
        _of_one_sort(record, other, spec) and _of_one_thing(record, other, names) and on.last > own.first
        for other in scope.context.records.get(record.kind, ())
        if isinstance(on := other.fields.get(spec.dated_by), Span)
    )


def _of_one_sort(record: Record, other: Record, spec: KindSpec) -> bool:
    names = ("body", *([spec.type_field] if spec.type_field else []))
    return all(record.fields.get(name) == other.fields.get(name) for name in names if name in record.fields)


def _of_one_thing(record: Record, other: Record, names: list[str]) -> bool:
    """Whether both speak of one record, or of one subject."""
    return any(_items(record.fields.get(name)) & _items(other.fields.get(name)) for name in names)


def _items(value: Value | None) -> set[str]:
    return set(map(str, value)) if isinstance(value, tuple) else set() if value is None else {str(value)}
