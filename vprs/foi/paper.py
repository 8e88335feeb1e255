"""The pack as a Paper: what was found, the items with what was decided about each, numbers, and the limits.

Takes a FoiPack and its fingerprint, gives a Paper. As long as a decision is missing every page says that it is not for
disclosure. No person, id, file name, line or holder is named; roles are.
"""

from __future__ import annotations

from collections.abc import Iterator

from vprs.counts import counts_sentences
from vprs.foi.exemptions import covers
from vprs.foi.item_parts import item_parts
from vprs.foi.number_parts import number_parts
from vprs.foi.pack import FoiPack, Found
from vprs.model import Assessment
from vprs.paper import Block, Bullets, Cell, Heading, Paper, Table, cell, line, paragraph, plain, strong
from vprs.phrases import in_words, many, period_in_words
from vprs.standing import SELF_ASSESSMENT, facts, opinion_sentences, pack_sentence

DRAFT_LINE = "DRAFT, not for disclosure"
LEFT_OUT = (
    "Registers, and records of incidents, responses, training and appointments, are counted and never listed: they are "
    "about people.",
    "Names of files, ids, notes, findings, judgements in words and figures behind single answers are left out. So are "
    "holders of posts: roles stand for people.",
    "\u201cNot in this folder\u201d means that only: not that the organisation has none. The tool checks that a "
    "document is there, approved, in date and linked; it does not judge whether it is good or is followed.",
    "Of a withheld item no digest is shown, for what stands in a short file could be guessed from it; of a redacted "
    "one the digest is that of the redacted copy.",
    "This pack is no refusal notice. The letter that goes with it has to say what section 17 of the Act asks, and that "
    "a review can be asked for.",
)


def foi_paper(pack: FoiPack, fingerprint: str) -> Paper:
    """fingerprint: 16 hex digits over what the pack says."""
    assessment, name = pack.assessment, pack.assessment.organisation.name
    title = f"Freedom of information pack: {name}"
    return Paper(
        title=title,
        subject=f"Violence prevention and reduction, {assessment.period}, judged on {assessment.as_of.isoformat()}",
        author=name,
        classification="OFFICIAL" if pack.complete else "OFFICIAL-SENSITIVE",
        draft_line=DRAFT_LINE,
        dated=assessment.as_of.isoformat(),
        fingerprint=fingerprint,
        draft=not pack.complete,
        landscape=True,
        blocks=(
            Heading(level=1, text=title),
            _box(pack),
            *(paragraph(strong(sentence), style="lead") for sentence in opinion_sentences(assessment)),
            *(paragraph(sentence, style="lead") for sentence in counts_sentences(assessment)),
            _facts(assessment),
            Heading(level=2, number="1", text="What was found"),
            _found_table(pack.found),
            Heading(level=2, number="2", text="Evidence, and what was decided about it"),
            *item_parts(pack),
            Heading(level=2, number="3", text="Incidents, training and people"),
            *number_parts(pack),
            Heading(level=2, number="4", text="What this pack leaves out, and its limits"),
            Bullets(items=tuple(plain(each) for each in (SELF_ASSESSMENT, *LEFT_OUT, covers()))),
        ),
    )


def _box(pack: FoiPack) -> Block:
    if pack.complete:
        told = f" {many(len(pack.items), 'item')} of evidence: every one is decided."
        return paragraph(strong(SELF_ASSESSMENT), told)
    return paragraph(strong("Not for disclosure. "), *_open(pack), strong(SELF_ASSESSMENT), style="warning")


def _open(pack: FoiPack) -> Iterator[str]:
    """What keeps it from being complete."""
    if pack.undecided:
        yield f"Of {many(len(pack.items), 'item')} of evidence, {pack.undecided} without a decision: not given. "
    if faulty := len(pack.assessment.workspace.problems):
        yield f"{many(faulty, 'problem')} in the evidence: what could not be read may say otherwise. "
    if not pack.assessment.workspace.records:
        yield "No evidence was read. "


def _facts(assessment: Assessment) -> Table:
    organisation = assessment.organisation
    cycle = [("Cycle", assessment.cycle.said)] if assessment.cycle else []
    rules = [(f"Rules: {pack.name}", pack_sentence(assessment, pack)) for pack in assessment.packs]
    return facts(
        "What was assessed, and by which rules",
        [
            ("Organisation", f"{organisation.name} ({organisation.code}), {organisation.type}"),
            ("Period judged", period_in_words(assessment.period)),
            ("Judged as of", in_words(assessment.as_of)),
            *cycle,
            *rules,
        ],
    )


# ------------------------------------------------------------------------------------------------------------ findings


def _found_table(found: tuple[Found, ...]) -> Block:
    if not found:
        return paragraph("No requirement was asked.")
    return Table(
        caption="Every requirement, its outcome, and what is not shown",
        headings=("Requirement", "Outcome", "Asked and not shown", "Evidence"),
        rows=tuple(_found_row(each) for each in found),
        widths=(30, 13, 42, 15),
    )


def _found_row(each: Found) -> tuple[Cell, ...]:
    asked = each.finding.requirement
    return (
        cell(line(strong(asked.title)), f"{each.reference}, severity {asked.severity}", asked.requirement),
        cell(line(strong(each.now)), each.spread, tone=each.finding.outcome),
        cell(*(each.short or ("Nothing",)), *([line(strong("Gap: "), each.gap)] if each.gap else [])),
        cell(*_evidence(each)),
    )


def _evidence(each: Found) -> Iterator[str]:
    if each.items:
        yield f"{'Item' if len(each.items) == 1 else 'Items'} {', '.join(map(str, each.items))}"
    if each.counted:
        yield "Registers or records about people, counted in part 3"
    if not each.items and not each.counted:
        yield "No item"
