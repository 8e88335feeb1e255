"""Which records a selector finds, which it may find, and which it turned away and why.

Takes a selector and a scope, gives a `Selection`. Every form is built on it, so that "evidence" and "population",
windows, currency, receipt, lost items and dates that may mean several days are understood in one place only.
"""

from __future__ import annotations

from dataclasses import dataclass

from vprs.checks.context import Context
from vprs.checks.horizon import dated, value_at
from vprs.checks.matching import DOUBTS, Match, both, match_record, whatever
from vprs.checks.narrowing import Bits, failing, failing_when_asked, fewest_failed, may_match
from vprs.checks.scope import Scope
from vprs.checks.validity import current, in_window, is_draft, received, young_enough
from vprs.dates import Period
from vprs.model import Clause, Lost, Reason, Record, Ref, Selector, Window

OTHER_WORDS = Match(False)  # of another record than the one asked for


@dataclass(frozen=True, kw_only=True, slots=True)
class Doubt:
    """A record that may be one of those asked for, and why that is not known."""

    record: Record
    reason: Reason
    field: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Turned:
    """A record turned away: `reason` MISSING where it is not of the words or the window that were asked."""

    record: Record
    reason: Reason
    field: str
    failed: int = 1
    date: str | None = None  # the field by which the selector dates it, where it names one


