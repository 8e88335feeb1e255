"""Parts 5 and 6: the counts, and what is not met and why.

Takes an Assessment, gives blocks. Every count is a count of rows shown elsewhere in the paper; what is not assessed
is counted and listed beside what is not met, never among what is met.
"""

from __future__ import annotations

from collections.abc import Iterator

from vprs.counts import by_pack, counts_tables
from vprs.gap_rows import sorted_worst_first
from vprs.meanings import meanings
from vprs.model import Assessment, Finding, Outcome, Pack
from vprs.paper import Block, Cell, Heading, Line, Table, cell, line, paragraph, plain, strong
from vprs.phrases import (
    many,
    may_not_apply,
    outcome_word,
    reference,
    upper_first,
    worst_and_best,
)
from vprs.reasons import beside_lines, reason_lines
from vprs.statement_parts.change import change_parts


def parts(assessment: Assessment) -> Iterator[Block]:
    yield Heading(level=2, number="5", text="Results by phase, and change since last time")
    yield from _counts(assessment)
    yield Heading(level=2, number="6", text="What is not met, and why")
    yield from _not_met(assessment)


def _counts(assessment: Assessment) -> Iterator[Block]:
    yield from counts_tables(assessment)
    yield from meanings(assessment)
    unknown = [finding for finding in assessment.findings if finding.outcome is Outcome.NOT_ASSESSED]
    if unknown:
        yield paragraph(
            f"{many(len(unknown), 'requirement')}{by_pack(assessment, unknown)} could not be assessed: the evidence in "
            "this folder decides neither way. "
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
        yield Heading(level=3, number=f"6.{number}", text=outcome_words(assessment, outcome))
        if not findings:
            yield paragraph(none)
        for pack in assessment.packs:
            if own := [finding for finding in findings if finding.requirement.pack == pack.name]:
                yield _why_table(assessment, pack, outcome, own)


def _why_table(assessment: Assessment, pack: Pack, outcome: Outcome, findings: list[Finding]) -> Table:
    by = f" ({pack.name} {pack.version})" if len(assessment.packs) > 1 else ""
    word = outcome_word(assessment, pack.name, outcome)
    return Table(
        caption=f"{word}{by}: {many(len(findings), 'requirement')} and why",
        headings=("Requirement", "Why", "Gap, and what stands beside it"),
        rows=tuple(_why_row(assessment, finding) for finding in findings),
        widths=(28, 44, 28),
    )


def outcome_words(assessment: Assessment, outcome: Outcome) -> str:
    """`Not met / Red`: the words of all packs for one outcome."""
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
