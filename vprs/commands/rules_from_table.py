"""`vprs rules from-table`: the monitoring table of a policy becomes a pack of rules.

Takes a table and the name of the new pack, writes the pack's folder beside what is there and tells how each row was
read. It writes over nothing, and a fault anywhere leaves nothing behind.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from vprs.commands.new_pack import ENCODINGS, new_folder, printable_name, table_bytes
from vprs.commands.options import Folder
from vprs.commands.printing import print_lines

if TYPE_CHECKING:
    from vprs.monitoring.pack_text import Source
    from vprs.monitoring.passing import Passed
    from vprs.monitoring.rows import Row
    from vprs.transcript.table import Transcription


@click.command("from-table", short_help="Make a pack from the monitoring table of a policy.")
@click.argument("table", metavar="TABLE.csv|.xlsx|.md", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--pack", "name", required=True, metavar="NAME", help="The new pack's name, such as my-trust-monitoring.")
@click.option(
    "--to", "into", type=Folder(), default=Path(), metavar="DIR", help="Where to make it. Default: the current folder."
)
@click.option("--title", metavar="TEXT", help="What the table is called. Default: by the name of its file.")
@click.option("--sheet", metavar="TITLE", help="The sheet of the workbook, where several hold a table.")
@click.option("--encoding", type=click.Choice(ENCODINGS), help="How a CSV file was saved. Default: utf-8.")
def command(table: Path, name: str, into: Path, title: str | None, sheet: str | None, encoding: str | None) -> None:
    """Make a rule pack from a monitoring table: what is checked, how, how often, by whom, and who is told how often.

    The table needs columns headed what, when, who and where; how, reported and closes are read too, and other headings
    that mean the same. Each row becomes a rule file with a check for each body that is told. Frequencies are weekly,
    monthly, quarterly, twice a year, annually, every 3 years and their like; what is done as required is shown and
    never decides. Several names in a cell stand on lines of their own or have semicolons between them. Write (external)
    after a body outside the organisation. A row of questions below the headings is passed over, as is what
    vprs rules table marked 'Not read back'.

    \b
    For example:
      vprs rules from-table monitoring.xlsx --pack my-trust-monitoring
      vprs rules lint my-trust-monitoring
      vprs rules test my-trust-monitoring
      vprs assess my-trust --rules . --pack my-trust-monitoring

    Nothing that is there already is written over. Exit code 0: made. 2: the table, or the name, is at fault.
    """
    from vprs.commands.new_pack import made_beside, sound_pack, write_files
    from vprs.monitoring.headings import MONITORING
    from vprs.monitoring.pack_text import pack_files
    from vprs.monitoring.passing import passed_over
    from vprs.monitoring.rows import read_rows
    from vprs.transcript.table import read_transcription

    target = new_folder(into, name, command="vprs rules from-table")
    content = table_bytes(table, "the table")
    read = read_transcription(table.as_posix(), content, sheet=sheet, encoding=encoding, headings=MONITORING)
    rows = read_rows(read)
    files = pack_files(rows, _source(table, title, read.sheet, content))
    with made_beside(target) as beside:
        made = beside / target.name
        write_files(made, files)
        sound_pack(made)
        made.rename(target)
    print_lines(_told(target, table, read, rows, tuple(passed_over(read))))


def _source(table: Path, title: str | None, sheet: str, content: bytes) -> Source:
    from hashlib import sha256

    from vprs.monitoring.pack_text import Source

    file = printable_name(table)
    named = " ".join((title or "").split()) or f"Monitoring table {file}"
    return Source(title=named, file=file, sheet=sheet, digest=sha256(content).hexdigest())


def _told(
    target: Path, table: Path, read: Transcription, rows: Sequence[Row], passed: Sequence[Passed]
) -> Iterator[str]:
    """How the table was read, so that a wrong reading shows at once."""
    from vprs.phrases import many

    yield f"{target} is ready: {many(len(rows), 'requirement')} from {printable_name(table)}, one a row."
    columns = read.columns
    headed = (f"{name} from '{columns.headings[place]}'" for name, place in columns.places.items())
    yield f"  Columns: {', '.join(headed)}."
    if "closes" not in columns.places and "action" in columns.headings[columns.places["where"]].casefold():
        yield "  The heading of 'where' speaks of actions too: who closes them is read from a column 'closes' alone."
    if columns.unread:
        yield f"  Columns not read: {', '.join(columns.unread)}."
    if repeated := [str(each.line) for each in passed if not each.reason]:
        yield f"  Headings repeated, left out: row {', '.join(repeated)}."
    if marked := [each for each in passed if each.reason]:
        yield f"  {many(len(marked), 'row')} left out, marked in the table as not to be read back:"
        yield from (f"    Row {each.line}: {each.reason}" for each in marked)
    for row in rows:
        yield f"  Row {row.line}: {row.what}: {'; '.join(_read(row))}."
    yield "Every file says what to review in it. Next:"
    yield f"  1. Run: vprs rules lint {target}, then vprs rules test {target}"
    yield "  2. Hold each file against the table, mend its checks, and take its line needs_review out."
    yield f"  3. Run: vprs assess EVIDENCE --rules {target.parent} --pack {target.name}"


def _read(row: Row) -> Iterator[str]:
    yield f"checked {row.when.words.lower()} by {' or '.join(name.text for name in row.who)}"
    how_often = row.told.words.lower() + ("" if row.reported else " too, for the table does not say")
    yield f"told {how_often}, one check each, to {', '.join(name.told for name in row.where)}"
    if row.closes:
        yield f"actions closed by {', '.join(name.told for name in row.closes)}"
    yield from (f"of the {name} it says '{rest}', which no check asks for" for name, rest in row.unasked)
    if row.when.as_required or row.told.as_required:
        yield "what is done as required is advisory: it is shown and never decides"
