"""An interval as a check asks for it: which form, with which parameters, and in which words.

Takes an `Interval`, gives what stands in a rule file. Where monitoring tables leave something open, how late a report
may be or how far back one is looked for, it is chosen here and nowhere else.
"""

from __future__ import annotations

from vprs.dates import MONTHS_IN, Duration
from vprs.monitoring.intervals import Interval

Param = tuple[str, "str | tuple[Param, ...]"]

# How long after the end of a period its report is asked for, which monitoring tables do not say.
LAGS = {
    "month": Duration(1, 0),
    "quarter": Duration(2, 0),
    "half-year": Duration(3, 0),
    "financial-year": Duration(6, 0),
}
LAST = {each: 12 // months for each, months in MONTHS_IN.items()}
YEAR, A_YEAR = Duration(12, 0), "P12M"
SHORT = 31  # days; so short a gap is asked of the period that is judged


def form_of(interval: Interval) -> str:
    return "each_period" if interval.each else "exists" if interval.as_required else "recurs"


def leaves_open(interval: Interval) -> bool:
    """Whether something is chosen beside the interval: how late a report may be, or how far back one is looked for."""
    return bool(interval.each) or interval.as_required


def window_of(gap: Duration) -> str:
    """Where a gap is looked for: in a year, or in as long as the gap is; a short one in the period judged."""
    if gap.days:
        return "period" if gap.days <= SHORT else str(gap) if gap.days > 366 else A_YEAR
    return str(gap) if gap.months > YEAR.months else A_YEAR


def rhythm_of(interval: Interval) -> tuple[Param, ...]:
    if interval.each:
        return ("each", interval.each), ("last", str(LAST[interval.each])), ("lag", str(LAGS[interval.each]))
    if interval.gap is None:
        return (("window", A_YEAR),)
    return ("window", window_of(interval.gap)), ("every", str(interval.gap))


def span_of(interval: Interval) -> str:
    if interval.each:
        number, noun = LAST[interval.each], interval.each.replace("-", " ")
        which = f"the last {noun}" if number == 1 else f"each of the last {number} {noun}s"
        return f"for {which}, asked for from {LAGS[interval.each].words} after its end"
    if interval.gap is None:
        return "within the last 12 months; how often it was required is not known"
    return f"with no gap longer than {interval.gap.words}"
