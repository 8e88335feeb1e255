"""What a workbook remembers of how it went out, so that what people changed can be told from what the folder changed.

Takes a `Book`, gives the rows of a hidden sheet; takes these rows as they came back, gives `Original`. Texts are JSON,
in pieces that a cell can hold.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from vprs.workbook.sheets import Book, Sheet

SHEET = "vprs"
PIECE = 30_000  # characters of JSON, which are all ASCII


@dataclass(frozen=True, kw_only=True, slots=True)
class Original:
    """head: what the workbook says of itself; rows: sheet -> key of a row -> heading -> text as it went out."""

    head: Mapping[str, str]
    rows: Mapping[str, Mapping[str, Mapping[str, str]]]


def original_rows(book: Book) -> Iterator[tuple[str, ...]]:
    """The rows of the hidden sheet."""
    yield ("head", "", *_pieces(book.head))
    for sheet in book.sheets:
        for row in sheet.rows:
            if row.key:
                yield (sheet.title, *_row(sheet, row.key, row.cells))


def _row(sheet: Sheet, key: str, cells: Sequence[object]) -> tuple[str, ...]:
    told = {column.heading: str(cell) for column, cell in zip(sheet.columns, cells, strict=True) if cell != ""}
    first, *rest = _pieces({"": key, **told})
    return ("", first, *rest)


def _pieces(told: Mapping[str, str]) -> tuple[str, ...]:
    text = json.dumps(told, sort_keys=True)
    return tuple(text[start : start + PIECE] for start in range(0, len(text), PIECE))


def read_original(rows: Iterable[Sequence[str]]) -> Original | None:
    """What the hidden sheet holds; None where it is not what was written there."""
    head: dict[str, str] = {}
    found: dict[str, dict[str, dict[str, str]]] = {}
    for cells in rows:
        if not any(cells):
            continue
        told = _told("".join(cells[1:]))
        if told is None:
            return None
        if cells[0] == "head":
            head = told
        else:
            found.setdefault(cells[0], {})[told.pop("", "")] = told
    return Original(head=head, rows=found) if head else None


def _told(text: str) -> dict[str, str] | None:
    try:
        told = json.loads(text)
    except (ValueError, RecursionError):
        return None
    plain = isinstance(told, dict) and all(isinstance(each, str) for each in told.values())
    return told if plain else None
