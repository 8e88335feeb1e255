"""Part 8.2: days to review and closure, responses opened in the period, sanctions and warning markers.

Takes incidents analysed, gives blocks. What the folder does not hold is said to be not in it.
"""

from __future__ import annotations

from collections.abc import Iterator

from vprs.holdings import span
from vprs.incidents import Answers, Delay, IncidentAnalysis, Markers
from vprs.model import Assessment, Record
from vprs.paper import Block, Cell, Table, cell, paragraph
from vprs.phrases import in_words, role_name

HOW_LONG = (
    "Days run from the day an incident was reported, or where that is not given from the day it happened, to the day a "
    "manager reviewed it or it was closed; the same day is 0. What is not done is in no median, and neither is an "
    "incident whose days are not known exactly or run backwards. A median of fewer than five is not shown. A shorter "
    "time is not by itself better: quick closing may be quick looking."
)
WHEN_OPENED = (
    "A response counts by the day it was opened, whenever its incident was. A rise or a fall in sanctions is not by "
    "itself better or worse."
)

NO_RESPONSE_KNOWN = (
    "Not known stands where no response of a type is recorded and there may have been some all the same: no register "
    "of responses that is declared complete covers those days, or the day of some is not known."
)


def answers_blocks(assessment: Assessment, now: IncidentAnalysis) -> Iterator[Block]:
    yield from delay_blocks(now)
    yield from opened_blocks(assessment, now.answers)
    yield from _by_type(now.answers)
    yield from list_blocks(now.answers)


def delay_blocks(now: IncidentAnalysis) -> Iterator[Block]:
    """Days to review and to closure; nothing where there is no incident."""
    if now.found.total:
        yield Table(
            caption="Days to review and to closure",
            headings=("Step", "Median days", "Done, days known", "Not recorded as done", "Days not known exactly"),
            rows=(_delay_row("Reviewed by a manager", now.review), _delay_row("Closed", now.closure)),
            widths=(28, 18, 18, 18, 18),
            numbers=frozenset((1, 2, 3, 4)),
        )
        yield paragraph(HOW_LONG, style="note")


NO_MARKERS = "Warning markers: no list of them is in this folder."


def _delay_row(name: str, delay: Delay) -> tuple[Cell, ...]:
    counts = [row.shown for row in delay.counts.rows] or ["not shown"] * 3
    return (cell(name), cell(delay.median or "none shown"), *(cell(each) for each in counts))


def opened_blocks(assessment: Assessment, found: Answers) -> Iterator[Block]:
    """How many responses were opened in the period, and how sure that is."""
    if not found.by_type.total and found.register is None:
        yield paragraph("No response opened in the period is in this folder: no investigation, report or sanction.")
    else:
        yield paragraph(f"Responses recorded as opened in the period: {found.total}. {_cover(assessment, found)}")
    if found.undated != "0":
        yield paragraph(
            f"Of {found.undated} more the day is not given, or too imprecise to say whether it falls in the period."
        )


def _by_type(found: Answers) -> Iterator[Block]:
    if found.by_type.rows and found.by_type.total:
        yield Table(
            caption="Responses opened in the period, by type",
            headings=("Type", "Responses"),
            rows=tuple((cell(row.name), cell(row.shown)) for row in found.by_type.rows),
            widths=(70, 30),
            numbers=frozenset((1,)),
        )
        yield paragraph(WHEN_OPENED, style="note")
        yield from response_note(found)
    elif found.by_type.total:
        yield paragraph(f"Responses by type: not shown, for {found.by_type.why_not}.")


def response_note(*found: Answers) -> Iterator[Block]:
    """What `not known` means, where it stands in a table of responses."""
    if any(each.by_type.open for each in found):
        yield paragraph(NO_RESPONSE_KNOWN, style="note")


def list_blocks(found: Answers) -> Iterator[Block]:
    """The logs of sanctions and the lists of warning markers, or that there is none."""
    yield paragraph(" ".join(_log(each) for each in found.sanctions) or "No log of sanctions is in this folder.")
    yield paragraph(" ".join(_markers(each) for each in found.markers) or NO_MARKERS)


def _cover(assessment: Assessment, found: Answers) -> str:
    if found.register is None:
        return "No register of responses is declared complete for the period, so there may have been more."
    role = role_name(assessment.organisation, found.register.fields.get("declared_by"))
    return f"The register of responses is declared complete for the period by: {role} ({found.register.place})."


def _log(register: Record) -> str:
    complete = register.fields.get("complete") is True and "declared_by" in register.fields
    said = "is declared complete" if complete else "is not declared complete, so there may have been more sanctions"
    return f"The log of sanctions{_drawn(register)} ({register.place}) {said}."


def _markers(markers: Markers) -> str:
    holds = f"states {markers.count} entries" if markers.count else "does not state how many entries it has"
    return f"Warning markers: the list{_drawn(markers.record)} ({markers.record.place}) {holds}."


def _drawn(register: Record) -> str:
    on = span(register, "as_at")
    return f" drawn on {in_words(on)}" if on else ""
