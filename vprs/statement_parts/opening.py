"""Parts 1 to 4: who and by what rules, who leads and by what route, what the board is asked, the opinion.

Takes an Assessment, gives blocks. People appear by role and by the code of a holder, never by name; what is not
recorded is said to be not recorded.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from vprs.counts import by_pack, count
from vprs.dates import Span
from vprs.holdings import span, title_of
from vprs.model import Assessment, Outcome, Record
from vprs.paper import Block, Bullets, Cell, Heading, Table, cell, paragraph, plain
from vprs.phrases import NOT_RECORDED, body_name, many, period_in_words, role_name, short
from vprs.standing import facts, facts_table, opinion_sentences, place, verified_sentence
from vprs.statement_parts.people import (
    LEAD,
    author,
    author_roles,
    held_by,
    is_this_statement,
    reports,
)


def parts(assessment: Assessment) -> Iterator[Block]:
    yield Heading(level=2, number="1", text="Organisation, period and standard")
    yield facts_table(assessment)
    yield Heading(level=2, number="2", text="Executive lead, author, route and dates")
    yield from _people(assessment)
    yield from _route(assessment)
    yield Heading(level=2, number="3", text="Decision asked of the board")
    yield from _decision(assessment)
    yield Heading(level=2, number="4", text="Opinion and why")
    yield from opinion_blocks(assessment)


def _people(assessment: Assessment) -> Iterator[Block]:
    organisation = assessment.organisation
    rows = [("Executive lead", f"{role_name(organisation, LEAD)}: {held_by(assessment, LEAD)}")]
    rows += [("Author of this statement", author(assessment))]
    for role in author_roles(assessment):
        rows += [("Lead for violence prevention", f"{role_name(organisation, role)}: {held_by(assessment, role)}")]
    yield facts("Executive lead, author and lead for violence prevention, by role", rows)


def _route(assessment: Assessment) -> Iterator[Block]:
    rows = [cells for record in reports(assessment) for cells in _receipts(assessment, record)]
    if not rows:
        yield paragraph(f"Route and dates: {NOT_RECORDED}. No report of this period or since says who received it.")
        return
    if not any(is_this_statement(assessment, record) for record in reports(assessment)):
        yield paragraph(
            f"Route of this statement: {NOT_RECORDED}. Reports made in the period or since went this way:",
            style="intro",
        )
    yield Table(
        caption="Route: reports of this period or since, and who received them",
        headings=("Report", "Reported on", "Received by", "On", "Minute", "Where"),
        rows=tuple(rows),
        widths=(25, 12, 18, 12, 13, 20),
    )


def _receipts(assessment: Assessment, record: Record) -> Iterator[tuple[Cell, ...]]:
    when = span(record, "reported_on")
    reported = short(when) if when else NOT_RECORDED
    received = record.fields.get("received_by")
    for entry in received if isinstance(received, tuple) else ():
        if isinstance(entry, Mapping):
            body, on, minute = (entry.get(name) for name in ("body", "date", "minute"))
            yield (
                cell(title_of(record)),
                cell(reported),
                cell(body_name(assessment.organisation, body) or NOT_RECORDED),
                cell(short(on) if isinstance(on, Span) else NOT_RECORDED),
                cell(str(minute) if minute else "no minute: not received"),
                place(record.place),
            )


def _decision(assessment: Assessment) -> Iterator[Block]:
    yield paragraph("The board is asked to:", style="intro")
    yield Bullets(items=tuple(plain(each) for each in decisions(assessment)))


def decisions(assessment: Assessment) -> list[str]:
    """What the board is asked to do, each as a sentence that begins with a verb."""
    counts = count(assessment.findings)
    gaps = [finding for finding in assessment.findings if finding.gap is not None]
    unknown = [finding for finding in assessment.findings if finding.outcome is Outcome.NOT_ASSESSED]
    noted = (
        "opinions in part 4 and what they rest"
        if len(assessment.opinions) > 1
        else "opinion in part 4 and what it rests"
    )
    asked = [f"Receive this statement for {period_in_words(assessment.period)}, with its limits in part 13."]
    asked += [f"Note the {noted} on."]
    if counts[Outcome.NOT_MET] or counts[Outcome.PARTLY_MET]:
        asked += ["Note what is not met or partly met in part 6."]
    if gaps:
        told = f"{many(len(gaps), 'gap')}{by_pack(assessment, gaps)}"
        asked += [f"Agree the owners and dates of the actions that close {told} in part 7."]
    if unknown:
        told = f"{many(len(unknown), 'requirement')}{by_pack(assessment, unknown)}"
        asked += [f"Direct that the evidence for {told} not assessed be provided."]
    if any(finding.judged and finding.judged.disagrees for finding in assessment.findings):
        asked += ["Consider where a person's judgement and the finding disagree, in part 13."]
    return [*asked, "Decide on the declaration in part 14."]


def opinion_blocks(assessment: Assessment) -> Iterator[Block]:
    """For each pack the opinion and its reasons, and whether the rules were verified."""
    for sentence, opinion in zip(opinion_sentences(assessment), assessment.opinions, strict=True):
        pack = next(pack for pack in assessment.packs if pack.name == opinion.pack)
        yield paragraph(sentence)
        yield Bullets(items=tuple(plain(each) for each in (*opinion.because, verified_sentence(assessment, pack))))
    if not assessment.opinions:
        yield paragraph("No rules were applied, so there is no opinion.")
    yield paragraph(
        "The opinion follows from the rules and the evidence in this folder alone. A requirement that could not be "
        "assessed counts at its worst, so leaving evidence out cannot raise it.",
        style="note",
    )
