"""A register: the rows of a CSV or XLSX file as records of a kind, by its sidecar.

Takes the path and bytes of the file, the sidecar's tree and the names that the organisation knows; gives the
records, one `register` record, the rows that were lost and why. A row with a fault is left out whole, and no
message repeats what a person wrote into it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence

from vprs.evidence.batch import Batch
from vprs.evidence.cells import CellFault, Faults, fault_at
from vprs.evidence.gathering import Gathering, Row
from vprs.evidence.makers import Maker, column_of, prepare
from vprs.evidence.privacy import identifies_person
from vprs.evidence.sidecar import RegisterSidecar, kinds_named, read_sidecar
from vprs.evidence.tables import Table, is_total, read_table
from vprs.evidence.typed import Names, fold
from vprs.model import Lost, Record, Value
from vprs.problem import InvalidInput, Problem, nearest
from vprs.strict_yaml import Tree


def read_register(path: str, content: bytes, sidecar: Tree, names: Names) -> Batch:
    """Every row of the file at `path` as records, and the register itself; nothing of it where it cannot be read."""
    spec, problems = read_sidecar(sidecar, names)
    try:
        if spec is None:
            raise InvalidInput(problems)
        digest = hashlib.sha256(content).hexdigest()
        _refuse_changed(path, spec, digest)
        table = read_table(path, content, spec.layout, list(spec.headings))
        _refuse_headings(table, spec)
        return _read_rows(table, spec, names, digest)
    except InvalidInput as error:
        kinds = kinds_named(sidecar)
        lost = tuple(Lost(kind=kind, file=path, many=True) for kind in kinds)
        return Batch(lost=(*lost, Lost(kind="register", file=sidecar.file, line=1)), problems=error.problems)


def _refuse_changed(path: str, spec: RegisterSidecar, digest: str) -> None:
    recorded = spec.register.get("sha256")
    if recorded is not None and str(recorded).lower() != digest:
        said = f"{path} has changed since its 'sha256' was recorded."
        hint = f"Put back the file that was recorded, or write {digest}."
        raise InvalidInput([spec.tree.problem(("sha256",), said, hint)])


def _refuse_headings(table: Table, spec: RegisterSidecar) -> None:
    """Raises where a heading that the sidecar names is not there, or stands twice, or where one identifies a person."""
    wanted = spec.headings
    problems = []
    missing = [heading for heading in wanted if not table.positions(heading)]
    elsewhere = table.header_elsewhere(wanted) if missing else None
    for heading in missing:
        said = f"{table.file} has no column '{heading}'."
        hint = nearest(heading, table.headings) or f"Its columns: {', '.join(name for name in table.headings if name)}."
        if elsewhere is not None:
            said = f"{table.file} has no column '{heading}' in row {table.header_row}."
            hint = f"Row {elsewhere} seems to hold the headings: write 'header_row: {elsewhere}'."
        problems.append(spec.tree.problem(wanted[heading], said, hint, at_key=wanted[heading][0] == "columns"))
    fed = {heading: at for heading, at in wanted.items() if at[0] != "drop"}
    for heading, at in fed.items():
        if len(table.positions(heading)) > 1:
            said = f"{table.file} has {len(table.positions(heading))} columns '{heading}'."
            problems.append(spec.tree.problem(at, said, "Rename one of them in the file.", at_key=True))
    problems.extend(_refuse_people(table, spec))
    if problems:
        raise InvalidInput(problems)


def _refuse_people(table: Table, spec: RegisterSidecar) -> Iterator[Problem]:
    dropped = {place for heading in spec.drop for place in table.positions(heading)}
    for place, heading in enumerate(table.headings):
        if place not in dropped and identifies_person(heading):
            said = "this column identifies a person, so the register is not read."
            hint = f"Delete the column, or write 'drop: [{heading}]' in {spec.tree.file} to leave it unread."
            yield Problem(file=table.file, line=table.header_row, where=heading, message=said, hint=hint)


def _read_rows(table: Table, spec: RegisterSidecar, names: Names, digest: str) -> Batch:
    reading = Gathering(file=table.file, digest=digest)
    makers = prepare(table, spec, names)
    for row in _items(table, spec, makers[0].dated_at):
        _read_row(reading, row, makers, len(table.headings))
    register = _register(table, spec, digest, reading.read)
    problems = tuple(sorted((*reading.problems, *reading.folded())))
    return Batch(records=(register, *reading.records), lost=tuple(reading.lost_rows), problems=problems)


def _items(table: Table, spec: RegisterSidecar, dated_at: int | None) -> Iterator[Row]:
    """The rows that count: no totals, and of the rows of one item only the first."""
    item = column_of(table, spec.one_per) if spec.one_per is not None else None
    width = len(table.headings)
    seen: set[str] = set()
    for number, found in table.rows():
        cells = found if len(found) >= width else [*found, *[""] * (width - len(found))]
        if dated_at is not None and is_total(cells, cells[dated_at]):
            continue
        if item is None:
            yield Row(number, cells)
            continue
        key = fold(cells[item])
        if key in seen:
            continue
        if key:
            seen.add(key)
        yield Row(number, cells, unnamed=not key)


def _read_row(reading: Gathering, row: Row, makers: Sequence[Maker], width: int) -> None:
    """Makes all records of the row, or none of them."""
    if row.unnamed or len(row.cells) > width:
        faults = tuple(_row_faults(row, width))
        if faults:
            reading.leave_out(row, makers, faults)
            return
    made: list[tuple[Maker, dict[str, Value]]] = []
    wrong: Faults = ()
    for maker in makers:
        if maker.conditions:
            holds, unsure = maker.holds(row.cells)
            wrong += unsure
            if not (holds or unsure):
                continue
        fields, faults = maker.make(row.cells)
        wrong += faults
        made.append((maker, fields))
    if wrong:
        reading.leave_out(row, [maker for maker, _ in made], wrong)
    else:
        reading.keep_all(row, made)


def _row_faults(row: Row, width: int) -> Iterator[CellFault]:
    if len(row.cells) > width and any(map(str.strip, row.cells[width:])):
        said = f"the row has {len(row.cells)} cells under {width} headings, so its cells are not certain."
        yield fault_at("", said, "Put quotes around a cell that holds the delimiter.")
    if row.unnamed:
        said = "the cell that says which item the row belongs to is blank."
        yield fault_at("one_per", said, "Fill it in, or delete the row.")


def _register(table: Table, spec: RegisterSidecar, digest: str, count: int) -> Record:
    fields = {**spec.register, "covers_kind": spec.main.kind.name, "count": count}
    return Record(
        id=spec.name or table.file,
        kind="register",
        fields=fields,
        file=spec.tree.file,
        line=1,
        rests_on=table.file,
        sha256=digest,
        held=True,
    )
