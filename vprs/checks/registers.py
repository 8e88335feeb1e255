"""Whether absence can be told: is there a complete register that covers what was asked.

Takes a selector, its window and a scope, gives the reason why it cannot be told, or None where it can. A register is
complete only where somebody declared it so and the rows that it counts are there; one that was replaced speaks for
nothing.
"""

from __future__ import annotations

from vprs.checks.horizon import value_at
from vprs.checks.scope import Scope
from vprs.checks.validity import not_superseded
from vprs.checks.wording import plural
from vprs.checks.words import fold
from vprs.dates import Period, Span, day, not_before
from vprs.evidence.recognising import TABLES
from vprs.model import Reason, Record, Selector, Value


def not_covered(selector: Selector, scope: Scope, window: Period | None) -> Reason | None:
    """Why no complete register of the selector's kind covers the window, or None where one does.

    Kinds without validity need a window. For kinds with validity its `as_at` lies in the judged period or after.
    """
    answers = {_covers(record, selector, scope, window) for record in scope.context.records.get("register", ())}
    if True in answers:
        return None
    if scope.context.lost_of("register"):
        return Reason.UNREADABLE
    return Reason.AMBIGUOUS_DATE if None in answers else Reason.INCOMPLETE_REGISTER


def _covers(record: Record, selector: Selector, scope: Scope, window: Period | None) -> bool | None:
    """None where its days may mean that it covers, or that it does not."""
    if not _is_complete(record) or not _is_of(record, selector.kind) or not _has_sites(record, selector, scope):
        return False
    if _short_by(record, selector.kind, scope):
        return False
    as_at = record.fields.get("as_at")
    if not isinstance(as_at, Span):
        return False
    stands = not_superseded(record, scope.context).truth
    if window is None:
        valid = scope.context.kinds[selector.kind].has_validity
        in_time = not_before(as_at, day(scope.context.period.start)) if valid else False
        return _all((stands, in_time, record.id not in scope.context.hazy or None))
    start, end = value_at(record.fields, ("period", "start")), value_at(record.fields, ("period", "end"))
    if not (isinstance(start, Span) and isinstance(end, Span)):
        return False
    if start.first > window.start or window.end > end.last:
        return False
    return _all((stands, not_before(as_at, day(window.end)), record.id not in scope.context.hazy or None))


def _all(parts: tuple[bool | None, ...]) -> bool | None:
    return False if False in parts else None if None in parts else True


def _is_complete(record: Record) -> bool:
    return record.fields.get("complete") is True and "declared_by" in record.fields


def _is_of(record: Record, kind: str) -> bool:
    covers = record.fields.get("covers_kind")
    if isinstance(covers, str):
        return fold(covers) == fold(kind)
    return fold(str(record.fields.get("register_type", ""))) in (fold(kind), fold(kind + "s"))


def _has_sites(record: Record, selector: Selector, scope: Scope) -> bool:
    """A register of some sites speaks only for those: it covers a selector that asks for no other."""
    lexicon = scope.context.lexicon
    own = _sites(record, scope)
    if "all" in own:
        return True
    clauses = [clause for clause in selector.where if clause.field in (("sites",), ("site",))]
    asked = [matcher.operands for clause in clauses for matcher in clause.matchers if matcher.operator in _NAMES]
    return any(
        all(isinstance(each, str) and lexicon.name("site", each) in own for each in operands)
        for operands in asked
        if operands
    )


_NAMES = ("is", "one_of", "all_of")


# ----------------------------------------------------------------------------------------- what a register counts


def miscounted(selector: Selector, scope: Scope) -> str:
    """In words, a register declared complete that counts more rows than there are; empty where there is none."""
    for record in scope.context.records.get("register", ()):
        if not _is_complete(record) or not _is_of(record, selector.kind):
            continue
        if short := _short_by(record, selector.kind, scope):
            count = int(str(record.fields["count"]))
            there = f"{count - short} of them are in this folder"
            return f"{record.place} counts {plural(count, selector.kind)}, and {there}"
    return ""


def _short_by(record: Record, kind: str, scope: Scope) -> int:
    """How many of the rows that a register counts are not in this folder: it may be complete, what is here is not.

    The rows of a table that was read are counted as they are read, so that none of those is missing.
    """
    count = record.fields.get("count")
    if not isinstance(count, int) or not counts_others(record):
        return 0
    there = sum(_is_row(row, record, scope) for row in scope.context.records.get(kind, ()))
    return max(0, count - there)


def counts_others(register: Record) -> bool:
    """Whether a register says how many records there are, and they were not counted as its own table was read."""
    table = register.rests_on or ""
    own = table != register.file and table.casefold().endswith(TABLES)
    return isinstance(register.fields.get("count"), int) and not own


def _is_row(row: Record, register: Record, scope: Scope) -> bool:
    """Whether a record is one of the register's for certain: of its period and of its sites, where it has such."""
    start, end = value_at(register.fields, ("period", "start")), value_at(register.fields, ("period", "end"))
    if isinstance(start, Span) and isinstance(end, Span):
        placed = scope.context.placed(row)
        if placed is None or Period(start.first, end.last).contains(placed) is not True:
            return False
    own, given = _sites(register, scope), _sites(row, scope)
    return "all" in own or bool(own & given) or "all" in given


def _sites(record: Record, scope: Scope) -> frozenset[str]:
    """The ids of the sites a record is of; a register that names none is of all."""
    nowhere: Value = "all" if record.kind == "register" else ()
    value = record.fields.get("sites", record.fields.get("site", nowhere))
    sites = value if isinstance(value, tuple) else (value,)
    return frozenset(scope.context.lexicon.name("site", str(site)) for site in sites)
