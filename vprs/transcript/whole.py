"""The rows of a table, read whole or not at all: every fault of every row is told together.

Takes a table and what reads one row, gives the rows; with any fault, none and InvalidInput.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from vprs.problem import InvalidInput, Problem
from vprs.transcript.table import Transcription

Row = TypeVar("Row")


@dataclass(frozen=True, kw_only=True, slots=True)
class Limits:
    """most: rows that a table can have. Then what to say: of more, what to do about it, and what to do about none."""

    most: int
    too_many: str
    fewer: str
    none: str


def read_whole(
    table: Transcription,
    limits: Limits,
    read_row: Callable[[int, Mapping[str, str], Sequence[Row]], tuple[Row | None, list[Problem]]],
    twins: Callable[[str, Sequence[Row]], Iterable[Problem]],
) -> tuple[Row, ...]:
    """Every row that is filled. read_row: takes its number, its cells and the rows before. twins: rows that clash."""
    rows: list[Row] = []
    problems: list[Problem] = []
    for line, cells in table.filled():
        if len(rows) + len(problems) >= limits.most:
            told = Problem(file=table.file, line=line, message=limits.too_many, hint=limits.fewer)
            raise InvalidInput([*problems[:20], told])
        row, faults = read_row(line, cells, rows)
        problems += faults
        rows += [row] if row is not None else []
    problems += twins(table.file, rows)
    problems += (_stray(table.file, line, cell) for line, cell in table.unheaded())
    if not rows and not problems:
        said = "no row stands below the headings."
        problems.append(Problem(file=table.file, line=table.columns.row, message=said, hint=limits.none))
    if problems:
        raise InvalidInput(problems)
    return tuple(rows)


def _stray(file: str, line: int, cell: str) -> Problem:
    said = f"'{cell[:60]}' stands under no heading, so it would be left out."
    hint = "Put it under its heading, or head its column; in CSV, put quotes around a cell that holds a comma."
    return Problem(file=file, line=line, message=said, hint=hint)
