"""Edits to a text by place, and where its lines end.

Takes a text and edits that do not overlap, gives the text with all of them made.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple


class Edit(NamedTuple):
    """What stands from `start` up to `end` gives way to `text`."""

    start: int
    end: int
    text: str


def apply(text: str, edits: Iterable[Edit]) -> str:
    """The text with the edits made; of two at one place the earlier one stands first."""
    parts: list[str] = []
    done = 0
    for edit in sorted(edits, key=lambda each: (each.start, each.end)):
        parts += (text[done : edit.start], edit.text)
        done = max(done, edit.end)
    return "".join((*parts, text[done:]))


def line_end(text: str, place: int) -> int:
    """Where the line of that place ends, before its break."""
    found = re.compile("[\r\n]").search(text, place)
    return found.start() if found else len(text)


def line_start(text: str, place: int) -> int:
    return max(text.rfind("\n", 0, place), text.rfind("\r", 0, place)) + 1


def line_ends(text: str) -> str:
    """How the lines of the text end."""
    breaks: list[str] = re.findall("\r\n|\n|\r", text)
    return breaks[-1] if breaks else "\n"
