"""Raw values as people wrote them, typed by the schema of their kind.

Takes a field's specification and plain values (text, int, bool, lists, mappings; numbers and dates of a spreadsheet
too), gives the typed values of `model.Value` and the faults, as data. Pure, so that callers may remember answers.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from vprs.evidence.faults import Fault, plain, shown, needed
from vprs.evidence.names import OPEN_NAMES, Names, fold
from vprs.evidence.scalars import READERS, Reading
from vprs.kinds import FieldSpec, KindSpec, read_kinds
from vprs.model import Value
from vprs.problem import nearest

__all__ = [
    "OPEN_NAMES",
    "Fault",
    "Names",
    "TypedRecord",
    "fold",
    "parts_of",
    "type_fields",
    "type_record",
    "type_value",
]

# Fields whose elements are single words or names, so that in one cell of a table a comma parts them as well.
COMMA_PARTED = frozenset("topics decisions audience links basis sites attendees serves reviews aliases".split())

NOTHING: tuple[Fault, ...] = ()


def type_fields(
    kind: KindSpec, raw: Mapping[str, object], names: Names, *, day_first: bool = False, table: bool = False
) -> tuple[dict[str, Value], tuple[Fault, ...]]:
    """The typed fields of one record (without `id` and `kind`), and every fault in it.

    `table`: the values are cells, so `yes` and `no` are booleans and `a; b` is a list. A record with a fault is not
    to be used: what was read of it is given only so that further faults can be looked for.
    """
    required = tuple(name for name in kind.required if name != "kind")
    fields, faults = type_members(kind.fields, required, raw, names, day_first, table, f"kind '{kind.name}'")
    return {name: value for name, value in fields.items() if name not in ("id", "kind")}, faults


@dataclass(frozen=True, kw_only=True, slots=True)
class TypedRecord:
    """One record as typed. kind: None where it is not known; id: None where none is given.

    With faults it is not to be used; `fields` then hold what could be read.
    """

    kind: str | None
    id: str | None
    fields: Mapping[str, Value]
    faults: tuple[Fault, ...]


def type_record(
    raw: Mapping[str, object], names: Names, *, day_first: bool = False, table: bool = False
) -> TypedRecord:
    """A whole record in plain values, `kind` and `id` among them."""
    kinds = read_kinds()
    given = plain(raw.get("kind"))
    own = plain(raw.get("id"))
    kind = next((name for name in kinds if fold(name) == fold(str(given))), None) if given is not None else None
    if kind is None:
        known = f"{nearest(str(given), kinds)} The kinds are {', '.join(kinds)}.".strip()
        said = f"there is no kind '{shown(given)}'." if given is not None else "the record does not say its kind."
        fault = Fault(("kind",), said, known)
        return TypedRecord(kind=None, id=str(own) if own is not None else None, fields={}, faults=(fault,))
    fields, faults = type_fields(kinds[kind], raw, names, day_first=day_first, table=table)
    return TypedRecord(kind=kind, id=str(own) if own is not None else None, fields=fields, faults=faults)


def type_value(
    spec: FieldSpec, raw: object, names: Names, *, day_first: bool = False, table: bool = False
) -> tuple[Value | None, tuple[Fault, ...]]:
    """The typed value of one field, None where it is empty or faulty, and its faults (paths within the value)."""
    raw = plain(raw)
    if raw is None:
        return None, NOTHING
    if spec.many:
        return _type_list(spec, raw, names, day_first, table)
    return _type_one(spec, raw, names, day_first, table)


def _type_one(
    spec: FieldSpec, raw: object, names: Names, day_first: bool, table: bool
) -> tuple[Value | None, tuple[Fault, ...]]:
    if spec.reads == "mapping":
        return _type_mapping(spec, raw, names, day_first, table)
    if isinstance(raw, (list, tuple)):
        return None, (Fault((), "a list stands where one value is expected.", "Keep one of its values."),)
    if isinstance(raw, Mapping):
        return None, (Fault((), "a mapping stands where one value is expected.", "Write the value alone."),)
    found = READERS[spec.reads](raw, Reading(spec, names, day_first, table))
    return (None, (found,)) if isinstance(found, Fault) else (found, NOTHING)


def _type_list(
    spec: FieldSpec, raw: object, names: Names, day_first: bool, table: bool
) -> tuple[Value | None, tuple[Fault, ...]]:
    values: list[Value] = []
    faults: list[Fault] = []
    for index, item in enumerate(map(plain, _elements(spec, raw, table))):
        if item is None:
            continue
        value, wrong = _type_one(spec, item, names, day_first, table)
        at: tuple[str | int, ...] = (index,) if isinstance(raw, (list, tuple)) else ()
        faults.extend(fault.below(*at) for fault in wrong)
        if value is not None:
            values.append(value)
    return (None if faults or not values else tuple(values)), tuple(faults)


def _elements(spec: FieldSpec, raw: object, table: bool) -> Iterable[object]:
    if isinstance(raw, (list, tuple)):
        return raw
    return parts_of(spec, raw) if table and isinstance(raw, str) else (raw,)


def parts_of(spec: FieldSpec, text: str) -> list[str]:
    """The words of one cell: line breaks and semicolons part them where a field holds many, and commas where they can.

    A text that stands where mappings are expected is left whole.
    """
    if not spec.many or spec.reads == "mapping":
        return [text]
    parted = text.replace("\n", ";")
    return (parted.replace(",", ";") if spec.name in COMMA_PARTED else parted).split(";")


def _type_mapping(
    spec: FieldSpec, raw: object, names: Names, day_first: bool, table: bool
) -> tuple[Value | None, tuple[Fault, ...]]:
    if isinstance(raw, str) and {"start", "end"} <= spec.fields.keys():
        raw = _two_days(raw)
    if not isinstance(raw, Mapping):
        known = ", ".join(spec.fields)
        hint = f"Give it as a mapping of {known}."
        return None, (Fault((), f"'{shown(raw)}' stands where a mapping is expected.", hint),)
    fields, faults = type_members(spec.fields, spec.required, raw, names, day_first, table, f"'{spec.name}'")
    start, end = fields.get("start"), fields.get("end")
    if not faults and start is not None and end is not None and end.last < start.first:  # type: ignore[union-attr]
        faults = (Fault(("end",), f"it ends on {end}, before it starts on {start}.", "Change one of the two dates."),)
    return (None if faults or not fields else fields), faults


def _two_days(text: str) -> object:
    """`2026-04-01..2026-09-30` or `2026-04-01 to 2026-09-30` as a period; any other text as it is."""
    for between in ("..", " to "):
        start, found, end = text.partition(between)
        if found:
            return {"start": start.strip(), "end": end.strip()}
    return text


def type_members(
    specs: Mapping[str, FieldSpec],
    required: tuple[str, ...],
    raw: Mapping[str, object],
    names: Names,
    day_first: bool,
    table: bool,
    whose: str,
) -> tuple[dict[str, Value], tuple[Fault, ...]]:
    """The members of a record or a mapping, typed; `whose` names it in messages."""
    fields: dict[str, Value] = {}
    faults: list[Fault] = []
    for name, given in raw.items():
        spec = specs.get(name)
        if spec is None:
            faults.append(Fault((name,), f"{whose} has no field '{name}'.", _known(name, specs), at_key=True))
            continue
        value, wrong = type_value(spec, given, names, day_first=day_first, table=table)
        faults.extend(fault.below(name) for fault in wrong)
        if value is not None:
            fields[name] = value
    faulty = {fault.path[0] for fault in faults}
    lacking = (name for name in required if name not in fields and name not in faulty)
    faults.extend(needed(whose, name, given=name in raw) for name in lacking)
    return fields, tuple(faults)


def _known(name: str, specs: Mapping[str, FieldSpec]) -> str:
    return nearest(name, specs) or "Its fields: " + ", ".join(specs) + "."
