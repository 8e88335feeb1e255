"""Whether a requirement applies, and what people have said of it beside the rules.

Takes a requirement and a context; gives a Gate (`when`, `while`, an attested "not applicable"), the assessor's own
judgement, or an accepted risk. These stand beside a finding and never change an answer of a check.
"""

from __future__ import annotations

from dataclasses import dataclass

from vprs.checks.answers import doubt_words
from vprs.checks.attested import in_force, is_carried, judgements, latest_one
from vprs.checks.context import Context
from vprs.checks.matching import match_fields
from vprs.checks.phrases import describe
from vprs.checks.scope import Scope
from vprs.checks.selecting import latest, select
from vprs.checks.selection import Selection
from vprs.checks.wording import a, named
from vprs.checks.words import fold
from vprs.clauses import among, equals, present
from vprs.dates import Duration, Span
from vprs.model import Answer, Outcome, Reason, Record, Requirement, Selector, Value

SIX_MONTHS = Duration(6, 0)
FOR_EVER = Duration(12_000, 0)


@dataclass(frozen=True, kw_only=True, slots=True)
class Gate:
    """answer: YES applies, NO not applicable, UNKNOWN; why: a sentence; attested: the record that says so."""

    answer: Answer
    why: str = ""
    reason: Reason | None = None
    attested: Record | None = None


APPLIES = Gate(answer=Answer.YES)


def gate(requirement: Requirement, context: Context) -> Gate:
    """Not applicable where one of its gates is shut; unknown where one cannot be told; else it applies."""
    gates = [_when(requirement, context), _while(requirement, context), _attested(requirement, context)]
    shut = next((item for item in gates if item.answer is Answer.NO), None)
    return shut or next((item for item in gates if item.answer is Answer.UNKNOWN), APPLIES)


def _when(requirement: Requirement, context: Context) -> Gate:
    if not requirement.when:
        return APPLIES
    organisation = context.organisation
    fields: dict[str, Value] = {
        **organisation.fields,
        "type": organisation.type,
        "code": organisation.code,
        "name": organisation.name,
    }
    if organisation.functions:
        fields["functions"] = organisation.functions
    for name, entries in organisation.lists.items():
        fields[name] = tuple({**entry.fields, "id": entry.id} for entry in entries)
    match = match_fields(requirement.when, {"organisation": fields}, Scope(context=context))
    asked = ", ".join(clause.field[-1].replace("_", " ") for clause in requirement.when)
    if match.truth is None:
        why = f"organisation.yaml does not give what decides whether this applies ({asked})."
        return Gate(answer=Answer.UNKNOWN, why=why, reason=Reason.MISSING_FIELD)
    if match.truth:
        return APPLIES
    why = f"It does not apply to this organisation, by its {asked}."
    return Gate(answer=Answer.NO, why=why, reason=Reason.NOT_RELEVANT)


def _while(requirement: Requirement, context: Context) -> Gate:
    if requirement.while_ is None:
        return APPLIES
    scope = Scope(context=context)
    found = select(requirement.while_, scope, population=True, current_default=False)
    asked = describe(requirement.while_, scope)
    if found.members:
        return APPLIES
    if not found.certain:
        return Gate(
            answer=Answer.UNKNOWN,
            why=f"It applies only while there is {a(asked)}; {doubt_words(found)}.",
            reason=found.doubt_reason(),
        )
    return Gate(
        answer=Answer.NO,
        why=f"It applies only while there is {a(asked)}, and there is none in this folder.",
        reason=Reason.NOT_RELEVANT,
    )


def _attested(requirement: Requirement, context: Context) -> Gate:
    """The latest attestation for this requirement by an allowed role, where it says not applicable and why."""
    if not requirement.not_applicable_by:
        return APPLIES
    allowed = among("by", requirement.not_applicable_by)
    scope = Scope(context=context)
    found = judgements(("requirement", requirement.path), scope, allowed)
    latest_ones = _perhaps_latest(found, scope)
    answers = {_releases(record, scope) for record in latest_ones}
    if not found.members and True in answers:
        answers.add(None)
    if answers <= {False}:
        return APPLIES
    record = next(record for record in latest_ones if _releases(record, scope) is not False)
    if answers != {True}:
        why = f"{named(record)} says it does not apply; whether that is the latest word, and in force, cannot be told."
        exact = all(isinstance(made := each.fields.get("made_on"), Span) and made.exact for each in latest_ones)
        reason = Reason.CONFLICTING if exact and None not in answers else Reason.AMBIGUOUS_DATE
        return Gate(answer=Answer.UNKNOWN, why=why, reason=reason)
    if lost := context.lost_of("attestation"):
        why = f"{named(record)} says it does not apply; {lost[0].file} could not be read and may say otherwise."
        return Gate(answer=Answer.UNKNOWN, why=why, reason=Reason.UNREADABLE)
    why = f"{named(record)}: attested not applicable by {record.fields['by']}: {record.fields['reason']}"
    return Gate(answer=Answer.NO, why=why, reason=Reason.NOT_RELEVANT, attested=record)


def _perhaps_latest(found: Selection, scope: Scope) -> tuple[Record, ...]:
    """Every judgement that may be the latest: of all, and of those that were certainly made."""
    made = (*found.members, *(doubt.record for doubt in found.doubts))
    groups = [latest(each, scope, None) for each in (made, found.members) if each]
    return tuple({record.id: record for group in groups for record in group}.values())


def _releases(record: Record, scope: Scope) -> bool | None:
    """Whether a judgement says, with a reason, that the requirement does not apply, and is in force."""
    if fold(str(record.fields["judgement"])) != "not applicable" or "reason" not in record.fields:
        return False
    return in_force(record, SIX_MONTHS, scope)


def judgement(requirement: Requirement, context: Context, outcome: Outcome | None = None) -> Record | None:
    """The latest judgement of the whole requirement by anybody that has not lapsed, or None.

    One of an earlier cycle is given as well: it is shown as carried forward, and holds nothing.

    Of several on the latest day the one that differs from `outcome`: disagreement is shown.
    """
    scope = Scope(context=context)
    found = judgements(("requirement", requirement.path), scope)
    if not found.members:
        return None
    last = latest(found.members, scope, None)
    apart = tuple(each for each in last if _view(each) != (outcome.value if outcome else ""))
    record = latest_one(apart or last)
    stated = isinstance(record.fields.get("valid_until"), Span)
    if is_carried(record, context.confirmed_after) is not False:
        return record
    return record if in_force(record, FOR_EVER if stated else SIX_MONTHS, scope) else None


def _view(record: Record) -> str:
    return "-".join(fold(str(record.fields["judgement"])).split())


def acceptance(requirement: Requirement, context: Context) -> Record | None:
    """The risk accepted for this requirement that lapses last and has not lapsed, or None."""
    wanted = equals("requirement", requirement.path)
    taken = present("accepted_by")
    stands = present("closed_on", there=False)
    found = select(
        Selector(kind="risk", where=(wanted, taken, stands)),
        Scope(context=context),
        population=False,
        current_default=False,
    )
    standing = [record for record in found.members if _until(record) and _until(record) >= context.as_of.isoformat()]
    return max(standing, key=lambda record: (_until(record), record.id), default=None)


def _until(record: Record) -> str:
    until = record.fields.get("accepted_until")
    return until.last.isoformat() if isinstance(until, Span) else ""
