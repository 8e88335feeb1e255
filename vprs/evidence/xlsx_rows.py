"""The cells of one sheet of an Excel workbook as rows of text.

Takes bytes and the name of a sheet, gives every row in order as the spreadsheet numbers them: dates as ISO text,
whole numbers without `.0`, and a mark for a formula that nobody has calculated. It never runs a formula; whatever is
wrong with the file raises InvalidInput. Format: ECMA-376 part 1, 18.3.1.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from vprs.evidence.xlsx_package import DAMAGED, Package, damaged, read_package
from vprs.evidence.xlsx_parts import local, new_parser
from vprs.problem import InvalidInput, Problem, nearest

WIDEST = 1_000  # columns
LAST_ROW = 1_048_576
UNCALCULATED = "#UNCALCULATED!"
_CHUNK = 1 << 16
_TEXT_PARTS = frozenset({"v", "t"})
_OFTEN = frozenset({"c", "v", "t", "row", "is", "f"})  # names that need no prefix taken off
_DAY = 86_400_000  # milliseconds


@dataclass(frozen=True, kw_only=True, slots=True)
class XlsxSheet:
    """One sheet of a workbook, which can be read more than once. `part` is its place in the package."""

    file: str
    title: str
    package: Package
    part: str

    def rows(self, width: int = WIDEST) -> Iterator[Sequence[str]]:
        """Every row, the first one first, of at most `width` cells; a row may be shorter."""
        try:
            with zipfile.ZipFile(io.BytesIO(self.package.content)) as package, package.open(self.part) as stream:
                reader = _Reader(self.package, width)
                parser = new_parser(reader.start, reader.end, reader.characters)
                while chunk := stream.read(_CHUNK):
                    parser.Parse(chunk)
                    yield from reader.take()
                parser.Parse(b"", True)
                yield from reader.take()
        except DAMAGED as error:
            raise damaged(self.file, error) from None


def read_xlsx(file: str, content: bytes, *, sheet: str | None, prefer: str = "") -> XlsxSheet:
    """The sheet of that name; else the preferred one, else the first one, of those that are not hidden."""
    package = read_package(file, content)
    title = _choose(file, package.sheets, sheet, prefer)
    return XlsxSheet(file=file, title=title, package=package, part=package.sheets[title][0])


def _choose(file: str, sheets: Mapping[str, tuple[str, bool]], sheet: str | None, prefer: str) -> str:
    shown = [title for title, (_, visible) in sheets.items() if visible]
    if sheet is None and shown:
        return prefer if prefer in shown else shown[0]
    if sheet in sheets:
        return str(sheet)
    if sheet is None:
        said, hint = "every sheet of the workbook is hidden.", "Name the one to read as 'sheet' in its sidecar."
        raise InvalidInput([Problem(file=file, message=said, hint=hint)])
    said = f"there is no sheet '{sheet}'. Its sheets are: {', '.join(sheets) or 'none'}."
    raise InvalidInput([Problem(file=file, where="sheet", message=said, hint=nearest(sheet, sheets))])


class _Reader:
    """Gathers rows while a sheet is walked. Internal: built, used and dropped in XlsxSheet.rows."""

    def __init__(self, package: Package, width: int) -> None:
        self.package, self.width = package, width
        self.rows: list[Sequence[str]] = []
        self.number = 0  # of the row that is being read
        self.cells: list[str] = []
        self.column = self.silent = 0
        self.kind, self.style = "n", 0
        self.pieces: list[str] = []
        self.collecting = self.formula = self.valued = False
        self.columns: dict[str, int] = {}
        self.days: dict[str, str] = {}

    def take(self) -> list[Sequence[str]]:
        """The rows since the last time."""
        rows, self.rows = self.rows, []
        return rows

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag if tag in _OFTEN else local(tag)
        if name == "c":
            self._start_cell(attributes)
        elif name == "row":
            self._start_row(attributes)
        elif name in _TEXT_PARTS:
            self.collecting = not self.silent
            self.valued = self.valued or name == "v"
        elif name == "f":
            self.formula = True
        elif name == "rPh":  # how a text is read aloud
            self.silent += 1

    def end(self, tag: str) -> None:
        name = tag if tag in _OFTEN else local(tag)
        if name == "c":
            self._end_cell()
        elif name == "row":
            self.rows.append(self.cells)
        elif name in _TEXT_PARTS:
            self.collecting = False
        elif name == "rPh":
            self.silent -= 1

    def characters(self, text: str) -> None:
        if self.collecting:
            self.pieces.append(text)

    def _start_row(self, attributes: dict[str, str]) -> None:
        number = int(attributes.get("r", self.number + 1))
        if not self.number < number <= LAST_ROW:
            raise ValueError("a row out of order would be lost")
        self.rows.extend([()] * (number - self.number - 1))
        self.number, self.cells, self.column = number, [], 0

    def _start_cell(self, attributes: dict[str, str]) -> None:
        place = attributes.get("r")
        column = self.column + 1 if place is None else self._column_of(place)
        if column <= self.column:
            raise ValueError("a cell out of order would be lost")
        self.column = column
        self.kind, self.style = attributes.get("t", "n"), int(attributes.get("s", 0))
        self.pieces = []
        self.formula = self.valued = False

    def _column_of(self, place: str) -> int:
        letters = place.rstrip("0123456789")
        if letters not in self.columns:
            number = 0
            for letter in letters:
                number = number * 26 + ord(letter.upper()) - 64
            self.columns[letters] = number
        return self.columns[letters]

    def _end_cell(self) -> None:
        if self.column > self.width:
            return
        while len(self.cells) < self.column - 1:
            self.cells.append("")
        self.cells.append(self._text())

    def _text(self) -> str:
        text = "".join(self.pieces)
        if self.formula and not text and not (self.valued and self.kind == "str"):
            return UNCALCULATED  # `=""` is calculated: a text, and empty
        if self.kind == "s":
            return self.package.texts[int(text)] if text else ""
        if not text or self.kind in ("str", "inlineStr", "e"):
            return text
        if self.kind == "b":
            return "true" if text.strip() == "1" else "false"
        if self.kind == "d":
            return text.partition("T")[0]
        return self._day(text) if self.style in self.package.dates else _number(text)

    def _day(self, text: str) -> str:
        if text not in self.days:
            self.days[text] = _date(float(text), self.package.by_1904)
        return self.days[text]


def _number(text: str) -> str:
    """A number as people write it: no `.0`, no exponent, none of the digits that only a machine sees."""
    if text.isdigit():
        return text
    number = Decimal(repr(float(text)))
    whole = number.to_integral_value()
    return format(whole if number == whole else number, "f")


def _date(serial: float, by_1904: bool) -> str:
    """The day, or the time of day, that a serial number means; in a spreadsheet 1900 has a 29 February."""
    days, rest = divmod(round(serial * _DAY), _DAY)
    if 0 <= serial < 1 and not days:
        return f"{rest // 3_600_000:02}:{rest // 60_000 % 60:02}"
    origin = date(1904, 1, 1) if by_1904 else date(1899, 12, 31 if days < 60 else 30)
    try:
        return (origin + timedelta(days=days)).isoformat()
    except OverflowError:
        return "#VALUE!"
