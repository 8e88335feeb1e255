"""Puts new bytes in the place of files, so that at every moment each is the old one or the new one, whole.

Takes a path, what stood there when it was read and what is to stand there; gives nothing, and raises InvalidInput where
it may not be written or has changed since. What is left of an interrupted run has a name that is never read.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import stat
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from vprs.disk import sync_folder, write_new
from vprs.problem import InvalidInput, Problem


def replace_file(path: Path, content: bytes, *, stood: bytes | None, name: str) -> None:
    """Write `content` to `path`. stood: what was read there, None where no file was; name: the file in messages."""
    beside = path.with_name(f"~${path.name}.new")
    with _told(name):
        _refuse_protected(path, name)
        beside.unlink(missing_ok=True)  # what an interrupted run left, or a link that somebody put there
    try:
        with _told(name):
            write_new(beside, content)
            if stood is not None:
                shutil.copymode(path, beside)
            _refuse_changed(path, stood, name)
            beside.replace(path)
            sync_folder(path.parent)
    finally:
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)


def replace_files(folder: Path, contents: Mapping[str, bytes], stood: Mapping[str, bytes | None]) -> None:
    """Write several files of a folder; where one may not be written, those before it are put back as they stood.

    A run that is cut short between two of them leaves each whole, the old one or the new one.
    """
    done: list[str] = []
    try:
        for path, content in contents.items():
            replace_file(folder / path, content, stood=stood[path], name=path)
            done.append(path)
    except BaseException:
        for path in reversed(done):
            _put_back(folder / path, contents[path], stood[path], path)
        raise


def _put_back(path: Path, content: bytes, stood: bytes | None, name: str) -> None:
    if stood is None:
        path.unlink(missing_ok=True)
    else:
        replace_file(path, stood, stood=content, name=name)


def read_or_none(path: Path, name: str) -> bytes | None:
    """The bytes of an ordinary file, None where there is none. Raises InvalidInput."""
    with _told(name):
        if path.is_symlink() or (path.exists() and not path.is_file()):
            said, hint = "it is not an ordinary file.", "Put the file itself there, or remove what stands in its place."
            raise InvalidInput([Problem(file=name, message=said, hint=hint)])
        return path.read_bytes() if path.exists() else None


def _refuse_protected(path: Path, name: str) -> None:
    """A file that its owner set to read-only is left alone, also where the folder would allow to replace it."""
    if path.exists() and not (path.stat().st_mode & stat.S_IWUSR and os.access(path, os.W_OK)):
        said, hint = "the file is read-only, so nothing was written.", "Allow writing in its properties, and run again."
        raise InvalidInput([Problem(file=name, message=said, hint=hint)])


def _refuse_changed(path: Path, stood: bytes | None, name: str) -> None:
    if read_or_none(path, name) != stood:
        said = "the file was changed by another program just now, so nothing was written."
        raise InvalidInput([Problem(file=name, message=said, hint="Run the command again.")])


@contextmanager
def _told(name: str) -> Iterator[None]:
    """What the system refuses, as a problem with the file."""
    try:
        yield
    except OSError as fault:
        said = f"the file cannot be written: {(fault.strerror or type(fault).__name__).lower()}."
        hint = "Close it in other programs, check the disk and your rights to the folder, and run again."
        raise InvalidInput([Problem(file=name, message=said, hint=hint)]) from fault
