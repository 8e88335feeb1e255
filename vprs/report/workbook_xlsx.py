"""A `Book` as an Excel workbook: texts that stay texts, frozen headings, filters, lists of words, fixed bytes.

Takes a Book, gives the bytes of an .xlsx without macros. It chooses no word but those of the small line above the
headings, and no cell of it is ever a formula.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from vprs.evidence.new_workbook import without_clock
from vprs.model import Outcome
from vprs.report.csv_cells import is_like_a_formula
from vprs.report.workbook_styles import BODY, FIXED, HEADING, NEW, NOTE, OPEN, TITLE, TONED, USES, give_styles
from vprs.workbook.original import SHEET as ORIGINAL
from vprs.workbook.original import original_rows
from vprs.workbook.sheets import Book, Cell, Column, Row, Sheet
from vprs.workbook.texts import escaped

if TYPE_CHECKING:
    from openpyxl import Workbook

LISTS = "Lists"
LINE, HIGHEST = 13, 400  # points; a row can be 409 high
WIDE = 160  # characters; a wider sheet is printed on A3


def render(book: Book) -> bytes:
    """The bytes of the workbook; the same for the same book."""
    from openpyxl import Workbook  # a heavy library, needed only here

    made = Workbook()
    made.remove(made.worksheets[0])
    give_styles(made)
    for sheet in book.sheets:
        _draw(made, sheet, book)
    _lists(made, book)
    _hidden(made, ORIGINAL, original_rows(book))
    _properties(made, book)
    stream = io.BytesIO()
    made.save(stream)
    return without_clock(stream.getvalue())


def _draw(made: Workbook, sheet: Sheet, book: Book) -> None:
    from openpyxl.utils import get_column_letter

    drawn: Any = made.create_sheet(sheet.title)
    for number, note in enumerate((f"{sheet.title}: {book.organisation}", *sheet.notes), start=1):
        _put(drawn, number, 1, note, NOTE if number > 1 else TITLE)
    top = len(sheet.notes) + 2
    if sheet.comes_back:
        for place, column in enumerate(sheet.columns, start=1):
            _put(drawn, top, place, column.use, USES[column.use])
        top += 1
    drawn.row_dimensions[top].height = 2 * LINE + 2
    for place, column in enumerate(sheet.columns, start=1):
        _put(drawn, top, place, column.heading, HEADING)
        drawn.column_dimensions[get_column_letter(place)].width = column.width
    for number, row in enumerate(sheet.rows, start=top + 1):
        _row(drawn, number, row, sheet.columns)
    last = top + len(sheet.rows)
    for number in range(last + 1, last + 1 + sheet.spare):
        for place, column in enumerate(sheet.columns, start=1):
            drawn.cell(row=number, column=place).style = NEW if column.field else FIXED
    _set_up(drawn, sheet, book, top, last)
    _offer(drawn, sheet, book, top + 1, last + sheet.spare)


def _row(drawn: Any, number: int, row: Row, columns: Sequence[Column]) -> None:
    drawn.row_dimensions[number].height = _height(row, columns)
    for place, (cell, column) in enumerate(zip(row.cells, columns, strict=True), start=1):
        tone = row.tones.get(place - 1, "")
        open_here = column.field and not column.new and not row.fixed
        _put(
            drawn,
            number,
            place,
            cell,
            TONED[Outcome(tone)] if tone else (OPEN if open_here else FIXED if row.key else BODY),
        )


def _height(row: Row, columns: Sequence[Column]) -> int:
    """Points that the row needs: not every program finds out by itself."""
    pairs = zip(row.cells, columns, strict=True)
    lines = (
        sum(1 + int(len(part) / (1.15 * column.width)) for part in str(cell).split("\n")) for cell, column in pairs
    )
    return min(LINE * max(lines) + 2, HIGHEST)


def _put(drawn: Any, row: int, column: int, value: Cell, style: str) -> None:
    cell = drawn.cell(row=row, column=column)
    cell.style = style
    if isinstance(value, int):
        cell.value = value
        cell.number_format = "#,##0"
    elif value:
        cell.value = escaped(value)
        cell.data_type = "s"  # whatever it begins with, a text
        if is_like_a_formula(value):
            cell.quotePrefix = True


def _set_up(drawn: Any, sheet: Sheet, book: Book, top: int, last: int) -> None:
    """Headings that stay in view and on every printed page, a filter, and a page that is as wide as the table."""
    from openpyxl.utils import get_column_letter

    drawn.freeze_panes = drawn.cell(row=top + 1, column=2)
    drawn.auto_filter.ref = f"A{top}:{get_column_letter(len(sheet.columns))}{max(last, top + 1)}"
    drawn.print_title_rows = f"{top}:{top}"
    drawn.page_setup.orientation = "landscape"
    wide = sum(column.width for column in sheet.columns) > WIDE
    drawn.page_setup.paperSize = drawn.PAPERSIZE_A3 if wide else drawn.PAPERSIZE_A4
    drawn.page_setup.fitToWidth, drawn.page_setup.fitToHeight = 1, 0
    drawn.sheet_properties.pageSetUpPr.fitToPage = True
    margins = drawn.page_margins
    margins.left = margins.right = 0.4  # inches
    margins.top, margins.bottom, margins.footer = 0.5, 0.7, 0.3
    drawn.print_area = f"A1:{get_column_letter(len(sheet.columns))}{max(last, top)}"
    drawn.oddFooter.left.text = book.organisation.replace("&", "&&")[:80]
    drawn.oddFooter.center.text = sheet.title
    drawn.oddFooter.right.text = "Page &P of &N"


def _offer(drawn: Any, sheet: Sheet, book: Book, first: int, last: int) -> None:
    """A list of words on every column that has one, from the hidden sheet of lists."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    names = list(book.lists)
    for place, column in enumerate(sheet.columns, start=1):
        words = book.lists.get(column.words, ())
        if not words or last < first:
            continue
        source = get_column_letter(names.index(column.words) + 1)
        formula = f"{LISTS}!${source}$2:${source}${len(words) + 1}"
        rule = DataValidation(type="list", formula1=formula, allow_blank=True, showErrorMessage=True)
        rule.errorTitle, rule.errorStyle = column.heading, "warning"  # a - takes a value out, which is no word
        rule.error = "Choose one of the words in the list, or write - to take the value out."
        drawn.add_data_validation(rule)
        own = get_column_letter(place)
        rule.add(f"{own}{first}:{own}{last}")


def _lists(made: Workbook, book: Book) -> None:
    longest = max(map(len, book.lists.values()), default=0)
    columns = [(name, *words, *[""] * (longest - len(words))) for name, words in book.lists.items()]
    _hidden(made, LISTS, zip(*columns, strict=True))


def _hidden(made: Workbook, title: str, rows: Any) -> None:
    sheet: Any = made.create_sheet(title)
    sheet.sheet_state = "hidden"
    for number, cells in enumerate(rows, start=1):
        for place, text in enumerate(cells, start=1):
            _put(sheet, number, place, text, BODY)


def _properties(made: Workbook, book: Book) -> None:
    made.properties.creator = book.organisation
    made.properties.title = book.title
    made.properties.subject = f"Judged as of {book.dated}"
    made.properties.language = "en-GB"
    made.properties.created = made.properties.modified = datetime.fromisoformat(book.dated)
