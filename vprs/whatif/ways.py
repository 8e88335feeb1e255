"""Ways in which a check may come to yes: for each form, edits in the order in which they help.

Takes a form and a scope, gives ways, the likeliest first. They are proposals; `vprs.whatif.search` judges again to
find which of them do it, and how much of each is needed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from vprs.checks import kinds_of
from vprs.checks.horizon import value_at
from vprs.checks.scope import Scope
from vprs.clauses import among, equals
from vprs.dates import day
from vprs.kinds import FieldSpec
from vprs.model import (
    Absent,
    Agree,
    Attested,
    Change,
    Count,
    EachPeriod,
    Every,
    Exists,
    Fields,
    Follows,
    Form,
    Held,
    Ratio,
    Record,
    Recurs,
    Selector,
    Value,
)
from vprs.whatif.edits import Added, Changed, Edit, Way
from vprs.whatif.making import NEW, Placing, last_day, make, new_id
from vprs.whatif.registering import registered
from vprs.whatif.supply import found_by, mending, put_away, recovering, settled, supplying
from vprs.whatif.values import changed_at, matching
from vprs.whatif.ways_of_contents import ways_of_agree, ways_of_fields
from vprs.whatif.ways_of_figures import ways_of_change, ways_of_ratio
from vprs.whatif.ways_of_pairs import ways_of_every, ways_of_follows
from vprs.whatif.ways_of_rhythm import ways_of_each_period, ways_of_recurs


def ways_to_yes(form: Form, scope: Scope) -> Iterator[Way]:
    """Ways to a yes; beside each, the same once what could not be read is read again."""
    asked: Callable[[Any, Scope], Iterator[Way]] = _WAYS[type(form)]
    again = recovering((*kinds_of(form), "register"), scope)
    if again:
        yield again
    for way in asked(form, scope):
        yield way
        if again:
            yield (*way, *again)


def _exists(form: Exists, scope: Scope) -> Iterator[Way]:
    yield from supplying(form.selector, scope, current_default=True)


def _none(form: Absent, scope: Scope) -> Iterator[Way]:
    yield from _fewer(form.selector, scope, 0, needs_register=form.closed_world is None, current_default=True)


def _fewer(
    selector: Selector, scope: Scope, bound: int, *, needs_register: bool, current_default: bool
) -> Iterator[Way]:
    found = found_by(selector, scope, population=True, current_default=current_default)
    members = put_away(found.members[bound:], selector.where, scope)
    doubts = settled(found.doubts, selector, scope)
    register = registered(selector, scope, None) if needs_register else ()
    if register:
        yield register
    yield (*members, *doubts, *register)


def _count(form: Count, scope: Scope) -> Iterator[Way]:
    least = form.exactly if form.exactly is not None else form.at_least
    most = form.exactly if form.exactly is not None else form.at_most
    if least is not None:
        yield from _more(form, scope, least, register=most is not None)
    if most is not None:
        yield from _fewer(form.selector, scope, most, needs_register=True, current_default=False)


def _more(form: Count, scope: Scope, bound: int, *, register: bool) -> Iterator[Way]:
    mended = [way[0] for way in mending(form.selector, scope, current_default=False) if len(way) == 1]
    on = last_day(form.selector, scope)
    made = [make(form.selector, scope, Placing(on=on, number=number)) for number in range(1, bound + 1)]
    fresh = [edit for added in made for edit in _told_apart(added, form.distinct, scope)]
    after = registered(form.selector, scope, None) if register else ()
    yield (*fresh, *after)
    yield (*mended, *fresh, *after)


def _told_apart(added: tuple[Added, ...], name: str | None, scope: Scope) -> tuple[Added, ...]:
    """The record with a value of its own in the field by which records are told apart."""
    if name is None or not added or "." in name:
        return added
    record = added[0].record
    field = scope.context.kinds[record.kind].fields[name]
    value = _own_value(field, record, name, scope)
    own = (value,) if field.many else value
    return (Added(record=replace(record, fields={**record.fields, name: own})), *added[1:])


def _own_value(field: FieldSpec, record: Record, name: str, scope: Scope) -> Value:
    number = int(record.id.rpartition("-")[2])
    if field.reads == "date":
        return day(scope.context.as_of.fromordinal(scope.context.as_of.toordinal() - number))
    if field.choices:
        return field.choices[number % len(field.choices)]
    return f"another-{name}-{number}".replace("_", "-")


def _held(form: Held, scope: Scope) -> Iterator[Way]:
    role = equals("role", form.role)
    selector = Selector(kind="appointment", where=(role, *form.where), current=True)
    since = scope.context.period.start if form.throughout == "period" else scope.context.as_of
    yield from ((edit,) for way in mending(selector, scope, current_default=True) for edit in way)
    plain = found_by(Selector(kind="appointment", where=(role,)), scope, population=False, current_default=True)
    spec = scope.context.kinds["appointment"]
    for record in plain.members[-1:]:
        values: dict[str, Value | None] = {}
        for clause in form.where:
            value = matching(clause, value_at(record.fields, clause.field), spec, scope)
            values |= changed_at(record, clause.field, value)
        yield (Changed(record=record, values=values),)
    numbered = [make(selector, scope, Placing(on=since, number=number)) for number in range(1, form.at_least + 1)]
    yield tuple(edit for added in numbered for edit in _told_apart(added, "holder", scope))


def _attested(form: Attested, scope: Scope) -> Iterator[Way]:
    words: Mapping[str, Value] = {
        "statement": form.statement,
        "by": form.by[0],
        "made_on": day(scope.context.as_of),
        "judgement": "met",
    }
    basis = tuple(list(scope.context.by_id)[: form.min_basis])
    fresh = Record(id=new_id("attestation", 1, scope), kind="attestation", fields={**words, "basis": basis}, file=NEW)
    resting: tuple[Edit, ...] = ()
    if len(basis) < form.min_basis:
        number = form.min_basis - len(basis)
        on = scope.context.as_of
        papers = [make(Selector(kind="minute"), scope, Placing(on=on, number=n)) for n in range(1, number + 1)]
        resting = tuple(edit for added in papers for edit in added)
        ids = (*basis, *(added[0].record.id for added in papers))
        fresh = replace(fresh, fields={**words, "basis": ids})
    said = (equals("statement", form.statement), among("by", form.by))
    selector = Selector(kind="attestation", where=said, current=False)
    for record in found_by(selector, scope, population=False, current_default=False).members[-1:]:
        yield (Changed(record=record, values={"basis": basis}),)
    yield (*resting, Added(record=fresh))


_WAYS: Mapping[type, Callable[..., Iterator[Way]]] = {
    Exists: _exists,
    Absent: _none,
    Count: _count,
    Held: _held,
    Attested: _attested,
    Every: ways_of_every,
    Follows: ways_of_follows,
    Fields: ways_of_fields,
    Agree: ways_of_agree,
    Recurs: ways_of_recurs,
    EachPeriod: ways_of_each_period,
    Ratio: ways_of_ratio,
    Change: ways_of_change,
}
