"""A standard that nobody published, as somebody might transcribe it: rows of invented sentences, as CSV and XLSX."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path

import openpyxl

from vprs.problem import InvalidInput
from vprs.transcript.rows import Row, read_rows
from vprs.transcript.table import read_transcription

PHASES = ("plan", "do", "check", "act")
HEADINGS = ("Number", "Text", "Evidence", "Phase", "Theme")
STRATEGY = (
    "A strategy against violence that rests on legislation is approved by us, in date, and our board endorses it."
)
OBJECTIVES = "Objectives of the violence plan are measurable: each one has an owner, a date and a measure of success."
REVIEW = "The next plan for violence prevention follows the management review and takes up what the review decided."
TRAINING = "Training in conflict resolution is delivered to frontline staff, and nine in ten of them hold it in date."
SHEEP = "Sheep on the meadow behind the laundry are shorn before midsummer."

ROWS: tuple[tuple[object, ...], ...] = (
    ("1.1", STRATEGY, "Strategy\nMinute of the board", "Plan", "Governance"),
    ("1.2", OBJECTIVES, "Work plan", "Plan", "Governance"),
    ("2.1", TRAINING, "\u2022 Training register", "Do", "People & culture"),
    ("2.2", SHEEP, "", "Do", "People & culture"),
    ("4.1", REVIEW, "The next plan", "Act", "Governance"),
)


def as_csv(rows: Sequence[Sequence[object]] = ROWS, headings: Sequence[str] = HEADINGS, delimiter: str = ",") -> bytes:
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter=delimiter).writerows([headings, *rows])
    return stream.getvalue().encode()


def as_xlsx(
    rows: Sequence[Sequence[object]] = ROWS,
    headings: Sequence[str] = HEADINGS,
    *,
    before: Sequence[Sequence[object]] = (),
    merged: Sequence[str] = (),
    **sheets: Sequence[Sequence[object]],
) -> bytes:
    """A workbook whose first sheet holds `before`, the headings and the rows; `sheets` stand beside it by title."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Standard"
    for row in (*before, headings, *rows):
        sheet.append(list(row))
    for cells in merged:
        sheet.merge_cells(cells)
    for title, content in sheets.items():
        other = book.create_sheet(title)
        for row in content:
            other.append(list(row))
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def read(
    content: bytes, file: str = "s.csv", *, sheet: str | None = None, encoding: str | None = None
) -> tuple[Row, ...]:
    return read_rows(read_transcription(file, content, sheet=sheet, encoding=encoding), PHASES)


def faults(content: bytes, file: str = "s.csv", *, sheet: str | None = None, encoding: str | None = None) -> list[str]:
    """Every problem of a table; none where it can be read."""
    try:
        read(content, file, sheet=sheet, encoding=encoding)
    except InvalidInput as error:
        return [str(problem) for problem in error.problems]
    return []


def one_fault(content: bytes, file: str = "s.csv", *, sheet: str | None = None) -> str:
    (fault,) = faults(content, file, sheet=sheet)
    return fault


def save(folder: Path, name: str = "standard.csv", content: bytes | None = None) -> Path:
    path = folder / name
    if content is None:
        content = as_xlsx() if name.endswith(".xlsx") else as_csv()
    path.write_bytes(content)
    return path
