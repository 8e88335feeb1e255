"""Records by the ids that they name, for forms over pairs: `incident: $each.id` leads to few of a long register.

Takes a selector and a context, gives its `Link`s; a link and a scope give the id that is asked for.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from vprs.checks.context import Context, once
from vprs.checks.horizon import value_at
from vprs.checks.scope import Scope
from vprs.model import Clause, Ref, Selector


@dataclass(frozen=True, kw_only=True, slots=True)
class Link:
    """A clause that asks for the id of the other of a pair: `other` says whose; id -> positions of those that name it.

    alone  whether it asks for nothing else
    """

    clause: Clause
    other: Ref
    alone: bool
    places: Mapping[str, tuple[int, ...]]


def links_of(selector: Selector, context: Context) -> Iterator[Link]:
    """The links of a selector, in the order of its clauses."""
    for clause in selector.where:
        other = _other(clause)
        field = context.kinds[selector.kind].field(clause.field)
        if other is not None and field is not None and field.reads == "id":
            places = _places(selector.kind, clause.field, context)
            yield Link(clause=clause, other=other, alone=len(clause.matchers) == 1, places=places)


def target_of(link: Link, scope: Scope) -> str | None:
    """The id that the link asks for in this scope, or None where there is none."""
    target = scope.fill(link.other)
    return target if isinstance(target, str) else None


def _other(clause: Clause) -> Ref | None:
    for matcher in clause.matchers:
        operand = matcher.operands[0] if len(matcher.operands) == 1 else None
        if matcher.operator == "is" and isinstance(operand, Ref) and operand.base in ("first", "each"):
            return operand
    return None


def _places(kind: str, path: tuple[str, ...], context: Context) -> Mapping[str, tuple[int, ...]]:
    """Positions of the records of a kind by the ids that a field of theirs names, made once."""

    def find() -> Mapping[str, tuple[int, ...]]:
        index: dict[str, list[int]] = {}
        for number, record in enumerate(context.records.get(kind, ())):
            value = value_at(record.fields, path)
            for name in value if isinstance(value, tuple) else (value,):
                index.setdefault(str(name), []).append(number)
        return {name: tuple(numbers) for name, numbers in index.items()}

    return once(context.shared, ("places", kind, path), find)
