"""A group of verbs in the order in which people need them, each imported from its module when it is asked for."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import TYPE_CHECKING, Any

import click

from vprs.problem import nearest

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem


class Verbs(click.Group):
    """A click group; module: where a verb is, with `{}` for its name; said: what comes before a verb in messages."""

    def __init__(self, *arguments: Any, verbs: Sequence[str], module: str, said: str = "", **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.verbs, self.module, self.said = tuple(verbs), module, said

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  click's signature
        return list(self.verbs)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002  click's
        if cmd_name not in self.verbs:
            return None
        command: click.Command = import_module(self.module.format(cmd_name)).command
        return command

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem[str]]:
        """The verbs by name alone, so that none of them is imported; then the group's own options."""
        if incomplete and not incomplete[0].isalnum():
            return click.Command.shell_complete(self, ctx, incomplete)
        from click.shell_completion import CompletionItem

        return [CompletionItem(verb) for verb in self.verbs if verb.startswith(incomplete)]

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in self.verbs and not args[0].startswith("-"):
            hint = nearest(args[0], self.verbs) or f"Use one of: {', '.join(self.verbs)}."
            raise click.UsageError(f"There is no command '{self.said}{args[0]}'. {hint}", ctx)
        return super().resolve_command(ctx, args)
