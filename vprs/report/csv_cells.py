"""Tables for a spreadsheet: CSV whose cells no program takes for a formula.

Takes rows of texts, gives bytes: UTF-8 with a mark at the front, by which Excel knows it, and CRLF at line ends.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from vprs.paper import visible

_UNSEEN_BEFORE = "".join(map(chr, (*range(33), 0x7F, 0xA0, 0x200B, 0x2060, 0x3000, 0xFEFF)))
# What a spreadsheet calculates, whoever wrote it; some take the wide forms of East Asian text for the same.
FORMULA = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """The table with its headings. Each cell is one line of text; one that begins like a formula gets an apostrophe."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(headings)
    writer.writerows([safe(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def safe(text: str) -> str:
    """The text as a cell that stays text."""
    shown = visible(text)
    return f"'{shown}" if is_like_a_formula(shown) else shown


def is_like_a_formula(text: str) -> bool:
    """Whether a spreadsheet may calculate it; blanks before it, tabs and breaks among them, change nothing."""
    return text.lstrip(_UNSEEN_BEFORE).startswith(FORMULA)
