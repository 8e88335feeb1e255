"""How long until a manager reviewed an incident, and until it was closed.

Takes records of incidents, gives a median with what it rests on. Nothing is guessed: an incident without an exact day
at either end, or whose days run backwards, is in no median and counted apart; so is one that is still open.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from vprs.holdings import span
from vprs.incidents.splits import NOT_GIVEN, Split, split
from vprs.model import Record

DONE, OPEN = "done", "open"
FEWEST = 5  # a median of fewer would be some incident's own number of days


@dataclass(frozen=True, kw_only=True, slots=True)
class Delay:
    """Days from report to `reviewed_on` or `closed_on`, of the incidents of a period.

    They run from `reported_on`, or where that is not given from `occurred_on`, to the day it was done; the same day
    is 0.

    median  whole or half days, `6` or `6.5`; empty where fewer than FEWEST are known, or the counts are not shown
    counts  done: both days known to the day, in order; open: not done by as_of; not given: done, days not known so
    """

    median: str
    counts: Split


NAMES = {DONE: "Done, days known", OPEN: "Not recorded as done", NOT_GIVEN: "Done, days not known exactly"}


def delay(records: Sequence[Record], until: str) -> Delay:
    """The delay until the field `until`, `reviewed_on` or `closed_on`."""
    found = [_days(record, until) for record in records]
    days = sorted(each for each in found if isinstance(each, int))
    counts = split((DONE if isinstance(each, int) else each for each in found), NAMES)
    enough = len(days) >= FEWEST and bool(counts.rows)  # that there is a median says that there are five
    return Delay(median=_median(days) if enough else "", counts=counts)


def _days(record: Record, until: str) -> int | str:
    """Days, or the key of the row that it is in without them."""
    end, start = span(record, until), span(record, "reported_on") or span(record, "occurred_on")
    if end is None:
        return OPEN
    if start is None or not (start.exact and end.exact) or end.first < start.first:
        return NOT_GIVEN
    return (end.first - start.first).days


def _median(days: Sequence[int]) -> str:
    middle = len(days) // 2
    if len(days) % 2:
        return str(days[middle])
    twice = days[middle - 1] + days[middle]
    return f"{twice // 2}.5" if twice % 2 else str(twice // 2)
