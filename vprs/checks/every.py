"""The form `every`: has each of a population what it must.

Takes the form and a scope, gives a Reply. Each member is covered, not covered or not known; the share is compared by
whole numbers, in the worst and in the best that the unknown may turn out to be.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import NamedTuple

from vprs.checks.answers import Reply, doubt_words, no, not_applicable, unknown, yes
from vprs.checks.exempting import day_of, is_due, is_exempt
from vprs.checks.phrases import describe
from vprs.checks.populations import Member, Population, nobody, population_of
from vprs.checks.scope import Scope
from vprs.checks.selecting import select
from vprs.checks.selection import Selection, gravest
from vprs.checks.wording import a, british, named, percent
from vprs.model import Answer, Every, Reason, Record


class _State(NamedTuple):
    """One member: has is True, False or None; reason where it is not known.

    asked  why it is not known whether the member is asked at all, where that is so
    """

    member: Member
    has: bool | None
    reason: Reason | None
    found: Selection
    asked: Reason | None = None


def observe_every(form: Every, scope: Scope) -> Reply:
    """Yes where at least the share asked is covered, whatever the unknown turn out to be; no only once it is due."""
    reply = _observe(form, scope)
    if form.due is None or reply.answer is not Answer.NO or scope.context.as_of > form.due:
        return reply
    because = f"{reply.because.rstrip('.')}; not due before the end of {british(form.due)}."
    return unknown(Reason.NOT_YET_DUE, reply.value, reply.needed, because, reply.witnesses)


def _observe(form: Every, scope: Scope) -> Reply:
    population = population_of(form.of, scope, current_default=True)
    needed = percent(form.at_least)
    if not population.members:
        return nobody(population, scope, needed)
    kept = [
        (member, freed, is_due(form, member, scope))
        for member in population.members
        if (freed := is_exempt(form, member, scope)) is not True
    ]
    asked = [(member, freed is False and old is True) for member, freed, old in kept if old is not False]
    exempt, early = len(population.members) - len(kept), len(kept) - len(asked)
    aside = _aside(exempt, early)
    due = [member for member, certain in asked if certain]
    maybe = [doubt.record for doubt in population.found.doubts if is_exempt(form, doubt.record, scope) is not True]
    perhaps = [member for member, certain in asked if not certain]
    perhaps += [record for record in maybe if is_due(form, record, scope) is not False]
    if not due and not perhaps and not population.found.lost:
        if not kept and not maybe:
            because = f"All {exempt} of {population.name} are exempt ({form.exempt})."
            return not_applicable(Reason.EMPTY_POPULATION, because, needed)
        because = f"0 of 0 due among {population.name}{aside}; {needed} needed."
        return unknown(Reason.NOT_YET_DUE, "0 of 0", needed, because)
    states = [state_of(form, member, scope) for member in due]
    extra = [
        state_of(form, member, scope)._replace(asked=_why_in_doubt(form, population, member, scope))
        for member in perhaps
    ]
    return _judged(form, population, states, extra, aside, scope)


def _aside(exempt: int, early: int) -> str:
    parts = [f"{exempt} exempt" if exempt else "", f"{early} not yet due" if early else ""]
    said = ", ".join(part for part in parts if part)
    return f" ({said})" if said else ""


def state_of(form: Every, member: Member, scope: Scope) -> _State:
    found = select(
        form.has, Scope(context=scope.context, first=scope.first, each=member), population=False, current_default=True
    )
    if found.members:
        return _State(member, True, None, found)
    if not found.certain:
        return _State(member, None, found.doubt_reason(), found)
    return _State(member, False, None, found)


def _why_in_doubt(form: Every, population: Population, member: Member, scope: Scope) -> Reason:
    """Why it is not known whether a member is asked."""
    doubt = next((doubt for doubt in population.found.doubts if doubt.record is member), None)
    if doubt is not None:
        return doubt.reason
    if isinstance(member, Record) and is_exempt(form, member, scope) is None:
        return scope.context.otherwise[member.id][0].reason
    return Reason.AMBIGUOUS_DATE if day_of(form, member, scope) else Reason.MISSING_FIELD


def _judged(
    form: Every, population: Population, states: list[_State], extra: list[_State], aside: str, scope: Scope
) -> Reply:
    covered = [state for state in states if state.has]
    bare = [state for state in states if state.has is False]
    open_ = [state for state in states if state.has is None]
    lost = len(population.found.lost)
    worst = reaches(len(covered), len(states) + sum(state.has is not True for state in extra) + lost, form.at_least)
    hopeful = sum(state.has is not False for state in extra) + lost
    best = reaches(len(covered) + len(open_) + hopeful, len(states) + hopeful, form.at_least)
    best = best or not states or (population.found.boundless and (form.at_least < 1 or not bare))
    worst = worst and not population.found.boundless
    value, needed = f"{len(covered)} of {len(states)}", percent(form.at_least)
    said = f"{value} ({population.name}) have {a(describe(form.has, scope))}{aside}; {needed} needed"
    witnesses = tuple(state.found.members[0] for state in covered)
    if worst:
        return yes(value, needed, f"{said}.", witnesses)
    missing = "; without it: " + _listed(bare) if bare else ""
    if best:
        reason, why = _why_open(population, open_, extra)
        return unknown(reason, value, needed, f"{said}{missing}; {why}.", witnesses)
    return no(Reason.UNLINKED, value, needed, f"{said}{missing}.", (*_records(bare), *witnesses))


def reaches(part: int, whole: int, share: Fraction) -> bool:
    """Whether part of whole is at least the share, by cross-multiplication; nothing of nothing reaches nothing."""
    return whole > 0 and part * share.denominator >= share.numerator * whole


def _listed(states: list[_State], most: int = 3) -> str:
    names = [state.member if isinstance(state.member, str) else _name(state.member) for state in states]
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return ", ".join(names[:most]) + more


def _name(member: Record) -> str:
    """An entry of organisation.yaml by the name that it gives there."""
    if member.kind.startswith("organisation."):
        return str(member.fields.get("name") or member.id)
    return named(member)


def _records(states: list[_State]) -> tuple[Record, ...]:
    return tuple(state.member for state in states if isinstance(state.member, Record))


def _why_open(population: Population, open_: list[_State], extra: list[_State]) -> tuple[Reason, str]:
    reasons = [state.reason for state in open_ if state.reason] + [state.asked for state in extra if state.asked]
    if population.found.lost:
        reasons.append(Reason.UNREADABLE)
    reason = gravest(reasons)
    in_doubt = _that_count(population.found, extra)
    if not in_doubt.certain and in_doubt.doubt_reason() is reason:
        return reason, doubt_words(in_doubt)
    state = next(state for state in (*open_, *extra) if reason in (state.reason, state.asked))
    if state.found.certain:
        return reason, f"whether {_listed([state])} is due yet cannot be told"
    return reason, f"for {_listed([state])}: {doubt_words(state.found)}"


def _that_count(found: Selection, extra: list[_State]) -> Selection:
    """The population with only those doubts that can change the answer: none that is exempt, too young or covered."""
    asked = [state.member for state in extra if state.has is not True] or [state.member for state in extra]
    return replace(found, doubts=tuple(doubt for doubt in found.doubts if doubt.record in asked))
