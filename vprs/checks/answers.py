"""What a form gives back: an answer with its reason, value, need, sentence and witnesses.

Takes what a form has found, gives a `Reply`; shared shapes (nothing found, may be more) are worded here once. It
decides no answer by itself.
"""

from __future__ import annotations

from dataclasses import dataclass

from vprs.checks.horizon import dated
from vprs.checks.phrases import describe
from vprs.checks.scope import Scope
from vprs.checks.selection import Selection, Turned
from vprs.checks.validity import superseder, valid_until
from vprs.checks.wording import REASON_WORDS, a, field_words, named, places, when
from vprs.dates import Span
from vprs.kinds import read_kinds
from vprs.model import Answer, Reason, Record, Selector


@dataclass(frozen=True, kw_only=True, slots=True)
class Reply:
    """As model.Observation, without the name of the check."""

    answer: Answer
    reason: Reason | None = None
    value: str = ""
    needed: str = ""
    because: str = ""
    witnesses: tuple[Record, ...] = ()


def yes(value: str, needed: str, because: str, witnesses: tuple[Record, ...] = ()) -> Reply:
    return Reply(answer=Answer.YES, value=value, needed=needed, because=because, witnesses=witnesses)


def no(reason: Reason, value: str, needed: str, because: str, witnesses: tuple[Record, ...] = ()) -> Reply:
    return Reply(answer=Answer.NO, reason=reason, value=value, needed=needed, because=because, witnesses=witnesses)


def unknown(reason: Reason, value: str, needed: str, because: str, witnesses: tuple[Record, ...] = ()) -> Reply:
    return Reply(answer=Answer.UNKNOWN, reason=reason, value=value, needed=needed, because=because, witnesses=witnesses)


def not_applicable(reason: Reason, because: str, needed: str = "") -> Reply:
    return Reply(answer=Answer.NOT_APPLICABLE, reason=reason, needed=needed, because=because)


def doubt_words(found: Selection) -> str:
    """Why it is not known, with the item: one clause."""
    if found.certain:
        return "dates of theirs may mean the same day"
    reason = found.doubt_reason()
    if reason is Reason.UNREADABLE and found.lost:
        item = found.lost[0]
        place = f"{item.file}:{item.line}" if item.line else item.file
        more = f" and {len(found.lost) - 1} more" if len(found.lost) > 1 else ""
        return f"{place}{more} could not be read and may be one"
    doubt = next(doubt for doubt in found.doubts if doubt.reason is reason)
    perhaps, field = f"{named(doubt.record)} may be one, but", field_words(doubt.field)
    if reason is Reason.MISSING_FIELD:
        return f"{perhaps} does not say its {field}"
    if reason is Reason.UNREADABLE:
        return f"{perhaps} its {field} may lead to what could not be read"
    kind = read_kinds().get(doubt.record.kind)  # an entry of the organisation is of none
    spec = kind.fields.get(doubt.field.partition(".")[0]) if kind else None
    if spec is not None and spec.reads == "id":
        return f"{perhaps} its {field} may lead to what is not there yet"
    dates = f"its {field}" if spec is None or spec.reads in ("date", "mapping") else "one of its dates"
    return f"{perhaps} {dates} may mean several days"


def failed(found: Selection) -> Turned | None:
    """The latest record of the words asked that fails something else; outside the window is as good as absent."""
    return next((item for item in reversed(found.turned) if item.reason is not Reason.MISSING), None)


def absence(selector: Selector, found: Selection, scope: Scope, *, value: str, needed: str) -> Reply:
    """The no of a selector that found nothing: the reason of the latest that failed, else missing."""
    turned = failed(found)
    if turned is not None:
        said = fault_words(turned, scope)
        because = f"{value} found, {needed} needed: {said}."
        return no(turned.reason, value, needed, because, (turned.record,))
    because = (
        f"Not in this folder: {a(describe(selector, scope))}; {value} found, {needed} needed.{nearest_words(found)}"
    )
    return no(Reason.MISSING, value, needed, because, (found.nearest.record,) if found.nearest else ())


def fault_words(turned: Turned, scope: Scope) -> str:
    """What keeps a record from counting, and the day that decides: `Safe staff (x.md:2) passed its review date`."""
    record = turned.record
    return f"{named(record)} {_fault(turned, record, scope)}"


def _fault(turned: Turned, record: Record, scope: Scope) -> str:
    spec = scope.context.kinds[record.kind]
    if turned.field == "max_age" and (own := dated(record, spec, turned.date)):
        return f"is too old: it is dated {when(own)}"
    if turned.reason is Reason.EXPIRED and (until := valid_until(record, scope.context)):
        return f"passed its {field_words(turned.field)}, {when(until)}"
    if turned.reason is Reason.UNAPPROVED:
        return "is a draft" if turned.field == "status" else "has no day of approval, and no status that says approved"
    if turned.reason is Reason.MISSING_FIELD and turned.field:
        return f"does not say its {field_words(turned.field)}"
    if turned.reason is Reason.WITHDRAWN:
        gone = record.fields.get("withdrawn_on")
        return f"was withdrawn on {when(gone)}" if isinstance(gone, Span) else "is withdrawn"
    if turned.reason is Reason.SUPERSEDED and (later := superseder(record, scope.context)):
        return f"was replaced by {named(later)}"
    return REASON_WORDS[turned.reason]


def nearest_words(found: Selection) -> str:
    """` The nearest, Safe staff (x.md:2), fails on topics.`, or nothing where there is none."""
    outside = next((item for item in reversed(found.turned) if item.reason is Reason.MISSING), None)
    if outside is not None:
        return f" The nearest, {named(outside.record)}, is dated outside the window asked."
    if found.nearest is None:
        return ""
    return f" The nearest, {named(found.nearest.record)}, fails on {field_words(found.nearest.field)}."


def found_words(members: tuple[Record, ...]) -> str:
    """Where the records are, if there are any: ` (registers/x.csv:4, minutes.yaml:12 and 3 more)`."""
    return f" ({places(members)})" if members else ""
