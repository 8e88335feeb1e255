"""What `vprs cycle actions` says, in lines for people and as data for programs.

Takes an assessment with drafts or recorded actions, gives lines and plain values. Each action is told with its place,
its lead and its date; what an action lacks is said with what to do about it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from vprs.actions import FILE, Draft, Recorded, drafts_text
from vprs.canonical import Json
from vprs.closing import ACTION, Standing
from vprs.holdings import text
from vprs.model import Assessment
from vprs.phrases import in_words, many, role_name, short

TROUBLES: Mapping[str, tuple[str, str]] = {  # what is wrong -> heading, what to do
    "overdue": ("Past their date", "Do them, or record a later date with a reason under progress."),
    "without_lead": ("Without a lead", "Write a role of organisation.yaml under lead."),
    "without_due": ("Without a date", "Write a day under due."),
    "closed_without_evidence": (
        "Closed without evidence, so counted as open",
        "Write under links the id of a record that shows it was done and was made since the action was raised.",
    ),
}

STANDS_TWICE = "an action may stand twice."
IN_TROUBLE_TOO = "more may be in trouble."

Troubled = Mapping[str, tuple[Recorded, ...]]


@dataclass(frozen=True, kw_only=True, slots=True)
class Told:
    """What a run came to. written: whether the drafts are in the file now."""

    assessment: Assessment
    drafts: tuple[Draft, ...]
    written: bool


# --------------------------------------------------------------------------------------------------------- drafts


def drafts_lines(told: Told) -> list[str]:
    return [*_headline(told), *_each(told), *_unowned(told), *_doubts(told.assessment, STANDS_TWICE)]


def _headline(told: Told) -> Iterator[str]:
    gaps = sum(finding.gap is not None for finding in told.assessment.findings)
    day = in_words(told.assessment.as_of)
    if told.drafts:
        done = "added to" if told.written else "to be added to"
        yield f"{many(len(told.drafts), 'action')} {done} {FILE}, as of {day}:"
    elif gaps:
        yield f"Nothing to add to {FILE}: each of {many(gaps, 'gap')} on {day} has an open action."
    else:
        yield f"Nothing to add to {FILE}: no gap was found on {day}."


def _each(told: Told) -> Iterator[str]:
    if told.drafts and not told.written:
        yield from drafts_text(told.drafts).split("\n")
        yield "Nothing was written."
        return
    for draft in told.drafts:
        lead = role_name(told.assessment.organisation, draft.lead) or "no lead"
        yield f"  {draft.id}: {draft.requirement}, {lead}, due {short(draft.due)}"


def _unowned(told: Told) -> Iterator[str]:
    """The roles that the rules name and the organisation has not, each with the actions that wait for it."""
    owners = sorted({draft.owner for draft in told.drafts if draft.lead is None})
    for owner in owners:
        waiting = sum(draft.lead is None and draft.owner == owner for draft in told.drafts)
        yield (
            f"No lead for {many(waiting, 'action')}: the rules name the role '{owner}', which organisation.yaml does "
            "not have. Add it there as a role or alias, or write another role under lead."
        )


def _doubts(assessment: Assessment, danger: str) -> Iterator[str]:
    """What could not be read may be an action as well. danger: what follows from that, as the end of the sentence."""
    if lost := _unread(assessment):
        yield f"{many(lost, 'item')} that may be or hold actions could not be read, so {danger} See: vprs check"


def _unread(assessment: Assessment) -> int:
    return sum(item.kind in (None, ACTION) for item in assessment.workspace.lost)


def drafts_as_data(told: Told) -> Json:
    return {
        "format": "vprs-actions/1",
        "as_of": told.assessment.as_of.isoformat(),
        "file": FILE,
        "written": told.written,
        "unread": _unread(told.assessment),
        "drafted": [{**dict(draft.as_fields()), "owner_named": draft.owner} for draft in told.drafts],
    }


# --------------------------------------------------------------------------------------------------------- trouble


def in_trouble(recorded: Iterable[Recorded]) -> Troubled:
    """The open actions that are past their date or lack a lead, a date or evidence; one may stand in several lists."""
    standing = [each for each in recorded if each.open]
    return {
        "overdue": tuple(each for each in standing if each.state is Standing.OVERDUE),
        "without_lead": tuple(each for each in standing if not each.lead),
        "without_due": tuple(each for each in standing if each.due is None),
        "closed_without_evidence": tuple(each for each in standing if each.unproven),
    }


def trouble_lines(assessment: Assessment, found: Troubled) -> list[str]:
    day = in_words(assessment.as_of)
    doubts = _doubts(assessment, IN_TROUBLE_TOO)
    if not any(found.values()):
        return [f"No open action is past its date or lacks a lead, a date or evidence on {day}.", *doubts]
    lines = [f"Actions on {day}"]
    for name, (heading, remedy) in TROUBLES.items():
        lines.append(f"{heading}: {len(found[name])}")
        lines.extend(_line(each) for each in found[name])
        lines.extend([f"  {remedy}"] if found[name] else [])
    return [*lines, *doubts]


def _line(each: Recorded) -> str:
    due = f"due {short(each.due)}" if each.due else "no date"
    path = text(each.record, "requirement")
    about = f" ({path})" if path else ""
    return f"  {each.record.place}: {each.record.id}: {due}, {each.lead or 'no lead'}: {each.what}{about}"


def trouble_as_data(assessment: Assessment, found: Troubled) -> Json:
    lists = {name: [_as_data(each) for each in found[name]] for name in TROUBLES}
    return {
        "format": "vprs-overdue/1",
        "as_of": assessment.as_of.isoformat(),
        "unread": _unread(assessment),
        **lists,
    }


def _as_data(each: Recorded) -> Json:
    fields = each.record.fields
    return {
        "id": each.record.id,
        "file": each.record.file,
        "line": each.record.line,
        "requirement": text(each.record, "requirement") or None,
        "what": each.what,
        "lead": fields.get("lead"),
        "due": str(each.due) if each.due else None,
        "state": each.state.value,
    }
