"""Requirements of two editions that ask the same, for cycles that move from one to the other.

Takes the built-in crosswalk and cycles, gives mappings of paths. A closed cycle keeps the mapping it was judged with.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from vprs.cycle.kept import Cycle
from vprs.rulebook import built_in_folder
from vprs.rulebook.crosswalk import Relation, crosswalk_reading


@cache
def crosswalk() -> Mapping[str, list[tuple[str, str]]]:
    """Requirement of an earlier edition -> (requirement of a later one, relation), as far as it is sound."""
    found: dict[str, list[tuple[str, str]]] = {}
    for pair in crosswalk_reading(built_in_folder()).crosswalk.pairs:
        found.setdefault(pair.left, []).append((pair.right, pair.relation.value))
    return found


def former_editions() -> dict[str, tuple[str, ...]]:
    """Requirement -> those of earlier editions that ask the same."""
    found: dict[str, tuple[str, ...]] = {}
    for earlier, pairs in crosswalk().items():
        for later, relation in pairs:
            if relation == Relation.EQUAL.value:
                found[later] = (*found.get(later, ()), earlier)
    return found


def former_of(cycle: Cycle) -> Mapping[str, tuple[str, ...]]:
    """The same for the packs of one cycle; of a closed cycle what it was judged with."""
    if cycle.against:
        return cycle.against.former
    packs = {pack.name for pack in cycle.packs}
    return {path: paths for path, paths in sorted(former_editions().items()) if path.partition("/")[0] in packs}
