"""What every paper says of itself on its first page: draft, self-assessment, rules, evidence, what came out.

Takes an Assessment, gives the fixed sentences and facts that gap analysis and statement share. A percentage is never
among them: the headline is the opinion and the counts, the number not assessed with them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import sha256

from vprs.model import Assessment, Pack
from vprs.paper import Block, Cell, Paragraph, Run, Table, cell, line, mono, paragraph, strong
from vprs.phrases import (
    LEVELS,
    body_name,
    in_words,
    many,
    period_in_words,
    role_name,
    upper_first,
)
from vprs.verification import unverified_in_words

SELF_ASSESSMENT = "This is a self-assessment, not internal audit."


def classification() -> str:
    return "OFFICIAL-SENSITIVE"


def draft_line() -> str:
    return "DRAFT until signed"


def when_judged(assessment: Assessment) -> str:
    """`1 April 2026 to 30 September 2026, judged as of 30 September 2026`."""
    return f"{period_in_words(assessment.period)}, judged as of {in_words(assessment.as_of)}"


def fingerprint(assessment: Assessment) -> str:
    """What every page of a paper is pinned by: of a closed cycle its seal, else the rules and evidence together."""
    return (assessment.cycle and assessment.cycle.fingerprint) or rules_and_evidence(assessment)


def rules_and_evidence(assessment: Assessment) -> str:
    """First 16 hex digits over the digests of all rules and all evidence."""
    digests = [*(pack.digest for pack in assessment.packs), assessment.workspace.digest]
    return sha256("\n".join(digests).encode()).hexdigest()[:16]


def draft_box(assessment: Assessment, *, draft: str) -> Block:
    """Draft, self-assessment, rules nobody verified: the box at the head of page one.

    draft: until when the paper stays one, a sentence.
    """
    return standing_box(draft, _unverified(assessment.packs))


def standing_box(draft: str, unverified: Iterable[str | Run]) -> Paragraph:
    """The box at the head of page one: a draft until when, a self-assessment, rules that nobody verified."""
    return paragraph(
        Run(text="DRAFT. ", strong=True, draft=True),
        Run(text=f"{draft} ", draft=True),
        strong(SELF_ASSESSMENT),
        *unverified,
        style="warning",
    )


def _unverified(packs: Iterable[Pack]) -> Iterator[str | Run]:
    for pack in packs:
        if not pack.verified:
            yield " "
            yield strong("Unverified: ")
            yield f"{pack.name} {pack.version} is {unverified_in_words(pack)}."


def facts_table(assessment: Assessment) -> Table:
    organisation = assessment.organisation
    rows = [
        ("Organisation", f"{organisation.name} ({organisation.code}), {organisation.type}"),
        ("Period judged", period_in_words(assessment.period)),
        ("Judged as of", in_words(assessment.as_of)),
        *_cycle_rows(assessment),
        *((f"Rules: {pack.name}", pack_sentence(assessment, pack)) for pack in assessment.packs),
        ("Evidence", evidence_sentence(assessment)),
        ("Inference", assessment.engine.note),
    ]
    return facts("What was assessed, and by which rules", rows)


def _cycle_rows(assessment: Assessment) -> Iterator[tuple[str, str]]:
    """The cycle, the meeting it is for, what it replaces, the fingerprint that minutes can pin."""
    cycle = assessment.cycle
    if cycle is None:
        return
    body = body_name(assessment.organisation, cycle.board_body) or cycle.board_body
    yield "Cycle", f"{cycle.said}; cut-off {in_words(cycle.cut_off)}; {body}, {in_words(cycle.board_date)}"
    if cycle.replaces:
        yield "Replaces", f"{upper_first(cycle.replaces).rstrip('.')}."
    if cycle.fingerprint:
        yield "Fingerprint of the seal", f"{cycle.fingerprint} (to be entered in the minutes)"


def facts(caption: str, rows: Iterable[tuple[str, str]]) -> Table:
    """A table of names and what they are."""
    cells: list[tuple[Cell, ...]] = [(cell(name), cell(value)) for name, value in rows]
    return Table(caption=caption, headings=("Item", "Entry"), rows=tuple(cells), widths=(25, 75))


def pack_sentence(assessment: Assessment, pack: Pack) -> str:
    return f"{pack.title}; version {pack.version}, edition {pack.edition}. {verified_sentence(assessment, pack)}"


def verified_sentence(assessment: Assessment, pack: Pack) -> str:
    if not pack.verified:
        return f"Not verified: {unverified_in_words(pack)}."
    by = pack.verified_by or {}
    role = role_name(assessment.organisation, str(by.get("role", "")))
    told = "".join((f" by {role}" if role else "", f" on {by['date']}" if by.get("date") else ""))
    return f"Verified: every file was compared with the official text{told}."


def evidence_sentence(assessment: Assessment) -> str:
    workspace = assessment.workspace
    return (
        f"{many(len(workspace.files), 'file')}, {many(len(workspace.records), 'record')}; "
        f"{many(len(workspace.problems), 'problem')}; {many(len(workspace.undescribed), 'file')} nobody described."
    )


def opinion_sentences(assessment: Assessment) -> Iterator[str]:
    for opinion in assessment.opinions:
        pack = next(pack for pack in assessment.packs if pack.name == opinion.pack)
        yield f"Opinion by the rules of {pack.name} {pack.version}: {LEVELS[opinion.level]}."


def place(text: str) -> Cell:
    return cell(line(mono(text)))
