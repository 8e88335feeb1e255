"""Single edits that give a selector one record more, or one fewer.

Takes a selector and a scope, gives edits: a doubtful record filled in, one that was turned away mended, a new one; or
a record amended so that it is no longer one of those asked for. Forms put them together.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from vprs.checks.horizon import value_at
from vprs.checks.matching import match_clause
from vprs.checks.scope import Scope
from vprs.checks.selecting import select
from vprs.checks.selection import Doubt, Selection, Turned
from vprs.dates import Span, day
from vprs.model import Clause, Reason, Record, Selector, Value
from vprs.whatif.edits import Changed, Edit, Recovered, Way
from vprs.whatif.making import Placing, last_day, make, minute_of
from vprs.whatif.values import changed_at, failing, matching

TRIED = 3  # of the records that were turned away, those that are looked at


def found_by(selector: Selector, scope: Scope, *, population: bool, current_default: bool) -> Selection:
    return select(selector, scope, population=population, current_default=current_default)


def mending(selector: Selector, scope: Scope, *, current_default: bool) -> Iterator[Way]:
    """Ways in which a record that is there would become one of those asked for, the likeliest first."""
    found = found_by(selector, scope, population=False, current_default=current_default)
    for doubt in found.doubts[:TRIED]:
        yield from filling(doubt, selector, scope)
    for turned in tuple(reversed(found.turned))[:TRIED]:
        yield from _mended(turned, selector, scope)
    if found.nearest is not None and found.nearest.failed == 1:
        yield from _renamed(found.nearest, selector, scope)


def supplying(selector: Selector, scope: Scope, *, current_default: bool, placing: Placing | None = None) -> list[Way]:
    """Every way to one record more: mending one, or adding one."""
    ways = list(mending(selector, scope, current_default=current_default))
    return [*ways, *_new(selector, scope, placing)]


def _new(selector: Selector, scope: Scope, placing: Placing | None) -> list[Way]:
    made = make(selector, scope, placing or Placing(on=last_day(selector, scope)))
    return [made] if made else []


def filling(doubt: Doubt, selector: Selector, scope: Scope) -> Iterator[Way]:
    """A field that is blank or imprecise, given so that the record counts."""
    record, path = doubt.record, tuple(doubt.field.split("."))
    if doubt.field == "received_by":
        yield from _received(record, selector, scope)
        return
    name = scope.context.kinds[record.kind].dated_by if doubt.field in ("window", "max_age") else doubt.field
    clause = next((each for each in selector.where if each.field == path), None)
    if clause is not None:
        yield from _set(record, clause, scope)
        return
    given = value_at(record.fields, tuple(name.split(".")))
    on = min(given.last, last_day(selector, scope)) if isinstance(given, Span) else last_day(selector, scope)
    yield (Changed(record=record, values=changed_at(record, tuple(name.split(".")), day(on))),)


def _mended(turned: Turned, selector: Selector, scope: Scope) -> Iterator[Way]:
    record = turned.record
    spec = scope.context.kinds[record.kind]
    match turned.reason:
        case Reason.EXPIRED if spec.valid_to and turned.field != "max_age":
            values = changed_at(record, tuple(spec.valid_to.split(".")), day(scope.context.as_of))
            yield (Changed(record=record, values=values),)
        case Reason.UNAPPROVED:
            yield (Changed(record=record, values=_approval(record, selector, scope)),)
        case Reason.WRONG_BODY:
            yield from _received(record, selector, scope)


def _approval(record: Record, selector: Selector, scope: Scope) -> dict[str, Value | None]:
    values: dict[str, Value | None] = {"status": "approved"}
    if "approved_on" not in record.fields:
        values["approved_on"] = day(last_day(selector, scope))
    if "review_date" not in record.fields and record.kind == "document":
        values["review_date"] = day(scope.context.as_of)
    return values


def _received(record: Record, selector: Selector, scope: Scope) -> Iterator[Way]:
    """Received by the body: with a minute that is there, or with a new one."""
    body = selector.received_by[0]
    wanted = scope.context.lexicon.name("body", body)
    held = [
        minute
        for minute in scope.context.records.get("minute", ())
        if wanted in scope.context.lexicon.stands_for(str(minute.fields.get("body", "")))
        and record.id in _linked_ids(minute)
    ]
    for minute in held[-1:]:
        yield (_receipt(record, body, minute.id, scope),)
    added = minute_of(body, scope, 1)
    yield (_receipt(record, body, added.record.id, scope), added)


def _linked_ids(minute: Record) -> tuple[str, ...]:
    links = minute.fields.get("links", ())
    paper = minute.fields.get("paper", "")
    return (*(str(each) for each in (links if isinstance(links, tuple) else (links,))), str(paper))


def _receipt(record: Record, body: str, minute: str, scope: Scope) -> Changed:
    """The receipt by that body, with its minute: the one that is given without a minute, or a new one."""
    given = record.fields.get("received_by", ())
    receipts = given if isinstance(given, tuple) else (given,)
    own = next((each for each in receipts if isinstance(each, Mapping) and _is_of(each, body, scope)), None)
    element: Value = {**(own or {"body": body, "date": day(scope.context.as_of)}), "minute": minute}
    kept = tuple(each for each in receipts if each is not own)
    return Changed(record=record, values={"received_by": (*kept, element)})


def _is_of(receipt: Mapping[str, Value], body: str, scope: Scope) -> bool:
    wanted = scope.context.lexicon.name("body", body)
    return wanted in scope.context.lexicon.stands_for(str(receipt.get("body", "")))


def _renamed(nearest: Turned, selector: Selector, scope: Scope) -> Iterator[Way]:
    """A record that fails one word only, and does not say it: what says something else is another thing."""
    spec = scope.context.kinds[selector.kind]
    clause = next(each for each in selector.where if each.name == nearest.field)
    if clause.name == spec.type_field or value_at(nearest.record.fields, clause.field) not in (None, ()):
        return
    yield from _set(nearest.record, clause, scope)


def _set(record: Record, clause: Clause, scope: Scope) -> Iterator[Way]:
    spec = scope.context.kinds[record.kind]
    value = matching(clause, value_at(record.fields, clause.field), spec, scope)
    yield (Changed(record=record, values=changed_at(record, clause.field, value)),)


def put_away(records: tuple[Record, ...], clauses: tuple[Clause, ...], scope: Scope) -> Way:
    """Each record amended so that it is no longer one of those that the clauses ask for."""
    changes = ((record, _away(record, clauses, scope)) for record in records)
    return tuple(Changed(record=record, values=values) for record, values in changes if values)


def _away(record: Record, clauses: tuple[Clause, ...], scope: Scope) -> dict[str, Value | None]:
    """A document is withdrawn today; of anything else a field is otherwise."""
    if record.kind == "document" and record.fields.get("status") != "withdrawn":
        return {"status": "withdrawn", "withdrawn_on": day(scope.context.as_of)}
    return failing(clauses, record, scope)


def settled(doubts: tuple[Doubt, ...], selector: Selector, scope: Scope) -> Way:
    """Each record that may be one of those asked for, with the field in doubt given so that it is not."""
    edits: list[Edit] = []
    for doubt in doubts:
        own = tuple(each for each in selector.where if each.name == doubt.field)
        others = tuple(each for each in selector.where if each.name != doubt.field)
        values = failing(own, doubt.record, scope) or failing(others, doubt.record, scope)
        edits += [Changed(record=doubt.record, values=values)] if values else []
    return tuple(edits)


def lacking(records: tuple[Record, ...], clauses: tuple[Clause, ...], scope: Scope) -> list[tuple[Record, Clause]]:
    """Each record that does not match, with the first clause that it fails or of which it does not say."""
    found = []
    for record in records:
        failed = (each for each in clauses if not match_clause(each, record, scope, population=False).truth)
        clause = next(failed, None)
        if clause is not None:
            found.append((record, clause))
    return found


def recovering(kinds: tuple[str, ...], scope: Scope) -> Way:
    """Everything unreadable that may have been of these kinds, read again."""
    lost = tuple(dict.fromkeys(item for kind in kinds for item in scope.context.lost_of(kind)))
    return (Recovered(lost=lost),) if lost else ()
