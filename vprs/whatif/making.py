"""A record that a selector would find, and the minute by which a body received it.

Takes a selector and a scope, gives records that are only supposed. Whether one does what is wanted is found out by
judging again.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from vprs.checks.horizon import value_at
from vprs.checks.scope import Scope
from vprs.dates import Duration, Period, add, day
from vprs.kinds import KindSpec
from vprs.model import Record, Selector, Value
from vprs.whatif.edits import Added
from vprs.whatif.values import anything, asks_absence, matching, put

NEW = "(new)"  # the file of a record that is only supposed
YEAR = Duration(12, 0)
_APPROVED = "approved"


@dataclass(frozen=True, kw_only=True, slots=True)
class Placing:
    """When a new record is dated: on the last day that will do; ids of new records end in `number`."""

    on: date
    number: int = 1
    period: Period | None = None


def last_day(selector: Selector, scope: Scope) -> date:
    """The latest day on which a record that a selector asks for may be dated."""
    window = scope.context.window(selector.window)
    return min(window.end, scope.context.as_of) if window else scope.context.as_of


def make(selector: Selector, scope: Scope, placing: Placing) -> tuple[Added, ...]:
    """The record asked for and, where a body must have received it, the minute; nothing where none can be made."""
    spec = scope.context.kinds[selector.kind]
    fields: dict[str, Value] = {}
    put(fields, spec.dated_by.split("."), day(placing.on))
    if selector.date:
        put(fields, selector.date.split("."), day(placing.on))
    _required(fields, spec, scope)
    for clause in selector.where:
        value = matching(clause, value_at(fields, clause.field), spec, scope, placing.on)
        if value is None and clause.field[0] in fields and not asks_absence(clause):
            return ()
        if value is None:
            fields.pop(clause.field[0], None)
        else:
            put(fields, clause.field, value)
    _in_force(fields, spec, scope)
    if spec.name == "action" and "closed_on" in fields and fields["status"] == "open":
        return ()
    if placing.period is not None and "period" in spec.fields:
        fields["period"] = {"start": day(placing.period.start), "end": day(placing.period.end)}
    own = new_id(selector.kind, placing.number, scope)
    record = Record(id=own, kind=selector.kind, fields=fields, file=NEW, held=True)
    if not selector.received_by:
        return (Added(record=record),)
    minute = _minute(selector.received_by[0], scope, placing)
    receipt: Value = {"body": selector.received_by[0], "date": day(placing.on), "minute": minute.id}
    return Added(record=replace(record, fields={**fields, "received_by": (receipt,)})), Added(record=minute)


def minute_of(body: str, scope: Scope, number: int) -> Added:
    """A minute of a body, on the day of judgement."""
    return Added(record=_minute(body, scope, Placing(on=scope.context.as_of, number=number)))


def _minute(body: str, scope: Scope, placing: Placing) -> Record:
    fields: dict[str, Value] = {"body": body, "date": day(placing.on)}
    own = new_id(f"minute-of-{body}", placing.number, scope)
    return Record(id=own, kind="minute", fields=fields, file=NEW, held=True)


def new_id(sort: str, number: int, scope: Scope) -> str:
    """An id that no record has, those supposed before among them."""
    supposed = sum(1 for own in scope.context.by_id if own.startswith("new-"))
    return f"new-{sort}-{supposed + number}"


def _required(fields: dict[str, Value], spec: KindSpec, scope: Scope) -> None:
    """What a record of the kind means nothing without."""
    for name in spec.required:
        if name not in ("kind", *fields):
            given = anything(spec.fields[name], scope)
            if given is not None:
                fields[name] = given


def _in_force(fields: dict[str, Value], spec: KindSpec, scope: Scope) -> None:
    """What puts a document into force on the day of judgement, where its words did not say already."""
    if spec.name == "document":
        fields.setdefault("status", _APPROVED)
        fields.setdefault("review_date", day(scope.context.as_of))
    if spec.name == "action":
        fields.setdefault("status", "closed" if "closed_on" in fields else "open")


def within(start: date, duration: Duration | None, latest: date) -> date:
    """The last day that is within a duration of another, but not after `latest`."""
    return min(add(start, duration), latest) if duration else latest
