"""The board meetings that the cycles of a folder name, as days for which a forecast gives an opinion.

Takes an evidence folder and the days looked at, gives occasions: a cycle that is open is judged for its own period, as
of its cut-off. What a closed cycle told its board is written down and is not foretold.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from vprs.dates import Period, Span, parse_span
from vprs.forecast import Occasion
from vprs.problem import InvalidInput, Problem
from vprs.strict_yaml import Tree, decode, read_tree

HINT = "Write it year-month-day, like 2026-11-05."


def boards_of_cycles(evidence: Path, as_of: date, until: date) -> tuple[Occasion, ...]:
    """Those of open cycles whose board meets from as_of to `until`. Raises InvalidInput for a cycle.yaml at fault."""
    found: list[Occasion] = []
    problems: list[Problem] = []
    for file in sorted((evidence / "cycles").glob("*/cycle.yaml")):
        if file.is_symlink() or file.parent.is_symlink():
            continue
        tree, faults = _read(file, file.relative_to(evidence).as_posix())
        problems.extend(faults)
        if tree is not None:
            problems.extend(_faults(tree))
            if not problems and _is_open(tree):
                found.append(_occasion(tree))
    if problems:
        raise InvalidInput(problems)
    return tuple(each for each in found if as_of <= each.on <= until)


def _read(file: Path, name: str) -> tuple[Tree | None, tuple[Problem, ...]]:
    text, faults = decode(file.read_bytes(), name)
    if faults:
        return None, tuple(faults)
    tree, problems = read_tree(text, name)
    return tree, tuple(problems)


def _faults(tree: Tree) -> Iterator[Problem]:
    if not isinstance(tree.value, dict):
        yield Problem(file=tree.file, message="it is not a cycle.", hint="It holds id, period, cut_off and board.")
        return
    if not _is_open(tree):
        return
    amiss = [path for path in _PATHS if _day(tree, path) is None]
    for path in amiss:
        value = _at(tree, path)
        said = "it is not given." if value is None else f"'{value}' is not a day."
        yield tree.problem(path, said, HINT)
    if not amiss:
        yield from _out_of_order(tree)


def _out_of_order(tree: Tree) -> Iterator[Problem]:
    _, cut_off, start, end = (_day(tree, path) for path in _PATHS)
    assert cut_off is not None
    assert start is not None
    assert end is not None
    if start > end:
        said = f"it starts on {start}, after its end on {end}."
        yield tree.problem(("period",), said, "Give the earlier day as its start.")
    elif cut_off < end:
        said = f"{cut_off} is before the end of the period, {end}."
        yield tree.problem(("cut_off",), said, "Judge as of its end or later.")


_PATHS = (("board", "date"), ("cut_off",), ("period", "start"), ("period", "end"))


def _is_open(tree: Tree) -> bool:
    return isinstance(tree.value, dict) and tree.value.get("status") != "closed" and _at(tree, ("board",)) is not None


def _at(tree: Tree, path: tuple[str, ...]) -> Any:
    value: Any = tree.value
    for part in path:
        value = value.get(part) if isinstance(value, dict) else None
    return value


def _day(tree: Tree, path: tuple[str, ...]) -> date | None:
    span: Span | None = parse_span(str(_at(tree, path)))
    return span.first if span is not None and span.exact else None


def _occasion(tree: Tree) -> Occasion:
    board, cut_off, start, end = (_day(tree, path) for path in _PATHS)
    assert board is not None
    assert cut_off is not None
    assert start is not None
    assert end is not None
    name = f"board meeting of cycle {_at(tree, ('id',)) or Path(tree.file).parent.name}"
    return Occasion(on=board, name=name, as_of=cut_off, period=Period(start, end))
