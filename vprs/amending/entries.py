"""Records as the lines of YAML that a person would write: one field a line, long sentences folded beneath their key.

Takes names with texts or lists of texts, gives lines without their ends. A text that YAML would read as anything but
itself stands in quotes.
"""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Iterable, Iterator

WIDTH = 100
Given = str | tuple[str, ...]
_DAY = re.compile(r"\d{4}-(?:\d{2}(?:-\d{2})?|[A-Za-z]\w*)")  # or a cycle: 2026-H1
_PLAIN = re.compile(r"[A-Za-z](?:[^:#]|:(?=\S)|(?<=\S)#)*")  # a word first; no colon before a space, no # after one
_OTHERWISE = frozenset("true false null yes no on off y n".split())
_IN_FLOW = re.compile(r"[\[\]{},]")
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]")


def entry_lines(fields: Iterable[tuple[str, Given]], indent: int) -> Iterator[str]:
    """The lines of one entry of a list, its dash `indent` spaces in."""
    lead, rest = " " * indent + "- ", " " * (indent + 2)
    for number, (name, given) in enumerate(fields):
        first, *others = value_lines(name, given, indent + 2)
        yield f"{rest if number else lead}{first}"
        yield from others


def value_lines(name: str, given: Given, indent: int) -> list[str]:
    """`name: value`, the first line without its indentation; what follows stands two spaces further in."""
    written = _listed(given) if isinstance(given, tuple) else written_text(given)
    if isinstance(given, tuple) or _UNSEEN.search(given.replace("\n", "")) or given != given.strip():
        return [f"{name}: {written}"]
    if "\n" in given:
        lines = given.split("\n")
        plain = all(line == line.rstrip() for line in lines)
        return [f"{name}: |-", *_deeper(lines, indent)] if plain else [f"{name}: {written}"]
    if indent + len(name) + 2 + len(written) <= WIDTH or "  " in given:
        return [f"{name}: {written}"]
    return [f"{name}: >-", *_deeper(_folded(given, indent + 2), indent)]


def _deeper(lines: list[str], indent: int) -> list[str]:
    return [f"{' ' * (indent + 2)}{line}" if line else "" for line in lines]


def _folded(text: str, indent: int) -> list[str]:
    width = max(WIDTH - indent, 40)
    return textwrap.wrap(text, width, break_long_words=False, break_on_hyphens=False)


def written_text(text: str, *, flow: bool = False, quote: str = "") -> str:
    """The text on one line: in the quotes that are asked for, or as plain as can be. flow: within brackets."""
    if _UNSEEN.search(text) or quote == '"':
        shown = json.dumps(text, ensure_ascii=False)
        return _UNSEEN.sub(lambda found: f"\\u{ord(found[0]):04x}", shown)
    if quote == "'" or not _is_plain(text) or (flow and _IN_FLOW.search(text)):
        return "'" + text.replace("'", "''") + "'"
    return text


def _is_plain(text: str) -> bool:
    if _DAY.fullmatch(text):
        return True
    return bool(_PLAIN.fullmatch(text)) and text.casefold() not in _OTHERWISE and text == text.strip()


def _listed(texts: tuple[str, ...]) -> str:
    return f"[{', '.join(written_text(text, flow=True) for text in texts)}]"
