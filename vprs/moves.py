"""Which way a requirement moved between two judgements.

Takes what it came to twice, gives improved, worse, unchanged, new or gone. What is not known counts at its worst first,
as in every opinion, and at its best only where the worst is the same.
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
    before, after = ((RANK[each.floor], RANK[each.ceiling]) for each in (was, now))
    return UNCHANGED if before == after else IMPROVED if after > before else WORSE


def bounds_of(finding: Finding) -> Bounds:
    return Bounds(outcome=finding.outcome, floor=finding.floor, ceiling=finding.ceiling)
