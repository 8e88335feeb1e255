"""`vprs explain`: why a requirement came out as it did, or which checks lean on a file.

Takes an evidence folder and the name of a requirement, a file in the folder, a line of one (as the documents cite it)
or a record; prints the working. A name that is none of these is a usage problem with the nearest name that exists.
Without a name, and with the level of an opinion, it prints the changes that would reach that opinion.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from vprs.commands.completing import evidence_or_requirement as words
from vprs.commands.loading import judge
from vprs.commands.options import Folder, Request, judging
from vprs.commands.printing import print_lines
from vprs.commands.progress import progress

if TYPE_CHECKING:
    from vprs.model import Assessment, Finding

OUTCOMES = ("met", "partly-met")
LEVELS = ("substantial", "moderate", "limited")


def _folder(ctx: click.Context, _: click.Parameter, value: tuple[Path, ...]) -> Path:
    """The one folder given, or the one the user is in."""
    if len(value) > 1:
        raise click.UsageError("Too many names. Give an evidence folder, then one requirement or file.", ctx)
    return value[0] if value else Path()


@click.command(short_help="Say why a requirement came out as it did.")
@click.argument("evidence", metavar="[EVIDENCE]", nargs=-1, callback=_folder, type=Folder(), shell_complete=words)
@click.argument("target", metavar="REQUIREMENT|FILE", required=False, shell_complete=words)
@click.option(
    "--to",
    metavar="OUTCOME|OPINION",
    type=click.Choice([*OUTCOMES, *LEVELS]),
    help="Say which changes to the evidence would bring the requirement to this outcome (met, partly-met); or, with no "
    "requirement named, the whole pack to this opinion (substantial, moderate, limited).",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(("text", "json")),
    default="text",
    help="json: the way to an opinion, for programs. Default: text.",
)
@judging
def command(request: Request, target: str | None, to: str | None, form: str) -> None:
    """Say why a requirement came out as it did, or which checks lean on a file of evidence.

    \b
    For example:
      vprs explain my-trust plan/strategy-endorsed
      vprs explain my-trust documents/strategy.md
      vprs explain my-trust registers/incidents.csv:14     (as the documents cite a place)
      vprs explain vprs-2020/plan/strategy-endorsed        (in the folder you are in)
      vprs explain my-trust --to substantial               (what it takes to reach that opinion)

    It shows each check in words, what was found and what is needed, and the file and line of every record that the
    answer rests on; for a check that is not yes also what was looked at and
    did not count, and the smallest change that would turn it. For a file, or
    a line or the id of a record in it, it shows the checks that lean on the
    file, and what would fall if it went. Nothing in your folder is changed.
    """
    if to in LEVELS:
        from vprs.commands.path import give_path

        give_path(_of_folder(request, target, to), to, form)
        return
    if form != "text":
        raise click.UsageError(f"--format {form} goes with the level of an opinion, like --to substantial.")
    if target is None:
        raise click.UsageError("Name a requirement or a file, or an opinion to reach, like --to substantial.")
    print_lines(_explain(request, target, to))


def _of_folder(request: Request, target: str | None, to: str) -> Request:
    """An opinion is about a whole folder, so that the one name given is the folder's."""
    if target is None:
        return request
    if request.evidence != Path():
        said = f"--to {to} asks for the opinion on the whole folder, and '{target}' is more than that."
        raise click.UsageError(f"{said} Name the folder alone.")
    return replace(request, evidence=Path(target))


def _explain(request: Request, target: str, to: str | None) -> Iterator[str]:
    from vprs.commands.explanation import explain_requirement
    from vprs.commands.file_told import explain_file
    from vprs.commands.naming import place
    from vprs.model import Outcome

    assessment = judge(request)
    findings = _findings(assessment, target)
    if findings:
        for number, finding in enumerate(findings):
            yield from ("", "") if number else ()
            with progress() as say:
                say(f"Looking for what would change {finding.requirement.path}")
                lines = list(explain_requirement(assessment, finding, Outcome(to) if to else None))
            yield from lines
        return
    path, line = place(assessment, request.evidence, target)
    if to is not None:
        raise click.UsageError(f"--to asks for the outcome of a requirement, and '{target}' is a file. Leave it out.")
    yield from explain_file(assessment, path, _without(request, assessment, path), line)


def _without(request: Request, assessment: Assessment, path: str) -> Assessment | None:
    """The folder read and judged again as if the file were not there; None where nothing could be judged then."""
    from vprs.assess import judged_alike
    from vprs.evidence import read_evidence
    from vprs.problem import InvalidInput

    try:
        workspace = read_evidence(request.evidence, without=frozenset({path}))
    except InvalidInput:
        return None
    return judged_alike(assessment, workspace)


def _findings(assessment: Assessment, target: str) -> list[Finding]:
    """By full path, by phase and slug, or by slug alone, the more exact first; several packs may share a name."""
    wanted = target.strip("/")
    for parts in (0, 1, 2):
        named = [each for each in assessment.findings if each.requirement.path.split("/", parts)[parts] == wanted]
        if named:
            return named
    return []
