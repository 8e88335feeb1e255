"""A small evidence folder with actions and judgements, its workbook, and hands that fill the workbook in."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import openpyxl

from tests.commands.folders import RULE, write_evidence, write_pack
from vprs.commands.main import run

ACTIONS = """\
# Our actions.
records:
  - id: A-1   # the first
    kind: action
    requirement: tiny/do/lead
    raised_on: 2026-07-01
    what: 'Appoint: somebody'
    lead: lsms  # for now
    due: 2026-10-31
    status: open

    # how it goes
    progress: >-
      Advertised twice.
    links: [strategy]
  - {id: A-2, kind: action, raised_on: 2026-07-02, what: "Ask, and wait", status: open}
  - id: A-3
    kind: action
    raised_on: 2026-07-03
    what: Nothing much
"""
JUDGEMENTS = """\
records:
  - id: view-of-lead
    kind: attestation
    requirement: tiny/do/lead
    by: executive-lead
    made_on: 2026-08-01
    judgement: partly-met
    reason: Half of it.
    basis: [strategy]
"""
CAPACITY = """\
  capacity:
    says: The specialist has the time.
    attested: {statement: specialist-capacity, by: [executive-lead]}"""
REGISTER = (
    ("kind", "id", "title", "date", "body", "decisions"),
    ("minute", "minute-13", "Board in June", "2026-06-25", "board", "noted"),
)


def make_trust(tmp: Path, **more: str) -> Path:
    """The folder `trust`, with the rules `rules` beside it."""
    rules = write_pack(tmp / "rules")
    rule = RULE.format(title="The specialist has time", checks=CAPACITY, conditions="met_when: {all: [capacity]}")
    (rules / "tiny" / "plan" / "capacity.yaml").write_text(rule, "utf-8")
    trust = write_evidence(tmp / "trust", **{"actions.yaml": ACTIONS, "views.yaml": JUDGEMENTS, **more})
    book = openpyxl.Workbook()
    for row in REGISTER:
        book.worksheets[0].append(row)
    book.save(trust / "evidence-register.xlsx")
    return trust


def write(trust: Path, *more: str, as_of: str = "2026-09-30") -> int:
    rules = ["--rules", str(trust.parent / "rules")]
    return run(["workbook", str(trust), *rules, "--as-of", as_of, "-o", str(trust.parent / "vprs.xlsx"), *more])


def read(trust: Path, *more: str) -> int:
    rules = ["--rules", str(trust.parent / "rules")]
    return run(["workbook", "read", str(trust.parent / "vprs.xlsx"), str(trust), *rules, *more])


def files(trust: Path) -> dict[str, bytes]:
    return {path.relative_to(trust).as_posix(): path.read_bytes() for path in trust.rglob("*") if path.is_file()}


def edit(trust: Path, change: Callable[[Any], None]) -> None:
    """Open the workbook, change it, save it as another program would."""
    path = trust.parent / "vprs.xlsx"
    book = openpyxl.load_workbook(path)
    change(book)
    book.save(path)


def heading_row(sheet: Any) -> int:
    return next(int(row[0].row) for row in sheet.iter_rows() if "ID" in [cell.value for cell in row])


def column(sheet: Any, heading: str) -> int:
    return next(int(cell.column) for cell in sheet[heading_row(sheet)] if cell.value == heading)


def row_of(sheet: Any, key: str) -> int:
    """The row whose ID, or whose second cell, is the key."""
    places = range(heading_row(sheet) + 1, sheet.max_row + 1)
    return next(row for row in places if key in (sheet.cell(row, 1).value, sheet.cell(row, 2).value))


def fill(trust: Path, sheet: str, key: str, cells: Mapping[str, Any]) -> int:
    """Fill in cells of a row that is there; gives its number."""
    found: list[int] = []

    def change(book: Any) -> None:
        found.append(row_of(book[sheet], key))
        for heading, value in cells.items():
            book[sheet].cell(found[0], column(book[sheet], heading)).value = value

    edit(trust, change)
    return found[0]


def fill_new(trust: Path, sheet: str, cells: Mapping[str, Any]) -> int:
    """Fill in the first row that has neither ID nor requirement; gives its number."""
    found: list[int] = []

    def change(book: Any) -> None:
        own = book[sheet]
        row = heading_row(own) + 1
        while own.cell(row, 1).value or own.cell(row, 2).value:
            row += 1
        found.append(row)
        for heading, value in cells.items():
            own.cell(row, column(own, heading)).value = value

    edit(trust, change)
    return found[0]


def parts(content: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(content))
