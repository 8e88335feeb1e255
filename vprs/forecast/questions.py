"""What is asked of the evidence day after day: every check of a pack, and whether each requirement applies.

Takes a pack, gives its questions with all that may make their answers turn as time passes: the selectors, the windows
and the durations. It answers nothing and repeats no rule; where it is not sure it names too much.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from vprs.checks import asked_of, selectors_of
from vprs.checks.gates import SIX_MONTHS
from vprs.checks.rhythm import TWELVE_MONTHS
from vprs.dates import Duration
from vprs.model import (
    Attested,
    Change,
    Check,
    Clause,
    EachPeriod,
    Every,
    Fields,
    Follows,
    Form,
    Held,
    Matcher,
    OfOrganisation,
    Pack,
    Ratio,
    Recurs,
    Ref,
    Requirement,
    Selector,
    Window,
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Asked:
    """One question; without a check, whether the requirement applies.

    selectors  which records it may look at
    paired     whether the second of them looks for what links to a record that the first finds
    windows    days between which they are placed
    durations  how long after its day a record may count, or must have what is asked
    periodic   whether it asks of the judged period itself, by `$period`
    sharp      whether it asks by `$as_of` for more than that a date has not passed
    steady     whether its answer may turn on a day on which no date is reached, so that it is asked every day
    """

    path: str
    check: Check | None
    selectors: tuple[Selector, ...]
    paired: bool = False
    windows: tuple[Window, ...] = ()
    durations: tuple[Duration, ...] = ()
    periodic: bool = False
    sharp: bool = False
    steady: bool = False

    @property
    def name(self) -> tuple[str, str]:
        return self.path, self.check.slug if self.check else ""


def questions_of(pack: Pack, *, loose: bool = False) -> tuple[Asked, ...]:
    """Every question of a pack. loose: something in the evidence is lost or imprecise, so gaps may be filled."""
    return tuple(
        asked
        for one in pack.requirements
        for asked in (_applies(one), *(of_check(one.path, check, loose=loose) for check in one.checks))
    )


def _applies(requirement: Requirement) -> Asked:
    beside = (requirement.while_,) if requirement.while_ else ()
    attested = (Selector(kind="attestation"),) if requirement.not_applicable_by else ()
    clauses = (*requirement.when, *(clause for each in beside for clause in each.where))
    return Asked(
        path=requirement.path,
        check=None,
        selectors=(*beside, *attested),
        windows=tuple(each.window for each in beside if each.window),
        durations=(SIX_MONTHS, *(each.max_age for each in beside if each.max_age)),
        periodic=any(_refers(matcher, "period") for matcher in _matchers(clauses)),
        sharp=any(_is_sharp(matcher) for matcher in _matchers(clauses)),
    )


def of_check(path: str, check: Check, *, loose: bool = False) -> Asked:
    """The question that a check asks."""
    form = check.form
    selectors = _selectors(form)
    rhythm = isinstance(form, Recurs)
    return Asked(
        path=path,
        check=check,
        selectors=selectors,
        paired=isinstance(form, Every | Follows) and len(selectors) > 1,
        windows=tuple(each.window for each in selectors if each.window) + ((TWELVE_MONTHS,) if rhythm else ()),
        durations=tuple(dict.fromkeys(_durations(form, selectors))),
        periodic=any(_refers(matcher, "period") for matcher in _matchers_of(form)),
        sharp=any(_is_sharp(matcher) for matcher in _matchers_of(form)),
        steady=(
            (isinstance(form, Held) and form.throughout == "period")
            or (isinstance(form, Every) and form.due is not None)
            or (rhythm and loose)
        ),
    )


def _selectors(form: Form) -> tuple[Selector, ...]:
    match form:
        case Held():
            return (Selector(kind="appointment"),)
        case Attested():
            return (Selector(kind="attestation"),)
        case Change(metric=metric) if metric is not None:
            return (Selector(kind="metric"),)
        case _:
            return selectors_of(form)


def _durations(form: Form, selectors: tuple[Selector, ...]) -> Iterator[Duration]:
    own: tuple[Duration | None, ...] = ()
    match form:
        case Every(grace=given) | Follows(within=given) | Ratio(max_age=given):
            own = (given,)
        case Attested(valid_for=given):
            own = (given, SIX_MONTHS)
        case EachPeriod(lag=given):
            own = (given,)
        case Recurs():
            own = (form.every + form.tolerance,)
    yield from (each for each in (*own, *(selector.max_age for selector in selectors)) if each is not None)


def _matchers_of(form: Form) -> Iterator[Matcher]:
    for selector in asked_of(form):
        yield from _matchers(selector.where)
    if isinstance(form, Held):
        yield from _matchers(form.where)
    if isinstance(form, Fields):
        yield from (Matcher(operator="one_of", operands=allowed) for allowed in form.allowed.values())
    if isinstance(form, Every | Ratio) and isinstance(form.of, OfOrganisation):
        yield from _matchers(form.of.where)


def _matchers(clauses: tuple[Clause, ...]) -> Iterator[Matcher]:
    for clause in clauses:
        for matcher in clause.matchers:
            yield matcher
            yield from _matchers(matcher.clauses)


def _refers(matcher: Matcher, base: str) -> bool:
    return any(isinstance(operand, Ref) and operand.base == base for operand in matcher.operands)


def _is_sharp(matcher: Matcher) -> bool:
    """At least, and less than, the day of judgement turn only when a date has passed; other operators before."""
    return _refers(matcher, "as_of") and matcher.operator not in ("at_least", "less_than")
