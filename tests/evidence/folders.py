"""An evidence folder on disk for one test: organisation.yaml and whatever else the test writes."""

from __future__ import annotations

import io
from pathlib import Path

from openpyxl import Workbook

from vprs.evidence import read_evidence
from vprs.model import Record, Workspace

ORGANISATION = """\
name: Northmoor (fictional)
code: NMA
type: acute
packs: [vprs-2020]
sites: [{id: north, name: Northmoor General, aliases: [NGH]}, {id: south}]
bodies: [{id: board, name: Trust Board}, {id: quality, acts_for: board}]
roles: [{id: lsms, name: Local Security Management Specialist, aliases: [VPR lead]}, {id: executive-lead}]
units: [{id: ed-north, site: north}]
"""


def write(root: Path, files: dict[str, str | bytes]) -> Path:
    """The folder, with these files in it, text or bytes by path."""
    for path, content in {"organisation.yaml": ORGANISATION, **files}.items():
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content.encode() if isinstance(content, str) else content)
    return root


def read(root: Path, files: dict[str, str | bytes]) -> Workspace:
    return read_evidence(write(root, files))


def workbook(*rows: tuple[str | None, ...]) -> bytes:
    """A workbook of one sheet with these rows."""
    book = Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def said(workspace: Workspace) -> list[str]:
    """Every problem as a person reads it."""
    return [str(problem) for problem in workspace.problems]


def only(workspace: Workspace) -> Record:
    (record,) = workspace.records
    return record
