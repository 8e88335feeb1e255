"""A doubt: something in a rule file that a reviewer would ask about, at its own place.

Takes nothing, gives the record that every part of `rules lint` hands on. It knows the path in the file, not the line.
"""

from __future__ import annotations

from dataclasses import dataclass

from vprs.problem import Problem
from vprs.rulebook.page import nearest_name
from vprs.strict_yaml import Path, Tree


@dataclass(frozen=True, kw_only=True, slots=True)
class Doubt:
    """Something to ask about, at a path of a file.

    at_key  placed at the key that leads there, else at the value
    never   nothing can be found that it asks, or, told of a whole check, the check can never be yes
    """

    path: Path
    message: str
    hint: str
    at_key: bool = True
    never: bool = False


def placed(tree: Tree, doubt: Doubt) -> Problem:
    """The doubt with its file, line and column, headed by the nearest key with a name."""
    where = nearest_name(doubt.path)
    return tree.problem(doubt.path, doubt.message, doubt.hint, at_key=doubt.at_key, where=where)
