"""A workbook as it came back: whose it is, how it went out, and the rows that people filled in, by heading.

Takes bytes, gives `Returned`; a workbook that is not one of ours, or that has lost what it went out with, raises
InvalidInput. It knows nothing of the folder.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from vprs.evidence.tables import SEARCHED, fold_heading
from vprs.evidence.xlsx_book import FilledSheet, read_book
from vprs.problem import InvalidInput, Problem, nearest
from vprs.workbook.building import FORMAT
from vprs.workbook.filling import ACTION_COLUMNS, ACTIONS, ID, JUDGEMENT_COLUMNS, JUDGEMENTS, REGISTER, REGISTER_COLUMNS
from vprs.workbook.original import SHEET, Original, read_original
from vprs.workbook.sheets import Column
from vprs.workbook.texts import tidy, unescaped

COMING_BACK: Mapping[str, tuple[Column, ...]] = {
    ACTIONS: ACTION_COLUMNS,
    JUDGEMENTS: JUDGEMENT_COLUMNS,
    REGISTER: REGISTER_COLUMNS,
}
AGAIN = "Write a new one with `vprs workbook`, and fill that in."


@dataclass(frozen=True, kw_only=True, slots=True)
class ReturnedRow:
    """number: as the spreadsheet shows it; cells: heading -> text, of the columns that are there."""

    sheet: str
    number: int
    cells: Mapping[str, str]
    merged: bool = False

    @property
    def id(self) -> str:
        return self.cells.get(ID, "")


@dataclass(frozen=True, kw_only=True, slots=True)
class Returned:
    """rows: of the sheets that come back; problems: of sheets that are not taken; notes: sheets that are not there."""

    file: str
    original: Original
    rows: tuple[ReturnedRow, ...]
    problems: tuple[Problem, ...]
    notes: tuple[str, ...]


def read_returned(file: str, content: bytes) -> Returned:
    """The rows of a workbook that went out from here. file: its name in messages."""
    titles = {title.casefold(): title for title in (*COMING_BACK, SHEET)}
    sheets = {titles[title.strip().casefold()]: sheet for title, sheet in read_book(file, content, titles).items()}
    original = read_original(map(_cells, sheets[SHEET].rows)) if SHEET in sheets else None
    if original is None or original.head.get("format") != FORMAT:
        said = f"this is not a workbook that `vprs workbook` wrote, or its hidden sheet '{SHEET}' is gone or changed."
        raise InvalidInput([Problem(file=file, message=said, hint=AGAIN)])
    problems: list[Problem] = []
    rows: list[ReturnedRow] = []
    missing = [title for title in COMING_BACK if title not in sheets]
    notes = tuple(f"The workbook has no sheet '{title}', so nothing of it is taken." for title in missing)
    for title, columns in COMING_BACK.items():
        if title in sheets:
            read = _sheet(file, title, sheets[title], columns)
            rows += (row for row in read if isinstance(row, ReturnedRow))
            problems += (fault for fault in read if isinstance(fault, Problem))
    return Returned(file=file, original=original, rows=tuple(rows), problems=tuple(problems), notes=notes)


def _cells(cells: Sequence[str]) -> list[str]:
    return [unescaped(cell) for cell in cells]


def _sheet(file: str, title: str, sheet: FilledSheet, columns: tuple[Column, ...]) -> tuple[ReturnedRow | Problem, ...]:
    """Its rows, or why none of them is taken."""
    known = {fold_heading(column.heading): column.heading for column in columns}
    at = _headings_row(sheet, known)
    if at is None:
        said = f"no row holds the headings, '{ID}' among them, so nothing of the sheet is taken."
        return (Problem(file=file, where=title, message=said, hint="Put the row of headings back as it was."),)
    headings = [fold_heading(cell) for cell in sheet.rows[at]]
    faults = tuple(_heading_faults(file, title, at + 1, sheet.rows[at], headings, known))
    if faults:
        return faults
    places = {known[heading]: place for place, heading in enumerate(headings) if heading in known}
    return tuple(_rows(title, sheet, at + 1, places))


def _headings_row(sheet: FilledSheet, known: Mapping[str, str]) -> int | None:
    """The row near the top that holds the most of our headings, and the one of the IDs among them."""
    held = {
        number: sum(fold_heading(cell) in known for cell in cells)
        for number, cells in enumerate(islice(sheet.rows, SEARCHED))
        if fold_heading(ID) in map(fold_heading, cells)
    }
    return max(held, key=lambda number: (held[number], -number)) if held else None


def _heading_faults(
    file: str, title: str, number: int, written: Sequence[str], headings: list[str], known: Mapping[str, str]
) -> Iterator[Problem]:
    """A heading that stands twice, and one that is nearly one of ours which is not there."""
    for folded, heading in known.items():
        if headings.count(folded) > 1:
            said = f"two columns are headed '{heading}', so nothing of the sheet is taken."
            yield Problem(file=file, line=number, where=title, message=said, hint="Rename or delete one of them.")
    missing = [known[folded] for folded in known if folded not in headings]
    for cell, folded in zip(written, headings, strict=True):
        hint = nearest(cell.strip(), missing) if folded and folded not in known else ""
        if hint:
            said = f"there is no column '{cell.strip()}', so nothing of the sheet is taken."
            yield Problem(file=file, line=number, where=title, message=said, hint=f"{hint} Mend or rename the heading.")


def _rows(title: str, sheet: FilledSheet, top: int, places: Mapping[str, int]) -> Iterator[ReturnedRow]:
    for number, written in enumerate(sheet.rows[top:], start=top + 1):
        cells = {
            heading: tidy(unescaped(written[place])) if place < len(written) else ""
            for heading, place in places.items()
        }
        if any(cells.values()):
            yield ReturnedRow(sheet=title, number=number, cells=cells, merged=number in sheet.merged)
