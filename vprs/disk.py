"""What makes a change of files safe: bytes that have reached the disk, a lock, names that every system can hold.

Takes paths and bytes. It decides nothing about what is written; whatever the system refuses leaves as OSError.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from vprs.problem import InvalidInput, Problem

_WINDOWS = re.compile(r"con|prn|aux|nul|com\d|lpt\d")


def write_new(path: Path, content: bytes) -> None:
    """Write a file that is not there yet; its bytes are on the disk when this returns."""
    with path.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """What a folder lists is on the disk, where the system can be asked for that (Windows cannot)."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


@contextmanager
def alone_at(lock: Path, waiting: Problem, *, patience: float = 0) -> Iterator[None]:
    """Hold a lock that goes with its holder; where another has it for longer than `patience` seconds, InvalidInput.

    waiting  what to say then
    """
    from filelock import FileLock, Timeout

    try:
        with FileLock(lock, timeout=patience):
            yield
    except Timeout:
        raise InvalidInput([waiting]) from None


def reserved_by_windows(name: str) -> bool:
    """Whether Windows keeps the name of a file or folder for itself, whatever follows its first point."""
    return _WINDOWS.fullmatch(name.casefold().partition(".")[0]) is not None
