"""What a selector found: the records that are certain, those that may be, what was lost, and what was turned away.

Takes nothing, gives the frozen records that `selecting` makes and every form reads. What was turned away is worked out
only where somebody asks for it: of a long register that is nearly all of it, and a yes needs none.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property

from vprs.checks.matching import DOUBTS
from vprs.model import Lost, Reason, Record


@dataclass(frozen=True, kw_only=True, slots=True)
class Doubt:
    """A record that may be one of those asked for, and why that is not known."""

    record: Record
    reason: Reason
    field: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Turned:
    """A record turned away: `reason` MISSING where it is not of the words or the window that were asked."""

    record: Record
    reason: Reason
    field: str
    failed: int = 1
    date: str | None = None  # the field by which the selector dates it, where it names one


class Aside:
    """What a selection left aside, looked for when it is first asked and then kept."""

    def __init__(
        self,
        turned: Callable[[], tuple[Turned, ...]] | None = None,
        nearest: Callable[[], Turned | None] | None = None,
    ) -> None:
        self._turned, self._nearest = turned, nearest

    @cached_property
    def turned(self) -> tuple[Turned, ...]:
        return self._turned() if self._turned else ()

    @cached_property
    def nearest(self) -> Turned | None:
        return self._nearest() if self._nearest else None


NOTHING = Aside()


@dataclass(frozen=True, kw_only=True, slots=True)
class Selection:
    """members: certain, in order of file and line; doubts: possible; lost: items that may have been one."""

    members: tuple[Record, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    lost: tuple[Lost, ...] = ()
    aside: Aside = field(default=NOTHING, compare=False, repr=False)

    @property
    def turned(self) -> tuple[Turned, ...]:
        """Members by the words asked that fail something else, latest last."""
        return self.aside.turned

    @property
    def nearest(self) -> Turned | None:
        """Where there is no member: of those that fail the words, the one that fails fewest."""
        return self.aside.nearest

    @property
    def certain(self) -> bool:
        """Whether nothing more could be in it."""
        return not self.doubts and not self.lost

    @property
    def boundless(self) -> bool:
        """Whether any number of records may have been lost."""
        return any(item.many for item in self.lost)

    @property
    def possible(self) -> int:
        """How many more there may be, at most, where not boundless."""
        return len(self.doubts) + len(self.lost)

    def doubt_reason(self) -> Reason:
        """The reason why it is not known, the gravest first."""
        reasons = [doubt.reason for doubt in self.doubts] + ([Reason.UNREADABLE] if self.lost else [])
        return gravest(reasons or [Reason.AMBIGUOUS_DATE])


def gravest(reasons: list[Reason]) -> Reason:
    """The first that applies of unreadable, missing-field, ambiguous-date, incomplete-register; else the first."""
    return min(reasons, key=lambda reason: DOUBTS.index(reason) if reason in DOUBTS else len(DOUBTS))
