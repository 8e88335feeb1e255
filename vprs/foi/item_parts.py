"""The items of a pack as a table, and the exemptions that were used.

Takes a FoiPack, gives blocks. An item without a decision has a number and a kind here, and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator

from vprs.foi.exemptions import TESTS
from vprs.foi.items import NOT_DECIDED, Item, by_decision
from vprs.foi.pack import FoiPack
from vprs.holdings import date_of
from vprs.kinds import read_kinds
from vprs.model import Assessment
from vprs.paper import Block, Cell, Table, cell, line, mono, paragraph, strong
from vprs.phrases import many, role_name, short, upper_first

WITHHELD_TITLE, UNDECIDED_TITLE = "Title withheld", "Not shown until it is decided"


def item_parts(pack: FoiPack) -> Iterator[Block]:
    if not pack.items:
        yield paragraph("The answers rest on no item of evidence that can be listed.")
        return
    counts = by_decision(pack.items)
    told = ", ".join(f"{number} {how}" for how, number in counts.items() if how != NOT_DECIDED)
    yield paragraph(f"{many(len(pack.items), 'item')}: {told}, {counts[NOT_DECIDED]} without a decision.")
    yield Table(
        caption="Items of evidence that the answers rest on",
        headings=("Item", "Evidence", "Date", "Decision", "Exemption and reason", "SHA-256 of what is given"),
        rows=tuple(_item_row(pack.assessment, each) for each in pack.items),
        widths=(6, 26, 9, 15, 26, 18),
    )
    if pack.exemptions:
        yield Table(
            caption="Exemptions that were used: Freedom of Information Act 2000, Part II",
            headings=("Section", "Title", "Absolute, or subject to the public-interest test"),
            rows=tuple(
                (cell(each.section), cell(each.title), cell(upper_first(TESTS[each.test]))) for each in pack.exemptions
            ),
            widths=(10, 50, 40),
        )


def _item_row(assessment: Assessment, item: Item) -> tuple[Cell, ...]:
    decision = item.decision
    title = item.title or (WITHHELD_TITLE if decision else UNDECIDED_TITLE)
    return (
        cell(str(item.number)),
        cell(title, f"Kind: {item.record.kind}"),
        cell(day_shown(item)),
        cell(line(strong(upper_first(item.how))), *_decided(assessment, item)),
        cell(
            *((upper_first(each.said) for each in decision.exemptions) if decision else ()),
            decision.reason if decision else "",
        ),
        cell(line(mono(item.sha256)) if item.sha256 else _no_digest(item)),
    )


def day_shown(item: Item) -> str:
    """The day of an item whose title is shown; a day alone can tell which it is."""
    when = date_of(item.record, read_kinds()[item.record.kind].dated_by) if item.title else None
    return short(when) if when else ""


def _decided(assessment: Assessment, item: Item) -> Iterator[str]:
    if item.decision:
        yield f"{role_name(assessment.organisation, item.decision.by)}, {short(item.decision.on)}"


def _why(item: Item) -> Iterator[str]:
    if item.decision:
        yield from (upper_first(each.said) for each in item.decision.exemptions)
        yield item.decision.reason


def _no_digest(item: Item) -> str:
    if item.how == "disclosed":
        return "no file stands behind it"
    return "a copy is not among the files" if item.how == "redacted" else ""
