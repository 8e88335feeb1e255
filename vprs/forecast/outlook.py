"""What a forecast says: which answers turn on which day if nothing is done, what lapses, and the opinion on given days.

Plain frozen records; nothing here computes. All of them speak of the evidence as it is in the folder today.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from vprs.dates import Period
from vprs.in_cycle import Bounds
from vprs.model import Answer, Assessment, Reason, Record, Requirement


class Crossing(StrEnum):
    """What happened to a record on a day: its own date came or passed, a window left it behind, it grew too old."""

    DAY = "day"
    WINDOW = "window"
    AGE = "age"


@dataclass(frozen=True, kw_only=True, slots=True)
class Behind:
    """A record that a turn goes back to, and what happened to it on that day; None where it only bears witness."""

    record: Record
    crossing: Crossing | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Turn:
    """A check that answers otherwise than on the day before; value is what was found then and now."""

    check: str
    says: str
    before: Answer
    after: Answer
    reason: Reason | None
    value_before: str
    value: str
    because: str
    behind: tuple[Behind, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Change:
    """A requirement on a day on which it, or a check of it, comes to something else; why: its finding in a sentence."""

    on: date
    requirement: Requirement
    before: Bounds
    after: Bounds
    why: str
    turns: tuple[Turn, ...]

    @property
    def moved(self) -> bool:
        """Whether the requirement itself comes to something else, not only one of its checks."""
        return self.before != self.after


@dataclass(frozen=True, kw_only=True, slots=True)
class OpinionChange:
    """An opinion that is another than on the day before."""

    on: date
    pack: str
    before: str
    after: str
    because: tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Lapse:
    """Records that stop counting, or fall due, on a day.

    on       the first day on which it is so; the day before was the last
    field    the date that passed (`review_date`, `expires`, `due` ...), or `age` or `window`
    records  one, or rows of one table
    leaning  `path/check` of the checks whose yes rested on them the day before and does no longer
    """

    on: date
    field: str
    records: tuple[Record, ...]
    leaning: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Occasion:
    """A day for which an opinion is asked: its name for a reader, the day of judgement, and what is judged then."""

    on: date
    name: str
    as_of: date
    period: Period


@dataclass(frozen=True, kw_only=True, slots=True)
class Standing:
    """The whole assessment for an occasion."""

    occasion: Occasion
    assessment: Assessment


@dataclass(frozen=True, kw_only=True, slots=True)
class Forecast:
    """Everything that time alone changes after `today.occasion.on` up to `until`, that day included.

    shares  `path/check` of every share -> what it is found to be, by the standings in their order, today's first
    """

    until: date
    today: Standing
    changes: tuple[Change, ...]
    opinions: tuple[OpinionChange, ...]
    lapses: tuple[Lapse, ...]
    standings: tuple[Standing, ...]
    shares: Mapping[str, tuple[str, ...]]
