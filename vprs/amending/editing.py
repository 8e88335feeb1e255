"""Changes fields of records in a YAML text where they stand: comments, order, quotes and line ends of the rest stay.

Takes the text and the changes by the path of each record, gives the text, read back and found to be what was meant;
None where that cannot be done, and then nothing may be written.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from vprs.amending.entries import Given, value_lines, written_text
from vprs.amending.lists import list_edits
from vprs.amending.places import Edit, apply, line_end, line_ends
from vprs.amending.spans import Spot, find_spots
from vprs.strict_yaml import Path, read_tree


@dataclass(frozen=True, kw_only=True, slots=True)
class Listed:
    """A change to a list: what goes, as it is written there, and what comes behind the rest."""

    gone: frozenset[str] = frozenset()
    added: tuple[str, ...] = ()


Change = str | Listed | None  # None takes the value out and leaves its key
Changes = Mapping[str, Change]


def amend(text: str, changes: Mapping[Path, Changes]) -> str | None:
    """The text with the fields of the records at these paths changed."""
    tree, _ = read_tree(text, "")
    if tree is None:
        return None
    spots, end = find_spots(text), line_ends(text)
    edits = [edit for path, each in changes.items() for edit in _record(text, spots, tree.value, path, each, end)]
    made = apply(text, edits)
    after, _ = read_tree(made, "")
    return made if after is not None and after.value == _expected(tree.value, changes) else None


def _record(
    text: str, spots: Mapping[Path, Spot], whole: Any, path: Path, changes: Changes, end: str
) -> Iterator[Edit]:
    raw, own = _at(whole, path), spots[path]
    new: list[tuple[str, Given]] = []
    for name, change in changes.items():
        spot = spots.get((*path, name))
        if spot is None:
            given = change.added if isinstance(change, Listed) else change
            if given is not None and given != ():
                new.append((name, given))
        elif isinstance(change, Listed) and isinstance(raw[name], list):
            items = [spots[*path, name, index] for index in range(len(raw[name]))]
            gone = [str(item) in change.gone for item in raw[name]]
            yield from list_edits(text, spot, items, gone, change.added, end)
        else:
            yield _value(text, spot, name, _given(raw[name], change), end)
    yield from _new(text, spots, own, path, new, end)


def _given(raw: object, change: Change) -> Given | None:
    """What is to stand where one value stood."""
    if not isinstance(change, Listed):
        return change
    return (*(() if raw is None or str(raw) in change.gone else (str(raw),)), *change.added)


def _value(text: str, spot: Spot, name: str, given: Given | None, end: str) -> Edit:
    """One value in the place of another."""
    if given is None or given == ():
        return _emptied(text, spot)
    flow = spot.flow and not isinstance(given, tuple)
    rest = text[spot.end : line_end(text, spot.end)]
    if flow or rest.strip() or (spot.style in ("'", '"') and given and isinstance(given, str) and "\n" not in given):
        quote = spot.style if spot.style in ("'", '"') else ""
        shown = written_text(given, flow=flow, quote=quote) if isinstance(given, str) else _one_line(name, given)
    else:
        lines = value_lines(name, given, spot.key_column)
        shown = end.join((lines[0][len(name) + 2 :], *lines[1:]))
    return Edit(spot.start, spot.end, shown if text[spot.start - 1] in " \t\n\r" else f" {shown}")


def _one_line(name: str, given: Given) -> str:
    return value_lines(name, given, 0)[0][len(name) + 2 :]


def _emptied(text: str, spot: Spot) -> Edit:
    """Nothing behind the key; within brackets `null`."""
    if spot.flow and _in_brackets(text, spot):
        return Edit(spot.start, spot.end, "null" if text[spot.start - 1 : spot.start].isspace() else " null")
    before = text[: spot.start].rstrip()
    return Edit(len(before) if before.endswith(":") else spot.start, spot.end, "")


def _in_brackets(text: str, spot: Spot) -> bool:
    """Whether the value is within brackets itself, not a list in brackets behind its key on a line of its own."""
    line = text[text.rfind("\n", 0, spot.start) + 1 : spot.start]
    return re.fullmatch(r"[ \-]*[\w\"']+[ ]*:[ ]*", line) is None


def _new(
    text: str, spots: Mapping[Path, Spot], own: Spot, path: Path, new: list[tuple[str, Given]], end: str
) -> Iterator[Edit]:
    """New fields behind the last one of the record."""
    if not new:
        return
    depth = len(path) + 1
    members = [spot for below, spot in spots.items() if len(below) == depth and below[:-1] == path]
    last = max(members, key=lambda spot: spot.start)  # a record has its kind, at the least
    if own.flow:
        told = (f", {name}: {_in_flow(name, given)}" for name, given in new)
        yield Edit(last.end, last.end, "".join(told))
        return
    column = last.key_column
    lines = [line for name, given in new for line in _margined(value_lines(name, given, column), column)]
    at = line_end(text, last.end)
    yield Edit(at, at, "".join(f"{end}{line}" for line in lines))


def _in_flow(name: str, given: Given) -> str:
    return written_text(given, flow=True) if isinstance(given, str) else _one_line(name, given)


def _margined(lines: list[str], column: int) -> list[str]:
    return [" " * column + lines[0], *lines[1:]]


def _at(whole: Any, path: Path) -> Any:
    for part in path:
        whole = whole[part]
    return whole


def _expected(whole: Any, changes: Mapping[Path, Changes]) -> Any:
    """The values that the changed text must come to."""
    made = copy.deepcopy(whole)
    for path, each in changes.items():
        record = _at(made, path)
        for name, change in each.items():
            value = _changed(record.get(name), change)
            if value is not None or name in record:
                record[name] = value
    return made


def _changed(raw: Any, change: Change) -> Any:
    if not isinstance(change, Listed):
        return change
    old = raw if isinstance(raw, list) else [] if raw is None else [raw]
    made = [*(item for item in old if str(item) not in change.gone), *change.added]
    return made if made or isinstance(raw, list) else None
