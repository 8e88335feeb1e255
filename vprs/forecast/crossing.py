"""On which days an answer may turn: those on which a date of the evidence is reached or left behind.

Takes a question and the records that it may look at, gives a `Watch`: the dates of these records, held against the days
that move with the day of judgement (that day itself, the ends of windows, periods that fall due). While no date changes
sides every comparison that a check makes comes out the same, and so does its answer.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from vprs.checks.scope import Scope
from vprs.dates import Duration, add
from vprs.forecast.dated import but, ends, only, placing
from vprs.forecast.moving import Moving, apart, ends_of_period, ends_of_windows, today, today_and_ends
from vprs.forecast.outlook import Crossing
from vprs.forecast.questions import Asked
from vprs.model import Record

Side = Callable[[Sequence[date], date], int]
REACHED_OR_LEFT: tuple[Side, ...] = (bisect_left, bisect_right)
LEFT: tuple[Side, ...] = (bisect_left,)
LASTING = frozenset(
    "review_date valid_until expires accreditation_expires accepted_until".split()
)  # count on their day


@dataclass(frozen=True, kw_only=True, slots=True)
class Line:
    """Dates in order, each with its record (None: of the organisation), and the days that they are held against.

    sort   what happens to a record whose date is crossed
    sides  whether it matters that a date is reached, that it is left behind, or both
    """

    dates: tuple[date, ...]
    records: tuple[Record | None, ...]
    moving: Moving
    sort: Crossing
    sides: tuple[Side, ...]


Places = tuple[tuple[int, ...], ...]  # of each line, where its moving days stand among its dates
Placed = tuple[Places, tuple[object, ...]]


@dataclass(frozen=True, kw_only=True, slots=True)
class Watch:
    """All that is watched for one question."""

    asked: Asked
    lines: tuple[Line, ...]

    def places(self, scope: Scope) -> Placed:
        """Where the moving days stand among the dates: while this is the same, so is the answer."""
        return tuple(_places(line, scope) for line in self.lines), tuple(apart(self.asked, scope))

    def crossed(self, before: Placed, after: Placed) -> Iterator[tuple[Record, Crossing]]:
        """The records of which a date was crossed from one day to another, and by what."""
        if before[1] != after[1]:
            return  # another period is due: no record did it
        for line, old, new in zip(self.lines, before[0], after[0], strict=True):
            for was, now in zip(old, new, strict=True):
                records = line.records[min(was, now) : max(was, now)]
                yield from ((record, line.sort) for record in records if record is not None)


def _places(line: Line, scope: Scope) -> tuple[int, ...]:
    return tuple(find(line.dates, each) for each in line.moving(scope) for find in line.sides)


def watch(asked: Asked, own: Iterable[Record], others: Iterable[Record], scope: Scope) -> Watch:
    """own: records that it may look at; others: records that those lead to, and registers."""
    members, beside = tuple(own), (*others, *_entries(scope))
    whole = (*members, *beside)
    named = frozenset(selector.date for selector in asked.selectors)
    lasting = LASTING - named if not asked.sharp else frozenset()
    every = [(each, record) for record in whole for each in ends(record.fields)]
    pointed = [(each, record) for record in whole for each in ends(but(record.fields, lasting))]
    until = [(each, record) for record in whole for each in ends(only(record.fields, lasting))]
    places = [(each, record) for record in members for each in placing(record, asked)]
    spoken = [(each, record) for record in beside if _is_yardstick(record) for each in ends(record.fields)]
    places += spoken
    formed = scope.context.organisation.formed
    bare = [(each, None) for each in (formed.first, formed.last)] if formed else []
    lines = [
        _line(pointed, today, Crossing.DAY),
        _line(until, today, Crossing.DAY, LEFT),
        _line([*places, *bare], ends_of_windows(asked), Crossing.WINDOW),
    ]
    lines += [_line(_moved(places, each), today_and_ends(asked), Crossing.AGE) for each in asked.durations]
    lines.append(_line(every if asked.periodic else spoken, ends_of_period, Crossing.WINDOW))
    return Watch(asked=asked, lines=tuple(lines))


def _entries(scope: Scope) -> tuple[Record, ...]:
    return tuple(entry for entries in scope.context.organisation.lists.values() for entry in entries)


def _is_yardstick(record: Record) -> bool:
    """Registers must cover a window; bodies, sites and such must have stood in it."""
    return record.kind == "register" or record.kind.startswith("organisation.")


def _moved(dated: Iterable[tuple[date, Record | None]], duration: Duration) -> list[tuple[date, Record | None]]:
    return [(add(each, duration), record) for each, record in dated]


def _line(
    dated: Iterable[tuple[date, Record | None]],
    moving: Moving,
    sort: Crossing,
    sides: tuple[Side, ...] = REACHED_OR_LEFT,
) -> Line:
    ordered = sorted(dated, key=lambda item: item[0])
    return Line(
        dates=tuple(each for each, _ in ordered),
        records=tuple(record for _, record in ordered),
        moving=moving,
        sort=sort,
        sides=sides,
    )
