"""What is doubtful about a single form: questions that answer themselves, or that nothing can answer.

Takes a form, gives (what, remedy) pairs. Pure; it knows the kinds of evidence and nothing of the rule file.
"""

from __future__ import annotations

from collections.abc import Iterator

from vprs.kinds import read_kinds
from vprs.model import (
    Absent,
    Agree,
    Change,
    Clause,
    Count,
    EachPeriod,
    Every,
    Exists,
    Fields,
    Follows,
    Form,
    Held,
    Ratio,
    Recurs,
    Ref,
    Selector,
)

# Things that happen on a day and are over: without a window the oldest would still count.
EVENTS = frozenset("activity alert change incident metric minute report response submission".split())
Said = tuple[str, str]


def form_doubts(form: Form) -> Iterator[Said]:
    """Everything doubtful about the form."""
    yield from _pairs(form)
    yield from _bounds(form)
    if isinstance(form, Exists):
        yield from _timeless(form.selector)
    if isinstance(form, Held) and form.max_vacancy and form.throughout != "period":
        yield "a vacancy is counted only throughout the period.", "Add throughout: period."
    if isinstance(form, Absent) or (isinstance(form, Count) and (form.at_most is not None or form.exactly is not None)):
        yield from _unbounded(form.selector)


def selectors_of(form: Form) -> tuple[Selector, ...]:
    """Every selector in a form, the population first."""
    match form:
        case Exists() | Absent() | Count() | Fields() | Recurs() | EachPeriod() | Agree():
            return (form.selector,)
        case Every():
            return (form.of, form.has) if isinstance(form.of, Selector) else (form.has,)
        case Follows():
            return (form.first, form.then)
        case Ratio():
            return tuple(each for each in (form.of, form.matching) if isinstance(each, Selector))
        case Change():
            return (form.count,) if form.count else ()
        case _:
            return ()


def _pairs(form: Form) -> Iterator[Said]:
    if isinstance(form, Follows) and not _mentions(form.then.where, "first"):
        yield "'then' never mentions $first, so any later record would do.", "Link it: links: $first.id."
    if isinstance(form, Every) and not _mentions(form.has.where, "each"):
        yield "'has' never mentions $each, so one record would do for all.", "Link it: sites: $each.id."


def _bounds(form: Form) -> Iterator[Said]:
    if isinstance(form, Count) and form.at_least == 0:
        yield "at_least 0 asks for nothing.", "Ask for 1 or more."
    if isinstance(form, Every | Ratio) and form.at_least == 0:
        yield "at_least 0% asks for nothing.", "Ask for more."
    if isinstance(form, Ratio) and form.at_most == 1:
        yield "at_most 100% allows everything.", "Ask for less."


def _timeless(selector: Selector) -> Iterator[Said]:
    bounded = selector.window or selector.max_age or any(_is_date(selector, clause) for clause in selector.where)
    if selector.kind in EVENTS and not bounded:
        yield f"any {selector.kind}, however old, would do.", "Add a window, such as window: P12M, or max_age."


def _unbounded(selector: Selector) -> Iterator[Said]:
    kind = read_kinds()[selector.kind]
    if selector.window is None and not kind.has_validity:
        yield f"no register can cover {selector.kind} for all time.", "Add a window, such as window: period."


def _is_date(selector: Selector, clause: Clause) -> bool:
    spec = read_kinds()[selector.kind].field(clause.field)
    return spec is not None and spec.reads == "date"


def _mentions(clauses: tuple[Clause, ...], base: str) -> bool:
    return any(
        _mentions(matcher.clauses, base)
        or any(isinstance(operand, Ref) and operand.base == base for operand in matcher.operands)
        for clause in clauses
        for matcher in clause.matchers
    )
