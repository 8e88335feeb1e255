"""The report as a whole: what page one says, the filters, every finding by pack and phase, problems and what was read.

Takes an Assessment, gives a `ReportView`. No finding, problem or undescribed file is left out without being counted,
and whatever is filtered the total stays in sight.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import takewhile

from vprs.counts import counts_tables
from vprs.gap_rows import GapRow, gap_rows
from vprs.gaps import HOW_TO_READ, PROBLEMS, front, last_cycle, phase_sentence, problem_blocks
from vprs.meanings import meanings
from vprs.model import Assessment, Pack
from vprs.paper import Block, Bullets, Heading, paragraph
from vprs.phrases import many, phase_word
from vprs.report_view.choices import Keys, filters
from vprs.report_view.finding_parts import finding_view
from vprs.report_view.pieces import FindingView, Group, PackPart, ReportView, Section, Words
from vprs.standing import classification, draft_line, facts_table, fingerprint, when_judged
from vprs.statement_parts import figures
from vprs.statement_parts.closing import DISAGREEMENTS, disagreements, limits
from vprs.statement_parts.opening import opinion_blocks


def report_view(assessment: Assessment) -> ReportView:
    name = assessment.organisation.name
    rows = gap_rows(assessment)
    chosen, keys = filters(assessment, rows)
    return ReportView(
        title=f"Assessment report: {name}",
        subject=f"Violence prevention and reduction, {assessment.period}, judged on {assessment.as_of.isoformat()}",
        classification=classification(),
        draft_line=draft_line(),
        fingerprint=fingerprint(assessment),
        front=(paragraph(f"{when_judged(assessment)}.", style="lead"), *front(assessment)),
        before=tuple(_before(assessment)),
        filters=chosen,
        packs=tuple(_packs(assessment, rows, keys)),
        after=tuple(_after(assessment)),
        total=len(rows),
        words=_words(assessment, len(rows)),
    )


def _before(assessment: Assessment) -> Iterator[Section]:
    yield _section("opinion", "Opinion and why", opinion_blocks(assessment))
    yield _section("results", "Results by phase and outcome", (*counts_tables(assessment), *meanings(assessment)))
    yield _section(
        "limits",
        "Limits of this assurance",
        (
            Bullets(items=tuple(limits(assessment))),
            Heading(level=3, text=DISAGREEMENTS),
            *disagreements(assessment),
        ),
    )


def _after(assessment: Assessment) -> Iterator[Section]:
    yield _part("incidents", figures.parts(assessment))
    yield _section("problems", PROBLEMS, problem_blocks(assessment))
    table = facts_table(assessment)
    yield _section("assessed", table.caption, (table,))


def _part(anchor: str, blocks: Iterator[Block]) -> Section:
    """The first part of these of the statement, without its numbers, which count the parts of another paper."""
    first = next(blocks)
    assert isinstance(first, Heading)
    own = takewhile(lambda block: not (isinstance(block, Heading) and block.level == first.level), blocks)
    unnumbered = (replace(block, number="") if isinstance(block, Heading) else block for block in own)
    return Section(anchor=anchor, heading=first.text, blocks=tuple(unnumbered))


def _section(anchor: str, heading: str, blocks: Iterator[Block] | tuple[Block, ...]) -> Section:
    return Section(anchor=anchor, heading=heading, blocks=tuple(blocks))


def _packs(assessment: Assessment, rows: tuple[GapRow, ...], keys: tuple[Keys, ...]) -> Iterator[PackPart]:
    several = len(assessment.packs) > 1
    views = [(row, finding_view(assessment, row, own)) for row, own in zip(rows, keys, strict=True)]
    for pack in assessment.packs:
        own = [each for each in views if each[0].finding.requirement.pack == pack.name]
        if own:
            heading = f"{pack.title} ({pack.name} {pack.version})" if several else ""
            yield PackPart(heading=heading, groups=tuple(_groups(assessment, pack, own)))


def _groups(assessment: Assessment, pack: Pack, views: list[tuple[GapRow, FindingView]]) -> Iterator[Group]:
    for phase in pack.phases:
        chosen = [each for each in views if each[0].phase == phase]
        if chosen:
            yield Group(
                heading=phase_word(phase),
                intro=phase_sentence(assessment, pack, [row for row, _ in chosen]),
                findings=tuple(view for _, view in chosen),
            )


def _words(assessment: Assessment, total: int) -> Words:
    requirements = many(total, "requirement")
    return Words(
        how=f"{HOW_TO_READ}{last_cycle(assessment)}",
        shown=f"{total:,} of {requirements} shown",
        shown_now=f"{{shown}} of {requirements} shown",
        filtered=f"Filtered: {{hidden}} of {requirements} not shown here. Shown: {{which}}.",
    )
