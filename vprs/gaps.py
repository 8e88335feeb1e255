"""The gap analysis as a paper: by phase, the worst first, what is met after it, and every check with its place.

Takes an Assessment, gives a Paper. No requirement, problem or undescribed file is left out without being counted.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from vprs.counts import counts_tables
from vprs.gap_cells import CHECK_HEADINGS, CHECK_WIDTHS, GAP_HEADINGS, GAP_WIDTHS, check_rows, gap_cells
from vprs.gap_rows import GapRow, gap_rows, sorted_worst_first
from vprs.meanings import meanings
from vprs.model import Assessment, Pack
from vprs.paper import Block, Bullets, Heading, Line, PageBreak, Paper, Table, line, mono, paragraph, plain, strong
from vprs.phrases import WORST_FIRST, in_words, lower_first, many, outcome_word, phase_word
from vprs.standing import classification, draft_box, draft_line, facts_table, fingerprint
from vprs.statement_parts.front import front_page, opinion_and_counts

__all__ = ["GapRow", "gap_paper", "gap_rows", "sorted_worst_first"]

LISTED = 100  # problems or files in a list; the rest are counted there and all are in assessment.json


def gap_paper(assessment: Assessment) -> Paper:
    name = assessment.organisation.name
    return Paper(
        title=f"Gap analysis: {name}",
        subject=f"Violence prevention and reduction, {assessment.period}, judged on {assessment.as_of.isoformat()}",
        author=name,
        classification=classification(),
        draft_line=draft_line(),
        dated=assessment.as_of.isoformat(),
        landscape=True,
        fingerprint=fingerprint(assessment),
        blocks=(
            Heading(level=1, text=f"Gap analysis: {name}"),
            *front_page(assessment, draft=_draft(assessment)),
            *_nothing_read(assessment),
            *([PageBreak()] if len(assessment.packs) == 1 else []),  # across, page one holds the front of one pack
            facts_table(assessment),
            *counts_tables(assessment),
            *meanings(assessment),
            paragraph(HOW_TO_READ, last_cycle(assessment), style="note"),
            *_packs(assessment, gap_rows(assessment)),
            Heading(level=2, text=PROBLEMS),
            *problem_blocks(assessment),
        ),
    )


PROBLEMS = "Problems in the evidence, and files nobody described"
DRAFT = "It stays a draft until the sign-offs of the assurance statement stand."
DRAFT_WITHOUT = "It stays a draft: there is no assurance statement to sign."
HOW_TO_READ = (
    "Requirements stand by phase, the worst first, and what is met after them. Not assessed is not a pass: the "
    "evidence in this folder decides neither way, and the opinion counts it at its worst. Owners and dates are "
    "proposals of the rules unless an action is recorded. Places are file and line, or file and row. "
)
NO_CYCLE_CLOSED = "No cycle is closed, so the outcome of the last cycle is a dash."


def last_cycle(assessment: Assessment) -> str:
    last = assessment.last
    if last is None:
        return NO_CYCLE_CLOSED
    return f"The last closed cycle is {last.said}, judged as of {in_words(last.as_of)}; a dash: it did not ask this."


def front(assessment: Assessment) -> Iterator[Block]:
    """Draft, opinion and counts for a page that has no cover; and, where there is no evidence, what that means."""
    yield draft_box(assessment, draft=_draft(assessment))
    yield from opinion_and_counts(assessment)
    yield from _nothing_read(assessment)


def _draft(assessment: Assessment) -> str:
    return DRAFT if assessment.workspace.records else DRAFT_WITHOUT


def _nothing_read(assessment: Assessment) -> Iterator[Block]:
    if not assessment.workspace.records:
        yield paragraph(
            strong("No evidence was read. "),
            "This is a list of what to collect: nothing here says that the organisation lacks it, only that it is not "
            "in this folder. No assurance statement was written.",
            style="warning",
        )


def _packs(assessment: Assessment, rows: tuple[GapRow, ...]) -> Iterator[Block]:
    several = len(assessment.packs) > 1
    for pack in assessment.packs:
        if several:
            yield Heading(level=2, text=f"{pack.title} ({pack.name} {pack.version})")
        for phase in pack.phases:
            chosen = [row for row in rows if (row.finding.requirement.pack, row.phase) == (pack.name, phase)]
            if chosen:
                yield from _phase(assessment, pack, phase, chosen, level=3 if several else 2)


def _phase(assessment: Assessment, pack: Pack, phase: str, rows: list[GapRow], *, level: int) -> Iterator[Block]:
    word = phase_word(phase)
    yield Heading(level=level, text=word)
    yield paragraph(phase_sentence(assessment, pack, rows), style="intro")
    yield Table(
        caption=f"{word}: requirements, evidence and gaps ({pack.name})",
        headings=GAP_HEADINGS,
        rows=tuple(gap_cells(assessment, row) for row in rows),
        widths=GAP_WIDTHS,
    )
    yield Heading(level=level + 1, text=f"{word}: every check and where its answer comes from")
    yield Table(
        caption=f"{word}: every check ({pack.name})",
        headings=CHECK_HEADINGS,
        rows=tuple(cells for row in rows for cells in check_rows(row)),
        widths=CHECK_WIDTHS,
    )


def phase_sentence(assessment: Assessment, pack: Pack, rows: Sequence[GapRow]) -> str:
    """`12 requirements: 1 not met, 0 not assessed, ...` for the rows of one phase."""
    counts = [(outcome, sum(row.finding.outcome is outcome for row in rows)) for outcome in WORST_FIRST]
    told = ", ".join(f"{number} {lower_first(outcome_word(assessment, pack.name, each))}" for each, number in counts)
    return f"{many(len(rows), 'requirement')}: {told}."


def problem_blocks(assessment: Assessment) -> Iterator[Block]:
    """Every problem and every file that no record describes; of very many the rest is counted."""
    problems, undescribed = assessment.workspace.problems, assessment.workspace.undescribed
    if problems:
        yield paragraph(
            f"{many(len(problems), 'problem')} in the evidence. What each concerns was left out, and a check that it "
            "could change is not known.",
            style="intro",
        )
        yield from _listed([plain(str(problem)) for problem in problems], "more problem")
    else:
        yield paragraph("No problem was found in the evidence files.")
    if undescribed:
        yield paragraph(f"No record describes {many(len(undescribed), 'file')}, so no check could use:", style="intro")
        yield from _listed([line(mono(path)) for path in undescribed], "more file")
    elif assessment.workspace.files:
        yield paragraph("Every file in the folder is described by a record.")
    else:
        yield paragraph("The folder holds no evidence file.")


def _listed(items: list[Line], rest: str) -> Iterator[Block]:
    yield Bullets(items=tuple(items[:LISTED]))
    if len(items) > LISTED:
        yield paragraph(f"And {many(len(items) - LISTED, rest)}, listed in assessment.json.")
