"""The operators of a rule over one value, three-valued: equal, any of, all of, at least, less than.

Takes a typed value, the filled operands and how the field is read; gives True, False, or None where a date may mean
several days.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal

from vprs.checks.scope import Scope
from vprs.checks.words import fold
from vprs.dates import Span, after, day, not_before, same
from vprs.evidence.names import LISTS_OF
from vprs.kinds import LOOKING_AHEAD
from vprs.model import Clause, Value

Spec = tuple[str, str]  # how a field is read, and its last name
Test = Callable[[Value, list[Value], Spec, Clause, Scope], bool | None]


def _is(value: Value, operands: list[Value], spec: Spec, clause: Clause, scope: Scope) -> bool | None:
    """Any of the value's elements equals any of the operands; `all` stands for every site."""
    if spec[0] == "site" and covers_all(value):
        return True
    answers = [
        _equal(element, operand, spec, clause, scope)
        for element in _each(value)
        for given in operands
        for operand in _each(given)
    ]
    return True if True in answers else None if None in answers else False


def _all_of(value: Value, operands: list[Value], spec: Spec, clause: Clause, scope: Scope) -> bool | None:
    wanted = [operand for given in operands for operand in _each(given)]
    answers = [_is(value, [operand], spec, clause, scope) for operand in wanted]
    return False if False in answers else None if None in answers else True


def covers_all(value: Value) -> bool:
    return any(isinstance(element, str) and fold(element) == "all" for element in _each(value))


def _each(value: Value) -> tuple[Value, ...]:
    return value if isinstance(value, tuple) else (value,)


def _equal(value: Value, operand: Value, spec: Spec, clause: Clause, scope: Scope) -> bool | None:
    reads, name = spec
    if isinstance(value, Span) and isinstance(operand, Span):
        return same(_bound(value, clause), operand)
    if isinstance(value, str) and isinstance(operand, str):
        return _same_words(value, operand, reads, name, scope)
    if isinstance(value, bool) or isinstance(operand, bool):
        return value is operand
    return bool(value == operand)


def _same_words(value: str, operand: str, reads: str, name: str, scope: Scope) -> bool:
    lexicon = scope.context.lexicon
    if reads == "id":
        return value == operand
    if reads in ("body", "role-or-body"):
        return lexicon.name(reads, operand) in lexicon.stands_for(value)
    if reads in LISTS_OF:
        return lexicon.name(reads, value) == lexicon.name(reads, operand)
    return lexicon.word(name, value) == lexicon.word(name, operand)


def _bound(value: Span, clause: Clause) -> Span:
    """A date that bounds validity holds to the last day that it may mean."""
    return day(value.last) if clause.field[-1] in LOOKING_AHEAD else value


def _at_least(value: Value, operands: list[Value], _: Spec, clause: Clause, __: Scope) -> bool | None:
    return _ordered(value, operands[0], clause, not_before, lambda a, b: a >= b)


def _more_than(value: Value, operands: list[Value], _: Spec, clause: Clause, __: Scope) -> bool | None:
    return _ordered(value, operands[0], clause, after, lambda a, b: a > b)


def _at_most(value: Value, operands: list[Value], _: Spec, clause: Clause, __: Scope) -> bool | None:
    return _ordered(value, operands[0], clause, lambda a, b: not_before(b, a), lambda a, b: a <= b)


def _less_than(value: Value, operands: list[Value], _: Spec, clause: Clause, __: Scope) -> bool | None:
    return _ordered(value, operands[0], clause, lambda a, b: after(b, a), lambda a, b: a < b)


def _ordered(
    value: Value,
    operand: Value,
    clause: Clause,
    span_test: Callable[[Span, Span], bool | None],
    number_test: Callable[[Decimal, Decimal], bool],
) -> bool | None:
    """Whether any of the value's elements stands so to the operand."""
    answers = [_compare(element, operand, clause, span_test, number_test) for element in _each(value)]
    return True if True in answers else None if None in answers else False


def _compare(
    value: Value,
    operand: Value,
    clause: Clause,
    span_test: Callable[[Span, Span], bool | None],
    number_test: Callable[[Decimal, Decimal], bool],
) -> bool | None:
    if isinstance(value, Span) and isinstance(operand, Span):
        return span_test(_bound(value, clause), operand)
    if _number(value) and _number(operand):
        return number_test(Decimal(value), Decimal(operand))  # type: ignore[arg-type]
    return False


def _number(value: Value) -> bool:
    return isinstance(value, (int, Decimal)) and not isinstance(value, bool)


TESTS: Mapping[str, Test] = {
    "is": _is,
    "one_of": _is,
    "all_of": _all_of,
    "at_least": _at_least,
    "more_than": _more_than,
    "at_most": _at_most,
    "less_than": _less_than,
}
