"""`vprs cycle actions`: drafts an action for each gap into actions.yaml, or lists the actions that are in trouble.

Takes the options of a judgement; prints what was drafted, and adds it below what people wrote. It changes no word that
stands in the file, and a second run on the same day adds nothing.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from vprs.commands.completing import cycle_ids
from vprs.commands.loading import judge
from vprs.commands.options import EVIDENCE, Request, judging
from vprs.commands.printing import print_bytes, print_lines
from vprs.commands.progress import progress
from vprs.problem import InvalidInput

if TYPE_CHECKING:
    from vprs.actions import Draft
    from vprs.canonical import Json
    from vprs.model import Assessment


@click.command(short_help="Draft an action for each gap; list what is overdue.")
@EVIDENCE
@judging
@click.option(
    "--cycle",
    metavar="ID",
    shell_complete=cycle_ids,
    help="Judge the period of this cycle, by its own rules, and record that the gaps were found in it.",
)
@click.option("--overdue", is_flag=True, help="List actions past their date, without a lead or date; write nothing.")
@click.option("--dry-run", is_flag=True, help="Show what would be added to actions.yaml; write nothing.")
@click.option("--format", "form", type=click.Choice(("text", "json")), default="text", help="For people or programs.")
def command(request: Request, cycle: str | None, overdue: bool, dry_run: bool, form: str) -> None:
    """Draft an action for each gap that has no open one, and add it to EVIDENCE/actions.yaml.

    EVIDENCE is the folder that holds organisation.yaml; without it, the folder you are in.

    \b
    For example:
      vprs cycle actions my-trust --as-of 2026-09-30 --dry-run
      vprs cycle actions my-trust --as-of 2026-09-30
      vprs cycle actions my-trust --overdue

    What stands in actions.yaml stays as it is, word for word; new records are put below it. The date of an action is
    set when its gap is first found and never moved. An action counts as closed only where its links lead to evidence
    made since it was raised.

    Exit code 0: done, whether or not anything was added. 2: the input is at fault, and nothing was written.
    """
    from vprs.commands import actions_told

    assessment = judge(request) if cycle is None else _judge_in(request, cycle)
    if overdue:
        from vprs.actions import recorded_actions

        found = actions_told.in_trouble(recorded_actions(assessment))
        _print(form, actions_told.trouble_as_data(assessment, found), actions_told.trouble_lines(assessment, found))
        return
    content = _content(request.evidence)
    assessment = _with_the_file_in_order(assessment, content)
    drafts = _draft(request.evidence, assessment, content, cycle, write=not dry_run)
    told = actions_told.Told(assessment=assessment, drafts=drafts, written=bool(drafts) and not dry_run)
    _print(form, actions_told.drafts_as_data(told), actions_told.drafts_lines(told))


def _judge_in(request: Request, cycle: str) -> Assessment:
    from vprs.commands.cycle_judging import judge_in

    return judge_in(request, cycle)


def _content(evidence: Path) -> bytes | None:
    from vprs.actions import FILE
    from vprs.commands.replacing import read_or_none

    return read_or_none(evidence / FILE, FILE)


def _draft(
    evidence: Path, assessment: Assessment, content: bytes | None, cycle: str | None, *, write: bool
) -> tuple[Draft, ...]:
    """The drafts, once they are in the file where they are to be written. content: of the file as it stands."""
    from vprs.actions import FILE, append_drafts, settle_drafts
    from vprs.assess import judged_alike
    from vprs.commands.cycle_editions import former_editions
    from vprs.commands.replacing import replace_file

    with progress() as say:
        say("Drafting actions")
        drafts = settle_drafts(
            assessment,
            lambda workspace: judged_alike(assessment, workspace, apart=True),
            cycle=cycle,
            crosswalk=former_editions(),
        )
    if drafts:
        made = append_drafts(content, drafts)
        if write:
            replace_file(evidence / FILE, made, stood=content, name=FILE)
    return drafts


def _with_the_file_in_order(assessment: Assessment, content: bytes | None) -> Assessment:
    """Nothing is added to a file with a fault in it: what could not be read may be the action that a gap has.

    An empty one is no fault here; the assessment is then the one of the folder without it.
    """
    from vprs.actions import FILE, holds_nothing
    from vprs.assess import judged_alike

    workspace = assessment.workspace
    faults = [problem for problem in workspace.problems if problem.file == FILE]
    if not faults:
        return assessment
    if content is None or not holds_nothing(content):
        raise InvalidInput(replace(each, hint=f"{each.hint} Nothing was written.".strip()) for each in faults)
    others = tuple(problem for problem in workspace.problems if problem.file != FILE)
    lost = tuple(item for item in workspace.lost if item.file != FILE)
    return judged_alike(assessment, replace(workspace, problems=others, lost=lost), apart=True)


def _print(form: str, data: Json, lines: list[str]) -> None:
    if form == "text":
        print_lines(lines)
        return
    from vprs.canonical import encode

    print_bytes(encode(data))
