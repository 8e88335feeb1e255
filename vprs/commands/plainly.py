"""Plain output: one fact a line, in words alone, for screen readers and for terminals that can do no more.

Takes lines as they would be printed, gives them without layout. It is asked for with --plain or VPRS_PLAIN, or by a
terminal that calls itself dumb.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Iterator, Sequence

import click

KEY = "vprs.plain"
OPTION = "--plain"
_GAP = re.compile(r" {2,}")
_ANSWER = re.compile(r"^\[([A-Z][a-z ]+)\] (.*)$")
_ENDED = (".", ":", "!", "?", ";")


def is_plain() -> bool:
    """Whether output is to be plain; a dumb terminal says so only of what is shown on it."""
    ctx = click.get_current_context(silent=True)
    if ctx is not None and ctx.meta.get(KEY):
        return True
    dumb = os.environ.get("TERM") == "dumb" and (sys.stdout.isatty() or sys.stderr.isatty())
    return dumb or bool(os.environ.get("VPRS_PLAIN"))


def first(arguments: Sequence[str]) -> list[str]:
    """The arguments with --plain at their head, wherever in front of a lone -- it stood."""
    end = arguments.index("--") if "--" in arguments else len(arguments)
    kept = [each for each in arguments[:end] if each != OPTION]
    return [*([OPTION] if len(kept) < end else []), *kept, *arguments[end:]]


def plain_lines(lines: Iterable[str]) -> Iterator[str]:
    """Each line as a sentence, without indentation, columns or capitals for weight; blank lines are left out."""
    for line in lines:
        if text := line.strip():
            yield _sentence(text)


def _sentence(text: str) -> str:
    if " " not in text or text.startswith("vprs "):
        return text  # a path or a command, to be copied as it stands
    if answer := _ANSWER.match(text):
        text = f"{answer[2].removesuffix('.')}. Answer: {answer[1].lower()}"
    lead, *rest = _GAP.split(text.replace(" -> ", " to "))
    lead = lead.capitalize() if lead.isupper() and len(lead) > 1 and rest else lead
    text = ", ".join([f"{lead.removesuffix(':')}: {rest[0]}", *rest[1:]]) if rest else lead
    return text if text.endswith(_ENDED) else f"{text}."
