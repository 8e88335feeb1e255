"""Lines on the terminal: the summary of an assessment in colour, and plain lines folded to the width there is.

Takes an Assessment or lines, prints them. Colour is added only on a terminal and never says what the words do not;
click leaves it out where output goes elsewhere, and NO_COLOR switches it off. Plain output has no layout either.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from typing import Any

import click

from vprs.commands.plainly import is_plain, plain_lines
from vprs.model import Assessment, Outcome

STYLES: Mapping[str, Mapping[str, Any]] = {
    "heading": {"bold": True},
    "problem": {"fg": "yellow"},
    Outcome.NOT_MET: {"fg": "red"},
    Outcome.NOT_ASSESSED: {"fg": "magenta"},
    Outcome.PARTLY_MET: {"fg": "yellow"},
    Outcome.MET: {"fg": "green"},
    Outcome.NOT_APPLICABLE: {"dim": True},
}
WIDEST = 120
FILE_WIDTH = 100  # where output goes into a file, whose width nobody knows


def print_summary(assessment: Assessment) -> None:
    """Print it as wide as the terminal is, up to what is comfortable to read."""
    from vprs.report.terminal import summary_lines

    if is_plain():
        print_lines(line.text for line in summary_lines(assessment, width=sys.maxsize))
        return
    for line in summary_lines(assessment, width=_width()):
        click.echo(click.style(line.text, **STYLES[line.tone]) if line.tone in STYLES and line.text else line.text)


def print_bytes(content: bytes) -> None:
    """Print what programs read, so that no machine changes its line ends."""
    sys.stdout.flush()
    sys.stdout.buffer.write(content)
    sys.stdout.buffer.flush()


def print_lines(lines: Iterable[str]) -> None:
    """Print lines, folded under their own indentation on a terminal and left whole elsewhere, for grep."""
    from vprs.paper import visible

    if is_plain():
        for line in plain_lines(map(visible, lines)):
            click.echo(line)
        return
    width = _width() if sys.stdout.isatty() else None
    for line in lines:
        for part in _folded(visible(line), width):
            click.echo(part)


def _folded(line: str, width: int | None) -> list[str]:
    if width is None or len(line) <= width:
        return [line]
    from textwrap import wrap

    indent = " " * (len(line) - len(line.lstrip()) + 2)
    return wrap(line, width, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)


def _width() -> int:
    if not sys.stdout.isatty():
        return FILE_WIDTH
    from shutil import get_terminal_size

    return min(get_terminal_size().columns, WIDEST)
