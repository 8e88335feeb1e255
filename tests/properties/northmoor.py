"""The worked example with something taken from it, and whether it then looks better than it did.

Takes the example as read, with the rows of its three exports thinned so that hundreds of judgements are quick; gives
workspaces with records withdrawn and the rises of floors and opinions. The reference judges alone here: engines are
compared elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache

from tests.northmoor.judging import AS_OF, packs, workspace
from vprs.assess import assess
from vprs.evidence.batch import Batch
from vprs.evidence.settle import settle
from vprs.kinds import read_kinds
from vprs.model import RANK, Assessment, Lost, Outcome, Record, Value, Workspace

LEVELS = ("none", "limited", "moderate", "substantial")
EVERY = 40  # one row in so many is kept of incidents, sanctions and training


@cache
def thinned() -> Workspace:
    """The example with all its items and a fortieth of the rows of its exports."""
    exported = [record for record in workspace().records if record.row and record.file.startswith("registers/")]
    kept = {record.id for record in exported[::EVERY]}
    left = {record.id for record in exported} - kept
    return with_records(workspace(), [record for record in workspace().records if record.id not in left])


def with_records(of: Workspace, records: Iterable[Record], lost: Iterable[Lost] = ()) -> Workspace:
    """The workspace with other records; links are settled as the reader settles them."""
    gone = tuple(lost)
    settled = settle(Batch(records=tuple(records), lost=gone), lost_ids=frozenset(item.file for item in gone))
    return replace(of, records=settled.records, lost=settled.lost, problems=settled.problems)


def judged(what: Workspace) -> Assessment:
    return assess(packs(), what, as_of=AS_OF)


@dataclass(frozen=True)
class Standing:
    """The floor of every requirement by its short name, and the level of the opinion."""

    floors: Mapping[str, Outcome]
    level: str

    @staticmethod
    def of(found: Assessment) -> Standing:
        floors = {each.requirement.path.partition("/")[2]: each.floor for each in found.findings}
        return Standing(floors, found.opinions[0].level)


def rises(before: Standing, after: Standing) -> Iterator[str]:
    """`do/x: not-met to met` for every floor that rose or dropped out, and for the opinion where it rose."""
    for name, floor in before.floors.items():
        if risen(floor, after.floors[name]):
            yield f"{name}: {floor} to {after.floors[name]}"
    if LEVELS.index(after.level) > LEVELS.index(before.level):
        yield f"opinion: {before.level} to {after.level}"


def risen(before: Outcome, after: Outcome) -> bool:
    if before not in RANK:
        return after in (Outcome.MET, Outcome.PARTLY_MET)
    return after not in RANK or RANK[after] > RANK[before]


def without_field(record: Record, name: str) -> Record:
    fields: dict[str, Value] = {other: value for other, value in record.fields.items() if other != name}
    return replace(record, fields=fields)


def blankable(record: Record) -> Iterator[str]:
    """The fields that a reader lets somebody leave out; without one of the others the record is lost."""
    yield from (name for name in record.fields if name not in read_kinds()[record.kind].required)
