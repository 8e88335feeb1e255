"""Rows of a monitoring table that are passed over: headings that stand twice, and what is marked as no row to read.

Takes a table, gives the rows that are no rows of it and why. None is passed over in silence: whoever reads the table
tells of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from vprs.evidence.tables import fold_heading
from vprs.monitoring.headings import ALIASES, LEFT_OUT, behind_question, meaning_of
from vprs.transcript.table import Transcription

_FEWEST = 3  # cells that must be headings, so that no row is taken for them by chance
_TWICE = {"reported": "when", "closes": "who"}  # as tables ask `When?` and `Who?` a second time


@dataclass(frozen=True, kw_only=True, slots=True)
class Passed:
    """A row; reason: as its mark says, empty of headings that are repeated."""

    line: int
    reason: str


def passed_over(table: Transcription) -> Iterator[Passed]:
    for line, cells in table.filled():
        mark = " ".join(cells.get(LEFT_OUT, "").split())
        if mark or _repeats_headings(cells):
            yield Passed(line=line, reason=mark)


def _repeats_headings(cells: Mapping[str, str]) -> bool:
    """Whether every filled cell could head its column, as where a row of questions stands below the headings."""
    filled = {name: cell.strip() for name, cell in cells.items() if cell.strip()}
    often = filled.get("when", "")
    if len(filled) < _FEWEST or not (often.endswith(("?", ":")) or fold_heading(often) in ALIASES["when"]):
        return False
    return all(_heads(name, cell) for name, cell in filled.items())


def _heads(name: str, cell: str) -> bool:
    means = meaning_of(behind_question(cell) or cell)
    return means == name or (means is not None and means == _TWICE.get(name))
