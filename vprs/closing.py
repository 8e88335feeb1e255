"""Where an action stands on a day: open, overdue, cancelled or closed, and closed only where evidence shows it.

Takes records of kind action and the records they link to, gives a standing. A word that says closed is not enough: an
action whose links lead to nothing that was made since it was raised counts as open (docs/decisions/0026).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from enum import StrEnum

from vprs.checks.horizon import as_it_stood, dated, value_at
from vprs.checks.validity import is_draft
from vprs.dates import Span
from vprs.kinds import read_kinds
from vprs.model import Record

ACTION = "action"


class Standing(StrEnum):
    """OPEN and OVERDUE are both open."""

    OPEN = "open"
    OVERDUE = "overdue"
    CLOSED = "closed"
    CANCELLED = "cancelled"


OPEN = frozenset((Standing.OPEN, Standing.OVERDUE))


def standing(action: Record, by_id: Mapping[str, Record], as_of: date) -> Standing:
    """Where it stands. action: as it stood on as_of; by_id: the records that its links may lead to."""
    if _is_ended(action, as_of):
        if action.fields.get("status") == "cancelled":
            return Standing.CANCELLED
        if any(_proofs(action, by_id, as_of)):
            return Standing.CLOSED
    return Standing.OVERDUE if _is_past_due(action, as_of) else Standing.OPEN


def lacks_evidence(action: Record, by_id: Mapping[str, Record], as_of: date) -> bool:
    """Whether it says that it is closed and nothing it links to shows so: it counts as open."""
    return _is_ended(action, as_of) and standing(action, by_id, as_of) in OPEN


def _is_ended(action: Record, as_of: date) -> bool:
    """Ended for certain, in words: a closing day that may be later does not end it yet."""
    closed = action.fields.get("closed_on")
    if isinstance(closed, Span):
        return closed.last <= as_of
    return action.fields.get("status") in ("closed", "cancelled")


def _is_past_due(action: Record, as_of: date) -> bool:
    """A due date without a day holds to its last."""
    due = action.fields.get("due")
    return isinstance(due, Span) and due.last < as_of


def _proofs(action: Record, by_id: Mapping[str, Record], as_of: date) -> Iterator[Record]:
    """The linked records that may show that it was done: no action, no draft, made for certain since it was raised."""
    raised, links = action.fields.get("raised_on"), action.fields.get("links")
    if not isinstance(raised, Span) or not isinstance(links, tuple):
        return
    for link in links:
        record = by_id.get(str(link))
        if record is not None and record.kind != ACTION and not is_draft(record):
            days = _days(record, as_of)
            if any(raised.last <= each.first and each.last <= as_of for each in days):
                yield record


def _days(record: Record, as_of: date) -> Iterator[Span]:
    """Its own day, and the end of the period that it covers, where as_of knows them.

    The period of a plan is how long it holds, not what it tells of: its end shows nothing done.
    """
    spec = read_kinds()[record.kind]
    stood = as_it_stood(record, spec, as_of)
    if stood is None or stood.fields.get("status") == "withdrawn":
        return
    covered = None if spec.valid_to == "period.end" else value_at(stood.fields, ("period", "end"))
    for day in (dated(stood, spec), covered):
        if isinstance(day, Span):
            yield day
