"""Which files an evidence folder holds, and which of its entries are refused.

Takes the folder, gives every ordinary file inside it, sorted by path. It follows no symbolic link, opens nothing
and leaves out what is not evidence; whatever it cannot list is told, never skipped in silence.
"""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

# Written by vprs or for readers: these folders at the top only, so that nothing deeper is hidden by its name.
OWN_FOLDERS = frozenset({"out", "cycles"})
NOT_EVIDENCE = frozenset(
    {"start-here.md", "readme.md", "board-template.docx", "actions.yaml.bak", "thumbs.db", "desktop.ini", ".ds_store"}
)
REMEDY = "Check its permissions, and that it is on this computer."
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f\ud800-\udfff\u0085\u2028\u2029]")


@dataclass(frozen=True, kw_only=True, slots=True)
class Listed:
    """path: relative, forward slashes, printable; real: what to open; size in bytes."""

    path: str
    real: str
    size: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Refused:
    """An entry that is not read, and why; `folder`: it may hold any number of files."""

    path: str
    message: str
    hint: str
    folder: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Walk:
    """What a folder holds."""

    files: tuple[Listed, ...]
    refused: tuple[Refused, ...]


def walk(root: Path, without: frozenset[str] = frozenset()) -> Walk:
    """Every file below `root`, but for those `without`. Raises OSError where the folder itself cannot be listed."""
    files: list[Listed] = []
    refused: list[Refused] = []
    waiting = [(str(root), "")]
    while waiting:
        real, path = waiting.pop()
        try:
            with os.scandir(real) as found:
                entries = list(found)
        except OSError as error:
            if not path:
                raise
            refused.append(_unreadable(path, error, folder=True))
            continue
        for seen in _sort(entries, path):
            if not isinstance(seen, tuple) and seen.path in without:
                continue
            if isinstance(seen, Listed):
                files.append(seen)
            elif isinstance(seen, Refused):
                refused.append(seen)
            else:
                waiting.append(seen)
    return Walk(
        files=tuple(sorted(files, key=lambda file: file.path)),
        refused=tuple(sorted(refused, key=lambda entry: entry.path)),
    )


def _sort(entries: list[os.DirEntry[str]], above: str) -> Iterator[Listed | Refused | tuple[str, str]]:
    """Files, refusals and folders (as real path and shown path) among the entries of one folder."""
    for entry in entries:
        if _is_evidence(entry.name, above):
            yield _look(entry, f"{above}/{entry.name}" if above else entry.name)


def _is_evidence(name: str, above: str) -> bool:
    plain = name.casefold()
    if plain in NOT_EVIDENCE or plain == ".git" or plain.startswith("~$"):
        return False
    return bool(above) or plain not in OWN_FOLDERS


def _look(entry: os.DirEntry[str], path: str) -> Listed | Refused | tuple[str, str]:
    shown = _UNPRINTABLE.sub(lambda found: found[0].encode("unicode_escape").decode("ascii"), path)
    if shown != path:
        return Refused(path=shown, message="its name cannot be printed.", hint="Rename it.", folder=True)
    try:
        if entry.is_symlink() or _is_junction(entry):
            hint = "Put the file itself into the folder, or remove the link."
            return Refused(path=path, message="a symbolic link is never followed.", hint=hint, folder=True)
        status = entry.stat(follow_symlinks=False)
    except OSError as error:
        return _unreadable(path, error)
    if stat.S_ISDIR(status.st_mode):
        return (entry.path, path)
    if not stat.S_ISREG(status.st_mode):
        return Refused(path=path, message="it is not an ordinary file.", hint="Remove it.")
    return Listed(path=path, real=entry.path, size=status.st_size)


def _is_junction(entry: os.DirEntry[str]) -> bool:
    """A Windows junction is a link in all but name; Python tells from 3.12 on."""
    tell = getattr(entry, "is_junction", None)
    return bool(tell and tell())


def _unreadable(path: str, error: OSError, *, folder: bool = False) -> Refused:
    return Refused(path=path, message=unreadable(error), hint=REMEDY, folder=folder)


def unreadable(error: OSError) -> str:
    """The sentence for a file or folder that the system does not give."""
    return f"it cannot be read: {(error.strerror or type(error).__name__).lower()}."
