"""What the two reports share: their options, the judging of the reported days, and the writing of the paper.

Takes a `Request` without a period and a way to choose the days, prints what was written. The choice comes after the
reading, for organisation.yaml says on which day a year starts.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from vprs.commands.loading import last_closed, read_all
from vprs.commands.options import Request
from vprs.commands.out_places import warn_of_papers_among_evidence
from vprs.commands.printing import print_lines
from vprs.commands.progress import progress
from vprs.commands.template import usable_template
from vprs.report import PAPER_FORMATS, draw, dress_of

if TYPE_CHECKING:
    from vprs.model import Assessment
    from vprs.paper import Paper
    from vprs.periodic import Reported

    Choose = Callable[[tuple[int, int], date], Reported]

OUT = click.option(
    "--out",
    metavar="DIR",
    type=click.Path(file_okay=False, path_type=Path),
    help="Where the report goes. Default: EVIDENCE/out/ and the day of judgement.",
)
FORMAT = click.option(
    "--format",
    "formats",
    metavar="md,html,docx",
    callback=lambda _, __, value: formats_in(value),
    help="Write the report in these forms only, with commas between them. Default: all three.",
)


def formats_in(text: str | None) -> tuple[str, ...]:
    """The named forms, each once, in the order in which they are always written."""
    if text is None:
        return PAPER_FORMATS
    words = [word.strip() for word in text.split(",")]
    for word in words:
        if word not in PAPER_FORMATS:
            from vprs.problem import nearest

            hint = nearest(word, PAPER_FORMATS) or f"Use {', '.join(PAPER_FORMATS)}."
            raise click.BadParameter(f"'{word}' is not a form of a report. {hint}", param_hint="--format")
    return tuple(each for each in PAPER_FORMATS if each in words)


def write_report(
    request: Request,
    name: str,
    choose: Choose,
    paper: Callable[[Assessment, Reported], Paper],
    out: Path | None,
    formats: Sequence[str],
) -> int:
    """Judge the chosen days, write the report; gives the exit code: 1 where the folder holds no evidence at all."""
    from vprs.report.placing import place_together

    assessment, reported = _judged(request, choose)
    warn_of_papers_among_evidence(out, request.evidence)
    folder = out or request.evidence / "out" / assessment.as_of.isoformat()
    papers = {f"{name}-{reported.slug}": paper(assessment, reported)}
    dress = dress_of(papers, usable_template(request.evidence))
    written = place_together(draw(papers, formats, dress), folder)
    click.echo(f"{reported.said}, as of {assessment.as_of.isoformat()}.")
    problems = len(assessment.workspace.problems)
    if problems:
        click.echo(f"{problems} problem{'' if problems == 1 else 's'} in the evidence: vprs check lists them.")
    click.echo("\nWritten:")
    print_lines(f"  {path}" for path in written)
    if not assessment.workspace.records:
        click.echo("The folder holds no evidence, so the report has nothing to tell.")
        return 1
    return 0


def _judged(request: Request, choose: Choose) -> tuple[Assessment, Reported]:
    from vprs.assess import assess

    with progress() as say:
        workspace, packs = read_all(request, say)
        reported = choose(workspace.organisation.year_start, request.as_of)
        say("Judging")
        last = last_closed(replace(request, period=reported.period))
        judged = assess(packs, workspace, as_of=request.as_of, period=reported.period, last=last, apart=True)
    return judged, reported
