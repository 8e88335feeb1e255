"""Changes to evidence that are only supposed: a record more, a record amended, an item that can be read again.

Takes a workspace and edits, gives the workspace as it would then be. Nothing is written and nothing is judged here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from vprs.model import Lost, Record, Value, Workspace
from vprs.problem import Problem


@dataclass(frozen=True, kw_only=True, slots=True)
class Added:
    """A record that is not in the folder; `like`: the one of whom or which it is, and the field that says so."""

    record: Record
    like: tuple[str, Record] | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Changed:
    """A record of the folder with other values; None takes a field out. `record` is as it stands now.

    anew  the thing itself is done again, and what comes of it is filed as a version of its own
    """

    record: Record
    values: Mapping[str, Value | None]
    anew: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Recovered:
    """Items that could not be read are read again, and nothing in them is asked for or counts against."""

    lost: tuple[Lost, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Backed:
    """A record that is only stated, with a file behind it."""

    record: Record


@dataclass(frozen=True, kw_only=True, slots=True)
class Cleared:
    """Faults in evidence that are mended, where nothing was left out on their account."""

    problems: tuple[Problem, ...]


Edit = Added | Changed | Recovered | Backed | Cleared
Way = tuple[Edit, ...]  # edits in the order in which they help; some first part of them may be enough


def apply(workspace: Workspace, edits: Way) -> Workspace:
    """The workspace with every edit made, in order. A record changed twice carries both changes."""
    records = {record.id: record for record in workspace.records}
    lost, problems = workspace.lost, workspace.problems
    for edit in edits:
        match edit:
            case Added(record=record):
                records[record.id] = record
            case Changed(record=record, values=values):
                records[record.id] = _changed(records.get(record.id, record), values)
            case Recovered(lost=gone):
                lost = tuple(item for item in lost if item not in gone)
            case Backed(record=record):
                records[record.id] = replace(records.get(record.id, record), held=True)
            case Cleared(problems=mended):
                problems = tuple(each for each in problems if each not in mended)
    return replace(workspace, records=tuple(records.values()), lost=lost, problems=problems)


def _changed(record: Record, values: Mapping[str, Value | None]) -> Record:
    fields = {name: value for name, value in (record.fields | values).items() if value is not None}  # type: ignore[operator]
    return replace(record, fields=fields, blank=record.blank - frozenset(values))


def apply_to(record: Record, edits: Way) -> Record:
    """One record with those of the edits made that change it."""
    for edit in edits:
        if isinstance(edit, Changed) and edit.record.id == record.id:
            record = _changed(record, edit.values)
    return record


def merged(edits: Way) -> Way:
    """The same edits with several changes of one record told as one."""
    kept: list[Edit] = []
    for edit in edits:
        earlier = next((each for each in kept if _same_record(each, edit)), None)
        if earlier is None:
            kept.append(edit)
            continue
        assert isinstance(edit, Changed)
        if isinstance(earlier, Changed):
            kept[kept.index(earlier)] = replace(
                earlier, values={**earlier.values, **edit.values}, anew=earlier.anew or edit.anew
            )
        elif isinstance(earlier, Added):
            kept[kept.index(earlier)] = replace(earlier, record=_changed(earlier.record, edit.values))
    return tuple(kept)


def _same_record(earlier: Edit, edit: Edit) -> bool:
    return isinstance(edit, Changed) and isinstance(earlier, Added | Changed) and earlier.record.id == edit.record.id
