"""Rows that become records of their own: new actions, and judgements made on another day than any the folder holds.

Takes a row without an ID, or one of a judgement with another day, gives the new record or the faults for which the row
is refused. What the folder holds already is not added again, so that a workbook can be read twice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from vprs.amending.appending import Fields
from vprs.amending.entries import Given
from vprs.dates import Span
from vprs.evidence.faults import shown
from vprs.evidence.names import fold
from vprs.kinds import read_kinds
from vprs.model import Record, Value
from vprs.problem import Problem, nearest
from vprs.workbook.cells import OUT, Known, read_cell
from vprs.workbook.filling import ACTION_COLUMNS, JUDGEMENT_COLUMNS
from vprs.workbook.plan import ACTIONS_FILE, JUDGEMENTS_FILE, Added, Noted, Step
from vprs.workbook.returned import ReturnedRow
from vprs.workbook.sheets import Column
from vprs.workbook.subjects import KIND, STATEMENT, subject_of
from vprs.workbook.texts import cell_text, field_text

_NO_WORD = re.compile(r"[^a-z0-9]+")


def new_action(row: ReturnedRow, known: Known) -> Iterator[Step]:
    """A row of the sheet of actions that has no ID."""
    texts = _filled(row, ACTION_COLUMNS)
    if not texts:
        return
    texts = {"requirement": texts.pop("requirement", ""), "raised_on": known.as_of, "status": "open", **texts}
    values, faults = _typed(row, "action", ACTION_COLUMNS, {name: text for name, text in texts.items() if text}, known)
    faults += [
        known.fault(row, heading, "a new action needs it.", "Fill it in, or empty the row.")
        for name, heading in (("requirement", "Requirement"), ("what", "What"))
        if not texts.get(name)
    ]
    faults = faults or _too_early(row, values, "closed_on", "raised_on", known)
    if faults:
        yield from faults
        return
    base = f"action-{str(values['requirement']).replace('/', '-')}"
    alike = [
        record
        for record in known.records.values()
        if record.kind == "action" and _says(record, values, "requirement") and _says(record, values, "what")
    ]
    yield from _unless_there(row, "action", base, values, alike, ACTION_COLUMNS, ACTIONS_FILE, known)


def new_judgement(row: ReturnedRow, subject: str, known: Known) -> Iterator[Step]:
    """A row of the sheet of judgements that has no ID, or whose day is another than that of its record."""
    texts = {name: text for name, text in _filled(row, JUDGEMENT_COLUMNS).items() if name != "subject"}
    if not texts:
        return
    if subject not in known.asked:
        hint = nearest(subject, known.asked) or "Choose one of the list: a requirement, or `statement: ` and its word."
        said = (
            f"nothing that can be judged is named '{subject}'." if subject else "the row does not say what is judged."
        )
        yield known.fault(row, "Judgement of", said, hint)
        return
    word = subject.removeprefix(STATEMENT)
    about = {"requirement": subject} if word == subject else {"statement": word}
    values, faults = _typed(row, KIND, JUDGEMENT_COLUMNS, {**about, **texts}, known)
    faults = faults or _too_early(row, values, "valid_until", "made_on", known)
    if faults:
        yield from faults
        return
    base = f"judgement-{_NO_WORD.sub('-', word.lower())}-{values['by']}-{values['made_on']}"
    alike = [
        record
        for record in known.records.values()
        if record.kind == KIND and subject_of(record) == subject and _says(record, values, "by", "made_on")
    ]
    yield from _unless_there(row, KIND, base, values, alike, JUDGEMENT_COLUMNS, JUDGEMENTS_FILE, known)
    by = known.asked[subject]
    if subject.startswith(STATEMENT) and by and values["by"] not in by:
        said = f"'{subject}' is asked of {' or '.join(by)}: a judgement by {values['by']} does not answer it."
        yield Noted(sheet=row.sheet, number=row.number, text=said)


def _filled(row: ReturnedRow, columns: tuple[Column, ...]) -> dict[str, str]:
    """Field -> text, of the filled cells that come back."""
    pairs = ((column.field, row.cells.get(column.heading, "")) for column in columns if column.field)
    return {name: text for name, text in pairs if text and text != OUT}


def _typed(
    row: ReturnedRow, kind: str, columns: tuple[Column, ...], texts: Mapping[str, str], known: Known
) -> tuple[dict[str, Value], list[Problem]]:
    spec = read_kinds()[kind]
    headings = {column.field: column.heading for column in columns}
    values: dict[str, Value] = {}
    faults: list[Problem] = []
    for name, text in texts.items():
        meant = read_cell(spec.fields[name], text, known)
        faults += (known.fault(row, headings.get(name, name), each.message, each.hint) for each in meant.faults)
        if meant.value is not None:
            values[name] = meant.value
    lacking = [name for name in spec.required if name != "kind" and name not in texts]
    faults += (known.fault(row, headings[name], "it is empty.", "Fill it in, or empty the row.") for name in lacking)
    return values, faults


def _too_early(row: ReturnedRow, values: Mapping[str, Value], later: str, earlier: str, known: Known) -> list[Problem]:
    end, start = values.get(later), values.get(earlier)
    if not (isinstance(end, Span) and isinstance(start, Span) and end.last < start.first):
        return []
    heading = {"closed_on": "Closed on", "valid_until": "Valid until"}[later]
    said = f"{end} is before {start}, on which it begins."
    return [known.fault(row, heading, said, "Change one of the two dates.")]


def _says(record: Record, values: Mapping[str, Value], *names: str) -> bool:
    """Whether the record says the same under these names, as words are compared."""
    return all(fold(cell_text(record.fields.get(name))) == fold(cell_text(values.get(name))) for name in names)


def _unless_there(
    row: ReturnedRow,
    kind: str,
    base: str,
    values: dict[str, Value],
    alike: list[Record],
    columns: tuple[Column, ...],
    file: str,
    known: Known,
) -> Iterator[Step]:
    """The new record, but where the folder holds one like it: nothing if it says as much, else a fault."""
    given = [column for column in columns if row.cells.get(column.heading) and column.field in values]
    for record in alike:
        if all(_agree(record.fields.get(each.field), values[each.field]) for each in given):
            return
    for record in alike[-1:]:
        other = next(each for each in given if not _agree(record.fields.get(each.field), values[each.field]))
        here, there = cell_text(values[other.field]), field_text(record, other.field)
        said = (
            f"{record.id} in {record.place} is the same, but says '{shown(there)}' where the row has '{shown(here)}'."
        )
        hint = "Write the workbook again and change the row that has its ID, or say what makes this one another."
        yield known.fault(row, other.heading, said, hint)
        return
    number, ident = 1, base
    while ident in known.records:
        number += 1
        ident = f"{base}-{number}"
    fields: Fields = (("id", ident), ("kind", kind), *((name, _given(value)) for name, value in values.items()))
    yield Added(sheet=row.sheet, number=row.number, id=ident, kind=kind, file=file, fields=fields, values=values)


def _agree(there: Value | None, here: Value) -> bool:
    if isinstance(there, tuple) and isinstance(here, tuple):
        return set(map(str, there)) == set(map(str, here))
    return there == here


def _given(value: Value) -> Given:
    return tuple(map(str, value)) if isinstance(value, tuple) else str(value)
