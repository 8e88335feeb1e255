"""`vprs check`: is the evidence folder complete? For people before a deadline, and for CI.

Takes the options of a judgement, prints what is wanting; exit code 1 where anything is, or where the folder holds no
evidence at all. It never writes a file.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from vprs.commands.loading import judge
from vprs.commands.options import EVIDENCE, Request, judging
from vprs.commands.printing import print_lines
from vprs.problem import InvalidInput

if TYPE_CHECKING:
    from vprs.commands.completeness import Completeness


@click.command(short_help="List faults, undescribed files and missing evidence.")
@EVIDENCE
@judging
@click.option(
    "--format",
    "form",
    type=click.Choice(("text", "json", "junit", "sarif", "github")),
    default="text",
    help="text for people (the default), json for programs, the others for CI.",
)
@click.pass_context
def command(ctx: click.Context, request: Request, form: str) -> None:
    """List what an evidence folder lacks: faults, files that nobody described, checks without evidence.

    EVIDENCE is the folder that holds organisation.yaml; without it, the folder you are in.

    \b
    For example:
      vprs check my-trust
      vprs check my-trust --format json > check.json
      vprs check my-trust --format github

    Exit code 0: nothing is wanting. 1: something is, or there is no evidence at all. 2: organisation.yaml or the
    rules are at fault.
    """
    from vprs.commands.completeness import complete_or_not, not_read

    try:
        found = complete_or_not(judge(request))
    except InvalidInput as error:
        if form != "text":  # the machine that asked reads only its own format; people are told on standard error
            _print(not_read(error.problems), form, request.evidence)
        raise
    _print(found, form, request.evidence)
    ctx.exit(0 if found.complete else 1)


def _print(found: Completeness, form: str, folder: Path) -> None:
    from vprs.commands import check_ci, check_formats

    match form:
        case "json":
            click.echo(check_formats.render_json(found))
        case "junit":
            click.echo(check_ci.render_junit(found, folder))
        case "sarif":
            click.echo(check_ci.render_sarif(found, folder))
        case "github":
            click.echo(check_ci.render_github(found, folder))
        case _:
            print_lines(check_formats.render_text(found))
