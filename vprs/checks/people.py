"""The forms `held` and `attested`: is a role filled, does a named role's judgement hold.

Each takes its form and a scope and gives a Reply. Holders are codes and authors are roles; no person is named here.
"""

from __future__ import annotations

from datetime import date, timedelta

from vprs.checks.answers import Reply, no, unknown, yes
from vprs.checks.distinct import distinct_values, numbers
from vprs.checks.horizon import dated
from vprs.checks.scope import Scope
from vprs.checks.selecting import Selection, latest, select
from vprs.checks.validity import is_draft, valid_until
from vprs.checks.wording import british, named, places, plural, when
from vprs.checks.words import fold
from vprs.dates import Duration, Span, add, day, not_before, shift
from vprs.model import Answer, Attested, Clause, Held, Matcher, Reason, Record, Selector

# ------------------------------------------------------------------------------------------------------- held


def observe_held(form: Held, scope: Scope) -> Reply:
    """Whether enough different holders hold the role on as_of, or throughout the judged period."""
    role = Clause(field=("role",), matchers=(Matcher(operator="is", operands=(form.role,)),))
    if form.throughout == "period":
        return _throughout(form, role, scope)
    full = _holders(Selector(kind="appointment", where=(role, *form.where), current=True), scope)
    needed = f"at least {form.at_least}"
    number, more = numbers(full, "holder", scope)
    said = f"{plural(number, 'holder')} of {form.role} on {british(scope.context.as_of)}, {needed} needed"
    if number >= form.at_least:
        return yes(str(number), needed, f"{said} ({places(full.members)}).", full.members)
    if full.boundless or number + more >= form.at_least:
        return unknown(full.doubt_reason(), str(number), needed, f"{said}; an appointment is in doubt.", full.members)
    plain = _holders(Selector(kind="appointment", where=(role,), current=True), scope)
    if form.where and numbers(plain, "holder", scope)[0] >= form.at_least:
        because = f"{said}: the role is filled, but not with what is asked ({places(plain.members)})."
        return no(Reason.UNACCREDITED, str(number), needed, because, plain.members)
    shown = f" ({places(plain.members)})" if plain.members else ": no appointment to it is in force in this folder"
    return no(Reason.VACANT, str(number), needed, f"{said}{shown}.", plain.members)


def _holders(selector: Selector, scope: Scope) -> Selection:
    return select(selector, scope, population=False, current_default=True)


def _throughout(form: Held, role: Clause, scope: Scope) -> Reply:
    """Counts the whole days of the period on which there are fewer holders than asked."""
    period = scope.context.period
    full = _holders(Selector(kind="appointment", where=(role, *form.where), current=False), scope)
    plain = _holders(Selector(kind="appointment", where=(role,), current=False), scope)
    allowed = (add(period.start, form.max_vacancy) - period.start).days if form.max_vacancy else 0
    needed = f"at most {plural(allowed, 'day')} without {form.at_least}"
    certain = _vacant_days(form, full.members, scope, hopeful=False)
    hoped = _vacant_days(form, (*full.members, *(d.record for d in full.doubts)), scope, hopeful=True)
    said = f"{plural(certain, 'day')} without {plural(form.at_least, 'holder')} of {form.role}"
    said += f" from {british(period.start)} to {british(period.end)}, {needed} needed"
    if certain <= allowed:
        return yes(str(certain), needed, f"{said} ({places(full.members)}).", full.members)
    if full.lost or hoped <= allowed:
        reason = full.doubt_reason() if not full.certain else Reason.AMBIGUOUS_DATE
        return unknown(reason, str(certain), needed, f"{said}; an appointment is in doubt.", full.members)
    filled = _vacant_days(form, plain.members, scope, hopeful=False) <= allowed
    reason = Reason.UNACCREDITED if form.where and filled else Reason.VACANT
    return no(reason, str(certain), needed, f"{said}.", plain.members)


def _vacant_days(form: Held, appointments: tuple[Record, ...], scope: Scope, *, hopeful: bool) -> int:
    moment, vacant = scope.context.period.start, 0
    while moment <= scope.context.period.end:
        there = [record for record in appointments if _holds(record, moment, scope, hopeful)]
        holders = set().union(*(distinct_values(record, "holder", scope) for record in there))
        vacant += len(holders) < form.at_least
        moment += timedelta(days=1)
    return vacant


