"""The bytes of the files that a plan changes, and the proof that they hold what was meant and nothing else.

Takes a plan and the contents of files, gives new contents; takes the folder before and after, gives what differs from
the plan. A record that cannot be changed where it stands makes its rows faults. It touches no disk.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from vprs.amending.appending import append_records
from vprs.amending.editing import Changes
from vprs.amending.locating import Place, amend_file
from vprs.model import Value, Workspace
from vprs.problem import Problem
from vprs.workbook.plan import ACTIONS_FILE, JUDGEMENTS_FILE, Edited, Plan

HEADINGS = {
    ACTIONS_FILE: (
        "# What is to be done about each gap. Leads are roles; an action is closed by closed_on and links to evidence.",
    ),
    JUDGEMENTS_FILE: (
        "# What people in named roles judge, each on a day and with a reason. `vprs workbook read` adds to it, and",
        "# changes nothing else that stands here.",
    ),
}
Contents = Mapping[str, bytes]


def file_plan(plan: Plan, read: Callable[[str], bytes | None], file: str) -> tuple[Plan, Contents]:
    """The plan without the rows whose record cannot be changed where it stands, and the new contents by path.

    read  the bytes of a file of the folder, None where it is not there; file: the workbook, for messages
    """
    stood = {path: read(path) for path in sorted({edit.record.file for edit in plan.edits})}
    by_file = {path: [edit for edit in plan.edits if edit.record.file == path] for path in stood}
    made = {path: _amended(stood[path], path, edits) for path, edits in by_file.items()}
    stuck = {
        ident for path, edits in by_file.items() if made[path] is None for ident in _stuck_in(stood[path], path, edits)
    }
    bad = {(edit.sheet, edit.number): edit for edit in plan.edits if edit.record.id in stuck}
    plan = replace(
        plan,
        edits=tuple(edit for edit in plan.edits if (edit.sheet, edit.number) not in bad),
        faults=tuple(sorted((*plan.faults, *(_told(file, edit) for edit in bad.values())))),
    )
    if stuck:
        left = {path: [edit for edit in edits if edit.record.id not in stuck] for path, edits in by_file.items()}
        made = {path: _amended(stood[path], path, edits) for path, edits in left.items()}
    contents = {path: content for path, content in made.items() if content is not None and content != stood[path]}
    for path in dict.fromkeys(each.file for each in plan.additions):
        there = contents.get(path, read(path))
        empty = there is not None and not there.strip()
        new = [each.fields for each in plan.additions if each.file == path]
        contents[path] = append_records(None if empty else there, new, path, HEADINGS[path])
    return plan, contents


def _stuck_in(content: bytes | None, path: str, edits: Sequence[Edited]) -> set[str]:
    """The ids of records that cannot be changed where they stand: halved until each is found."""
    if not edits or _amended(content, path, edits) is not None:
        return set()
    idents = list(dict.fromkeys(edit.record.id for edit in edits))
    if len(idents) == 1:
        return set(idents)
    first = set(idents[: len(idents) // 2])
    return {
        ident
        for half in ([e for e in edits if e.record.id in first], [e for e in edits if e.record.id not in first])
        for ident in _stuck_in(content, path, half)
    }


def _amended(content: bytes | None, path: str, edits: Sequence[Edited]) -> bytes | None:
    changes: dict[Place, dict[str, object]] = {}
    for edit in edits:
        changes.setdefault(Place(line=edit.record.line, id=edit.record.id), {})[edit.field] = edit.change
    whole: Mapping[Place, Changes] = changes  # type: ignore[assignment]
    return None if content is None else amend_file(path, content, whole)


def _told(file: str, edit: Edited) -> Problem:
    said = "the record is written in a way that cannot be changed from here without changing more."
    where = f"{edit.sheet}, {edit.heading}"
    hint = f"Change it in {edit.record.place}."
    return Problem(file=file, line=edit.number, where=where, message=said, hint=hint)


def differences(plan: Plan, before: Workspace, after: Workspace) -> tuple[Problem, ...]:
    """What the folder would hold after the plan that the plan does not say; empty where it is as it was meant."""
    return tuple(sorted((*_records(plan, before, after), *_faults(before, after))))


def _records(plan: Plan, before: Workspace, after: Workspace) -> Iterator[Problem]:
    wanted: dict[str, Mapping[str, Value]] = {record.id: record.fields for record in before.records}
    places = {record.id: record.file for record in (*before.records, *after.records)}
    for edit in plan.edits:
        fields = dict(wanted[edit.record.id])
        if edit.value is None:
            fields.pop(edit.field, None)
        else:
            fields[edit.field] = edit.value
        wanted[edit.record.id] = fields
    wanted |= {each.id: each.values for each in plan.additions}
    found = {record.id: record.fields for record in after.records}
    for ident in sorted(wanted.keys() | found.keys()):
        if not _alike(wanted.get(ident), found.get(ident)):
            said = f"the record '{ident}' would not be read as the workbook means it, so nothing was written."
            yield Problem(file=places.get(ident, ""), message=said, hint="Make this change in the file by hand.")


def _alike(wanted: Mapping[str, Value] | None, found: Mapping[str, Value] | None) -> bool:
    if wanted is None or found is None or wanted.keys() != found.keys():
        return False
    return all(_same(wanted[name], found[name]) for name in wanted)


def _same(one: Value, other: Value) -> bool:
    if isinstance(one, tuple) and isinstance(other, tuple):
        return sorted(map(str, one)) == sorted(map(str, other))
    return one == other


def _faults(before: Workspace, after: Workspace) -> Iterator[Problem]:
    """Problems that the folder would have and has not: of what sort and where, for lines may have moved."""
    stood = Counter((each.file, each.where) for each in before.problems)
    for each in after.problems:
        stood[each.file, each.where] -= 1
        if stood[each.file, each.where] < 0:
            yield replace(each, hint=f"{each.hint} The workbook would have brought this about; nothing was written.")
