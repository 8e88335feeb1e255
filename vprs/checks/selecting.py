"""Which records a selector finds, which it may find, and which it turned away and why.

Takes a selector and a scope, gives a `Selection`. Every form is built on it, so that "evidence" and "population",
windows, currency, receipt, lost items and dates that may mean several days are understood in one place only.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from vprs.checks.columns import positions
from vprs.checks.conditions import conditions
from vprs.checks.horizon import dated
from vprs.checks.linking import target_of
from vprs.checks.matching import Match, both, match_record, whatever
from vprs.checks.narrowing import failing_when_asked, fewest_failed
from vprs.checks.planning import OPEN, TURNED, Plan, plan_of
from vprs.checks.scope import Scope
from vprs.checks.selection import Aside, Doubt, Selection, Turned
from vprs.model import Reason, Record, Selector, Window

OTHER_WORDS = Match(False)  # of another record than the one asked for


def select(
    selector: Selector,
    scope: Scope,
    *,
    population: bool,
    current_default: bool,
    window_default: Window | None = None,
) -> Selection:
    """All records of the selector's kind, sorted into members, doubts, turned away.

    `current_default` holds for kinds with validity where the selector does not say.
    """
    plan = plan_of(selector, scope.context, population, current_default, window_default)
    for link in plan.links:
        target = target_of(link, scope)
        if target is not None:
            places = link.places.get(target)
            return _linked(plan, scope, places) if places else plan.nothing
    if plan.paired:
        return _whole(plan, scope)
    known, key = scope.context.matches, ("found", plan.asked)
    if key not in known:
        known[key] = _whole(plan, scope)
    found: Selection = known[key]
    return found


def _linked(plan: Plan, scope: Scope, places: tuple[int, ...]) -> Selection:
    """Of the records to which the other of a pair leads."""
    marks, alone = plan.marks, plan.alone
    asked = ((place, not alone or marks[place] == OPEN) for place in places if marks[place] != TURNED)
    return _sorted(plan, scope, asked, places)


def _whole(plan: Plan, scope: Scope) -> Selection:
    """Of all records of the kind."""
    single = frozenset(positions(plan.open))
    asked = ((place, plan.paired or place in single) for place in positions(plan.sure | plan.open))
    return _sorted(plan, scope, asked, None)


def _sorted(plan: Plan, scope: Scope, asked: Iterable[tuple[int, bool]], places: tuple[int, ...] | None) -> Selection:
    """asked: positions, and whether the record there has to be asked; places: None for all of the kind."""
    members: list[Record] = []
    doubts: list[Doubt] = []
    for place, ask in asked:
        record = plan.records[place]
        found = _match(plan, scope, record) if ask else None
        if found is None or found.truth:
            members.append(record)
        elif found.truth is None:
            doubts.append(Doubt(record=record, reason=found.reason or Reason.MISSING_FIELD, field=found.field))
    return Selection(
        members=tuple(members),
        doubts=tuple(doubts),
        lost=plan.nothing.lost,
        aside=Aside(partial(_turned, plan, scope, places), None if members else partial(_nearest, plan, scope, places)),
    )


def _match(plan: Plan, scope: Scope, record: Record) -> Match:
    """Whether the selector finds the record, whatever else it may be; OTHER_WORDS where it is of other words."""
    asked, context = plan.asked, scope.context

    def ask(each: Record) -> Match:
        words = match_record(asked.selector.where, each, scope, population=asked.population)
        return OTHER_WORDS if words.truth is False else both([words, *conditions(asked, each, context)])

    return whatever(record, context, ask)


def _turned(plan: Plan, scope: Scope, places: tuple[int, ...] | None) -> tuple[Turned, ...]:
    """Those of the words that fail something else, the latest last."""
    selector, turned = plan.asked.selector, []
    left = positions(~plan.other & ((1 << len(plan.records)) - 1)) if places is None else places
    for place in left:
        record = plan.records[place]
        found = _match(plan, scope, record)
        if found.truth is False and found is not OTHER_WORDS:
            reason = found.reason or Reason.MISSING
            turned.append(Turned(record=record, reason=reason, field=found.field, date=selector.date))
    return tuple(sorted(turned, key=lambda item: latest_first(item.record, scope, selector), reverse=True))


def _nearest(plan: Plan, scope: Scope, places: tuple[int, ...] | None) -> Turned | None:
    """Of those that fail the words, the first that fails fewest."""
    selector, population = plan.asked.selector, plan.asked.population
    pool = plan.records if places is None else tuple(plan.records[place] for place in places)
    failed = [
        failing_when_asked(clause, selector.kind, pool, scope, population=population) for clause in selector.where
    ]
    found = fewest_failed(selector.where, failed, pool)
    if found is None:
        return None
    record, clause, count = found
    return Turned(record=record, reason=Reason.MISSING, field=clause.name, failed=count)


def latest_first(record: Record, scope: Scope, selector: Selector) -> tuple[int, str, int, str]:
    """Sorts latest record first (by its day, then file and line); undated ones last."""
    placed = scope.context.placed(record, selector.date)
    return (-placed.last.toordinal() if placed else 0, record.file, record.line, record.id)


def latest(records: tuple[Record, ...], scope: Scope, name: str | None) -> tuple[Record, ...]:
    """Those that may be the latest by their day: one, or several where days are equal, imprecise or not given."""
    days = {record.id: dated(record, scope.context.kinds[record.kind], name) for record in records}
    firsts = [own.first for own in days.values() if own is not None]
    if not firsts:
        return records
    last_first = max(firsts)
    return tuple(record for record in records if (own := days[record.id]) is None or own.last >= last_first)
