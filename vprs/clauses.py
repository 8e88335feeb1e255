"""Conditions that the program itself asks of records, as a rule would ask them.

Takes a field (dots split into a path) and values, gives a Clause.
"""

from __future__ import annotations

from collections.abc import Iterable

from vprs.model import Clause, Matcher, Operand


def equals(field: str, value: Operand) -> Clause:
    """The field is this value."""
    return _clause(field, Matcher(operator="is", operands=(value,)))


def among(field: str, values: Iterable[Operand]) -> Clause:
    """The field is one of these values."""
    return _clause(field, Matcher(operator="one_of", operands=tuple(values)))


def present(field: str, *, there: bool = True) -> Clause:
    """The field is filled in, or it is not."""
    return _clause(field, Matcher(operator="present", operands=(there,)))


def _clause(field: str, matcher: Matcher) -> Clause:
    return Clause(field=tuple(field.split(".")), matchers=(matcher,))
