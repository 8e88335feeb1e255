"""Values that make a record match a clause of a rule, or fail it: proposals, to be judged again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from vprs.checks.matching import match_clause
from vprs.checks.scope import Scope
from vprs.dates import Span, day
from vprs.evidence.names import LISTS_OF
from vprs.kinds import FieldSpec, KindSpec
from vprs.model import Clause, Matcher, Operand, Record, Ref, Value

GIVEN = "given"  # stands for any text, word or id that is filled in


def matching(
    clause: Clause, current: Value | None, spec: KindSpec, scope: Scope, on: date | None = None
) -> Value | None:
    """A value of the clause's field that matches it, kept as near to the current one as can be; None for no value."""
    field = spec.field(clause.field)
    value = current
    for matcher in clause.matchers:
        value = _matched(matcher, value, field, scope, on or scope.context.as_of)
    return value


def _matched(matcher: Matcher, current: Value | None, field: FieldSpec | None, scope: Scope, on: date) -> Value | None:
    many = field is not None and field.many
    if matcher.operator == "any":
        element = _element(matcher, scope)
        return (*_tuple(current), element) if many else element
    if matcher.operator == "present":
        if matcher.operands == (False,):
            return None
        given = day(on) if field is not None and field.reads == "date" else anything(field, scope)
        return given if current in (None, ()) else current
    operands = [filled for operand in matcher.operands if (filled := scope.fill(operand)) is not None]
    if not operands:
        return None
    wanted = operands if matcher.operator == "all_of" else operands[:1]
    values = [item for operand in wanted for item in _tuple(operand)]
    if matcher.operator in ("more_than", "less_than"):
        values = [_moved(values[0], 1 if matcher.operator == "more_than" else -1)]
    if not many:
        return values[0] if values else None
    return tuple(dict.fromkeys((*_tuple(current), *values)))


def _tuple(value: Value | None) -> tuple[Value, ...]:
    return () if value is None else value if isinstance(value, tuple) else (value,)


def _moved(value: Value, step: int) -> Value:
    if isinstance(value, Span):
        return day(value.last + timedelta(days=1)) if step > 0 else day(value.first - timedelta(days=1))
    return value + step if isinstance(value, int | Decimal) else value


def _element(matcher: Matcher, scope: Scope) -> Value:
    element: dict[str, Value] = {}
    for clause in matcher.clauses:
        for inner in clause.matchers:
            filled = [given for operand in inner.operands if (given := scope.fill(operand)) is not None]
            if inner.operator == "present":
                filled = [day(scope.context.as_of)] if clause.field[-1] in ("date", "to") else [GIVEN]
            if filled and inner.operands != (False,):
                put(element, clause.field, _tuple(filled[0])[0])
    return element


def anything(field: FieldSpec | None, scope: Scope) -> Value | None:
    """Some value that the field may hold."""
    if field is None:
        return GIVEN
    value = _one(field, scope)
    return (value,) if field.many and value is not None else value


def _one(field: FieldSpec, scope: Scope) -> Value | None:
    match field.reads:
        case "date":
            return day(scope.context.as_of)
        case "flag":
            return True
        case "number" | "whole":
            return 1
        case "choice":
            return field.choices[0]
        case "id":
            return GIVEN
        case "mapping":
            return {name: given for name, inner in field.fields.items() if (given := _one(inner, scope)) is not None}
        case reads if reads in LISTS_OF:
            entries = (entry.id for name in LISTS_OF[reads] for entry in scope.context.organisation.lists.get(name, ()))
            return next(entries, GIVEN)
        case _:
            return GIVEN


