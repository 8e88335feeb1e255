"""The smallest change that does it: of several ways, the shortest first part that is enough, nothing in it to spare.

Takes ways and a question that judges edits, gives the edits. It thinks nothing out: every answer is found by judging.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import combinations

from vprs.whatif.edits import Way

Does = Callable[[Way], bool]  # whether the edits, all made, come to what is wanted
SHOWN = 3  # edits at most in a smallest change
_SIFTED = 8  # of longer ways, those short enough to try every one of their parts


@dataclass(frozen=True, kw_only=True, slots=True)
class Found:
    """edits: what does it, no part of it alone; where more than `SHOWN` are needed they are the whole of them."""

    edits: Way

    @property
    def small(self) -> bool:
        return len(self.edits) <= SHOWN


def smallest(ways: Iterable[Way], does: Does) -> Found | None:
    """The smallest change of those that the ways hold, or None where none of them does it."""
    best: Way | None = None
    for way in ways:
        kept = _prefix(way, does)
        if kept is None:
            continue
        kept = sifted(kept, does)
        if best is None or len(kept) < len(best):
            best = kept
        if len(best) == 1:
            break
    return Found(edits=best) if best is not None else None


def _prefix(way: Way, does: Does) -> Way | None:
    """The shortest first part that does it, by halving; None where the whole does not."""
    if not way or not does(way):
        return None
    low, high = 0, len(way)
    while high - low > 1:
        middle = (low + high) // 2
        if does(way[:middle]):
            high = middle
        else:
            low = middle
    return way[:high]


def sifted(way: Way, does: Does) -> Way:
    """The smallest part of the edits that still does it: of short ways every part is tried, of long ones each edit."""
    if len(way) <= _SIFTED:
        parts = (part for size in range(1, len(way)) for part in combinations(way, size))
        return next((part for part in parts if does(part)), way)
    for edit in reversed(way) if len(way) <= 50 else ():
        rest = tuple(each for each in way if each is not edit)
        if does(rest):
            way = rest
    return way
