"""The small parts of an Excel workbook: what refers to what, sheets, shared texts, and which styles are dates.

Takes an open package and the name of a part, gives plain values; names of elements come without their prefix. It
refuses document types, through which XML can be made to grow. Format: ECMA-376 part 1, chapter 18.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Callable, Mapping, Sequence
from typing import IO
from xml.parsers import expat

# 18.8.30: the formats that every workbook has; 46 is a length of time and not a date.
_BUILT_IN_DATES = frozenset((*range(14, 23), *range(27, 37), 45, 47, *range(50, 59)))
_NOT_LETTERS_OF_DATES = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.IGNORECASE)
_ELAPSED = re.compile(r"\[(h+|m+|s+)\]", re.IGNORECASE)
_ON = frozenset({"1", "true", "on"})

Start = Callable[[str, dict[str, str]], None]
End = Callable[[str], None]
Characters = Callable[[str], None]


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


def relations(package: zipfile.ZipFile, part: str) -> dict[str, tuple[str, str]]:
    """id -> (part, last word of its type) of what a part refers to."""
    folder, name = posixpath.split(part)
    found = {}
    for tag, each in _elements(package, posixpath.join(folder, "_rels", f"{name}.rels")):
        if tag == "Relationship" and each.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", folder, each["Target"])).lstrip("/")
            found[each["Id"]] = (target, each["Type"].rpartition("/")[2])
    return found


def sheets_of(
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


def texts_of(package: zipfile.ZipFile, part: str) -> Sequence[str]:
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


def dates_of(package: zipfile.ZipFile, part: str) -> frozenset[int]:
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
