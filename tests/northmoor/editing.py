"""One edit of edits.yaml, made on a copy of the worked example.

Takes the folder and an edit as edits.yaml writes it, changes files in the folder. An edit that finds nothing to
change is an error, so that no edit can come to test nothing.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

TRAINED = date(2026, 9, 24), date(2029, 9, 24)
COURSE, COMPLETED, EXPIRES = 1, 5, 6  # columns of the training workbook


def make_edit(folder: Path, edit: Mapping[str, Any]) -> None:
    """Makes the edit, and the one that goes `with` it."""
    file = folder / edit["file"]
    if "replace" in edit:
        replace(file, edit["replace"], edit["by"])
    if "append" in edit:
        file.write_text(file.read_text("utf-8") + edit["append"], "utf-8", newline="")
    if edit.get("remove"):
        file.unlink()
    if "rows" in edit:
        set_cells(file, edit["rows"], edit["set"])
    if "renew" in edit:
        renew(file, edit["renew"])
    if "with" in edit:
        make_edit(folder, edit["with"])


def replace(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert text.count(old) == 1, f"{file.name} holds {old!r} {text.count(old)} times"
    file.write_text(text.replace(old, new), "utf-8", newline="")


def set_cells(file: Path, references: list[str], cells: Mapping[str, str]) -> None:
    """Sets the named cells on every row of the export whose first cell is one of the references."""
    rows = list(csv.reader(io.StringIO(file.read_text("utf-8"), newline="")))
    headings = next(row for row in rows if row[:1] == ["Ref"])
    found = set()
    for row in rows:
        if row and row[0] in references:
            found.add(row[0])
            for heading, value in cells.items():
                row[headings.index(heading)] = value
    assert found == set(references), f"{file.name} has no {set(references) - found}"
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\r\n").writerows(rows)
    file.write_text(out.getvalue(), "utf-8", newline="")


def renew(file: Path, people: int) -> None:
    """Dates conflict resolution anew for so many of those who do not hold it in date."""
    book = load_workbook(file)
    sheet = book["Matrix"]
    for row in sheet.iter_rows(min_row=4):
        expires = row[EXPIRES].value
        lapsed = not isinstance(expires, datetime) or expires.date() < TRAINED[0]
        if people and row[COURSE].value == "Conflict Resolution" and lapsed:
            row[COMPLETED].value, row[EXPIRES].value = TRAINED
            people -= 1
    assert people == 0, f"{people} people more than have lapsed"
    book.save(file)
