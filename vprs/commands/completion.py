"""`vprs completion`: the script that teaches a shell to complete commands, options, packs, requirements and cycles.

Takes the name of a shell, prints the script. It changes no file of the user's.
"""

from __future__ import annotations

import click

from vprs.commands.completion_scripts import SHELLS, script


@click.command(short_help="Print what teaches your shell to complete words.")
@click.argument("shell", type=click.Choice(SHELLS))
@click.pass_context
def command(ctx: click.Context, shell: str) -> None:
    """Print a script by which the Tab key completes commands, options, rule packs, requirements, cycles and files.

    \b
    PowerShell, for every new window:
      vprs completion powershell | Out-String | Add-Content $PROFILE

    \b
    For example:
      vprs completion bash >> ~/.bashrc
      vprs completion zsh >> ~/.zshrc
      vprs completion fish > ~/.config/fish/completions/vprs.fish

    Open a new window afterwards. Nothing is sent anywhere; the folder that you are in is read for its names.
    """
    click.echo(script(ctx.find_root().command, shell), nl=False)
