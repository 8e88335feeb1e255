"""The sheet `To collect` of a new register workbook: what the rules ask for, one row for each item.

Takes a workbook and rows, adds the sheet. It is guidance: nothing in it is read as evidence.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from openpyxl import Workbook

SHEET = "To collect"
# Heading -> width. None of them is `kind`, so that the sheet is never taken for a second register.
HEADINGS = {
    "Severity": 10,
    "Item": 36,
    "Write in the row": 48,
    "Then fill in": 48,
    "Asked for by": 40,
    "What the rules ask": 80,
}


def list_what_to_collect(book: Workbook, rows: Sequence[Sequence[str]]) -> None:
    """Adds the sheet with these rows; each has a text for each of `HEADINGS`."""
    from openpyxl.styles import Alignment, Font

    sheet: Any = book.create_sheet(SHEET)
    for row in (tuple(HEADINGS), *rows):
        sheet.append(row)
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for column, width in zip("ABCDEF", HEADINGS.values(), strict=True):
        sheet.column_dimensions[column].width = width
    for row in sheet.iter_rows(min_row=2):
        for cell in row:
            cell.data_type = "s"  # a text of the rules that begins with = is no formula
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:F{len(rows) + 1}"
