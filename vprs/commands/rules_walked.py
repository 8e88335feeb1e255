"""The crosswalks beside the packs that a command is about: what is wrong with them, and what has no counterpart.

Takes pack folders and the folders of `--rules`, gives problems and lines. A crosswalk lies in the folder that holds
the packs, so it is looked for there and nowhere else.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from vprs.model import Pack
from vprs.problem import Problem
from vprs.rulebook import built_in_folder
from vprs.rulebook.crosswalk import Crosswalk, Relation, crosswalk_reading, read_crosswalk
from vprs.rulebook.lint_crosswalk import crosswalk_lines, crosswalk_problems

# How closely, said of the requirement at the right of a pair, then of the one at the left.
_ASKS = {
    Relation.EQUAL: ("which asks the same", "which asks the same"),
    Relation.SUBSET: ("which asks part of it", "which asks all of it and more"),
    Relation.OVERLAPS: ("which overlaps with it", "which overlaps with it"),
    Relation.NEEDS_REVIEW: ("which concerns the same; how closely is yet to be reviewed",) * 2,
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Walked:
    problems: tuple[Problem, ...]
    lines: tuple[str, ...]


def walked(packs: Sequence[Path], rules: Sequence[Path]) -> Walked:
    """Of every folder that holds one of the packs; its crosswalk may name packs of all folders there are."""
    others = (*rules, built_in_folder())
    problems: list[Problem] = []
    lines: list[str] = []
    for folder in dict.fromkeys(pack.parent for pack in packs):
        reading = crosswalk_reading(folder, others)
        found = crosswalk_problems(reading, (folder, *others))
        problems.extend(found)
        lines.extend(crosswalk_lines(reading.crosswalk) if not reading.problems else ())
    return Walked(problems=tuple(problems), lines=tuple(lines))


def crosswalk_beside(pack: Pack, rules: Sequence[Path]) -> Crosswalk:
    """The crosswalk in the folder that holds the pack. Raises `InvalidInput` where it has problems."""
    return read_crosswalk(Path(pack.root).parent, (*rules, built_in_folder()))


def counterparts(crosswalk: Crosswalk, path: str) -> Iterator[str]:
    """What answers to a requirement in another pack, how closely, and what differs; or why nothing does."""
    for pair in crosswalk.pairs:
        if path in (pair.left, pair.right):
            note = f" {pair.note}" if pair.note else ""
            yield f"{pair.right if path == pair.left else pair.left}, {_ASKS[pair.relation][path == pair.left]}.{note}"
    for one in crosswalk.unmatched:
        if one.requirement == path:
            yield f"nothing in {one.pack}. {one.reason}"