def _holds(record: Record, moment: date, scope: Scope, hopeful: bool) -> bool:
    context = scope.context
    start = dated(record, context.kinds["appointment"])
    end = valid_until(record, context)
    begun = start is None or moment >= (start.first if hopeful else start.last)
    taken_over = any(_begun(other, moment, scope, hopeful) for other in context.superseders.get(record.id, ()))
    return begun and not taken_over and (end is None or moment <= end.last)


def _begun(other: Record, moment: date, scope: Scope, hopeful: bool) -> bool:
    """Whether the appointment that took over had begun: at its latest day in the hopeful reading."""
    start = dated(other, scope.context.kinds[other.kind])
    return start is not None and moment >= (start.last if hopeful else start.first)


# --------------------------------------------------------------------------------------------------- attested


def observe_attested(form: Attested, scope: Scope) -> Reply:
    """The latest judgement on the statement by an allowed role decides."""
    needed = f"met, by {' or '.join(form.by)}, within {form.valid_for.words}"
    made = judgements(("statement", form.statement), scope)
    allowed = Clause(field=("by",), matchers=(Matcher(operator="one_of", operands=form.by),))
    by_allowed = judgements(("statement", form.statement), scope, allowed)
    if by_allowed.lost:
        item = by_allowed.lost[0]
        because = f"{needed} is needed of '{form.statement}'; {item.file} could not be read and may be a judgement."
        return unknown(Reason.UNREADABLE, "", needed, because, by_allowed.members)
    candidates = (*by_allowed.members, *(doubt.record for doubt in by_allowed.doubts))
    if not candidates:
        return _nobody(form, made, needed)
    replies = [_one(form, record, needed, scope) for record in latest(candidates, scope, None)]
    if by_allowed.doubts and by_allowed.members:
        replies += [_one(form, record, needed, scope) for record in latest(by_allowed.members, scope, None)]
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
    clause = Clause(field=(field,), matchers=(Matcher(operator="is", operands=(words,)),))
    selector = Selector(kind="attestation", where=(clause, *clauses), current=False)
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
    judgement = str(record.fields.get("judgement", ""))
    said = f"{named(record)}: '{form.statement}' judged {judgement} by {record.fields.get('by')}"
    said += f" on {when(_made(record))}; {needed} is needed"
    holds = in_force(record, form.valid_for, scope)
    if holds is False:
        return no(Reason.LAPSED_ATTESTATION, judgement, needed, f"{said}, and it has lapsed.", (record,))
    if fold(judgement) != "met":
        return no(Reason.JUDGED_NOT_MET, judgement, needed, f"{said}.", (record,))
    if holds is None:
        return unknown(Reason.AMBIGUOUS_DATE, judgement, needed, f"{said}; its date may mean several days.", (record,))
    number = _basis(record, scope)
    if number < form.min_basis:
        if scope.context.lost and "basis" in record.blank:
            because = f"{said}; what it rests on could not be read."
            return unknown(Reason.UNREADABLE, judgement, needed, because, (record,))
        because = f"{said}, resting on at least {plural(form.min_basis, 'record')}; it names {number} in this folder."
        return no(Reason.MISSING_FIELD, judgement, needed, because, (record,))
    return yes(judgement, needed, f"{said}.", (record,))


def in_force(record: Record, valid_for: Duration, scope: Scope) -> bool | None:
    """Whether a judgement has not lapsed: neither `valid_for` from its day nor its `valid_until` is past."""
    until = valid_until(record, scope.context)
    if until is not None and until.last < scope.context.as_of:
        return False
    return not_before(shift(_made(record), valid_for), day(scope.context.as_of))


def _basis_records(record: Record, scope: Scope) -> tuple[Record, ...]:
    named_ids = record.fields.get("basis", ())
    ids = named_ids if isinstance(named_ids, tuple) else (named_ids,)
    return tuple(scope.context.by_id[str(name)] for name in dict.fromkeys(ids) if str(name) in scope.context.by_id)


def _basis(record: Record, scope: Scope) -> int:
    """How many records it rests on: itself and drafts are none."""
    return len([found for found in _basis_records(record, scope) if found.id != record.id and not is_draft(found)])