@dataclass(frozen=True, kw_only=True, slots=True)
class Selection:
    """members: certain, in order of file and line; doubts: possible; lost: items that may have been one.

    turned   members by the words asked that fail something else (latest last)
    nearest  where there is no member: of those that fail the words, the one that fails fewest
    """

    members: tuple[Record, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    lost: tuple[Lost, ...] = ()
    turned: tuple[Turned, ...] = ()
    nearest: Turned | None = None

    @property
    def certain(self) -> bool:
        """Whether nothing more could be in it."""
        return not self.doubts and not self.lost

    @property
    def boundless(self) -> bool:
        """Whether any number of records may have been lost."""
        return any(item.many for item in self.lost)

    @property
    def possible(self) -> int:
        """How many more there may be, at most, where not boundless."""
        return len(self.doubts) + len(self.lost)

    def doubt_reason(self) -> Reason:
        """The reason why it is not known, the gravest first."""
        reasons = [doubt.reason for doubt in self.doubts] + ([Reason.UNREADABLE] if self.lost else [])
        return gravest(reasons or [Reason.AMBIGUOUS_DATE])


def gravest(reasons: list[Reason]) -> Reason:
    """The first that applies of unreadable, missing-field, ambiguous-date, incomplete-register; else the first."""
    return min(reasons, key=lambda reason: DOUBTS.index(reason) if reason in DOUBTS else len(DOUBTS))


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
    context = scope.context
    window = context.window(selector.window or window_default)
    by_default = current_default and context.kinds[selector.kind].has_validity
    asks_current = by_default if selector.current is None else selector.current
    members: list[Record] = []
    doubts: list[Doubt] = []
    turned: list[Turned] = []
    pool, known = _pool(selector, scope, population)

    def ask(record: Record) -> Match:
        words = match_record(selector.where, record, scope, population=population)
        if words.truth is False:
            return OTHER_WORDS
        return both([words, *_conditions(selector, record, scope, population, window, asks_current)])

    for record in may_match(pool, known):
        found = whatever(record, context, ask)
        if found is OTHER_WORDS:
            continue
        if found.truth is None:
            doubts.append(Doubt(record=record, reason=found.reason or Reason.MISSING_FIELD, field=found.field))
        elif found.truth is False:
            reason = found.reason or Reason.MISSING
            turned.append(Turned(record=record, reason=reason, field=found.field, date=selector.date))
        else:
            members.append(record)
    return Selection(
        members=tuple(members),
        doubts=tuple(doubts),
        lost=context.lost_of(selector.kind),
        turned=tuple(sorted(turned, key=lambda item: latest_first(item.record, scope, selector), reverse=True)),
        nearest=None if members else _nearest(selector, scope, population, pool, known),
    )


def _pool(selector: Selector, scope: Scope, population: bool) -> tuple[tuple[Record, ...], list[Bits | None]]:
    """The records to look at, and for each clause those that are known to fail it.

    All of the kind, or, where a link to the other of a pair is asked, those that have it.
    """
    context = scope.context
    spec = context.kinds[selector.kind]
    for clause in selector.where:
        target = _link(clause, scope)
        field = spec.field(clause.field)
        if target is not None and field is not None and field.reads == "id":
            return _linked(selector.kind, clause.field, context).get(target, ()), [None] * len(selector.where)
    known = [failing(clause, selector.kind, context, population=population) for clause in selector.where]
    return context.records.get(selector.kind, ()), known


def _nearest(
    selector: Selector, scope: Scope, population: bool, pool: tuple[Record, ...], known: list[Bits | None]
) -> Turned | None:
    """Of those that fail the words, the first that fails fewest."""
    failed = [
        failing_when_asked(clause, selector.kind, pool, scope, population=population) if bits is None else bits
        for clause, bits in zip(selector.where, known, strict=True)
    ]
    found = fewest_failed(selector.where, failed, pool)
    if found is None:
        return None
    record, clause, count = found
    return Turned(record=record, reason=Reason.MISSING, field=clause.name, failed=count)


def _link(clause: Clause, scope: Scope) -> str | None:
    """The id that a clause such as `links: $first.id` asks for, or None."""
    for matcher in clause.matchers:
        operand = matcher.operands[0] if len(matcher.operands) == 1 else None
        if matcher.operator == "is" and isinstance(operand, Ref) and operand.base in ("first", "each"):
            target = scope.fill(operand)
            return target if isinstance(target, str) else None
    return None


def _linked(kind: str, path: tuple[str, ...], context: Context) -> dict[str, tuple[Record, ...]]:
    """Records of a kind by the ids that a field of theirs names, made once per context."""
    key = (kind, path)
    if key not in context.linked:
        index: dict[str, list[Record]] = {}
        for record in context.records.get(kind, ()):
            value = value_at(record.fields, path)
            for name in value if isinstance(value, tuple) else (value,):
                index.setdefault(str(name), []).append(record)
        context.linked[key] = {name: tuple(records) for name, records in index.items()}
    return context.linked[key]


def latest_first(record: Record, scope: Scope, selector: Selector) -> tuple[int, str, int, str]:
    """Sorts latest record first (by its day, then file and line); undated ones last."""
    placed = scope.context.placed(record, selector.date)
    return (-placed.last.toordinal() if placed else 0, record.file, record.line, record.id)


def _conditions(
    selector: Selector, record: Record, scope: Scope, population: bool, window: Period | None, asks_current: bool
) -> list[Match]:
    """What a selector may ask beside words, in the order in which a reason is given."""
    context = scope.context
    parts: list[Match] = []
    if record.id in context.hazy:
        parts.append(Match(None, Reason.AMBIGUOUS_DATE, context.kinds[record.kind].dated_by))
    if is_draft(record):
        parts.append(Match(False, Reason.UNAPPROVED, "status"))
    if window is not None:
        parts.append(in_window(record, window, context, selector.date, population=population))
    if asks_current:
        parts.append(current(record, context, open_ended=selector.open_ended))
    if selector.max_age is not None:
        parts.append(young_enough(record, selector.max_age, context, selector.date, population=population))
    if selector.received_by:
        parts.append(received(record, selector.received_by, context))
    return parts


def latest(records: tuple[Record, ...], scope: Scope, name: str | None) -> tuple[Record, ...]:
    """Those that may be the latest by their day: one, or several where days are equal, imprecise or not given."""
    days = {record.id: dated(record, scope.context.kinds[record.kind], name) for record in records}
    firsts = [own.first for own in days.values() if own is not None]
    if not firsts:
        return records
    last_first = max(firsts)
    return tuple(record for record in records if (own := days[record.id]) is None or own.last >= last_first)
