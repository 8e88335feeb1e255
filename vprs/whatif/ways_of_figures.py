"""Ways to a yes of the forms `ratio` and `change`: members that would match, figures that would do.

Takes a form and a scope, gives ways. A figure is proposed at the bound itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from fractions import Fraction

from vprs.checks.change import figure_of
from vprs.checks.horizon import value_at
from vprs.checks.populations import population_of
from vprs.checks.scope import Scope
from vprs.clauses import equals
from vprs.dates import Period, day, whole_periods
from vprs.model import Change, Clause, Ratio, Record, Selector, Value
from vprs.whatif.edits import Added, Changed, Edit, Way
from vprs.whatif.making import NEW, Placing, last_day, make
from vprs.whatif.registering import registered
from vprs.whatif.supply import found_by, lacking, put_away, settled
from vprs.whatif.values import changed_at, closes, matching

MOST = 5_000  # records for which a way is thought out one by one


def ways_of_ratio(form: Ratio, scope: Scope) -> Iterator[Way]:
    """Members that do not match made to match, or new ones for the same of whom there is a record; at most: away."""
    if isinstance(form.matching, Selector):
        yield from _of_population(form, form.matching, scope)
        return
    assert isinstance(form.of, Selector)
    found = found_by(form.of, scope, population=True, current_default=False)
    away = settled(found.doubts, form.of, scope)
    if form.at_most is not None:
        members = put_away(found.members[:MOST], form.matching, scope)
        yield members
        yield (*away, *members)
        return
    bare = lacking(found.members, form.matching, scope)[:MOST]
    closed = put_away(tuple(record for record, _ in bare), tuple(filter(closes, form.of.where)), scope)
    yield closed
    yield (*away, *closed)
    renewed = tuple(_renewed(form, record, scope, number) for number, (record, _) in enumerate(bare, 1))
    yield renewed
    yield (*away, *renewed)
    yield tuple(_again(form, bare, len(found.members), scope))
    more = [
        make(
            replace(form.of, where=(*form.of.where, *form.matching)),
            scope,
            Placing(on=last_day(form.of, scope), number=n),
        )
        for n in range(1, form.min_denominator + 1)
    ]
    yield tuple(edit for added in more for edit in _distinct(added, form.distinct))


def _again(form: Ratio, bare: list[tuple[Record, Clause]], number: int, scope: Scope) -> Iterator[Edit]:
    """Of those that do not match, each with a record more that does, for as long as the share may grow by it."""
    assert isinstance(form.of, Selector)
    assert isinstance(form.matching, tuple)
    if form.distinct or form.at_least is None or form.at_least >= 1:
        return
    needed = (form.at_least * number - (number - len(bare))) / (1 - form.at_least)
    both = replace(form.of, where=(*form.of.where, *form.matching))
    for count in range(1, min(int(needed) + 1, MOST) + 1):
        record = bare[(count - 1) % len(bare)][0] if bare else None
        for added in make(both, scope, Placing(on=last_day(form.of, scope), number=count)):
            if record is not None and "person" in record.fields:
                fields = {**added.record.fields, "person": record.fields["person"]}
                yield Added(record=replace(added.record, fields=fields), like=("person", record))


def _renewed(form: Ratio, record: Record, scope: Scope, number: int) -> Edit:
    """The record as it would match; or, where the best record of each is taken, a new one of the same."""
    assert isinstance(form.of, Selector)
    assert isinstance(form.matching, tuple)
    if form.distinct and form.distinct in record.fields:
        both = replace(form.of, where=(*form.of.where, *form.matching))
        made = make(both, scope, Placing(on=last_day(form.of, scope), number=number))
        if made:
            fields = {**made[0].record.fields, form.distinct: record.fields[form.distinct]}
            return Added(record=replace(made[0].record, fields=fields), like=(form.distinct, record))
    spec = scope.context.kinds[record.kind]
    values: dict[str, Value | None] = {}
    for clause in form.matching:
        values |= changed_at(record, clause.field, matching(clause, value_at(record.fields, clause.field), spec, scope))
    return Changed(record=record, values=values)


def _distinct(added: tuple[Added, ...], name: str | None) -> tuple[Added, ...]:
    if name is None or not added:
        return added
    record = added[0].record
    return (Added(record=replace(record, fields={**record.fields, name: f"another-{record.id}"})), *added[1:])


def _of_population(form: Ratio, selector: Selector, scope: Scope) -> Iterator[Way]:
    """Records of those counted against a number of staff."""
    population = population_of(form.of, scope, current_default=False)
    entries = [each for each in population.members if isinstance(each, Record)]
    fresh: list[Edit] = []
    for number in range(1, min(sum(_size(each, form) for each in entries), MOST) + 1):
        inner = replace(scope, each=entries[(number - 1) % len(entries)])
        made = make(selector, inner, Placing(on=last_day(selector, scope), number=number))
        fresh += _distinct(made, form.distinct)
    yield tuple(fresh)
    found = found_by(selector, scope, population=True, current_default=False)
    yield put_away(found.members[:MOST], selector.where, scope)


def _size(entry: Record, form: Ratio) -> int:
    value = entry.fields.get(getattr(form.of, "sum", None) or "", 1)
    return int(value) if isinstance(value, int | Decimal) else 1


def ways_of_change(form: Change, scope: Scope) -> Iterator[Way]:
    """Figures for both periods, the later one at the bound; for counts, a complete register."""
    before, after = whole_periods(
        form.each, scope.context.organisation.year_start, ended_by=scope.context.period.end, last=2
    )
    if form.count is not None:
        whole = Period(before.start, after.end)
        yield registered(form.count, scope, whole)
        return
    old = figure_of(form, before, scope)
    figures = _figures(form, scope)
    if not isinstance(old, tuple):
        new = figure_of(form, after, scope)
        known = _base(form, new[0]) if isinstance(new, tuple) else Fraction(100)
        yield (_figure(form, before, known, figures, base=True),)
        base = _figure(form, before, Fraction(100), figures)
        yield (base, _figure(form, after, _bound(form, Fraction(100)), figures))
        return
    yield (_figure(form, after, _bound(form, old[0]), figures),)


def _bound(form: Change, old: Fraction) -> Fraction:
    moved = form.at_most if form.at_most is not None else form.at_least
    return old * (1 + (moved or 0))


def _base(form: Change, new: Fraction) -> Fraction:
    """The figure from which the later one has moved as asked."""
    moved = form.at_most if form.at_most is not None else form.at_least
    return new / (1 + moved) if moved is not None and moved > -1 else Fraction(100)


def _figures(form: Change, scope: Scope) -> tuple[Record, ...]:
    named = equals("name", form.metric or "")
    return found_by(Selector(kind="metric", where=(named,)), scope, population=False, current_default=False).members


def _figure(form: Change, period: Period, value: Fraction, held: tuple[Record, ...], *, base: bool = False) -> Edit:
    number = _decimal(value, up=(form.at_most is None) is not base, whole=base and _whole(held))
    own = [each for each in held if _is_of(each, period)]
    if own:
        return Changed(record=own[-1], values={"value": number})
    span = {"start": day(period.start), "end": day(period.end)}
    unit = {"unit": held[-1].fields["unit"]} if held and "unit" in held[-1].fields else {}
    fields: dict[str, Value] = {"name": form.metric or "", "value": number, **unit, "period": span}
    return Added(record=Record(id=f"new-metric-{period.end}", kind="metric", fields=fields, file=NEW, held=True))


def _whole(held: tuple[Record, ...]) -> bool:
    return all(isinstance(value, int) or value == int(value) for value in map(_value, held))


def _value(record: Record) -> int | Decimal:
    value = record.fields.get("value")
    return value if isinstance(value, int | Decimal) else 0


def _decimal(value: Fraction, *, up: bool, whole: bool = False) -> Decimal:
    """The figure with two decimals at most, or none, on the side of the bound that does."""
    parts = 1 if whole else 100
    exact = Decimal(value.numerator * parts) / Decimal(value.denominator)
    rounded = exact.to_integral_value(ROUND_CEILING if up else ROUND_FLOOR)
    return (rounded / parts).normalize()


def _is_of(record: Record, period: Period) -> bool:
    start, end = value_at(record.fields, ("period", "start")), value_at(record.fields, ("period", "end"))
    return bool(start == day(period.start) and end == day(period.end))
