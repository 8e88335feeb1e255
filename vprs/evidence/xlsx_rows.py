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
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import islice
from typing import Any, TypeVar

from vprs.problem import InvalidInput, Problem, nearest

T = TypeVar("T")

UNPACKED_LIMIT = 400_000_000  # bytes; a sheet of 100,000 rows unpacks to a tenth of this
RATIO_LIMIT = 200  # times its packed size; a sheet of nothing but blank styled cells comes to 20
RATIO_COUNTS_FROM = 10_000_000  # bytes; a small workbook may be packed as tightly as it likes
MEMBER_LIMIT = 5_000
WIDEST = 1_000  # columns
LAST_ROW = 1_048_576
UNCALCULATED = "#UNCALCULATED!"
_UNHIDE = "Unhide the one to read."
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_DOCTYPE = re.compile(rb"<\0?!\0?D\0?O\0?C\0?T\0?Y\0?P\0?E")  # in UTF-8 or UTF-16
_FORMULA = re.compile(rb"<\0?(?:\w+:)?f\0?[\s>/]")
_CHUNK, _OVERLAP = 1 << 20, 40


@dataclass(frozen=True, kw_only=True, slots=True)
class XlsxSheet:
    """One sheet of an open workbook, which can be read more than once.

    values   its cells as they were last calculated
    written  the same sheet with its formulas, None where the workbook holds none
    others   the other sheets in view, as they were last calculated, where nobody named the one to read
    """

    file: str
    title: str
    values: Any
    written: Any = None
    others: tuple[XlsxSheet, ...] = ()

    def rows(self, width: int = WIDEST) -> Iterator[Sequence[str]]:
        """Every row, the first one first, of at most `width` cells; a row may be shorter."""
        if self.written is None:
            plain = _raw_rows(self.file, self.values, width, values_only=True)
            return (() if row.count(None) == len(row) else list(map(_text, row)) for row in plain)
        shown = _raw_rows(self.file, self.values, width, values_only=False)
        written = _raw_rows(self.file, self.written, width, values_only=True)
        return (_calculated(*pair) for pair in zip(shown, written, strict=True))


def _raw_rows(file: str, worksheet: Any, width: int, *, values_only: bool) -> Iterator[Sequence[Any]]:
    """The cells as openpyxl gives them; the size that the file claims for itself is not believed."""
    worksheet.reset_dimensions()
    rows = worksheet.iter_rows(max_row=LAST_ROW, max_col=width, values_only=values_only)
    while batch := guarded(file, lambda: list(islice(rows, 1_000))):
        yield from batch


def _calculated(shown: Sequence[Any], written: Sequence[Any]) -> Sequence[str]:
    """A row in a workbook with formulas. `=""` is calculated: its cell is a text, and empty."""
    if written.count(None) == len(written):
        return ()
    return [
        UNCALCULATED if cell.value is None and formula is not None and cell.data_type != "str" else _text(cell.value)
        for cell, formula in zip(shown, written, strict=True)
    ]


def _text(value: Any) -> str:
    """A value as people write it: no `.0`, no exponent, none of the digits that only a machine sees."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return value.isoformat("minutes")
    number = Decimal(repr(value / timedelta(days=1) if isinstance(value, timedelta) else value))
    whole = number.to_integral_value()
    return format(whole if number == whole else number, "f")


def read_xlsx(file: str, content: bytes, *, sheet: str | None, prefer: str = "", remedy: str = _UNHIDE) -> XlsxSheet:
    """The sheet of that name; else the preferred one, else the first one, of those that are not hidden.

    remedy: what to do where all are hidden.
    """
    refuse_unless_workbook(file, content)
    formulas = guarded(file, lambda: holds_formulas(file, content))
    book = guarded(file, lambda: load(content, data_only=True))
    states = {each.title: each.sheet_state for each in book.worksheets}
    title = _choose(file, states, sheet, prefer, remedy)
    written = guarded(file, lambda: load(content, data_only=False)) if formulas else None
    others = (each for each in book.worksheets if sheet is None and states[each.title] == "visible")
    return XlsxSheet(
        file=file,
        title=title,
        values=book[title],
        written=written and written[title],
        others=tuple(XlsxSheet(file=file, title=each.title, values=each) for each in others if each.title != title),
    )


def _choose(file: str, states: Mapping[str, str], sheet: str | None, prefer: str, remedy: str) -> str:
    shown = [title for title, state in states.items() if state == "visible"]
    if sheet is None and shown:
        return prefer if prefer in shown else shown[0]
    if sheet in states:
        return str(sheet)
    if sheet is None:
        raise _fault(file, "every sheet of the workbook is hidden.", remedy)
    said = f"there is no sheet '{sheet}'. Its sheets are: {', '.join(states) or 'none'}."
    raise InvalidInput([Problem(file=file, where="sheet", message=said, hint=nearest(sheet, states))])


def refuse_unless_workbook(file: str, content: bytes) -> None:
    if content.startswith(OLE):
        if "EncryptedPackage".encode("utf-16-le") in content:
            raise _fault(file, "the workbook has a password.", "Save it without one.")
        raise _fault(file, "this is an old Excel file (.xls).", "Save it as .xlsx.")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            members = package.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        raise _fault(file, "this is not an Excel workbook, or it is damaged.", "Save it again as .xlsx.") from None
    size, packed = sum(member.file_size for member in members), sum(member.compress_size for member in members)
    hollow = size > RATIO_COUNTS_FROM and size > RATIO_LIMIT * packed
    if hollow or size > UNPACKED_LIMIT or len(members) > MEMBER_LIMIT:
        said = f"the workbook would unpack to {size:,} bytes in {len(members):,} parts, which is refused."
        raise _fault(file, said, "Save the sheet that matters as a workbook of its own, or as CSV.")


def holds_formulas(file: str, content: bytes) -> bool:
    """Whether any part holds a formula; raises InvalidInput where one has a document type, by which XML can grow."""
    found = False
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        for chunk in (chunk for name in package.namelist() for chunk in chunks(package, name)):
            if _DOCTYPE.search(chunk):
                raise _fault(file, "the workbook holds a document type, which is refused.", _SAVE_AGAIN)
            found = found or _FORMULA.search(chunk) is not None
    return found


def chunks(package: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    """The part in pieces that overlap, so that no mark is cut in two."""
    tail = b""
    with package.open(name) as member:
        while chunk := member.read(_CHUNK):
            yield tail + chunk
            tail = chunk[-_OVERLAP:]


def load(content: bytes, *, data_only: bool) -> Any:
    import openpyxl  # a heavy library, needed only where there is a workbook

    return openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=data_only, keep_links=False)


def guarded(file: str, work: Callable[[], T]) -> T:
    """Whatever a damaged or hostile workbook makes the library raise is one problem of that file.

    openpyxl raises anything from KeyError to zlib.error; its warnings speak of styles and validations, which say
    nothing of the values.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return work()
    except InvalidInput:
        raise
    except Exception as error:  # noqa: BLE001
        raise _fault(file, f"the workbook is damaged ({type(error).__name__}).", _SAVE_AGAIN) from None


_SAVE_AGAIN = "Open it, save it again as .xlsx, or export it as CSV."


def _fault(file: str, message: str, hint: str) -> InvalidInput:
    return InvalidInput([Problem(file=file, message=message, hint=hint)])
