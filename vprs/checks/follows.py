"""The form `follows`: does B come after A, in order and in time.

Takes the form and a scope, gives a Reply. Each A is answered on its own: in order, too early, too late, without B,
not yet due, or not known; then `for` says whether each, any or the latest A must have its B.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from vprs.checks.answers import Reply, doubt_words, failed, fault_words, nearest_words, no, unknown, yes
from vprs.checks.ordering import OPEN, day_of, order_of, then_named, without_itself
from vprs.checks.phrases import describe
from vprs.checks.populations import Population, nobody, population_of
from vprs.checks.scope import Scope
from vprs.checks.selecting import latest, select
from vprs.checks.selection import Selection, gravest
from vprs.checks.wording import REASON_WORDS, a, named, plural
from vprs.dates import day, not_before, shift
from vprs.model import Answer, Follows, Reason, Record


@dataclass(frozen=True, kw_only=True, slots=True)
class _Pair:
    """What became of one A (its day `on`, ISO): yes with its B, or no or unknown with the reason."""

    first: Record
    on: str = ""
    answer: Answer
    reason: Reason | None = None
    then: Record | None = None
    why: str


def observe_follows(form: Follows, scope: Scope) -> Reply:
    population = population_of(form.first, scope, current_default=False)
    needed = _needed(form)
    if not population.members:
        return _without_first(form, population, scope, needed)
    pairs = [_pair(form, record, scope) for record in population.members if isinstance(record, Record)]
    perhaps = [_pair(form, doubt.record, scope) for doubt in population.found.doubts]
    if form.quantifier == "latest":
        return _latest(form, population, pairs, perhaps, needed, scope)
    if form.quantifier == "any":
        return _any(form, population, pairs, perhaps, needed, scope)
    return _each(form, population, pairs, perhaps, needed, scope)


_WHICH = {"each": "every one", "any": "one", "latest": "the latest"}


def _needed(form: Follows) -> str:
    within = f" within {form.within.words}" if form.within else ""
    order = "after" if form.order == "after" else "on or after"
    return f"{_WHICH[form.quantifier]} followed {order} its day{within}"


def _without_first(form: Follows, population: Population, scope: Scope, needed: str) -> Reply:
    if form.quantifier != "latest" or not population.found.certain:
        return nobody(population, scope, needed)
    tried = select(form.first, scope, population=False, current_default=False)  # of a population what is silent is near
    because = f"Not in this folder: {population.name}; 0 found, {needed} needed.{nearest_words(tried)}"
    return no(Reason.MISSING, "0", needed, because, (tried.nearest.record,) if tried.nearest else ())


# ------------------------------------------------------------------------------------------------------ one pair


def _pair(form: Follows, first: Record, scope: Scope) -> _Pair:
    own = day_of(first, scope, form.first.date)
    return replace(answered(form, first, scope), on=own.last.isoformat() if own else "")


def answered(form: Follows, first: Record, scope: Scope) -> _Pair:
    found = select(form.then, replace(scope, first=first), population=False, current_default=False)
    found = without_itself(form, first, found, scope)
    tried = [(record, order_of(form, first, record, scope)) for record in found.members]
    good = next((record for record, reason in tried if reason is None), None)
    if good is not None:
        return _Pair(first=first, answer=Answer.YES, then=good, why=f"{then_named(first, good)} answers it")
    hopeful = _hopeful(form, first, found, scope)
    doubtful = next(((r, reason) for r, reason in tried if reason in OPEN), None)
    if doubtful is not None:
        record, reason = doubtful
        why = f"the order of {then_named(first, record)} cannot be told"
        own = _open(first, record, reason or Reason.AMBIGUOUS_DATE, why)
        reasons = [each.reason for each in (own, hopeful) if each and each.reason]
        return own if hopeful is None or gravest(reasons) is own.reason else hopeful
    if hopeful is not None:
        return hopeful
    young = _young(form, first, scope)
    if young is not False:
        reason = Reason.NOT_YET_DUE if young else Reason.AMBIGUOUS_DATE
        return _open(first, None, reason, "it is not yet due" if young else "whether it is due yet cannot be told")
    return _refused(form, first, found, tried, scope)


def _open(first: Record, then: Record | None, reason: Reason, why: str) -> _Pair:
    return _Pair(first=first, answer=Answer.UNKNOWN, reason=reason, then=then, why=why)


def _hopeful(form: Follows, first: Record, found: Selection, scope: Scope) -> _Pair | None:
    """A possible B that could stand in order makes it unknown."""
    able = [d for d in found.doubts if (reason := order_of(form, first, d.record, scope)) is None or reason in OPEN]
    if found.lost or able:
        kept = Selection(doubts=tuple(able), lost=found.lost)
        return _open(first, None, kept.doubt_reason(), doubt_words(kept))
    return None


def _young(form: Follows, first: Record, scope: Scope) -> bool | None:
    own = day_of(first, scope, form.first.date)
    if form.within is None:
        return False
    if own is None:
        return None
    due = not_before(day(scope.context.as_of), shift(own, form.within))
    return None if due is None else not due


def _refused(
    form: Follows, first: Record, found: Selection, tried: list[tuple[Record, Reason | None]], scope: Scope
) -> _Pair:
    dates = {record.id: day_of(record, scope, form.then.date) for record, _ in tried}
    ranked = sorted(tried, key=lambda item: str(dates[item[0].id].last if dates[item[0].id] else ""))  # type: ignore[union-attr]
    if ranked:
        record, reason = ranked[-1]
        why = f"{then_named(first, record)} {REASON_WORDS[reason or Reason.UNLINKED]}"
        return _Pair(first=first, answer=Answer.NO, reason=reason or Reason.UNLINKED, then=record, why=why)
    turned = failed(found)
    if turned is not None:
        why = fault_words(turned, scope)
        return _Pair(first=first, answer=Answer.NO, reason=turned.reason, then=turned.record, why=why)
    why = f"{a(describe(form.then, scope))} is not in this folder for it"
    return _Pair(first=first, answer=Answer.NO, reason=Reason.UNLINKED, why=why)


# -------------------------------------------------------------------------------------------------- all the pairs


def _said(form: Follows, pairs: list[_Pair], population: Population, needed: str, scope: Scope) -> tuple[str, str]:
    done = sum(pair.answer is Answer.YES for pair in pairs)
    value = f"{done} of {len(pairs)}"
    return value, f"{value} ({population.name}) are followed by {a(describe(form.then, scope))}; {needed} needed"


def _witnesses(pairs: list[_Pair]) -> tuple[Record, ...]:
    records = [record for pair in pairs for record in (pair.first, pair.then) if record is not None]
    return tuple({record.id: record for record in records}.values())


def _each(
    form: Follows, population: Population, pairs: list[_Pair], perhaps: list[_Pair], needed: str, scope: Scope
) -> Reply:
    value, said = _said(form, pairs, population, needed, scope)
    refused = [pair for pair in pairs if pair.answer is Answer.NO]
    if refused:
        worst = _newest(refused)
        more = f" and {len(refused) - 1} more" if len(refused) > 1 else ""
        because = f"{said}: for {named(worst.first)}{more}, {worst.why}."
        return no(worst.reason or Reason.UNLINKED, value, needed, because, _witnesses(refused))
    waiting = [pair for pair in pairs if pair.reason is Reason.NOT_YET_DUE]
    still = [pair for pair in (*pairs, *perhaps) if pair.answer is not Answer.YES and pair not in waiting]
    done = [pair for pair in pairs if pair.answer is Answer.YES]
    if population.found.lost or any(pair.reason is not Reason.NOT_YET_DUE for pair in still):
        reason, why = _open_reason(population, still)
        return unknown(reason, value, needed, f"{said}; {why}.", _witnesses(pairs))
    if not done:
        return unknown(Reason.NOT_YET_DUE, value, needed, f"{said}; none is due yet.", _witnesses(pairs))
    early = f" ({plural(len(waiting), 'is', 'are')} not yet due)" if waiting else ""
    return yes(value, needed, f"{said}{early}.", _witnesses(done))


def _open_reason(population: Population, still: list[_Pair]) -> tuple[Reason, str]:
    reasons = [pair.reason for pair in still if pair.answer is Answer.UNKNOWN and pair.reason]
    if not population.found.certain:
        reasons.append(population.found.doubt_reason())
    reason = gravest(reasons)
    pair = next((pair for pair in still if pair.reason is reason and pair.answer is Answer.UNKNOWN), None)
    return reason, f"for {named(pair.first)}, {pair.why}" if pair else doubt_words(population.found)


def _any(
    form: Follows, population: Population, pairs: list[_Pair], perhaps: list[_Pair], needed: str, scope: Scope
) -> Reply:
    value, said = _said(form, pairs, population, needed, scope)
    done = [pair for pair in pairs if pair.answer is Answer.YES]
    if done:
        return yes(value, needed, f"{said}: {done[0].why}.", _witnesses(done))
    still = [pair for pair in pairs if pair.answer is Answer.UNKNOWN]
    able = [pair for pair in perhaps if pair.answer is not Answer.NO]
    if still or able or population.found.lost:
        reason, why = _open_reason(population, [*still, *able])
        return unknown(reason, value, needed, f"{said}; {why}.", _witnesses(pairs))
    worst = _newest(pairs)
    because = f"{said}: for {named(worst.first)}, {worst.why}."
    return no(worst.reason or Reason.UNLINKED, value, needed, because, _witnesses(pairs))


def _newest(pairs: list[_Pair]) -> _Pair:
    return max(pairs, key=lambda pair: (pair.on, pair.first.file, pair.first.line))


def _latest(
    form: Follows, population: Population, pairs: list[_Pair], perhaps: list[_Pair], needed: str, scope: Scope
) -> Reply:
    """Only the latest A counts; where several may be the latest, or an unknown one, all must answer alike."""
    records = latest(tuple(pair.first for pair in pairs), scope, form.first.date)
    chosen = [pair for pair in pairs if pair.first in records]
    pool = tuple(pair.first for pair in (*pairs, *perhaps))
    rivals = [pair for pair in perhaps if pair.first in latest(pool, scope, form.first.date)]
    worst = min(chosen, key=lambda pair: (Answer.NO, Answer.UNKNOWN, Answer.YES).index(pair.answer))
    value = f"{int(worst.answer is Answer.YES)} of 1"
    who = f"the latest of {population.name} is {named(worst.first)}"
    because = f"{value}: {who}, and {worst.why}; {needed} needed."
    same_day = len({str(day_of(pair.first, scope, form.first.date)) for pair in chosen}) == 1
    exact = all((d := day_of(pair.first, scope, form.first.date)) is not None and d.exact for pair in chosen)
    agreed = {pair.answer for pair in (*chosen, *rivals)} == {worst.answer}
    if population.found.lost or not (agreed or (same_day and exact and not rivals)):
        reasons = [doubt.reason for doubt in population.found.doubts] or [Reason.AMBIGUOUS_DATE]
        reason = Reason.UNREADABLE if population.found.lost else gravest(reasons)
        return unknown(reason, value, needed, f"{because} Another may be the latest.", _witnesses(chosen))
    if worst.answer is Answer.YES:
        return yes(value, needed, because, _witnesses([worst]))
    if worst.answer is Answer.UNKNOWN:
        return unknown(worst.reason or Reason.AMBIGUOUS_DATE, value, needed, because, _witnesses([worst]))
    return no(worst.reason or Reason.UNLINKED, value, needed, because, _witnesses([worst]))
