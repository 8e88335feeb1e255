"""A cell of a transcription as a text that a rule file can hold, or what is wrong with it.

Takes the text of a cell, gives lines with single spaces. It changes no word: it only parts lines and takes out what
nobody can see to be there; whatever it cannot read for certain it refuses.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from vprs.evidence.tables import CELL_LIMIT, ERRORS

_BREAKS = re.compile("\r\n|[\r\n\v\f\x85\u2028\u2029]")
_TURNING = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")
_REFUSED = frozenset(("Cc", "Cs", "Cn", "Co"))
_LOST = ("\ufffd", "\u00e2\u20ac", "\u00c3\u00a9", "\u00c2\u00a3")  # what UTF-8 looks like where it was read otherwise
_DAY = re.compile(
    r"\d{4}-\d\d-\d\d|\d{1,2}[-/ ](?:[A-Za-z]{3,9}|\d{1,2})[-/ ](?:\d{2}|\d{4})|\d{1,2}-[A-Za-z]{3}|[A-Za-z]{3}-\d\d"
)
LONGEST_NUMBER = 40

Wrong = tuple[str, str]  # what is wrong, and what to do


def lines_of(cell: str) -> tuple[str, ...]:
    """The lines of a cell that are not blank, single-spaced."""
    parted = (" ".join(line.split()) for line in _BREAKS.split(cell))
    return tuple(line for line in parted if line)


def fault_of(cell: str) -> Wrong | None:
    """What keeps the text of a cell from being taken as it is."""
    if cell in ERRORS:
        return f"it {ERRORS[cell]}.", "Write the text in its place."
    if cell.lstrip().startswith("="):
        return "it begins with '=', as a formula does.", "Write the text itself."
    if len(cell) > CELL_LIMIT:
        return (
            f"it is longer than the {CELL_LIMIT:,} characters that a cell can hold.",
            "Shorten it, or mend the quotes.",
        )
    if any(mark in cell for mark in _LOST):
        return (
            "characters in it were lost when the file was saved.",
            "Save it again as CSV UTF-8 or .xlsx, and mend it.",
        )
    for character in _BREAKS.sub(" ", cell).replace("\t", " "):
        if character in _TURNING or unicodedata.category(character) in _REFUSED:
            said = f"it holds a character that cannot be seen (U+{ord(character):04X})."
            return said, "Type the text again, or paste it as plain text."
    return None


def number_fault(number: str) -> Wrong | None:
    """What keeps a text from being an official number."""
    if _DAY.fullmatch(number):
        said = f"'{number}' is a date; spreadsheets turn numbers such as 1-2 into one."
        return said, "Format the column as text, and write the number again."
    if len(number) > LONGEST_NUMBER:
        return f"it is longer than {LONGEST_NUMBER} characters.", "Keep the number alone in this column."
    if not any(character.isalnum() for character in number):
        return f"'{number}' holds neither digit nor letter.", "Write the number that the document gives."
    return None


def parts_of(lines: Sequence[str]) -> tuple[str, ...]:
    """The items of a cell: one to a line, without the bullets before them."""
    items = (part.strip() for line in lines for part in re.split("[\u2022\u25cf\u25aa\uf0b7]", line))
    return tuple(item for item in (re.sub(r"^[-*\u2013\u2014]\s+", "", each) for each in items) if item)
