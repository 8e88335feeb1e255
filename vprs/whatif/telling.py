"""Edits in words: what would have to be added or amended, with its dates, as somebody would write it down.

Takes edits, the days within which they do and the day of judgement, gives lines of text. Of a row of a register it
quotes dates, numbers and closed words only. A day that is past, and what only the facts can say, is told with its "if".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal

from vprs.checks.wording import a, field_words
from vprs.dates import Span
from vprs.kinds import read_kinds
from vprs.model import Record, Value
from vprs.phrases import many
from vprs.whatif.dating import is_dated_from
from vprs.whatif.days import Days
from vprs.whatif.edits import Added, Backed, Changed, Cleared, Edit, Recovered
from vprs.whatif.facts import FACTS, GROWING, RENEWED

SILENT = "(not given)"
SO = ", where that is so"
# What is found, counted or judged: of a new record it is told as what would do, never as what to write.
FOUND = frozenset("complete denominator judgement numerator rating score value".split())


def told(edit: Edit, days: Days, as_of: date) -> str:
    """One edit as one sentence part: `add a minute (new-minute-1): body: board; date: 2026-09-30 ...`."""
    match edit:
        case Added(record=record, like=like):
            timely = is_dated_from(as_of, (edit,))
            said = "; ".join(_given(record.fields, days, like, timely=timely))
            return f"{'add' if timely else 'if it happened then, record'} {a(record.kind)} ({record.id}): {said}"
        case Changed(record=record, values=values, anew=True):
            return done_anew(record, values, _place(record), " or later" if "review_date" in days.later else "")
        case Changed(record=record, values=values):
            return f"in {_place(record)}: {'; '.join(_amended(record, values, days))}"
        case Recovered(lost=lost):
            files = ", ".join(dict.fromkeys(f"{item.file}:{item.line}" if item.line else item.file for item in lost))
            return f"mend {files}, provided that nothing in it is asked for or counts against"
        case Backed(record=record):
            return f"put the file behind {_place(record)} into the folder: so far it is only stated"
        case Cleared(problems=problems):
            files = ", ".join(dict.fromkeys(each.file for each in problems))
            return f"mend {many(len(problems), 'problem')} in the evidence ({files}); `vprs check` lists them"


def done_anew(record: Record, values: Mapping[str, Value | None], place: str, later: str = "") -> str:
    """What has to be gone through again, and what must come of it; a version of its own, for the old one stays."""
    filed = "file what comes of it as a version of its own"
    held, until = record.fields.get("review_date"), values.get("review_date")
    words = list(_come_of(record, values))
    so = f", so that {' and '.join(words)}" if words else ""
    if until is not None and held is not None:
        ended = f"whose {field_words('review_date')} is {_value(held)}"
        again = f", with {field_words('review_date')} {_value(until)}{later}" if later else ""
        return f"review what is in {place}, {ended}, and {filed}{again}{so}"
    if record.kind == "assessment":
        return f"do again what is in {place}{so}, and {filed}"
    agreed = "agreed" if record.kind == "plan" else "approved"
    return f"amend what is in {place}{so}, have it {agreed} anew, and {filed}"


def _come_of(record: Record, values: Mapping[str, Value | None]) -> Iterator[str]:
    own = (read_kinds()[record.kind].dated_by, "review_date")
    for name, value in values.items():
        held = record.fields.get(name)
        if name in own or value is None or value == held:
            continue
        if name == "declares":
            yield f"it says one and the same of {', '.join(_settled(held, value))} throughout"
        elif isinstance(value, tuple):
            more = [each for each in value if not isinstance(held, tuple) or each not in held]
            yield f"{name} hold{'s' if not name.endswith('s') else ''} also {', '.join(map(_value, more))}"
        else:
            yield f"{name} is {_value(value)}"


def _settled(held: Value | None, value: Value) -> Iterator[str]:
    """The topics of which something else would be declared, each once."""
    before = held if isinstance(held, tuple) else ()
    after = value if isinstance(value, tuple) else (value,)
    changed = (new for new, old in zip(after, before, strict=False) if new != old)
    topics = (str(each.get("topic", "")) for each in changed if isinstance(each, Mapping))
    yield from dict.fromkeys(topics)


def _given(fields: Mapping[str, Value], days: Days, like: tuple[str, Record] | None, *, timely: bool) -> Iterator[str]:
    for name, value in fields.items():
        if like is not None and name == like[0]:
            yield f"{name}: the same as {_place(like[1])}"
        else:
            yield f"{name}: {_value(value)}{_when(name, days, timely=timely)}{SO if name in FOUND else ''}"


def _place(record: Record) -> str:
    return f"{record.file}, row {record.line}" if record.row else f"{record.place} ({record.kind} {record.id})"


def _amended(record: Record, values: Mapping[str, Value | None], days: Days) -> Iterator[str]:
    for name, value in values.items():
        new = SILENT if value is None else _value(value)
        later = " or later" if name in days.later else ""
        later += ", once it is renewed" if isinstance(value, Span) and name in RENEWED and name in record.fields else ""
        yield f"{name}: {new}{later}{SO if _is_fact(record, name, value) else ''} (now {_now(record, name)})"


def _is_fact(record: Record, name: str, value: Value | None) -> bool:
    """Whether only what was, or is, can say whether a blank is filled so."""
    return name not in GROWING and (record.kind in FACTS or isinstance(value, bool))


def _now(record: Record, name: str) -> str:
    value = record.fields.get(name)
    if value is None:
        return "not given"
    return "something else" if record.row and not _may_be_quoted(record, name, value) else _value(value)


def _may_be_quoted(record: Record, name: str, value: Value) -> bool:
    spec = read_kinds()[record.kind].fields.get(name)
    return isinstance(value, Span | bool | int | Decimal) or (spec is not None and spec.reads == "choice")


def _when(name: str, days: Days, *, timely: bool) -> str:
    if name in days.later:
        return " or later"
    if name != days.name or days.last is None or days.first == days.last:
        return ""
    first = "" if days.first is None else days.first.isoformat()
    if timely:
        return f" (or, if it happened then, any {f'day from {first} on' if first else 'earlier day'})"
    last = days.last.isoformat()
    return f" (any day from {first} to {last})" if first else f" (any day up to {last})"


def _value(value: Value) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, tuple):
        return f"[{', '.join(map(_value, value))}]"
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{name}: {_value(inner)}" for name, inner in value.items()) + "}"
    return str(value)
