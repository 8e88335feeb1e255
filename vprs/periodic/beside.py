"""The same split of two periods side by side: the reported one and the same of the year before.

Takes two splits with their names, gives a table or the sentence why there is none. The two periods share no incident,
so that neither column tells anything of the other.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from vprs.incidents import NOT_GIVEN, Row, Split
from vprs.paper import Block, Table, cell, paragraph
from vprs.phrases import MONTHS

NOT_SHOWN = "not shown"
NOT_LISTED = "\u2014"  # a site that did not stand then has no figure, which is not none


@dataclass(frozen=True, kw_only=True, slots=True)
class Column:
    """A split under the name of its period; split None where the folder tells nothing of that period."""

    name: str
    split: Split | None


def beside(caption: str, heading: str, now: Column, then: Column) -> Iterator[Block]:
    """The table of both, the reported period first; a sentence for each of them that may not be shown."""
    columns = (now, then)
    for each in columns:
        if each.split and not each.split.rows:
            yield paragraph(f"{caption}, {each.name}: not shown, for {each.split.why_not}.")
    rows = _rows(columns)
    if not rows:
        return
    hidden = any(row.hidden for each in columns if each.split for row in each.split.rows)
    yield Table(
        caption=f"{caption}, small counts hidden" if hidden else caption,
        headings=(heading, now.name, then.name),
        rows=tuple((cell(name), *(cell(_shown(each, key)) for each in columns)) for key, name in rows.items()),
        widths=(56, 22, 22),
        numbers=frozenset((1, 2)),
    )


def _rows(columns: tuple[Column, ...]) -> dict[str, str]:
    """Key -> name, in the order of the first split; what only the other has goes before what is not given."""
    names: dict[str, str] = {}
    for each in columns:
        names |= {row.key: row.name for row in (each.split.rows if each.split else ()) if row.key not in names}
    if NOT_GIVEN in names:
        names[NOT_GIVEN] = names.pop(NOT_GIVEN)
    return names


def _shown(column: Column, key: str) -> str:
    if column.split is None:
        return "not in this folder"
    if not column.split.rows:
        return NOT_SHOWN
    return next((row.shown for row in column.split.rows if row.key == key), NOT_LISTED)


def by_month_of_the_year(split: Split) -> Split:
    """A split by month under names without their year, `April`, so that two years share their rows."""
    return replace(split, rows=tuple(_of_any_year(split, row) for row in split.rows))


def _of_any_year(split: Split, row: Row) -> Row:
    if row.key == NOT_GIVEN:
        return row
    year, month = row.key.split("-")
    first = split.rows[0].key.split("-")
    twice = (year != first[0]) and month == first[1]  # a year that begins within a month has two parts of it
    name = MONTHS[int(month) - 1]
    return replace(row, key=f"{month}b" if twice else month, name=f"{name}, at the end" if twice else name)
