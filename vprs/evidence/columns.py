"""`columns` in a sidecar: which headings of their file feed which fields of ours.

Takes the mapping as written and the kind, gives `Feed`s or problems. Both spellings are read: `Their heading:
our_field`, and `our_field: [Heading A, Heading B]` where more than one column feeds a field. It never guesses
which of the two was meant: a list always stands beside our field.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from vprs.kinds import FieldSpec, KindSpec
from vprs.problem import Problem, nearest
from vprs.strict_yaml import Path, Tree

NOT_FED = frozenset({"kind", "file", "sha256"})


@dataclass(frozen=True, kw_only=True, slots=True)
class Feed:
    """One field and the headings that feed it.

    field     the path of the field: ("occurred_on",), ("period", "start")
    headings  the parts are joined with a space; of a date only the first is read, the rest is its time of day
    path      where the sidecar says so, from the mapping that holds `columns`
    """

    field: tuple[str, ...]
    headings: tuple[str, ...]
    spec: FieldSpec
    path: Path

    @property
    def name(self) -> str:
        return self.field[0]


def read_columns(tree: Tree, path: Path, value: object, kind: KindSpec) -> tuple[tuple[Feed, ...], tuple[Problem, ...]]:
    """The feeds in the order of the sidecar, and what is wrong with the mapping."""
    if value in (None, "", {}):
        return (), ()
    if not isinstance(value, dict):
        hint = "Write 'Their heading: our_field' under it, indented."
        return (), (tree.problem(path, "'columns' must be a mapping.", hint),)
    found: list[Feed] = []
    problems: list[Problem] = []
    for key, target in value.items():
        result = _feed(tree, (*path, key), key, target, kind)
        if isinstance(result, Problem):
            problems.append(result)
        elif any(feed.field == result.field for feed in found):
            said = f"two columns feed '{'.'.join(result.field)}'."
            hint = f"Write '{'.'.join(result.field)}: [Heading A, Heading B]' to join them, or leave one out."
            problems.append(tree.problem((*path, key), said, hint))
        else:
            found.append(result)
    return tuple(found), tuple(problems)


def _feed(tree: Tree, path: Path, key: str, target: object, kind: KindSpec) -> Feed | Problem:
    field, headings = (key, target) if isinstance(target, list) else (target, [key])
    if not isinstance(field, str) or any(isinstance(heading, (list, dict, type(None))) for heading in headings):
        return tree.problem(path, "a column feeds one field.", "Write 'Their heading: our_field'.")
    parts = tuple(field.split("."))
    spec = kind.field(parts) if parts[0] not in NOT_FED else None
    if spec is None:
        return _no_field(tree, path, key, field, kind)
    if spec.reads == "mapping":
        hint = "Name one: " + ", ".join(f"{field}.{name}" for name in spec.fields) + "."
        return tree.problem(path, f"'{field}' has fields of its own.", hint)
    if not headings:
        return tree.problem(path, f"no column is named for '{field}'.", "List the headings, or leave it out.")
    return Feed(field=parts, headings=tuple(str(heading) for heading in headings), spec=spec, path=("columns", key))


def _no_field(tree: Tree, path: Path, key: str, field: str, kind: KindSpec) -> Problem:
    if key != field and kind.field(tuple(key.split("."))) and not isinstance(tree.value, list):
        hint = f"Write '{field}: {key}', their heading first, or '{key}: [{field}]'."
    else:
        hint = nearest(field, kind.fields) or f"Its fields: {', '.join(_feedable(kind.fields))}."
    return tree.problem(path, f"kind '{kind.name}' has no field '{field}' that a column can feed.", hint)


def _feedable(fields: Mapping[str, FieldSpec]) -> list[str]:
    return [name for name in fields if name not in NOT_FED]
