"""Ways to a yes of the forms over pairs, `every` and `follows`.

Takes a form and a scope, gives ways: for each member or each A that lacks its other, that other; or one record for all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta

from vprs.checks.every import state_of
from vprs.checks.exempting import is_exempt
from vprs.checks.follows import answered
from vprs.checks.horizon import dated
from vprs.checks.populations import Member, population_of
from vprs.checks.scope import Scope
from vprs.checks.selecting import latest
from vprs.checks.selection import Doubt
from vprs.dates import add
from vprs.model import Answer, Every, Follows, Record, Selector, Value
from vprs.whatif.edits import Added, Edit, Way, apply_to
from vprs.whatif.making import Placing, last_day, make, within
from vprs.whatif.supply import filling, settled, supplying
from vprs.whatif.values import anything, asks_each, referred

MOST = 5_000  # members for which a way is thought out one by one


def ways_of_every(form: Every, scope: Scope) -> Iterator[Way]:
    """What each uncovered member lacks; one record that covers all of them; and those in doubt put away."""
    population = population_of(form.of, scope, current_default=True)
    members = [each for each in population.members if is_exempt(form, each, scope) is not True]
    away: Way = ()
    if isinstance(form.of, Selector):
        away = settled(population.found.doubts, form.of, scope)
        yield from _filled_in(form, form.of, population.found.doubts, scope)
    if not members:
        yield from _first_of_all(form, scope)
        yield away
        return
    bare = [each for each in members if state_of(form, each, scope).has is not True][:MOST]
    yield from _for_all(form, bare, scope)
    for how in (_least, _newest):
        supplied = [_supplied(form, each, scope, number, how) for number, each in enumerate(bare, 1)]
        yield tuple(edit for way in supplied for edit in way)
        yield (*away, *(edit for way in supplied for edit in way))


def _scope_of(member: Member, scope: Scope) -> Scope:
    return replace(scope, each=member)


def _supplied(form: Every, member: Member, scope: Scope, number: int, how: Callable[[list[Way]], Way]) -> Way:
    inner = _scope_of(member, scope)
    placing = Placing(on=last_day(form.has, inner), number=number)
    return how(supplying(form.has, inner, current_default=True, placing=placing))


def _least(ways: list[Way]) -> Way:
    return min(ways, key=len, default=())


def _newest(ways: list[Way]) -> Way:
    """The one with a record of its own: it stands last."""
    return ways[-1] if ways else ()


def _filled_in(form: Every | Follows, of: Selector, doubts: tuple[Doubt, ...], scope: Scope) -> Iterator[Way]:
    """Each record that may be one of those asked about, filled in so that it is, with what it must have."""
    edits: list[Edit] = []
    for number, doubt in enumerate(doubts[:MOST], 1):
        filled = next(filling(doubt, of, scope), ())
        record = apply_to(doubt.record, filled)
        if isinstance(form, Follows):
            other = _newest(_after(form, record, scope, number))
        else:
            other = _supplied(form, record, scope, number, _newest)
        edits += [*filled, *other]
    yield tuple(edits)


def _for_all(form: Every, bare: list[Member], scope: Scope) -> Iterator[Way]:
    """One record that names every uncovered member, where the field that names them holds several."""
    spec = scope.context.kinds[form.has.kind]
    clause = next((each for each in form.has.where if asks_each(each, "each")), None)
    field = spec.field(clause.field) if clause else None
    if clause is None or field is None or not field.many or len(clause.field) > 1 or len(bare) < 2:
        return
    added = make(form.has, _scope_of(bare[0], scope), Placing(on=last_day(form.has, scope)))
    if added:
        record = added[0].record
        names = tuple(each if isinstance(each, str) else each.id for each in bare)
        kept = tuple(value for value in _tuple(record.fields[clause.field[0]]) if value not in names)
        yield (Added(record=replace(record, fields={**record.fields, clause.field[0]: (*kept, *names)})), *added[1:])


def _tuple(value: Value) -> tuple[Value, ...]:
    return value if isinstance(value, tuple) else (value,)


def _first_of_all(form: Every, scope: Scope) -> Iterator[Way]:
    if not isinstance(form.of, Selector):
        return
    on = last_day(form.of, scope)
    if form.grace is not None:  # old enough to be asked
        on = min(on, add(scope.context.as_of, form.grace, -1))
    member = _with_what_is_asked(make(form.of, scope, Placing(on=on)), form.has, "each", scope)
    if member:
        has = make(form.has, _scope_of(member[0].record, scope), Placing(on=last_day(form.has, scope), number=2))
        yield (*member, *has)


def _with_what_is_asked(added: tuple[Added, ...], other: Selector, base: str, scope: Scope) -> tuple[Added, ...]:
    """The record with every field that the other of the pair refers to."""
    if not added:
        return ()
    record = added[0].record
    spec = scope.context.kinds[record.kind]
    fields = dict(record.fields)
    for path in referred(other.where, base):
        field = spec.field(path)
        given = anything(field, scope) if field is not None and path[0] not in fields and len(path) == 1 else None
        if given is not None:
            fields[path[0]] = given
    return (replace(added[0], record=replace(record, fields=fields)), *added[1:])


def ways_of_follows(form: Follows, scope: Scope) -> Iterator[Way]:
    """A B in order and in time for the A that lack theirs; or an A with its B."""
    population = population_of(form.first, scope, current_default=False)
    firsts = tuple(each for each in population.members if isinstance(each, Record))
    asked = latest(firsts, scope, form.first.date) if form.quantifier == "latest" and firsts else firsts
    bare = [each for each in asked if answered(form, each, scope).answer is not Answer.YES][:MOST]
    on = last_day(form.first, scope) - timedelta(days=form.order == "after")
    fresh = _with_what_is_asked(
        make(form.first, scope, Placing(on=on, number=len(bare) + 1)), form.then, "first", scope
    )
    yield from _filled_in(form, form.first, population.found.doubts, scope)
    if form.quantifier == "any":
        for first in reversed(bare):
            yield from _after(form, first, scope, 1)
    else:
        away = settled(population.found.doubts, form.first, scope)
        answers = [_after(form, each, scope, number) for number, each in enumerate(bare, 1)]
        for how in (_least, _newest):
            together: Way = tuple(edit for ways in answers for edit in how(ways))
            yield together
            yield (*away, *together)
    if fresh:
        for way in _after(form, fresh[0].record, scope, len(bare) + 2):
            yield (*fresh, *way)


def _after(form: Follows, first: Record, scope: Scope, number: int) -> list[Way]:
    inner = Scope(context=scope.context, first=first, each=scope.each)
    own = dated(first, scope.context.kinds[first.kind], form.first.date)
    until: date = last_day(form.then, inner)
    on = within(own.first, form.within, until) if own else until
    return supplying(form.then, inner, current_default=False, placing=Placing(on=on, number=number))
