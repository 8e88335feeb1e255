"""Rows of a printed table, and why one of them would not be read back as the row that it is.

Takes rows of text, gives the same rows, each with what keeps it from becoming a rule again. It reads them just as
`vprs rules from-table` will, so that the two cannot disagree.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from vprs.monitoring.names import joined
from vprs.monitoring.rows import Row, row_of

HEADINGS = ("What", "How", "When", "Who", "Where", "When reported", "Who closes actions")
_NAMES = ("what", "how", "when", "who", "where", "reported", "closes")


@dataclass(frozen=True, kw_only=True, slots=True)
class TableRow:
    """One row.

    requirement  that it is printed from
    cells        under `HEADINGS`
    lost         why the row cannot become a rule again; empty where it can
    """

    requirement: str
    cells: tuple[str, ...]
    lost: str = ""


def with_lost(rows: Iterable[TableRow]) -> Iterator[TableRow]:
    """What is said of two rows is told apart by their requirements; where that does not help, only the first stands."""
    taken: set[str] = set()
    for each in rows:
        row = _told_apart(each) if each.cells[0].casefold() in taken else each
        twin = row.cells[0].casefold() in taken
        lost = "what: another row says the same" if twin else _lost(row)
        if not lost:
            taken.add(row.cells[0].casefold())
        yield replace(row, lost=lost)


def _told_apart(row: TableRow) -> TableRow:
    what, *others = row.cells
    return replace(row, cells=(f"{what} ({row.requirement})", *others))


def _lost(row: TableRow) -> str:
    found, faults = row_of(dict(zip(_NAMES, row.cells, strict=True)))
    if faults or found is None:
        return "; ".join(f"{fault.where}: {fault.message.rstrip('.')}" for fault in faults)
    changed = [name for name, cell, back in zip(_NAMES, row.cells, _cells(found), strict=True) if cell != back]
    return f"{', '.join(changed)}: would be read otherwise" if changed else ""


def _cells(row: Row) -> tuple[str, ...]:
    """As the row's pack would be printed."""
    reported = row.told.words
    names = (joined(row.who), joined(row.where))
    return (row.what, "; ".join(row.how), row.when.words, *names, reported, joined(row.closes))
