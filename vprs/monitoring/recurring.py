"""The checks of a pack that recur, with what a monitoring table would say of each.

Takes a check, gives a `Recurring`, or nothing where it does not recur or asks after no report. What a check asks beyond
what a row can hold is named, never dropped in silence.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from vprs.dates import parse_duration
from vprs.model import Check, Clause, EachPeriod, Exists, Recurs, Requirement, Selector, Window
from vprs.monitoring.intervals import Interval, read_interval
from vprs.monitoring.rhythm import A_YEAR, LAGS, LAST, window_of

# By kind: the field of whoever is told, of whoever does it, and of what it is about.
_PLACES = {
    "report": ("", "prepared_by", "topics"),
    "submission": ("recipient", "owner", "return_type"),
    "minute": ("body", "", ""),
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Recurring:
    """One check.

    told     ids of the bodies that are told
    outside  they are told by a return, not in a minute
    by       ids of the roles that do it, where the check says
    subject  what it is about: checks of one subject stand in one row
    more     what the check asks and no row can say
    """

    check: Check
    interval: Interval
    selector: Selector
    told: tuple[str, ...]
    outside: bool
    by: tuple[str, ...]
    subject: object
    more: tuple[str, ...]


def recurring_of(requirement: Requirement) -> Iterator[Recurring]:
    for check in requirement.checks:
        match check.form:
            case EachPeriod(each=each):
                yield _recurring(check, check.form.selector, Interval(each=each))
            case Recurs(every=every):
                yield _recurring(check, check.form.selector, Interval(gap=every))
            case Exists(selector=selector) if check.advisory and _reports(selector):
                yield _recurring(check, selector, Interval())


def _reports(selector: Selector) -> bool:
    """Whether it asks for a report to somebody, or by somebody on something, as required."""
    made = selector.kind == "report" and _words(selector, "prepared_by") and _words(selector, "topics")
    return selector.window == _YEAR and bool(_told(selector) or made)


_YEAR = Window(name="rolling", duration=parse_duration(A_YEAR))


def _recurring(check: Check, selector: Selector, interval: Interval) -> Recurring:
    place, doer, about = _PLACES.get(selector.kind, ("", "", ""))
    topic = _words(selector, about)
    rest = tuple(clause for clause in selector.where if clause.name not in {place, doer} - {""})
    return Recurring(
        check=check,
        interval=interval,
        selector=replace(selector, where=rest, received_by=(), window=None),
        told=_told(selector),
        outside=selector.kind == "submission",
        by=_words(selector, doer),
        subject=topic[0] if len(topic) == 1 else (selector.kind, repr(rest)),
        more=tuple(_more(check, selector, interval)),
    )


def _told(selector: Selector) -> tuple[str, ...]:
    place, _, _ = _PLACES.get(selector.kind, ("", "", ""))
    return selector.received_by or _words(selector, place)


def _words(selector: Selector, name: str) -> tuple[str, ...]:
    """The words that a field may be, where the selector names it so."""
    return next((found for clause in selector.where if clause.name == name and (found := _plain(clause))), ())


def _plain(clause: Clause) -> tuple[str, ...]:
    (matcher, *others) = clause.matchers
    if others or matcher.operator not in ("is", "one_of"):
        return ()
    words = tuple(each for each in matcher.operands if isinstance(each, str))
    return words if len(words) == len(matcher.operands) else ()


def _more(check: Check, selector: Selector, interval: Interval) -> Iterator[str]:
    place, doer, about = _PLACES.get(selector.kind, ("", "", ""))
    if selector.kind not in ("report", "submission"):
        yield f"it looks for records of kind {selector.kind}"
    else:
        for name in (doer, about):
            if not _words(selector, name):
                yield f"it does not ask for {name}"
    known = {place, doer, about, "report_type" if selector.kind == "report" else ""}
    if others := [clause.name for clause in selector.where if clause.name not in known]:
        yield f"it asks for {', '.join(others)}"
    if len(selector.received_by) > 1:
        yield "any one of its bodies will do"
    if selector.current or selector.open_ended or selector.max_age or selector.date:
        yield "it narrows what counts"
    yield from _rhythm(check, selector, interval)


def _rhythm(check: Check, selector: Selector, interval: Interval) -> Iterator[str]:
    form = check.form
    if isinstance(form, EachPeriod) and (
        form.last != LAST[form.each] or form.lag != LAGS[form.each] or selector.window
    ):
        yield "it counts other periods, or allows another time after them"
    if isinstance(form, Recurs):
        if form.tolerance.months or form.tolerance.days:
            yield "it allows a tolerance"
        if _window_text(selector) != window_of(form.every):
            yield "it looks back over another time"
        if read_interval(interval.words) != interval:
            yield "its interval has no short words"


def _window_text(selector: Selector) -> str:
    window = selector.window
    if window is None or (window.duration is not None and window.duration == _YEAR.duration):
        return A_YEAR
    return str(window.duration) if window.duration is not None else window.name
