"""What an opinion asks about beside outcomes: problems in the evidence, what is only stated, actions late or nobody's.

Takes assessments, gives edits with their effort, for evidence at large: they belong to no requirement.
"""

from __future__ import annotations

from collections.abc import Iterator

from vprs.actions import Recorded, recorded_actions
from vprs.basis import relied_on
from vprs.dates import day
from vprs.model import Assessment, Pack, Record, Value
from vprs.whatif import Added, Backed, Changed, Cleared, Way
from vprs.whatif.making import NEW

LEAD = "executive-lead"  # who leads what no rule names an owner for


def ways_at_large(assessment: Assessment, now: Assessment, pack: Pack) -> Iterator[tuple[str, Way]]:
    """(effort, edits), each by itself. now: the same with what concerns requirements mended."""
    problems = assessment.workspace.problems
    if problems:
        yield "small", (Cleared(problems=problems),)
    for record in _stated(assessment, pack):
        yield "small", (Backed(record=record),)
    for action in recorded_actions(now):
        if action.open and not action.lead:
            yield "small", (Changed(record=action.record, values={"lead": _owner(now, action)}),)
    for action in recorded_actions(now):
        if action.state == "overdue":
            yield "medium", _closing(now, action.record)


def _stated(assessment: Assessment, pack: Pack) -> list[Record]:
    """Records that a yes rests on and that no file backs; of an attestation none can."""
    own = (finding for finding in assessment.findings if finding.requirement.pack == pack.name)
    rested = {
        record.id: record
        for finding in own
        for record in relied_on(finding.requirement, finding.observations, finding.outcome)
        if not record.held and record.kind != "attestation"
    }
    return [rested[name] for name in sorted(rested)]


def _owner(now: Assessment, action: Recorded) -> str:
    """Whom the rule names as owner of the gap that the action is for, where the organisation has that role."""
    known = [str(entry.fields.get("id", entry.id)) for entry in now.organisation.lists.get("roles", ())]
    asked = action.record.fields.get("requirement")
    named = [finding.requirement.if_not_met.owner for finding in now.findings if finding.requirement.path == asked]
    return next((role for role in (*named, LEAD) if role in known), known[0] if known else LEAD)


def _closing(now: Assessment, action: Record) -> Way:
    """It is closed on the day of judgement, by a minute or an activity of that day that shows so."""
    on, ident = day(now.as_of), f"new-proof-of-{action.id}"
    bodies = now.organisation.lists.get("bodies", ())
    fields: dict[str, Value] = {"date": on}
    if bodies:
        fields["body"] = str(bodies[0].fields.get("id", bodies[0].id))
    proof = Record(id=ident, kind="minute" if bodies else "activity", fields=fields, file=NEW, held=True)
    links = action.fields.get("links", ())
    linked = (*(links if isinstance(links, tuple) else (links,)), ident)
    values: dict[str, Value | None] = {"status": "closed", "closed_on": on, "links": linked}
    return Added(record=proof), Changed(record=action, values=values)
