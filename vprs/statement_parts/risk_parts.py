"""Parts 11 and 12: the risks that stand, and the equality assessments in the folder.

Takes an Assessment, gives blocks. A score is shown with the threshold recorded beside it and judged by nothing else;
where the folder holds nothing, the part says so.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from vprs.holdings import known, number, open_risks, span, text, title_of
from vprs.model import Assessment, Record
from vprs.paper import Block, Cell, Heading, Table, cell, line, mono, paragraph
from vprs.phrases import NOT_RECORDED, in_words, many, short, who_name
from vprs.standing import place


def risk_parts(assessment: Assessment) -> Iterator[Block]:
    yield Heading(level=2, number="11", text="Risks")
    yield from _risks(assessment)
    yield Heading(level=2, number="12", text="Equality")
    yield from _equality(assessment)


def _risks(assessment: Assessment) -> Iterator[Block]:
    risks = open_risks(assessment)
    if not risks:
        yield paragraph("No open risk is recorded in this folder.")
        return
    above = sum(_above(record) for record in risks)
    yield paragraph(
        f"{many(len(risks), 'risk')} {'is' if len(risks) == 1 else 'are'} open on {in_words(assessment.as_of)}; "
        f"{above} {'scores' if above == 1 else 'score'} above the threshold recorded with it."
    )
    yield Table(
        caption="Open risks",
        headings=("Reference", "Risk", "Score (threshold)", "Raised", "For requirement", "Accepted"),
        rows=tuple(_risk_row(assessment, record) for record in risks),
        widths=(14, 32, 12, 12, 16, 14),
    )
    yield paragraph("A change in the number of open risks is not by itself better or worse.", style="note")


def _above(record: Record) -> bool:
    score, threshold = record.fields.get("score"), record.fields.get("threshold")
    if not isinstance(score, int | Decimal) or not isinstance(threshold, int | Decimal):
        return False
    return score > threshold


def _risk_row(assessment: Assessment, record: Record) -> tuple[Cell, ...]:
    score, threshold = number(record.fields.get("score")), number(record.fields.get("threshold"))
    raised = span(record, "raised_on")
    return (
        cell(record.id),
        cell(title_of(record), line(mono(record.place))),
        cell(f"{score or 'none'} ({threshold or 'none'})"),
        cell(short(raised) if raised else NOT_RECORDED),
        cell(text(record, "requirement") or "none named"),
        cell(_accepted(assessment, record)),
    )


def _accepted(assessment: Assessment, record: Record) -> str:
    until, by = span(record, "accepted_until"), text(record, "accepted_by")
    if not by:
        return "no"
    if until is None:
        return f"by {who_name(assessment.organisation, by)}, no end date"
    lapsed = ", lapsed" if until.last < assessment.as_of else ""
    return f"by {who_name(assessment.organisation, by)} until {short(until)}{lapsed}"


def _equality(assessment: Assessment) -> Iterator[Block]:
    found = [record for record in known(assessment, "assessment") if text(record, "assessment_type") == "equality"]
    if not found:
        yield paragraph(
            "No equality assessment is in this folder, so nothing is shown here of whether violence falls unequally on "
            "groups of staff."
        )
        return
    yield Table(
        caption="Equality assessments in this folder",
        headings=("Assessment", "Of version", "Assessed on", "Review date", "Where"),
        rows=tuple(_equality_row(assessment, record) for record in sorted(found, key=lambda record: record.id)),
        widths=(34, 11, 14, 17, 24),
    )
    yield paragraph(
        "That an assessment is here does not show that its findings were acted on. Incidents are not split by "
        "protected characteristic: the folder's incident records do not hold them.",
        style="note",
    )


def _equality_row(assessment: Assessment, record: Record) -> tuple[Cell, ...]:
    assessed, review = span(record, "assessed_on"), span(record, "review_date")
    passed = ", passed" if review and review.last < assessment.as_of else ""
    return (
        cell(title_of(record)),
        cell(text(record, "for_version") or "not given"),
        cell(short(assessed) if assessed else "no date given"),
        cell(f"{short(review)}{passed}" if review else "no date given"),
        place(record.place),
    )
