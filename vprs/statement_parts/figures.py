"""Parts 8 to 12 in order, of which these are here: training, RIDDOR and contact with regulators.

Takes an Assessment, gives blocks. Figures come from `vprs.indicators` and `vprs.incidents`; a share or a trend stands
with the fixed sentence that a change is not by itself better or worse, and where the folder holds nothing the part
says so.
"""

from __future__ import annotations

from collections.abc import Iterator

from vprs.evidence.suppression import small_hidden
from vprs.holdings import known, span, text
from vprs.incidents import NOT_KNOWN, IncidentAnalysis, analyse, percent
from vprs.incidents.sorts import OVER_SEVEN, PENDING_LONG
from vprs.indicators import Course, training
from vprs.model import Assessment, Record
from vprs.paper import Block, Cell, Heading, Table, cell, paragraph
from vprs.phrases import NOT_RECORDED, body_name, in_words, many, short, upper_first
from vprs.standing import place
from vprs.statement_parts.incident_part import incident_part
from vprs.statement_parts.incident_tables import split_table
from vprs.statement_parts.risk_parts import risk_parts


def parts(assessment: Assessment) -> Iterator[Block]:
    now = analyse(assessment, assessment.period)
    yield from incident_part(assessment, now)
    yield Heading(level=2, number="9", text="Training")
    yield from training_blocks(assessment)
    yield Heading(level=2, number="10", text="RIDDOR and regulator contact")
    yield from _riddor(now)
    yield from _regulators(assessment)
    yield from risk_parts(assessment)


# ------------------------------------------------------------------------------------------------------- training


def training_blocks(assessment: Assessment) -> Iterator[Block]:
    courses = training(assessment)
    if not courses:
        yield paragraph("No training record is in this folder, so no training figure is given.")
        return
    yield paragraph(
        f"Of the people a course is required of, those who hold it in date on {in_words(assessment.as_of)}. Each "
        "person is counted once for a course. Where a record states no end, whether it is in date is not known: who "
        "holds a course by such records alone is counted apart and not as in date."
    )
    yield Table(
        caption="Training and instruction in date, by course or subject",
        headings=(
            "Course or subject",
            "Required of",
            "Known in date",
            "Share",
            "Held, no end stated",
            "Not stated if required",
        ),
        rows=tuple(_course_row(each) for each in courses),
        widths=(30, 13, 13, 12, 16, 16),
        numbers=frozenset(range(1, 6)),
    )
    yield paragraph(
        "A higher or lower share is not by itself better or worse: who a course is required of may have changed. "
        "Shares are cut, not rounded up. Of a course that fewer than five people must hold no figure is shown.",
        style="note",
    )


def _course_row(course: Course) -> tuple[Cell, ...]:
    name = upper_first(course.name.replace("-", " "))
    if 0 < course.required < 5:
        return (
            cell(name),
            cell("<5"),
            cell("hidden"),
            cell("hidden"),
            cell("hidden"),
            cell(small_hidden(course.not_stated)),
        )
    share = percent(course.in_date, course.required) if course.required else "no one"
    if course.no_end:
        share = f"at least {share}" if course.in_date else "not known"
    figures = (course.required, course.in_date)
    return (
        cell(name),
        *(cell(f"{each:,}") for each in figures),
        cell(share),
        cell(small_hidden(course.no_end)),
        cell(small_hidden(course.not_stated)),
    )


# ----------------------------------------------------------------------------------------- RIDDOR and regulators


RIDDOR_READ = (
    "Each incident is in one row. Absence of more than seven days after violence is to be reported under RIDDOR within "
    "15 days, absence of more than three days to be recorded; whether a report was made in time cannot be told from an "
    "incident register. More reports are not by themselves worse: they may show that what is due is reported."
)
RIDDOR_LOOK = (OVER_SEVEN, PENDING_LONG)


def _riddor(now: IncidentAnalysis) -> Iterator[Block]:
    if not now.found.total:
        yield paragraph(
            "No incident of the period is in this folder, so nothing is known here of reports under RIDDOR."
        )
        return
    yield from split_table("Incidents by RIDDOR", "RIDDOR", now.riddor)
    if not now.riddor.rows or any(now.riddor.shown(key) not in ("0", NOT_KNOWN) for key in RIDDOR_LOOK):
        yield paragraph(
            "Those not reported with more than seven days of absence, and those pending for more than 15 days, are to "
            "be looked at one by one in the incident register."
        )
    yield paragraph(RIDDOR_READ, style="note")


def _regulators(assessment: Assessment) -> Iterator[Block]:
    found = [(span(record, "submitted_on"), record) for record in known(assessment, "submission")]
    sent = [(on, record) for on, record in found if on and assessment.period.start <= on.last]
    alerts = [span(record, "received_on") for record in known(assessment, "alert")]
    received = sum(on is not None and assessment.period.start <= on.last for on in alerts)
    if sent:
        yield Table(
            caption="Returns and notices sent to regulators, commissioners and others in the period or since",
            headings=("What", "To", "Sent on", "Receipt", "Where"),
            rows=tuple(_submission_row(assessment, record) for _, record in sorted(sent, key=lambda pair: pair[0])),
            widths=(28, 22, 13, 14, 23),
        )
    else:
        yield paragraph(f"Contact with a regulator in the period or since: {NOT_RECORDED}.")
    if received:
        yield paragraph(
            f"{many(received, 'alert')} received in the period or since {'is' if received == 1 else 'are'} recorded."
        )


def _submission_row(assessment: Assessment, record: Record) -> tuple[Cell, ...]:
    on = span(record, "submitted_on")
    return (
        cell(text(record, "title") or upper_first(text(record, "return_type").replace("-", " ")) or "not named"),
        cell(body_name(assessment.organisation, record.fields.get("recipient")) or NOT_RECORDED),
        cell(short(on) if on else NOT_RECORDED),
        cell(text(record, "receipt") or "none recorded"),
        place(record.place),
    )
