"""Tables among the evidence: registers with their sidecars, and the register of evidence itself.

Takes a file of the folder, has the readers of tables read it, and sees that every row of the register of evidence
which names a file rests on that file or is lost with it. The readers are imported only where there is a table.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from vprs.evidence.batch import Batch, gather
from vprs.evidence.disclosure import copy_faults, copy_path, redacted_copy, with_path
from vprs.evidence.faults import Fault
from vprs.evidence.files import Files, Found, find
from vprs.evidence.names import Names
from vprs.evidence.recognising import lost_register
from vprs.evidence.records import Made, backing_faults, lost_file, lost_item, rest, unread_rows
from vprs.evidence.walk import REMEDY, unreadable
from vprs.model import Record
from vprs.problem import Problem
from vprs.strict_yaml import Tree

TABLE_LIMIT = 300_000_000  # bytes; a table beyond this is not read into memory


def read_table(path: str, sidecar: Tree, files: Files, names: Names) -> Made:
    """The register at `path`, by its sidecar. No column of it can name a file: its rows rest on the table itself."""
    from vprs.evidence.registers import read_register

    content = _content(files.found[path])
    if isinstance(content, Problem):
        lost = lost_register(sidecar.value, path, sidecar=sidecar.file)
        return Made(batch=Batch(lost=lost, problems=(content,)))
    batch = read_register(path, content, sidecar, names)
    return Made(batch=batch, other_ids={sidecar.file: path}, described=_described(batch))


def read_workbook(found: Found, files: Files, names: Names) -> Made:
    """The register of evidence: each row a record, resting on the file that it names."""
    from vprs.evidence.workbook import read_evidence_register

    content = _content(found)
    if isinstance(content, Problem):
        return Made(batch=lost_file((content,), found.path), described=frozenset({found.path}))
    batch = _rest_all(read_evidence_register(found.path, content, names), files)
    return Made(batch=batch, described=_described(batch) | {found.path})


def _described(batch: Batch) -> frozenset[str]:
    """What the records rest on, and the redacted copies that they name."""
    copies = (copy_path(record.fields) for record in batch.records)
    return frozenset(path for path in (*(record.rests_on for record in batch.records), *copies) if path)


def _content(found: Found) -> bytes | Problem:
    if found.size > TABLE_LIMIT:
        said = f"the file is larger than {TABLE_LIMIT:,} bytes."
        return Problem(file=found.path, message=said, hint="Export a shorter period.")
    try:
        return Path(found.real).read_bytes()
    except OSError as error:
        return Problem(file=found.path, message=unreadable(error), hint=REMEDY)


def _rest_all(batch: Batch, files: Files) -> Batch:
    """The rows of the register of evidence, where each that names a file rests on that file, or is lost with it."""
    backed = [_rest(record, files) for record in batch.records]
    kept = tuple(each for each in backed if isinstance(each, Record))
    left_out = gather(each for each in backed if isinstance(each, Batch))
    return gather((replace(batch, records=kept), left_out))


def _rest(record: Record, files: Files) -> Record | Batch:
    named = record.fields.get("file")
    found = None if named is None else find(files, str(named), record.file)
    copy = redacted_copy(record.fields, files, record.file)
    whole = found if isinstance(found, Found) else None
    faults = (
        *backing_faults(record.kind, record.fields, found, record.fields.get("sha256")),
        *copy_faults(record.fields, copy, whole),
    )
    if not faults:
        return rest(replace(record, fields=with_path(record.fields, copy)), found)
    problems = tuple(_problem(record, fault) for fault in faults)
    lost = lost_item(record.kind, record.file, record.line, unread_rows(record.kind, record.fields, found))
    return Batch(lost=lost, problems=problems)


def _problem(record: Record, fault: Fault) -> Problem:
    where = ".".join(map(str, fault.path))
    return Problem(file=record.file, line=record.line, where=where, message=fault.message, hint=fault.hint)
