"""Which way a requirement moved between two judgements.

Takes what it came to twice, gives improved, worse, unchanged, new or gone. What is not known counts at its worst, as in
every opinion: to know less is never an improvement. To know that it is not the best it might have been is worse.
"""

from __future__ import annotations

from vprs.in_cycle import Bounds
from vprs.model import RANK, Finding, Outcome

IMPROVED, WORSE, UNCHANGED, NEW, GONE = "improved", "worse", "unchanged", "new", "gone"
MOVES = (WORSE, IMPROVED, NEW, GONE, UNCHANGED)


def direction(was: Bounds, now: Bounds) -> str:
    """new and gone: it began, or ceased, to apply to the organisation."""
    if was.outcome is Outcome.NOT_APPLICABLE or now.outcome is Outcome.NOT_APPLICABLE:
        return UNCHANGED if was.outcome is now.outcome else NEW if was.outcome is Outcome.NOT_APPLICABLE else GONE
    worst, best = RANK[now.floor] - RANK[was.floor], RANK[now.ceiling] - RANK[was.ceiling]
    if worst:
        return IMPROVED if worst > 0 else WORSE
    return WORSE if best < 0 else UNCHANGED


def bounds_of(finding: Finding) -> Bounds:
    return Bounds(outcome=finding.outcome, floor=finding.floor, ceiling=finding.ceiling)
