"""Adds records to the text of a file of records, and leaves every byte that stands there as it is.

Takes the bytes of the file and records as names and texts, gives the bytes with the new records below those there are.
What it made is read back before it is given: a file in which that cannot be done is a problem, never a guess.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from vprs.amending.entries import Given, entry_lines
from vprs.problem import InvalidInput, Problem
from vprs.strict_yaml import Tree, decode, read_tree

Fields = tuple[tuple[str, Given], ...]
MARK = b"\xef\xbb\xbf"
INDENT = 2
_BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
_EMPTY = re.compile(
    r"""(["']?)records\1[ ]*:(?P<value>[ ]+(?:\[[ ]*\]|null|~))?(?:[ ]+#[^\n\r\x85\u2028\u2029]*|[ ]*)"""
)


def append_records(content: bytes | None, records: Sequence[Fields], file: str, heading: Sequence[str]) -> bytes:
    """The bytes of the file with the records added. Raises InvalidInput.

    content  None where there is no file; it then begins with the lines of `heading`
    """
    if content is None:
        return ("\n".join((*heading, "records:", records_text(records))) + "\n").encode()
    if not records:
        return content
    text, problems = decode(content, file)
    tree = None if problems else _tree(text, file)
    if tree is None:
        raise InvalidInput(problems)
    made = _appended(text, tree, records)
    _hold(made, tree, records)
    return (MARK if content.startswith(MARK) else b"") + made.encode()


def holds_nothing(content: bytes, file: str) -> bool:
    """Whether the file is empty but for comments: no fault, here, for it is about to hold something."""
    text, problems = decode(content, file)
    tree, _ = read_tree(text, file)
    return not problems and tree is not None and tree.value is None


def records_text(records: Iterable[Fields], indent: int = INDENT, end: str = "\n") -> str:
    """The records as lines of YAML, without a break behind the last."""
    return end.join(line for record in records for line in entry_lines(record, indent))


def _tree(text: str, file: str) -> Tree:
    tree, problems = read_tree(text, file)
    if tree is None:
        raise InvalidInput(problems)
    return tree


def _appended(text: str, tree: Tree, records: Sequence[Fields]) -> str:
    end = (re.findall("\r\n|\n|\r", text) or ["\n"])[-1]
    if tree.value is None:
        return f"{_ended(text, end)}records:{end}{records_text(records, INDENT, end)}{end}"
    if not isinstance(tree.value, Mapping) or set(tree.value) != {"records"}:
        hint = "Put what it holds under 'records:' alone, each with a dash, so that more can follow."
        raise InvalidInput([tree.problem((), "the file is not a list of records.", hint)])
    text, indent = _emptied(text, tree) if not tree.value["records"] else (text, _indent(text, tree))
    return f"{_ended(text, end)}{records_text(records, indent, end)}{end}"


def _ended(text: str, end: str) -> str:
    """The text with its last line ended, where it has one."""
    return text if not text or _BREAK.fullmatch(text[-1]) else text + end


def _emptied(text: str, tree: Tree) -> tuple[str, int]:
    """The text without the brackets or the null of an empty list, and the indentation of a list in its place."""
    line, column = tree.key("records")
    start = _start(text, line) + column - 1
    found = _EMPTY.match(text, start)
    behind = text[found.end() : found.end() + 1] if found else ""
    if found is None or (behind and not _BREAK.fullmatch(behind)):
        raise InvalidInput([_unlike(tree)])
    if found["value"] is not None:
        text = text[: found.start("value")] + text[found.end("value") :]
    return text, column - 1 + INDENT


def _indent(text: str, tree: Tree) -> int:
    """How far the dash of the first record stands in: on its own line, or alone on one above."""
    line, column = tree.mark("records", 0)
    lines = _BREAK.split(text)
    before = lines[line - 1][: column - 1]
    while not before.strip() and line > 1:
        line -= 1
        before = lines[line - 1].partition("#")[0].rstrip() or " "
    if before.strip() != "-":
        raise InvalidInput([_unlike(tree)])
    return before.index("-")


def _start(text: str, line: int) -> int:
    breaks = [found.end() for found in _BREAK.finditer(text)]
    return breaks[line - 2] if line > 1 else 0


def _hold(made: str, before: Tree, records: Sequence[Fields]) -> None:
    """What was made reads as what was there with the records after it, or it is not given."""
    after, _ = read_tree(made, before.file)
    stood = (before.value or {}).get("records") or []
    added: list[object] = [_as_read(record) for record in records]
    if after is None or after.value != {"records": [*stood, *added]}:
        raise InvalidInput([_unlike(before)])


def _unlike(tree: Tree) -> Problem:
    said = "nothing can be added below these records without changing them."
    hint = "Write each record on lines of its own that begin with a dash, and end the file with a line break."
    return tree.problem(("records",), said, hint)


def _as_read(record: Fields) -> dict[str, object]:
    return {name: list(given) if isinstance(given, tuple) else given for name, given in record}
