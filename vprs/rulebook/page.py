"""A rule file while it is being read: its values, and the problems found in it so far.

Takes a `Tree`, gives a place to report faults. Readers of values give a harmless stand-in for what is faulty, so
that one pass finds every fault; whatever was read from a page with problems is dropped.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from vprs.problem import Problem
from vprs.strict_yaml import Path, Tree


@dataclass(frozen=True, kw_only=True, slots=True)
class Page:
    """Built, filled and dropped by one reader; `problems` grows while it reads."""

    tree: Tree
    problems: list[Problem] = field(default_factory=list)
    faulty: list[Path] = field(default_factory=list)

    def fault(self, path: Path, message: str, hint: str = "", *, at_key: bool = False, harmless: bool = False) -> None:
        """A problem with the value at `path`, or with the key that leads there.

        It is headed by the nearest key with a name: the key itself for a value, the mapping's for a key in it.
        harmless: what stands there can still be read on, so that its other faults are told too.
        """
        where = nearest_name(path[:-1] if at_key else path)
        self.problems.append(self.tree.problem(path, message, hint, at_key=at_key, where=where))
        if not harmless:
            self.faulty.append(path)

    def missing(self, path: Path, keys: tuple[str, ...], hint: str) -> None:
        """A key, or one of several, that the mapping at `path` must have; the place is the mapping's own key."""
        where = nearest_name(path)
        self.problems.append(self.tree.problem(path, f"{listed(keys)} is missing.", hint, at_key=True, where=where))
        self.faulty.append(path)

    def sound(self, *path: str | int) -> bool:
        """Whether nothing at `path`, under it or on the way to it has been found at fault."""
        return not any(fault[: len(path)] == path or path[: len(fault)] == fault != () for fault in self.faulty)


def nearest_name(path: Path) -> str:
    """The last key of a path that is a word: `expect` for `examples[2].expect`."""
    return next((part for part in reversed(path) if isinstance(part, str)), "")


def listed(words: Sequence[str], joiner: str = "or") -> str:
    """`'a', 'b' or 'c'`."""
    quoted = [f"'{word}'" for word in words]
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} {joiner} {quoted[-1]}"


def shown(value: Any) -> str:
    """A value as the writer of the file knows it; long ones are cut."""
    if isinstance(value, bool):
        return "true" if value else "false"
    text = f"'{value}'" if isinstance(value, str) else str(value)
    return text if len(text) <= 60 else f"{text[:56]}...'"
