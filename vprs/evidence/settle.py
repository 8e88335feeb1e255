"""What can only be settled once every record is read: that ids are unique and that references lead somewhere.

Takes all records, gives them back with dangling references taken out and named in `blank`. A second record of the
same id is left out and counts as lost. It knows of references only what the schemas say (`x-reads: id`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache

from vprs.evidence.batch import Batch, is_private
from vprs.evidence.unchecked import Unchecked
from vprs.kinds import read_kinds
from vprs.model import Lost, Record, Value
from vprs.problem import Problem, nearest

HINTED = 20  # references for which a near spelling is looked for: it is slow, and nobody reads more
HINTED_IDS = 5_000


def settle(batch: Batch, other_ids: Mapping[str, str] | None = None, lost_ids: frozenset[str] = frozenset()) -> Batch:
    """The batch with unique ids and no reference that leads nowhere.

    other_ids  further spellings of ids, such as the path of a sidecar
    lost_ids   ids of items that were lost: a reference to one counts as not given, and their own problem says why
    """
    unique, lost, problems = _unique(batch.records)
    ids = frozenset(record.id for record in unique)
    links = _Links(ids, other_ids or {}, lost_ids | batch.lost_ids, problems, lost=(*batch.lost, *lost))
    return Batch(
        records=tuple(links.mend(record) for record in unique),
        lost=(*batch.lost, *lost),
        problems=(*batch.problems, *problems, *links.unchecked.problems()),
    )


def without_links(records: tuple[Record, ...], gone: frozenset[str]) -> tuple[Record, ...]:
    """The records, whose references are settled, without those to records that are not there."""
    links = _Links(frozenset(record.id for record in records) - gone, {}, gone, [])
    mended = ((record, links.mend(record)) for record in records)
    return tuple(after if after is before else replace(after, unread=before.unread) for before, after in mended)


def _unique(records: tuple[Record, ...]) -> tuple[list[Record], list[Lost], list[Problem]]:
    first: dict[str, Record] = {}
    lost: list[Lost] = []
    problems: list[Problem] = []
    for record in records:
        earlier = first.setdefault(record.id, record)
        if earlier is record:
            continue
        which = "the id of this row" if is_private(record) else f"id '{record.id}'"
        said = f"{which} already belongs to {earlier.place}."
        hint = "Give one of them another id; this one is left out."
        problems.append(Problem(file=record.file, line=record.line, where="id", message=said, hint=hint))
        lost.append(Lost(kind=record.kind, file=record.file, line=record.line))
    return list(first.values()), lost, problems


class _Links:
    """Mends references, one record after another; collects problems. Built, used and dropped in `settle`."""

    def __init__(
        self,
        ids: frozenset[str],
        other_ids: Mapping[str, str],
        lost_ids: frozenset[str],
        problems: list[Problem],
        *,
        lost: tuple[Lost, ...] = (),
    ) -> None:
        self.ids, self.other_ids, self.lost_ids, self.problems = ids, other_ids, lost_ids, problems
        self.nameless = bool(lost)  # something was lost of which no id is known, and any link may lead to it
        self.unchecked = Unchecked(lost)
        self.hinted = 0

    def mend(self, record: Record) -> Record:
        fields: dict[str, Value] | None = None
        blank: list[str] = []
        unread: dict[str, Value] = {}
        for name, inner in _references(record.kind):
            value = record.fields.get(name)
            if value is None or (isinstance(value, str) and value in self.ids and value != record.id):
                continue
            mended = self._value(value, inner, record, f"{name}.{inner}" if inner else name)
            if mended == value:
                continue
            fields = dict(record.fields) if fields is None else fields
            if mended is None or mended == ():
                del fields[name]
            else:
                fields[name] = mended
            if not _same_size(value, mended, inner):
                blank.append(f"{name}.{inner}" if inner else name)
                if self.nameless or any(str(target) in self.lost_ids for target in _targets(value, inner)):
                    unread[name] = value
        if fields is None:
            return record
        return replace(record, fields=fields, blank=record.blank | frozenset(blank), unread=unread or None)

    def _value(self, value: Value, inner: str, record: Record, where: str) -> Value | None:
        if isinstance(value, tuple):
            kept = (self._value(item, inner, record, where) for item in value)
            return tuple(item for item in kept if item is not None)
        if isinstance(value, Mapping):
            if inner not in value:
                return value
            target = self._value(value[inner], "", record, where)
            others = {name: part for name, part in value.items() if name != inner}
            return others if target is None else {**value, inner: target}
        return self._target(str(value), record, where)

    def _target(self, wanted: str, record: Record, where: str) -> str | None:
        found = wanted if wanted in self.ids else self.other_ids.get(wanted, "")
        if found in self.ids and found != record.id:
            return found
        itself = found == record.id
        if wanted not in self.lost_ids and (itself or not self.unchecked.take(record, where)):
            self.problems.append(self._problem(wanted, record, where, itself=itself))
        return None

    def _problem(self, wanted: str, record: Record, where: str, *, itself: bool) -> Problem:
        hint = "Mend it; until then it counts as not given."
        if itself:
            said = "the record refers to itself."
        elif is_private(record):
            said = "no record has the id that this row names."
        else:
            said = f"no record has the id '{wanted}'."
            hint = f"It may be in an item that could not be read. {hint}" if self.nameless else hint
            hint = hint if self.nameless else f"{self._near(wanted)} {hint}".strip()
        return Problem(file=record.file, line=record.line, where=where, message=said, hint=hint)

    def _near(self, wanted: str) -> str:
        self.hinted += 1
        return nearest(wanted, self.ids) if self.hinted <= HINTED and len(self.ids) <= HINTED_IDS else ""


def _same_size(value: Value, mended: Value | None, inner: str) -> bool:
    """Whether no reference was taken out (one may have been spelled otherwise)."""
    return sum(1 for _ in _targets(value, inner)) == sum(1 for _ in _targets(mended, inner))


def _targets(value: Value | None, inner: str) -> Iterator[Value]:
    if isinstance(value, tuple):
        for item in value:
            yield from _targets(item, inner)
    elif isinstance(value, Mapping):
        if inner in value:
            yield value[inner]
    elif value is not None:
        yield value


@cache
def _references(kind: str) -> tuple[tuple[str, str], ...]:
    """(field, field within it or "") for every reference that a record of this kind can hold."""
    fields = read_kinds()[kind].fields
    outer = [(name, "") for name, spec in fields.items() if spec.reads == "id"]
    inner = [(name, part) for name, spec in fields.items() for part, sub in spec.fields.items() if sub.reads == "id"]
    return (*outer, *inner)
