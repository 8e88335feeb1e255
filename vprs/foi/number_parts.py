"""The numbers of a pack as tables: incidents, training, other records about people.

Takes a FoiPack, gives blocks. Every figure comes as it may be shown.
"""

from __future__ import annotations

from collections.abc import Iterator

from vprs.foi.numbers import Shown
from vprs.foi.pack import FoiPack
from vprs.paper import Block, Table, cell, paragraph

SMALL = (
    "<5 stands for a count from 1 to 4, and * for one that would give such a count away. A count that is not shown "
    "would tell of single people."
)


def number_parts(pack: FoiPack) -> Iterator[Block]:
    yield paragraph(f"Counts only. {SMALL}")
    if not pack.incidents:
        yield paragraph("No incident of the period is in the folder that was judged.")
    yield from (_shown(each) for each in pack.incidents)
    if pack.training:
        yield Table(
            caption="Training by course: people it is required of",
            headings=("Course", "Required of", "In date", "Not in date, or no end recorded"),
            rows=tuple(
                (cell(each.course), cell(each.required), cell(each.in_date), cell(each.not_in_date))
                for each in pack.training
            ),
            widths=(40, 20, 20, 20),
            numbers=frozenset((1, 2, 3)),
        )
    yield _shown(Shown(caption="Other records about people in the folder, by kind", rows=pack.people))


def _shown(each: Shown) -> Block:
    if not each.rows:
        return paragraph(f"{each.caption}: not shown.")
    return Table(
        caption=each.caption,
        headings=("Which", "How many"),
        rows=tuple((cell(name), cell(shown)) for name, shown in each.rows),
        widths=(70, 30),
        numbers=frozenset((1,)),
    )
