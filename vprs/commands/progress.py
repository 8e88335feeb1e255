"""A line on standard error that says what is being done, while long work is done.

Takes short words, shows them only where a person watches (standard error is a terminal) and only once the work has
taken a while. It never touches standard output and leaves nothing behind.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

PATIENCE = 1.0  # seconds before anything is shown
INTERVAL = 0.1  # seconds between two changes of the line
WIDTH = 78


@contextmanager
def progress() -> Iterator[Callable[[str], None]]:
    """A function to be called with what is being done now; quick to call, and silent where nobody watches."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    started = shown = time.monotonic()

    def say(words: str) -> None:
        nonlocal shown
        now = time.monotonic()
        if now - started >= PATIENCE and now - shown >= INTERVAL:
            shown = now
            sys.stderr.write("\r" + words[:WIDTH].ljust(WIDTH))
            sys.stderr.flush()

    try:
        yield say
    finally:
        if shown > started:
            sys.stderr.write("\r" + " " * WIDTH + "\r")
            sys.stderr.flush()
