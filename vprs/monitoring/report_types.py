"""Which of the known sorts of report a row of a monitoring table means, by its words.

Takes a row, gives the sort or nothing. Words that name several sorts name none: then a report is told by its topic.
"""

from __future__ import annotations

import re

from vprs.monitoring.rows import Row


def report_type(row: Row) -> str:
    """The one sort of report that the words of the row name; empty where they name none, or several."""
    words = " ".join((row.what, *row.how)).casefold()
    named = {sort for sort, pattern in _SORTS.items() if re.search(pattern, words)}
    if not named and re.search(r"\breports?\b", words):
        named = {_BY_PERIOD[row.told.each]} if row.told.each in _BY_PERIOD else set()
    return named.pop() if len(named) == 1 else ""


_SORTS = {
    "assurance-statement": r"\bassurance statements?\b",
    "annual": r"\b(annual|yearly)\b.*\breports?\b",
    "quarterly": r"\bquarterly\b.*\breports?\b",
    "evaluation": r"\bevaluat\w*",
    "trend": r"\btrends?\b",
    "audit": r"\baudits?\b(?! committee)",
}
_BY_PERIOD = {"financial-year": "annual", "quarter": "quarterly"}
