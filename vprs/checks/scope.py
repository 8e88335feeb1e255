"""In which the operands of a rule are filled: a context, and for forms over pairs the other of the pair.

Takes an operand, gives its value, or None where a reference leads to nothing that is given.
"""

from __future__ import annotations

from dataclasses import dataclass

from vprs.checks.context import Context
from vprs.checks.horizon import value_at
from vprs.model import Operand, Record, Ref, Value


@dataclass(frozen=True, kw_only=True, slots=True)
class Scope:
    """In which the operands of a rule are filled: a context, and for forms over pairs the other of the pair."""

    context: Context
    first: Record | None = None
    each: Record | str | None = None

    def fill(self, operand: Operand) -> Value | None:
        """The operand's value; None where a reference leads to nothing that is given."""
        if not isinstance(operand, Ref):
            return operand
        if operand.base == "first" and self.first is not None:
            return _of_record(self.first, operand.path)
        if operand.base == "each":
            return self.each if isinstance(self.each, str) else _of_record(self.each, operand.path or ("id",))
        return self.context.fill(operand)


def _of_record(record: Record | None, path: tuple[str, ...]) -> Value | None:
    if record is None:
        return None
    return record.id if path == ("id",) else value_at(record.fields, path)
