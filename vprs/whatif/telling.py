"""Edits in words: what would have to be added or amended, with its dates, as somebody would write it down.

Takes edits and the days within which they do, gives lines of text. Of a row of a register it quotes dates, numbers and
closed words only.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from vprs.checks.wording import a
from vprs.dates import Span
from vprs.kinds import read_kinds
from vprs.model import Record, Value
from vprs.phrases import many
from vprs.whatif.days import Days
from vprs.whatif.edits import Added, Backed, Changed, Cleared, Edit, Recovered

SILENT = "(not given)"


def told(edit: Edit, days: Days) -> str:
    """One edit as one sentence part: `add a minute (new-minute-1): body: board; date: 2026-09-30 ...`."""
    match edit:
        case Added(record=record, like=like):
            said = "; ".join(_given(record.fields, days, like))
            return f"add {a(record.kind)} ({record.id}): {said}"
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


def _given(fields: Mapping[str, Value], days: Days, like: tuple[str, Record] | None) -> Iterator[str]:
    for name, value in fields.items():
        if like is not None and name == like[0]:
            yield f"{name}: the same as {_place(like[1])}"
        else:
            yield f"{name}: {_value(value)}{_when(name, days)}"


def _place(record: Record) -> str:
    return f"{record.file}, row {record.line}" if record.row else f"{record.place} ({record.kind} {record.id})"


def _amended(record: Record, values: Mapping[str, Value | None], days: Days) -> Iterator[str]:
    for name, value in values.items():
        new = SILENT if value is None else _value(value)
        yield f"{name}: {new}{_when(name, days)} (now {_now(record, name)})"


def _now(record: Record, name: str) -> str:
    value = record.fields.get(name)
    if value is None:
        return "not given"
    return "something else" if record.row and not _may_be_quoted(record, name, value) else _value(value)


def _may_be_quoted(record: Record, name: str, value: Value) -> bool:
    spec = read_kinds()[record.kind].fields.get(name)
    return isinstance(value, Span | bool | int | Decimal) or (spec is not None and spec.reads == "choice")


def _when(name: str, days: Days) -> str:
    if name in days.later:
        return " or later"
    if name != days.name or days.last is None:
        return ""
    if days.first is None:
        return f" (any day up to {days.last.isoformat()})"
    return f" (any day from {days.first.isoformat()} to {days.last.isoformat()})" if days.first != days.last else ""


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
