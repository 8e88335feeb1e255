"""Small counts of people and incidents, hidden so that they cannot be worked out either.

Takes the counts of one table whose total is known, gives the texts to show: a count from 1 to 4 is hidden, and with
it as many others as it takes that the total does not give it away. It never changes a count that it shows.
"""

from __future__ import annotations

from collections.abc import Mapping

HIDDEN = "hidden"
SMALLEST_SHOWN = 5


def suppress(counts: Mapping[str, int]) -> Mapping[str, str]:
    """The same keys in the same order, each with its count or with `hidden`."""
    hidden = {key for key, count in counts.items() if 0 < count < SMALLEST_SHOWN}
    # The smallest figure goes first, a zero last of all: it tells least when it is shown.
    spare = sorted((key for key in counts if key not in hidden), key=lambda key: (counts[key] == 0, counts[key], key))
    while hidden and spare and _given_away(counts, hidden):
        hidden.add(spare.pop(0))
    return {key: HIDDEN if key in hidden else f"{count:,}" for key, count in counts.items()}


def _given_away(counts: Mapping[str, int], hidden: set[str]) -> bool:
    """Whether the total less what is shown leaves only one way to fill the hidden cells with 1 to 4."""
    rest = sum(counts[key] for key in hidden)
    return len(hidden) == 1 or rest in (len(hidden), len(hidden) * (SMALLEST_SHOWN - 1))
