"""Of part 5: what moved since the last closed cycle, and how the opinions did.

Takes an Assessment, gives blocks. What is not known counts at its worst, then as now; why something moved is told by
`vprs cycle compare`, never guessed here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from vprs.gap_rows import sorted_worst_first
from vprs.in_cycle import LastCycle
from vprs.model import Assessment, Finding
from vprs.moves import GONE, IMPROVED, NEW, UNCHANGED, WORSE, bounds_of, direction
from vprs.paper import Block, Cell, Heading, Table, cell, line, paragraph, strong
from vprs.phrases import LEVELS, in_words, outcome_word, phase_word, reference
from vprs.statement_parts.pictures import movement_picture

NO_CHANGE_SHOWN = "There is no closed cycle to compare with, so no change since last time is shown."


def change_parts(assessment: Assessment) -> Iterator[Block]:
    """The change since last time, or that there is nothing to compare with."""
    last = assessment.last
    if last is None:
        yield paragraph(NO_CHANGE_SHOWN)
        return
    moves = [(finding, _moved(finding, last)) for finding in sorted_worst_first(assessment)]
    yield Heading(level=3, number="5.1", text=f"Change since cycle {last.said}, judged as of {in_words(last.as_of)}")
    yield paragraph(movement(assessment, last))
    yield from _pictures(assessment, last, moves)
    for opinion in assessment.opinions:
        if opinion.pack in last.levels:
            yield paragraph(f"{opinion.pack}: {LEVELS[last.levels[opinion.pack]]} then, {LEVELS[opinion.level]} now.")
    rows = [_row(assessment, last, *each) for each in moves if each[1] in (IMPROVED, WORSE)]
    if rows:
        yield Table(
            caption="Requirements that improved or got worse since the last cycle",
            headings=("Requirement", "Then", "Now", "Movement"),
            rows=tuple(rows),
            widths=(52, 16, 16, 16),
        )


def _pictures(assessment: Assessment, last: LastCycle, moves: list[tuple[Finding, str]]) -> Iterator[Block]:
    """One for each pack: phases of two editions are not the same phases."""
    several = len(assessment.packs) > 1
    for pack in assessment.packs:
        own: dict[str, Counter[str]] = {phase_word(phase): Counter() for phase in pack.phases}
        for finding, move in moves:
            if finding.requirement.pack == pack.name:
                own[phase_word(finding.requirement.phase)][move] += 1
        if figure := movement_picture(own, f"{last.said}: {pack.name} {pack.version}" if several else last.said):
            yield figure


def movement(assessment: Assessment, last: LastCycle) -> str:
    """`2 improved, 1 worse, 30 unchanged, 0 new, 0 gone or no longer asked.`"""
    counts = Counter(_moved(finding, last) for finding in assessment.findings)
    gone = counts[GONE] + len(last.found.keys() - {finding.requirement.path for finding in assessment.findings})
    return (
        f"{counts[IMPROVED]} improved, {counts[WORSE]} worse, {counts[UNCHANGED]} unchanged, {counts[NEW]} new, "
        f"{gone} gone or no longer asked."
    )


def _moved(finding: Finding, last: LastCycle) -> str:
    was = last.found.get(finding.requirement.path)
    return NEW if was is None else direction(was, bounds_of(finding))


def _row(assessment: Assessment, last: LastCycle, finding: Finding, move: str) -> tuple[Cell, ...]:
    asked = finding.requirement
    was = last.found[asked.path]
    return (
        cell(line(strong(asked.title)), reference(assessment, asked)),
        cell(outcome_word(assessment, asked.pack, was.outcome), tone=was.outcome),
        cell(outcome_word(assessment, asked.pack, finding.outcome), tone=finding.outcome),
        cell(move),
    )
