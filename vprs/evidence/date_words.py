"""What to say of a text that should be a date and is not one.

Takes the text, gives the message and the remedy. It offers readings for a person to choose from and never chooses.
"""

from __future__ import annotations

import calendar
import re

from vprs.dates import parse_span

FIRST_YEAR, LAST_YEAR = 1900, 2100
_YEAR = re.compile(r"[0-9]{4}")
_NAMED = "january february march april may june july august september october november december".split()
_MONTHS = {word: number for number, name in enumerate(_NAMED, 1) for word in (name, name[:3])} | {"sept": 9}
_NUMERIC = re.compile(r"([0-9]{1,2})[/.\-]([0-9]{1,2})[/.\-]([0-9]{4})")
_SHORT_YEAR = re.compile(r"([0-9]{1,2}[/.\-][0-9]{1,2}[/.\-])([0-9]{2})")
_ISO_LIKE = re.compile(r"([0-9]{4})[/.\-]?([0-9]{1,2})[/.\-]?([0-9]{1,2})")
_IN_WORDS = re.compile(r"(?:([0-9]{1,2})(?:st|nd|rd|th)?[ \-])?([a-z]+)[ ,\-]+([0-9]{4})", re.IGNORECASE)
_MONTH_AND_TWO = re.compile(r"([a-z]+)[ \-]+'?([0-9]{2})", re.IGNORECASE)


def may_be_a_year(text: str) -> bool:
    """Whether a number that stands alone can be the year of something in a register; any other is some count."""
    return bool(_YEAR.fullmatch(text)) and FIRST_YEAR <= int(text) <= LAST_YEAR


def _month_and_two(text: str) -> tuple[int, str] | None:
    match = _MONTH_AND_TWO.fullmatch(text)
    number = _MONTHS.get(match.group(1).casefold()) if match else None
    return (number, match.group(2)) if match and number else None


def fault_of_date(text: str, *, day_first: bool, table: bool) -> tuple[str, str]:
    """(message, hint) for a text that `parse_span` does not take. `table`: it stood in a row of a register."""
    return f"'{text}' is not a date.", _hint(text, day_first, table)


def _hint(text: str, day_first: bool, table: bool) -> str:
    it = "the row" if table else "the date"
    if match := _NUMERIC.fullmatch(text):
        day, month, year = (int(part) for part in match.groups())
        if table and not day_first and parse_span(f"{year:04}-{month:02}-{day:02}"):
            return f"Write {year:04}-{month:02}-{day:02}, or say `dates: day-first` in the sidecar."
        return _near(year, month, day, day_first, it)
    if match := _ISO_LIKE.fullmatch(text):
        year, month, day = (int(part) for part in match.groups())
        return _near(year, month, day, day_first, it)
    if _SHORT_YEAR.fullmatch(text):
        return "Write the year with four digits."
    if match := _IN_WORDS.fullmatch(text):
        return _worded(match, day_first, it)
    return _either(*found) if (found := _month_and_two(text)) else _forms(day_first)


def _forms(day_first: bool) -> str:
    return f"Write it as {'31/10/2027, ' if day_first else ''}2027-10-31, 2027-10 or 2027."


def _either(month: int, two: str) -> str:
    """The remedy for `Aug 24`, which may be a month of a year or a day of a month."""
    if not 1 <= int(two) <= 31:
        return f"Write 20{two}-{month:02}."
    return f"Write 20{two}-{month:02} if it means the month; if it means the day, the year too: 2026-{month:02}-{two}."


def _near(year: int, month: int, day: int, day_first: bool, it: str) -> str:
    """The remedy for a day that does not exist, or that is written in another order."""
    if not (1 <= month <= 12 and 1 <= year <= 9999 and day):
        return _forms(day_first)
    last = calendar.monthrange(year, month)[1]
    held = min(day, last)
    british = f"{held:02}/{month:02}/{year:04} or " if day_first else ""
    return f"Write {british}{year:04}-{month:02}-{held:02}{'' if day <= last else f', or mend {it}'}."


def _worded(match: re.Match[str], day_first: bool, it: str) -> str:
    day, word, year = match.groups()
    month = _MONTHS.get(word.casefold())
    if month is None:
        return _forms(day_first)
    return _near(int(year), month, int(day), day_first, it) if day else f"Write {year}-{month:02}."
