"""Which actions belong to a requirement, also where the action was raised under another edition of the standard.

Takes a requirement's path, actions and, where editions are compared, a crosswalk; gives the actions in the order
given. It decides nothing about a gap.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from vprs.actions.recorded import Recorded, paths_of

Crosswalk = Mapping[str, tuple[str, ...]]
NO_CROSSWALK: Crosswalk = {}


def actions_for(
    requirement: str, actions: Iterable[Recorded], crosswalk: Crosswalk = NO_CROSSWALK
) -> tuple[Recorded, ...]:
    """Those whose requirement is this one, or was it before, or is one that the crosswalk sets against it.

    crosswalk  a requirement's full path -> the full paths of its counterparts in other editions
    """
    wanted = counterparts(requirement, crosswalk)
    return tuple(each for each in actions if wanted.intersection(paths_of(each.record)))


def counterparts(requirement: str, crosswalk: Crosswalk) -> frozenset[str]:
    """The requirement and its counterparts."""
    return frozenset((requirement, *crosswalk.get(requirement, ())))
