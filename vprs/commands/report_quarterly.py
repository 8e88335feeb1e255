"""`vprs report quarterly`: incidents, trends, sanctions and escalations of one quarter, as a paper.

Takes the options of a judgement and perhaps a quarter, writes the paper. What it says is decided in `vprs.periodic`.
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


@click.command(short_help="Incidents, trends, sanctions and escalations of a quarter.")
@EVIDENCE
@judging_over_days
@click.option(
    "--quarter",
    metavar="YEAR-Qn",
    help="The quarter: 2026-Q2 or 2026/27-Q2 is the second of the year that starts in 2026. Default: the last "
    "quarter that is over on --as-of.",
)
@OUT
@FORMAT
@click.pass_context
def command(
    ctx: click.Context, request: Request, quarter: str | None, out: Path | None, formats: tuple[str, ...]
) -> None:
    """Write the security report of a quarter, beside the quarter before and the same one a year earlier.

    EVIDENCE is the folder that holds organisation.yaml; without it, the folder you are in.

    \b
    For example:
      vprs report quarterly my-trust
      vprs report quarterly my-trust --quarter 2026-Q1 --as-of 2026-07-20
      vprs report quarterly my-trust --format docx --out papers

    2026-Q1 is the first quarter of the financial year that starts in 2026: April to June, unless organisation.yaml
    says that the year starts on another day.

    Exit code 0: done. 1: done, and the folder holds no evidence. 2: the input is at fault, and the message says where.
    """
    from vprs.periodic import last_over, quarter_named, quarterly_paper

    def choose(year_start: tuple[int, int], as_of: date) -> Reported:
        return (
            quarter_named(quarter, year_start, as_of)
            if quarter is not None
            else last_over("quarter", year_start, as_of)
        )

    ctx.exit(write_report(request, "quarterly-report", choose, quarterly_paper, out, formats))
