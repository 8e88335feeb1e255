"""A register: the rows of a CSV or XLSX file as records of a kind, by its sidecar.

Takes the path and bytes of the file, the sidecar's tree and the names that the organisation knows; gives the
records, one `register` record, the rows that were lost and why. A row with a fault is left out whole, and no
message repeats what a person wrote into it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence

from vprs.evidence.batch import Batch
from vprs.evidence.cells import Faults, fault_at
from vprs.evidence.date_words import may_be_a_year
from vprs.evidence.files import compare_digests
from vprs.evidence.gathering import Gathering, Row
from vprs.evidence.headings import refuse_headings
from vprs.evidence.makers import Maker, column_of, prepare
from vprs.evidence.recognising import lost_register
from vprs.evidence.sidecar import RegisterSidecar, read_sidecar
from vprs.evidence.tables import Table, is_total, read_table
from vprs.evidence.typed import Names, fold
from vprs.model import Record, Value
from vprs.problem import InvalidInput
from vprs.strict_yaml import Tree

_MAY_BE_TOTAL = fault_at(
    "",
    "the row begins with 'Total' and has no date, so that it may be a total or a thing of such a name.",
    "Fill in its date, or delete the row.",
)
_UNNAMED = fault_at(
    "one_per", "the cell that says which item the row belongs to is blank.", "Fill it in, or delete the row."
)


def read_register(path: str, content: bytes, sidecar: Tree, names: Names) -> Batch:
    """Every row of the file at `path` as records, and the register itself; nothing of it where it cannot be read."""
    spec, problems = read_sidecar(sidecar, names)
    try:
        if spec is None:
            raise InvalidInput(problems)
        digest = hashlib.sha256(content).hexdigest()
        _refuse_changed(path, spec, digest)
        table = read_table(path, content, spec.layout, list(spec.headings))
        refuse_headings(table, spec)
        return _read_rows(table, spec, names, digest)
    except InvalidInput as error:
        return Batch(lost=lost_register(sidecar.value, path, sidecar=sidecar.file), problems=error.problems)


def _refuse_changed(path: str, spec: RegisterSidecar, digest: str) -> None:
    recorded = spec.register.get("sha256")
    fault = None if recorded is None else compare_digests(path, digest, str(recorded))
    if fault is not None:
        raise InvalidInput([spec.tree.problem(fault.path, fault.message, fault.hint)])


def _read_rows(table: Table, spec: RegisterSidecar, names: Names, digest: str) -> Batch:
    reading = Gathering(file=table.file, digest=digest)
    makers = prepare(table, spec, names)
    for row in _items(table, spec, makers[0].dated_at):
        _read_row(reading, row, makers)
    register = _register(table, spec, digest, reading.read)
    problems = tuple(sorted((*reading.problems, *reading.folded())))
    return Batch(
        records=(register, *reading.records),
        lost=tuple(reading.lost_rows),
        problems=problems,
        lost_ids=frozenset(reading.lost_ids),
    )


def _items(table: Table, spec: RegisterSidecar, dated_at: int | None) -> Iterator[Row]:
    """The rows that count: no totals, and of the rows of one item only the first."""
    item = column_of(table, spec.one_per) if spec.one_per is not None else None
    width = len(table.headings)
    seen: set[str] = set()
    nouns = _nouns(spec)
    for number, found in table.rows():
        cells = found if len(found) >= width else [*found, *[""] * (width - len(found))]
        total = False if dated_at is None else is_total(cells, nouns)
        if total:
            continue
        faults = () if len(cells) == width else _faults_of_row(cells, width)
        if total is None and not may_be_a_year(cells[dated_at or 0].strip()):
            faults = (*faults, _MAY_BE_TOTAL)
        if item is None:
            yield Row(number, cells, faults)
            continue
        key = fold(cells[item])
        if key in seen:
            continue
        if key:
            seen.add(key)
        yield Row(number, cells, faults if key else (*faults, _UNNAMED))


def _faults_of_row(cells: Sequence[str], width: int) -> Faults:
    if not any(map(str.strip, cells[width:])):
        return ()
    said = f"the row has {len(cells)} cells under {width} headings, so its cells are not certain."
    return (fault_at("", said, "Put quotes around a cell that holds the delimiter."),)


def _nouns(spec: RegisterSidecar) -> frozenset[str]:
    """What the register calls its rows: its kind and its own name, one or many."""
    words = {spec.main.kind.name, *fold(str(spec.register.get("register_type", ""))).split()}
    return frozenset((*words, *(f"{word}s" for word in words)))


def _read_row(reading: Gathering, row: Row, makers: Sequence[Maker]) -> None:
    """Makes all records of the row, or none of them."""
    if row.faults:
        reading.leave_out(row, makers, row.faults)
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
