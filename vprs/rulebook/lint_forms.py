"""What is doubtful about a single form: questions that answer themselves, or that nothing can answer.

Takes a form and the path of its mapping, gives doubts, each at the key concerned. Pure; it knows the kinds of evidence
and nothing of the rest of the rule file.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from vprs.dates import Duration
from vprs.kinds import read_kinds
from vprs.model import (
    Change,
    Clause,
    Count,
    Every,
    Exists,
    Follows,
    Form,
    Held,
    Ratio,
    Ref,
    Selector,
)
from vprs.phrases import many
from vprs.rulebook.lint_doubt import Doubt
from vprs.rulebook.lint_durations import duration_doubts
from vprs.rulebook.lint_words import Words, fold, meanings, spec_at
from vprs.strict_yaml import Path

# Things that happen on a day and are over: without a window the oldest would still count.
EVENTS = frozenset("activity alert change incident metric minute report response submission".split())
_SINCE = ("at_least", "more_than", "is", "one_of")  # what keeps an older day out


def form_doubts(form: Form, path: Path, words: Words) -> Iterator[Doubt]:
    """Everything doubtful about the form beside its clauses."""
    yield from _bounds(form, path)
    yield from duration_doubts(form, path)
    match form:
        case Exists():
            yield from _timeless(form.selector, path)
        case Count():
            if form.at_least and form.at_most is None:
                yield from _timeless(form.selector, path)
            yield from _too_many(form, path, words)
        case Held() if form.max_vacancy and form.throughout != "period":
            said = "a vacancy is counted only throughout the period."
            yield Doubt(path=(*path, "max_vacancy"), message=said, hint="Add throughout: period.")
        case Follows():
            yield from _following(form, path)
        case Every():
            yield from _each(form, path)


def _each(form: Every, path: Path) -> Iterator[Doubt]:
    if not mentions(form.has.where, "each"):
        said = "'has' never mentions $each, so one record would do for all."
        yield Doubt(path=(*path, "has"), message=said, hint="Link it: sites: $each.id.")
    if isinstance(form.of, tuple):
        folded = [fold(word) for word in form.of]
        twice = next((index for index, word in enumerate(folded) if word in folded[:index]), None)
        if twice is not None:
            said = f"'{form.of[twice]}' stands twice in the list, and would be counted twice."
            yield Doubt(path=(*path, "of", "list", twice), message=said, hint="Take one out.")


def _following(form: Follows, path: Path) -> Iterator[Doubt]:
    if not mentions(form.then.where, "first"):
        said = "'then' never mentions $first, so any later record would do."
        yield Doubt(path=(*path, "then"), message=said, hint="Link it: links: $first.id.")
    if form.order == "after" and form.within == Duration():
        said = "nothing comes after a day and within 0 days of it."
        yield Doubt(path=(*path, "within"), message=said, hint="Allow a day, or write order: on-or-after.", never=True)


def _bounds(form: Form, path: Path) -> Iterator[Doubt]:
    """Bounds that ask for nothing, allow everything, or leave nothing between them."""
    if isinstance(form, Count) and form.at_least == 0:
        yield Doubt(path=(*path, "at_least"), message="at_least 0 asks for nothing.", hint="Ask for 1 or more.")
    if isinstance(form, Every | Ratio) and form.at_least == 0:
        yield Doubt(path=(*path, "at_least"), message="at_least 0% asks for nothing.", hint="Ask for more.")
    if isinstance(form, Ratio) and form.at_most == 1:
        yield Doubt(path=(*path, "at_most"), message="at_most 100% allows everything.", hint="Ask for less.")
    if isinstance(form, Change) and form.at_least == -1:
        said = "at_least -100% asks for nothing, for no figure falls further."
        yield Doubt(path=(*path, "at_least"), message=said, hint="Ask for more.")
    if isinstance(form, Ratio | Change) and _crossed(form.at_least, form.at_most):
        said = "at_least is more than at_most, so no share can be both."
        asked = not (isinstance(form, Change) and form.compared)
        yield Doubt(path=(*path, "at_most"), message=said, hint="Exchange the two.", never=asked)


def _crossed(low: Fraction | None, high: Fraction | None) -> bool:
    return low is not None and high is not None and low > high


def _timeless(selector: Selector, path: Path) -> Iterator[Doubt]:
    bounded = selector.window or selector.max_age or any(_since(selector, clause) for clause in selector.where)
    if selector.kind in EVENTS and not bounded:
        said = f"any {selector.kind}, however old, would do."
        yield Doubt(path=path, message=said, hint="Add a window, such as window: P12M, or max_age.")


def _since(selector: Selector, clause: Clause) -> bool:
    """Whether a clause keeps out what is older than some day."""
    spec = read_kinds()[selector.kind].field(clause.field)
    since = any(matcher.operator in _SINCE for matcher in clause.matchers)
    return spec is not None and spec.reads == "date" and since


def _too_many(form: Count, path: Path, words: Words) -> Iterator[Doubt]:
    """More different values asked for than there can be."""
    key = "exactly" if form.exactly is not None else "at_least"
    wanted = getattr(form, key)
    most = _values(form, words) if form.distinct and wanted else None
    if most is not None and wanted > most:
        said = f"'{form.distinct}' has {many(most, 'value')} here, so there are never {wanted} different ones."
        yield Doubt(path=(*path, key), message=said, hint=f"Ask for {most} or fewer.", never=True)


def _values(form: Count, words: Words) -> int | None:
    """How many values the distinct field can have among these records; None where that is open."""
    name = tuple((form.distinct or "").split("."))
    spec, one = spec_at(read_kinds()[form.selector.kind].fields, name)
    if spec is None:
        return None
    found = [len(set(spec.choices) - {"unknown", "pending"})] if spec.choices else []
    found += [2] if spec.reads == "flag" else []
    for clause in form.selector.where if one else ():
        for matcher in clause.matchers if clause.field == name else ():
            allowed = meanings(matcher, spec, words) if matcher.operator in ("is", "one_of") else None
            found += [len(allowed)] if allowed is not None else []
    return min(found, default=None)


def mentions(clauses: tuple[Clause, ...], base: str) -> bool:
    """Whether any clause compares with `$first`, or `$each`."""
    return any(
        mentions(matcher.clauses, base)
        or any(isinstance(operand, Ref) and operand.base == base for operand in matcher.operands)
        for clause in clauses
        for matcher in clause.matchers
    )
