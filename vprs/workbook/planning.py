"""A workbook that came back, held against the folder: what it changes row by row, and which rows are refused.

Takes what came back, the folder as it stands and the rules; gives a `Plan`. It writes nothing. The same workbook over a
folder that has taken it changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from vprs.evidence.names import gather_names
from vprs.kinds import read_kinds
from vprs.model import Pack, Record, Workspace
from vprs.problem import InvalidInput, Problem, nearest
from vprs.workbook.adding import new_action, new_judgement
from vprs.workbook.cells import OUT, Known, same
from vprs.workbook.changing import changed_cells
from vprs.workbook.filling import ACTIONS, JUDGEMENTS
from vprs.workbook.plan import Added, Edited, Noted, Plan, Step
from vprs.workbook.returned import AGAIN, COMING_BACK, Returned, ReturnedRow
from vprs.workbook.subjects import KIND, asked_of, subject_of
from vprs.workbook.texts import seen


def plan_changes(returned: Returned, workspace: Workspace, packs: Iterable[Pack]) -> Plan:
    """What the workbook changes. Raises InvalidInput where it is of another organisation."""
    _refuse_others(returned, workspace)
    chosen = tuple(packs)
    known = Known(
        file=returned.file,
        names=gather_names(workspace.organisation),
        records={seen(record.id): record for record in workspace.records},
        asked=asked_of(chosen),
        requirements=frozenset(asked.path for pack in chosen for asked in pack.requirements),
        as_of=returned.original.head.get("as_of", ""),
    )
    edits: list[Edited] = []
    additions: list[Added] = []
    faults: list[Problem] = list(returned.problems)
    notes: list[Noted] = []
    faulty = {problem.file: problem for problem in reversed(workspace.problems)}
    for row, steps in _all_steps(returned, known):
        wrong = [step for step in steps if isinstance(step, Problem)]
        unread = (faulty[step.file] for step in steps if isinstance(step, Added) and step.file in faulty)
        wrong += (_beside_a_fault(row, fault, known) for fault in unread)
        faults += wrong
        if not wrong:
            edits += (step for step in steps if isinstance(step, Edited))
            additions += (step for step in steps if isinstance(step, Added))
            notes += (step for step in steps if isinstance(step, Noted))
    return Plan(edits=tuple(edits), additions=tuple(additions), faults=tuple(sorted(faults)), notes=tuple(notes))


def _refuse_others(returned: Returned, workspace: Workspace) -> None:
    head, own = returned.original.head, workspace.organisation
    if head.get("code") != own.code:
        whose = f"{head.get('organisation')} ({head.get('code')})"
        said = f"this is the workbook of {whose}, and the folder is of {own.name} ({own.code})."
        hint = "Name the workbook and the folder that belong together."
        raise InvalidInput([Problem(file=returned.file, message=said, hint=hint)])


def _beside_a_fault(row: ReturnedRow, fault: Problem, known: Known) -> Problem:
    """Nothing is added to a file with a fault in it: what could not be read may be the very record."""
    place = f"{fault.file}:{fault.line}" if fault.line else fault.file
    said = f"nothing is added to {fault.file} while it has a fault in it ({place})."
    return known.fault(row, "", said, "Mend that first; `vprs check` says what it is.")


def _all_steps(returned: Returned, known: Known) -> Iterator[tuple[ReturnedRow, list[Step]]]:
    twice = _twice(returned)
    records = dict(known.records)
    for row in returned.rows:
        base = returned.original.rows.get(row.sheet, {})
        steps = list(_steps(row, base, replace(known, records=records)))
        if steps and (row.merged or (row.sheet, row.id) in twice):
            steps = [_merged(row, known) if row.merged else _told_twice(row, twice[row.sheet, row.id], known)]
        elif row.merged:
            steps = [_merged(row, known)]
        if not any(isinstance(step, Problem) for step in steps):
            for step in steps:
                if isinstance(step, Added):  # a later row may say the same again
                    records[step.id] = Record(id=step.id, kind=step.kind, fields=step.values, file=step.file)
        yield row, steps


def _twice(returned: Returned) -> Mapping[tuple[str, str], tuple[int, ...]]:
    """(sheet, ID) -> the rows that bear it, where there are several."""
    found: dict[tuple[str, str], tuple[int, ...]] = {}
    for row in returned.rows:
        if row.id:
            found[row.sheet, row.id] = (*found.get((row.sheet, row.id), ()), row.number)
    return {key: rows for key, rows in found.items() if len(rows) > 1}


def _merged(row: ReturnedRow, known: Known) -> Problem:
    said = "cells are merged here, so nobody can tell which row the text is for."
    return known.fault(row, "", said, "Unmerge them, and fill in each row by itself.")


def _told_twice(row: ReturnedRow, rows: tuple[int, ...], known: Known) -> Problem:
    listed = ", ".join(map(str, rows))
    said = f"rows {listed} have the same ID '{row.id}', so none of them is taken."
    return known.fault(row, "ID", said, "Keep one of them. A new one has no ID.")


def _steps(row: ReturnedRow, base: Mapping[str, Mapping[str, str]], known: Known) -> Iterator[Step]:
    record = known.records.get(row.id)
    if not row.id:
        if row.sheet == ACTIONS:
            yield from new_action(row, known)
        elif row.sheet == JUDGEMENTS:
            yield from new_judgement(row, row.cells.get("Judgement of", ""), known)
        elif any(row.cells.get(column.heading) for column in COMING_BACK[row.sheet] if column.field):
            said, hint = "the row has no ID.", "Describe new evidence in evidence-register.xlsx or beside its file."
            yield known.fault(row, "ID", said, hint)
    elif record is None or not _belongs(row, record):
        yield from _of_nobody(row, base.get(row.id), known)
    elif row.sheet == JUDGEMENTS and _another_day(row, base.get(row.id), record, known):
        yield from new_judgement(row, subject_of(record), known)
    else:
        yield from changed_cells(row, COMING_BACK[row.sheet], base.get(row.id), record, known)


def _belongs(row: ReturnedRow, record: Record) -> bool:
    """Whether a row of the sheet can be of the record at all."""
    wanted = {ACTIONS: "action", JUDGEMENTS: KIND}.get(row.sheet)
    return wanted is None or record.kind == wanted


def _of_nobody(row: ReturnedRow, base: Mapping[str, str] | None, known: Known) -> Iterator[Step]:
    """A row whose ID no record bears. It is a fault where it says anything new."""
    columns = COMING_BACK[row.sheet]
    if base is None:
        hint = nearest(row.id, known.records) or "A new row has no ID: empty the cell."
        yield known.fault(row, "ID", f"no record of this sheet has the ID '{row.id}'.", hint)
    elif any(row.cells.get(each.heading, "") not in ("", base.get(each.heading, "")) for each in columns if each.field):
        said = f"the record '{row.id}' is no longer in the folder."
        yield known.fault(row, "ID", said, f"Put its file back, or empty the ID to make a new one. {AGAIN}")


def _another_day(row: ReturnedRow, base: Mapping[str, str] | None, record: Record, known: Known) -> bool:
    """Whether the row gives another day than its record had when the workbook was written: a judgement made anew."""
    day, was = row.cells.get("On", ""), (base or {}).get("On", "")
    spec = read_kinds()[record.kind].fields["made_on"]
    return base is not None and day not in ("", OUT) and not same(spec, day, was, known)
