"""One value at a time: how each way of reading (`x-reads` of the schemas) turns a plain value into a typed one.

Takes a non-empty plain value and a `Reading`, gives a typed value or a `Fault`. Words are kept as written, names
become ids, closed words take the spelling of the schema. Pure; no record, no file.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from vprs.dates import day, parse_duration, parse_span
from vprs.evidence.date_words import fault_of_date, may_be_a_year
from vprs.evidence.faults import UNWRITABLE, Fault, shown
from vprs.evidence.names import Names, fold
from vprs.kinds import FieldSpec
from vprs.model import Value
from vprs.problem import nearest

_NUMBER = re.compile(r"[+-]?[0-9]{1,18}(\.[0-9]{1,18})?")
_GROUPED = re.compile(r"[+-]?[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?")
_TRUTH = {"true": True, "yes": True, "y": True, "false": False, "no": False, "n": False}


@dataclass(frozen=True, slots=True)
class Reading:
    """How to read: the field, the names known, whether British dates are allowed, whether it is a cell of a table."""

    spec: FieldSpec
    names: Names
    day_first: bool
    table: bool


Reader = Callable[[object, Reading], "Value | Fault"]


def _text(raw: object, _: Reading) -> Value | Fault:
    text = ("true" if raw else "false") if isinstance(raw, bool) else str(raw)
    if UNWRITABLE.search(text):
        return Fault((), f"'{shown(text)}' holds a character that cannot be printed.", "Type it again.")
    return text


def _choice(raw: object, reading: Reading) -> Value | Fault:
    allowed = reading.spec.choices
    word = {True: "yes", False: "no"}[raw] if isinstance(raw, bool) else str(raw)
    folded = fold(word)
    if reading.table and "yes" in allowed:
        folded = {"y": "yes", "n": "no", "true": "yes", "false": "no"}.get(folded, folded)
    found = next((choice for choice in allowed if fold(choice) == folded), None)
    if found is not None:
        return found
    hint = f"{nearest(word, allowed)} {_use(allowed)}".strip()
    return Fault((), f"'{shown(raw)}' is not a word that {reading.spec.name} can have.", hint)


def _use(allowed: tuple[str, ...]) -> str:
    *others, last = allowed
    return f"Use {', '.join(others)} or {last}." if others else f"Use {last}."


def _date(raw: object, reading: Reading) -> Value | Fault:
    if isinstance(raw, datetime):
        return day(raw.date())
    if isinstance(raw, date):
        return day(raw)
    text = str(raw)
    span = None if isinstance(raw, bool) else parse_span(text, day_first=reading.day_first)
    if span is None:
        message, hint = fault_of_date(shown(raw), day_first=reading.day_first, table=reading.table)
        return Fault((), message, hint)
    year = str(span)
    if reading.table and len(year) == 4 and not may_be_a_year(year):  # a count that slipped into the column
        return Fault((), f"'{year}' is not a date here.", "Write the whole date, or mend the row.")
    return span


def _number(raw: object, reading: Reading) -> Value | Fault:
    if isinstance(raw, (int, Decimal)) and not isinstance(raw, bool):
        return raw
    text = str(raw)
    if reading.table and _GROUPED.fullmatch(text):
        text = text.replace(",", "")
    if not isinstance(raw, bool) and _NUMBER.fullmatch(text):
        return Decimal(text) if "." in text else int(text)
    hint = "Write the number alone; its unit goes into `unit`." if text.endswith("%") else "Write digits only."
    return Fault((), f"'{shown(raw)}' is not a number.", hint)


def _whole(raw: object, reading: Reading) -> Value | Fault:
    found = _number(raw, reading)
    if isinstance(found, Decimal):
        return Fault((), f"'{shown(raw)}' is not a whole number.", "Write digits only.")
    return found


def _flag(raw: object, reading: Reading) -> Value | Fault:
    if isinstance(raw, bool):
        return raw
    meant = _TRUTH.get(fold(str(raw)))
    if meant is not None and (reading.table or str(raw) in ("true", "false")):
        return meant
    hint = "Write true or false." if meant is None else f"Write {'true' if meant else 'false'}."
    said = "is neither true nor false." if not reading.table else "is neither yes nor no."
    return Fault((), f"'{shown(raw)}' {said}", "Write yes or no." if reading.table else hint)


def _duration(raw: object, _: Reading) -> Value | Fault:
    text = str(raw)
    return text if parse_duration(text) else Fault((), f"'{shown(raw)}' is not a duration.", "Write it as P6M or P30D.")


def _name(raw: object, reading: Reading) -> Value | Fault:
    text = _text(raw, reading)
    if isinstance(text, Fault) or not isinstance(text, str):
        return text
    reads = reading.spec.reads
    if reads == "site" and reading.spec.many and fold(text) == "all":
        return "all"
    found = reading.names.resolve(reads, text)
    return found if found is not None else _unknown_name(text, reads, reading.names)


def _unknown_name(text: str, reads: str, names: Names) -> Fault:
    listed = "roles or bodies" if reads == "role-or-body" else _LISTED[reads]
    remedy = f"{nearest(text, names.spellings(reads))} Mend the spelling, or add it to {listed} in organisation.yaml."
    return Fault((), f"no {reads.replace('-', ' ')} is known as '{shown(text)}'.", remedy.strip())


_LISTED = {
    "role": "roles",
    "body": "bodies",
    "site": "sites",
    "unit": "units",
    "staff-group": "staff_groups",
    "partner": "partners",
    "provider": "providers",
}

READERS: Mapping[str, Reader] = {
    "text": _text,
    "word": _text,
    "choice": _choice,
    "date": _date,
    "number": _number,
    "whole": _whole,
    "flag": _flag,
    "id": _text,
    "path": _text,
    "duration": _duration,
    **dict.fromkeys((*_LISTED, "role-or-body", "name"), _name),
}
