"""Part 7: the actions that are overdue, due before the next statement, or wanting; and those the rules propose.

Takes an Assessment, gives blocks. Every open action is either listed or counted, and a gap for which nobody has
recorded an open one gets the proposal of its rule.
"""

from __future__ import annotations

from collections.abc import Iterator

from vprs.actions.recorded import Recorded, by_requirement, recorded_actions
from vprs.closing import Standing
from vprs.comparing import period_after
from vprs.gap_rows import sorted_worst_first
from vprs.holdings import text
from vprs.model import Assessment, Finding
from vprs.paper import Block, Cell, Heading, Table, cell, line, mono, paragraph
from vprs.phrases import in_words, many, reference, role_name, short
from vprs.statement_parts.pictures import actions_picture

OVERDUE = ("Recorded actions that are overdue", "No recorded action is overdue.")
DUE = (
    "Recorded actions due before the next statement",
    "No recorded action falls due before the next statement.",
)
WANTING = (
    "Other open actions without an owner, a date or evidence",
    "Every other open action has an owner and a date.",
)


def parts(assessment: Assessment) -> Iterator[Block]:
    yield Heading(level=2, number="7", text="Actions overdue, and due before the next statement")
    next_end = period_after(assessment.period).end
    recorded = recorded_actions(assessment)
    yield paragraph(
        f"The next statement is taken to be the one for the period that ends on {in_words(next_end)}.", style="intro"
    )
    if not recorded:
        yield paragraph("No action is recorded in this folder.")
    else:
        overdue = [each for each in recorded if each.state is Standing.OVERDUE]
        due = [each for each in recorded if each.state is Standing.OPEN and each.due and each.due.last <= next_end]
        wanting = [each for each in recorded if each.wanting and each not in overdue and each not in due]
        for number, ((title, none), chosen) in enumerate(((OVERDUE, overdue), (DUE, due), (WANTING, wanting)), 1):
            yield Heading(level=3, number=f"7.{number}", text=title)
            yield _table(title, chosen) if chosen else paragraph(none)
        if figure := actions_picture(recorded, assessment.as_of):
            yield figure
        yield paragraph(_others(recorded, listed=len(overdue) + len(due) + len(wanting)))
    yield from _proposed(assessment, recorded)


def _others(recorded: tuple[Recorded, ...], *, listed: int) -> str:
    open_ones = [each for each in recorded if each.open]
    counts = (
        f"{sum(each.due is None for each in open_ones)} without a date",
        f"{sum(not each.lead for each in open_ones)} without an owner",
        f"{sum(each.unproven for each in open_ones)} recorded as closed without evidence",
    )
    return (
        f"Of {many(len(recorded), 'recorded action')}, {len(open_ones)} "
        f"{'is' if len(open_ones) == 1 else 'are'} open: {listed} listed above, {len(open_ones) - listed} due later. "
        f"Of those open, {counts[0]}, {counts[1]} and {counts[2]}."
    )


def _table(title: str, actions: list[Recorded]) -> Table:
    return Table(
        caption=title,
        headings=("Action", "For", "Owner", "Due", "Progress"),
        rows=tuple(_action_row(each) for each in actions),
        widths=(38, 18, 16, 11, 17),
    )


def _action_row(action: Recorded) -> tuple[Cell, ...]:
    return (
        cell(action.what or "not described", line(mono(action.record.place))),
        cell(text(action.record, "requirement") or "no requirement named"),
        cell(action.lead or "no owner recorded"),
        cell(short(action.due) if action.due else "no date recorded"),
        cell(action.doubt, action.progress or "none recorded"),
    )


def _proposed(assessment: Assessment, recorded: tuple[Recorded, ...]) -> Iterator[Block]:
    """Gaps for which nobody has recorded an open action: the rules propose one."""
    covered = by_requirement(each for each in recorded if each.open)
    bare = [each for each in sorted_worst_first(assessment) if each.gap and each.requirement.path not in covered]
    number = "7.4" if recorded else "7.1"
    yield Heading(level=3, number=number, text="Actions proposed by the rules, not yet recorded")
    if not bare:
        gaps = any(finding.gap for finding in assessment.findings)
        yield paragraph("Every gap has an open action recorded." if gaps else "No gap was found, so none is proposed.")
        return
    if len(assessment.packs) > 1:
        yield paragraph("Each set of rules proposes its own actions; one piece of work may close gaps by several.")
    yield Table(
        caption="Actions proposed by the rules for gaps without a recorded action",
        headings=("Action", "For", "Owner proposed", "Due"),
        rows=tuple(_proposed_row(assessment, each) for each in bare),
        widths=(47, 24, 17, 12),
    )


def _proposed_row(assessment: Assessment, finding: Finding) -> tuple[Cell, ...]:
    gap = finding.gap
    if gap is None:
        return cell(), cell(), cell(), cell()
    asked = finding.requirement
    owner = role_name(assessment.organisation, gap.owner)
    return cell(gap.action), cell(reference(assessment, asked)), cell(owner), cell(short(gap.due))
