"""Whether a crosswalk is whole: of two packs that it joins, every requirement is paired or said to be unmatched.

Takes a `CrosswalkReading` and its folders, gives problems, and lines that name what has no counterpart. It asks
nothing about packs that the crosswalk does not join.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path

from vprs.problem import Problem
from vprs.rulebook.crosswalk import PAIRS, UNMATCHED, Crosswalk, CrosswalkReading
from vprs.rulebook.folders import find_packs
from vprs.rulebook.pages import rule_paths

Joined = tuple[str, str]


def crosswalk_problems(reading: CrosswalkReading, folders: Sequence[Path]) -> tuple[Problem, ...]:
    """Its own problems and, where there are none, each requirement that is neither paired nor listed as unmatched."""
    if reading.problems or reading.page is None:
        return reading.problems
    crosswalk, tree = reading.crosswalk, reading.page.tree
    hint = f"Pair it in {PAIRS}, or give the reason in {UNMATCHED}."
    return tuple(
        tree.problem((), f"{path} has no counterpart in {other}, and no reason is given.", hint)
        for joined in _joined(crosswalk)
        for path, other in _alone(crosswalk, joined, folders)
        if not any((one.requirement, one.pack) == (path, other) for one in crosswalk.unmatched)
    )


def crosswalk_lines(crosswalk: Crosswalk) -> Iterator[str]:
    """For each two packs that it joins how many pairs there are, and what of either has no counterpart."""
    for left, right in _joined(crosswalk):
        pairs = sum({_pack(pair.left), _pack(pair.right)} == {left, right} for pair in crosswalk.pairs)
        yield f"Crosswalk between {left} and {right}: {pairs} {'pair' if pairs == 1 else 'pairs'}."
        for pack, other in ((left, right), (right, left)):
            bare = [
                one.requirement for one in crosswalk.unmatched if (_pack(one.requirement), one.pack) == (pack, other)
            ]
            yield f"  of {pack} without counterpart in {other}: {', '.join(bare) or 'none'}"


def _joined(crosswalk: Crosswalk) -> tuple[Joined, ...]:
    """The packs that stand together in a pair or an unmatched entry, each two once."""
    met = chain(
        ((_pack(pair.left), _pack(pair.right)) for pair in crosswalk.pairs),
        ((_pack(one.requirement), one.pack) for one in crosswalk.unmatched),
    )
    return tuple(dict.fromkeys((min(two), max(two)) for two in met))


def _alone(crosswalk: Crosswalk, joined: Joined, folders: Sequence[Path]) -> Iterator[tuple[str, str]]:
    """The requirements of either pack that no pair joins to the other, with that other."""
    ends = {end for pair in crosswalk.pairs for end in ((pair.left, _pack(pair.right)), (pair.right, _pack(pair.left)))}
    for pack, other in (joined, joined[::-1]):
        place = next((each for folder in folders for each in find_packs(folder) if each.name == pack), None)
        yield from ((path, other) for path in (rule_paths(place) if place else ()) if (path, other) not in ends)


def _pack(path: str) -> str:
    return path.partition("/")[0]
