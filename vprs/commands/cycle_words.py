"""The words that the cycle commands share: the evidence folder, the ids of cycles, days.

Takes what was typed after a verb, gives the folder and the ids. The folder may be left out by somebody who is in it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import click

from vprs.commands.completing import cycles
from vprs.commands.saying import OneDay
from vprs.evidence.organisation import FILE

Function = Callable[..., Any]


def words(metavar: str) -> Callable[[Function], Function]:
    """The positional words of a verb, as `words: tuple[str, ...]`."""
    return click.argument("words", metavar=metavar, nargs=-1, shell_complete=cycles)


def split(given: Sequence[str], least: int, most: int, what: str) -> tuple[Path, tuple[str, ...]]:
    """The evidence folder and the ids; `what` names what is missing or too many, for the message.

    A word that is an evidence folder is the folder; with one word more than ids are wanted, else the first.
    """
    if any(not word.strip() for word in given):
        raise click.UsageError("A name is empty. Name the evidence folder, then the cycle, like my-trust 2026-H1.")
    folders = [word for word in given if (Path(word) / FILE).exists()]
    if folders or len(given) > most:
        folder = folders[0] if folders else given[0]
        rest = list(given)
        rest.remove(folder)
        ids = tuple(rest)
    else:
        folder, ids = ".", tuple(given)
    if not least <= len(ids) <= most:
        raise click.UsageError(f"{what} Give the evidence folder, then the cycle, like my-trust 2026-H1.")
    return Path(folder), ids


def day_option(name: str, text: str, *, required: bool = False) -> Callable[[Function], Function]:
    """A day on which something happens, so neither a month nor a year."""
    return click.option(name, type=OneDay(), metavar="DATE", required=required, help=text)
