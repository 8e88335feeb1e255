"""`vprs cycle close`: judges the period as of the cut-off and freezes what came out, under a seal.

Takes a cycle and what a role accepts by name; writes assessment, manifest, gap analysis, statement and seal together.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from vprs import __version__
from vprs.canonical import encode
from vprs.commands import cycle_loading as loading
from vprs.commands.cycle_dress import dress_files, first_dress, used
from vprs.commands.cycle_editions import former_of
from vprs.commands.cycle_folder import Kept, working
from vprs.commands.cycle_words import day_option, split, words
from vprs.commands.printing import print_lines, print_summary
from vprs.commands.progress import progress
from vprs.cycle.closing import accepted_losses, head_of, judged_files, refusals
from vprs.cycle.kept import CYCLE, MANIFEST, PAPERS_KEPT, RULES, SEAL, Cycle
from vprs.cycle.opening import closed
from vprs.cycle.papers import as_values
from vprs.cycle.sealing import digest_of, digests_below, seal_values
from vprs.cycle.writing import cycle_text
from vprs.problem import InvalidInput, Problem
from vprs.report import draw, papers_of, render_outputs

if TYPE_CHECKING:
    from vprs.in_cycle import AcceptedLoss
    from vprs.model import Assessment
    from vprs.report.dress import Dress


@click.command(short_help="Judge the period and freeze what came out, under a seal.")
@words("[EVIDENCE] CYCLE")
@click.option(
    "--accept",
    "accept",
    multiple=True,
    metavar="FILE",
    help="Close without what this file lost; the statement says so, and who accepted it. May be given again.",
)
@click.option("--by", metavar="ROLE", help="With --accept: the role that accepts the loss.")
@day_option("--on", "The day on which it is closed. Default: today.")
def command(words: tuple[str, ...], accept: tuple[str, ...], by: str | None, on: date | None) -> None:
    """Close a cycle: judge its period as of its cut-off by its own rules, and freeze the result under a seal.

    \b
    For example:
      vprs cycle close my-trust 2026-H1
      vprs cycle close my-trust 2026-H1 --accept registers/incidents.csv --by executive-lead

    It is refused while a problem stands in the evidence, unless a role accepts the loss of each item by name, and where
    the two engines disagree. What is written is never rewritten; a correction is a new revision: cycle open --revise.
    """
    evidence, (ident,) = split(words, 1, 1, "Which cycle?")
    with working(evidence) as held:
        cycle = held.named(ident)
        _refuse_closed(cycle)
        assessment = loading.judge_cycle(held, cycle)
        today = on or date.today()  # noqa: DTZ011  the day on the user's own calendar is what they mean
        accepted = accepted_losses(assessment, accept, by, today)
        if problems := refusals(cycle, assessment, accepted, today):
            raise InvalidInput(problems)
        with progress() as say:
            say("Writing the papers")
            made = frozen_files(held, closed(cycle, held.cycles, former_of(cycle)), assessment, accepted)
        held.commit({f"{cycle.folder}/{name}": content for name, content in made.files.items()})
    print_summary(made.assessment)
    print_lines(_told(cycle, made))


def _refuse_closed(cycle: Cycle) -> None:
    if cycle.closed:
        hint = f'Correct it with `vprs cycle open {cycle.id} --revise --reason "..."`.'
        said = f"cycle {cycle.said} is closed, and what is closed is never rewritten."
        raise InvalidInput([Problem(file=f"{cycle.place}/{CYCLE}", message=said, hint=hint)])


@dataclass(frozen=True, kw_only=True, slots=True)
class Made:
    """What closing writes: name in the cycle's folder -> bytes; the fingerprint; the assessment behind the papers."""

    files: dict[str, bytes]
    fingerprint: str
    assessment: Assessment


def frozen_files(
    held: Kept,
    cycle: Cycle,
    assessment: Assessment,
    accepted: tuple[AcceptedLoss, ...],
    *,
    previous: str | None = None,
    program: str = __version__,
    dress: Dress | None = None,
) -> Made:
    """Everything that closing writes, the same bytes for the same folder.

    cycle     as closed
    previous  the seal before, where it is known already; else the end of the chain
    dress     what the papers are drawn with, where that is known already; else it is taken from the folder
    """
    if previous is None:
        previous = head_of([held.seal(each) for each in held.cycles if each.closed])
    unsealed = papers_of(assessment)
    dress = first_dress(held.evidence, unsealed) if dress is None else used(dress, unsealed)
    outputs = _data(assessment) | {CYCLE: cycle_text(cycle).encode()} | dress_files(dress)
    judged = judged_files(cycle, assessment, digests_below(held.folder(cycle) / RULES))

    def seal() -> dict[str, Any]:
        files = judged | {f"{cycle.place}/{name}": digest_of(content) for name, content in outputs.items()}
        return seal_values(cycle, previous=previous, files=files, accepted=accepted, program=program)

    fingerprint = seal()["fingerprint"]  # of all but the papers, which print it
    assert assessment.cycle is not None
    sealed = replace(assessment, cycle=replace(assessment.cycle, accepted=accepted, fingerprint=fingerprint))
    kept_papers = papers_of(sealed)
    outputs |= draw(kept_papers, dress=dress) | {PAPERS_KEPT: encode(as_values(kept_papers))}
    return Made(files=outputs | {SEAL: encode(seal())}, fingerprint=fingerprint, assessment=sealed)


def _data(assessment: Assessment) -> dict[str, bytes]:
    """assessment.json and manifest.json: they print no fingerprint, for it is taken over them."""
    made = render_outputs(assessment, ("json", "manifest"))
    return {"assessment.json": made["assessment.json"], MANIFEST: made["evidence-manifest.json"]}


def _told(cycle: Cycle, made: Made) -> Iterator[str]:
    yield ""
    yield f"Closed: cycle {cycle.said}. Written to {cycle.place}/:"
    yield from (f"  {name}" for name in sorted(made.files))
    yield f"Fingerprint of the seal, to be entered in the minutes: {made.fingerprint}"
    yield "The statement is a DRAFT until its sign-offs stand. Next: vprs cycle sign."
