"""What was decided about one item, and whether that suffices to act on it.

Takes a record, gives a `Decision`, or says what is lacking. What is lacking counts as no decision: nothing is given
away, or refused, by half of one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from vprs.dates import Span
from vprs.evidence.disclosure import COPY, FIELD
from vprs.foi.exemptions import Exemption, read_exemptions
from vprs.foi.personal import particulars
from vprs.model import Record, Value

DISCLOSE, REDACT, WITHHOLD = "disclose", "redact", "withhold"
NONE_MADE = "no decision is recorded"
LONGEST_REASON = 600  # characters; a reason for a requester is no essay, and no place to hide one


@dataclass(frozen=True, kw_only=True, slots=True)
class Decision:
    """decision: disclose, redact or withhold; by: a role id; copy: path of the redacted copy, empty where none is."""

    decision: str
    exemptions: tuple[Exemption, ...]
    reason: str
    by: str
    on: Span
    copy: str = ""
    title_withheld: bool = False


def decision_of(record: Record) -> Decision | None:
    """What was decided, None where nothing was or where it lacks something."""
    said = record.fields.get(FIELD)
    if not isinstance(said, Mapping) or lacking(record):
        return None
    on = said["decided_on"]
    assert isinstance(on, Span)  # its schema types it so
    return Decision(
        decision=str(said["decision"]),
        exemptions=_exemptions(said),
        reason=str(said.get("reason", "")),
        by=str(said["decided_by"]),
        on=on,
        copy=str(said.get(COPY, "")),
        title_withheld=said.get("title_withheld") is True,
    )


def lacking(record: Record) -> tuple[str, ...]:
    """Why the record has no decision that can be acted on, as sentences; empty where it has one."""
    said = record.fields.get(FIELD)
    return tuple(_lacking(said)) if isinstance(said, Mapping) else (f"{NONE_MADE}.",)


def _lacking(said: Mapping[str, Value]) -> Iterator[str]:
    exemptions, reason = _exemptions(said), said.get("reason")
    if said["decision"] == DISCLOSE:
        if exemptions:
            yield "it is disclosed and names an exemption all the same. Keep one of them."
        if said.get("title_withheld") is True:
            yield "it is disclosed and its title is withheld. Keep one of them."
    elif not exemptions:
        yield f"it is to {said['decision']}, and no exemption is named. Write exemption: [s40] or the one that applies."
    elif not reason and (needing := [each.code for each in exemptions if each.needs_reason]):
        yield f"exemption {needing[0]} needs a reason: say why, and how the public interest was weighed."
    if isinstance(reason, str) and len(reason) > LONGEST_REASON:
        yield f"its reason has more than {LONGEST_REASON} characters. Shorten it."


def _exemptions(said: Mapping[str, Value]) -> tuple[Exemption, ...]:
    codes = said.get("exemption")
    known = read_exemptions()
    return tuple(known[str(code)] for code in dict.fromkeys(codes)) if isinstance(codes, tuple) else ()


def particulars_in(record: Record) -> Iterator[tuple[str, str]]:
    """The texts of the record that a pack would print and that look personal: (field, what it looks like)."""
    said = record.fields.get(FIELD)
    reason = said.get("reason") if isinstance(said, Mapping) else None
    for where, text in (("title", record.fields.get("title")), (f"{FIELD}.reason", reason)):
        if isinstance(text, str):
            yield from ((where, found) for found in particulars(text))
