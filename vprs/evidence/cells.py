"""From the cells of one row to the typed fields of the records it makes.

Takes a table, its sidecar and the names that the organisation knows, gives a `Maker` for each record that a row
makes. Every answer is remembered by the text of the cell, so that a long register costs as much as its distinct
words, and records share their values. No file, no message with what a person wrote.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from operator import itemgetter
from typing import Any, NamedTuple

from vprs.evidence.columns import Feed
from vprs.evidence.privacy import hush, unquoted
from vprs.evidence.sidecar import Making, RegisterSidecar
from vprs.evidence.tables import CELL_LIMIT, ERRORS, Table
from vprs.evidence.typed import Fault, Names, type_value
from vprs.evidence.word_maps import WordMap
from vprs.kinds import FieldSpec
from vprs.model import Value

_AS_WRITTEN = frozenset({"text", "word", "id"})
_TIME = re.compile(r"(?<=\d)[ T]\d{1,2}:\d\d(:\d\d)?$")
_CLOCK = re.compile(r"\s*[ap]\.?m\.?$", re.IGNORECASE)
_FROM_NAMES = frozenset("role body site unit staff-group partner provider".split())


@dataclass(frozen=True, kw_only=True, slots=True)
class CellFault:
    """What is wrong with a cell or a row. `sort` is the message without what it quotes, the same for all its like."""

    where: str
    message: str
    hint: str = ""
    sort: str


def fault_at(where: str, message: str, hint: str) -> CellFault:
    """A fault of the sort that its message has without what it quotes."""
    return CellFault(where=where, message=message, hint=hint, sort=unquoted(message))


Faults = tuple[CellFault, ...]


@dataclass(frozen=True, slots=True)
class _Wrong:
    faults: Faults


class _Column(NamedTuple):
    """One field of a record: which cells feed it, what they come to, and what has been seen so far."""

    name: str
    pick: Callable[[Sequence[str]], Any]
    read: Callable[[Any], Value | _Wrong | None]
    seen: dict[Any, Value | _Wrong | None]


@dataclass(frozen=True, kw_only=True, slots=True)
class Maker:
    """Makes the fields of one kind of record from the cells of a row.

    suffix    what parts the id of its records from others of the same row
    needs     required fields that columns feed -> what to say where they are blank
    dated_at  the column of the date that places the record, None where no column gives it
    link      the field that names the main record, None where there is none
    """

    kind: str
    suffix: str
    columns: tuple[_Column, ...]
    conditions: tuple[_Column, ...]
    constants: Mapping[str, Value]
    needs: Mapping[str, CellFault]
    dated_at: int | None
    link: str | None

    def make(self, cells: Sequence[str]) -> tuple[dict[str, Value], Faults]:
        """The typed fields (with `id` where a column gives it) and what is wrong with the row."""
        fields = dict(self.constants)
        faults: Faults = ()
        for name, pick, read, seen in self.columns:
            key = pick(cells)
            try:  # nearly always seen before
                value = seen[key]
            except KeyError:
                value = seen[key] = read(key)
            if value is None:
                continue
            if type(value) is _Wrong:
                faults += value.faults
            else:
                fields[name] = value  # type: ignore[assignment]
        for name, fault in self.needs.items():
            if name not in fields and not any(known.where.split(".")[0] == name for known in faults):
                faults += (fault,)
        return fields, faults

    def holds(self, cells: Sequence[str]) -> tuple[bool, Faults]:
        """Whether the row makes such a record, and what keeps that from being known."""
        answers = [read(pick(cells)) for _, pick, read, _ in self.conditions]
        faults = tuple(fault for answer in answers if isinstance(answer, _Wrong) for fault in answer.faults)
        return all(answers), faults


def column_of(table: Table, heading: str) -> int:
    """The column under a heading that is known to be there."""
    return table.positions(heading)[0]


def prepare(table: Table, spec: RegisterSidecar, names: Names) -> tuple[Maker, ...]:
    """A maker for the main record of a row, then one for each of `also`."""
    main = _maker(table, spec, names, spec.main, "", None)
    others: list[Maker] = []
    for making in spec.also:
        alike = sum(other.kind == making.kind.name for other in others)
        suffix = f"/{making.kind.name}" + (f"-{alike + 1}" if alike else "")
        others.append(_maker(table, spec, names, making, suffix, _link(spec.main, making)))
    return main, *others


def _link(main: Making, second: Making) -> str | None:
    """`incident` of a response made from an incident, where neither a column nor a constant fills it."""
    name = main.kind.name
    given = {*second.constants, *(feed.name for feed in second.feeds)}
    return name if name in second.kind.fields and name not in given else None


def _maker(
    table: Table, spec: RegisterSidecar, names: Names, making: Making, suffix: str, link: str | None
) -> Maker:
    fed = dict.fromkeys(feed.name for feed in making.feeds)
    dated = tuple(making.kind.dated_by.split("."))
    dated_at = next((column_of(table, feed.headings[0]) for feed in making.feeds if feed.field == dated), None)
    return Maker(
        kind=making.kind.name,
        suffix=suffix,
        columns=tuple(_column(table, spec, names, making, name) for name in fed),
        conditions=tuple(_condition(table, heading, words) for heading, words in making.when.items()),
        constants=making.constants,
        needs={name: _needed(making, name) for name in making.kind.required if name in fed},
        dated_at=dated_at,
        link=link,
    )


def _needed(making: Making, name: str) -> CellFault:
    headings = ", ".join(f"'{heading}'" for feed in making.feeds if feed.name == name for heading in feed.headings)
    said = f"is blank, and kind '{making.kind.name}' needs it."
    return fault_at(name, said, f"Fill in {headings}, or delete the row.")


def _condition(table: Table, heading: str, words: WordMap) -> _Column:
    def read(text: str) -> Value | _Wrong | None:
        broken = _broken(heading, text)
        return _Wrong((broken,)) if broken else bool(words.translate(text))

    return _Column(heading, itemgetter(column_of(table, heading)), cache(read), {})


def _column(table: Table, spec: RegisterSidecar, names: Names, making: Making, name: str) -> _Column:
    own = making.kind.fields[name]
    feeds = tuple(feed for feed in making.feeds if feed.name == name)
    places = [column_of(table, heading) for feed in feeds for heading in feed.headings]

    def read_many(found: tuple[str, ...]) -> Value | _Wrong | None:
        return _read_field(own, feeds, found, spec, names)

    @cache
    def read_one(text: str) -> Value | _Wrong | None:
        return read_many((text,))

    def read_text(text: str) -> Value | _Wrong | None:
        plain = text.isprintable() and len(text) <= CELL_LIMIT and text.strip() not in ERRORS
        return text.strip() or None if plain else read_one(text)

    def read_date(text: str) -> Value | _Wrong | None:
        return read_one(_TIME.sub("", text))

    if len(places) > 1:
        return _Column(name, itemgetter(*places), read_many, {})
    # Free text seldom repeats, and a time of day makes a day look new: both would be typed again for every row.
    is_text = own.reads in _AS_WRITTEN and not own.many and name not in spec.words
    read = read_text if is_text else read_date if own.reads == "date" else read_one
    return _Column(name, itemgetter(*places), read, {})


def _read_field(
    own: FieldSpec, feeds: Sequence[Feed], cells: Sequence[str], spec: RegisterSidecar, names: Names
) -> Value | _Wrong | None:
    """The value of one field from its cells: a single value, or a mapping of what each feed gives."""
    faults: list[CellFault] = []
    raws: dict[tuple[str, ...], object] = {}
    rest = list(cells)
    for feed in feeds:
        parts, rest = rest[: len(feed.headings)], rest[len(feed.headings) :]
        where = ".".join(feed.field)
        faults.extend(fault for part in parts if (fault := _broken(where, part)))
        raws[feed.field[1:]] = _raw(feed, parts, spec.words.get(where))
    if faults:
        return _Wrong(tuple(faults))
    whole = raws[()] if () in raws else _nest(raws)
    value, wrong = type_value(own, whole, names, day_first=spec.day_first, table=True)
    return _Wrong(tuple(_cell_fault(own, fault, names) for fault in wrong)) if wrong else value


def _broken(where: str, text: str) -> CellFault | None:
    if len(text) > CELL_LIMIT:
        said = f"is longer than the {CELL_LIMIT:,} characters that a cell can hold."
        return fault_at(where, said, "Shorten it.")
    said_of = ERRORS.get(text.strip())
    hint = "Open the file in Excel, let it calculate, and save it; or mend the cell."
    return fault_at(where, f"{said_of}.", hint) if said_of else None


def _raw(feed: Feed, parts: Sequence[str], words: WordMap | None) -> object:
    if feed.spec.reads == "date":
        text = _CLOCK.sub("", parts[0].strip())
    else:
        text = " ".join(part.strip() for part in parts if part.strip())
    return words.translate(text) if words else text


def _nest(raws: Mapping[tuple[str, ...], object]) -> dict[str, object] | None:
    """{("start",): x} as {"start": x}; blank parts are left out, and nothing at all is None."""
    filled = {path: raw for path, raw in raws.items() if raw not in (None, "")}
    return {path[0]: raw for path, raw in filled.items()} or None


def _cell_fault(own: FieldSpec, fault: Fault, names: Names) -> CellFault:
    spec = own
    for part in fault.path:
        spec = spec.fields.get(part, spec) if isinstance(part, str) else spec
    where = ".".join([own.name, *(str(part) for part in fault.path if isinstance(part, str))])
    needs_part = bool(fault.path) and fault.message == f"'{own.name}' needs '{fault.path[-1]}'."
    known = spec.choices or (names.spellings(spec.reads) if spec.reads in _FROM_NAMES else ())
    hint = fault.hint
    if spec.reads == "choice":
        hint += f" Or say what their words mean under 'values: {where}' in the sidecar."
    return fault_at(where, fault.message if needs_part else hush(fault.message, known), hint)
