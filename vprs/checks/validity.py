"""Whether a record counts on a day: current, young enough, received by a body with a minute.

Takes a record and the context, gives True, False or None with the reason of DESIGN 6.2. Each question is separate, so
that a selector says exactly which one a record failed.
"""

from __future__ import annotations

from collections.abc import Mapping

from vprs.checks.context import Context
from vprs.checks.horizon import dated, elements, value_at
from vprs.checks.matching import MATCHES, Match, both
from vprs.checks.words import fold
from vprs.dates import Duration, Period, Span, day, not_before, shift
from vprs.model import Reason, Record, Value

APPROVED = frozenset({"approved", "ratified", "published"})
ONCE_APPROVED = APPROVED | {"withdrawn"}  # what is withdrawn may have been in force before


def is_draft(record: Record) -> bool:
    """A draft never counts, in any form."""
    return _status(record) == "draft"


def _status(record: Record) -> str:
    """Folded; empty where none is given."""
    return fold(str(record.fields.get("status", "")))


def current(record: Record, context: Context, *, open_ended: bool = False) -> Match:
    """Whether the record is in force on as_of; a kind without validity always is, unless it is superseded."""
    parts = [_in_force(record, context), *_within_bounds(record, context, open_ended), not_superseded(record, context)]
    return both(parts)


def _in_force(record: Record, context: Context) -> Match:
    if record.kind != "document":
        return MATCHES
    status = _status(record)
    if status == "draft":
        return Match(False, Reason.UNAPPROVED, "status")
    if _withdrawn(record, status, context):
        return Match(False, Reason.WITHDRAWN, "withdrawn_on")
    approved = record.fields.get("approved_on")
    if not isinstance(approved, Span):
        if status in ONCE_APPROVED:
            return Match(None, Reason.MISSING_FIELD, "approved_on")
        return Match(False, Reason.UNAPPROVED, "approved_on")
    return _truth(not_before(day(context.as_of), approved), Reason.UNAPPROVED, "approved_on")


def _withdrawn(record: Record, status: str, context: Context) -> bool:
    gone = record.fields.get("withdrawn_on")
    if isinstance(gone, Span):
        return gone.first <= context.as_of
    return status == "withdrawn" and record.id not in context.withdrawn_later


def _truth(truth: bool | None, reason: Reason, field: str) -> Match:
    if truth is None:
        return Match(None, Reason.AMBIGUOUS_DATE, field)
    return MATCHES if truth else Match(False, reason, field)


def _within_bounds(record: Record, context: Context, open_ended: bool) -> list[Match]:
    spec = context.kinds[record.kind]
    if not spec.has_validity:
        return []
    parts = []
    start = dated(record, spec, spec.valid_from)
    if start is not None:
        parts.append(_truth(not_before(day(context.as_of), start), Reason.NOT_YET_VALID, spec.valid_from or ""))
    end = valid_until(record, context)
    if end is not None:
        parts.append(_truth(end.last >= context.as_of, Reason.EXPIRED, spec.valid_to or ""))
    elif record.kind == "document" and not open_ended:
        parts.append(Match(None, Reason.MISSING_FIELD, "review_date"))
    return parts


def valid_until(record: Record, context: Context) -> Span | None:
    """The last day of validity with extensions counted, or None where there is no end."""
    spec = context.kinds[record.kind]
    ends = [dated(record, spec, spec.valid_to)] if spec.valid_to else []
    extended = value_at(record.fields, ("extensions", "to"))
    ends.extend(item for item in elements(extended) if isinstance(item, Span))
    given = [end for end in ends if end is not None]
    return max(given, key=lambda end: end.last, default=None)


def not_superseded(record: Record, context: Context) -> Match:
    """Whether no later version has taken its place, even one that lapsed or was withdrawn since."""
    later = [_took_over(other, context) for other in _later_versions(record, context)]
    if any(match.truth is False for match in later):
        return Match(False, Reason.SUPERSEDED, "supersedes")
    return both(later)


def superseder(record: Record, context: Context) -> Record | None:
    """The first of the later versions that has certainly taken its place."""
    later = _later_versions(record, context)
    return next((other for other in later if _took_over(other, context).truth is False), None)


def _later_versions(record: Record, context: Context) -> tuple[Record, ...]:
    return tuple(other for other in context.superseders.get(record.id, ()) if other.id != record.id)


def _took_over(other: Record, context: Context) -> Match:
    """False where a later version was approved on or before as_of, even if it lapsed or was withdrawn since.

    A draft takes nothing over; nor does a version that says neither that it is approved nor when.
    """
    if is_draft(other):
        return MATCHES
    spec = context.kinds[other.kind]
    own = dated(other, spec)
    if own is None:
        approved = other.kind != "document" or _status(other) in ONCE_APPROVED
        return Match(None, Reason.MISSING_FIELD, spec.dated_by) if approved else MATCHES
    since = not_before(day(context.as_of), own)
    return Match(None, Reason.AMBIGUOUS_DATE, spec.dated_by) if since is None else Match(False)


def young_enough(record: Record, max_age: Duration, context: Context, name: str | None, *, population: bool) -> Match:
    """Whether its date plus `max_age` is not before as_of."""
    own = dated(record, context.kinds[record.kind], name)
    if own is None:
        field = name or context.kinds[record.kind].dated_by
        return Match(None if population else False, Reason.MISSING_FIELD, field)
    return _truth(not_before(shift(own, max_age), day(context.as_of)), Reason.EXPIRED, "max_age")


def received(record: Record, bodies: tuple[str, ...], context: Context) -> Match:
    """Whether an element of its `received_by` names one of the bodies and a minute of that body's that exists."""
    answers = [
        _received(element, bodies, context)
        for element in elements(record.fields.get("received_by"))
        if isinstance(element, Mapping)
    ]
    if True in answers:
        return MATCHES
    if None in answers:
        reason = Reason.UNREADABLE if context.lost_of("minute") else Reason.AMBIGUOUS_DATE
        return Match(None, reason, "received_by")
    return Match(False, Reason.WRONG_BODY, "received_by")


def _received(element: Mapping[str, Value], bodies: tuple[str, ...], context: Context) -> bool | None:
    body = element.get("body")
    if not isinstance(body, str) or not _stands_for_one(body, bodies, context):
        return False
    minute = context.by_id.get(str(element.get("minute", "")))
    if minute is None or minute.kind != "minute":
        return None if context.lost_of("minute") else False
    own = context.lexicon.stands_for(str(minute.fields.get("body", "")))
    if context.lexicon.name("body", body) not in own:
        return False
    return None if minute.id in context.hazy else True


def _stands_for_one(body: str, bodies: tuple[str, ...], context: Context) -> bool:
    wanted = {context.lexicon.name("body", name) for name in bodies}
    return bool(wanted & context.lexicon.stands_for(body))


def in_window(record: Record, window: Period, context: Context, name: str | None, *, population: bool) -> Match:
    """Whether the record is placed in the window; outside it is as good as absent."""
    placed = context.placed(record, name)
    if placed is None:
        field = name or context.kinds[record.kind].dated_by
        return Match(None if population else False, Reason.MISSING_FIELD, field)
    return _truth(window.contains(placed), Reason.MISSING, "window")
