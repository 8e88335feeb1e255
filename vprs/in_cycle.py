"""What a paper knows of the half-year it belongs to, and of the one before.

Takes nothing, gives frozen records that the judgement carries along for those who word it. They hold what was read from
a cycle's folder; how that folder is kept is for `vprs.cycle` to say.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from vprs.verdicts import Outcome


@dataclass(frozen=True, kw_only=True, slots=True)
class AcceptedLoss:
    """A file that could not be read as it should, and the role that accepted the close without it.

    problems  what was wrong with it, as sentences
    """

    file: str
    by: str
    on: date
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Signature:
    """A recorded sign-off: role, decision (approve, note, reject), day, digest of what was signed. No name.

    minute  id of the minute by which a board received it, else empty
    """

    role: str
    decision: str
    on: date
    digest: str
    minute: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class InCycle:
    """The cycle that an assessment belongs to.

    confirmed_after  judgements made on or before this day belong to an earlier cycle: carried forward, not re-confirmed
    replaces         the revision that this one corrects, in words; empty where it corrects none
    fingerprint      16 hex digits that pin the seal, once it is closed; empty before
    """

    id: str
    revision: int
    cut_off: date
    board_body: str
    board_date: date
    confirmed_after: date | None = None
    replaces: str = ""
    accepted: tuple[AcceptedLoss, ...] = ()
    fingerprint: str = ""

    @property
    def said(self) -> str:
        return self.id if self.revision == 1 else f"{self.id}, revision {self.revision}"


@dataclass(frozen=True, kw_only=True, slots=True)
class Bounds:
    """What a requirement came to: its outcome, at worst, at best."""

    outcome: Outcome
    floor: Outcome
    ceiling: Outcome


@dataclass(frozen=True, kw_only=True, slots=True)
class LastCycle:
    """What the last closed cycle came to.

    found   requirement path -> what it came to, in this run's paths where editions are equal
    levels  pack -> level of its opinion
    """

    id: str
    revision: int
    as_of: date
    found: Mapping[str, Bounds] = field(default_factory=dict)
    levels: Mapping[str, str] = field(default_factory=dict)

    @property
    def outcomes(self) -> Mapping[str, Outcome]:
        return {path: each.outcome for path, each in self.found.items()}

    @property
    def said(self) -> str:
        return self.id if self.revision == 1 else f"{self.id}, revision {self.revision}"
