"""Clauses that ask for what never counts: drafts, what is dated later, what is no longer current.

Takes what a form asks of records, gives doubts, each at its clause. What counts is settled in `checks`; here it is
only known that some of it never does, whatever the evidence.
"""

from __future__ import annotations

from collections.abc import Iterator

from vprs.kinds import LOOKING_AHEAD, KindSpec, read_kinds
from vprs.model import Clause, Matcher, Ref
from vprs.rulebook.lint_asked import Asked, Specs
from vprs.rulebook.lint_bounds import clash
from vprs.rulebook.lint_doubt import Doubt
from vprs.rulebook.lint_words import fold, spec_at
from vprs.strict_yaml import Path

_NOW = (Ref(base="as_of"),)
_TODAY_OR_LATER = Matcher(operator="at_least", operands=_NOW)
_TODAY_OR_EARLIER = Matcher(operator="at_most", operands=_NOW)
_NAMING = ("is", "one_of", "all_of")


def uncounted(asked: Asked) -> Iterator[Doubt]:
    """Every clause that asks for what never counts; entries of the organisation always do."""
    kind = read_kinds().get(asked.noun)
    if kind is None:
        return
    for clause in asked.clauses:
        path = asked.at(clause)
        yield from _later(path, clause, kind.fields)
        if kind.name == "document" and clause.name == "status":
            yield from _drafts(path, clause)
        if asked.current and _asks_for_what_ended(clause, kind):
            said = "what is withdrawn or has ended is not current, so nothing can match."
            yield Doubt(path=path, message=said, hint="Add current: false, or take it out.", never=True)


def _later(path: Path, clause: Clause, specs: Specs) -> Iterator[Doubt]:
    """What is dated after as_of counts as not given, unless the date looks ahead."""
    spec, _ = spec_at(specs, clause.field)
    if spec is None:
        return
    for matcher in clause.matchers:
        for inner in matcher.clauses:
            yield from _later((*path, "any", inner.name), inner, spec.fields)
        ahead = {clause.name, spec.name} & LOOKING_AHEAD
        if spec.reads == "date" and not ahead and clash((matcher, _TODAY_OR_EARLIER), "date"):
            said = "nothing dated after $as_of counts, so nothing can match."
            yield Doubt(path=path, message=said, hint="Use at_most, or a date that looks ahead.", never=True)


def _drafts(path: Path, clause: Clause) -> Iterator[Doubt]:
    words = _words(clause)
    if "draft" in words:
        said = "drafts never count, in any form, so 'draft' stands for nothing."
        yield Doubt(path=path, message=said, hint="Take it out, or ask for approved.", never=words == {"draft"})


def _asks_for_what_ended(clause: Clause, kind: KindSpec) -> bool:
    if kind.name != "document":
        ended = (clash((_TODAY_OR_LATER, matcher), "date") for matcher in clause.matchers)
        return clause.name == kind.valid_to and any(ended)
    if clause.name == "withdrawn_on":
        return not any(matcher.operands == (False,) for matcher in clause.matchers if matcher.operator == "present")
    return clause.name == "status" and _words(clause) == {"withdrawn"}


def _words(clause: Clause) -> set[str]:
    named = (matcher for matcher in clause.matchers if matcher.operator in _NAMING)
    return {fold(each) for matcher in named for each in matcher.operands if isinstance(each, str)}
