"""A list of counts as it may be shown beside its total: no count from 1 to 4, and none that can be worked out.

Takes counts, gives the texts to show, or nothing where the list as a whole would give a small count away. It is safe
against a reader who knows this very method: what is hidden, and whether a list is shown at all, is chosen by what the
reader sees anyway, never by which hidden count is the smaller (docs/decisions/0029-incident-analysis.md).
"""

from __future__ import annotations

from collections.abc import Sequence

SMALL = "<5"
WITHHELD = "*"
LARGEST_SMALL = 4


def is_small(count: int) -> bool:
    """Whether a count is one that is never shown: 1 to 4."""
    return 1 <= count <= LARGEST_SMALL


def small_hidden(count: int) -> str:
    """A count that stands by itself, `<5` or `1,204`."""
    return SMALL if is_small(count) else f"{count:,}"


def suppress(counts: Sequence[int], *, first_goes: bool = False) -> tuple[str, ...] | None:
    """What may be shown of counts that come to a total shown beside them; None where the list may not be shown.

    A count from 1 to 4 is `<5`. Where those would follow from the total, one count of five or more is `*`: the last
    of them, or the first where first_goes. Where that does not do either, nothing is shown. Figures have no thousands
    mark. A list of one count is its total and is shown or hidden as any other count.
    """
    small = [place for place, count in enumerate(counts) if is_small(count)]
    shown = [SMALL if is_small(count) else str(count) for count in counts]
    if not small:
        return tuple(shown)
    if sum(counts) == len(counts):  # one each is among what it could be, and little else
        return None
    hidden = sum(counts[place] for place in small)
    if len(small) > 1 and len(small) < hidden < LARGEST_SMALL * len(small):
        return tuple(shown)
    large = [place for place, count in enumerate(counts) if count > LARGEST_SMALL]
    if not large:
        return None
    gone = large[0 if first_goes else -1]
    if hidden + counts[gone] <= LARGEST_SMALL * (len(small) + 1):
        return None
    shown[gone] = WITHHELD
    return tuple(shown)
