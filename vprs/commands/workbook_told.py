"""What a workbook that came back changed, and what was refused, in lines for people.

Takes what came back and the plan, gives lines: row by row, old -> new, then what is refused and what else to know.
"""

from __future__ import annotations

from collections.abc import Iterator

from vprs.dates import parse_span
from vprs.evidence.faults import shown
from vprs.phrases import in_words, many
from vprs.workbook.plan import Added, Edited, Plan
from vprs.workbook.returned import Returned

NOTHING = "(nothing)"


def told(returned: Returned, plan: Plan, *, written: bool) -> list[str]:
    """The lines. written: whether the files hold it now."""
    return list(_lines(returned, plan, written))


def _lines(returned: Returned, plan: Plan, written: bool) -> Iterator[str]:
    head = returned.original.head
    day = parse_span(head.get("as_of", ""))
    yield f"{returned.file}: the workbook of {head.get('organisation')}, written as of {in_words(day) if day else '?'}."
    steps: list[Edited | Added] = [*plan.edits, *plan.additions]
    for step in sorted(steps, key=lambda each: (each.sheet, each.number)):
        yield from _edited(step) if isinstance(step, Edited) else _added(step)
    if plan.faults:
        yield f"{many(len(plan.faults), 'fault')}; the rows concerned are refused whole, and nothing of them is taken:"
        yield from (f"  {fault}" for fault in plan.faults)
    if plan.notes or returned.notes:
        yield "To know:"
        yield from (f"  {note}" for note in returned.notes)
        yield from (f"  {note.sheet}, row {note.number}: {note.text}" for note in plan.notes)
    yield _summed_up(plan, written=written)


def _edited(edit: Edited) -> Iterator[str]:
    before, after = shown(edit.before) or NOTHING, shown(edit.after) or NOTHING
    record = edit.record
    yield f"  {edit.sheet}, row {edit.number}, {record.id}: {edit.heading}: {before} -> {after} ({record.place})"


def _added(added: Added) -> Iterator[str]:
    yield f"  {added.sheet}, row {added.number}: new {added.kind} {added.id} ({added.file})"
    for name, given in added.fields[2:]:
        text = "; ".join(given) if isinstance(given, tuple) else given
        yield f"    {name}: {NOTHING} -> {shown(text)}"


def _summed_up(plan: Plan, *, written: bool) -> str:
    if plan.empty:
        return "Nothing is changed: the folder holds all of this already." if not plan.faults else "Nothing is changed."
    counts = f"{many(len(plan.edits), 'change')} and {many(len(plan.additions), 'new record')}"
    if not written:
        return f"{counts} would be written. Nothing was: this was a dry run."
    files = sorted({*(edit.record.file for edit in plan.edits), *(each.file for each in plan.additions)})
    return f"{counts} written into {', '.join(files)}. Write the workbook again before more is filled in."
