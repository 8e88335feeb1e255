"""An Excel workbook as a package: what must be known before the cells of a sheet can be read.

Takes the bytes of an .xlsx file, gives a `Package`. It unpacks no more than a limit and follows nothing outside the
file; what is no workbook, or breaks the format, raises InvalidInput.
"""

from __future__ import annotations

import io
import lzma
import struct
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from xml.parsers import expat

from vprs.evidence.xlsx_parts import dates_of, relations, sheets_of, texts_of
from vprs.problem import InvalidInput, Problem

UNPACKED_LIMIT = 400_000_000  # bytes; a sheet of 100,000 rows unpacks to a tenth of this
MEMBER_LIMIT = 5_000
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
DAMAGED = (
    expat.ExpatError,
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    KeyError,
    IndexError,
    ValueError,
    EOFError,
    OSError,
    NotImplementedError,
    RuntimeError,
    OverflowError,
    struct.error,
    zlib.error,
    lzma.LZMAError,
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Package:
    """A workbook whose cells have not been read yet.

    sheets   title -> (its part, whether it can be seen), in the order of the workbook
    texts    the shared texts, by number
    dates    the numbers of cell styles that show a number as a date
    by_1904  whether days are counted from 1904
    """

    file: str
    content: bytes
    sheets: Mapping[str, tuple[str, bool]]
    texts: Sequence[str]
    dates: frozenset[int]
    by_1904: bool


def damaged(file: str, error: Exception) -> InvalidInput:
    """What to say of a workbook that breaks its format."""
    said = f"the workbook is damaged ({type(error).__name__})."
    hint = "Open it, save it again as .xlsx, or export it as CSV."
    return InvalidInput([Problem(file=file, message=said, hint=hint)])


def read_package(file: str, content: bytes) -> Package:
    """The workbook in these bytes; raises InvalidInput where there is none that can be read."""
    _refuse_unless_workbook(file, content)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            return _read(file, content, package)
    except DAMAGED as error:
        raise damaged(file, error) from None


def _refuse_unless_workbook(file: str, content: bytes) -> None:
    if content.startswith(OLE):
        if "EncryptedPackage".encode("utf-16-le") in content:
            raise _fault(file, "the workbook has a password.", "Save it without one.")
        raise _fault(file, "this is an old Excel file (.xls).", "Save it as .xlsx.")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            members = package.infolist()
    except DAMAGED:
        raise _fault(file, "this is not an Excel workbook, or it is damaged.", "Save it again as .xlsx.") from None
    size = sum(member.file_size for member in members)
    if size > UNPACKED_LIMIT or len(members) > MEMBER_LIMIT:
        said = f"the workbook would unpack to {size:,} bytes in {len(members):,} parts, which is refused."
        raise _fault(file, said, "Save the sheet that matters as a workbook of its own, or as CSV.")


def _fault(file: str, message: str, hint: str) -> InvalidInput:
    return InvalidInput([Problem(file=file, message=message, hint=hint)])


def _read(file: str, content: bytes, package: zipfile.ZipFile) -> Package:
    books = [target for target, kind in relations(package, "").values() if kind == "officeDocument"]
    book = books[0]
    related = relations(package, book)
    sheets, by_1904 = sheets_of(package, book, related)
    parts = {kind: target for target, kind in related.values()}
    return Package(
        file=file,
        content=content,
        sheets=sheets,
        texts=texts_of(package, parts["sharedStrings"]) if "sharedStrings" in parts else (),
        dates=dates_of(package, parts["styles"]) if "styles" in parts else frozenset(),
        by_1904=by_1904,
    )
