"""Tables of counts as they may be shown: no count from 1 to 4, and none that can be worked out from the rest.

Takes a table of counts, gives the texts to show. A count from 1 to 4, be it a total, is shown as `<5`; whatever else
would give one away is shown as `*`: other counts first, totals only where counts do not do, the grand total last.

Whether a hidden count can be worked out is asked exactly. Every figure is an arc: a count from its row to its column,
a total on to the margin, the grand total back from the columns to the rows. One table can be another with the same
shown figures only by one unit more, or less, all along a circle of hidden arcs; so a figure is safe where its arc
lies on such a circle. Where it lies on none, the cheapest circle through it is hidden.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

SMALL = "<5"
WITHHELD = "*"
LARGEST_SMALL = 4

Node = tuple[str, int]
ROWS: Node = ("rows", 0)
COLUMNS: Node = ("columns", 0)

# What it costs to withhold a figure: a total is worth three counts, the grand total more than any circle of counts.
_COST_OF_COUNT, _COST_OF_TOTAL, _COST_OF_GRAND_TOTAL = 1_000, 3_000, 1_000_000_000
_LARGEST_TOLD_APART = 999  # of figures that cost alike the smaller one is withheld


@dataclass(frozen=True, kw_only=True, slots=True)
class ShownTable:
    """Texts in the shape of the counts, the totals of rows and columns, and the grand total."""

    cells: tuple[tuple[str, ...], ...]
    row_totals: tuple[str, ...]
    column_totals: tuple[str, ...]
    total: str


@dataclass(slots=True)
class _Figure:
    """A figure of the table as an arc, and how it is shown so far. Internal: built, used and dropped in suppress.

    cost  of withholding it; None where it stays as it is: a nought cannot be less, and a small count is `<5` anyway
    """

    start: Node
    end: Node
    count: int
    cost: int | None
    shown: str

    def cost_of(self, change: int) -> int | None:
        """What must be paid for the figure to be possibly one more (1) or one less (-1); None where that cannot be."""
        if self.shown == WITHHELD:
            return 0
        if self.shown == SMALL and 1 <= self.count + change <= LARGEST_SMALL:
            return 0
        return self.cost


Leaving = Mapping[Node, Sequence[tuple[Node, _Figure, int]]]


def suppress(counts: Sequence[Sequence[int]]) -> ShownTable:
    """What may be shown of rows of counts, all of the same length; a list of figures is a table of one row."""
    rows = tuple(tuple(row) for row in counts)
    if len({len(row) for row in rows}) > 1:
        raise ValueError("the rows of a table of counts differ in length")
    figures = tuple(_figures(rows))
    leaving = _leaving(figures)
    for figure in figures:
        if figure.shown == SMALL:
            for other in _cheapest_circle(leaving, figure):
                other.shown = WITHHELD
    texts = {(figure.start, figure.end): figure.shown for figure in figures}
    width = len(rows[0]) if rows else 0
    return ShownTable(
        cells=tuple(tuple(texts[_row(r), _column(c)] for c in range(width)) for r in range(len(rows))),
        row_totals=tuple(texts[ROWS, _row(r)] for r in range(len(rows))),
        column_totals=tuple(texts[_column(c), COLUMNS] for c in range(width)),
        total=texts[COLUMNS, ROWS],
    )


def _row(number: int) -> Node:
    return ("row", number)


def _column(number: int) -> Node:
    return ("column", number)


def _figures(rows: Sequence[Sequence[int]]) -> Iterator[_Figure]:
    for r, row in enumerate(rows):
        for c, count in enumerate(row):
            cost = None if count <= LARGEST_SMALL else _COST_OF_COUNT
            yield _figure(_row(r), _column(c), count, cost)
        yield _figure(ROWS, _row(r), sum(row), _COST_OF_TOTAL)
    for c, column in enumerate(zip(*rows, strict=True)):
        yield _figure(_column(c), COLUMNS, sum(column), _COST_OF_TOTAL)
    yield _figure(COLUMNS, ROWS, sum(map(sum, rows)), _COST_OF_GRAND_TOTAL)


def _figure(start: Node, end: Node, count: int, cost: int | None) -> _Figure:
    shown = SMALL if 1 <= count <= LARGEST_SMALL else str(count)
    return _Figure(start, end, count, cost and cost + min(count, _LARGEST_TOLD_APART), shown)


def _leaving(figures: Sequence[_Figure]) -> Leaving:
    """Node -> the figures at it: where each leads, and whether that way it grows (1) or shrinks (-1)."""
    found: defaultdict[Node, list[tuple[Node, _Figure, int]]] = defaultdict(list)
    for figure in figures:
        found[figure.start].append((figure.end, figure, 1))
        if figure.count:
            found[figure.end].append((figure.start, figure, -1))
    return found


def _cheapest_circle(leaving: Leaving, figure: _Figure) -> tuple[_Figure, ...]:
    """The figures to withhold so that `figure` can be one more or one less than it is; none where it can already."""
    ways = []
    for change, start, end in ((1, figure.end, figure.start), (-1, figure.start, figure.end)):
        own = figure.cost_of(change)
        way = _cheapest_way(leaving, start, end, figure) if own is not None else None
        if own is not None and way is not None:
            ways.append((way[0] + own, (*way[1], figure) if own else way[1]))
    return min(ways, key=lambda way: way[0])[1]


def _cheapest_way(leaving: Leaving, start: Node, end: Node, but: _Figure) -> tuple[int, tuple[_Figure, ...]] | None:
    """(cost, figures to withhold) of the cheapest way between two nodes that does not lead back over `but`."""
    best = {start: 0}
    came: dict[Node, tuple[Node, _Figure, int]] = {}
    waiting = [(0, start)]
    while waiting:
        cost, node = heapq.heappop(waiting)
        if node == end:
            return cost, _withheld_on(came, start, end)
        if cost > best[node]:
            continue
        for after, figure, change in leaving.get(node, ()):
            step = None if figure is but else figure.cost_of(change)
            if step is not None and cost + step < best.get(after, cost + step + 1):
                best[after] = cost + step
                came[after] = (node, figure, step)
                heapq.heappush(waiting, (cost + step, after))
    return None


def _withheld_on(came: Mapping[Node, tuple[Node, _Figure, int]], start: Node, end: Node) -> tuple[_Figure, ...]:
    found = []
    while end != start:
        end, figure, step = came[end]
        if step:
            found.append(figure)
    return tuple(found)
