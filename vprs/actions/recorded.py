"""The actions that people have recorded, with where each stands on the day of judgement.

Takes an Assessment, gives `Recorded` actions in a fixed order, and those of one requirement. What is dated after as_of
is not there, and what is closed in words alone is open.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from vprs.closing import OPEN, Standing, lacks_evidence, standing
from vprs.dates import Span, day
from vprs.holdings import known, span, text
from vprs.model import Assessment, Record
from vprs.phrases import role_name

CLOSED_IN_WORDS = (
    "Recorded as closed without evidence, so it counts as open: link it to a record made since it was raised."
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Recorded:
    """An action recorded in the folder; what, lead and progress may be empty.

    unproven  it says that it is closed, and no evidence shows so: it counts as open
    """

    record: Record
    what: str
    lead: str
    due: Span | None
    state: Standing
    progress: str
    unproven: bool = False

    @property
    def open(self) -> bool:
        return self.state in OPEN

    @property
    def doubt(self) -> str:
        """What its progress must say besides: closed in words only. Empty where there is nothing to add."""
        return CLOSED_IN_WORDS if self.unproven else ""

    @property
    def wanting(self) -> bool:
        """Whether it is open and lacks a lead, a date or the evidence of what it says was done."""
        return self.open and (not self.lead or self.due is None or self.unproven)


NEVER = day(date.max)


def by_requirement(records: Iterable[Recorded]) -> dict[str, tuple[Recorded, ...]]:
    """The actions of each requirement, by its full path, in the order given; by its former requirements as well."""
    found: dict[str, tuple[Recorded, ...]] = {}
    for each in records:
        for path in paths_of(each.record) or ("",):
            found[path] = (*found.get(path, ()), each)
    return found


def paths_of(action: Record) -> tuple[str, ...]:
    """The requirement an action is for, then those it was for before (`was`), each once."""
    before = action.fields.get("was")
    former = tuple(str(path) for path in before) if isinstance(before, tuple) else ()
    return tuple(dict.fromkeys(path for path in (text(action, "requirement"), *former) if path))


def recorded_actions(assessment: Assessment) -> tuple[Recorded, ...]:
    """Every action that as_of knows: open ones first, then by due date (those without one last) and id."""
    by_id = {record.id: record for record in assessment.workspace.records}
    found = [_recorded(assessment, record, by_id) for record in known(assessment, "action")]
    return tuple(sorted(found, key=lambda each: (not each.open, each.due or NEVER, each.record.id)))


def _recorded(assessment: Assessment, record: Record, by_id: Mapping[str, Record]) -> Recorded:
    return Recorded(
        record=record,
        what=text(record, "what") or text(record, "title"),
        lead=role_name(assessment.organisation, record.fields.get("lead")),
        due=span(record, "due"),
        state=standing(record, by_id, assessment.as_of),
        progress=text(record, "progress"),
        unproven=lacks_evidence(record, by_id, assessment.as_of),
    )
