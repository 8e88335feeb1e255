"""The files of a pack folder: which belong to it, and their text as pages.

Takes a pack folder, gives every YAML file in it with its digest, and problems for those that lie where no rule can.
Other files are passed over, links and hidden folders too.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from vprs.problem import Problem
from vprs.strict_yaml import SIZE_LIMIT, Tree, decode, read_tree

_MOST_BYTES = SIZE_LIMIT  # a character takes a byte or more


@dataclass(frozen=True, kw_only=True, slots=True)
class RuleFile:
    """One YAML file: `place` is relative to the pack (`plan/x.yaml`), `shown` as messages name it, digest sha256."""

    place: str
    shown: str
    digest: str
    tree: Tree | None
    problems: tuple[Problem, ...] = ()


def read_files(folder: Path, shown: str) -> tuple[tuple[RuleFile, ...], tuple[Problem, ...]]:
    """Every YAML file of the pack, sorted by place, and the problems of those that cannot be read."""
    files: list[RuleFile] = []
    problems: list[Problem] = []
    for place in sorted(_places(folder, "")):
        name = f"{shown}/{place}"
        if place.endswith(".yml"):
            problems.append(Problem(file=name, message="the name ends in .yml.", hint="Rename it to .yaml."))
            continue
        file = read_file(folder / place, place, name)
        problems.extend(file.problems)
        files.append(file)
    return tuple(files), tuple(problems)


def rule_paths(folder: Path) -> tuple[str, ...]:
    """`<pack>/<phase>/<slug>` of every rule file in a pack folder, sorted; none is opened."""
    rules = (place for place in _places(folder, "") if place.count("/") == 1 and place.endswith(".yaml"))
    return tuple(sorted(f"{folder.name}/{place.removesuffix('.yaml')}" for place in rules))


def _places(folder: Path, below: str) -> Iterator[str]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith((".", "~$")) or entry.is_symlink():
                continue
            if entry.is_dir():
                yield from _places(Path(entry.path), f"{below}{entry.name}/")
            elif entry.name.endswith((".yaml", ".yml")):
                yield below + entry.name


def read_file(path: Path, place: str, shown: str) -> RuleFile:
    """One YAML file with its digest; without a tree where it cannot be read, and its problems say why."""
    try:
        if path.stat().st_size > _MOST_BYTES:
            said = f"the file is larger than {_MOST_BYTES:,} bytes."
            problem = Problem(file=shown, message=said, hint="Keep one requirement in it.")
            return RuleFile(place=place, shown=shown, digest="", tree=None, problems=(problem,))
        content = path.read_bytes()
    except OSError as error:
        said = f"it cannot be read: {error.strerror or error}."
        return RuleFile(place=place, shown=shown, digest="", tree=None, problems=(Problem(file=shown, message=said),))
    digest = hashlib.sha256(content).hexdigest()
    text, problems = decode(content, shown)
    tree = None
    if not problems:
        tree, problems = read_tree(text, shown)
    return RuleFile(place=place, shown=shown, digest=digest, tree=tree, problems=problems)


def pack_digest(files: tuple[RuleFile, ...]) -> str:
    """Hex sha256 over the places and digests of all files, in order of place."""
    lines = "".join(f"{file.place}\0{file.digest}\n" for file in files)
    return hashlib.sha256(lines.encode()).hexdigest()
