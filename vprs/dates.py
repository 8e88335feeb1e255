"""Dates with precision, durations, periods and calendar arithmetic.

A date in evidence may be a day, a month or a year; it is kept as the interval of days it may mean. Comparison is
three-valued: True, False, or None where the answer differs between those days. Pure functions; never the clock.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_DAY_FIRST = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})")
_DURATION = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?")


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A date as given: the first and the last day that it may mean (equal where it is a day)."""

    first: date
    last: date

    @property
    def exact(self) -> bool:
        return self.first == self.last

    def __str__(self) -> str:
        """ISO, as precise as it was given: `2027-10-31`, `2027-10`, `2027`."""
        if self.exact:
            return self.first.isoformat()
        if self.first.month == self.last.month and self.first.year == self.last.year:
            return f"{self.first.year:04}-{self.first.month:02}"
        return f"{self.first.year:04}"


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A closed run of days, `start` to `end`, both included."""

    start: date
    end: date

    def __str__(self) -> str:
        return f"{self.start.isoformat()} to {self.end.isoformat()}"

    def contains(self, span: Span) -> bool | None:
        """Whether the date lies in the period; None where only some of its days do."""
        if self.start <= span.first and span.last <= self.end:
            return True
        if span.last < self.start or self.end < span.first:
            return False
        return None


@dataclass(frozen=True, slots=True)
class Duration:
    """An ISO 8601 duration in whole calendar units: `P1Y6M`, `P30D`, `P2W` (weeks are kept as days)."""

    months: int = 0
    days: int = 0

    def __add__(self, other: Duration) -> Duration:
        return Duration(self.months + other.months, self.days + other.days)

    def __str__(self) -> str:
        years, months = divmod(self.months, 12)
        text = "P" + (f"{years}Y" if years else "") + (f"{months}M" if months else "")
        return text + f"{self.days}D" if self.days or text == "P" else text

    @property
    def words(self) -> str:
        """For a sentence: `12 months`, `1 year` is never used so that P12M and P1Y read alike; `30 days`."""
        parts = [f"{n} {unit}{'' if n == 1 else 's'}" for n, unit in ((self.months, "month"), (self.days, "day")) if n]
        return " and ".join(parts) or "0 days"


def day(value: date) -> Span:
    """The exact date as a `Span`."""
    return Span(value, value)


def parse_span(text: str, *, day_first: bool = False) -> Span | None:
    """The date that `text` writes, or None where it writes none that exists.

    ISO `2027-10-31`, `2027-10`, `2027`; with `day_first` also British numeric dates, `31/10/2027`. A time of day
    after an ISO day or a British date (`2027-10-31 14:05`, `31/10/2027 14:05`) is dropped.
    """
    word = re.sub(r"[T ]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?Z?$", "", text.strip())
    if match := _ISO.fullmatch(word):
        year, month, of_month = (int(part) if part else 0 for part in match.groups())
        return _span(year, month, of_month) if not (match.group(2) == "00" or match.group(3) == "00") else None
    if day_first and (match := _DAY_FIRST.fullmatch(word)):
        of_month, month, year = (int(part) for part in match.groups())
        return _span(year, month, of_month) if month and of_month else None
    return None


def _span(year: int, month: int, of_month: int) -> Span | None:
    try:
        if of_month:
            return day(date(year, month, of_month))
        if month:
            return Span(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]))
        return Span(date(year, 1, 1), date(year, 12, 31))
    except ValueError:
        return None


def parse_duration(text: str) -> Duration | None:
    """The duration that `text` writes (`P6M`, `P1Y`, `P30D`, `P2W`), or None."""
    match = _DURATION.fullmatch(text.strip())
    if not match or not any(match.groups()):
        return None
    years, months, weeks, days = (int(part or 0) for part in match.groups())
    if years * 12 + months > 12_000 or weeks * 7 + days > 366_000:
        return None
    return Duration(years * 12 + months, weeks * 7 + days)


def add(start: date, duration: Duration, times: int = 1) -> date:
    """`start` plus `times` durations, by calendar from `start` itself, clamped to the end of the month.

    2024-02-29 + P1Y = 2025-02-28 and + P4Y = 2028-02-29; never by steps from a clamped result. Results outside
    the years 1 to 9999 are held at the first or last day that a date can be.
    """
    return _shift(start, duration.months * times, duration.days * times)


def _shift(start: date, months: int, days: int) -> date:
    year, month0 = divmod(start.year * 12 + start.month - 1 + months, 12)
    if year < 1:
        return date.min
    if year > 9999:
        return date.max
    moved = date(year, month0 + 1, min(start.day, calendar.monthrange(year, month0 + 1)[1]))
    try:
        return moved + timedelta(days=days)
    except OverflowError:
        return date.max if days > 0 else date.min


def rolling(end: date, duration: Duration) -> Period:
    """The window that ends on `end` and starts the day after its anchor, `end` minus `duration`.

    From the last day of a month the anchor is the last day of its month: 30 September minus P6M is 31 March, so
    the window starts on 1 April.
    """
    anchor = _shift(end, -duration.months, 0)
    if duration.months and (end + timedelta(days=1)).day == 1 and not duration.days:
        anchor = anchor.replace(day=calendar.monthrange(anchor.year, anchor.month)[1])
    anchor = _shift(anchor, 0, -duration.days)
    return Period(anchor + timedelta(days=1), end)


def year_holding(moment: date, year_start: tuple[int, int]) -> Period:
    """The financial year that holds `moment`; `year_start` is (month, day), the NHS's is (4, 1)."""
    start = _year_start(moment.year, year_start)
    if moment < start:
        start = _year_start(moment.year - 1, year_start)
    return Period(start, _year_start(start.year + 1, year_start) - timedelta(days=1))


def _year_start(year: int, year_start: tuple[int, int]) -> date:
    month, of_month = year_start
    return date(year, month, min(of_month, calendar.monthrange(year, month)[1]))


MONTHS_IN = {"month": 1, "quarter": 3, "half-year": 6, "financial-year": 12}


def whole_periods(each: str, year_start: tuple[int, int], *, ended_by: date, last: int) -> tuple[Period, ...]:
    """The last `last` whole periods of length `each` that ended on or before `ended_by`, oldest first.

    `each` is a key of `MONTHS_IN`; periods are counted from the organisation's `year_start`.
    """
    step = MONTHS_IN[each]
    origin = _year_start(year_holding(ended_by, year_start).start.year, year_start)
    index = 12 // step
    found: list[Period] = []
    while len(found) < last:
        period = Period(_shift(origin, index * step, 0), _shift(origin, (index + 1) * step, 0) - timedelta(days=1))
        if period.end <= ended_by:
            found.append(period)
        index -= 1
    return tuple(reversed(found))


def not_before(left: Span, right: Span) -> bool | None:
    """Whether `left` is on or after `right`, three-valued."""
    if left.first >= right.last:
        return True
    return False if left.last < right.first else None


def after(left: Span, right: Span) -> bool | None:
    """Whether `left` is later than `right`, three-valued."""
    if left.first > right.last:
        return True
    return False if left.last <= right.first else None


def same(left: Span, right: Span) -> bool | None:
    """Whether the two dates are the same day, three-valued; two imprecise dates alike in writing may differ."""
    if left.exact and right.exact:
        return left.first == right.first
    return False if left.last < right.first or right.last < left.first else None


@lru_cache(maxsize=16_384)
def shift(span: Span, duration: Duration) -> Span:
    """The date plus a duration, both ends moved by calendar; remembered, since a register repeats its days."""
    return Span(add(span.first, duration), add(span.last, duration))
