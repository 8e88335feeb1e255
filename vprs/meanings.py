"""What a pack's words for outcomes mean, where it says so, and what to know before relying on them.

Takes an Assessment, gives the blocks that gap analysis and statement print beside their counts. Every word is the
pack's own; a pack that explains nothing gets no block.
"""

from __future__ import annotations

from collections.abc import Iterator

from vprs.counts import COUNTED
from vprs.model import Assessment, Pack
from vprs.paper import Block, Cell, Table, cell, line, paragraph, strong
from vprs.phrases import outcome_word


def meanings(assessment: Assessment) -> Iterator[Block]:
    """For each pack that explains its words a table of them, and under it the pack's caveat."""
    for pack in assessment.packs:
        if pack.outcome_definitions:
            yield _table(assessment, pack)
        if pack.caveat:
            yield paragraph(strong(f"{pack.name} {pack.version}: "), pack.caveat, style="note")


def _table(assessment: Assessment, pack: Pack) -> Table:
    return Table(
        caption=f"What the words mean: {pack.name} {pack.version}",
        headings=("Word", "Meaning"),
        rows=tuple(_rows(assessment, pack)),
        widths=(18, 82),
    )


def _rows(assessment: Assessment, pack: Pack) -> Iterator[tuple[Cell, ...]]:
    for outcome in COUNTED:
        if meaning := pack.outcome_definitions.get(outcome):
            word = outcome_word(assessment, pack.name, outcome)
            yield cell(line(strong(word)), tone=outcome), cell(meaning)
