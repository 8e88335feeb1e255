"""The workbook before it is drawn: sheets of columns and rows, every word already chosen.

Takes nothing, gives the frozen pieces that the parts of this package build. A column that comes back says which field
of a record it fills; any other is for reading only.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

Cell = str | int

FILL_IN, NEW_ONLY, READ_ONLY = "fill in", "new rows only", "read only"


@dataclass(frozen=True, kw_only=True, slots=True)
class Column:
    """One column.

    field   the field of a record that its cells fill; empty where nothing of it comes back
    new     it comes back from rows that are new, and is for reading elsewhere
    width   in characters
    words   the list whose words its cells may have: a key of `Book.lists`
    """

    heading: str
    field: str = ""
    new: bool = False
    width: int = 16
    words: str = ""

    @property
    def use(self) -> str:
        """What the line above the headings says of it."""
        return READ_ONLY if not self.field else NEW_ONLY if self.new else FILL_IN


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """One row.

    key    what it is known by when it comes back; empty where nothing does
    cells  one for each column
    tones  column -> an outcome, by which a cell may be tinted; the word is always there as well
    fixed  no cell of it comes back: its record stands where it is not changed from here
    """

    key: str = ""
    cells: tuple[Cell, ...]
    tones: Mapping[int, str] = field(default_factory=dict)
    fixed: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Sheet:
    """notes: the sentences above its headings; spare: empty rows that are made ready below the filled ones."""

    title: str
    notes: tuple[str, ...]
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    spare: int = 0

    @property
    def comes_back(self) -> bool:
        return any(column.field for column in self.columns)


@dataclass(frozen=True, kw_only=True, slots=True)
class Book:
    """A whole workbook.

    lists  name -> the words that a column may offer
    head   what a workbook says of itself, to be known again by: format, organisation, as_of ...
    dated  ISO date that stands in the properties
    """

    title: str
    organisation: str
    sheets: tuple[Sheet, ...]
    lists: Mapping[str, tuple[str, ...]]
    head: Mapping[str, str]
    dated: str
