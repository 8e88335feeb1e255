"""Whether a check asks only bodies that have ended: it is then not applicable, and not a failure.

Takes the selectors of a form and a scope, gives the name of the body, or the last day on which one still stood. A body
is found wherever the schema of the kind says that a field names one.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from vprs.checks.scope import Scope
from vprs.checks.wording import when
from vprs.dates import Span
from vprs.kinds import KindSpec
from vprs.model import Clause, Selector, Value


def dissolved(selectors: tuple[Selector, ...], scope: Scope, *, since: date | None = None) -> str | None:
    """Which body that a selector names ended when, before as_of (before its window's start); None where none did.

    `NHS Protect ended on 31 March 2017`, by the name that organisation.yaml gives it.

    A selector over several bodies is dissolved when all of them are.

    since  a day before which they must have ended whatever the window of a selector
    """
    for selector in selectors:
        days = scope.context.window(selector.window)
        asked = since or (days.start if days else scope.context.as_of)
        for group, ended in _ended_groups(selector, scope):
            if ended < asked:
                return " and ".join(dict.fromkeys(f"{name} ended {ended_on(span)}" for name, span in group))
    return None


def last_day_asked(selector: Selector, scope: Scope) -> date | None:
    """The last day on which all the bodies that a selector asks still stood, or None where none of them has an end.

    A group of which any one will do stands as long as one of them.
    """
    return min((ended for _, ended in _ended_groups(selector, scope)), default=None)


def ended_on(span: Span) -> str:
    return f"on {when(span)}" if span.exact else f"in {when(span)}"


def _ended_groups(selector: Selector, scope: Scope) -> Iterator[tuple[list[tuple[str, Span]], date]]:
    """The groups of bodies, of which any one will do, that all have an end: names and ends, and the last day of all."""
    for group in (*_bodies_asked(selector.where, selector.kind, scope), selector.received_by):
        ends = [_ended(body, scope) for body in group]
        known = [end for end in ends if end is not None]
        if known and len(known) == len(ends):
            yield known, max(span.last for _, span in known)


def _ended(body: str, scope: Scope) -> tuple[str, Span] | None:
    """The name of a body and its last day, or None where it has none."""
    wanted = scope.context.lexicon.name("body", body)
    for entry in scope.context.organisation.lists.get("bodies", ()):
        if scope.context.lexicon.name("body", entry.id) == wanted:
            end = entry.fields.get("to")
            return (str(entry.fields.get("name") or body), end) if isinstance(end, Span) else None
    return None


def _bodies_asked(clauses: tuple[Clause, ...], kind: str, scope: Scope) -> list[tuple[str, ...]]:
    spec = scope.context.kinds[kind]
    asked = [(clause.field, matcher) for clause in clauses for matcher in clause.matchers]
    for path, outer in tuple(asked):
        asked += [((*path, *inner.field), matcher) for inner in outer.clauses for matcher in inner.matchers]
    groups = (
        _texts([scope.fill(operand) for operand in matcher.operands])
        for path, matcher in asked
        if _names_a_body(spec, path)
    )
    return [group for group in groups if group]


def _names_a_body(spec: KindSpec, path: tuple[str, ...]) -> bool:
    field = spec.field(path)
    return field is not None and field.reads in ("body", "role-or-body")


def _texts(operands: list[Value | None]) -> tuple[str, ...]:
    groups = (operand if isinstance(operand, tuple) else (operand,) for operand in operands)
    return tuple(item for group in groups for item in group if isinstance(item, str))
