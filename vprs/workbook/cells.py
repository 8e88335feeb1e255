"""Cells as the values that people meant by them, read as strictly as any other evidence.

Takes the text of a cell, the field that it fills and what the folder knows; gives a typed value or the faults of the
cell. Two texts of one cell are the same where they mean the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from vprs.evidence.faults import Fault
from vprs.evidence.names import Names
from vprs.evidence.tables import ERRORS
from vprs.evidence.typed import type_value
from vprs.kinds import FieldSpec
from vprs.model import Record, Value
from vprs.problem import Problem, nearest
from vprs.workbook.returned import ReturnedRow

OUT = "-"  # takes a value out
NO_NAMES = "Write the role, as organisation.yaml lists it; never the name of a person."


@dataclass(frozen=True, kw_only=True, slots=True)
class Known:
    """What the folder and the rules know.

    records  by id; asked: subject -> the roles whose judgement of it a check asks for
    """

    file: str
    names: Names
    records: Mapping[str, Record]
    asked: Mapping[str, tuple[str, ...]]
    requirements: frozenset[str]
    as_of: str

    def fault(self, row: ReturnedRow, heading: str, message: str, hint: str) -> Problem:
        """A fault of one row, for which all of it is refused."""
        where = f"{row.sheet}, {heading}" if heading else row.sheet
        return Problem(file=self.file, line=row.number, where=where, message=message, hint=hint)


@dataclass(frozen=True, kw_only=True, slots=True)
class Meant:
    """A cell as typed; value None where it has a fault."""

    value: Value | None
    faults: tuple[Fault, ...] = ()


def read_cell(spec: FieldSpec, text: str, known: Known, *, own_id: str = "") -> Meant:
    """The value that a filled cell means. own_id: of the record that it belongs to, which may not name itself."""
    if text in ERRORS:
        hint = "Open the workbook, let it calculate, and write the value in its place."
        return Meant(value=None, faults=(Fault((), f"{ERRORS[text]}.", hint),))
    value, faults = type_value(spec, text, known.names, day_first=True, table=True)
    if faults:
        return Meant(value=None, faults=tuple(map(_of_role, faults)) if spec.reads == "role" else faults)
    if spec.reads == "id":
        lost = tuple(_links(value, known, own_id))
        return Meant(value=None, faults=lost) if lost else Meant(value=value)
    if spec.name == "requirement" and str(value) not in known.requirements:
        hint = nearest(str(value), known.requirements) or "Choose one of the list; the sheet Gap analysis has them all."
        return Meant(value=None, faults=(Fault((), f"no requirement is named '{value}'.", hint),))
    return Meant(value=value)


def _of_role(fault: Fault) -> Fault:
    near = fault.hint.partition(" Mend ")[0] if fault.hint.startswith("Did you mean") else ""
    return Fault(fault.path, fault.message, f"{near} {NO_NAMES}".strip(), fault.at_key)


def _links(value: Value | None, known: Known, own_id: str) -> Iterator[Fault]:
    for link in value if isinstance(value, tuple) else (value,):
        if link == own_id:
            yield Fault((), "the record names itself.", "Take its own ID out.")
        elif str(link) not in known.records:
            hint = nearest(str(link), known.records) or "Use the IDs of the sheet Evidence register."
            yield Fault((), f"no record has the ID '{link}'.", hint)


def same(spec: FieldSpec | None, one: str, other: str, known: Known) -> bool:
    """Whether two texts of a cell mean the same."""
    if one == other:
        return True
    if spec is None or not one or not other:
        return False
    values = [type_value(spec, text, known.names, day_first=True, table=True) for text in (one, other)]
    (left, wrong), (right, also) = values
    if wrong or also:
        return False
    if isinstance(left, tuple) and isinstance(right, tuple):
        return set(map(str, left)) == set(map(str, right))
    return left == right
