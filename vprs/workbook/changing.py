"""Rows of records that are in the folder: which of their cells people changed, and what each change comes to.

Takes a row as it came back, as it went out, and the record as it stands now; gives edits, or the faults for which all
of the row is refused. A cell that both people and the folder changed is a conflict, and nobody's change is lost.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from vprs.amending.editing import Change, Listed
from vprs.evidence.faults import shown
from vprs.kinds import FieldSpec, KindSpec, read_kinds
from vprs.model import Record, Value
from vprs.problem import Problem
from vprs.workbook.cells import OUT, Known, read_cell, same
from vprs.workbook.filling import changeable
from vprs.workbook.plan import Edited, Noted, Step
from vprs.workbook.returned import AGAIN, ReturnedRow
from vprs.workbook.sheets import Column
from vprs.workbook.texts import CUT, field_text

Texts = Mapping[str, str]


def changed_cells(
    row: ReturnedRow, columns: tuple[Column, ...], base: Texts | None, record: Record, known: Known
) -> Iterator[Step]:
    """What the cells of a row change in its record. base: as it went out, None where it did not."""
    kind = read_kinds()[record.kind]
    for column in columns:
        cell = row.cells.get(column.heading)
        if cell is None:
            continue
        was = field_text(record, column.field) if base is None else base.get(column.heading, "")
        spec = kind.fields.get(column.field)
        if column.field and not column.new:
            if base is None and cell and not same(spec, cell, was, known):
                said = f"the record was not in the workbook when it was written, and says '{shown(was)}' here."
                yield known.fault(row, column.heading, said, f"{AGAIN} Or change it in {record.place}.")
            elif not same(spec, cell, was, known):
                yield from _changed(row, column, cell, was, record, known)
        elif base is not None and cell and cell != was and not same(spec, cell, was, known):
            yield _not_taken(row, column, record, known)


def _not_taken(row: ReturnedRow, column: Column, record: Record, known: Known) -> Step:
    if column.field:
        said = "this is taken from new rows only, and the row has an ID."
        return known.fault(row, column.heading, said, f"Put the old text back, and change it in {record.place}.")
    said = f"'{column.heading}' was changed and is for reading only, so that is not taken."
    return Noted(sheet=row.sheet, number=row.number, text=said)


def _changed(row: ReturnedRow, column: Column, cell: str, was: str, record: Record, known: Known) -> Iterator[Step]:
    now = field_text(record, column.field)
    kind = read_kinds()[record.kind]
    spec = kind.fields.get(column.field)
    if not cell:
        said = f"'{column.heading}' was emptied, which changes nothing. Write {OUT} to take the value out."
        yield Noted(sheet=row.sheet, number=row.number, text=said)
    elif same(spec, cell, now, known) or (cell == OUT and not now):
        return  # it says so already
    elif (fault := _why_not(row, column, cell, was, now, record, kind, known)) is not None:
        yield fault
    elif spec is not None:
        yield from _edit(row, column, spec, cell, now, record, known)


def _why_not(
    row: ReturnedRow, column: Column, cell: str, was: str, now: str, record: Record, kind: KindSpec, known: Known
) -> Problem | None:
    """Why no cell of this column can be taken for this record, whatever it says."""
    spec = kind.fields.get(column.field)
    if spec is None:
        said = f"a record of kind {record.kind} has no '{column.field}'."
        return known.fault(row, column.heading, said, "Empty the cell.")
    if not changeable(record):
        said = "the record stands in a table, which is not changed from here."
        return known.fault(row, column.heading, said, f"Make the change in {record.file}, row {record.line}.")
    if was.endswith(CUT) or now.endswith(CUT):
        said = "the text is longer than a cell can hold, so the workbook has only its beginning."
        return known.fault(row, column.heading, said, f"Change it in {record.place}.")
    if not same(spec, was, now, known):
        said = (
            f"a conflict: '{shown(cell)}' here, '{shown(now)}' in {record.place}, "
            f"and '{shown(was)}' when the workbook was written."
        )
        hint = "Settle which one holds. To keep the one in the folder, write it into the cell; else change the file."
        return known.fault(row, column.heading, said, hint)
    if cell == OUT and column.field in kind.required:
        said = f"a record of kind {record.kind} needs it, so it cannot be taken out."
        return known.fault(row, column.heading, said, "Write what it is to say.")
    return None


def _edit(
    row: ReturnedRow, column: Column, spec: FieldSpec, cell: str, now: str, record: Record, known: Known
) -> Iterator[Step]:
    value: Value | None = None
    if cell != OUT:
        meant = read_cell(spec, cell, known, own_id=record.id)
        yield from (known.fault(row, column.heading, each.message, each.hint) for each in meant.faults)
        value = meant.value
        if value is None:
            return
    yield Edited(
        sheet=row.sheet,
        number=row.number,
        record=record,
        heading=column.heading,
        field=column.field,
        before=now,
        after="" if value is None else cell,
        change=_change(spec, record.fields.get(column.field), value),
        value=value,
    )


def _change(spec: FieldSpec, before: Value | None, value: Value | None) -> Change:
    """The change as it is written; of a list only what differs, so that the rest stays as it is."""
    if value is None:
        return None
    if not spec.many:
        return str(value)
    old = tuple(map(str, before)) if isinstance(before, tuple) else ()
    new = tuple(map(str, value)) if isinstance(value, tuple) else (str(value),)
    return Listed(gone=frozenset(old) - frozenset(new), added=tuple(each for each in new if each not in old))
