"""The headings of `evidence-register.xlsx`: which column fills which field.

Takes the sheet that is read, gives the row of its headings and what each stands for, or raises InvalidInput. It looks
at the other sheets in view only to tell that rows stand there which nobody reads.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice

from vprs.evidence.tables import SEARCHED, fold_heading
from vprs.evidence.xlsx_rows import XlsxSheet
from vprs.kinds import FieldSpec, read_kinds
from vprs.problem import InvalidInput, Problem, nearest

FieldPath = tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Headings:
    """row: where they stand; fields: column -> field path; unknown: column -> the heading that no kind knows."""

    row: int
    fields: Mapping[int, FieldPath]
    unknown: Mapping[int, str]


def find_headings(sheet: XlsxSheet) -> Headings:
    """The headings of a sheet; InvalidInput where no row holds `kind`, or where two columns are of one field."""
    for number, cells in enumerate(islice(sheet.rows(), SEARCHED), start=1):
        if any(_fold(cell) == "kind" for cell in cells):
            return _match(sheet.file, number, cells)
    said = f"no row of sheet '{sheet.title}' holds the heading 'kind'."
    raise InvalidInput([Problem(file=sheet.file, message=said, hint="Give its columns the names of fields.")])


def unread_sheets(sheet: XlsxSheet) -> tuple[Problem, ...]:
    """Other sheets in view that list evidence too: below `kind` and a field there are rows, and nobody reads them."""
    titles = [other.title for other in sheet.others if _lists_evidence(other)]
    hint = f"Move the rows into '{sheet.title}', or hide the sheet if it is not to be read."
    said = "the sheet '{}' has a column 'kind' too, and only '{}' is read."
    return tuple(Problem(file=sheet.file, message=said.format(title, sheet.title), hint=hint) for title in titles)


def _lists_evidence(sheet: XlsxSheet) -> bool:
    """The guidance of a new register has a column `Kind` as well, and no other that is a field."""
    rows = islice(sheet.rows(), SEARCHED)
    known = _known_fields()
    for cells in rows:
        folded = {_fold(cell) for cell in cells}
        if "kind" in folded and len(folded & known.keys()) > 1:
            return any(cell.strip() for row in rows for cell in row)
    return False


def unknown_headings(file: str, headings: Headings) -> Iterator[Problem]:
    """A problem for each heading that no kind knows."""
    known = sorted(".".join(path) for path in _known_fields().values())
    for heading in headings.unknown.values():
        hint = nearest(heading, known) or "Name it as a field, or delete the column; see the sheet Guidance."
        said = "no kind of evidence has a field of this name, so rows that fill it are not read."
        yield Problem(file=file, line=headings.row, where=heading, message=said, hint=hint)


def _match(file: str, row: int, cells: Sequence[str]) -> Headings:
    known = _known_fields()
    fields: dict[int, FieldPath] = {}
    unknown: dict[int, str] = {}
    problems = []
    for place, heading in enumerate(cells):
        path = known.get(_fold(heading))
        if path is None:
            if heading.strip():
                unknown[place] = heading.strip()
        elif path in fields.values():
            said = f"two columns are headed '{'.'.join(path)}'."
            problems.append(Problem(file=file, line=row, where=heading.strip(), message=said, hint="Keep one of them."))
        else:
            fields[place] = path
    if problems:
        raise InvalidInput(problems)
    return Headings(row=row, fields=fields, unknown=unknown)


@cache
def _known_fields() -> Mapping[str, FieldPath]:
    """Folded heading -> field path, over all kinds; `period.start` is found as `Period start` too."""
    paths = [path for kind in read_kinds().values() for path in _paths(kind.fields)]
    return {_fold(".".join(path)): path for path in paths}


def _paths(fields: Mapping[str, FieldSpec]) -> Iterator[FieldPath]:
    for name, spec in fields.items():
        if not spec.fields:
            yield (name,)
        for inner in spec.fields:
            yield name, inner


def _fold(heading: str) -> str:
    return fold_heading(heading.replace(".", " "))
