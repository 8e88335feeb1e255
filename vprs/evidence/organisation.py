"""organisation.yaml: who is judged, and the names that evidence may use.

Takes the file's bytes, or the `organisation:` of an example, gives an `Organisation`. Everything wrong with it is a
problem with its place, and all of them are reported together; nothing is left out to get on with the run.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from vprs.dates import Span
from vprs.evidence.names import Names, fold
from vprs.evidence.typed import Fault, type_members, type_value
from vprs.kinds import FieldSpec, read_organisation_kind
from vprs.model import Organisation, Record, Value
from vprs.problem import InvalidInput, Problem
from vprs.strict_yaml import Path, Tree, decode, read_tree

FILE = "organisation.yaml"
LISTS = ("sites", "units", "bodies", "roles", "staff_groups", "providers", "partners")


def read_organisation(content: bytes, file: str = FILE) -> Organisation:
    """The organisation that a whole file describes; InvalidInput with every problem in it."""
    text, problems = decode(content, file)
    tree, found = (None, ()) if problems else read_tree(text, file)
    if tree is None:
        raise InvalidInput((*problems, *found))
    if not isinstance(tree.value, dict):
        said = "the file is empty." if tree.value is None else "the file must be a mapping of keys and values."
        raise InvalidInput([tree.problem((), said, "Begin with name, code, type and packs.")])
    organisation, faults = type_organisation(tree.value, file=file, line_of=lambda path: tree.mark(*path)[0])
    if faults:
        raise InvalidInput(_problem(tree, fault) for fault in faults)
    return organisation


def _problem(tree: Tree, fault: Fault) -> Problem:
    return tree.problem(fault.path, fault.message, fault.hint, at_key=fault.at_key)


def type_organisation(
    raw: Mapping[str, Any], *, file: str, line_of: Callable[[Path], int], whole: bool = True
) -> tuple[Organisation, tuple[Fault, ...]]:
    """The organisation in plain values, and every fault; with faults it is not to be used.

    `whole`: name, code, type and packs must be there. Examples of rules may leave them out, and whole lists too:
    then the names of those lists are known as written.
    """
    kind = read_organisation_kind()
    known, faults = _gather(raw)
    names = Names(known=known, open_names=not whole)
    plain = {key: value for key, value in raw.items() if key not in LISTS and key != "conventions"}
    required = kind.required if whole else ()
    fields, wrong = type_members(kind.fields, required, plain, names, False, False, FILE)
    faults.extend(wrong)
    conventions = raw.get("conventions")
    if isinstance(conventions, Mapping):
        fields["conventions"] = _free(conventions)
    elif conventions is not None:
        faults.append(Fault(("conventions",), "'conventions' must be a mapping.", "Write keys and values below it."))
    lists: dict[str, tuple[Record, ...]] = {}
    for name in LISTS:
        if isinstance(raw.get(name), (list, tuple)):
            lists[name], amiss = _type_entries(kind.fields[name], raw[name], names, file, line_of)
            faults.extend(amiss)
    year_start, amiss = _year_start(fields.get("year_start"))
    return _assemble(fields, lists, year_start), (*faults, *amiss)


def _assemble(
    fields: Mapping[str, Value], lists: Mapping[str, tuple[Record, ...]], year_start: tuple[int, int]
) -> Organisation:
    formed = fields.get("formed")
    return Organisation(
        name=str(fields.get("name", "example")),
        code=str(fields.get("code", "")),
        type=str(fields.get("type", "other")),
        packs=_words(fields.get("packs")),
        functions=_words(fields.get("functions")),
        year_start=year_start,
        formed=formed if isinstance(formed, Span) else None,
        fields=fields,
        lists=lists,
    )


def _words(value: Value | None) -> tuple[str, ...]:
    return tuple(str(word) for word in value) if isinstance(value, tuple) else ()


def _gather(raw: Mapping[str, Any]) -> tuple[dict[str, dict[str, str]], list[Fault]]:
    """Every spelling of every list, before anything that refers to them is typed; one that names two is a fault."""
    known: dict[str, dict[str, str]] = {}
    faults: list[Fault] = []
    for name in LISTS:
        given = raw.get(name)
        if given is None:
            continue
        if not isinstance(given, (list, tuple)):
            faults.append(Fault((name,), f"'{name}' must be a list.", f"Write {name}: [{{id: ...}}]."))
            continue
        known[name] = {}
        for index, entry in enumerate(given):
            faults.extend(_spell(name, index, entry, known[name]))
    return known, faults


def _spell(name: str, index: int, entry: object, known: dict[str, str]) -> list[Fault]:
    """Adds the spellings of one entry to those known."""
    entry = {"id": entry} if isinstance(entry, (str, int)) else entry
    if not isinstance(entry, Mapping) or not entry.get("id"):
        return []
    own = str(entry["id"])
    faults = []
    mine: set[str] = set()
    for path, spelling in _spellings(entry):
        folded = fold(spelling)
        other = None if folded in mine else known.get(folded)
        if other is not None:
            said = f"'{spelling}' already names '{other}'." if path != ("id",) else f"id '{spelling}' stands twice."
            faults.append(Fault((name, index, *path), said, "A name must lead to one entry: change one of them."))
            continue
        mine.add(folded)
        known[folded] = own
    return faults


def _spellings(entry: Mapping[str, Any]) -> list[tuple[Path, str]]:
    found: list[tuple[Path, str]] = [(("id",), str(entry["id"]))]
    if isinstance(entry.get("name"), (str, int)):
        found.append((("name",), str(entry["name"])))
    aliases = entry.get("aliases")
    many = aliases if isinstance(aliases, (list, tuple)) else () if aliases is None else (aliases,)
    found.extend((("aliases", place), str(alias)) for place, alias in enumerate(many) if isinstance(alias, (str, int)))
    return found


def _type_entries(
    spec: FieldSpec, raw: list[Any], names: Names, file: str, line_of: Callable[[Path], int]
) -> tuple[tuple[Record, ...], list[Fault]]:
    records: list[Record] = []
    faults: list[Fault] = []
    for index, entry in enumerate(raw):
        given = {"id": entry} if isinstance(entry, (str, int)) and not isinstance(entry, bool) else entry
        value, wrong = type_value(replace(spec, many=False), given, names)
        faults.extend(fault.below(spec.name, index) for fault in (*wrong, *_order(value), *_headcount(value)))
        if isinstance(value, Mapping):
            fields = {name: part for name, part in value.items() if name != "id"}
            line = line_of((spec.name, index))
            records.append(
                Record(id=str(value["id"]), kind=f"organisation.{spec.name}", fields=fields, file=file, line=line)
            )
        elif not wrong:
            faults.append(Fault((spec.name, index), "an entry is empty.", "Give it an id, or take it out."))
    return tuple(records), faults


def _order(value: Value | None) -> list[Fault]:
    """An entry that ended before it began."""
    if not isinstance(value, Mapping):
        return []
    pairs = ((start, end) for start, end in (("from", "to"), ("opened", "closed")) if {start, end} <= value.keys())
    return [
        Fault((end,), f"{value[end]} lies before {start} {value[start]}.", "Change one of the two dates.")
        for start, end in pairs
        if value[end].last < value[start].first  # type: ignore[union-attr]
    ]


def _headcount(value: Value | None) -> list[Fault]:
    """Fewer than no people."""
    found = value.get("headcount") if isinstance(value, Mapping) else None
    if not isinstance(found, int) or found >= 0:
        return []
    return [Fault(("headcount",), f"'{found}' is no number of people.", "Write how many there are, or leave it out.")]


def _year_start(value: Value | None) -> tuple[tuple[int, int], list[Fault]]:
    if value is None:
        return (4, 1), []
    try:
        found = date.fromisoformat(f"2001-{value}")
        if len(str(value)) == 5:
            return (found.month, found.day), []
    except ValueError:
        pass
    return (4, 1), [Fault(("year_start",), f"'{value}' is not a month and a day.", 'Write it as "04-01".')]


def _free(raw: object) -> Value:
    """A value of any shape, for what has no schema."""
    if isinstance(raw, Mapping):
        return {str(key): _free(value) for key, value in raw.items() if value is not None}
    if isinstance(raw, (list, tuple)):
        return tuple(_free(value) for value in raw if value is not None)
    return raw if isinstance(raw, (bool, int)) else str(raw)
