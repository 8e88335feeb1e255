"""Whether a member of a population of `every` is asked at all: it is not exempt, and old enough.

Takes the form, a member and a scope, gives yes, no, or None where that is not known.
"""

from __future__ import annotations

from vprs.checks.horizon import dated, value_at
from vprs.checks.matching import says_unknown
from vprs.checks.populations import Member
from vprs.checks.scope import Scope
from vprs.checks.words import fold
from vprs.dates import Span, day, not_before, shift
from vprs.model import Every, Selector, Value


def is_exempt(form: Every, member: Member, scope: Scope) -> bool | None:
    """Whether the field that exempts is filled, and not by a no; None where that is not known."""
    if form.exempt is None or isinstance(member, str):
        return False
    path = tuple(form.exempt.split("."))
    found = _filled(value_at(member.fields, path))
    others = scope.context.otherwise.get(member.id, ())
    return found if all(_filled(value_at(other.record.fields, path)) is found for other in others) else None


def _filled(value: Value | None) -> bool:
    if value is None:
        return False
    refused = value is False or (isinstance(value, str) and fold(value) == "no")
    return value != () and not refused and not says_unknown(value)


def is_due(form: Every, member: Member, scope: Scope) -> bool | None:
    """Whether a member is old enough to be asked: its date plus the grace is not after as_of."""
    if form.grace is None or isinstance(member, str):
        return True
    own = day_of(form, member, scope)
    return not_before(day(scope.context.as_of), shift(own, form.grace)) if own is not None else None


def day_of(form: Every, member: Member, scope: Scope) -> Span | None:
    """The day of a member: of its kind or as the selector says, or for an entry of the organisation that it opened."""
    if isinstance(member, str):
        return None
    if isinstance(form.of, Selector):
        return dated(member, scope.context.kinds[member.kind], form.of.date)
    return next((v for name in ("opened", "from") if isinstance(v := member.fields.get(name), Span)), None)
