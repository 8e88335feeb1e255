"""`vprs init`: a new evidence folder that `vprs assess` can read at once.

Takes a folder and the type of organisation, or asks for them where a person sits at the terminal; writes
organisation.yaml, the register workbook and guidance. It never writes over anything, and leaves nothing behind where
it cannot finish.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from vprs.commands.completing import pack_names
from vprs.commands.init_places import long_path, refuse_unfit
from vprs.commands.loading import read_rules
from vprs.commands.options import RULES, Folder
from vprs.commands.printing import print_lines
from vprs.commands.saying import Words
from vprs.problem import InvalidInput, Problem

if TYPE_CHECKING:
    from vprs.model import Pack

TYPES = ("acute", "mental-health", "community", "ambulance", "icb", "other")
DEFAULT_PACK = "vprs-2020"
UNNAMED, UNCODED = "Your organisation's name", "XXX"


@click.command(short_help="Make a new folder to put evidence in.")
@click.argument("folder", metavar="[DIR]", required=False, type=Folder())
@click.option("--type", "sort", type=click.Choice(TYPES), help="What sort of organisation it is for.")
@click.option("--name", type=Words(), help="Its name, as the papers are to show it.")
@click.option("--code", type=Words(), help="Its code, like NMA.")
@RULES
@click.option(
    "--pack",
    "names",
    multiple=True,
    metavar="NAME",
    shell_complete=pack_names,
    help="A rule pack to judge by; may be given again.",
)
def command(
    folder: Path | None,
    sort: str | None,
    name: str | None,
    code: str | None,
    rules: tuple[Path, ...],
    names: tuple[str, ...],
) -> None:
    """Make a new folder to put evidence in, with guidance, templates and a workbook to fill in.

    Without options it asks for what it needs. In a script, or where one option is given, it asks nothing: give DIR
    and --type.

    \b
    For example:
      vprs init
      vprs init my-trust --type acute
      vprs init my-icb --type icb --name "Northmoor ICB" --code QNM
      vprs init my-trust --type acute --pack vprs-2020 --pack vprs-2024

    Nothing that is there already is written over. Open START-HERE.md in the new folder next.
    """
    if not (sort or name or code or rules or names):
        answers = _asked(folder)
        if answers is not None:
            folder, sort, name, code, names = answers
    if folder is None:
        raise click.UsageError("Name the folder to make, like my-trust.")
    if sort is None:
        raise click.UsageError(f"Say what sort of organisation it is for: --type {', '.join(TYPES)}.")
    packs = read_rules(rules, names or (DEFAULT_PACK,))
    for note in (_for_others(packs, sort), long_path(folder)):
        if note:
            click.echo(note, err=True)
    _make(folder, name=name or UNNAMED, code=code or UNCODED, sort=sort, packs=packs)
    print_lines(
        (
            f"{folder} is ready. Next:",
            f"  1. Read {folder / 'START-HERE.md'}, and list your sites and meetings in organisation.yaml.",
            f"  2. Put documents into {folder / 'documents'}, and a row for each into evidence-register.xlsx.",
            f"  3. Run: vprs assess {_quoted(folder)}",
        )
    )


def _asked(folder: Path | None) -> tuple[Path, str, str, str, tuple[str, ...]] | None:
    """What a person answers; None where nobody is there to be asked."""
    from vprs.commands.init_asking import ask_all, is_person_there

    if not is_person_there():
        return None
    from vprs.commands.starting import FILES
    from vprs.rulebook import built_in_folder, find_packs

    known = read_rules((), tuple(pack.name for pack in find_packs(built_in_folder())))
    given = ask_all(known, FILES, DEFAULT_PACK, folder)
    click.echo()
    return given.folder, given.sort, given.name, given.code, given.packs


def _for_others(packs: tuple[Pack, ...], sort: str) -> str:
    others = [pack for pack in packs if pack.types and sort not in pack.types]
    said = "; ".join(f"{pack.name} is written for {' and '.join(pack.types)} organisations" for pack in others)
    return f"Note: {said}, and this one is {sort}. See which there are: vprs rules list." if said else ""


def _quoted(folder: Path) -> str:
    """As it must be typed where its name holds spaces."""
    return f'"{folder}"' if " " in str(folder) else str(folder)


def _make(folder: Path, *, name: str, code: str, sort: str, packs: tuple[Pack, ...]) -> None:
    """Everything is made beside the folder and then moved in, so that a fault leaves no half of it."""
    from vprs.commands.starting import FILES, fill

    refuse_unfit(folder, FILES)
    try:
        with _only_whole(folder) as moved:
            folder.parent.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryDirectory(prefix=".vprs-", dir=folder.parent) as beside:
                fill(Path(beside), name=name, code=code, sort=sort, packs=packs)
                for path in FILES:
                    (folder / path).parent.mkdir(parents=True, exist_ok=True)
                    moved.append(folder / path)
                    (Path(beside) / path).rename(folder / path)
    except OSError as error:
        said = f"the folder cannot be made: {(error.strerror or str(error)).lower()}."
        hint = "Choose a place where you may write."
        raise InvalidInput([Problem(file=folder.as_posix(), message=said, hint=hint)]) from error


@contextmanager
def _only_whole(folder: Path) -> Iterator[list[Path]]:
    """For files that are moved in: taken away again, with the folders made for them, where the work is cut short."""
    made = [folder / "documents", folder / "registers", folder, *folder.parents]
    made = [part for part in made if not part.exists()]
    moved: list[Path] = []
    try:
        yield moved
    except BaseException:
        for path in moved:
            path.unlink(missing_ok=True)
        for part in made:
            with suppress(OSError):  # it was never made, or somebody has put a file into it
                part.rmdir()
        raise
