"""YAML to plain values with the line and column of every one of them.

Takes text, gives a `Tree`: dicts, lists, str, int, bool and None, and a mark for every path. It refuses what makes
YAML dangerous to judge by: duplicate keys, tags, merge keys, anchors and aliases, tabs as indentation, more than
one document. It never reads a file and never guesses a type: dates, times, decimals and versions stay text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from vprs.problem import Problem

LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
SIZE_LIMIT = 5_000_000  # characters; a YAML file beyond this is data that belongs in a register
DEPTH_LIMIT = 60

Path = tuple[str | int, ...]
_INTEGER = re.compile(r"0|-?[1-9][0-9]{0,17}")
# What may be an anchor, alias, tag, directive, tab or second document. A text without any of it and too short to nest
# deeply is composed at once; any other is first read event by event, which tells what is wrong but takes twice as long.
_SUSPECT = ("&", "*", "!", "\n%", "\t", "---", "...")
_NESTING = ("[", "{", "\n", "- ", "? ")
_PLAIN_NESTING = 1000
# libyaml 0.2.6 and later give up by themselves, before the events that would show where our own limit was passed.
_TOO_DEEP = "maximum nesting depth"
_TAB = ("a tab is used as indentation.", "Indent with spaces.")
_PLAIN = {"true": True, "false": False, "null": None, "~": None, "": None}


@dataclass(frozen=True, kw_only=True, slots=True)
class Tree:
    """A YAML text as values, and where each stood.

    file   path for messages
    value  dict, list, str, int, bool or None
    marks  path of keys and indexes -> (line, column) of the value there, 1-based
    keys   the same for the key that leads to it
    """

    file: str
    value: Any
    marks: Mapping[Path, tuple[int, int]]
    keys: Mapping[Path, tuple[int, int]]

    def mark(self, *path: str | int) -> tuple[int, int]:
        """(line, column) of the value at `path`, or of the nearest thing above it that is there."""
        while path and path not in self.marks:
            path = path[:-1]
        return self.marks.get(path, (1, 1))

    def key(self, *path: str | int) -> tuple[int, int]:
        """(line, column) of the key that leads to `path`; falls back to the value's place."""
        return self.keys.get(path) or self.mark(*path)

    def problem(self, path: Path, message: str, hint: str = "", *, at_key: bool = False, where: str = "") -> Problem:
        """A problem at `path`; `where` defaults to the path written with dots."""
        line, column = self.key(*path) if at_key else self.mark(*path)
        where = where or dotted(path)
        return Problem(file=self.file, line=line, column=column, where=where, message=message, hint=hint)


def dotted(path: Path) -> str:
    """`checks.endorsed.where` or `records[2].date`: a path as people write it."""
    text = ""
    for part in path:
        text += f"[{part + 1}]" if isinstance(part, int) else (f".{part}" if text else part)
    return text


def read_tree(text: str, file: str, *, first_line: int = 1) -> tuple[Tree | None, tuple[Problem, ...]]:
    """The values of one YAML document, or the problems that keep it from being read.

    `first_line` is the line of the file on which `text` starts (front matter starts on line 2). A tree is given
    only where there are no problems. An empty text gives a tree whose value is None.
    """
    reader = _Reader(file, first_line - 1)
    reader.read(text)
    if reader.problems:
        return None, tuple(sorted(reader.problems))
    return Tree(file=file, value=reader.value, marks=reader.marks, keys=reader.keys), ()


def decode(content: bytes, file: str) -> tuple[str, tuple[Problem, ...]]:
    """The text of a UTF-8 file (a byte order mark is dropped); invalid bytes are a problem with their place."""
    try:
        return content.decode("utf-8-sig"), ()
    except UnicodeDecodeError as error:
        before = content[: error.start]
        line, column = before.count(b"\n") + 1, error.start - before.rfind(b"\n")
        message = f"byte 0x{content[error.start]:02x} is not valid UTF-8."
        return "", (Problem(file=file, line=line, column=column, message=message, hint="Save the file as UTF-8."),)


class _Untyped(LOADER):  # type: ignore[misc]  # which class it is depends on how PyYAML was built
    """A loader that asks no value for its type: `_scalar` does that, and PyYAML's guesses cost a third of the time."""

    def resolve(self, kind: object, value: object, implicit: object) -> str:  # noqa: ARG002  PyYAML's signature
        return ""


