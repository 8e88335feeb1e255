"""`vprs foi`: a pack for a request under the Freedom of Information Act.

Takes the options of a judgement, gives exit code 1 as long as an item has no decision. What the pack says is decided in
`vprs.foi`; what keeps it from being complete is told on the terminal, and never in the pack.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from vprs.commands.loading import judge
from vprs.commands.options import EVIDENCE, Request, judging
from vprs.commands.out_places import warn_of_papers_among_evidence
from vprs.commands.printing import print_lines
from vprs.phrases import many
from vprs.problem import InvalidInput

if TYPE_CHECKING:
    from vprs.foi.pack import FoiPack
    from vprs.model import Assessment

TOLD = 20  # items without a decision that are named; the rest are counted


@click.command(short_help="Write a pack for a freedom-of-information request.")
@EVIDENCE
@judging
@click.option("--cycle", metavar="ID", help="Judge the period of this cycle, by its own rules, as of its cut-off.")
@click.option(
    "--out",
    "-o",
    metavar="DIR",
    type=click.Path(file_okay=False, path_type=Path),
    help="Where the pack goes: an empty folder. Default: EVIDENCE/out/ and foi- with the day of judgement.",
)
@click.option("--with-files", is_flag=True, help="Copy disclosed files too; redacted copies always are.")
@click.pass_context
def command(ctx: click.Context, request: Request, cycle: str | None, out: Path | None, with_files: bool) -> None:
    """Write what may be given to somebody who asks for the assessment and the evidence behind it.

    EVIDENCE is the folder that holds organisation.yaml; without it, the folder you are in.

    \b
    For example:
      vprs foi my-trust --as-of 2026-09-30
      vprs foi my-trust --cycle 2026-H1 --with-files -o foi-2026-114

    Each record of evidence says in its field `disclosure` what was decided: disclose, redact or withhold, by which
    role, on which day, and under which exemption (s22, s31, s38, s40 ...) with the reason. What has no decision is not
    given: the pack then says on every page that it is not for disclosure. Registers, incidents, training and posts are
    only counted, with small numbers hidden. Read every title and file before you send it: vprs knows no names.

    Exit code 0: every item is decided. 1: some item is not, or part of the evidence could not be read. 2: the input is
    at fault, and the message says where.
    """
    assessment = judge(request) if cycle is None else _judge_in(request, cycle)
    warn_of_papers_among_evidence(out, request.evidence)
    folder = out or request.evidence / "out" / f"foi-{assessment.as_of.isoformat()}"
    pack, written = _write(request.evidence, assessment, folder, with_files=with_files)
    print_lines(_told(pack, written))
    ctx.exit(0 if pack.complete else 1)


def _judge_in(request: Request, cycle: str) -> Assessment:
    from vprs.commands.cycle_judging import judge_in

    return judge_in(request, cycle)


def _write(
    evidence: Path, assessment: Assessment, folder: Path, *, with_files: bool
) -> tuple[FoiPack, tuple[Path, ...]]:
    from vprs.commands.foi_files import given_files, refuse_others
    from vprs.foi.items import gather_items
    from vprs.foi.pack import make_pack, personal_problems, with_digests
    from vprs.report.foi import render
    from vprs.report.placing import place_together

    items = gather_items(assessment)
    if problems := personal_problems(assessment, items):
        raise InvalidInput(problems)
    given = given_files(evidence, items, with_files=with_files)
    pack = make_pack(assessment, with_digests(items, given.digests))
    outputs = render(pack, given.files)
    refuse_others(folder, set(outputs))
    return pack, place_together(outputs, folder)


def _told(pack: FoiPack, written: tuple[Path, ...]) -> Iterator[str]:
    from vprs.foi.items import by_decision

    counts = ", ".join(f"{number} {how}" for how, number in by_decision(pack.items).items())
    yield f"{many(len(pack.items), 'item')} of evidence: {counts}."
    for each in [each for each in pack.items if each.decision is None][:TOLD]:
        yield from (f"  {each.record.place}: item {each.number} is not given: {why}" for why in each.lacking)
    if (rest := pack.undecided - TOLD) > 0:
        yield f"  And {many(rest, 'more item')} without a decision."
    if problems := pack.assessment.workspace.problems:
        yield f"{many(len(problems), 'problem')} in the evidence: `vprs check` lists them."
    yield ""
    yield "Written:"
    yield from (f"  {path}" for path in written)
    if not pack.complete:
        yield "The pack is NOT for disclosure: every page says so until each item is decided and all evidence is read."
    else:
        yield "Before you send it: read every title and file, and look for hidden properties in files that are given."
