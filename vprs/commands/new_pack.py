"""A pack folder that a command makes: its name and place, the table it is made from, and how it gets there whole.

Takes what the command line says, gives a folder that is not there yet and the bytes of the table. It writes over
nothing, and a fault anywhere leaves nothing behind.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from vprs.disk import reserved_by_windows
from vprs.problem import InvalidInput, Problem

if TYPE_CHECKING:
    from vprs.model import Pack

MOST_BYTES = 50_000_000
ENCODINGS = ("utf-8", "utf-16", "cp1252")


def new_folder(into: Path, name: str, *, beside: str = "", command: str) -> Path:
    """The folder to make; two packs of one name would stand in each other's way. beside: a pack it is made from."""
    from vprs.rulebook.folders import NAME, built_in_folder, find_packs

    if not NAME.fullmatch(name) or len(name) > 60 or reserved_by_windows(name):
        raise click.UsageError(f"'{name}' is not a name for a pack. Write letters, digits and hyphens: my-trust-vprs.")
    taken = {pack.name for pack in find_packs(built_in_folder())} | {Path(beside).name}
    if name.casefold() in {each.casefold() for each in taken}:
        raise click.UsageError(f"There is a pack '{name}' already. Choose another --pack, such as my-trust-{name}.")
    target = into / name
    if into.exists() and not into.is_dir():
        said = "this is a file, not a folder."
        raise InvalidInput([Problem(file=into.as_posix(), message=said, hint="Name a folder with --to.")])
    if target.exists() or target.is_symlink():
        said = f"is there already, and {command} writes over nothing."
        hint = "Choose another --pack, or another folder with --to."
        raise InvalidInput([Problem(file=target.as_posix(), message=said, hint=hint)])
    return target


def table_bytes(table: Path, rows: str) -> bytes:
    """The bytes of a table that is not too large. rows: what its rows are, for the message."""
    if table.stat().st_size > MOST_BYTES:
        said = f"the file is larger than {MOST_BYTES:,} bytes."
        raise InvalidInput([Problem(file=table.as_posix(), message=said, hint=f"Save the sheet with {rows} alone.")])
    return table.read_bytes()


def printable_name(path: Path) -> str:
    """The name of a file, which may hold bytes that are no text."""
    return path.name.encode("utf-8", "replace").decode()


@contextmanager
def made_beside(target: Path) -> Iterator[Path]:
    """A folder beside the target that is gone afterwards; what stops writing is told as a problem."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".vprs-", dir=target.parent) as beside:
            yield Path(beside)
    except OSError as error:
        said = f"the pack cannot be made: {(error.strerror or str(error)).lower()}."
        hint = "Choose a place where you may write."
        raise InvalidInput([Problem(file=target.as_posix(), message=said, hint=hint)]) from error


def write_files(folder: Path, files: Mapping[str, str]) -> None:
    for place, text in files.items():
        path = folder / place
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8", newline="\n")


class UnsoundPack(Exception):
    """A pack that vprs wrote and cannot read: our fault, never that of the table."""


def sound_pack(made: Path) -> Pack:
    """The pack that was written, read back."""
    from vprs.rulebook import read_pack

    reading = read_pack(made)
    if reading.pack is None or reading.problems:
        raise UnsoundPack("\n".join(map(str, reading.problems)))
    return reading.pack
