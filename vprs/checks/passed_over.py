"""What a check looked at and did not count, and why, one sentence for each record.

Takes a form and a scope, gives sentences. It answers nothing: the forms do.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from vprs.checks.answers import doubt_words, fault_words
from vprs.checks.every import state_of
from vprs.checks.exempting import is_exempt
from vprs.checks.follows import answered
from vprs.checks.populations import population_of
from vprs.checks.scope import Scope
from vprs.checks.selecting import select
from vprs.checks.selection import Selection
from vprs.checks.wording import field_words, named
from vprs.clauses import equals
from vprs.model import (
    Absent,
    Agree,
    Answer,
    Attested,
    Change,
    Count,
    EachPeriod,
    Every,
    Exists,
    Fields,
    Follows,
    Form,
    Held,
    Ratio,
    Reason,
    Record,
    Recurs,
    Selector,
)

MOST = 5  # of one sort; the rest is counted
PAIRS = 3  # members or firsts whose others are told


def passed_over(form: Form, scope: Scope) -> tuple[str, ...]:
    """Sentences, without repeats, in the order in which the form looks."""
    sentences = tuple(dict.fromkeys(_of_form(form, scope)))
    more = len(sentences) - MOST
    return (*sentences[:MOST], f"and {more} more.") if more > 0 else sentences


def _of_form(form: Form, scope: Scope) -> Iterator[str]:
    match form:
        case Exists(selector=selector):
            yield from _of_selector(selector, scope, population=False, current=True)
        case Absent(selector=selector) | Fields(selector=selector) | Agree(selector=selector):
            yield from _of_selector(selector, scope, population=True, current=True)
        case Count(selector=selector) | Recurs(selector=selector) | EachPeriod(selector=selector):
            yield from _of_selector(selector, scope, population=False, current=False)
        case Held(role=role, where=where):
            selector = Selector(kind="appointment", where=(equals("role", role), *where))
            yield from _of_selector(selector, scope, population=False, current=True)
        case Attested(statement=statement):
            selector = Selector(kind="attestation", where=(equals("statement", statement),))
            yield from _of_selector(selector, scope, population=False, current=True)
        case Every():
            yield from _of_every(form, scope)
        case Follows():
            yield from _of_follows(form, scope)
        case Ratio(of=of):
            if isinstance(of, Selector):
                yield from _of_selector(of, scope, population=True, current=False)
        case Change(count=count):
            if count is not None:
                yield from _of_selector(count, scope, population=True, current=False)


def _of_selector(selector: Selector, scope: Scope, *, population: bool, current: bool) -> Iterator[str]:
    yield from _told(select(selector, scope, population=population, current_default=current), scope)


def _told(found: Selection, scope: Scope) -> Iterator[str]:
    """In doubt first, then the latest; what is outside the time asked or fails a word only where there is none."""
    for doubt in found.doubts:
        yield f"{doubt_words(Selection(doubts=(doubt,)))}."
    outside = [turned for turned in reversed(found.turned) if turned.reason is Reason.MISSING]
    for turned in reversed(found.turned):
        if turned.reason is not Reason.MISSING:
            yield f"{fault_words(turned, scope)}."
    if not found.members:
        yield from (f"{named(turned.record)} is dated outside the time asked." for turned in outside[:1])
    if found.nearest is not None and not found.turned:
        yield f"{named(found.nearest.record)} is the nearest, and fails on {field_words(found.nearest.field)}."


def _of_every(form: Every, scope: Scope) -> Iterator[str]:
    population = population_of(form.of, scope, current_default=True)
    yield from _told(population.found, scope)
    bare = (
        state
        for member in population.members
        if is_exempt(form, member, scope) is not True and (state := state_of(form, member, scope)).has is not True
    )
    for state in islice(bare, PAIRS):
        yield from _told(state.found, scope)


def _of_follows(form: Follows, scope: Scope) -> Iterator[str]:
    population = population_of(form.first, scope, current_default=False)
    yield from _told(population.found, scope)
    pairs = (answered(form, first, scope) for first in population.members if isinstance(first, Record))
    bare = (pair for pair in pairs if pair.answer is not Answer.YES)
    for pair in islice(bare, PAIRS):
        yield f"{named(pair.first)}: {pair.why}."
