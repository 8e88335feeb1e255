"""`evidence-register.xlsx`: one row for each item of evidence, its columns named as fields.

Takes the path and bytes of the workbook and the names that the organisation knows, gives a record for each row; what
a row names in `file` is for the reader of the folder to find. A row with a fault is left out whole. Dates may be
date cells, ISO or British: the people who fill it in are British, and no cell of it comes from an export.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from vprs.evidence.batch import Batch, gather
from vprs.evidence.new_workbook import SHEET, render_evidence_register, write_evidence_register
from vprs.evidence.tables import CELL_LIMIT, ERRORS
from vprs.evidence.typed import Fault, Names, type_fields
from vprs.evidence.workbook_headings import FieldPath, Headings, find_headings, unknown_headings, unread_sheets
from vprs.evidence.xlsx_rows import XlsxSheet, read_xlsx
from vprs.kinds import KindSpec, read_kinds
from vprs.model import Lost, Record
from vprs.problem import InvalidInput, Problem, nearest

__all__ = ["read_evidence_register", "render_evidence_register", "write_evidence_register"]


def read_evidence_register(path: str, content: bytes, names: Names) -> Batch:
    """Every row of the register of evidence; where it cannot be read at all, any record may be missing."""
    try:
        sheet = read_xlsx(path, content, sheet=None, prefer=SHEET)
        headings = find_headings(sheet)
        batches = [_read_row(path, number, row, headings, names) for number, row in _rows(sheet, headings)]
        unread = unread_sheets(sheet)
    except InvalidInput as error:
        return Batch(lost=(_anything(path),), problems=error.problems)
    told = (*unread, *unknown_headings(path, headings))
    return gather((Batch(lost=(_anything(path),) if unread else (), problems=told), *batches))


def _anything(path: str) -> Lost:
    """Any record may be missing."""
    return Lost(kind=None, file=path, many=True)


def _rows(sheet: XlsxSheet, headings: Headings) -> Iterator[tuple[int, Sequence[str]]]:
    width = max((*headings.fields, *headings.unknown)) + 1
    for number, cells in enumerate(islice(sheet.rows(width), headings.row, None), start=headings.row + 1):
        if any(cell.strip() for cell in cells):
            yield number, [*cells, *[""] * (width - len(cells))]


def _read_row(file: str, number: int, cells: Sequence[str], headings: Headings, names: Names) -> Batch:
    given = {path: cells[place].strip() for place, path in headings.fields.items() if cells[place].strip()}
    if not given and not any(cells[place].strip() for place in headings.unknown):
        return Batch()  # filled only beside the table
    kind = _kind(given.get(("kind",), ""))
    broken = {path: fault for path, text in given.items() if (fault := _broken(path, text))}
    faults = [*_unread(cells, headings), *broken.values()]
    if kind is None:
        faults += [] if ("kind",) in broken else [_no_kind(given.get(("kind",)))]
        return _left_out(file, number, None, faults)
    raw, wrong = _nest(kind, {**{path: given[path] for path in given if path not in broken}, ("kind",): kind.name})
    fields, more = type_fields(kind, raw, names, day_first=True, table=True)
    told = {path[0] for path in broken}  # a fault there is only that the broken cell was left out
    faults += [fault for fault in (*wrong, *more) if fault.path[0] not in told]
    if faults:
        return _left_out(file, number, kind.name, faults)
    name = given.get(("id",), f"{file}#{number}")
    return Batch(records=(Record(id=name, kind=kind.name, fields=fields, file=file, line=number, row=True),))


def _kind(said: str) -> KindSpec | None:
    return next((spec for name, spec in read_kinds().items() if name == said.lower()), None)


def _unread(cells: Sequence[str], headings: Headings) -> Iterator[Fault]:
    for place, heading in headings.unknown.items():
        if cells[place].strip():
            yield Fault((heading,), "the row fills a column that is no field.", "See the problem of that heading.")


def _broken(path: FieldPath, text: str) -> Fault | None:
    if text in ERRORS:
        return Fault(path, f"{ERRORS[text]}.", "Write the value in its place.")
    if len(text) > CELL_LIMIT:
        return Fault(path, f"is longer than the {CELL_LIMIT:,} characters that a cell can hold.", "Shorten it.")
    return None


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
