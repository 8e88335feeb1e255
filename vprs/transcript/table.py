"""The bytes of a table that becomes rules, with its columns known.

Takes the name and bytes of a CSV, XLSX or Markdown file, gives its rows with the numbers that a spreadsheet shows, or
their lines in Markdown. Delimiter, sheet and table are found by the headings; where they cannot be, or two may be
meant, it raises InvalidInput.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from vprs.evidence.csv_rows import DELIMITERS, CsvText
from vprs.evidence.markdown_tables import MarkdownTable, is_markdown, read_markdown_tables
from vprs.evidence.tables import Layout, read_source
from vprs.evidence.xlsx_rows import XlsxSheet
from vprs.problem import InvalidInput, Problem
from vprs.transcript.columns import STANDARD, Columns, Headings, find_columns, no_headings

Source = CsvText | XlsxSheet | MarkdownTable


@dataclass(frozen=True, kw_only=True, slots=True)
class Transcription:
    """A table that can be read more than once; `sheet` is the title of its sheet, empty elsewhere."""

    file: str
    columns: Columns
    source: Source

    @property
    def sheet(self) -> str:
        return self.source.title if isinstance(self.source, XlsxSheet) else ""

    def rows(self) -> Iterator[tuple[int, Sequence[str]]]:
        """The rows below the headings, with their numbers, blank ones too."""
        first = self.columns.row
        above = self.source.line - 1 if isinstance(self.source, MarkdownTable) else 0
        return enumerate(islice(self.source.rows(), first, None), start=above + first + 1)

    def unheaded(self) -> Iterator[tuple[int, str]]:
        """The first cell of each row that stands under no heading, which nobody would miss if it were left out."""
        headed = {place for place, heading in enumerate(self.columns.headings) if heading}
        for line, cells in self.rows():
            stray = (cell.strip() for place, cell in enumerate(cells) if place not in headed and cell.strip())
            if (first := next(stray, None)) is not None:
                yield line, first

    def filled(self) -> Iterator[tuple[int, Mapping[str, str]]]:
        """The rows that fill a column that is read, by the names of these; headings repeated below are passed over."""
        for line, cells in self.rows():
            stripped = tuple(cell.strip() for cell in cells)
            if stripped == self.columns.headings:
                continue
            held = {name: cells[place] for name, place in self.columns.places.items() if place < len(cells)}
            if any(cell.strip() for cell in held.values()):
                yield line, held


def read_transcription(
    file: str, content: bytes, *, sheet: str | None, encoding: str | None, headings: Headings = STANDARD
) -> Transcription:
    """The table in a file, or InvalidInput with what keeps it from being read."""
    if not content.strip():
        raise InvalidInput([Problem(file=file, message="the file is empty.", hint="Save it again with its rows.")])
    layout = Layout(
        sheet=sheet,
        encoding=encoding,
        sheet_remedy="Unhide the one to read, or name it with --sheet.",
        encoding_remedy="name its encoding: --encoding {}",
    )
    if is_markdown(file):
        _refuse_sheet(file, sheet, "a Markdown file")
        return _in_markdown(file, read_markdown_tables(file, content), headings)
    source = read_source(file, content, layout, headings.needed)
    if isinstance(source, XlsxSheet):
        return _sheet(file, content, source, layout, headings)
    _refuse_sheet(file, sheet, "a CSV file")
    return _delimited(file, source, headings)


def _refuse_sheet(file: str, sheet: str | None, what: str) -> None:
    if sheet is not None:
        said = f"{what} has no sheets."
        raise InvalidInput([Problem(file=file, where="sheet", message=said, hint="Leave --sheet out.")])


def _in_markdown(file: str, tables: Sequence[MarkdownTable], headings: Headings) -> Transcription:
    """The one table of the file that has the headings."""
    if not tables:
        said = "no table stands in this file."
        hint = "Write it with | between its cells and a line of dashes below its headings."
        raise InvalidInput([Problem(file=file, message=said, hint=hint)])
    found = [(table, columns) for table in tables if (columns := find_columns(file, table.rows(), headings))]
    if not found:
        raise InvalidInput([no_headings(file, tables[0].rows(), headings)])
    if len(found) > 1:
        lines = ", ".join(str(table.line) for table, _ in found)
        said = f"several tables hold these headings, on lines {lines}."
        raise InvalidInput([Problem(file=file, message=said, hint="Keep the one to read in a file of its own.")])
    table, columns = found[0]
    return Transcription(file=file, columns=columns, source=table)


def _delimited(file: str, source: CsvText, headings: Headings) -> Transcription:
    """The table under the delimiter that shows its headings, the likeliest first."""
    for delimiter in dict.fromkeys((source.delimiter, *DELIMITERS)):
        parted = replace(source, delimiter=delimiter)
        try:
            columns = find_columns(file, parted.rows(), headings)
        except InvalidInput:
            if delimiter == source.delimiter:
                raise
            continue
        if columns is not None:
            return Transcription(file=file, columns=columns, source=parted)
    raise InvalidInput([_barred(file, source, headings) or no_headings(file, source.rows(), headings)])


def _barred(file: str, source: CsvText, headings: Headings) -> Problem | None:
    """What to say of a table that is only split into its columns by bars, which a CSV file never is."""
    rows = ([cell.strip() for cell in row] for row in replace(source, delimiter="|").rows())
    try:
        columns = find_columns(file, rows, headings)
    except InvalidInput:  # its quotes belong to another delimiter
        return None
    if columns is None:
        return None
    said = "the cells look separated by '|', which no CSV file is."
    hint = "Save it as CSV with commas, or as a Markdown table in a file that ends in .md."
    return Problem(file=file, line=columns.row, message=said, hint=hint)


def _sheet(file: str, content: bytes, first: XlsxSheet, layout: Layout, headings: Headings) -> Transcription:
    """The one sheet in view that holds the headings; a sheet that was named must hold them."""
    holding = [sheet for sheet in (first, *first.others) if find_columns(file, sheet.rows(), headings) is not None]
    if not holding:
        raise InvalidInput([no_headings(file, first.rows(), headings)])
    if len(holding) > 1:
        listed = ", ".join(f"'{sheet.title}'" for sheet in holding)
        said = f"several sheets hold these headings: {listed}."
        raise InvalidInput([Problem(file=file, where="sheet", message=said, hint="Name one with --sheet.")])
    chosen = holding[0]
    if chosen is not first:  # only the sheet that was asked for is read with its formulas
        chosen = _reread(file, content, replace(layout, sheet=chosen.title))
    columns = find_columns(file, chosen.rows(), headings)
    if columns is None:
        raise InvalidInput([no_headings(file, chosen.rows(), headings)])
    return Transcription(file=file, columns=columns, source=chosen)


def _reread(file: str, content: bytes, layout: Layout) -> XlsxSheet:
    source = read_source(file, content, layout, ())
    if not isinstance(source, XlsxSheet):  # the same bytes under the same name
        raise TypeError(file)
    return source
