"""Who is asked: the members of a population, those that may be one, and what is said where there are none.

Takes a selector, a list of the organisation or a list of words, and a scope; gives a `Population`. Shared by every
form that asks something of each of many.
"""

from __future__ import annotations

from dataclasses import dataclass

from vprs.checks.answers import Reply, doubt_words, not_applicable, unknown
from vprs.checks.matching import match_record
from vprs.checks.phrases import population_words
from vprs.checks.registers import miscounted, not_covered
from vprs.checks.scope import Scope
from vprs.checks.selecting import select
from vprs.checks.selection import Doubt, Selection
from vprs.dates import Span
from vprs.model import OfOrganisation, Reason, Record, Selector

Member = Record | str


@dataclass(frozen=True, kw_only=True, slots=True)
class Population:
    """members and doubts; `found` carries lost items; `closed`: its list is complete; `given`: the list is there."""

    members: tuple[Member, ...]
    found: Selection
    name: str
    closed: bool = False
    given: bool = True
    selector: Selector | None = None


def population_of(
    of: tuple[str, ...] | OfOrganisation | Selector, scope: Scope, *, current_default: bool
) -> Population:
    """The population; drafts and what is dated after as_of are not in it."""
    if isinstance(of, Selector):
        found = select(of, scope, population=True, current_default=current_default)
        return Population(members=found.members, found=found, name=population_words(of, scope), selector=of)
    if isinstance(of, OfOrganisation):
        return _of_list(of, scope)
    return Population(members=of, found=Selection(), name=population_words(of, scope), closed=True)


def _of_list(of: OfOrganisation, scope: Scope) -> Population:
    entries = scope.context.organisation.lists.get(of.name)
    name = population_words(of, scope)
    if entries is None:
        return Population(members=(), found=Selection(), name=name, given=False)
    members, doubts = [], []
    for entry in entries:
        match = match_record(of.where, entry, scope, population=True)
        stands = open_on(entry, scope)
        if match.truth is False or stands is False:
            continue
        if match.truth is None or stands is None:
            reason = match.reason or Reason.AMBIGUOUS_DATE
            doubts.append(Doubt(record=entry, reason=reason, field=match.field or "opened"))
        else:
            members.append(entry)
    return Population(members=tuple(members), found=Selection(doubts=tuple(doubts)), name=name, closed=True)


def open_on(entry: Record, scope: Scope) -> bool | None:
    """Whether a site, unit, body ... is there on as_of: not after `closed` or `to`, not before `opened` or `from`."""
    as_of = scope.context.as_of
    begun = next((v for name in ("opened", "from") if isinstance(v := entry.fields.get(name), Span)), None)
    ended = next((v for name in ("closed", "to") if isinstance(v := entry.fields.get(name), Span)), None)
    if ended is not None and ended.last < as_of:
        return False
    if begun is not None and begun.first > as_of:
        return False
    return None if begun is not None and begun.last > as_of else True


def nobody(population: Population, scope: Scope, needed: str) -> Reply:
    """The answer over an empty population: unknown, or not applicable where a complete list or register says so."""
    if population.closed and not population.found.doubts:
        because = f"There is none to ask: {population.name} (the list holds none that fits)."
        return not_applicable(Reason.EMPTY_POPULATION, because, needed)
    if not population.found.certain:
        because = f"0 of 0 certain among {population.name}, {needed} needed; {doubt_words(population.found)}."
        return unknown(population.found.doubt_reason(), "0 of 0", needed, because)
    if not population.given:
        because = f"organisation.yaml does not list {population.name}: 0 of 0, {needed} needed."
        return unknown(Reason.EMPTY_POPULATION, "0 of 0", needed, because)
    selector = population.selector
    assert selector is not None  # a list is closed, or was not given
    lacking = not_covered(selector, scope, scope.context.window(selector.window))
    if lacking is None:
        because = f"There is none to ask: {population.name}; a register declared complete covers it."
        return not_applicable(Reason.EMPTY_POPULATION, because, needed)
    reason = Reason.EMPTY_POPULATION if lacking is Reason.INCOMPLETE_REGISTER else lacking
    short = f" ({short})" if (short := miscounted(selector, scope)) else ""
    told = f"0 of 0, {needed} needed; and no complete register says that there are none{short}."
    because = f"Not in this folder: {population.name}; {told}"
    return unknown(reason, "0 of 0", needed, because)
