"""The periods a judged period is compared with: the one before, the same one a year earlier, the next one.

Takes a period, gives periods of the same length. Whole months stay whole months, and the last day of a month stays
the last day of its month.
"""

from __future__ import annotations

from datetime import date, timedelta

from vprs.dates import Duration, Period, add


def periods_compared(period: Period) -> tuple[Period, Period, Period]:
    """The judged period, the one of the same length before it, and the same one a year earlier."""
    a_year = Duration(12, 0)
    return period, period_before(period), Period(add(period.start, a_year, -1), _end_shifted(period.end, -12))


def period_before(period: Period) -> Period:
    months = whole_months(period)
    end = period.start - timedelta(days=1)
    if months:
        return Period(add(period.start, Duration(months, 0), -1), end)
    return Period(end - (period.end - period.start), end)


def period_after(period: Period) -> Period:
    """The next period of the same length: it ends with the next statement."""
    months = whole_months(period)
    start = period.end + timedelta(days=1)
    if months:
        return Period(start, add(start, Duration(months, 0)) - timedelta(days=1))
    return Period(start, start + (period.end - period.start))


def whole_months(period: Period) -> int:
    """How many whole months the period is long; 0 where it is not whole months."""
    after = period.end + timedelta(days=1)
    months = (after.year - period.start.year) * 12 + after.month - period.start.month
    return months if months > 0 and add(period.start, Duration(months, 0)) == after else 0


def _end_shifted(end: date, months: int) -> date:
    """The last day of a month stays the last day of its month."""
    return add(end + timedelta(days=1), Duration(months, 0)) - timedelta(days=1)
