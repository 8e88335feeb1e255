"""The bytes of a transcription as a table whose columns are known.

Takes the name and bytes of a CSV or XLSX file, gives its rows with the numbers that a spreadsheet shows. Delimiter and
sheet are found by the headings; where they cannot be, or two sheets may be meant, it raises InvalidInput.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from vprs.evidence.csv_rows import DELIMITERS, CsvText
from vprs.evidence.tables import Layout, read_source
from vprs.evidence.xlsx_rows import XlsxSheet
from vprs.problem import InvalidInput, Problem
from vprs.transcript.columns import Columns, find_columns, no_headings

Source = CsvText | XlsxSheet


@dataclass(frozen=True, kw_only=True, slots=True)
class Transcription:
    """A table that can be read more than once; `sheet` is the title of its sheet, empty for CSV."""

    file: str
    columns: Columns
    source: Source

    @property
    def sheet(self) -> str:
        return self.source.title if isinstance(self.source, XlsxSheet) else ""

    def rows(self) -> Iterator[tuple[int, Sequence[str]]]:
        """The rows below the headings, with their numbers, blank ones too."""
        first = self.columns.row
        return enumerate(islice(self.source.rows(), first, None), start=first + 1)


def read_transcription(file: str, content: bytes, *, sheet: str | None, encoding: str | None) -> Transcription:
    """The table in a file, or InvalidInput with what keeps it from being read."""
    if not content.strip():
        raise InvalidInput([Problem(file=file, message="the file is empty.", hint="Save it again with its rows.")])
    layout = Layout(
        sheet=sheet,
        encoding=encoding,
        sheet_remedy="Unhide the one to read, or name it with --sheet.",
        encoding_remedy="name its encoding: --encoding {}",
    )
    source = read_source(file, content, layout, ("number", "text"))
    if isinstance(source, XlsxSheet):
        return _sheet(file, content, source, layout)
    if sheet is not None:
        said = "a CSV file has no sheets."
        raise InvalidInput([Problem(file=file, where="sheet", message=said, hint="Leave --sheet out.")])
    return _delimited(file, source)


def _delimited(file: str, source: CsvText) -> Transcription:
    """The table under the delimiter that shows its headings, the likeliest first."""
    for delimiter in dict.fromkeys((source.delimiter, *DELIMITERS)):
        parted = replace(source, delimiter=delimiter)
        try:
            columns = find_columns(file, parted.rows())
        except InvalidInput:
            if delimiter == source.delimiter:
                raise
            continue
        if columns is not None:
            return Transcription(file=file, columns=columns, source=parted)
    raise InvalidInput([no_headings(file, source.rows())])


def _sheet(file: str, content: bytes, first: XlsxSheet, layout: Layout) -> Transcription:
    """The one sheet in view that holds the headings; a sheet that was named must hold them."""
    holding = [sheet for sheet in (first, *first.others) if find_columns(file, sheet.rows()) is not None]
    if not holding:
        raise InvalidInput([no_headings(file, first.rows())])
    if len(holding) > 1:
        listed = ", ".join(f"'{sheet.title}'" for sheet in holding)
        said = f"several sheets hold these headings: {listed}."
        raise InvalidInput([Problem(file=file, where="sheet", message=said, hint="Name one with --sheet.")])
    chosen = holding[0]
    if chosen is not first:  # only the sheet that was asked for is read with its formulas
        chosen = _reread(file, content, replace(layout, sheet=chosen.title))
    columns = find_columns(file, chosen.rows())
    if columns is None:
        raise InvalidInput([no_headings(file, chosen.rows())])
    return Transcription(file=file, columns=columns, source=chosen)


def _reread(file: str, content: bytes, layout: Layout) -> XlsxSheet:
    source = read_source(file, content, layout, ())
    if not isinstance(source, XlsxSheet):  # the same bytes under the same name
        raise TypeError(file)
    return source
