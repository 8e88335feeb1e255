"""What was done: responses opened in a period by type, sanctions among them, and the lists of warning markers.

Takes an Assessment and a period, gives counts. A response counts by the day it was opened, whenever its incident was.
What a sanction was stands in words of the log, which may be about a person, so that it is never split by them.
"""

from __future__ import annotations

from dataclasses import dataclass

from vprs.dates import Period
from vprs.evidence.suppression import small_hidden
from vprs.holdings import known, span, text
from vprs.incidents.recorded import complete_register
from vprs.incidents.splits import NOT_GIVEN, Split, split
from vprs.model import Assessment, Record

SANCTION = "sanction"
TYPES = {
    SANCTION: "Sanction",
    "police-report": "Report to the police",
    "redress": "Redress",
    "disciplinary": "Disciplinary action",
    "investigation": "Investigation",
    "support": "Support",
    "feedback": "Feedback to the person who reported",
    "lesson": "Lesson",
    "escalation": "Escalation",
    NOT_GIVEN: "Type not given",
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Markers:
    """A register of warning markers; count is `12`, `<5`, or empty where it states none."""

    count: str
    record: Record


@dataclass(frozen=True, kw_only=True, slots=True)
class Answers:
    """Responses opened in the period.

    total      how many, `<5` where fewer than five; the split is of the same ones
    undated    how many have no day, or one that may lie in the period or not; in no other figure; `<5` likewise
    register   the complete register of responses that covers the period, or None: there may have been more
    sanctions  the registers of sanctions, complete or not
    markers    the lists of warning markers, the newest first
    """

    total: str
    by_type: Split
    undated: str
    register: Record | None
    sanctions: tuple[Record, ...]
    markers: tuple[Markers, ...]


def answers(assessment: Assessment, period: Period) -> Answers:
    types: list[str] = []
    undated = 0
    for record in known(assessment, "response"):
        when = span(record, "opened_on")
        lies = period.contains(when) if when else None
        if lies:
            types.append(text(record, "response_type"))
        elif lies is None:
            undated += 1
    registers = tuple(known(assessment, "register"))
    complete, by_type = complete_register(assessment, "response", period), split(types, TYPES)
    return Answers(
        total=small_hidden(len(types)),
        by_type=by_type if complete and not undated else by_type.doubted(),
        undated=small_hidden(undated),
        register=complete,
        sanctions=tuple(each for each in registers if _is_of(each, SANCTION)),
        markers=_markers(registers),
    )


def _is_of(register: Record, word: str) -> bool:
    return word in text(register, "register_type").casefold()


def _markers(registers: tuple[Record, ...]) -> tuple[Markers, ...]:
    found = [(span(each, "as_at"), each) for each in registers if _is_of(each, "marker")]
    newest = sorted(found, key=lambda pair: (pair[0] is not None, pair[0], pair[1].id), reverse=True)
    return tuple(Markers(count=_stated(each), record=each) for _, each in newest)


def _stated(register: Record) -> str:
    count = register.fields.get("count")
    return small_hidden(count) if isinstance(count, int) and not isinstance(count, bool) else ""
