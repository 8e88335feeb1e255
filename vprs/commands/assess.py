"""`vprs assess`: the main job. Judges an evidence folder, says on the terminal what came out, writes the documents.

Takes the options of a judgement and where the documents go; gives exit code 1 where `--fail-on` was met or there
was nothing to judge. What the documents say is decided in `vprs.report`, never here.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from vprs.commands.completing import cycle_ids
from vprs.commands.loading import judge
from vprs.commands.options import EVIDENCE, OutcomeList, Request, judging
from vprs.commands.out_places import warn_of_papers_among_evidence
from vprs.commands.printing import print_bytes, print_lines, print_summary
from vprs.commands.progress import progress
from vprs.commands.template import usable_template
from vprs.model import Outcome
from vprs.report import FORMATS, write_outputs

if TYPE_CHECKING:
    from vprs.model import Assessment


@click.command(short_help="Judge a folder of evidence and write the documents.")
@EVIDENCE
@judging
@click.option(
    "--cycle",
    metavar="ID",
    shell_complete=cycle_ids,
    help="Judge the period of this cycle, by its own rules, as of its cut-off unless --as-of is given.",
)
@click.option(
    "--out",
    metavar="DIR",
    type=click.Path(file_okay=False, path_type=Path),
    help="Where the documents go. Default: EVIDENCE/out/ and the day of judgement.",
)
@click.option(
    "--format",
    "formats",
    multiple=True,
    type=click.Choice(FORMATS),
    help="Write the documents in this form only; may be given again. json prints the assessment here instead.",
)
@click.option(
    "--fail-on",
    type=OutcomeList(),
    metavar="OUTCOME,...",
    help="End with exit code 1 where a requirement comes out like this: not-met, partly-met, not-assessed.",
)
@click.pass_context
def command(
    ctx: click.Context,
    request: Request,
    cycle: str | None,
    out: Path | None,
    formats: tuple[str, ...],
    fail_on: frozenset[Outcome] | None,
) -> None:
    """Judge a folder of evidence, and write a gap analysis and a board assurance statement.

    EVIDENCE is the folder that holds organisation.yaml; without it, the folder you are in.

    \b
    For example:
      vprs assess my-trust --as-of 2026-09-30
      vprs assess my-trust --period 2026-04-01..2026-09-30 --as-of 2026-10-20
      vprs assess my-trust --cycle 2026-H1
      vprs assess my-trust --format json --fail-on not-met > assessment.json

    Exit code 0: done. 1: done, and --fail-on found something, or the folder holds no evidence. 2: the input is at
    fault, and the message says where.
    """
    assessment = judge(request) if cycle is None else _judge_in(request, cycle)
    warn_of_papers_among_evidence(out, request.evidence)
    folder = out or request.evidence / "out" / assessment.as_of.isoformat()
    template = usable_template(request.evidence)
    _present(assessment, formats, folder, asked=out is not None, template=template)
    failed = any(finding.outcome in (fail_on or ()) for finding in assessment.findings)
    ctx.exit(1 if failed or not assessment.workspace.records else 0)


def _judge_in(request: Request, cycle: str) -> Assessment:
    from vprs.commands.cycle_judging import judge_in

    return judge_in(request, cycle)


def _present(
    assessment: Assessment, formats: Sequence[str], folder: Path, *, asked: bool, template: bytes | None
) -> None:
    """JSON alone on standard output where it is asked for; else a summary, and the names of what was written.

    Writing comes first, so that a reader of the summary who has seen enough does not cost the documents.
    """
    if "json" not in formats:
        with progress() as say:
            say("Writing the documents")
            written = write_outputs(assessment, folder, formats or FORMATS, template=template)
        print_summary(assessment)
        _print_next_steps(assessment)
        print_lines(["", "Written:", *(f"  {path}" for path in written)])
        if not assessment.workspace.records:
            click.echo("There is no assurance statement: without evidence there is nothing to state.")
        return
    from vprs.report.assessment_json import render

    if asked or set(formats) - {"json"}:
        others = formats if asked else [name for name in formats if name != "json"]
        write_outputs(assessment, folder, others, template=template)
    print_bytes(render(assessment))


def _print_next_steps(assessment: Assessment) -> None:
    """They judge again by both engines, and so apart: what was written stands, whatever comes of the search."""
    from vprs.engine.apart import Lost, ask_apart
    from vprs.pathway import next_lines, next_steps

    with progress() as say:
        say("Looking for the next steps")
        try:
            lines = ask_apart(lambda: list(next_lines(assessment, next_steps(assessment))))
        except Lost as lost:
            lines = [f"No next steps are told: the search for them {str(lost).removeprefix('it ')}."]
    print_lines(["", *lines] if lines else [])
