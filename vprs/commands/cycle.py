"""`vprs cycle`: the half-year as the unit of work. A group that imports a verb only when it is used."""

from __future__ import annotations

from importlib import import_module

import click

from vprs.problem import nearest

VERBS = ("open", "status", "actions", "close", "sign", "verify", "compare", "forecast")


class Verbs(click.Group):
    """The verbs in the order in which a half-year needs them."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  click's signature
        return list(VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002  click's
        if cmd_name not in VERBS:
            return None
        command: click.Command = import_module(f"vprs.commands.cycle_{cmd_name}").command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in VERBS and not args[0].startswith("-"):
            hint = nearest(args[0], VERBS) or f"Use one of: {', '.join(VERBS)}."
            raise click.UsageError(f"There is no command 'cycle {args[0]}'. {hint}", ctx)
        return super().resolve_command(ctx, args)


@click.command(cls=Verbs, short_help="Plan, do, check, act over time: open, close, sign and verify a half-year.")
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
