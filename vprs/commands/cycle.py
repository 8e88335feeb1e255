"""`vprs cycle`: the half-year as the unit of work. A group that imports a verb only when it is used."""

from __future__ import annotations

import click

from vprs.commands.verbs import Verbs

VERBS = ("open", "status", "actions", "close", "sign", "verify", "compare", "forecast")


@click.command(
    cls=Verbs,
    verbs=VERBS,
    module="vprs.commands.cycle_{}",
    said="cycle ",
    short_help="Plan, do, check, act over time: open, close, sign and verify a half-year.",
)
def command() -> None:
    """Work in half-years: open a cycle, close it under a seal, have it signed, and show later that it stands.

    \b
    The way of a cycle:
      vprs cycle open my-trust 2026-H1 --from 2026-04-01 --to 2026-09-30 --cut-off 2026-10-20 --board 2026-11-05
      vprs cycle status my-trust 2026-H1          where each phase stands, and what keeps it from being closed
      vprs cycle actions my-trust --cycle 2026-H1 an action for each gap, with a date that stays
      vprs cycle close my-trust 2026-H1           judge it, and freeze assessment, gap analysis and statement
      vprs cycle sign my-trust 2026-H1 --role executive-lead --decision approve --on 2026-10-28
      vprs cycle verify my-trust                  whether everything is still as it was closed
      vprs cycle forecast my-trust --until 2027-03-31     what lapses when if nothing is done

    The cycles of a folder lie in its folder cycles/. What is closed there is never rewritten.
    """
