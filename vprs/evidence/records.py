"""One record as somebody wrote it in YAML or front matter becomes a `Record`, or a problem and an item lost.

Takes an `Item`, the names known and the files of the folder. Decides what the record rests on and whether it is
held or only stated; ids and references are settled later, when all records are known.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from vprs.evidence.batch import Batch
from vprs.evidence.disclosure import copy_faults, redacted_copy, with_path
from vprs.evidence.faults import Fault
from vprs.evidence.files import Files, Found, check_digest, find, refuse_empty
from vprs.evidence.recognising import covers_unread, lost_register, row_key
from vprs.evidence.typed import Names, type_record
from vprs.kinds import read_kinds
from vprs.model import Lost, Record, Value
from vprs.problem import Problem
from vprs.strict_yaml import Path, Tree


@dataclass(frozen=True, kw_only=True, slots=True)
class Item:
    """A record as written.

    raw         plain values, `kind` among them
    tree, path  where it stood
    id          its id where it gives none
    backing     the file it describes by where it stands: its own Markdown, or the file beside its sidecar
    headings    of the Markdown it heads
    """

    raw: Mapping[str, object]
    tree: Tree
    path: Path = ()
    id: str
    backing: str | None = None
    headings: tuple[str, ...] = ()

    @property
    def line(self) -> int:
        return self.tree.mark(*self.path)[0]


@dataclass(frozen=True, kw_only=True, slots=True)
class Made:
    """What one item, or one whole file, came to.

    ids         of items that were lost
    other_ids   further spellings of the ids of records: that of a sidecar for what it describes
    described   files it speaks of
    """

    batch: Batch
    ids: frozenset[str] = frozenset()
    other_ids: Mapping[str, str] = field(default_factory=dict)
    described: frozenset[str] = frozenset()


def make_record(item: Item, names: Names, files: Files) -> Made:
    """The record that an item comes to."""
    typed = type_record(item.raw, names)
    own = typed.id or item.id
    found = _backing(item, files)
    copy = redacted_copy(typed.fields, files, item.tree.file)
    faults = (
        *typed.faults,
        *backing_faults(typed.kind, typed.fields, found, item.raw.get("sha256")),
        *copy_faults(typed.fields, copy, found if isinstance(found, Found) else None),
    )
    described = frozenset({item.tree.file, *(each.path for each in (found, copy) if isinstance(each, Found))})
    if faults or typed.kind is None:
        lost = _lost(item, typed.kind, faults, unread_rows(typed.kind, typed.fields, found))
        return Made(batch=lost, ids=frozenset({own}), described=described)
    fields = with_path(_with_headings(typed.fields, typed.kind, item.headings), copy)
    record = Record(id=own, kind=typed.kind, fields=fields, file=item.tree.file, line=item.line)
    other_ids = {item.tree.file: own} if item.backing and not item.path else {}
    return Made(batch=Batch(records=(rest(record, found),)), other_ids=other_ids, described=described)


def rest(record: Record, found: Found | Fault | None) -> Record:
    """The record, held where a file backs it."""
    if not isinstance(found, Found):
        return record
    return replace(record, rests_on=found.path, sha256=found.sha256, held=True)


def backing_faults(
    kind: str | None, fields: Mapping[str, Value], found: Found | Fault | None, recorded: object
) -> tuple[Fault, ...]:
    """What is wrong with the file that a record rests on, and with what the record says of it."""
    if isinstance(found, Fault):
        return (found,)
    if found is None:
        said = "there is no file that it is the digest of."
        return (Fault(("sha256",), said, "Name the file in `file`."),) if recorded and kind else ()
    faults = [refuse_empty(found) or (check_digest(found, str(recorded)) if recorded else None)]
    if covered := unread_rows(kind, fields, found):
        said = f"nobody reads the rows of '{found.path}', so that they cannot be declared complete."
        hint = f"Give {found.path} a sidecar with `kind: {covered}` and `columns`, and declare it complete there."
        faults.append(Fault(("complete",), said, hint))
    return tuple(fault for fault in faults if fault is not None)


def unread_rows(kind: str | None, fields: Mapping[str, Value], found: Found | Fault | None) -> str | None:
    """The kind of the rows in the table that a record declares complete although nobody reads them; else None."""
    return covers_unread(kind, fields, found.path) if isinstance(found, Found) else None


def _backing(item: Item, files: Files) -> Found | Fault | None:
    """What the record rests on: the file it names, else the one it stands beside or in."""
    named = item.raw.get("file")
    beside = item.backing
    if named is None or named == "":
        return find(files, beside, "") if beside else None
    if not isinstance(named, (str, int)) or isinstance(named, bool):
        return None  # the typing of the field says what is wrong with it
    found = find(files, str(named), item.tree.file)
    if isinstance(found, Found) and beside not in (None, item.tree.file, found.path):
        return Fault(("file",), f"'{named}' is not '{beside}', which this file describes.", "Take `file` out.")
    return found


def _with_headings(fields: Mapping[str, Value], kind: str, headings: tuple[str, ...]) -> Mapping[str, Value]:
    if not headings or "sections" not in read_kinds()[kind].fields:
        return fields
    given = fields.get("sections", ())
    return {**fields, "sections": (*(given if isinstance(given, tuple) else ()), *headings)}


def _lost(item: Item, kind: str | None, faults: tuple[Fault, ...], unread: str | None) -> Batch:
    problems = (
        item.tree.problem((*item.path, *fault.path), fault.message, fault.hint, at_key=fault.at_key) for fault in faults
    )
    file, line = item.tree.file, item.line
    lost = lost_register(item.raw, file, line=line) if row_key(item.raw) else lost_item(kind, file, line, unread)
    return Batch(lost=lost, problems=tuple(problems))


def lost_item(kind: str | None, file: str, line: int, unread: str | None) -> tuple[Lost, ...]:
    """One record, and any number of rows of a table that it vouched for."""
    rows = (Lost(kind=unread, file=file, line=line, many=True),) if unread else ()
    return (Lost(kind=kind, file=file, line=line), *rows)


def lost_file(problems: tuple[Problem, ...], file: str, *, many: bool = True) -> Batch:
    """The batch of a file that could not be read at all."""
    line = problems[0].line if problems else 0
    return Batch(lost=(Lost(kind=None, file=file, line=line, many=many),), problems=problems)
