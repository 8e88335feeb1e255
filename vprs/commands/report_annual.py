"""`vprs report annual`: progress against plan and standard, indicators year on year and incidents of a financial year.

Takes the options of a judgement and perhaps a year, writes the paper. What it says is decided in `vprs.periodic`.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from vprs.commands.options import EVIDENCE, Request, judging_over_days
from vprs.commands.reporting import FORMAT, OUT, write_report

if TYPE_CHECKING:
    from vprs.periodic import Reported


@click.command(short_help="Progress, indicators year on year, incidents of a financial year.")
@EVIDENCE
@judging_over_days
@click.option(
    "--year",
    metavar="YEAR",
    help="The year, 2025/26; 2025 where it starts on 1 January. Default: the last that is over on --as-of.",
)
@OUT
@FORMAT
@click.pass_context
def command(ctx: click.Context, request: Request, year: str | None, out: Path | None, formats: tuple[str, ...]) -> None:
    """Write the security report of a financial year, beside the year before.

    EVIDENCE is the folder that holds organisation.yaml; without it, the folder you are in.

    \b
    For example:
      vprs report annual my-trust
      vprs report annual my-trust --year 2025/26 --as-of 2026-05-20
      vprs report annual my-trust --pack eeast-2017 --format md,docx

    Figures that the rules want compared stand by the metric and by the register, with the change, the target and
    where the two disagree.

    Exit code 0: done. 1: done, and the folder holds no evidence. 2: the input is at fault, and the message says where.
    """
    from vprs.periodic import annual_paper, last_over, year_named

    def choose(year_start: tuple[int, int], as_of: date) -> Reported:
        return (
            year_named(year, year_start, as_of) if year is not None else last_over("financial-year", year_start, as_of)
        )

    ctx.exit(write_report(request, "annual-report", choose, annual_paper, out, formats))
