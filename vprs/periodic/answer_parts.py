"""What was done: review and closure, sanctions and other responses, and what was escalated.

Takes two analyses and an Assessment, gives blocks. A risk is named by its own title; of responses there are only
counts, for the words of a log may be about a person.
"""

from __future__ import annotations

from collections.abc import Iterator

from vprs.holdings import known, number, span, text, title_of
from vprs.incidents import IncidentAnalysis
from vprs.incidents.answers import Answers
from vprs.model import Assessment, Record
from vprs.paper import Block, Cell, Heading, Table, cell, line, mono, paragraph
from vprs.periodic.beside import Column, beside
from vprs.periodic.incident_parts import period_name
from vprs.phrases import many, short, who_name
from vprs.statement_parts.incident_answers import WHEN_OPENED, delay_blocks, list_blocks, opened_blocks, response_note

ESCALATION = "escalation"


def answer_parts(assessment: Assessment, now: IncidentAnalysis, then: IncidentAnalysis, part: str) -> Iterator[Block]:
    """part: its number, `2`."""
    if now.found.total:
        yield Heading(level=3, number=f"{part}.1", text="Review and closure of incidents")
        yield from delay_blocks(now)
    sub = 2 if now.found.total else 1
    yield Heading(level=3, number=f"{part}.{sub}", text="Sanctions and other responses")
    yield from opened_blocks(assessment, now.answers)
    if now.answers.by_type.total or then.answers.by_type.total:
        yield from beside("Responses opened, by type", "Type", _column(now), _column(then))
        yield paragraph(WHEN_OPENED, style="note")
        yield from response_note(*(each.answers for each in (now, then) if _column(each).split))
    yield from list_blocks(now.answers)
    yield Heading(level=3, number=f"{part}.{sub + 1}", text="Escalations")
    yield from _escalations(assessment, now.answers)


def _column(each: IncidentAnalysis) -> Column:
    found = each.answers
    told = found.by_type.total or found.register is not None
    return Column(name=period_name(each), split=found.by_type if told else None)


def _escalations(assessment: Assessment, found: Answers) -> Iterator[Block]:
    """Responses of that type, and the risks that went up a level in the period."""
    if not found.by_type.total and found.register is None:
        yield paragraph("No response opened in the period is in this folder, so no escalation among them.")
    else:
        yield paragraph(f"Escalations among the responses opened in the period: {found.by_type.shown(ESCALATION)}.")
    risks, hazy = _risks_escalated(assessment)
    if hazy:
        yield paragraph(
            f"Of {many(hazy, 'risk')} more the day of escalation is too imprecise to say whether it falls in the "
            "period. Give the day, or the month, of each."
        )
    if not risks:
        yield paragraph("No risk is recorded in this folder as escalated in the period.")
        return
    yield paragraph(f"{many(len(risks), 'risk')} went up a level in the period.", style="intro")
    yield Table(
        caption="Risks escalated in the period",
        headings=("Risk", "Score (threshold)", "Escalated on", "Raised by", "Stands"),
        rows=tuple(_risk_row(assessment, each) for each in risks),
        widths=(40, 14, 14, 18, 14),
    )


def _risks_escalated(assessment: Assessment) -> tuple[tuple[Record, ...], int]:
    """The risks escalated in the period, by day, and how many may have been or not."""
    found = [(span(record, "escalated_on"), record) for record in known(assessment, "risk")]
    placed = [(on, each.id, each, assessment.period.contains(on)) for on, each in found if on]
    inside = sorted(one[:3] for one in placed if one[3])
    return tuple(each for _, _, each in inside), sum(one[3] is None for one in placed)


def _risk_row(assessment: Assessment, record: Record) -> tuple[Cell, ...]:
    score, threshold = number(record.fields.get("score")), number(record.fields.get("threshold"))
    on, closed = span(record, "escalated_on"), span(record, "closed_on")
    return (
        cell(title_of(record), line(mono(record.place))),
        cell(f"{score or 'none'} ({threshold or 'none'})"),
        cell(short(on) if on else ""),
        cell(who_name(assessment.organisation, text(record, "raised_by")) or "not given"),
        cell(f"closed {short(closed)}" if closed else "open"),
    )
