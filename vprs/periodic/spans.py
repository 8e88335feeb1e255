"""Which days a report is of: a quarter or a financial year of the organisation, chosen or the last that is over.

Takes year_start, a day and what was asked for, gives a `Reported`, or raises InvalidInput where no such period is over.
Quarters and years count from `year_start`; a quarter is named by the year in which its financial year starts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from vprs.dates import Period, whole_periods, year_holding
from vprs.phrases import in_words, period_in_words, short
from vprs.problem import InvalidInput, Problem

QUARTERS = 4
QUARTER_HINT = "Write 2026-Q2 or 2026/27-Q2: the second quarter of the financial year that starts in 2026."
_YEAR = re.compile(r"(\d{4})(?:/(\d{2}|\d{4}))?", re.ASCII)
_QUARTER = re.compile(r"(\d{4}(?:/(?:\d{2}|\d{4}))?)[- ]?[Qq]([1-4])", re.ASCII)


@dataclass(frozen=True, kw_only=True, slots=True)
class Reported:
    """The days a report is of.

    each    `quarter` or `financial-year`
    year    the label of its financial year, `2026/27`, or `2026` where the year is a calendar year
    number  of the quarter in that year, 1 to 4; 0 for a year
    """

    each: str
    period: Period
    year: str
    number: int = 0

    @property
    def name(self) -> str:
        """`Quarter 2 of 2026/27` or `2026/27`."""
        return f"Quarter {self.number} of {self.year}" if self.number else self.year

    @property
    def said(self) -> str:
        """`Quarter 2 of 2026/27 (1 July 2026 to 30 September 2026)`."""
        return f"{self.name} ({period_in_words(self.period)})"

    @property
    def slug(self) -> str:
        """For the name of a file: `2026-27-q2`, `2026-27`."""
        return self.year.replace("/", "-") + (f"-q{self.number}" if self.number else "")


def year_label(year: Period) -> str:
    """`2026/27`; `2026` for a year that is a calendar year."""
    start, end = year.start.year, year.end.year
    return str(start) if start == end else f"{start}/{end % 100:02}"


def label(period: Period) -> str:
    """`2025/26` for twelve months from the first of one; else its days."""
    days = (period.end - period.start).days + 1
    return year_label(period) if days in (365, 366) else f"{short(period.start)} to {short(period.end)}"


def last_over(each: str, year_start: tuple[int, int], as_of: date) -> Reported:
    """The last whole quarter or financial year that ended on or before a day."""
    (period,) = whole_periods(each, year_start, ended_by=as_of, last=1)
    return _reported(each, period, year_start)


def quarter_named(text: str, year_start: tuple[int, int], as_of: date) -> Reported:
    """`2026-Q2` or `2026/27-Q2`: the second quarter of the financial year that starts in 2026."""
    match = _QUARTER.fullmatch(text.strip())
    if match is None:
        raise _refused("--quarter", f"'{text}' is not a quarter.", QUARTER_HINT)
    year = _year(match.group(1), year_start, "--quarter", label_needed=False)
    periods = whole_periods("quarter", year_start, ended_by=year.end, last=QUARTERS)
    return _over(_reported("quarter", periods[int(match.group(2)) - 1], year_start), as_of, "--quarter")


def year_named(text: str, year_start: tuple[int, int], as_of: date) -> Reported:
    """`2025/26`; `2025` where the year of the organisation is a calendar year."""
    return _over(
        _reported("financial-year", _year(text, year_start, "--year", label_needed=True), year_start), as_of, "--year"
    )


def _year(text: str, year_start: tuple[int, int], option: str, *, label_needed: bool) -> Period:
    match = _YEAR.fullmatch(text.strip())
    first = int(match.group(1)) if match else 0
    if match is None or not 1900 <= first <= 2199:
        raise _refused(option, f"'{text}' is not a year.", "Write 2025/26.")
    year = year_holding(date(first, 12, 31), year_start)  # whatever day it starts on, it holds the last of December
    label = year_label(year)
    given = match.group(2)
    right = given is not None and "/" in label and int(given) % 100 == int(label[-2:])
    if given is None and ("/" not in label or not label_needed):
        return year
    if not right or (len(given) == 4 and int(given) != year.end.year):
        said = f"'{text}' is not a year of this organisation: by its year_start the one from {in_words(year.start)} "
        raise _refused(option, f"{said}is {label}.", f"Write {label}.")
    return year


def _refused(option: str, message: str, hint: str) -> InvalidInput:
    return InvalidInput([Problem(file=option, message=message, hint=hint)])


def _over(reported: Reported, as_of: date, option: str) -> Reported:
    if reported.period.end > as_of:
        said = f"{reported.said} is not over on {in_words(as_of)}, the day of judgement."
        raise _refused(option, said, "Choose an earlier one, or a later --as-of.")
    return reported


def _reported(each: str, period: Period, year_start: tuple[int, int]) -> Reported:
    year = year_holding(period.end, year_start)
    number = _months(year.start, period.end + timedelta(days=1)) // 3 if each == "quarter" else 0
    return Reported(each=each, period=period, year=year_label(year), number=number)


def _months(start: date, end: date) -> int:
    return (end.year - start.year) * 12 + end.month - start.month
