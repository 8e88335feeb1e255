"""One action drafted for each gap that no open action takes up.

Takes an Assessment, gives drafts: what the rule advises, a lead where the organisation has the role, a date that is
fixed now, and how people will know. The gaps are those of the findings; what is unknown without a certain no has none
and asks for evidence instead. It judges nothing and knows no file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from vprs.actions.history import NO_CROSSWALK, Crosswalk, counterparts
from vprs.actions.recorded import paths_of
from vprs.checks.horizon import as_it_stood
from vprs.closing import ACTION, OPEN, standing
from vprs.dates import Span, add, day
from vprs.evidence.names import gather_names
from vprs.kinds import read_kinds
from vprs.model import Assessment, Finding, Gap, Organisation, Record, Value, Workspace
from vprs.paper import visible
from vprs.reasons import open_questions

FILE = "actions.yaml"


@dataclass(frozen=True, kw_only=True, slots=True)
class Draft:
    """An action as it is to be recorded.

    id           made of the requirement's path, with a number from 2 on where that is taken
    gap          what is missing, in the words of the rule
    measure      what the checks that are not yes ask: how people will know that it is done
    lead         id of the role that is to do it; None where the organisation has none like `owner`, the rule's
    due          fixed here: no later run moves it
    first_found  id of the cycle, None without one
    """

    id: str
    requirement: str
    what: str
    gap: str
    measure: str
    owner: str
    lead: str | None
    raised_on: date
    due: date
    first_found: str | None

    def as_fields(self) -> Iterator[tuple[str, str]]:
        """The fields of the record in the order in which they are written."""
        yield from (("id", self.id), ("kind", ACTION), ("requirement", self.requirement))
        yield "raised_on", self.raised_on.isoformat()
        if self.first_found is not None:
            yield "first_found", self.first_found
        yield "what", self.what
        if self.lead is not None:
            yield "lead", self.lead
        yield from (("due", self.due.isoformat()), ("measure", self.measure), ("status", "open"))
        yield "notes", f"Gap found: {self.gap}"


def settle_drafts(
    assessment: Assessment,
    again: Callable[[Workspace], Assessment],
    *,
    cycle: str | None,
    crosswalk: Crosswalk = NO_CROSSWALK,
) -> tuple[Draft, ...]:
    """The drafts after which there is nothing left to draft: an action that is recorded may itself open a gap.

    again  judges a workspace as the assessment was judged
    """
    settled: list[Draft] = []
    workspace = assessment.workspace
    while drafts := draft_actions(assessment, cycle=cycle, crosswalk=crosswalk):
        settled.extend(drafts)
        workspace = replace(workspace, records=(*workspace.records, *map(_as_record, drafts)))
        assessment = again(workspace)
    return tuple(settled)


def draft_actions(
    assessment: Assessment, *, cycle: str | None, crosswalk: Crosswalk = NO_CROSSWALK
) -> tuple[Draft, ...]:
    """One draft for each gap without an open action, in the order of the findings.

    cycle      id of the cycle in which the gap is found
    crosswalk  a requirement's path -> those of other editions whose open actions take its gap up as well
    """
    covered = frozenset(path for action in _standing(assessment) for path in paths_of(action))
    taken = {record.id for record in assessment.workspace.records}
    drafts = []
    for finding in assessment.findings:
        path = finding.requirement.path
        if finding.gap is not None and not covered & counterparts(path, crosswalk):
            ident = _free(f"{ACTION}-{path.replace('/', '-')}", taken)
            taken.add(ident)
            drafts.append(_draft(assessment, finding, finding.gap, ident, cycle))
    return tuple(drafts)


def _standing(assessment: Assessment) -> Iterator[Record]:
    """The actions that take a gap up: open on as_of, or raised later, when as_of looks back."""
    spec, records = read_kinds()[ACTION], assessment.workspace.records
    by_id = {record.id: record for record in records}
    for record in records:
        if record.kind == ACTION:
            stood = as_it_stood(record, spec, assessment.as_of)
            if stood is None or standing(stood, by_id, assessment.as_of) in OPEN:
                yield record


def _free(wanted: str, taken: set[str]) -> str:
    """The id itself, or with the first number from 2 on that nothing in the folder bears."""
    number, ident = 1, wanted
    while ident in taken:
        number += 1
        ident = f"{wanted}-{number}"
    return ident


def _draft(assessment: Assessment, finding: Finding, gap: Gap, ident: str, cycle: str | None) -> Draft:
    advice = finding.requirement.if_not_met
    return Draft(
        id=ident,
        requirement=finding.requirement.path,
        what=_prose(gap.action),
        gap=_prose(gap.gap),
        measure=_prose(" ".join(_measures(finding))),
        owner=gap.owner,
        lead=_role(assessment.organisation, gap.owner, assessment.as_of),
        raised_on=assessment.as_of,
        due=add(assessment.as_of, advice.due_in),
        first_found=cycle,
    )


def _measures(finding: Finding) -> Iterable[str]:
    """What its open checks ask, in words; the requirement's own where it falls short by another one alone."""
    asked = {one.check for one in open_questions(finding)}
    says = [check.says for check in finding.requirement.checks if check.slug in asked]
    return says or [finding.requirement.requirement]


def _prose(text: str) -> str:
    """On one line, with single spaces, fit to be written anywhere."""
    return " ".join(visible(text).split())


def _role(organisation: Organisation, owner: str, as_of: date) -> str | None:
    """The organisation's own id for the rule's role, where it has it and the role has not ended."""
    ident = gather_names(organisation).resolve("role", owner)
    entry = next((one for one in organisation.lists.get("roles", ()) if one.id == ident), None)
    ended = entry.fields.get("to") if entry is not None else None
    return None if isinstance(ended, Span) and ended.last < as_of else ident


def _as_record(draft: Draft) -> Record:
    """The record that actions.yaml will hold."""
    dates = {"raised_on", "due"}
    fields: dict[str, Value] = {
        name: day(date.fromisoformat(value)) if name in dates else value
        for name, value in draft.as_fields()
        if name not in ("id", "kind")
    }
    return Record(id=draft.id, kind=ACTION, fields=fields, file=FILE)
