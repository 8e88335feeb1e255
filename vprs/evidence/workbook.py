"""`evidence-register.xlsx`: one row for each item of evidence, its columns named as fields.

Takes the path and bytes of the workbook and the names that the organisation knows, gives a record for each row; what
a row names in `file` is for the reader of the folder to find. A row with a fault is left out whole. Dates may be
date cells, ISO or British: the people who fill it in are British, and no cell of it comes from an export.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from vprs.evidence.batch import Batch
from vprs.evidence.new_workbook import SHEET, render_evidence_register, write_evidence_register
from vprs.evidence.tables import CELL_LIMIT, ERRORS, SEARCHED, fold_heading
from vprs.evidence.typed import Fault, Names, type_fields
from vprs.evidence.xlsx_rows import XlsxSheet, read_xlsx
from vprs.kinds import FieldSpec, KindSpec, read_kinds
from vprs.model import Lost, Record
from vprs.problem import InvalidInput, Problem, nearest

__all__ = ["read_evidence_register", "render_evidence_register", "write_evidence_register"]

FieldPath = tuple[str, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class _Headings:
    """row: where they stand; fields: column -> field path; unknown: column -> the heading that no kind knows."""

    row: int
    fields: Mapping[int, FieldPath]
    unknown: Mapping[int, str]


def read_evidence_register(path: str, content: bytes, names: Names) -> Batch:
    """Every row of the register of evidence; where it cannot be read at all, any record may be missing."""
    try:
        sheet = read_xlsx(path, content, sheet=None, prefer=SHEET)
        headings = _headings(sheet)
        batches = [_read_row(path, number, row, headings, names) for number, row in _rows(sheet, headings)]
    except InvalidInput as error:
        return Batch(lost=(Lost(kind=None, file=path, many=True),), problems=error.problems)
    return Batch(
        records=tuple(record for batch in batches for record in batch.records),
        lost=tuple(lost for batch in batches for lost in batch.lost),
        problems=(*_unknown(path, headings), *(problem for batch in batches for problem in batch.problems)),
    )


# --------------------------------------------------------------------------------------------------- the headings


def _headings(sheet: XlsxSheet) -> _Headings:
    for number, cells in enumerate(islice(sheet.rows(), SEARCHED), start=1):
        if any(_fold(cell) == "kind" for cell in cells):
            return _match(sheet.file, number, cells)
    said = f"no row of sheet '{sheet.title}' holds the heading 'kind'."
    raise InvalidInput([Problem(file=sheet.file, message=said, hint="Give its columns the names of fields.")])


def _match(file: str, row: int, cells: Sequence[str]) -> _Headings:
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
    return _Headings(row=row, fields=fields, unknown=unknown)


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


def _unknown(file: str, headings: _Headings) -> Iterator[Problem]:
    known = sorted(".".join(path) for path in _known_fields().values())
    for heading in headings.unknown.values():
        hint = nearest(heading, known) or "Name it as a field, or delete the column; see the sheet Guidance."
        said = "no kind of evidence has a field of this name, so rows that fill it are not read."
        yield Problem(file=file, line=headings.row, where=heading, message=said, hint=hint)


# ------------------------------------------------------------------------------------------------------- the rows


def _rows(sheet: XlsxSheet, headings: _Headings) -> Iterator[tuple[int, Sequence[str]]]:
    width = max((*headings.fields, *headings.unknown)) + 1
    for number, cells in enumerate(islice(sheet.rows(width), headings.row, None), start=headings.row + 1):
        if any(cell.strip() for cell in cells):
            yield number, [*cells, *[""] * (width - len(cells))]


def _read_row(file: str, number: int, cells: Sequence[str], headings: _Headings, names: Names) -> Batch:
    given = {path: cells[place].strip() for place, path in headings.fields.items() if cells[place].strip()}
    if not given and not any(cells[place].strip() for place in headings.unknown):
        return Batch()  # filled only beside the table
    kind = _kind(given.get(("kind",), ""))
    faults = [*_unread(cells, headings), *_broken(given)]
    if kind is None:
        faults.append(_no_kind(given.get(("kind",))))
        return _left_out(file, number, None, faults)
    raw, wrong = _nest(kind, {**given, ("kind",): kind.name})
    fields, more = type_fields(kind, raw, names, day_first=True, table=True)
    faults += [*wrong, *more]
    if faults:
        return _left_out(file, number, kind.name, faults)
    name = given.get(("id",), f"{file}#{number}")
    return Batch(records=(Record(id=name, kind=kind.name, fields=fields, file=file, line=number, row=True),))


def _kind(said: str) -> KindSpec | None:
    return next((spec for name, spec in read_kinds().items() if name == said.lower()), None)


def _unread(cells: Sequence[str], headings: _Headings) -> Iterator[Fault]:
    for place, heading in headings.unknown.items():
        if cells[place].strip():
            yield Fault((heading,), "the row fills a column that is no field.", "See the problem of that heading.")


def _broken(given: Mapping[FieldPath, str]) -> Iterator[Fault]:
    for path, text in given.items():
        if text in ERRORS:
            yield Fault(path, f"{ERRORS[text]}.", "Write the value in its place.")
        elif len(text) > CELL_LIMIT:
            yield Fault(path, f"is longer than the {CELL_LIMIT:,} characters that a cell can hold.", "Shorten it.")


def _no_kind(said: str | None) -> Fault:
    known = read_kinds()
    if said is None:
        return Fault(("kind",), "the row does not say which kind of evidence it is.", f"Use {', '.join(known)}.")
    hint = f"{nearest(said.lower(), known)} Use {', '.join(known)}.".strip()
    return Fault(("kind",), f"'{said}' is not a kind of evidence.", hint)


def _nest(kind: KindSpec, given: Mapping[FieldPath, str]) -> tuple[dict[str, object], list[Fault]]:
    """Cells as the fields of a record: `received_by.body` and its like become mappings, or a list of them."""
    raw: dict[str, object] = {path[0]: text for path, text in given.items() if len(path) == 1}
    faults: list[Fault] = []
    for name in dict.fromkeys(path[0] for path in given if len(path) == 2):
        inner = {path[1]: text for path, text in given.items() if path[0] == name and len(path) == 2}
        spec = kind.fields.get(name)
        raw[name] = inner
        if spec is not None and spec.many:
            raw[name], wrong = _side_by_side(name, inner)
            faults += wrong
    return raw, faults


def _side_by_side(name: str, inner: Mapping[str, str]) -> tuple[object, list[Fault]]:
    """`Board; Quality` beside `2026-05-28; 2026-06-11` as two mappings."""
    parted = {key: [part.strip() for part in text.split(";")] for key, text in inner.items()}
    lengths = {len(parts) for parts in parted.values()}
    if len(lengths) > 1:
        said = ", ".join(f"{len(parts)} in '{name}.{key}'" for key, parts in parted.items())
        hint = "Give as many values in each, parted by semicolons, in the same order."
        return None, [Fault((name,), f"the values do not pair up: {said}.", hint)]
    return [{key: parts[index] for key, parts in parted.items()} for index in range(lengths.pop())], []


def _left_out(file: str, number: int, kind: str | None, faults: Sequence[Fault]) -> Batch:
    problems = tuple(
        Problem(
            file=file,
            line=number,
            where=".".join(part for part in fault.path if isinstance(part, str)),
            message=fault.message,
            hint=fault.hint,
        )
        for fault in dict.fromkeys(faults)
    )
    return Batch(lost=(Lost(kind=kind, file=file, line=number),), problems=problems)
