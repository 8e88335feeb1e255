"""The parts of an Excel workbook that say how to read its cells: sheets, shared texts, and which styles are dates.

Takes the bytes of an .xlsx file, gives a `Package`. It unpacks no more than a limit, follows nothing outside the file
and refuses document types, through which XML can be made to grow. Format: ECMA-376 part 1, chapter 18.
"""

from __future__ import annotations

import io
import lzma
import posixpath
import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import IO
from xml.parsers import expat

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

# 18.8.30: the formats that every workbook has; 46 is a length of time and not a date.
_BUILT_IN_DATES = frozenset((*range(14, 23), *range(27, 37), 45, 47, *range(50, 59)))
_NOT_LETTERS_OF_DATES = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.IGNORECASE)
_ELAPSED = re.compile(r"\[(h+|m+|s+)\]", re.IGNORECASE)
_ON = frozenset({"1", "true", "on"})

Start = Callable[[str, dict[str, str]], None]
End = Callable[[str], None]
Characters = Callable[[str], None]


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


def parse_part(stream: IO[bytes], start: Start, end: End, characters: Characters) -> None:
    """Walks a part of the workbook; names come without their prefix."""
    parser = new_parser(start, end, characters)
    parser.ParseFile(stream)


def new_parser(start: Start, end: End, characters: Characters) -> expat.XMLParserType:
    """A parser of XML that has no document type."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = characters
    parser.StartDoctypeDeclHandler = _refuse_doctype
    return parser


def _refuse_doctype(*_: object) -> None:
    raise ValueError("a workbook has no document type")


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


# ------------------------------------------------------------------------------------------------------- the parts


def _read(file: str, content: bytes, package: zipfile.ZipFile) -> Package:
    books = [target for target, kind in _relations(package, "").values() if kind == "officeDocument"]
    book = books[0]
    related = _relations(package, book)
    sheets, by_1904 = _sheets(package, book, related)
    parts = {kind: target for target, kind in related.values()}
    return Package(
        file=file,
        content=content,
        sheets=sheets,
        texts=_texts(package, parts["sharedStrings"]) if "sharedStrings" in parts else (),
        dates=_dates(package, parts["styles"]) if "styles" in parts else frozenset(),
        by_1904=by_1904,
    )


def _elements(package: zipfile.ZipFile, part: str) -> list[tuple[str, dict[str, str]]]:
    """Every element of a small part, in order: its name and attributes, without prefixes."""
    found: list[tuple[str, dict[str, str]]] = []

    def start(tag: str, attributes: dict[str, str]) -> None:
        found.append((local(tag), {local(name): value for name, value in attributes.items()}))

    with package.open(part) as stream:
        parse_part(stream, start, _nothing, _nothing)
    return found


def local(tag: str) -> str:
    """`row` for `x:row`."""
    return tag.rpartition(":")[2]


def _nothing(_: str) -> None:
    return


def _relations(package: zipfile.ZipFile, part: str) -> dict[str, tuple[str, str]]:
    """id -> (part, last word of its type) of what a part refers to."""
    folder, name = posixpath.split(part)
    found = {}
    for tag, each in _elements(package, posixpath.join(folder, "_rels", f"{name}.rels")):
        if tag == "Relationship" and each.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", folder, each["Target"])).lstrip("/")
            found[each["Id"]] = (target, each["Type"].rpartition("/")[2])
    return found


def _sheets(
    package: zipfile.ZipFile, book: str, related: Mapping[str, tuple[str, str]]
) -> tuple[dict[str, tuple[str, bool]], bool]:
    sheets: dict[str, tuple[str, bool]] = {}
    by_1904 = False
    for tag, each in _elements(package, book):
        if tag == "workbookPr":
            by_1904 = each.get("date1904") in _ON
        elif tag == "sheet":
            part, kind = related[each["id"]]
            if kind == "worksheet":
                sheets[each["name"]] = (part, each.get("state", "visible") == "visible")
    return sheets, by_1904


def _texts(package: zipfile.ZipFile, part: str) -> Sequence[str]:
    """The shared texts; how a text is read aloud (`rPh`) is no part of it."""
    texts: list[str] = []
    pieces: list[str] = []
    inside: list[str] = []

    def start(tag: str, _: dict[str, str]) -> None:
        inside.append(local(tag))

    def end(_: str) -> None:
        if inside.pop() == "si":
            texts.append("".join(pieces))
            pieces.clear()

    def characters(text: str) -> None:
        if inside[-1] == "t" and "rPh" not in inside:
            pieces.append(text)

    with package.open(part) as stream:
        parse_part(stream, start, end, characters)
    return texts


def _dates(package: zipfile.ZipFile, part: str) -> frozenset[int]:
    own: dict[int, str] = {}
    styles: list[int] = []
    in_cells = False
    for tag, each in _elements(package, part):
        if tag == "numFmt" and "formatCode" in each:
            own[int(each["numFmtId"])] = each["formatCode"]
        elif tag in ("cellXfs", "cellStyleXfs", "cellStyles", "dxfs"):
            in_cells = tag == "cellXfs"
        elif tag == "xf" and in_cells:
            styles.append(int(each.get("numFmtId", "0")))
    return frozenset(
        number
        for number, number_format in enumerate(styles)
        if (shows_date(own[number_format]) if number_format in own else number_format in _BUILT_IN_DATES)
    )


def shows_date(code: str) -> bool:
    """Whether a number format shows a day or a time of day; a length of time (`[h]:mm`) is a number."""
    plain = _NOT_LETTERS_OF_DATES.sub("", code.split(";", maxsplit=1)[0])
    return not _ELAPSED.search(plain) and any(letter in "dmyhs" for letter in plain.lower())
