"""What a sidecar says that a row becomes: the kind of record, the columns that feed it, constants and conditions.

Takes the tree and the part of it that describes one record, gives a `Making`, and adds what is wrong to a list of
problems, each at its line and column. It does not look at the data file.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from vprs.evidence.columns import Feed, read_columns
from vprs.evidence.recognising import is_near
from vprs.evidence.typed import Names, type_value
from vprs.evidence.word_maps import WordMap, read_conditions
from vprs.kinds import KindSpec, read_kinds
from vprs.model import Value
from vprs.problem import Problem, nearest
from vprs.strict_yaml import Path, Tree

NOT_SET = frozenset({"id", "kind", "file", "sha256"})


@dataclass(frozen=True, kw_only=True, slots=True)
class Making:
    """How one row becomes a record of `kind`.

    feeds      which columns feed which fields
    constants  typed values that every record gets
    when       heading -> what its cell must say; all must hold
    path       where the sidecar says so
    """

    kind: KindSpec
    feeds: tuple[Feed, ...]
    constants: Mapping[str, Value] = field(default_factory=dict)
    when: Mapping[str, WordMap] = field(default_factory=dict)
    path: Path = ()

    @property
    def headings(self) -> Mapping[str, Path]:
        """Every heading that is read for it, and where the sidecar names it."""
        found: dict[str, Path] = {}
        for feed in self.feeds:
            for heading in feed.headings:
                found.setdefault(heading, (*self.path, *feed.path))
        for heading in self.when:
            found.setdefault(heading, (*self.path, "when", heading))
        return found


def read_making(
    tree: Tree, path: Path, value: Mapping[str, object], names: Names, problems: list[Problem]
) -> Making | None:
    """The record that `value`, at `path` of the sidecar, makes of a row; None where its kind is not known."""
    kind = _kind(tree, path, value, problems)
    if kind is None:
        return None
    feeds, wrong = read_columns(tree, (*path, "columns"), value.get("columns"), kind)
    when, faults = read_conditions(tree, (*path, "when"), value.get("when")) if path else ({}, ())
    problems += (*wrong, *faults)
    constants = _constants(tree, (*path, "set"), value.get("set"), kind, names, problems)
    making = Making(kind=kind, feeds=feeds, constants=constants, when=when, path=path)
    if (feeds or path) and not wrong:
        _refuse_incomplete(tree, making, problems)
    elif not (feeds or wrong or any(map(is_near, value))):
        hint = "Write 'Their heading: our_field' under 'columns'."
        problems.append(tree.problem(("columns",), "no column is named.", hint))
    _refuse_twice(tree, making, problems)
    return making


def _kind(tree: Tree, path: Path, value: Mapping[str, object], problems: list[Problem]) -> KindSpec | None:
    known = {name: spec for name, spec in read_kinds().items() if name != "register"}
    said = value.get("kind")
    if said in (None, ""):
        wanted = "'kind' is missing: the kind of record that a row is."
        problems.append(tree.problem(path, wanted, f"Use {any_of(known)}."))
        return None
    spec = known.get(str(said))
    if spec is None:
        also = " A register names the kind of its rows." if said == "register" else ""
        hint = f"{nearest(str(said), known)} Use {any_of(known)}.".strip()
        problems.append(tree.problem((*path, "kind"), f"rows cannot be of kind '{said}'.{also}", hint))
    return spec


def _constants(
    tree: Tree, path: Path, value: object, kind: KindSpec, names: Names, problems: list[Problem]
) -> Mapping[str, Value]:
    found: dict[str, Value] = {}
    for name, raw in mapping_at(tree, path, value, problems).items():
        spec = kind.fields.get(name) if name not in NOT_SET else None
        if spec is None:
            said = f"kind '{kind.name}' has no field '{name}' to set."
            settable = [each for each in kind.fields if each not in NOT_SET]
            hint = nearest(name, settable) or f"Its fields: {', '.join(settable)}."
            problems.append(tree.problem((*path, name), said, hint, at_key=True))
            continue
        typed, faults = type_value(spec, raw, names)
        problems += [
            tree.problem((*path, name, *fault.path), fault.message, fault.hint, at_key=fault.at_key) for fault in faults
        ]
        if typed is not None:
            found[name] = typed
    return found


def _refuse_twice(tree: Tree, making: Making, problems: list[Problem]) -> None:
    for feed in making.feeds:
        if feed.name in making.constants:
            said = f"'{feed.name}' is set and fed by a column."
            hint = "Keep one; a value for blank cells goes under 'values' as \"\"."
            problems.append(tree.problem((*making.path, "set", feed.name), said, hint, at_key=True))


def _refuse_incomplete(tree: Tree, making: Making, problems: list[Problem]) -> None:
    given = {"kind", *making.constants, *(feed.name for feed in making.feeds)}
    for name in making.kind.required:
        if name not in given:
            said = f"kind '{making.kind.name}' needs '{name}', and no column feeds it."
            hint = f"Write 'Their heading: {name}', or put it under 'set'."
            problems.append(tree.problem((*making.path, "columns"), said, hint))


def mapping_at(tree: Tree, path: Path, value: object, problems: list[Problem]) -> Mapping[str, object]:
    """The mapping at `path`; an empty one where there is nothing, or something else, which is a problem."""
    if value in (None, ""):
        return {}
    if not isinstance(value, dict):
        said = f"'{path[-1]}' must be a mapping."
        problems.append(tree.problem(path, said, "Write 'name: value' under it, indented."))
        return {}
    return value


def any_of(words: Mapping[str, object]) -> str:
    """`a, b or c` for a message."""
    *others, last = words
    return f"{', '.join(others)} or {last}" if others else last
