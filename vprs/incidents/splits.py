"""A total split into rows, as it may be shown: the only way in which this package hands on a number of a part.

Takes counts by key and the names to show, gives a `Split`. Every incident is in exactly one row, so that each split
comes to the same total; small counts are hidden by `vprs.evidence.suppression`. No name comes from a row of evidence.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from vprs.evidence.suppression import is_small, suppress

NOT_GIVEN = "not given"
NOT_KNOWN = "not known"
TOO_SMALL = "the numbers are so small that they would tell of single incidents"


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """key: a closed word or an id of organisation.yaml; shown: `1,204`, `<5`, `*` or NOT_KNOWN.

    count: None where it is hidden, or where none is recorded and that there was none is not known.
    """

    key: str
    name: str
    shown: str
    count: int | None

    @property
    def hidden(self) -> bool:
        return self.count is None and self.shown != NOT_KNOWN


@dataclass(frozen=True, kw_only=True, slots=True)
class Split:
    """Rows that come to `total`; no rows where the split may not be shown, and `why_not` then says why (no full stop).

    The rows may stand beside the total and beside every other split of the same total: one gives away nothing of
    another. A figure that is worked out (a share, a rate) may be shown only from a `count` that is not None.
    """

    total: int
    rows: tuple[Row, ...] = ()
    why_not: str = ""

    def count(self, key: str) -> int | None:
        """The count of a row as far as it may be shown; None where it may not, or there is no such row."""
        return next((row.count for row in self.rows if row.key == key), None)

    def hides(self, key: str) -> bool:
        """Whether the count of a row may not be shown; whether all may not, where there is no such row."""
        return next((row.hidden for row in self.rows if row.key == key), True)

    def doubted(self, keys: Iterable[str] | None = None) -> Split:
        """The same where there may have been more: of these rows (all, unless told) none recorded is not none.

        NOT_KNOWN stands exactly where 0 stood, and where it may stand is seen from the registers: it tells no more.
        """
        which = {row.key for row in self.rows} if keys is None else set(keys)
        return replace(
            self,
            rows=tuple(
                replace(row, shown=NOT_KNOWN, count=None) if row.count == 0 and row.key in which else row
                for row in self.rows
            ),
        )

    @property
    def open(self) -> bool:
        """Whether of some row nothing is known."""
        return any(row.shown == NOT_KNOWN for row in self.rows)

    def shown(self, key: str) -> str:
        """The text of a row; `not shown` where the split is not."""
        return next((row.shown for row in self.rows if row.key == key), "not shown")


def split(keys: Iterable[str], names: Mapping[str, str], *, first_goes: bool = False) -> Split:
    """One row for each name, in order, with how many keys are its own; a key without a name counts as not given.

    names must have NOT_GIVEN where a key may be without a name. first_goes: which row is hidden first (`suppress`).
    """
    counts = dict.fromkeys(names, 0)
    for key in keys:
        counts[key if key in counts else NOT_GIVEN] += 1
    total = sum(counts.values())
    texts = None if is_small(total) else suppress(tuple(counts.values()), first_goes=first_goes)
    if texts is None:
        return Split(total=total, why_not=TOO_SMALL)
    rows = zip(names.items(), counts.values(), texts, strict=True)
    return Split(total=total, rows=tuple(_row(key, name, count, text) for (key, name), count, text in rows))


def _row(key: str, name: str, count: int, text: str) -> Row:
    if text != str(count):
        return Row(key=key, name=name, shown=text, count=None)
    return Row(key=key, name=name, shown=f"{count:,}", count=count)


def percent(part: int | None, whole: int) -> str:
    """`12.4%`, one decimal, cut and not rounded up; empty where the part is hidden or there is no whole."""
    if part is None or not whole:
        return ""
    tenths = part * 1000 // whole
    return f"{tenths // 10}.{tenths % 10}%"
