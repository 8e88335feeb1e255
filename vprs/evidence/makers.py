"""From the cells of one row to the typed fields of each record that it makes.

Takes a table, its sidecar and the names that the organisation knows, gives a `Maker` for each record of a row.
Every answer is remembered by the text of the cell, so that a long register costs as much as its distinct words and
records share their values. No file, no message with what a person wrote.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from vprs.evidence.cells import Answer, CellFault, Faults, Wrong, condition_reader, fault_at, field_reader
from vprs.evidence.makings import Making
from vprs.evidence.sidecar import RegisterSidecar
from vprs.evidence.tables import Table
from vprs.evidence.typed import Names
from vprs.model import Value


class _WrongCell(Exception):
    """Leaves the quick way through a row at its first fault. Internal."""


class _Seen(dict[str, Value | None]):
    """Cell text -> value, asked once for each text; a text with faults is never remembered as a value."""

    def __init__(self, read: Callable[[str], Answer]) -> None:
        super().__init__()
        self.read = read

    def __missing__(self, text: str) -> Value | None:
        answer = self.read(text)
        if isinstance(answer, Wrong):
            raise _WrongCell
        self[text] = answer
        return answer


class _Single(NamedTuple):
    """A field that one column feeds."""

    name: str
    place: int
    seen: _Seen


class _Joined(NamedTuple):
    """A field that several columns feed."""

    name: str
    places: tuple[int, ...]
    read: Callable[[tuple[str, ...]], Answer]


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
    singles: tuple[_Single, ...]
    joined: tuple[_Joined, ...]
    conditions: tuple[tuple[int, Callable[[str], bool | Wrong]], ...]
    constants: Mapping[str, Value]
    needs: Mapping[str, CellFault]
    dated_at: int | None
    link: str | None

    def make(self, cells: Sequence[str]) -> tuple[dict[str, Value], Faults]:
        """The typed fields (with `id` where a column gives it) and what is wrong with the row."""
        try:
            fields = {name: value for name, place, seen in self.singles if (value := seen[cells[place]]) is not None}
        except _WrongCell:
            return {}, self._faults(cells)
        for name, places, read in self.joined:
            answer = read(tuple(cells[place] for place in places))
            if isinstance(answer, Wrong):
                return {}, self._faults(cells)
            if answer is not None:
                fields[name] = answer
        fields.update(self.constants)
        for name in self.needs:
            if name not in fields:
                return {}, self._faults(cells)
        return fields, ()

    def _faults(self, cells: Sequence[str]) -> Faults:
        """Every fault of a row that has one."""
        answers = {single.name: single.seen.read(cells[single.place]) for single in self.singles}
        answers |= {joined.name: joined.read(tuple(cells[place] for place in joined.places)) for joined in self.joined}
        wrong = [fault for answer in answers.values() if isinstance(answer, Wrong) for fault in answer.faults]
        blank = [fault for name, fault in self.needs.items() if answers.get(name) is None]
        return (*wrong, *blank)

    def id_of(self, cells: Sequence[str]) -> str | None:
        """The id that the row gives, whatever is wrong with it elsewhere: empty where it gives none, None if unread."""
        answers = [single.seen.read(cells[single.place]) for single in self.singles if single.name == "id"]
        answers += [each.read(tuple(cells[place] for place in each.places)) for each in self.joined if each.name == "id"]
        answer = answers[0] if answers else ""
        return None if isinstance(answer, Wrong) else str(answer or "")

    def holds(self, cells: Sequence[str]) -> tuple[bool, Faults]:
        """Whether the row makes such a record, and what keeps that from being known."""
        answers = [read(cells[place]) for place, read in self.conditions]
        faults = tuple(fault for answer in answers if isinstance(answer, Wrong) for fault in answer.faults)
        return all(answers), faults


def column_of(table: Table, heading: str) -> int:
    """The column under a heading that is known to be there."""
    return table.positions(heading)[0]


def prepare(table: Table, spec: RegisterSidecar, names: Names) -> tuple[Maker, ...]:
    """A maker for the main record of a row, then one for each of `also`."""
    makers = [_maker(table, spec, names, spec.main, "", None)]
    for making in spec.also:
        alike = sum(other.kind == making.kind.name for other in makers[1:])
        suffix = f"/{making.kind.name}" + (f"-{alike + 1}" if alike else "")
        makers.append(_maker(table, spec, names, making, suffix, _link(spec.main, making)))
    return tuple(makers)


def _link(main: Making, second: Making) -> str | None:
    """`incident` of a response made from an incident, where neither a column nor a constant fills it."""
    name = main.kind.name
    given = {*second.constants, *(feed.name for feed in second.feeds)}
    return name if name in second.kind.fields and name not in given else None


def _maker(table: Table, spec: RegisterSidecar, names: Names, making: Making, suffix: str, link: str | None) -> Maker:
    fed = dict.fromkeys(feed.name for feed in making.feeds)
    dated = tuple(making.kind.dated_by.split("."))
    columns = [_column(table, spec, names, making, name) for name in fed]
    return Maker(
        kind=making.kind.name,
        suffix=suffix,
        singles=tuple(column for column in columns if isinstance(column, _Single)),
        joined=tuple(column for column in columns if isinstance(column, _Joined)),
        conditions=tuple(
            (column_of(table, heading), condition_reader(heading, words)) for heading, words in making.when.items()
        ),
        constants=making.constants,
        needs={name: _needed(making, name) for name in making.kind.required if name in fed},
        dated_at=next((column_of(table, feed.headings[0]) for feed in making.feeds if feed.field == dated), None),
        link=link,
    )


def _column(table: Table, spec: RegisterSidecar, names: Names, making: Making, name: str) -> _Single | _Joined:
    feeds = tuple(feed for feed in making.feeds if feed.name == name)
    places = tuple(column_of(table, heading) for feed in feeds for heading in feed.headings)
    read_one, read_many = field_reader(making.kind.fields[name], feeds, spec, names)
    return _Single(name, places[0], _Seen(read_one)) if len(places) == 1 else _Joined(name, places, read_many)


def _needed(making: Making, name: str) -> CellFault:
    headings = ", ".join(f"'{heading}'" for feed in making.feeds if feed.name == name for heading in feed.headings)
    said = f"is blank, and kind '{making.kind.name}' needs it."
    return fault_at(name, said, f"Fill in {headings}, or delete the row.")
