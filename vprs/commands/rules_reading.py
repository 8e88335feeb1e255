"""The packs that a command is about, read: with any problem in them, InvalidInput.

Takes the words of the command line and the folders of `--rules`, gives readings or sound packs.
"""

from __future__ import annotations

from pathlib import Path

from vprs.commands.rules_places import pack_folders
from vprs.model import Pack
from vprs.problem import InvalidInput
from vprs.rulebook import read_pack
from vprs.rulebook.pack import PackReading


def readings(words: tuple[str, ...], rules: tuple[Path, ...]) -> list[PackReading]:
    return [read_pack(folder) for folder in pack_folders(words, rules)]


def sound_packs(words: tuple[str, ...], rules: tuple[Path, ...]) -> list[Pack]:
    """The packs; with any problem in them, InvalidInput."""
    found = readings(words, rules)
    problems = [problem for reading in found for problem in reading.problems]
    if problems:
        raise InvalidInput(problems)
    return [reading.pack for reading in found if reading.pack is not None]
