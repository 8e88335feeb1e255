"""Whether a row of a table is so tall that it had better run on over two pages, or so low that it can be held to one.

Takes the cells of a row and the shares of its columns, gives yes or no from the number of characters. It is a guess
of how text falls, good enough to choose by; a row that is not tall is kept in one piece.
"""

from __future__ import annotations

from vprs.paper import Cell, text_of

# On A4 with the margins and the text of tables that Word and print give: characters across, lines in 40% of a page.
_PORTRAIT = (117, 29)
_LANDSCAPE = (199, 21)
_FEW = 3  # lines of a row that may be held to the next: those at both ends of a table, held, take little of a page
_PADDING = 2  # characters that the space beside the text of a cell would hold


def is_tall(cells: tuple[Cell, ...], widths: tuple[int, ...], *, landscape: bool) -> bool:
    return _most_lines(cells, widths, landscape) > (_LANDSCAPE if landscape else _PORTRAIT)[1]


def is_low(cells: tuple[Cell, ...], widths: tuple[int, ...], *, landscape: bool) -> bool:
    return _most_lines(cells, widths, landscape) <= _FEW


def _most_lines(cells: tuple[Cell, ...], widths: tuple[int, ...], landscape: bool) -> int:
    across = (_LANDSCAPE if landscape else _PORTRAIT)[0]
    rooms = (max(1, across * share // sum(widths) - _PADDING) for share in widths)
    return max((_lines(cell, room) for cell, room in zip(cells, rooms, strict=True)), default=0)


def _lines(cell: Cell, room: int) -> int:
    return sum(-(-len(text_of(line)) // room) or 1 for line in cell.lines)
