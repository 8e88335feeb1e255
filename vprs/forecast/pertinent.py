"""Which records a question may look at, so that the others need not be read again for it every day.

Takes a workspace and questions, gives for each question the records without which it would answer the same on any day:
too many rather than too few. What fails a plain word of the rule is left out, unless a record that stays links to it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from vprs.checks import Context, make_context
from vprs.checks.horizon import dated, value_at
from vprs.checks.narrowing import failing, may_match
from vprs.checks.registers import counts_others
from vprs.dates import Period, Span
from vprs.forecast.dated import parts
from vprs.forecast.questions import Asked
from vprs.kinds import read_kinds
from vprs.model import Operand, Pack, Record, Ref, Selector, Workspace

CHANGING = frozenset({("status",)})  # words that a record does not say before a later date of its own has come
REGISTERS = Selector(kind="register")


@dataclass(frozen=True, kw_only=True, slots=True)
class Library:
    """Every record, whatever its day, and which record speaks of which.

    whole    the records as they will stand once everything has come
    related  id -> the ids of records that it names, or by which it is replaced
    """

    whole: Context
    by_id: Mapping[str, Record]
    related: Mapping[str, tuple[str, ...]]


def library_of(pack: Pack, workspace: Workspace) -> Library:
    """The records of a workspace, as a pack reads their words."""
    by_id = {record.id: record for record in workspace.records}
    related: dict[str, list[str]] = {}
    for record in workspace.records:
        values = (*record.fields.values(), *(record.unread or {}).values())
        for name in {part for value in values for part in parts(value) if isinstance(part, str)} & by_id.keys():
            related.setdefault(record.id, []).append(name)
        older = record.fields.get("supersedes", ())
        for target in older if isinstance(older, tuple) else (older,):
            related.setdefault(str(target), []).append(record.id)
    return Library(
        whole=make_context(pack, workspace, date.max, Period(date.min, date.max)),
        by_id=by_id,
        related={name: tuple(others) for name, others in related.items()},
    )


def looked_at(asked: Asked, library: Library, first: Context) -> tuple[Record, ...]:
    """The records that the question's own selectors may find, on the first day or any later one.

    A register that counts the records there are needs them all.
    """
    found: dict[str, Record] = {}
    if any(counts_others(each) for each in library.whole.records.get("register", ())):
        every = (record for selector in asked.selectors for record in library.whole.records.get(selector.kind, ()))
        return tuple({record.id: library.by_id[record.id] for record in every}.values())
    for number, selector in enumerate(asked.selectors):
        one = [record for record in _found(selector, library.whole) if not _gone_by(record, selector, first)]
        if number == 1 and asked.paired:
            one = _linked(one, selector, found.keys())
        found |= {record.id: library.by_id[record.id] for record in one}
    return tuple(found.values())


def _linked(records: list[Record], selector: Selector, targets: Iterable[str]) -> list[Record]:
    """Those that link to one of the targets, where the selector asks for a link to the other of its pair."""
    known = frozenset(targets)
    spec = read_kinds()[selector.kind]
    for clause in selector.where:
        field = spec.field(clause.field)
        if field is None or field.reads != "id":
            continue
        for matcher in clause.matchers:
            if matcher.operator == "is" and all(_is_the_other(operand) for operand in matcher.operands):
                return [each for each in records if each.unread or _names(each, clause.field) & known]
    return records


def _is_the_other(operand: Operand) -> bool:
    return isinstance(operand, Ref) and operand.base in ("first", "each") and operand.path in ((), ("id",))


def _names(record: Record, path: tuple[str, ...]) -> frozenset[str]:
    value = value_at(record.fields, path)
    return frozenset(str(each) for each in (value if isinstance(value, tuple) else (value,)))


def needed_for(records: Iterable[Record], library: Library) -> frozenset[str]:
    """The ids of these records, of the registers that speak for them, and of all that any of them leads to."""
    waiting = [record.id for record in (*records, *_found(REGISTERS, library.whole))]
    needed: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name not in needed:
            needed.add(name)
            waiting.extend(other for other in library.related.get(name, ()) if other in library.by_id)
    return frozenset(needed)


def _found(selector: Selector, whole: Context) -> list[Record]:
    known = [
        None if clause.field in CHANGING else failing(clause, selector.kind, whole, population=True)
        for clause in selector.where
    ]
    return may_match(whole.records.get(selector.kind, ()), known)


def _gone_by(record: Record, selector: Selector, first: Context) -> bool:
    """Whether its window had left a record behind before the first day: windows never move back."""
    window = first.window(selector.window)
    if window is None:
        return False
    own = dated(record, first.kinds[record.kind], selector.date)
    end = value_at(record.fields, ("period", "end")) if selector.date is None else None
    placings = [span for span in (own, end) if isinstance(span, Span)]
    return own is not None and all(span.last < window.start for span in placings)