def failing(clauses: tuple[Clause, ...], record: Record, scope: Scope) -> dict[str, Value | None]:
    """The least change of one field that makes a record fail a clause; empty where none is known."""
    spec = scope.context.kinds[record.kind]
    tried = ((clause, _opposite(clause, spec, scope)) for clause in sorted(clauses, key=_hardness))
    for clause, value in tried:
        changed = _with(record.fields, clause.field, value)
        other = replace(record, fields={name: held for name, held in changed.items() if held is not None})
        if match_clause(clause, other, scope, population=True).truth is False:
            return {clause.field[0]: changed.get(clause.field[0])}
    return {}


def closes(clause: Clause) -> bool:
    """Whether a clause asks for what is open still, so that closing it is the way out."""
    return asks_absence(clause) or clause.field == ("status",)


def _hardness(clause: Clause) -> int:
    """Closing a thing comes first, a yes or no or a choice next; renaming it last."""
    operators = [matcher.operator for matcher in clause.matchers]
    if asks_absence(clause):
        return 0
    if "present" in operators:
        return 4
    if any(isinstance(operand, bool) for matcher in clause.matchers for operand in matcher.operands):
        return 1
    return 3 if operators in (["is"], ["one_of"]) else 2


def _opposite(clause: Clause, spec: KindSpec, scope: Scope) -> Value | None:
    matcher = clause.matchers[0]
    field = spec.field(clause.field)
    if matcher.operator == "present":
        return anything(field, scope) if matcher.operands == (False,) else None
    operand = next((given for each in matcher.operands if (given := scope.fill(each)) is not None), None)
    if isinstance(operand, bool):
        return not operand
    if matcher.operator in ("at_least", "more_than") and operand is not None:
        return _moved(operand, -1) if matcher.operator == "at_least" else operand
    if matcher.operator in ("at_most", "less_than") and operand is not None:
        return _moved(operand, 1) if matcher.operator == "at_most" else operand
    taken = [str(given) for each in matcher.operands if (given := scope.fill(each)) is not None]
    if field is not None and field.reads == "choice":
        return next((choice for choice in field.choices if choice not in taken), None)
    if field is not None and field.reads == "word":
        other = f"other than {' or '.join(taken)}"
        return (other,) if field.many else other
    return None


def _with(fields: Mapping[str, Value], path: tuple[str, ...], value: Value | None) -> dict[str, Value | None]:
    changed: dict[str, Value | None] = dict(fields)
    if len(path) == 1:
        changed[path[0]] = value
        return changed
    inner = fields.get(path[0])
    kept = _with(inner if isinstance(inner, Mapping) else {}, path[1:], value)
    changed[path[0]] = {name: held for name, held in kept.items() if held is not None} or None
    return changed


def changed_at(record: Record, path: tuple[str, ...], value: Value | None) -> dict[str, Value | None]:
    """The top-level field of a record as it is with another value at a path."""
    return {path[0]: _with(record.fields, path, value)[path[0]]}


def referred(clauses: tuple[Clause, ...], base: str) -> Iterator[tuple[str, ...]]:
    """The fields of the other of a pair that clauses refer to: ("version",) of `$each.version`."""
    operands = (operand for clause in clauses for matcher in clause.matchers for operand in matcher.operands)
    for operand in operands:
        if isinstance(operand, Ref) and operand.base == base and operand.path not in ((), ("id",)):
            yield operand.path


def asks_each(clause: Clause, base: str) -> bool:
    """Whether a clause asks for the other of a pair."""

    def refers(operand: Operand) -> bool:
        return isinstance(operand, Ref) and operand.base == base

    return any(refers(operand) for matcher in clause.matchers for operand in matcher.operands)


def put(fields: dict[str, Value], path: list[str] | tuple[str, ...], value: Value) -> None:
    if len(path) == 1:
        fields[path[0]] = value
        return
    inner = fields.get(path[0])
    kept = dict(inner) if isinstance(inner, Mapping) else {}
    put(kept, path[1:], value)
    fields[path[0]] = kept


def asks_absence(clause: Clause) -> bool:
    return any(matcher.operator == "present" and matcher.operands == (False,) for matcher in clause.matchers)
