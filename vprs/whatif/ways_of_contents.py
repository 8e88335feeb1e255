"""Ways to a yes of the forms `fields` and `agree`: what a record lacks filled in, what disagrees made the same.

Takes a form and a scope, gives ways.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from vprs.checks.agreeing import disagreeing
from vprs.checks.contents import lacking
from vprs.checks.horizon import value_at
from vprs.checks.populations import population_of
from vprs.checks.scope import Scope
from vprs.checks.selecting import latest
from vprs.checks.selection import Doubt
from vprs.clauses import equals, present
from vprs.model import Agree, Fields, Record, Selector, Value
from vprs.whatif.edits import Added, Changed, Way
from vprs.whatif.making import Placing, last_day, make
from vprs.whatif.supply import settled
from vprs.whatif.values import changed_at, matching


def ways_of_fields(form: Fields, scope: Scope) -> Iterator[Way]:
    """Each record (or the latest) with what it lacks; a new latest one that lacks nothing."""
    asked, doubts = _asked(form.selector, scope, only_latest=form.which == "latest")
    filled = tuple(
        Changed(record=each, values=_filled(form, each, scope)) for each in asked if lacking(form, each, scope)
    )
    yield filled
    yield (*filled, *settled(doubts, form.selector, scope))
    yield (*filled, *(Changed(record=each.record, values=_filled(form, each.record, scope)) for each in doubts))
    fresh = make(form.selector, scope, Placing(on=last_day(form.selector, scope)))
    if fresh:
        record = fresh[0].record
        filled_in = {**record.fields, **_filled(form, record, scope)}
        fields = {name: value for name, value in filled_in.items() if value is not None}
        yield (Added(record=replace(record, fields=fields)), *fresh[1:])


def _asked(selector: Selector, scope: Scope, *, only_latest: bool) -> tuple[tuple[Record, ...], tuple[Doubt, ...]]:
    population = population_of(selector, scope, current_default=True)
    members = tuple(each for each in population.members if isinstance(each, Record))
    asked = latest(members, scope, selector.date) if only_latest and members else members
    return asked, population.found.doubts


def _filled(form: Fields, record: Record, scope: Scope) -> dict[str, Value | None]:
    """Everything required, allowed and headed, where it is not so yet."""
    spec = scope.context.kinds[record.kind]
    values: dict[str, Value | None] = {}
    for name in form.required:
        path = tuple(name.split("."))
        if value_at(record.fields, path) in (None, ()):
            allowed = form.allowed.get(name, ())
            clause = equals(name, allowed[0]) if allowed else present(name)
            values |= changed_at(record, path, matching(clause, None, spec, scope))
    for name, allowed in form.allowed.items():
        path = tuple(name.split("."))
        if allowed and value_at(record.fields, path) not in (None, ()):
            values |= changed_at(record, path, matching(equals(name, allowed[0]), None, spec, scope))
    if form.sections:
        held = record.fields.get("sections", ())
        headings = tuple(str(each) for each in (held if isinstance(held, tuple) else (held,)))
        values["sections"] = (*headings, *(section for section in form.sections if section not in headings))
    return values


def ways_of_agree(form: Agree, scope: Scope) -> Iterator[Way]:
    """Each record that disagrees with itself, with its first value throughout."""
    asked, _ = _asked(form.selector, scope, only_latest=False)
    yield tuple(Changed(record=each, values=_agreed(form, each)) for each in asked if disagreeing(form, each, scope))
    yield make(form.selector, scope, Placing(on=last_day(form.selector, scope)))


def _agreed(form: Agree, record: Record) -> dict[str, Value | None]:
    if form.topic is None:
        values: dict[str, Value | None] = {}
        first = value_at(record.fields, tuple(form.paths[0].split(".")))
        for name in form.paths[1:]:
            values |= changed_at(record, tuple(name.split(".")), first)
        return values
    declared = record.fields.get("declares", ())
    elements = [
        each for each in (declared if isinstance(declared, tuple) else (declared,)) if isinstance(each, Mapping)
    ]
    own = next((each.get("value") for each in elements if each.get("topic") == form.topic), None)
    same = tuple({**each, "value": own} if each.get("topic") == form.topic and own else each for each in elements)
    return {"declares": same}
