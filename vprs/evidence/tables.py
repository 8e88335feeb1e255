"""A CSV or XLSX file as a table: headings, and the rows below them with the numbers that a spreadsheet shows.

Takes a path for messages, the bytes and the layout that a sidecar gives; cells are text, dates in ISO. Preamble
lines and blank rows are left out. It knows nothing of kinds and fields and guesses neither headings nor values;
what keeps the file from being read raises InvalidInput.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import islice

from vprs.evidence.csv_rows import ENCODINGS, CsvText, read_csv
from vprs.evidence.xlsx_rows import UNCALCULATED, XlsxSheet, read_xlsx
from vprs.problem import InvalidInput, Problem

CSV_ENDINGS = (".csv", ".tsv", ".txt")
XLSX_ENDINGS = (".xlsx", ".xlsm")
SEARCHED = 50  # rows in which a header row is looked for
CELL_LIMIT = 32_767  # characters; what a cell of a spreadsheet can hold

# What a cell shows when its formula has no value, and how we say so.
ERRORS: Mapping[str, str] = {
    UNCALCULATED: "is a formula that has not been calculated",
    **{code: f"shows the error {code}" for code in "#REF! #N/A #VALUE! #NAME? #DIV/0! #NUM! #NULL!".split()},
}
_GAPS = re.compile(r"[\s_-]+")
_TOTAL = re.compile(r"(grand )?totals?\b", re.IGNORECASE)
# `Total`, `Grand total:`, `Total number of incidents`: the word, and at most a noun after it.
_TOTAL_OF = re.compile(r"(grand )?totals?\b\W*((number |no\.? |count )(of )?)?(?P<noun>[^\W\d]*)[\W\d]*", re.IGNORECASE)
_NOUNS = frozenset(
    "records record rows row entries entry items item cases case events event reports number count".split()
)
_NUMBER = re.compile(r"[-+£]?[\d, ]*\.?\d+%?")  # no date: 1.5.2026 has two points

__all__ = ["ENCODINGS", "ERRORS", "Layout", "Table", "fold_heading", "is_total", "read_source", "read_table"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Layout:
    """Where the table is, as a sidecar says it; a `header_row` of None is the first row.

    sheet_remedy     how to name the sheet, a sentence for messages
    encoding_remedy  how to name the encoding that stands in for `{}`, for messages after "or"
    """

    sheet: str | None = None
    header_row: int | None = None
    encoding: str | None = None
    sheet_remedy: str = "Name the one to read as 'sheet' in its sidecar."
    encoding_remedy: str = "write 'encoding: {}' in its sidecar"


@dataclass(frozen=True, kw_only=True, slots=True)
class Table:
    """Headings as they are written, and what is below them.

    header_row  the number of their row
    """

    file: str
    headings: tuple[str, ...]
    header_row: int
    source: CsvText | XlsxSheet

    def rows(self) -> Iterator[tuple[int, Sequence[str]]]:
        """Every row below the headings that is not blank, with its number; raises InvalidInput as reading does.

        A row of a CSV file may be shorter or longer than the headings; one of a workbook is cut at their end,
        since a note beside the table does not shift its cells.
        """
        found = self.source.rows(len(self.headings)) if isinstance(self.source, XlsxSheet) else self.source.rows()
        for number, cells in enumerate(islice(found, self.header_row, None), start=self.header_row + 1):
            if any(cells) and any(map(str.strip, cells)):
                yield number, cells

    def positions(self, heading: str) -> tuple[int, ...]:
        """The columns under that heading: those written exactly so, else those that differ only in case and gaps."""
        exact = tuple(place for place, own in enumerate(self.headings) if own.strip() == heading.strip())
        folded = fold_heading(heading)
        return exact or tuple(place for place, own in enumerate(self.headings) if fold_heading(own) == folded)

    @property
    def sheet(self) -> str:
        """The title of the sheet that is read; empty where the file has none."""
        return self.source.title if isinstance(self.source, XlsxSheet) else ""

    def sheets_with(self, vital: AbstractSet[str], wanted: AbstractSet[str]) -> Iterator[str]:
        """Other sheets in view that hold, above a filled row, all vital and half of the wanted headings (folded)."""
        for sheet in self.source.others if isinstance(self.source, XlsxSheet) else ():
            rows = islice(sheet.rows(), SEARCHED)
            if any(_heads(row, vital, wanted) for row in rows) and any(cell.strip() for row in rows for cell in row):
                yield sheet.title

    def header_elsewhere(self, wanted: Iterable[str]) -> int | None:
        """The row near the top that holds more of the wanted headings than the header row does."""
        words = {fold_heading(heading) for heading in wanted}
        best = len(words & {fold_heading(heading) for heading in self.headings})
        place = None
        for number, cells in enumerate(islice(self.source.rows(), SEARCHED), start=1):
            held = len(words & {fold_heading(cell) for cell in cells})
            if held > best:
                best, place = held, number
        return place


def _heads(cells: Sequence[str], vital: AbstractSet[str], wanted: AbstractSet[str]) -> bool:
    held = {fold_heading(cell) for cell in cells}
    return vital <= held and 0 < len(wanted) <= 2 * len(wanted & held)


def read_table(file: str, content: bytes, layout: Layout, wanted: Sequence[str]) -> Table:
    """The table in a file; `wanted` headings only help to tell the delimiter of a CSV file."""
    header_row = layout.header_row or 1
    source = read_source(file, content, layout, wanted)
    row = next(islice(source.rows(), header_row - 1, None), None)
    headings = tuple(cell.strip() for cell in row or ())
    while headings and not headings[-1]:
        headings = headings[:-1]
    if not headings:
        said = f"row {header_row} holds no headings." if content.strip() else "the file is empty."
        hint = "Write the number of the row that does as 'header_row' in the sidecar." if content.strip() else ""
        raise InvalidInput([Problem(file=file, message=said, hint=hint or "Export it again.")])
    return Table(file=file, headings=headings, header_row=header_row, source=source)


def read_source(file: str, content: bytes, layout: Layout, wanted: Sequence[str]) -> CsvText | XlsxSheet:
    """The rows of a file, by the ending of its name; raises InvalidInput where it is no table."""
    name = file.lower()
    if name.endswith(XLSX_ENDINGS):
        return read_xlsx(file, content, sheet=layout.sheet, remedy=layout.sheet_remedy)
    if not name.endswith(CSV_ENDINGS):
        said = f"this is not a table that can be read. Tables are {', '.join((*CSV_ENDINGS, *XLSX_ENDINGS))}."
        raise InvalidInput([Problem(file=file, message=said, hint="Save it as .xlsx or as CSV UTF-8.")])
    if content.startswith(b"PK\x03\x04"):
        said = "this is a workbook under the name of a text file."
        raise InvalidInput([Problem(file=file, message=said, hint="Name it .xlsx, or save it as CSV UTF-8.")])
    return read_csv(
        file,
        content,
        encoding=layout.encoding,
        header_row=layout.header_row or 1,
        wanted=wanted,
        remedy=layout.encoding_remedy,
    )


def fold_heading(heading: str) -> str:
    """A heading without regard to case, line breaks, spaces, hyphens and underscores."""
    return _GAPS.sub(" ", unicodedata.normalize("NFC", heading)).strip().casefold()


def is_total(cells: Sequence[str], nouns: Container[str]) -> bool | None:
    """Whether a row is a total: its first filled cell says so and no more, and every other one is a number.

    None where it may be one or a thing of such a name, as `Total Care Ward`. `nouns` are what the register calls its
    rows, in small letters. A number where a date should be is one of the sums.
    """
    filled = filter(None, map(str.strip, cells))
    first = next(filled, "")
    if first[:1] not in "TtGg":
        return False
    if not _TOTAL.match(first) or not all(map(_NUMBER.fullmatch, filled)):
        return False
    said = _TOTAL_OF.fullmatch(first)
    noun = said["noun"].casefold() if said else None
    return True if noun == "" or noun in _NOUNS or noun in nouns else None
