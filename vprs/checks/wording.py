"""The words in which checks speak of records, selectors, dates and reasons.

Takes model values, gives short British English phrases. It quotes titles of documents, dates, numbers and closed
words, never the free text of a register's row.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from fractions import Fraction

from vprs.dates import Period, Span
from vprs.model import Reason, Record

REASON_WORDS = {
    Reason.MISSING: "is not in this folder",
    Reason.EXPIRED: "has passed its date",
    Reason.NOT_YET_VALID: "is not yet in force",
    Reason.UNAPPROVED: "is a draft or not approved",
    Reason.WITHDRAWN: "has been withdrawn",
    Reason.SUPERSEDED: "has been replaced by a later version",
    Reason.WRONG_BODY: "was not received by the body asked, with a minute that is in this folder",
    Reason.WRONG_ROLE: "was made by another role than the one asked",
    Reason.TOO_FEW: "are too few",
    Reason.TOO_MANY: "are too many",
    Reason.TOO_EARLY: "came before, not after",
    Reason.TOO_LATE: "came too late",
    Reason.GAP_TOO_LONG: "leaves too long a gap",
    Reason.BELOW_TARGET: "is below the target",
    Reason.ABOVE_TARGET: "is above the limit",
    Reason.NO_BASELINE: "has nothing to be compared with",
    Reason.EMPTY_POPULATION: "has nothing to be asked of",
    Reason.AMBIGUOUS_DATE: "has a date that may mean several days",
    Reason.INCOMPLETE_REGISTER: "is not covered by a complete register",
    Reason.UNLINKED: "has no record linked to it that answers",
    Reason.VACANT: "is vacant",
    Reason.UNACCREDITED: "is filled, but not by somebody with what is asked",
    Reason.JUDGED_NOT_MET: "was judged not met",
    Reason.LAPSED_ATTESTATION: "has lapsed",
    Reason.CONFLICTING: "holds values that disagree",
    Reason.MISSING_FIELD: "lacks a field",
    Reason.NOT_YET_DUE: "is not yet due",
    Reason.BODY_DISSOLVED: "names a body that has ended",
    Reason.NOT_RELEVANT: "does not apply",
    Reason.UNREADABLE: "could not be read",
}


def british(value: date) -> str:
    """`3 October 2026`."""
    return f"{value.day} {value:%B %Y}"


def when(span: Span) -> str:
    """A date as precise as it was given, in words."""
    if span.exact:
        return british(span.first)
    return f"{span.first:%B %Y}" if span.first.month == span.last.month else f"{span.first.year}"


def window_words(window: Period) -> str:
    return f"{british(window.start)} to {british(window.end)}"


def percent(share: Fraction) -> str:
    """A share as a percentage, never rounded over a target: cut off, not rounded.

    Two decimals at most; what is nearer to nought than that has as many as it takes not to be said to be nought.
    """
    sign, size = ("-" if share < 0 else ""), abs(share) * 100
    decimals = 2
    while 0 < size * 10**decimals < 1:
        decimals += 1
    whole, rest = divmod(int(size * 10**decimals), 10**decimals)
    return f"{sign}{whole}.{rest:0{decimals}}".rstrip("0").rstrip(".") + "%"


_FIELD_WORDS = {
    "agreed_by": "body or role that agreed it",
    "agreed_on": "day of agreement",
    "approved_by": "body or role that approved it",
    "due": "due date",
    "prepared_by": "author",
    "approved_on": "day of approval",
    "assessed_on": "day of assessment",
    "closed_on": "closing date",
    "completed_on": "day of completion",
    "declared_by": "role that declares it",
    "doc_type": "type of document",
    "expires": "expiry date",
    "made_on": "day it was made",
    "occurred_on": "day of the incident",
    "opened_on": "opening date",
    "published_at": "place of publication",
    "published_on": "day of publication",
    "raised_on": "day it was raised",
    "received_by": "receipt",
    "received_on": "day of receipt",
    "reported_on": "day of report",
    "reviewed_on": "day of review",
    "submitted_on": "day of submission",
    "supersedes": "earlier version",
    "valid_until": "last valid day",
    "window": "date",
    "max_age": "date",
}


def field_words(name: str) -> str:
    """A field as a sentence names it: `closing date`, `review date`, `period end`."""
    return _FIELD_WORDS.get(name) or name.replace("_", " ").replace(".", " ")


def a(noun: str) -> str:
    """The noun with its article: `a strategy`, `an equality assessment`."""
    return f"{'an' if noun[:1].lower() in 'aeio' else 'a'} {noun}"


def named(record: Record) -> str:
    """How a sentence calls a record: title and place; a row only by its place."""
    title = record.fields.get("title")
    if record.row or not isinstance(title, str):
        return record.place if record.row or record.id.startswith(record.file) else f"{record.id} ({record.place})"
    return f"{title} ({record.place})"


def places(records: Iterable[Record], most: int = 3) -> str:
    """`a.md:1, b.yaml:4 and 7 more`."""
    listed = [record.place for record in records]
    shown = ", ".join(listed[:most])
    return f"{shown} and {len(listed) - most} more" if len(listed) > most else shown


def plural(count: int, one: str, many: str = "") -> str:
    return f"{count} {one if count == 1 else many or one + 's'}"
