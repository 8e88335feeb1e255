"""A pack's monitoring table as Markdown, CSV, a workbook and text.

Takes rows of text, gives bytes or lines. What begins like a formula stays text in every one of them.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from typing import Any

from vprs.evidence.new_workbook import without_clock
from vprs.monitoring.from_pack import PackTable
from vprs.monitoring.headings import NOT_READ
from vprs.monitoring.reading_back import HEADINGS
from vprs.paper import visible
from vprs.phrases import many
from vprs.report import csv_cells
from vprs.report.markdown import escape

SHEET = "Monitoring"
_WIDTHS = (44, 40, 16, 28, 40, 16, 28, 40)


def as_text(table: PackTable) -> Iterator[str]:
    """One row after another, each cell on a line of its own."""
    for row in table.rows:
        yield row.requirement
        lines = zip((*HEADINGS, NOT_READ), (*row.cells, row.lost), strict=True)
        yield from (f"  {f'{head}:':20} {cell}" for head, cell in lines if cell)
    yield from ("", *told_of(table))


def told_of(table: PackTable) -> Iterator[str]:
    """How much of the pack the table holds, and what it does not."""
    partly = [each for each in table.left if each.printed]
    yield f"{many(len(table.rows), 'row')}."
    if partly:
        yield f"{many(len(partly), 'check')} of these rows that ask otherwise than a row can say:"
        yield from (f"  {each.requirement} {each.check}: {each.reason}." for each in partly)
    wholly: dict[str, list[str]] = {}
    for each in table.left:
        if not each.printed:
            wholly.setdefault(each.requirement, []).append(each.check)
    if wholly:
        yield f"{many(sum(map(len, wholly.values())), 'check')} that no row can hold:"
        yield from (f"  {requirement}: {', '.join(checks)}" for requirement, checks in wholly.items())
    if lost := [row for row in table.rows if row.lost]:
        yield f"{many(len(lost), 'row')} marked '{NOT_READ}', which vprs rules from-table leaves out:"
        yield from (f"  {row.requirement}: {row.cells[0]}: {row.lost}." for row in lost)


def as_markdown(table: PackTable) -> bytes:
    """One table; a bar in a cell is written with a backslash."""
    headings, *rows = _lines(table)
    escaped = [tuple(escape(cell).replace("|", "\\|") for cell in cells) for cells in rows]
    lines = (headings, ("---",) * len(headings), *escaped)
    return "".join(f"| {' | '.join(cells)} |\n" for cells in lines).encode()


def as_csv(table: PackTable) -> bytes:
    headings, *rows = _lines(table)
    return csv_cells.table(headings, rows)


def _lines(table: PackTable) -> list[tuple[str, ...]]:
    """Headings and rows; where a row cannot be read back, a last column says why."""
    if any(row.lost for row in table.rows):
        return [(*HEADINGS, NOT_READ), *((*row.cells, row.lost) for row in table.rows)]
    return [HEADINGS, *(row.cells for row in table.rows)]


def as_xlsx(table: PackTable) -> bytes:
    """One sheet; the same rows give the same bytes."""
    from openpyxl import Workbook  # a heavy library, needed only here
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    book = Workbook()
    sheet: Any = book.active
    sheet.title = SHEET
    for number, cells in enumerate(_lines(table), start=1):
        _write(sheet, number, cells)
        for cell in sheet[number]:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            cell.font = Font(bold=number == 1)
    for column, width in enumerate(_WIDTHS, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.freeze_panes = "A2"
    book.properties.creator = "vprs"
    book.properties.title = SHEET
    book.properties.language = "en-GB"
    stream = io.BytesIO()
    book.save(stream)
    return without_clock(stream.getvalue())


def _write(sheet: Any, row: int, cells: Sequence[str]) -> None:
    for column, text in enumerate(cells, start=1):
        cell = sheet.cell(row=row, column=column)
        cell.value = visible(text)
        cell.data_type = "s"  # whatever it begins with, a text
