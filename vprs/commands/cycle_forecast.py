"""`vprs cycle forecast`: what lapses when, which outcomes change on which day, and the opinion at each board meeting.

Takes an evidence folder and a last day, prints or writes the forecast; exit code 1 where there was no evidence. The
folder is only read.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from vprs.commands.loading import last_closed, read_all
from vprs.commands.options import EVIDENCE, Day, Request, judging_over_days
from vprs.commands.out_places import warn_of_papers_among_evidence
from vprs.commands.printing import print_bytes, print_lines
from vprs.commands.progress import progress

if TYPE_CHECKING:
    from vprs.forecast import Forecast, Occasion

YEARS = 5
FORMATS = ("text", "json", "csv", "ics")


@click.command("forecast", short_help="Say what lapses when if nothing is done.")
@EVIDENCE
@click.option("--until", type=Day(), required=True, help="The last day to look at, like 2027-03-31.")
@click.option(
    "--board",
    "boards",
    type=Day(),
    multiple=True,
    help="A day of a board meeting, for which the opinion is told. May be given again; those of cycles are known.",
)
@judging_over_days
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default="text",
    show_default=True,
    help="text for people, csv for a spreadsheet, ics for a calendar, json for programs.",
)
@click.option("--out", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path), help="Write it to this file.")
@click.pass_context
def command(
    ctx: click.Context, request: Request, until: date, boards: tuple[date, ...], form: str, out: Path | None
) -> None:
    """Say what changes, and on which day, if nothing is done: what lapses, which outcomes turn, which opinion follows.

    Every day up to --until is judged as `vprs assess --as-of` judges it, so nothing is foretold by other rules. A day
    on which something improves by the passing of time alone is shown as such.

    \b
    For example:
      vprs cycle forecast my-trust --until 2027-03-31
      vprs cycle forecast my-trust --until 2027-03-31 --board 2026-11-05 --board 2027-02-04
      vprs cycle forecast my-trust --until 2027-03-31 --format ics --out forecast.ics

    Exit code 0: done. 1: the folder holds no evidence. 2: the input is at fault, and the message says where.
    """
    _refuse(request.as_of, until, boards)
    warn_of_papers_among_evidence(out, request.evidence)
    found = _foretold(request, until, boards)
    _give(found, form, out)
    ctx.exit(0 if found.today.assessment.workspace.records else 1)


def _refuse(as_of: date, until: date, boards: tuple[date, ...]) -> None:
    from vprs.dates import Duration, add

    if until <= as_of:
        said = f"--until {until} is not after the day it starts from, {as_of}."
        raise click.UsageError(f"{said} Choose a later --until, or an earlier --as-of.")
    latest = add(as_of, Duration(12 * YEARS, 0))
    if until > latest:
        said = f"--until {until} is more than {YEARS} years after {as_of}, and evidence says little of that."
        raise click.UsageError(f"{said} Choose a day up to {latest}.")
    for board in boards:
        if not as_of <= board <= until:
            said = f"--board {board} is outside the forecast, {as_of} to {until}."
            raise click.UsageError(f"{said} Choose a day inside it, or a later --until.")


def _foretold(request: Request, until: date, boards: tuple[date, ...]) -> Forecast:
    from vprs.commands.cycle_boards import standings_of_cycles
    from vprs.forecast import forecast as foretell

    with progress() as say:
        workspace, packs = read_all(request, say)
        return foretell(
            packs,
            workspace,
            as_of=request.as_of,
            until=until,
            occasions=_asked(boards),
            assessed=standings_of_cycles(request, workspace, until),
            last=last_closed(request),
            apart=True,
            say=say,
        )


def _asked(boards: tuple[date, ...]) -> tuple[Occasion, ...]:
    from vprs.forecast.forecasting import plain_occasion

    return tuple(plain_occasion(each, "board meeting") for each in dict.fromkeys(boards))


def _give(found: Forecast, form: str, out: Path | None) -> None:
    if form == "text" and out is None:
        from vprs.report import forecast_text

        print_lines(forecast_text.lines(found))
        return
    content = _rendered(found, form)
    if out is None:
        print_bytes(content)
        return
    from vprs.report.placing import place_together

    for path in place_together({out.name: content}, out.parent):
        click.echo(f"Written: {path}")


def _rendered(found: Forecast, form: str) -> bytes:
    from vprs.report import forecast_csv, forecast_ics, forecast_json, forecast_text

    match form:
        case "json":
            return forecast_json.render(found)
        case "csv":
            return forecast_csv.render(found)
        case "ics":
            return forecast_ics.render(found)
        case _:
            return forecast_text.render(found)
