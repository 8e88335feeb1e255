"""What a new rule file takes over from a requirement of another pack: its checks, conditions, advice and examples.

Takes the text and tree of a rule file, gives blocks of its text as they stand, comments and all, with the requirements
that it names renamed. A file that is not written key by key, each at the start of a line, gives none.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from vprs.model import PreviousIs, Requirement, RequirementIs
from vprs.rulebook.conditions import leaves
from vprs.strict_yaml import Path, Tree

# Everything that says what is asked and shown, in the order of a rule file; wording and source are the document's.
TAKEN = ("when", "while", "not_applicable_by", "checks", "met_when", "partly_met_when", "if_not_met", "examples")


@dataclass(frozen=True, kw_only=True, slots=True)
class Model:
    """A requirement that others may be modelled on.

    text, tree  its rule file
    """

    requirement: Requirement
    text: str
    tree: Tree

    @property
    def leans_on(self) -> tuple[RequirementIs | PreviousIs, ...]:
        """The conditions on other requirements, without which its own would mean something else."""
        named = (*leaves(self.requirement.met_when), *leaves(self.requirement.partly_when))
        return tuple(leaf for leaf in named if isinstance(leaf, RequirementIs | PreviousIs))

    @property
    def by_lines(self) -> bool:
        """Whether each key stands at the start of a line of its own, so that it can be taken by its lines."""
        keys = [mark for path, mark in self.tree.keys.items() if len(path) == 1]
        return all(column == 1 for _, column in keys) and len({line for line, _ in keys}) == len(keys)


def blocks(text: str, tree: Tree, keys: Sequence[str]) -> Iterator[str]:
    """The lines of each of the keys that is there, in this order, with the comments right above it."""
    lines = text.splitlines()
    starts = sorted((line - 1, str(path[0])) for path, (line, _) in tree.keys.items() if len(path) == 1)
    begins = {key: _with_comments(lines, line) for line, key in starts}
    ends = [*sorted(begins.values())[1:], len(lines)]
    spans = dict(zip(sorted(begins, key=begins.__getitem__), ends, strict=True))
    for key in keys:
        if key in begins:
            yield "\n".join(lines[begins[key] : spans[key]]).rstrip()


def _with_comments(lines: Sequence[str], line: int) -> int:
    """Where the comments begin that stand right above a line."""
    while line and lines[line - 1].startswith("#"):
        line -= 1
    return line


def renamed(model: Model, names: Mapping[str, str]) -> str:
    """The text with the requirements that its conditions and examples name renamed. names: full paths, old to new."""
    lines = model.text.splitlines()
    pack = f"{model.requirement.pack}/"
    short = {path.removeprefix(pack): new.partition("/")[2] for path, new in names.items()}
    for path, said in sorted(_named(model.tree.value, ()), key=lambda two: model.tree.mark(*two[0]), reverse=True):
        new = names.get(said) or short.get(said)
        line, column = model.tree.mark(*path)
        row = lines[line - 1]
        place = row.find(said, column - 1)
        if new is not None and place in (column - 1, column):  # in quotes or without
            lines[line - 1] = row[:place] + new + row[place + len(said) :]
    return "\n".join(lines) + "\n"


def _named(value: object, path: Path) -> Iterator[tuple[Path, str]]:
    """Every `requirement:` and `previous:` with a text, and where it stands; the file's own wording is not one."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key in ("requirement", "previous") and isinstance(inner, str) and path:
                yield (*path, key), inner
            yield from _named(inner, (*path, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _named(inner, (*path, index))
