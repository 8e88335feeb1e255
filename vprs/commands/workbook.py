"""`vprs workbook`: the assessment as a workbook to fill in; `vprs workbook read` takes back what people wrote.

Takes the options of a judgement and where the workbook goes; writes one file. It never writes over a file that is not a
workbook of this folder, nor over one that holds what nobody has read back.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from vprs.commands.loading import judge
from vprs.commands.options import EVIDENCE, Request, judging
from vprs.commands.out_places import warn_of_papers_among_evidence
from vprs.problem import InvalidInput, Problem

NAME = "workbook.xlsx"


class WithRead(click.Group):
    """A group that does its own work where no verb follows: a folder called `read` is named `./read`."""

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any
    ) -> click.Context:
        if args[:1] == ["read"]:
            return self._read().make_context(f"{info_name} read", args[1:], parent=parent, **extra)
        return super().make_context(info_name, args, parent=parent, **extra)

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  click's signature
        return ["read"]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002  click's
        return self._read() if cmd_name == "read" else None

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Everything belongs to the group itself; words that are left over are too many."""
        left = click.Command.parse_args(self, ctx, args)
        if left:
            ctx.fail(f"'{left[0]}' is one word too many. Name one folder; `vprs workbook read` takes a workbook back.")
        return left

    @staticmethod
    def _read() -> click.Command:
        command: click.Command = import_module("vprs.commands.workbook_read").command
        return command


@click.command(
    cls=WithRead,
    invoke_without_command=True,
    subcommand_metavar="",
    context_settings={"allow_interspersed_args": True},
    short_help="Write a workbook to fill in, and take back what people wrote.",
)
@EVIDENCE
@judging
@click.option(
    "-o",
    "--out",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help=f"The workbook to write. Default: EVIDENCE/out/, the day of judgement and {NAME}.",
)
def command(request: Request, out: Path | None) -> None:
    """Write the assessment as an Excel workbook in which people fill in judgements, actions, owners and dates.

    EVIDENCE is the folder that holds organisation.yaml; without it, the folder you are in.

    \b
    For example:
      vprs workbook my-trust --as-of 2026-09-30 -o vprs.xlsx
      vprs workbook read vprs.xlsx my-trust --dry-run
      vprs workbook read vprs.xlsx my-trust

    Its sheets: Summary, Gap analysis, Actions, Evidence register, Incidents by month, Judgements. A line above the
    headings says of each column whether it is filled in or read only. `vprs workbook read` takes back what was filled
    in; a folder that is called read is named ./read.

    Exit code 0: written. 2: the input is at fault, or the file there holds something else or changes nobody has read.
    """
    place = out or request.evidence / "out" / request.as_of.isoformat() / NAME
    if place.suffix.casefold() != ".xlsx":
        raise click.UsageError(f"'{place.name}' is not the name of a workbook. Let it end with .xlsx.")
    _write(request, place, asked=out is not None)
    click.echo(f"{place} is written. Fill it in, save it as .xlsx, and take it back with:")
    click.echo(f"  vprs workbook read {_quoted(place)} {_quoted(request.evidence)} --dry-run")


def _quoted(path: Path) -> str:
    text = str(path)
    return f'"{text}"' if " " in text else text


def _write(request: Request, place: Path, *, asked: bool) -> None:
    from vprs.commands.replacing import read_or_none, replace_file
    from vprs.report.workbook_xlsx import render
    from vprs.workbook.building import build_book

    stood = read_or_none(place, place.as_posix())
    assessment = judge(request)
    if stood is not None:
        _refuse_unread(stood, place, assessment.workspace, assessment.packs)
    if asked:
        warn_of_papers_among_evidence(place, request.evidence)
    content = render(build_book(assessment))
    place.parent.mkdir(parents=True, exist_ok=True)
    replace_file(place, content, stood=stood, name=place.as_posix())


def _refuse_unread(stood: bytes, place: Path, workspace: Any, packs: Sequence[Any]) -> None:
    """A file that is no workbook of this folder, or one with rows that nobody has read back, is left alone."""
    from vprs.workbook.planning import plan_changes
    from vprs.workbook.returned import read_returned

    name = place.as_posix()
    try:
        plan = plan_changes(read_returned(name, stood), workspace, packs)
    except InvalidInput as error:
        first = error.problems[0].message
        said = f"a file is there that is not written over: {first}"
        raise InvalidInput([Problem(file=name, message=said, hint="Name another file with -o.")]) from None
    if not plan.empty or plan.faults:
        said = "the workbook there holds changes that nobody has read back, so it is not written over."
        hint = "Take them with `vprs workbook read`, or name another file with -o."
        raise InvalidInput([Problem(file=name, message=said, hint=hint)])
