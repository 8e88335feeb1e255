"""What stands in the cells that feed one field, as a typed value or as faults.

Takes the texts of the cells, the feeds and words of the sidecar and the names that the organisation knows. Pure, so
that answers can be remembered; no fault repeats what a person wrote.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from vprs.evidence.columns import Feed
from vprs.evidence.names import LISTS_OF
from vprs.evidence.privacy import hush, unquoted
from vprs.evidence.sidecar import RegisterSidecar
from vprs.evidence.tables import CELL_LIMIT, ERRORS
from vprs.evidence.typed import Fault, Names, parts_of, type_value
from vprs.evidence.word_maps import WordMap
from vprs.kinds import FieldSpec
from vprs.model import Value

_AS_WRITTEN = frozenset({"text", "word", "id"})
_TIME = re.compile(r"(?<=\d)[ T]\d{1,2}:\d\d(:\d\d)?$")
_CLOCK = re.compile(r"\s*[ap]\.?m\.?$", re.IGNORECASE)


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
class Wrong:
    """The answer of a cell that cannot be read."""

    faults: Faults


Answer = Value | Wrong | None


def condition_reader(heading: str, words: WordMap) -> Callable[[str], bool | Wrong]:
    """Whether a cell says what `when` asks; a formula without a value says nothing that can be relied on."""

    @cache
    def read(text: str) -> bool | Wrong:
        broken = _broken(heading, text)
        return Wrong((broken,)) if broken else bool(words.translate(text))

    return read


def field_reader(
    own: FieldSpec, feeds: Sequence[Feed], spec: RegisterSidecar, names: Names
) -> tuple[Callable[[str], Answer], Callable[[tuple[str, ...]], Answer]]:
    """(for a field of one cell, for a field of several): what the cells come to. Both remember.

    Free text seldom repeats, and a time of day makes a day look new: neither is typed again for every row.
    """

    @cache
    def read_many(found: tuple[str, ...]) -> Answer:
        return _read_field(own, feeds, found, spec, names)

    @cache
    def read_one(text: str) -> Answer:
        return _read_field(own, feeds, (text,), spec, names)

    def read_text(text: str) -> Answer:
        plain = text.isprintable() and len(text) <= CELL_LIMIT and text.strip() not in ERRORS
        return text.strip() or None if plain else read_one(text)

    def read_date(text: str) -> Answer:
        return read_one(_TIME.sub("", text))

    if own.reads in _AS_WRITTEN and not own.many and own.name not in spec.words:
        return read_text, read_many
    return (read_date if own.reads == "date" else read_one), read_many


def _read_field(
    own: FieldSpec, feeds: Sequence[Feed], cells: Sequence[str], spec: RegisterSidecar, names: Names
) -> Answer:
    """The value of one field from its cells: a single value, or a mapping of what each feed gives."""
    faults: list[CellFault] = []
    raws: dict[tuple[str, ...], object] = {}
    rest = list(cells)
    for feed in feeds:
        parts, rest = rest[: len(feed.headings)], rest[len(feed.headings) :]
        where = ".".join(feed.field)
        faults.extend(fault for each in parts if (fault := _broken(where, each)))
        raws[feed.field[1:]] = _raw(feed, parts, spec.words.get(where))
    if faults:
        return Wrong(tuple(faults))
    whole = raws[()] if () in raws else _nest(raws)
    value, wrong = type_value(own, whole, names, day_first=spec.day_first, table=True)
    return Wrong(tuple(_cell_fault(own, fault) for fault in wrong)) if wrong else value


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
        text = " ".join(each.strip() for each in parts if each.strip())
    if words is None:
        return text
    return _translated(feed.spec, text, words) if feed.spec.many else words.translate(text)


def _translated(spec: FieldSpec, text: str, words: WordMap) -> object:
    """Their words as ours in a field that holds many: the whole cell if it is one of them, else each part of it."""
    if not text or words.knows(text):
        return words.translate(text)
    found: list[object] = []
    for their in filter(str.strip, parts_of(spec, text)):
        ours = words.translate(their)
        found += ours if isinstance(ours, list) else parts_of(spec, ours) if isinstance(ours, str) else [ours]
    return found


def _nest(raws: Mapping[tuple[str, ...], object]) -> dict[str, object] | None:
    """{("start",): x} as {"start": x}; blank parts are left out, and nothing at all is None."""
    filled = {path: raw for path, raw in raws.items() if raw not in (None, "")}
    return {path[0]: raw for path, raw in filled.items()} or None


def _cell_fault(own: FieldSpec, fault: Fault) -> CellFault:
    spec = own
    for part in fault.path:
        spec = spec.fields.get(part, spec) if isinstance(part, str) else spec
    where = ".".join([own.name, *(str(part) for part in fault.path if isinstance(part, str))])
    needs_part = bool(fault.path) and fault.message == f"'{own.name}' needs '{fault.path[-1]}'."
    hint = fault.hint
    if spec.reads == "choice":
        hint += f" Or say what their words mean under 'values: {where}' in the sidecar."
    return fault_at(where, fault.message if needs_part else _hushed(spec, fault.message), hint)


def _hushed(spec: FieldSpec, message: str) -> str:
    """The message without the cell, unless that is nearly a closed word. A slip in a list of names may be a person."""
    return unquoted(message) if spec.reads in LISTS_OF else hush(message, spec.choices)
