"""Values as the texts of cells, and cells as the texts that people meant.

Takes typed values or what a spreadsheet holds, gives texts. A day is written as ISO text: it sorts as a date does, no
spreadsheet turns it round, and a month stays a month.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

from vprs.model import Record, Value
from vprs.paper import visible

CELL_UNITS = 32_000  # UTF-16 units, which is what a spreadsheet counts; it can hold 32,767
CUT = " ... (cut: the rest is in the file)"
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_BLANKS = re.compile(r"[ \t\u00a0]+(?=\n)")


def cell_text(value: Value | None) -> str:
    """A value of a record as the text of a cell; several with semicolons between them."""
    if value is None or isinstance(value, Mapping):
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return "; ".join(filter(None, map(cell_text, value)))
    return seen(str(value))


def field_text(record: Record, name: str) -> str:
    return cell_text(record.fields.get(name))


def seen(text: str) -> str:
    """The text fit for a cell, its lines kept; one that no cell can hold is cut and says so."""
    shown = "\n".join(map(visible, tidy(text).split("\n")))
    if len(shown.encode("utf-16-le")) <= 2 * CELL_UNITS:
        return tidy(shown)
    whole = shown.encode("utf-16-le")[: 2 * CELL_UNITS].decode("utf-16-le", "ignore")
    return whole + CUT


def tidy(text: str) -> str:
    """What a person sees in a cell: line ends alike, no blanks at the ends of lines, NFC."""
    alike = text.replace("\r\n", "\n").replace("\r", "\n")
    return unicodedata.normalize("NFC", _BLANKS.sub("", alike)).strip()


def escaped(text: str) -> str:
    """The text as a workbook holds it: `_x0041_` is one character there, so that its first underscore is escaped."""
    return _ESCAPE.sub(lambda found: f"_x005F_{found[0][1:]}", text)


def unescaped(text: str) -> str:
    """The text that a cell of a workbook stands for."""
    return _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text
