"""Rules in plain English: what a form asks for, as one sentence a reviewer can hold against the document.

Takes a form, gives text. It says what is asked, never what was found, and needs no evidence; every parameter that
can change an answer is in the sentence.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from vprs.dates import Duration
from vprs.model import (
    Absent,
    Agree,
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
    OfOrganisation,
    Ratio,
    Recurs,
    Selector,
)
from vprs.rulebook.prose_words import clauses_in_words, plain, selector_in_words

_ORDER = {"on-or-after": "on or after its day", "after": "after its day"}
_QUANTIFIER = {"each": "each", "any": "one of", "latest": "the latest"}


def form_in_words(form: Form) -> str:
    """One sentence: `Asks for a document where doc type is strategy, in date.`"""
    return f"Asks {_asked(form)}."


def _asked(form: Form) -> str:  # noqa: C901  one branch per form
    match form:
        case Exists():
            return f"for one {selector_in_words(form.selector, current=True)}"
        case Absent():
            known = f", the folder being complete because {form.closed_world}" if form.closed_world else ""
            return f"that there is no {selector_in_words(form.selector, current=True)}{known}"
        case Count():
            return f"for {_numbers(form)} {selector_in_words(form.selector)}"
        case Held():
            return _held(form)
        case Attested():
            return _attested(form)
        case Every():
            return _every(form)
        case Follows():
            return _follows(form)
        case Fields():
            return f"that {_which(form)} {selector_in_words(form.selector, current=True)} {' and '.join(_filled(form))}"
        case Recurs():
            tolerance = f", give or take {form.tolerance.words}" if form.tolerance != Duration() else ""
            return f"for no gap longer than {form.every.words}{tolerance} between {selector_in_words(form.selector)}"
        case EachPeriod():
            lag = f", up to {form.lag.words} late" if form.lag != Duration() else ""
            periods = f"the last {form.last} whole {plain(form.each)}{'s' if form.last > 1 else ''}"
            return f"for one {selector_in_words(form.selector)} in each of {periods}{lag}"
        case Ratio():
            return _ratio(form)
        case Change():
            return _change(form)
        case Agree():
            what = f"what they declare on {form.topic}" if form.topic else " and ".join(map(plain, form.paths))
            return f"that {what} agree in each {selector_in_words(form.selector, current=True)}"


def share_in_words(share: Fraction) -> str:
    """`85%`, `84.5%`, `-5%`."""
    percent = share * 100
    return f"{percent}%" if percent.denominator == 1 else f"{float(percent):g}%"


def _numbers(form: Count) -> str:
    bounds = (("exactly", form.exactly), ("at least", form.at_least), ("at most", form.at_most))
    text = " and ".join(f"{word} {number}" for word, number in bounds if number is not None)
    return f"{text} different {plain(form.distinct)} of" if form.distinct else text


def _held(form: Held) -> str:
    holders = "a holder" if form.at_least == 1 else f"{form.at_least} holders"
    when = " all through the period" if form.throughout == "period" else " on the day of judgement"
    where = f" where {clauses_in_words(form.where, 'appointment')}" if form.where else ""
    vacancy = f", vacant for no more than {form.max_vacancy.words}" if form.max_vacancy else ""
    return f"for {holders} of the role {form.role}{where}{when}{vacancy}"


def _attested(form: Attested) -> str:
    basis = f", resting on {form.min_basis} or more records" if form.min_basis else ""
    judgement = f"the judgement of {' or '.join(form.by)} on '{form.statement}'"
    return f"for {judgement}, held good for {form.valid_for.words}{basis}"


def _every(form: Every) -> str:
    share = "every one" if form.at_least == 1 else f"at least {share_in_words(form.at_least)}"
    has = selector_in_words(form.has, current=True)
    exempt = f", except where {plain(form.exempt)} is given" if form.exempt else ""
    grace = f", once it is older than {form.grace.words}" if form.grace else ""
    due = f", from the end of {form.due} on" if form.due else ""
    return f"that {share} of {_population(form.of, current=True)} has one {has}{exempt}{grace}{due}"


def _population(of: tuple[str, ...] | OfOrganisation | Selector, *, current: bool) -> str:
    if isinstance(of, tuple):
        return ", ".join(of)
    if isinstance(of, Selector):
        return selector_in_words(of, current=current)
    where = f" where {clauses_in_words(of.where)}" if of.where else ""
    total = f"the {plain(of.sum)} of " if of.sum else ""
    return f"{total}the organisation's {plain(of.name)}{where}"


def _follows(form: Follows) -> str:
    within = f" and within {form.within.words}" if form.within else ""
    first, then = selector_in_words(form.first), selector_in_words(form.then)
    return f"that {_QUANTIFIER[form.quantifier]} {first} is followed by one {then}, {_ORDER[form.order]}{within}"


def _which(form: Fields) -> str:
    return "each" if form.which == "all" else "the latest"


def _filled(form: Fields) -> Iterator[str]:
    if form.required:
        yield f"gives {', '.join(map(plain, form.required))}"
    for name, values in form.allowed.items():
        yield f"has for {plain(name)} nothing but {', '.join(map(str, values))}"
    if form.sections:
        yield f"has headings on {', '.join(form.sections)}"


def _ratio(form: Ratio) -> str:
    bounds = (("at least", form.at_least), ("at most", form.at_most))
    share = " and ".join(f"{word} {share_in_words(bound)}" for word, bound in bounds if bound is not None)
    age = f", no older than {form.max_age.words}" if form.max_age else ""
    distinct = f", each {plain(form.distinct)} counted once" if form.distinct else ""
    least = f", out of {form.min_denominator} or more" if form.min_denominator > 1 else ""
    if isinstance(form.matching, Selector):
        covered = f"one {selector_in_words(form.matching)}"
        return f"that {share} of {_population(form.of, current=False)} is covered by {covered}{age}{distinct}{least}"
    kind = form.of.kind if isinstance(form.of, Selector) else ""
    matching = clauses_in_words(form.matching, kind)
    return f"that in {share} of {_population(form.of, current=False)} {matching}{age}{distinct}{least}"


def _change(form: Change) -> str:
    figure = f"the figure '{form.metric}'" if form.metric else ""
    counted = f"the number of {selector_in_words(form.count)}" if form.count else ""
    bounds = (("at least", form.at_least), ("at most", form.at_most))
    moved = " and ".join(f"{word} {share_in_words(bound)}" for word, bound in bounds if bound is not None)
    told = f"changed by {moved}" if moved else "is there to compare"
    return f"that {figure or counted} {told}, the last whole {plain(form.each)} against the one before"
