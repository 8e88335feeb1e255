"""Records as the lines of YAML that a person would write: one field a line, long sentences folded beneath their key.

Takes names and texts that are printable and on one line, gives lines without their ends. A text that YAML would read
as anything but itself stands in quotes.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Iterator

WIDTH = 100
_DAY = re.compile(r"\d{4}-(?:\d{2}-\d{2}|[A-Za-z]\w*)")  # or a cycle: 2026-H1
_PLAIN = re.compile(r"[A-Za-z](?:[^:#]|:(?=\S)|(?<=\S)#)*")  # a word first; no colon before a space, no # after one
_OTHERWISE = frozenset("true false null yes no on off y n".split())


def entry_lines(fields: Iterable[tuple[str, str]], indent: int) -> Iterator[str]:
    """The lines of one entry of a list, its dash `indent` spaces in."""
    lead, rest = " " * indent + "- ", " " * (indent + 2)
    for number, (name, text) in enumerate(fields):
        margin = rest if number else lead
        written = _written(text)
        if len(margin) + len(name) + 2 + len(written) <= WIDTH:
            yield f"{margin}{name}: {written}"
        else:
            yield f"{margin}{name}: >-"
            inner = rest + "  "
            yield from textwrap.wrap(
                text,
                max(WIDTH, len(inner) + 40),
                initial_indent=inner,
                subsequent_indent=inner,
                break_long_words=False,
                break_on_hyphens=False,
            )


def _written(text: str) -> str:
    if _DAY.fullmatch(text) or (_PLAIN.fullmatch(text) and text.casefold() not in _OTHERWISE and text == text.strip()):
        return text
    return "'" + text.replace("'", "''") + "'"
