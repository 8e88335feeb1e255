"""Tables of counts as they may be shown: no count from 1 to 4, and none that can be worked out from the rest.

Takes a table of counts, gives the texts to show. A count from 1 to 4 is shown as `<5`; a total that would give one
away as `*`. Every other count is shown, and as many totals as are safe, the grand total first. Pure.

Whether a hidden count can be worked out is asked exactly. Hidden counts are arcs between their row and their column;
a shown total ties the sum of its line, a hidden one lets it move. One table can be another with the same shown
figures only by a change along a circle of such arcs, so a hidden count is safe where its arc lies on one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

SMALL = "<5"
WITHHELD = "*"
LARGEST_SMALL = 4

Node = tuple[str, int]
Arcs = Mapping[Node, frozenset[Node]]
ROWS: Node = ("rows", 0)
COLUMNS: Node = ("columns", 0)


@dataclass(frozen=True, kw_only=True, slots=True)
class ShownTable:
    """Texts in the shape of the counts, the totals of rows and columns, and the grand total."""

    cells: tuple[tuple[str, ...], ...]
    row_totals: tuple[str, ...]
    column_totals: tuple[str, ...]
    total: str


@dataclass(frozen=True, slots=True)
class _Total:
    """A margin of the table: the arc between `start` and `end` carries its figure."""

    start: Node
    end: Node
    count: int
    hides: bool


def suppress(counts: Sequence[Sequence[int]]) -> ShownTable:
    """What may be shown of rows of counts, all of the same length; a list of figures is a table of one row."""
    rows = tuple(tuple(row) for row in counts)
    if len({len(row) for row in rows}) > 1:
        raise ValueError("the rows of a table of counts differ in length")
    totals = _totals(rows)
    shown: dict[Node, str] = {}
    for total in totals:
        shown[total.start] = str(total.count)
    hidden = [(r, c) for r, row in enumerate(rows) for c, count in enumerate(row) if _is_small(count)]
    # All that could help is withheld, then given back one by one, the largest first, where that is safe.
    shown |= {total.start: WITHHELD for total in totals if total.hides}
    for total in sorted((each for each in totals if each.hides), key=_importance):
        trial = shown | {total.start: SMALL if _is_small(total.count) else str(total.count)}
        if _all_safe(rows, hidden, totals, trial):
            shown = trial
    return ShownTable(
        cells=tuple(tuple(SMALL if _is_small(count) else str(count) for count in row) for row in rows),
        row_totals=tuple(shown[("row", r)] for r in range(len(rows))),
        column_totals=tuple(shown[("column", c)] for c in range(len(rows[0]) if rows else 0)),
        total=shown[ROWS],
    )


def _is_small(count: int) -> bool:
    return 1 <= count <= LARGEST_SMALL


def _totals(rows: tuple[tuple[int, ...], ...]) -> tuple[_Total, ...]:
    """The grand total, then rows, then columns. The arcs lead rows -> row, column -> columns, columns -> rows."""
    columns = tuple(zip(*rows, strict=True))
    grand = _Total(ROWS, COLUMNS, sum(map(sum, rows)), any(_is_small(count) for row in rows for count in row))
    return (
        grand,
        *(_Total(("row", r), ROWS, sum(row), any(map(_is_small, row))) for r, row in enumerate(rows)),
        *(_Total(("column", c), COLUMNS, sum(column), any(map(_is_small, column))) for c, column in enumerate(columns)),
    )


def _importance(total: _Total) -> tuple[bool, int, Node]:
    return total.start != ROWS, -total.count, total.start


def _all_safe(
    rows: Sequence[Sequence[int]], hidden: Iterable[tuple[int, int]], totals: Iterable[_Total], shown: Mapping[Node, str]
) -> bool:
    arcs = _arcs(rows, hidden, totals, shown)
    return all(_can_move(arcs, ("row", r), ("column", c)) for r, c in hidden)


def _arcs(
    rows: Sequence[Sequence[int]], hidden: Iterable[tuple[int, int]], totals: Iterable[_Total], shown: Mapping[Node, str]
) -> Arcs:
    """Where one unit more can flow: forwards where a hidden figure may be larger, backwards where smaller.

    Round the circle a count raised by one runs row -> column -> columns -> rows -> row, each total raised with it.
    """
    found: defaultdict[Node, set[Node]] = defaultdict(set)

    def allow(start: Node, end: Node, count: int, text: str) -> None:
        if text == WITHHELD or (text == SMALL and count < LARGEST_SMALL):
            found[start].add(end)
        if text == WITHHELD or (text == SMALL and count > 1):
            found[end].add(start)

    for r, c in hidden:
        allow(("row", r), ("column", c), rows[r][c], SMALL)
    for total in totals:
        if total.start == ROWS:
            allow(COLUMNS, ROWS, total.count, shown[total.start])
        elif total.end == ROWS:
            allow(ROWS, total.start, total.count, shown[total.start])
        else:
            allow(total.start, COLUMNS, total.count, shown[total.start])
    return {node: frozenset(ends) for node, ends in found.items()}


def _can_move(arcs: Arcs, row: Node, column: Node) -> bool:
    """Whether the hidden count between them can be larger or smaller by one, other figures moving with it."""
    larger = column in arcs.get(row, ()) and _reaches(arcs, column, row)
    return larger or (row in arcs.get(column, ()) and _reaches(arcs, row, column))


def _reaches(arcs: Arcs, start: Node, end: Node) -> bool:
    """Whether a way leads from start to end that is not the one arc between them: that would undo the change."""
    seen = {start}
    waiting = [start]
    while waiting:
        node = waiting.pop()
        for after in arcs.get(node, ()):
            if node == start and after == end:
                continue
            if after == end:
                return True
            if after not in seen:
                seen.add(after)
                waiting.append(after)
    return False
