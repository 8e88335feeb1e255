"""The crosswalks beside the packs that a command is about: what is wrong with them, and what has no counterpart.

Takes pack folders and the folders of `--rules`, gives problems and lines. A crosswalk lies in the folder that holds
the packs, so it is looked for there and nowhere else.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from vprs.problem import Problem
from vprs.rulebook import built_in_folder
from vprs.rulebook.crosswalk import crosswalk_reading
from vprs.rulebook.lint_crosswalk import crosswalk_lines, crosswalk_problems


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
