"""Whether a row of a table would take so much of a page that it had better run on over two.

Takes the cells of a row and the shares of its columns, gives yes or no from the number of characters. It is a guess
of how text falls, good enough to choose by; a row that is not tall is kept in one piece.
"""

from __future__ import annotations

from vprs.paper import Cell, text_of

# On A4 with the margins and the text of tables that Word and print give: characters across, lines in 40% of a page.
_PORTRAIT = (117, 29)
_LANDSCAPE = (199, 21)
_PADDING = 2  # characters that the space beside the text of a cell would hold


def is_tall(cells: tuple[Cell, ...], widths: tuple[int, ...], *, landscape: bool) -> bool:
    across, most = _LANDSCAPE if landscape else _PORTRAIT
    rooms = (max(1, across * share // sum(widths) - _PADDING) for share in widths)
    return any(_lines(cell, room) > most for cell, room in zip(cells, rooms, strict=True))


def _lines(cell: Cell, room: int) -> int:
    return sum(-(-len(text_of(line)) // room) or 1 for line in cell.lines)
