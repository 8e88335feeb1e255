"""Several sheets of one Excel workbook at once, hidden ones too, with the cells that are merged in each.

Takes bytes, gives the rows of every sheet as text, as `xlsx_rows` reads them and within its limits; a workbook that is
not an .xlsx without macros raises InvalidInput.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from vprs.evidence.xlsx_rows import XlsxSheet, chunks, guarded, holds_formulas, load, refuse_unless_workbook
from vprs.problem import InvalidInput, Problem

_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s[^>]*?ref=[\"']\$?[A-Z]+\$?(\d+)(?::\$?[A-Z]+\$?(\d+))?[\"']")
_ODS = "application/vnd.oasis.opendocument.spreadsheet"
_AS_XLSX = "Save it as .xlsx."


@dataclass(frozen=True, kw_only=True, slots=True)
class FilledSheet:
    """rows: all rows, the first one first; merged: numbers of the rows that merged cells touch."""

    title: str
    rows: tuple[Sequence[str], ...]
    merged: frozenset[int]


def read_book(file: str, content: bytes, wanted: Container[str]) -> Mapping[str, FilledSheet]:
    """The wanted sheets that are there, by title; wanted are titles in small letters without blanks around them."""
    refuse_unless_workbook(file, content)
    _refuse_others(file, content)
    formulas = guarded(file, lambda: holds_formulas(file, content))
    book = guarded(file, lambda: load(content, data_only=True))
    written = guarded(file, lambda: load(content, data_only=False)) if formulas else None
    titles = [each.title for each in book.worksheets if each.title.strip().casefold() in wanted]
    return {title: _sheet(file, content, book, written, title) for title in titles}


def _sheet(file: str, content: bytes, book: Any, written: Any, title: str) -> FilledSheet:
    sheet = XlsxSheet(file=file, title=title, values=book[title], written=written and written[title])
    rows = guarded(file, lambda: tuple(sheet.rows()))
    merged = guarded(file, lambda: _merged(content, str(book[title]._worksheet_path)))  # noqa: SLF001
    return FilledSheet(title=title, rows=rows, merged=merged)


def _merged(content: bytes, part: str) -> frozenset[int]:
    found: set[int] = set()
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        for chunk in chunks(package, part.lstrip("/")):
            for first, last in _MERGED.findall(chunk):
                found.update(range(int(first), min(int(last or first), 1_048_576) + 1))
    return frozenset(found)


def _refuse_others(file: str, content: bytes) -> None:
    """A spreadsheet of another format under whatever name, and one with macros, of which ours has none."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        names = {name.casefold() for name in package.namelist()}
        kind = package.read("mimetype")[:100].decode("ascii", "replace") if "mimetype" in names else ""
    if kind.startswith(_ODS):
        said = "this is an OpenDocument spreadsheet (.ods)."
        raise InvalidInput([Problem(file=file, message=said, hint=_AS_XLSX)])
    if any(name.endswith("vbaproject.bin") for name in names):
        said = "the workbook holds macros, and none went out in it."
        raise InvalidInput([Problem(file=file, message=said, hint="Save it as .xlsx, which holds none.")])
