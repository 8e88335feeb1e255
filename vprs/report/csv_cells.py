"""Tables for a spreadsheet: CSV whose cells no program takes for a formula.

Takes rows of texts, gives bytes: UTF-8 with a mark at the front, by which Excel knows it, and CRLF at line ends.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from vprs.paper import visible

FORMULA = ("=", "+", "-", "@")  # what a spreadsheet calculates, whoever wrote it


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
    return f"'{shown}" if shown.lstrip().startswith(FORMULA) else shown
