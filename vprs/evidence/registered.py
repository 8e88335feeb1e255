"""Tables among the evidence: registers with their sidecars, and the register of evidence itself.

Takes a file of the folder, has the readers of tables read it, and sees that every row which names a file rests on
that file or is lost with it. The readers are imported only where there is a table.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from vprs.evidence.batch import WORKBOOK, Batch, gather, is_private
from vprs.evidence.documents import kind_of
from vprs.evidence.faults import Fault
from vprs.evidence.files import YAML, Files, Found, check_digest, find
from vprs.evidence.names import Names
from vprs.evidence.records import Made, lost_file, rest
from vprs.evidence.walk import REMEDY, unreadable
from vprs.model import Lost, Record
from vprs.problem import Problem
from vprs.strict_yaml import Tree

TABLE_LIMIT = 300_000_000  # bytes; a table beyond this is not read into memory


def is_workbook(path: str, files: Files) -> bool:
    """Whether it is the register of evidence that most people fill in; with a sidecar it is a table like any other."""
    return path.rpartition("/")[2].casefold() == WORKBOOK and not any(path + ending in files.found for ending in YAML)


def read_table(path: str, sidecar: Tree, files: Files, names: Names) -> Made:
    """The register at `path`, by its sidecar."""
    from vprs.evidence.registers import read_register

    content = _content(files.found[path])
    if isinstance(content, Problem):
        return Made(batch=lost_file((content,), path, kind=kind_of(sidecar)))
    batch = _rest_all(read_register(path, content, sidecar, names), files)
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
    return frozenset(record.rests_on for record in batch.records if record.rests_on)


def _content(found: Found) -> bytes | Problem:
    if found.size > TABLE_LIMIT:
        said = f"the file is larger than {TABLE_LIMIT:,} bytes."
        return Problem(file=found.path, message=said, hint="Export a shorter period.")
    try:
        return Path(found.real).read_bytes()
    except OSError as error:
        return Problem(file=found.path, message=unreadable(error), hint=REMEDY)


def _rest_all(batch: Batch, files: Files) -> Batch:
    """The batch of a table, where each row that names a file rests on that file, or is lost with it."""
    if not any("file" in record.fields for record in batch.records):
        return batch
    backed = [_rest(record, files) for record in batch.records]
    kept = tuple(each for each in backed if isinstance(each, Record))
    left_out = gather(each for each in backed if isinstance(each, Batch))
    return gather((replace(batch, records=kept), left_out))


def _rest(record: Record, files: Files) -> Record | Batch:
    named = record.fields.get("file")
    if named is None:
        return record
    found = find(files, str(named), record.file)
    recorded = record.fields.get("sha256")
    fault = found if isinstance(found, Fault) else check_digest(found, str(recorded)) if recorded else None
    if fault is None:
        return rest(record, found)
    fault = fault.without_text() if is_private(record) else fault
    problem = Problem(
        file=record.file, line=record.line, where=str(fault.path[0]), message=fault.message, hint=fault.hint
    )
    return Batch(lost=(Lost(kind=record.kind, file=record.file, line=record.line),), problems=(problem,))
