"""Texts in a cell for names that are no names: what stands in for one, everybody, a frequency, a sentence.

Takes a text and the column it stands in, gives what is wrong with it and what to write. A check for a body that nobody
knows would never be met, and nobody would know why.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from vprs.monitoring.intervals import Interval, read_interval
from vprs.monitoring.sentences import is_sentence

Wrong = tuple[str, str]  # what is wrong, and what to do

LONGEST = 120  # characters
_WRITE: Mapping[str, str] = {
    "who": "Write the role that checks it.",
    "where": "Write the body that is told.",
    "closes": "Write who sees that actions are done, or leave the cell empty.",
}

_OFTEN_UNDER = {"who": ", and how often under 'when'", "where": ", and how often under 'when reported'"}


def is_stand_in(text: str) -> bool:
    """Whether it stands where a name, or a subject, is not known yet or does not apply."""
    return _letters(text) in _STAND_INS


def points_elsewhere(text: str) -> bool:
    """Whether it stands for what another row says."""
    return _letters(text) in _ELSEWHERE


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.casefold())


_STAND_INS = frozenset(
    "|na|nil|none|noone|nobody|tbc|tba|tbd|tobeconfirmed|tobeagreed|tobeadvised|tobedetermined|tobedecided"
    "|notapplicable|notknown|unknown|notstated|notspecified|notset|various".split("|")
)
_ELSEWHERE = frozenset(
    "asabove|seeabove|sameasabove|above|ditto|asbelow|seebelow|asbefore|same|asprevious|sameasbefore".split("|")
)
_EVERYBODY = re.compile(
    r"(?:every|each|any|everyone|everybody)\b.*|all|all\b.*(?:s|staff|people|personnel)|staff", re.IGNORECASE
)
_SLASH = re.compile(r"\w\s*/\s*\w")
_ONE_LETTER_EACH = re.compile(r"\b[A-Z]/[A-Z]\b")
_PERIOD = re.compile(r"\b(?:dai|week|fortnight|month|quarter|annual|biannual|year|half.year)", re.IGNORECASE)


def no_name(text: str, column: str) -> Wrong | None:
    """What keeps a text from being taken as a name."""
    shown = f"'{text[:60]}{' ...' if len(text) > 60 else ''}'"
    if points_elsewhere(text):
        return f"{shown} points at another row.", "Write the name out in this row."
    if is_stand_in(text) or not re.search(r"[^\W\d_]", text):
        return f"{shown} names nobody.", _WRITE[column]
    if _EVERYBODY.fullmatch(text):
        return f"{shown} is everybody, and so nobody who can be asked.", _WRITE[column]
    if _SLASH.search(_ONE_LETTER_EACH.sub("", text)):
        return f"{shown} may be one name or several.", "Write 'and' within one name, and semicolons between several."
    if _says_how_often(text):
        return f"{shown} says how often.", f"Write the name alone{_OFTEN_UNDER.get(column, '')}."
    if is_sentence(text):
        return f"{shown} says more than a name.", "Write the names alone, with semicolons between them."
    if len(text) > LONGEST:
        return f"{shown} is longer than {LONGEST} characters, which no name is.", "Write the name alone."
    return None


def _says_how_often(text: str) -> bool:
    """In brackets or at the end; before a name a frequency is part of it, as of a Weekly Security Meeting."""
    if any(_PERIOD.search(each) or _is_interval(each) for each in re.findall(r"\(([^)]*)\)", text)):
        return True
    words = text.split()
    return any(_is_interval(" ".join(words[-number:])) for number in range(1, 5))


def _is_interval(text: str) -> bool:
    return isinstance(read_interval(text), Interval)
