"""The form `attested`: does a named role's judgement hold.

Takes the form and a scope, gives a Reply. Authors are roles; no person is named here.
"""

from __future__ import annotations

from datetime import date

from vprs.checks.answers import Reply, no, unknown, yes
from vprs.checks.horizon import elements
from vprs.checks.scope import Scope
from vprs.checks.selecting import latest, select
from vprs.checks.selection import Selection
from vprs.checks.validity import is_draft, valid_until
from vprs.checks.wording import named, places, plural, when
from vprs.checks.words import fold
from vprs.clauses import among, equals
from vprs.dates import Duration, Span, day, not_before, shift
from vprs.model import Answer, Attested, Clause, Reason, Record, Selector

NOT_RECONFIRMED = "and it is carried forward from an earlier cycle, not re-confirmed"


def observe_attested(form: Attested, scope: Scope) -> Reply:
    """The latest judgement on the statement by an allowed role decides."""
    needed = f"met, by {' or '.join(form.by)}, within {form.valid_for.words}"
    made = judgements(("statement", form.statement), scope)
    allowed = among("by", form.by)
    by_allowed = judgements(("statement", form.statement), scope, allowed)
    if by_allowed.lost:
        item = by_allowed.lost[0]
        because = f"{needed} is needed of '{form.statement}'; {item.file} could not be read and may be a judgement."
        return unknown(Reason.UNREADABLE, "", needed, because, by_allowed.members)
    candidates = (*by_allowed.members, *(doubt.record for doubt in by_allowed.doubts))
    if not candidates:
        return _nobody(form, made, needed)
    last = latest(candidates, scope, None)
    if by_allowed.doubts and by_allowed.members:
        last = (*last, *latest(by_allowed.members, scope, None))
    replies = [_one(form, record, needed, scope) for record in sorted(last, key=lambda record: record.id)]
    return _agreed(replies, by_allowed, needed)


def _agreed(replies: list[Reply], found: Selection, needed: str) -> Reply:
    """One answer where all that may be the latest give the same; else it is not known."""
    if {reply.answer for reply in replies} == {Answer.YES} and not found.members:
        doubt = found.doubts[0]
        return unknown(doubt.reason, "", needed, f"{named(doubt.record)} may not have been made yet.", (doubt.record,))
    if len({(reply.answer, reply.reason) for reply in replies}) == 1:
        return replies[0]
    witnesses = tuple(record for reply in replies for record in reply.witnesses)
    if Answer.YES not in {reply.answer for reply in replies} and Answer.UNKNOWN not in {r.answer for r in replies}:
        return replies[0]
    exact = all(isinstance(d := record.fields.get("made_on"), Span) and d.exact for record in witnesses)
    reason = Reason.CONFLICTING if exact else Reason.AMBIGUOUS_DATE
    because = f"Judgements that may each be the latest disagree ({places(witnesses)}); {needed} is needed."
    return unknown(reason, "", needed, because, witnesses)


def judgements(asked: tuple[str, str], scope: Scope, *clauses: Clause) -> Selection:
    """The attestations on a statement or requirement: (field, its words)."""
    field, words = asked
    selector = Selector(kind="attestation", where=(equals(field, words), *clauses))
    return select(selector, scope, population=False, current_default=False)


def _nobody(form: Attested, made: Selection, needed: str) -> Reply:
    if made.members:
        record = latest_one(made.members)
        because = f"{named(record)} judges '{form.statement}' as {record.fields['by']}; {needed} is needed."
        return no(Reason.WRONG_ROLE, str(record.fields["by"]), needed, because, (record,))
    because = f"Not in this folder: a judgement of '{form.statement}'; {needed} is needed."
    return no(Reason.MISSING, "", needed, because)


def latest_one(records: tuple[Record, ...]) -> Record:
    return max(records, key=lambda record: (_made(record).last, record.file, record.line))


def _made(record: Record) -> Span:
    made = record.fields.get("made_on")
    return made if isinstance(made, Span) else day(date.min)


def _one(form: Attested, record: Record, needed: str, scope: Scope) -> Reply:
    judgement = str(record.fields["judgement"])
    said = f"{named(record)}: '{form.statement}' judged {judgement} by {record.fields.get('by')}"
    said += f" on {when(_made(record))}; {needed} is needed"
    holds = in_force(record, form.valid_for, scope)
    if holds is False:
        lapsed = NOT_RECONFIRMED if is_carried(record, scope.context.confirmed_after) else "and it has lapsed"
        return no(Reason.LAPSED_ATTESTATION, judgement, needed, f"{said}, {lapsed}.", (record,))
    if fold(judgement) != "met":
        return no(Reason.JUDGED_NOT_MET, judgement, needed, f"{said}.", (record,))
    if holds is None:
        return unknown(Reason.AMBIGUOUS_DATE, judgement, needed, f"{said}; its date may mean several days.", (record,))
    number, more = _basis(record, scope)
    if number < form.min_basis <= number + more:
        because = f"{said}; whether what it rests on was there by then cannot be told."
        return unknown(Reason.AMBIGUOUS_DATE, judgement, needed, because, (record,))
    if number < form.min_basis:
        if scope.context.lost and "basis" in record.blank:
            because = f"{said}; what it rests on could not be read."
            return unknown(Reason.UNREADABLE, judgement, needed, because, (record,))
        because = f"{said}, resting on at least {plural(form.min_basis, 'record')}; it names {number} in this folder."
        return no(Reason.MISSING_FIELD, judgement, needed, because, (record,))
    return yes(judgement, needed, f"{said}.", (record,))


def in_force(record: Record, valid_for: Duration, scope: Scope) -> bool | None:
    """Whether a judgement has not lapsed: neither `valid_for` from its day nor its `valid_until` is past.

    In a cycle one that was made for an earlier cycle holds no more, however long it was to be valid.
    """
    until, carried = valid_until(record, scope.context), is_carried(record, scope.context.confirmed_after)
    if carried or (until is not None and until.last < scope.context.as_of):
        return False
    holds = not_before(shift(_made(record), valid_for), day(scope.context.as_of))
    return None if holds and carried is None else holds


def is_carried(record: Record, confirmed_after: date | None) -> bool | None:
    """Whether a judgement is of an earlier cycle, made on or before that day; None where it may lie on either side."""
    if confirmed_after is None:
        return False
    made = _made(record)
    if made.last <= confirmed_after:
        return True
    return None if made.first <= confirmed_after else False


def _basis_records(record: Record, scope: Scope) -> tuple[Record, ...]:
    ids = dict.fromkeys(str(name) for name in elements(record.fields.get("basis")))
    return tuple(scope.context.by_id[name] for name in ids if name in scope.context.by_id)


def _basis(record: Record, scope: Scope) -> tuple[int, int]:
    """How many records it rests on for certain, and how many more there may be: itself and drafts are none."""
    found = [each for each in _basis_records(record, scope) if each.id != record.id and not is_draft(each)]
    hazy = sum(each.id in scope.context.hazy for each in found)
    return len(found) - hazy, hazy
