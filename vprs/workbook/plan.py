"""What a workbook that came back would change: edits, new records, rows that are refused, and what is only told.

Takes nothing; planning gives it, and filing turns it into the bytes of files.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from vprs.amending.appending import Fields
from vprs.amending.editing import Change
from vprs.model import Record, Value
from vprs.problem import Problem

ACTIONS_FILE, JUDGEMENTS_FILE = "actions.yaml", "judgements.yaml"


@dataclass(frozen=True, kw_only=True, slots=True)
class Edited:
    """One cell of a row that changes one field of a record; before and after are texts, value is typed (None: out)."""

    sheet: str
    number: int
    record: Record
    heading: str
    field: str
    before: str
    after: str
    change: Change
    value: Value | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Added:
    """A row that becomes a record of its own. fields: as they are written; values: as they are read back."""

    sheet: str
    number: int
    id: str
    kind: str
    file: str
    fields: Fields
    values: Mapping[str, Value]


@dataclass(frozen=True, kw_only=True, slots=True)
class Noted:
    """Something about a row that a person should know although it stands in nobody's way."""

    sheet: str
    number: int
    text: str


Step = Edited | Added | Noted | Problem


@dataclass(frozen=True, kw_only=True, slots=True)
class Plan:
    """faults: rows and sheets that are refused whole, with what to do; none of their cells is among the changes."""

    edits: tuple[Edited, ...] = ()
    additions: tuple[Added, ...] = ()
    faults: tuple[Problem, ...] = ()
    notes: tuple[Noted, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether it changes nothing."""
        return not self.edits and not self.additions
