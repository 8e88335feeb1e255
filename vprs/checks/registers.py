"""Whether absence can be told: is there a complete register that covers what was asked.

Takes a selector, its window and a scope, gives True, False, or None where an unreadable item may have been the
register. A register is complete only where somebody declared it so.
"""

from __future__ import annotations

from vprs.checks.horizon import value_at
from vprs.checks.matching import Scope
from vprs.checks.words import fold
from vprs.dates import Period, Span
from vprs.model import Record, Selector


def covered(selector: Selector, scope: Scope, window: Period | None) -> bool | None:
    """Whether a complete register of the selector's kind covers the window.

    Kinds without validity need a window. For kinds with validity its `as_at` lies in the judged period or after.
    """
    return covering(selector, scope, window) is not None or (None if _lost_register(scope) else False)


def covering(selector: Selector, scope: Scope, window: Period | None) -> Record | None:
    """The complete register that covers it, or None."""
    registers = scope.context.records.get("register", ())
    return next((record for record in registers if _covers(record, selector, scope, window)), None)


def _lost_register(scope: Scope) -> bool:
    return bool(scope.context.lost_of("register"))


def _covers(record: Record, selector: Selector, scope: Scope, window: Period | None) -> bool:
    if record.id in scope.context.hazy or not _is_complete(record) or not _is_of(record, selector.kind):
        return False
    if not _has_sites(record, selector):
        return False
    as_at = record.fields.get("as_at")
    if not isinstance(as_at, Span):
        return False
    if window is None:
        valid = scope.context.kinds[selector.kind].has_validity
        return valid and as_at.first >= scope.context.period.start
    start, end = value_at(record.fields, ("period", "start")), value_at(record.fields, ("period", "end"))
    if not (isinstance(start, Span) and isinstance(end, Span)):
        return False
    return start.first <= window.start and window.end <= end.last and as_at.first >= window.end


def _is_complete(record: Record) -> bool:
    return record.fields.get("complete") is True and "declared_by" in record.fields


def _is_of(record: Record, kind: str) -> bool:
    covers = record.fields.get("covers_kind")
    if isinstance(covers, str):
        return fold(covers) == fold(kind)
    return fold(str(record.fields.get("register_type", ""))) in (fold(kind), fold(kind + "s"))


def _has_sites(record: Record, selector: Selector) -> bool:
    """A register of some sites speaks only for those: it covers a selector that asks for no other."""
    sites = record.fields.get("sites")
    own = {fold(str(site)) for site in sites} if isinstance(sites, tuple) else {"all"}
    if "all" in own:
        return True
    asked = [matcher.operands for clause in selector.where if clause.field == ("sites",) for matcher in clause.matchers]
    return any(all(isinstance(o, str) and fold(o) in own for o in operands) for operands in asked if operands)
