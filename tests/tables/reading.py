"""Shared by the tests of tables: a register as bytes and a sidecar as text, read as the program reads them."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence

import openpyxl

from vprs.evidence.batch import Batch
from vprs.evidence.names import Names, fold
from vprs.evidence.registers import read_register
from vprs.model import Record
from vprs.strict_yaml import Tree, read_tree

CSV = "registers/incidents.csv"
XLSX = "registers/incidents.xlsx"


def known(**lists: Sequence[str]) -> Names:
    """Names of an organisation: `sites=["north", "south"]`."""
    return Names(known={name: {fold(word): word for word in words} for name, words in lists.items()})


NAMES = known(
    sites=["north", "south"],
    roles=["lsms", "executive-lead"],
    bodies=["board", "quality"],
    units=["ed-north"],
    staff_groups=["nursing", "medical"],
)


def tree_of(text: str, file: str) -> Tree:
    tree, problems = read_tree(text, file)
    assert tree is not None, problems
    return tree


def read(rows: str | bytes, sidecar: str, *, path: str = CSV, names: Names = NAMES) -> Batch:
    """The batch of a CSV text (or any bytes) under a sidecar."""
    content = rows.encode() if isinstance(rows, str) else rows
    return read_register(path, content, tree_of(sidecar, f"{path}.yaml"), names)


def workbook(sheets: Mapping[str, Sequence[Sequence[object]]], *, hidden: Sequence[str] = ()) -> bytes:
    """A workbook with these sheets, in order."""
    book = openpyxl.Workbook()
    book.remove(book.active)  # type: ignore[arg-type]
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
        sheet.sheet_state = "hidden" if title in hidden else "visible"
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def rows_of(batch: Batch) -> list[Record]:
    """The records of rows, without the register."""
    return [record for record in batch.records if record.row]


def only(batch: Batch) -> Record:
    """The one record of a row, of a batch without problems."""
    assert told(batch) == []
    (record,) = rows_of(batch)
    return record


def told(batch: Batch) -> list[str]:
    return [str(problem) for problem in batch.problems]


def shown(record: Record) -> dict[str, str]:
    """The fields of a record as texts."""
    return {name: str(value) for name, value in record.fields.items()}


INCIDENTS = """\
kind: incident
register_type: incidents
columns: {Incident date: occurred_on, Category: category}
"""
