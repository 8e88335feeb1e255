"""What a row of the edge tables is, and the records that the tables are written in.

A table is kept per family of forms: form -> edge -> rows. A row is a check, the records it is asked of, the answer, and
what else the case needs (`as_of`, `period`, `organisation`). Every form has rows for every edge, or a reason why not.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

DAY = "the day before, on and after"
LEAP = "29 February"
IMPRECISE = "a month and a year without a day"
YEAR = "the first and the last day of a financial year"
NUMBER = "none, one and many"
TARGET = "0, exactly at and just under the target"
LOST = "an item that could not be read"
EDGES = (DAY, LEAP, IMPRECISE, YEAR, NUMBER, TARGET, LOST)


@dataclass(frozen=True, kw_only=True)
class Row:
    check: str
    records: str
    answer: str
    more: Mapping[str, str] = field(default_factory=dict)
    lost: str = ""  # items of YAML that nobody can read, or `whole` for a whole file of records


Table = Mapping[str, Mapping[str, tuple[Row, ...] | str]]  # a text says why a form has no such edge


def row(check: str, records: str, answer: str, **more: str) -> Row:
    return Row(check=check, records=records, answer=answer, more=more)


def lost(kind: str, check: str, records: str, answer: str, number: int = 1) -> Row:
    """The row with so many records of a kind besides that could not be read; 0 stands for a whole file of them."""
    items = ", ".join(f"{{kind: {kind}, no-such-field: x}}" for _ in range(number))
    return Row(check=check, records=records, answer=answer, lost=f"records: [{items}]" if items else "records: [")


def minutes(*days: str) -> str:
    return "".join(f"- {{kind: minute, body: board, date: {day}}}\n" for day in days)


def incidents(*days: str, more: str = "") -> str:
    return "".join(
        f"- {{id: i{number}, kind: incident, occurred_on: {day}{more}}}\n" for number, day in enumerate(days)
    )


def register(kind: str, start: str = "2026-04-01", end: str = "2026-09-30", as_at: str = "2026-09-30") -> str:
    return (
        f"- {{kind: register, register_type: all, covers_kind: {kind}, as_at: {as_at}, complete: true,"
        f" declared_by: lsms, period: {{start: {start}, end: {end}}}}}\n"
    )


def policy(approved: str = "2025-01-01", review: str = "2028-01-01", more: str = "", *, name: str = "d") -> str:
    return (
        f"- {{id: {name}, kind: document, doc_type: policy, status: approved, approved_on: {approved},"
        f" review_date: {review}{more}}}\n"
    )


def trained(part: int, whole: int, day: str = "2026-05-01") -> str:
    """So many of so many people in the course."""
    return "".join(
        f"- {{kind: training, course: {'crt' if number < part else 'other'}, person: p{number}, completed_on: {day}}}\n"
        for number in range(whole)
    )


def responses(*to: str, day: str = "2026-09-30") -> str:
    return "".join(f"- {{kind: response, incident: {name}, opened_on: {day}}}\n" for name in to)


def metrics(*figures: tuple[object, str, str]) -> str:
    return "".join(
        f"- {{kind: metric, name: assaults, value: {value}, period: {{start: {start}, end: {end}}}}}\n"
        for value, start, end in figures
    )


BASIS = (
    "- {id: m, kind: minute, body: board, date: 2023-01-01}\n- {id: n, kind: minute, body: board, date: 2023-02-01}\n"
)


def attestations(*made: str, judgement: str = "met", basis: str = "m", more: str = "") -> str:
    return BASIS + "".join(
        f"- {{kind: attestation, statement: s, by: lsms, made_on: {day}, judgement: {judgement},"
        f" basis: [{basis}]{more}}}\n"
        for day in made
    )


def appointments(*those: str) -> str:
    return "".join(f"- {{kind: appointment, role: lsms, {one}}}\n" for one in those)
