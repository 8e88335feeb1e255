"""`vprs init`: a new evidence folder that `vprs assess` can read at once.

Takes a folder and the type of organisation; writes organisation.yaml, the register workbook and guidance. It never
writes over anything, and leaves nothing behind where it cannot finish.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import click

from vprs.commands.loading import read_rules
from vprs.commands.options import RULES, Folder
from vprs.commands.saying import Words
from vprs.problem import InvalidInput, Problem

if TYPE_CHECKING:
    from vprs.model import Pack

TYPES = ("acute", "mental-health", "community", "ambulance", "icb", "other")
DEFAULT_PACK = "vprs-2020"


@click.command(short_help="Make a new folder to put evidence in.")
@click.argument("folder", metavar="DIR", type=Folder())
@click.option(
    "--type",
    "sort",
    required=True,
    type=click.Choice(TYPES),
    help="What sort of organisation it is for.",
)
@click.option(
    "--name", type=Words(), default="Your organisation's name", help="Its name, as the papers are to show it."
)
@click.option("--code", type=Words(), default="XXX", help="Its code, like NMA.")
@RULES
@click.option("--pack", "names", multiple=True, metavar="NAME", help="A rule pack to judge by; may be given again.")
def command(folder: Path, sort: str, name: str, code: str, rules: tuple[Path, ...], names: tuple[str, ...]) -> None:
    """Make a new folder to put evidence in, with guidance, templates and a workbook to fill in.

    \b
    For example:
      vprs init my-trust --type acute
      vprs init my-icb --type icb --name "Northmoor ICB" --code QNM

    Nothing that is there already is written over. Open START-HERE.md in the new folder next.
    """
    packs = read_rules(rules, names or (DEFAULT_PACK,))
    _make(folder, name=name, code=code, sort=sort, packs=packs)
    click.echo(f"{folder} is ready. Next:")
    click.echo(f"  1. Read {folder / 'START-HERE.md'}, and list your sites and meetings in organisation.yaml.")
    click.echo(f"  2. Put documents into {folder / 'documents'}, and a row for each into evidence-register.xlsx.")
    click.echo(f"  3. Run: vprs assess {folder}")


def _make(folder: Path, *, name: str, code: str, sort: str, packs: tuple[Pack, ...]) -> None:
    """Everything is made beside the folder and then moved in, so that a fault leaves no half of it."""
    from vprs.commands.starting import FILES, fill

    _refuse_taken(folder, FILES)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".vprs-", dir=folder.parent) as beside:
            fill(Path(beside), name=name, code=code, sort=sort, packs=packs)
            for path in FILES:
                (folder / path).parent.mkdir(parents=True, exist_ok=True)
                (Path(beside) / path).rename(folder / path)
    except OSError as error:
        said = f"the folder cannot be made: {(error.strerror or str(error)).lower()}."
        hint = "Choose a place where you may write."
        raise InvalidInput([Problem(file=folder.as_posix(), message=said, hint=hint)]) from error


def _refuse_taken(folder: Path, paths: tuple[str, ...]) -> None:
    if folder.exists() and not folder.is_dir():
        said = "a file has this name, so no folder can."
        raise InvalidInput([Problem(file=folder.as_posix(), message=said, hint="Choose another name.")])
    taken = [folder / path for path in paths if (folder / path).exists() or (folder / path).is_symlink()]
    if taken:
        said = "is there already, and vprs init writes over nothing."
        hint = "Choose a new folder, or assess this one."
        raise InvalidInput(Problem(file=path.as_posix(), message=said, hint=hint) for path in taken)