class _Reader:
    """Walks one node graph; collects values, marks and problems. Internal: built, used and dropped in read_tree."""

    def __init__(self, file: str, offset: int) -> None:
        self.file, self.offset = file, offset
        self.value: Any = None
        self.marks: dict[Path, tuple[int, int]] = {}
        self.keys: dict[Path, tuple[int, int]] = {}
        self.problems: list[Problem] = []

    def read(self, text: str) -> None:
        if len(text) > SIZE_LIMIT:
            self._fault(0, 0, f"the file is larger than {SIZE_LIMIT:,} characters.", "Put rows into a register.")
        elif _is_plain(text) or self._may_compose(text):
            try:
                node = yaml.compose(text, Loader=_Untyped)
                self.value = None if node is None else self._build(node, ())
            except yaml.YAMLError as error:
                self._syntax(error, text)

    def _fault(self, line: int, column: int, message: str, hint: str = "", where: str = "") -> None:
        at = line + 1 + self.offset
        told = Problem(file=self.file, line=at, column=column + 1, where=where, message=message, hint=hint)
        self.problems.append(told)

    def _may_compose(self, text: str, loader: Any = LOADER) -> bool:
        """Finds all that is not allowed, and bad syntax; False where no graph can be built."""
        documents = depth = 0
        whole, inside = True, set[int]()  # inside: lines that begin within a block or quoted scalar
        try:
            event: Any
            for event in yaml.parse(text, Loader=loader):
                documents += isinstance(event, yaml.DocumentStartEvent)
                whole = self._is_allowed(event, documents) and whole
                depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
                if depth > DEPTH_LIMIT:
                    self._fault(*_place(event), f"nested deeper than {DEPTH_LIMIT} levels.", "Flatten it.")
                    return False
                if getattr(event, "style", None):
                    inside.update(range(event.start_mark.line + 1, event.end_mark.line + bool(event.end_mark.column)))
        except yaml.YAMLError as error:
            if _TOO_DEEP in str(error) and loader is not yaml.SafeLoader:
                self.problems.clear()
                return self._may_compose(text, yaml.SafeLoader)
            self._syntax(error, text)
            return False
        tabs = _tabbed(text) if "\t" in text else {}
        for line in tabs.keys() - inside:
            self._fault(line, tabs[line], *_TAB)
        return whole

    def _is_allowed(self, event: yaml.Event, documents: int) -> bool:
        """Tells of anchors, aliases, tags and second documents; False where they keep the graph from being built."""
        anchor, tag, alias = getattr(event, "anchor", None), getattr(event, "tag", None), type(event) is yaml.AliasEvent
        if anchor:
            said = f"alias '*{anchor}'" if alias else f"anchor '&{anchor}'"
            self._fault(*_place(event), f"{said} is not allowed.", "Write the value out.")
        if tag is not None:
            self._fault(*_place(event), f"tag '{tag}' is not allowed.", "Leave it out.")
        second = documents == 2 and isinstance(event, yaml.DocumentStartEvent)
        if second:
            self._fault(*_place(event), "a second document starts here.", "Keep one document in a file.")
        return not (alias or second)

    def _syntax(self, error: yaml.YAMLError, text: str) -> None:
        mark = getattr(error, "problem_mark", None)
        line, column = (mark.line, mark.column) if mark else (0, 0)
        if (tab := _tabbed(text).get(line)) is not None:
            self._fault(line, tab, *_TAB)
            return
        if mark is None and hasattr(error, "position"):
            before = text[: error.position]
            line, column = before.count("\n"), len(before) - (before.rfind("\n") + 1)
        reason = getattr(error, "problem", None) or getattr(error, "reason", None) or "it cannot be read"
        context = getattr(error, "context", None)
        said = f"not valid YAML: {reason}{f' ({context})' if context else ''}."
        self._fault(line, column, said, "Check the quotes, colons and indentation near this line.")

    def _build(self, node: yaml.Node, path: Path) -> Any:
        line, column = node.start_mark.line, node.start_mark.column
        self.marks[path] = (line + 1 + self.offset, column + 1)
        if isinstance(node, yaml.ScalarNode):
            return _scalar(node)
        if len(path) >= DEPTH_LIMIT:
            self._fault(line, column, f"nested deeper than {DEPTH_LIMIT} levels.", "Flatten it.")
            return None
        if isinstance(node, yaml.SequenceNode):
            return [self._build(item, (*path, index)) for index, item in enumerate(node.value)]
        return self._mapping(node, path)

    def _mapping(self, node: yaml.Node, path: Path) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key_node, value_node in node.value:
            line, column = key_node.start_mark.line, key_node.start_mark.column
            if not isinstance(key_node, yaml.ScalarNode):
                self._fault(line, column, "a key must be a word.", "Put quotes around it or mend the colon.")
                continue
            key = str(key_node.value)
            if key == "<<" and not key_node.style:
                self._fault(line, column, "merge key '<<' is not allowed.", "Write the keys out.", dotted(path))
                continue
            if key in found:
                first = self.keys[(*path, key)][0]
                said = f"key '{key}' stands twice; the first is on line {first}."
                self._fault(line, column, said, "Keep one of them.", dotted((*path, key)))
                continue
            self.keys[(*path, key)] = (line + 1 + self.offset, column + 1)
            found[key] = self._build(value_node, (*path, key))
        return found


def _is_plain(text: str) -> bool:
    """Whether the text can be composed at once: nothing in it that must be refused, and no deep nesting."""
    if LOADER is yaml.SafeLoader or text.startswith("%") or any(mark in text for mark in _SUSPECT):
        return False
    return sum(map(text.count, _NESTING)) < _PLAIN_NESTING


def _place(event: Any) -> tuple[int, int]:
    return event.start_mark.line, event.start_mark.column


def _tabbed(text: str) -> Mapping[int, int]:
    """Line -> column of the tab, where one indents a line; both from 0."""
    return {line: tab.end() - 1 for line, each in enumerate(text.splitlines()) if (tab := re.match(r" *\t", each))}


def _scalar(node: yaml.ScalarNode) -> str | int | bool | None:
    text = str(node.value)
    if node.style:
        return text
    if text in _PLAIN:
        return _PLAIN[text]
    return int(text) if _INTEGER.fullmatch(text) else text
