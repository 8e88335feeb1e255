"""When a supposed record may be dated: the first and the last day that still do, found by judging again.

Takes edits that do what is wanted, gives for each new record the days between which its own day may lie, and the dates
that look ahead and may as well lie later.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from vprs.dates import Duration, Span, add, day
from vprs.kinds import LOOKING_AHEAD, read_kinds
from vprs.model import Record, Value
from vprs.whatif.edits import Added, Changed, Edit, Way
from vprs.whatif.search import Does

FURTHEST = Duration(120, 0)  # ten years: earlier than that is any time at all
YEAR = Duration(12, 0)


@dataclass(frozen=True, kw_only=True, slots=True)
class Days:
    """first: the earliest day that does, None where any earlier one does too; last: the latest.

    later  the names of its dates that look ahead and that may lie later
    """

    name: str = ""
    first: date | None = None
    last: date | None = None
    later: frozenset[str] = field(default_factory=frozenset)


def days_of(edits: Way, does: Does, as_of: date) -> Mapping[int, Days]:
    """For each edit by its place: the days within which what it says of its own day still does."""
    return {number: _days(edits, number, does, as_of) for number in range(len(edits))}


def _days(edits: Way, number: int, does: Does, as_of: date) -> Days:
    edit = edits[number]
    if isinstance(edit, Added):
        name = read_kinds()[edit.record.kind].dated_by
        own = edit.record.fields.get(name)
        later = _later(edits, number, edit.record.fields, does)
        if not isinstance(own, Span):
            return Days(later=later)

        def fits(moment: date) -> bool:
            return does(_with(edits, number, replace(edit, record=_dated(edit.record, name, moment))))

        first = _reach(own.first, add(own.first, FURTHEST, -1), fits)
        last = _reach(own.first, as_of, fits)
        return Days(name=name, first=None if first == add(own.first, FURTHEST, -1) else first, last=last, later=later)
    if isinstance(edit, Changed):
        return Days(later=_later(edits, number, edit.values, does))
    return Days()


def _dated(record: Record, name: str, moment: date) -> Record:
    return replace(record, fields={**record.fields, name: day(moment)})


def _with(edits: Way, number: int, edit: Edit) -> Way:
    return (*edits[:number], edit, *edits[number + 1 :])


def _reach(start: date, end: date, fits: Callable[[date], bool]) -> date:
    """The day furthest from `start` towards `end` that fits, by halving; what fits is taken to be without holes."""
    if start == end or fits(end):
        return end
    step = 1 if end > start else -1
    good, bad = 0, abs((end - start).days)
    while bad - good > 1:
        middle = (good + bad) // 2
        if fits(start + timedelta(days=step * middle)):
            good = middle
        else:
            bad = middle
    return start + timedelta(days=step * good)


def _later(edits: Way, number: int, values: Mapping[str, Value | None], does: Does) -> frozenset[str]:
    """The dates that look ahead which would do as well a year later."""
    found = set()
    for name, value in values.items():
        if name in LOOKING_AHEAD and isinstance(value, Span):
            edit = edits[number]
            moved = day(add(value.last, YEAR))
            if isinstance(edit, Added):
                other: Edit = replace(edit, record=replace(edit.record, fields={**edit.record.fields, name: moved}))
            elif isinstance(edit, Changed):
                other = replace(edit, values={**edit.values, name: moved})
            else:
                continue
            if does(_with(edits, number, other)):
                found.add(name)
    return frozenset(found)
