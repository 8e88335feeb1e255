"""Parts 5 to 7: the counts, what is not met and why, and the actions overdue or due before the next statement.

Takes an Assessment, gives blocks. Every count is a count of rows shown elsewhere in the paper; what is not assessed
is counted and listed beside what is not met, never among what is met.
"""

from __future__ import annotations

from collections.abc import Iterator

from vprs.comparing import period_after
from vprs.gap_rows import sorted_worst_first
from vprs.holdings import Recorded, recorded_actions, text
from vprs.model import Assessment, Finding, Outcome
from vprs.paper import Block, Cell, Heading, Line, Table, cell, line, mono, paragraph, plain, strong
from vprs.phrases import (
    in_words,
    many,
    may_not_apply,
    outcome_word,
    reference,
    role_name,
    short,
    upper_first,
    worst_and_best,
)
from vprs.reasons import beside_lines, reason_lines
from vprs.standing import count, counts_tables
from vprs.statement_parts.change import change_parts


def parts(assessment: Assessment) -> Iterator[Block]:
    yield Heading(level=2, number="5", text="Results by phase, and change since last time")
    yield from _counts(assessment)
    yield Heading(level=2, number="6", text="What is not met, and why")
    yield from _not_met(assessment)
    yield Heading(level=2, number="7", text="Actions overdue, and due before the next statement")
    yield from _actions(assessment)


def _counts(assessment: Assessment) -> Iterator[Block]:
    yield from counts_tables(assessment)
    unknown = count(assessment.findings)[Outcome.NOT_ASSESSED]
    if unknown:
        yield paragraph(
            f"{many(unknown, 'requirement')} could not be assessed: the evidence in this folder decides neither way. "
            "Each is listed in part 6 with the worst and the best it can be."
        )
    else:
        yield paragraph("Every requirement that applies was assessed.")
    yield from change_parts(assessment)


# --------------------------------------------------------------------------------------------------- what is not met


def _not_met(assessment: Assessment) -> Iterator[Block]:
    shown = (
        (Outcome.NOT_MET, "No requirement was found to be not met."),
        (Outcome.PARTLY_MET, "No requirement was found to be partly met."),
        (Outcome.NOT_ASSESSED, "No requirement was left not assessed."),
    )
    for number, (outcome, none) in enumerate(shown, 1):
        findings = [finding for finding in sorted_worst_first(assessment) if finding.outcome is outcome]
        word = _word(assessment, outcome)
        yield Heading(level=3, number=f"6.{number}", text=word)
        if not findings:
            yield paragraph(none)
            continue
        yield Table(
            caption=f"{word}: {many(len(findings), 'requirement')} and why",
            headings=("Requirement", "Why", "Gap, and what stands beside it"),
            rows=tuple(_why_row(assessment, finding) for finding in findings),
            widths=(28, 44, 28),
        )


def _word(assessment: Assessment, outcome: Outcome) -> str:
    words = [outcome_word(assessment, pack.name, outcome) for pack in assessment.packs]
    return " / ".join(dict.fromkeys(words)) or upper_first(outcome.value.replace("-", " "))


def _why_row(assessment: Assessment, finding: Finding) -> tuple[Cell, ...]:
    asked = finding.requirement
    return (
        cell(
            line(strong(asked.title)),
            f"{reference(assessment, asked)}, severity {asked.severity}",
            tone=finding.outcome,
        ),
        cell(*_why(assessment, finding)),
        cell(*_beside(assessment, finding)),
    )


def _why(assessment: Assessment, finding: Finding) -> Iterator[Line]:
    spread = worst_and_best(assessment, finding)
    if spread and not may_not_apply(finding):  # else the finding's own sentence says both
        yield line(strong(f"{upper_first(spread)}."))
    yield from reason_lines(finding)


def _beside(assessment: Assessment, finding: Finding) -> Iterator[Line]:
    if finding.gap:
        yield plain(finding.gap.gap)
    yield from beside_lines(assessment, finding)


# ---------------------------------------------------------------------------------------------------------- actions


def _actions(assessment: Assessment) -> Iterator[Block]:
    next_end = period_after(assessment.period).end
    recorded = recorded_actions(assessment)
    yield paragraph(
        f"The next statement is taken to be the one for the period that ends on {in_words(next_end)}.", style="intro"
    )
    groups = (
        (
            "7.1",
            "Recorded actions that are overdue",
            [each for each in recorded if each.state == "overdue"],
            "No recorded action is overdue.",
        ),
        (
            "7.2",
            "Recorded actions due before the next statement",
            [each for each in recorded if each.state == "open" and each.due and each.due.last <= next_end],
            "No recorded action falls due before the next statement.",
        ),
    )
    if not recorded:
        yield paragraph("No action is recorded in this folder.")
    else:
        for number, title, chosen, none in groups:
            yield Heading(level=3, number=number, text=title)
            yield _actions_table(title, chosen) if chosen else paragraph(none)
        yield paragraph(_others(recorded, chosen_by=[each for group in groups for each in group[2]]))
    yield from _proposed(assessment, recorded)


def _others(recorded: tuple[Recorded, ...], *, chosen_by: list[Recorded]) -> str:
    open_ones = [each for each in recorded if each.open]
    undated = sum(each.due is None for each in open_ones)
    later = len(open_ones) - len(chosen_by) - undated
    unowned = sum(not each.lead for each in open_ones)
    return (
        f"Of {many(len(recorded), 'recorded action')}, {len(open_ones)} "
        f"{'is' if len(open_ones) == 1 else 'are'} open: {len(chosen_by)} listed above, {later} due later, "
        f"{undated} without a date, {unowned} without an owner."
    )


def _actions_table(title: str, actions: list[Recorded]) -> Table:
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
        cell(action.progress or "none recorded"),
    )


def _proposed(assessment: Assessment, recorded: tuple[Recorded, ...]) -> Iterator[Block]:
    """Gaps for which nobody has recorded an open action: the rules propose one."""
    covered = {text(each.record, "requirement") for each in recorded if each.open}
    bare = [each for each in sorted_worst_first(assessment) if each.gap and each.requirement.path not in covered]
    number = "7.3" if recorded else "7.1"
    yield Heading(level=3, number=number, text="Actions proposed by the rules, not yet recorded")
    if not bare:
        gaps = any(finding.gap for finding in assessment.findings)
        yield paragraph("Every gap has an open action recorded." if gaps else "No gap was found, so none is proposed.")
        return
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
