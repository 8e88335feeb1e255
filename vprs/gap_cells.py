"""The cells of the gap analysis: one `GapRow` as the columns of a table, and its checks as rows of another.

Takes rows, gives cells of chosen words. It computes nothing that the row does not hold.
"""

from __future__ import annotations

from collections.abc import Iterator

from vprs.gap_rows import NO_CYCLE, GapRow
from vprs.model import Answer, Assessment, Check, Observation, Outcome
from vprs.paper import Cell, Line, cell, line, mono, plain, strong
from vprs.phrases import ANSWERS, short, upper_first
from vprs.reasons import beside_lines, reason_lines, reason_runs
from vprs.verification import check_notes, chosen_note, rule_note

GAP_HEADINGS = (
    "Reference, theme",
    "Requirement",
    "Outcome now, last cycle",
    "Evidence relied on",
    "What is wrong with it",
    "Gap and action",
    "Owner, due",
    "Progress, risk register",
)
GAP_WIDTHS = (8, 13, 8, 20, 23, 14, 7, 7)
CHECK_HEADINGS = ("Reference", "Check", "Answer", "Why", "Where")
CHECK_WIDTHS = (13, 23, 8, 37, 19)
NO_OWNER = "no owner recorded"
SHOWN = 4  # records cited in a cell; the rest are counted there and all are in assessment.json
# The colour of an answer; the word is always there as well.
TONES = {Answer.YES: Outcome.MET, Answer.NO: Outcome.NOT_MET, Answer.UNKNOWN: Outcome.NOT_ASSESSED}


def gap_cells(assessment: Assessment, row: GapRow) -> tuple[Cell, ...]:
    asked = row.finding.requirement
    return (
        cell(line(strong(row.reference)), row.theme, f"Severity {asked.severity}"),
        cell(line(strong(asked.title)), row.requirement),
        cell(
            line(strong(row.now)), row.spread, rule_note(asked), f"Last cycle: {row.before}", tone=row.finding.outcome
        ),
        cell(*_evidence(row)),
        cell(*_wrong(assessment, row)),
        cell(*gap_and_action(row)),
        cell(*owner_and_due(row)),
        cell(*progress(row)),
    )


def _evidence(row: GapRow) -> Iterator[Line]:
    if not row.evidence:
        yield plain("No record is relied on.")
    yield from (cited.lines for cited in row.evidence[:SHOWN])
    if (rest := len(row.evidence) - SHOWN) > 0:
        yield plain(f"and {rest} more, listed in assessment.json")


def _wrong(assessment: Assessment, row: GapRow) -> Iterator[Line]:
    lines = tuple(reason_lines(row.finding))
    yield from lines or (plain("Nothing found."),)
    yield from beside_lines(assessment, row.finding)


def gap_and_action(row: GapRow) -> Iterator[Line]:
    """What is missing, and the open actions recorded for it; else the one that the rule proposes."""
    standing = [action for action in row.actions if action.open]
    if row.gap:
        yield plain(row.gap)
    for action in standing:
        what = (action.what or action.record.id).rstrip(".")
        yield line(strong("Recorded: "), what, ", ", mono(action.record.place))
    if row.action and not standing:
        yield line(strong("Proposed: "), row.action)
    if not row.gap and not row.action and not standing:
        yield plain(NO_CYCLE)


def owner_and_due(row: GapRow) -> Iterator[str]:
    """Owner, then due date, of every open action; else as proposed. Empty ones are among them."""
    standing = [action for action in row.actions if action.open]
    for action in standing:
        yield action.lead or NO_OWNER
        yield short(action.due) if action.due else "no date recorded"
    if not standing:
        yield row.owner or NO_CYCLE
        yield row.due


def progress(row: GapRow) -> Iterator[str]:
    """How each recorded action stands, then the risks recorded for it. Empty ones are among them."""
    for action in row.actions:
        yield upper_first(action.state)
        yield action.doubt
        yield action.progress
    if row.action and not row.actions:
        yield "No action recorded in this folder"
    if row.risks:
        yield "Risk register: " + ", ".join(row.risks)
    elif row.gap:
        yield "No risk recorded for it"
    elif not row.action and not row.actions:
        yield NO_CYCLE


# --------------------------------------------------------------------------------------------------------- checks


def check_rows(row: GapRow) -> Iterator[tuple[Cell, ...]]:
    """Every check of a requirement with its answer, its sentence and the places it rests on."""
    says = {check.slug: check for check in row.finding.requirement.checks}
    finding = row.finding
    if finding.outcome is Outcome.NOT_APPLICABLE:
        why = cell(upper_first(finding.why))
        yield (
            cell(row.reference),
            cell("Whether it applies. Its checks below decide nothing."),
            cell(row.now),
            why,
            cell(),
        )
    for one in row.finding.observations:
        check = says[one.check]
        yield (
            cell(row.reference),
            cell(check.says, *check_remarks(check)),
            cell(line(strong(ANSWERS[one.answer])), tone=TONES.get(one.answer, Outcome.NOT_APPLICABLE)),
            cell(check_why(one)),
            cell(*_places(one)),
        )


def check_remarks(check: Check) -> Iterator[str]:
    """What to know of the question itself: that it never decides, who chose its figure, that it needs review."""
    if check.advisory:
        yield "Shown only; it never decides."
    if chosen := chosen_note(check):
        yield chosen
    yield from check_notes(check)


def check_why(one: Observation) -> Line:
    """The reason in words, then the sentence of the answer."""
    return line(*reason_runs(one), one.because)


def _places(one: Observation) -> Iterator[Line]:
    places = tuple(dict.fromkeys(witness.place for witness in one.witnesses))
    yield from (line(mono(place)) for place in places[:SHOWN])
    if (rest := len(places) - SHOWN) > 0:
        yield plain(f"and {rest:,} more")
