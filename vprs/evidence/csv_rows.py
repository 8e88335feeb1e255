"""The bytes of a CSV export as rows of text.

Takes bytes and the encoding that the sidecar names, gives every row in order, so that the n-th row is the row a
spreadsheet numbers n. Raises InvalidInput where the text cannot be split into rows without a guess.
"""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from vprs.problem import InvalidInput, Problem

Rows = Callable[[], Iterator[Sequence[str]]]

DELIMITERS = (",", ";", "\t")
ENCODINGS = {
    "utf-8": "utf-8-sig",
    "utf-8-sig": "utf-8-sig",
    "utf8": "utf-8-sig",
    "utf-16": "utf-16",
    "utf16": "utf-16",
    "cp1252": "cp1252",
    "windows-1252": "cp1252",
}
MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


@dataclass(frozen=True, kw_only=True, slots=True)
class CsvText:
    """A decoded CSV file. `file` is its path for messages."""

    file: str
    text: str
    delimiter: str

    def rows(self) -> Iterator[Sequence[str]]:
        """Every row, the first one first; raises InvalidInput at the first that has no certain end."""
        reader = csv.reader(io.StringIO(self.text, newline=""), delimiter=self.delimiter, strict=True)
        number = 1
        try:
            for row in reader:
                yield row
                number += 1
        except csv.Error as error:
            raise InvalidInput([_broken(self.file, number, str(error))]) from None


def _broken(file: str, row: int, reason: str) -> Problem:
    if "field larger" in reason:
        said = f"a cell is longer than {csv.field_size_limit():,} characters; most likely a quote is not closed."
        return Problem(file=file, line=row, message=said, hint="Mend the quotes in this row, or export again.")
    if "expected after" in reason:
        said = "text stands after a closing quote, so the cells of this row are not certain."
        return Problem(file=file, line=row, message=said, hint='Write a quote inside a cell as "", or export again.')
    said = "a quote is opened and never closed."
    return Problem(file=file, line=row, message=said, hint="Mend the quotes in this row, or export again.")


def read_csv(
    file: str, content: bytes, *, encoding: str | None, header_row: int, wanted: Sequence[str], remedy: str
) -> CsvText:
    """The text of a CSV file; a byte order mark beats `encoding`, and without either it is UTF-8.

    remedy: how to name another encoding, with `{}` in its place. The delimiter is the one that splits the header line into most of the wanted headings, then into most cells.
    """
    text = _decode(file, content, encoding, remedy)
    if "\0" in text:
        row = text.count("\n", 0, text.index("\0")) + 1
        said = "the file holds a NUL character, so it is not a CSV file or not in this encoding."
        raise InvalidInput([Problem(file=file, line=row, message=said, hint="Export it again as CSV UTF-8.")])
    return CsvText(file=file, text=text, delimiter=_delimiter(text, header_row, wanted))


def _decode(file: str, content: bytes, encoding: str | None, remedy: str) -> str:
    codec = next((codec for mark, codec in MARKS if content.startswith(mark)), None)
    codec = codec or ENCODINGS[encoding or "utf-8"]
    try:
        return content.decode(codec)
    except UnicodeDecodeError as error:
        row = content.count(b"\n", 0, error.start) + 1
        said = f"byte 0x{content[error.start]:02x} is not valid {codec.removesuffix('-sig').upper()}."
        other = "utf-8" if codec == "cp1252" else "cp1252"
        hint = f"Save it as CSV UTF-8, or {remedy.format(other)}."
        raise InvalidInput([Problem(file=file, line=row, message=said, hint=hint)]) from None


def _delimiter(text: str, header_row: int, wanted: Sequence[str]) -> str:
    """The one under which the header row holds most. It may begin further down, where a cell holds a line break."""
    stream = io.StringIO(text, newline="")

    def score(delimiter: str) -> tuple[int, int]:
        stream.seek(0)
        rows = csv.reader(stream, delimiter=delimiter)
        try:
            cells = next(islice(rows, header_row - 1, None), [])
        except csv.Error:  # a row of more than 131,072 characters: reading the rows says so
            return 0, 0
        return len({cell.strip() for cell in cells} & set(wanted)), len(cells)

    return max(DELIMITERS, key=score)
