"""`vprs report`: the papers that come round by the calendar. A group that imports a verb only when it is used."""

from __future__ import annotations

import click

from vprs.commands.verbs import Verbs

VERBS = ("quarterly", "annual")


@click.command(
    cls=Verbs,
    verbs=VERBS,
    module="vprs.commands.report_{}",
    said="report ",
    short_help="Write the quarterly or the annual security report.",
)
def command() -> None:
    """Write the security report of a quarter or of a financial year from a folder of evidence.

    \b
    For example:
      vprs report quarterly my-trust                      of the last quarter that is over
      vprs report annual my-trust --year 2025/26          of the year from April 2025 to March 2026

    Quarters and years count from `year_start` in organisation.yaml, 1 April where it does not say.
    """
