"""A line on standard error that says what is being done, while long work is done.

Takes short words, shows them only where a person watches (standard error is a terminal) and only once the work has
taken a while; with rich installed the line is alive, without it plain text. It never touches standard output and leaves
nothing behind. Where output is to be plain it says a sentence now and then, and each stays.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from vprs.commands.plainly import is_plain

PATIENCE = 1.0  # seconds before anything is shown
INTERVAL = 0.1  # seconds between two changes of the line
SENTENCES = 10.0  # seconds between two sentences of plain output
WIDTH = 78

Show = Callable[[str], None]


@contextmanager
def progress() -> Iterator[Show]:
    """A function to be called with what is being done now; quick to call, and silent where nobody watches."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    line: tuple[Show, Callable[[], None]] | None = None
    due = time.monotonic() + PATIENCE
    plain = is_plain()

    def say(words: str) -> None:
        nonlocal line, due
        if time.monotonic() < due:
            return
        line = line or ((_write_sentence, _leave) if plain else _lively_line() or (_write_over, _wipe))
        due = time.monotonic() + (SENTENCES if plain else INTERVAL)
        line[0]("".join(sign if sign.isprintable() else "?" for sign in words)[:WIDTH])

    try:
        yield say
    finally:
        if line:
            line[1]()


def _lively_line() -> tuple[Show, Callable[[], None]] | None:
    """How to show and how to end a line of rich; None where rich is not installed."""
    try:
        from rich.console import Console
        from rich.text import Text
    except ImportError:
        return None
    status = Console(stderr=True).status("")

    def show(words: str) -> None:
        status.update(Text(words))  # as Text, for a file name may look like rich's own markup
        status.start()

    return show, status.stop


def _write_over(words: str) -> None:
    sys.stderr.write("\r" + words.ljust(WIDTH))
    sys.stderr.flush()


def _wipe() -> None:
    sys.stderr.write("\r" + " " * WIDTH + "\r")
    sys.stderr.flush()


def _write_sentence(words: str) -> None:
    sys.stderr.write(f"Still working. {words}.\n")
    sys.stderr.flush()


def _leave() -> None:
    """A sentence that was said stays said."""
