"""`vprs rules table`: a pack as a monitoring table, and what of the pack no such table can hold.

Takes a pack by name or folder, prints the table or writes it into a file. It writes over nothing.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from vprs.commands.options import RULES
from vprs.commands.printing import print_bytes, print_lines
from vprs.problem import InvalidInput, Problem

if TYPE_CHECKING:
    from vprs.monitoring.from_pack import PackTable

FORMATS = ("text", "md", "csv", "xlsx")


@click.command("table", short_help="A pack as a monitoring table.")
@click.argument("pack", metavar="PACK")
@RULES
@click.option("--format", "form", type=click.Choice(FORMATS), help="Default: text, or by the ending of --out.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Write it into this new file.")
def command(pack: str, rules: tuple[Path, ...], form: str | None, out: Path | None) -> None:
    """Print what recurs in a pack as a monitoring table.

    Its columns are what, how, when, who, where, when reported and who closes actions. It then says which checks ask
    otherwise than a row can say, and which no row can hold; beside Markdown, CSV and a workbook it says so on standard
    error, so that the table stays a table. vprs rules from-table reads such a table back, but for the rows that a last
    column, 'Not read back', gives a reason for: most often no body is told. Give such a row what it lacks, and clear
    its mark. A row becomes checks of what the row says, whatever else the check asked that it was printed from.

    \b
    For example:
      vprs rules table waht-2024
      vprs rules table my-trust-monitoring --out monitoring.xlsx
      vprs rules table my-trust-monitoring --format md > monitoring.md

    Exit code 0: done. 2: there is no such pack, a rule file is at fault, or the file is there already.
    """
    from vprs.commands.rules_places import one_pack
    from vprs.commands.rules_reading import sound_packs
    from vprs.monitoring.from_pack import table_of
    from vprs.report.monitoring_table import as_text, told_of

    chosen = _format(form, out)
    [found] = sound_packs((str(one_pack(pack, rules)),), rules)
    table = table_of(found)
    if chosen == "text" and out is None:
        print_lines(as_text(table))
        return
    content = _drawn(table, chosen)
    if out is None:
        print_bytes(content)
    else:
        _write(out, content)
    for line in (*told_of(table), *([f"Written: {out}"] if out else [])):
        click.echo(line, err=True)


def _format(form: str | None, out: Path | None) -> str:
    ending = out.suffix.lower().removeprefix(".") if out else ""
    chosen = form or {"txt": "text", "markdown": "md"}.get(ending, ending) or "text"
    if chosen not in FORMATS:
        raise click.UsageError(f"'{out}' does not say which format it is. Name --format: {', '.join(FORMATS)}.")
    if chosen == "xlsx" and out is None:
        raise click.UsageError("A workbook needs a file. Name it with --out, such as --out monitoring.xlsx.")
    return chosen


def _drawn(table: PackTable, form: str) -> bytes:
    from vprs.report.monitoring_table import as_csv, as_markdown, as_text, as_xlsx

    match form:
        case "md":
            return as_markdown(table)
        case "csv":
            return as_csv(table)
        case "xlsx":
            return as_xlsx(table)
        case _:
            return "".join(f"{line}\n" for line in as_text(table)).encode()


def _write(out: Path, content: bytes) -> None:
    from vprs.disk import write_new

    try:
        write_new(out, content)
    except FileExistsError:
        said = "is there already, and vprs rules table writes over nothing."
        hint = "Choose another --out."
        raise InvalidInput([Problem(file=out.as_posix(), message=said, hint=hint)]) from None
    except OSError as error:
        said = f"cannot be written: {(error.strerror or str(error)).lower()}."
        hint = "Choose a place where you may write."
        raise InvalidInput([Problem(file=out.as_posix(), message=said, hint=hint)]) from error
