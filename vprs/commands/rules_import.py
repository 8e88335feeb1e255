"""`vprs rules import`: a transcription of a standard becomes the skeleton of a pack of one's own.

Takes a table and the name of the new pack, writes the pack's folder beside what is there. It writes over nothing, and
a fault anywhere leaves nothing behind.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from vprs.commands.new_pack import ENCODINGS, new_folder, printable_name, table_bytes
from vprs.commands.options import RULES, Folder
from vprs.commands.printing import print_lines
from vprs.problem import InvalidInput

if TYPE_CHECKING:
    from vprs.model import Pack
    from vprs.rulebook.pack import PackReading
    from vprs.transcript.pack_text import Transcribed
    from vprs.transcript.proposing import Proposal

SHOWN = 12  # requirements that no row took; the rest are counted


@click.command("import", short_help="Make a pack from your transcription of a standard.")
@click.argument(
    "standard", metavar="STANDARD.xlsx|.csv|.md", type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@click.option("--pack", "name", required=True, metavar="NAME", help="The new pack's name, such as my-trust-vprs.")
@click.option(
    "--to", "into", type=Folder(), default=Path(), metavar="DIR", help="Where to make it. Default: the current folder."
)
@click.option(
    "--base",
    default="vprs-2020",
    show_default=True,
    metavar="PACK",
    help="The pack that checks are proposed from, by name or folder.",
)
@click.option("--sheet", metavar="TITLE", help="The sheet of the workbook, where several hold a table.")
@click.option("--encoding", type=click.Choice(ENCODINGS), help="How a CSV file was saved. Default: utf-8.")
@RULES
def command(
    standard: Path,
    name: str,
    into: Path,
    base: str,
    sheet: str | None,
    encoding: str | None,
    rules: tuple[Path, ...],
) -> None:
    """Make a rule pack from a standard that you have transcribed into a table, one row for each requirement.

    The table needs a column headed number and one headed text; columns evidence, phase, theme and title are read too.
    They may stand in any order, under a title or a note. The wording is kept as you typed it. Checks are proposed from
    the requirement of another pack that is closest by its words; where none is close, the executive lead's judgement
    stands in. Every file says what to review in it.

    \b
    For example:
      vprs rules import standard.xlsx --pack my-trust-vprs
      vprs rules lint my-trust-vprs
      vprs rules verify-pack my-trust-vprs --role lsms --on 2026-11-05
      vprs assess my-trust --rules . --pack my-trust-vprs

    Nothing that is there already is written over. Exit code 0: made. 2: the table, or the name, is at fault.
    """
    from vprs.commands.rules_making import make_pack
    from vprs.transcript.rows import read_rows
    from vprs.transcript.table import read_transcription

    target = new_folder(into, name, beside=base, command="vprs rules import")
    reading, pack = _base(base, rules)
    content = table_bytes(standard, "the requirements")
    table = read_transcription(standard.as_posix(), content, sheet=sheet, encoding=encoding)
    rows = read_rows(table, pack.phases)
    proposals = make_pack(target, rows, reading, pack, _transcribed(name, standard, table.sheet, content))
    print_lines(_told(target, standard, proposals, pack, table.columns.unread))


def _base(word: str, rules: tuple[Path, ...]) -> tuple[PackReading, Pack]:
    from vprs.commands.rules_places import one_pack
    from vprs.rulebook import read_pack

    reading = read_pack(one_pack(word, rules))
    if reading.pack is None or reading.problems:
        raise InvalidInput(reading.problems)
    return reading, reading.pack


def _transcribed(name: str, standard: Path, sheet: str, content: bytes) -> Transcribed:
    from hashlib import sha256

    from vprs.transcript.pack_text import Transcribed

    return Transcribed(pack=name, file=printable_name(standard), sheet=sheet, digest=sha256(content).hexdigest())


def _told(
    target: Path, standard: Path, proposals: Sequence[Proposal], pack: Pack, unread: Sequence[str]
) -> Iterator[str]:
    from vprs.phrases import many

    taken = [each for each in proposals if each.taken]
    yield f"{target} is ready: {many(len(proposals), 'requirement')} from {standard.name}, in its own words."
    if taken:
        yield f"  {len(taken)} with checks proposed from the closest requirement of {pack.name} {pack.version}."
    if judged := len(proposals) - len(taken):
        yield f"  {judged} without: the executive lead's judgement stands in until checks are written."
    if unread:
        yield f"  Columns not read: {', '.join(unread)}."
    named = {each.near.requirement.path for each in taken}
    left = [f"{each.phase}/{each.slug}" for each in pack.requirements if each.path not in named]
    if left:
        more = f" and {len(left) - SHOWN} more" if len(left) > SHOWN else ""
        yield f"  Requirements of {pack.name} that no row took: {', '.join(left[:SHOWN])}{more}."
    yield "Every file says what to review in it. Next:"
    yield f"  1. Run: vprs rules lint {target}"
    yield "  2. Hold each file against the official text, mend its checks, and take its line needs_review out."
    yield f"  3. Run: vprs rules verify-pack {target} --role YOUR-ROLE --on DATE"
    yield f"  4. Run: vprs assess EVIDENCE --rules {target.parent} --pack {target.name}"
