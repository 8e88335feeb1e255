"""The form `ratio`: does a share reach a target.

Takes the form and a scope, gives a Reply. Shares are compared by whole numbers (84.92% is not 85%); every unknown is
tried at its worst and at its best, and a share of too few is unknown.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from vprs.checks.answers import Reply, no, unknown, yes
from vprs.checks.context import once
from vprs.checks.distinct import may_be_one
from vprs.checks.populations import Population, nobody, population_of
from vprs.checks.scope import Scope
from vprs.checks.selection import gravest
from vprs.checks.tallies import Tally, tally_of
from vprs.checks.wording import percent, places
from vprs.model import Ratio, Reason, Record, Selector

ALL = Fraction(1)
MORE_THAN_ALL = Fraction(2)  # what matches may be more than a list of the organisation counts, but no less


def observe_ratio(form: Ratio, scope: Scope) -> Reply:
    """Yes where the share meets its bound whatever the unknown turn out to be."""
    needed = _needed(form)
    population = _asked(form, scope)
    if not population.members and (not population.found.doubts or not population.given):
        return nobody(population, scope, needed)
    if form.distinct and (alike := _alike(form, population, scope)):
        because = f"{alike} may be one and the same, so how many there are of {population.name} is not known."
        return unknown(Reason.AMBIGUOUS_DATE, "", needed, f"{because} Needed: {needed}.")
    tally = _tally(form, population, scope, against=form.at_least is None)
    if isinstance(tally, Reply):
        return replace(tally, needed=needed, because=f"{tally.because} Needed: {needed}.")
    if tally.whole < form.min_denominator:
        return _too_small(form, tally, needed)
    both_bounds = form.at_least is not None and form.at_most is not None
    limit = _tally(form, population, scope, against=True) if both_bounds else tally
    return _weighed(form, tally, limit if isinstance(limit, Tally) else tally, needed)


# A rule often holds one share against two bounds, for met and for partly met: it is counted once.


def _asked(form: Ratio, scope: Scope) -> Population:
    return once(scope.context.matches, ("asked", form.of), lambda: population_of(form.of, scope, current_default=False))


def _alike(form: Ratio, population: Population, scope: Scope) -> str | None:
    key = ("alike", form.of, form.distinct)
    return once(scope.context.matches, key, lambda: may_be_one(_records(population), form.distinct or "", scope))


def _tally(form: Ratio, population: Population, scope: Scope, *, against: bool) -> Tally | Reply:
    key = ("tally", form.of, form.matching, form.max_age, form.distinct, against)
    return once(scope.context.matches, key, lambda: tally_of(form, population, scope, against=against))


def _records(population: Population) -> tuple[Record, ...]:
    doubts = tuple(doubt.record for doubt in population.found.doubts)
    return (*(member for member in population.members if isinstance(member, Record)), *doubts)


def _needed(form: Ratio) -> str:
    bounds = [f"at least {percent(form.at_least)}"] if form.at_least is not None else []
    bounds += [f"at most {percent(form.at_most)}"] if form.at_most is not None else []
    return " and ".join(bounds)


def _too_small(form: Ratio, tally: Tally, needed: str) -> Reply:
    value = f"{tally.part} of {tally.whole}"
    asked = f"at least {form.min_denominator} are asked for a share, {needed} needed"
    if tally.reasons:
        because = f"{value} ({tally.noun}); {asked}; {tally.words}."
        return unknown(gravest(list(tally.reasons)), value, needed, because, tally.witnesses)
    because = f"{value} ({tally.noun}) is too small a number for a share: {asked}."
    return unknown(Reason.EMPTY_POPULATION, value, needed, because, tally.witnesses)


def _weighed(form: Ratio, tally: Tally, limit: Tally, needed: str) -> Reply:
    """`tally` is held against the least share, `limit` against the most: there, what lacks a field may match."""
    value = f"{tally.part} of {tally.whole} ({percent(Fraction(tally.part, tally.whole))})"
    said = f"{value}, {needed} needed: {tally.noun}"
    said += f" ({places(tally.witnesses)})" if tally.witnesses else ""
    doubtful: list[Tally] = []
    if form.at_least is not None:
        low, high = _range(form, tally)
        if high < form.at_least:
            return no(Reason.BELOW_TARGET, value, needed, f"{said}.", tally.witnesses)
        doubtful += [tally] if low < form.at_least else []
    if form.at_most is not None:
        low, high = _range(form, limit)
        if low > form.at_most:
            return no(Reason.ABOVE_TARGET, value, needed, f"{said}.", tally.witnesses)
        doubtful += [limit] if high > form.at_most else []
    if not doubtful:
        return yes(value, needed, f"{said}.", tally.witnesses)
    reasons = [reason for each in doubtful for reason in each.reasons]
    words = next((each.words for each in doubtful if each.words), "an item is in doubt")
    return unknown(gravest(reasons or [Reason.AMBIGUOUS_DATE]), value, needed, f"{said}; {words}.", tally.witnesses)


def _range(form: Ratio, tally: Tally) -> tuple[Fraction, Fraction]:
    """The least and the greatest that the share may turn out to be."""
    low, high = Fraction(*tally.least), Fraction(*tally.most)
    if not tally.boundless:
        return low, high
    return (Fraction(0), ALL) if isinstance(form.of, Selector) else (low, MORE_THAN_ALL)
