"""The bytes of an Excel workbook as rows of text.

Takes bytes and the name of a sheet, gives every row in order as the spreadsheet numbers them: dates as ISO text,
whole numbers without `.0`, and a mark for a formula that nobody has calculated. It never runs a formula and never
unpacks more than a limit; whatever is wrong with the file raises InvalidInput.
"""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from itertools import islice
from typing import Any, TypeVar

from vprs.problem import InvalidInput, Problem, nearest

T = TypeVar("T")

UNPACKED_LIMIT = 400_000_000  # bytes; a sheet of 100,000 rows unpacks to a tenth of this
MEMBER_LIMIT = 5_000
WIDEST = 1_000  # columns
LAST_ROW = 1_048_576
UNCALCULATED = "#UNCALCULATED!"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_FORMULA = re.compile(rb"<(?:\w+:)?f[ >/]")


@dataclass(frozen=True, kw_only=True, slots=True)
class XlsxSheet:
    """One sheet of an open workbook, which can be read more than once.

    values   its cells as they were last calculated
    written  the same sheet with its formulas, None where no cell holds one
    """

    file: str
    title: str
    values: Any
    written: Any = None

    def rows(self, width: int = WIDEST) -> Iterator[Sequence[str]]:
        """Every row, the first one first, of at most `width` cells."""
        values = _raw_rows(self.file, self.values, width)
        if self.written is None:
            return (list(map(_text, row)) for row in values)
        written = _raw_rows(self.file, self.written, width)
        return ([_calculated(*pair) for pair in zip(*rows, strict=True)] for rows in zip(values, written, strict=True))


def _calculated(value: Any, written: Any) -> str:
    return UNCALCULATED if value is None and written is not None else _text(value)


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        number = Decimal(repr(value))
        return format(number.to_integral_value() if number == number.to_integral_value() else number, "f")
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return value.isoformat("minutes") if isinstance(value, time) else str(value)


def read_xlsx(file: str, content: bytes, *, sheet: str | None, prefer: str = "") -> XlsxSheet:
    """The sheet of that name; else the preferred one, else the first one, of those that are not hidden."""
    _refuse_unless_workbook(file, content)
    book = _guarded(file, lambda: _load(content, data_only=True))
    states = {each.title: each.sheet_state for each in book.worksheets}
    title = _choose(file, states, sheet, prefer)
    formulas = _guarded(file, lambda: _has_formulas(content))
    written = _guarded(file, lambda: _load(content, data_only=False)) if formulas else None
    return XlsxSheet(file=file, title=title, values=book[title], written=written and written[title])


def _choose(file: str, states: Mapping[str, str], sheet: str | None, prefer: str) -> str:
    shown = [title for title, state in states.items() if state == "visible"]
    if sheet is None and shown:
        return prefer if prefer in shown else shown[0]
    if sheet in states:
        return str(sheet)
    if sheet is None:
        raise _fault(file, "every sheet of the workbook is hidden.", "Name the one to read as 'sheet' in its sidecar.")
    said = f"there is no sheet '{sheet}'. Its sheets are: {', '.join(states) or 'none'}."
    raise InvalidInput([Problem(file=file, where="sheet", message=said, hint=nearest(sheet, states))])


def _refuse_unless_workbook(file: str, content: bytes) -> None:
    if content.startswith(OLE):
        if "EncryptedPackage".encode("utf-16-le") in content:
            raise _fault(file, "the workbook has a password.", "Save it without one.")
        raise _fault(file, "this is an old Excel file (.xls).", "Save it as .xlsx.")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            members = package.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        raise _fault(file, "this is not an Excel workbook, or it is damaged.", "Save it again as .xlsx.") from None
    size = sum(member.file_size for member in members)
    if size > UNPACKED_LIMIT or len(members) > MEMBER_LIMIT:
        said = f"the workbook would unpack to {size:,} bytes in {len(members):,} parts, which is refused."
        raise _fault(file, said, "Save the sheet that matters as a workbook of its own, or as CSV.")


def _load(content: bytes, *, data_only: bool) -> Any:
    import openpyxl  # a heavy library, needed only where there is a workbook

    return openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=data_only, keep_links=False)


def _raw_rows(file: str, worksheet: Any, width: int) -> Iterator[Sequence[Any]]:
    """The cells as openpyxl gives them; the size that the file claims for itself is not believed."""
    worksheet.reset_dimensions()
    rows = worksheet.iter_rows(max_row=LAST_ROW, max_col=width, values_only=True)
    while batch := _guarded(file, lambda: list(islice(rows, 1_000))):
        yield from batch


def _has_formulas(content: bytes) -> bool:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        sheets = [name for name in package.namelist() if name.lower().startswith("xl/worksheets/")]
        return any(_holds_formula(package, name) for name in sheets)


def _holds_formula(package: zipfile.ZipFile, name: str) -> bool:
    tail = b""
    with package.open(name) as member:
        while chunk := member.read(1 << 20):
            if _FORMULA.search(tail + chunk):
                return True
            tail = chunk[-40:]
    return False


def _guarded(file: str, work: Callable[[], T]) -> T:
    """Whatever a damaged or hostile workbook makes the library raise is one problem of that file.

    openpyxl raises anything from KeyError to zlib.error; its warnings speak of styles and validations, which say
    nothing of the values.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return work()
    except Exception as error:  # noqa: BLE001
        said = f"the workbook is damaged ({type(error).__name__})."
        raise _fault(file, said, "Open it, save it again as .xlsx, or export it as CSV.") from None


def _fault(file: str, message: str, hint: str) -> InvalidInput:
    return InvalidInput([Problem(file=file, message=message, hint=hint)])
