"""Clauses that nothing can match, for what they ask of one field contradicts itself.

Takes what a form asks of records and the pack's words, gives doubts, each at its clause. Only what holds for every
organisation and every day is told; what depends on evidence is not.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from vprs.dates import Span
from vprs.kinds import FieldSpec
from vprs.model import Clause, Matcher, Operand
from vprs.rulebook.lint_asked import Asked, Specs
from vprs.rulebook.lint_bounds import clash
from vprs.rulebook.lint_doubt import Doubt
from vprs.rulebook.lint_words import Words, meanings, spec_at
from vprs.strict_yaml import Path

_ALIKE = ("is", "one_of", "all_of")
_ONE = "Keep one of them."


@dataclass(frozen=True, kw_only=True, slots=True)
class _Field:
    """One field and all that is asked of it."""

    name: str
    spec: FieldSpec
    matchers: tuple[Matcher, ...]


def impossible(asked: Asked, words: Words) -> Iterator[Doubt]:
    """Every clause that nothing can match, by itself or beside another of the same record."""
    specs = asked.specs
    for clause in asked.clauses:
        beside = tuple(
            matcher
            for other in asked.beside
            if other.field == clause.field
            for matcher in other.matchers
            if not (asked.part == "allowed" and _absent(matcher))
        )
        yield from _clause(asked.at(clause), clause, specs, words, beside)


def _clause(
    path: Path, clause: Clause, specs: Specs, words: Words, beside: tuple[Matcher, ...] = ()
) -> Iterator[Doubt]:
    """At most one doubt about a clause, the plainest; and those about the elements it asks of."""
    matchers = (*clause.matchers, *beside)
    filled = [each for each in matchers if not _absent(each)]
    if filled and len(filled) < len(matchers):
        said = f"it must not be filled, and '{filled[0].operator}' asks what it holds, so nothing can match."
        yield Doubt(path=path, message=said, hint=_ONE, never=True)
        return
    spec, one = spec_at(specs, clause.field)
    if spec is None:
        return
    for matcher in clause.matchers:
        for inner in matcher.clauses:
            yield from _clause((*path, "any", inner.name), inner, spec.fields, words)
    field = _Field(name=clause.name, spec=spec, matchers=matchers)
    several = one and (len(matchers) > 1 or matchers[0].operator == "all_of")
    said, hint = _vague(field) or (several and (_apart(field, words) or _between(field))) or ("", "")
    if said:
        yield Doubt(path=path, message=said, hint=hint, never=True)


def _absent(matcher: Matcher) -> bool:
    return matcher.operator == "present" and matcher.operands == (False,)


def _vague(field: _Field) -> tuple[str, str] | None:
    """A month or a year is no day that a date could equal for certain."""
    for matcher in field.matchers:
        spans = [each for each in matcher.operands if isinstance(each, Span) and not each.exact]
        if matcher.operator in _ALIKE and spans and len(spans) == len(matcher.operands):
            said = f"no date is '{spans[0]}' for certain, which may mean any of its days."
            return said, "Name a day, or the first and the last with at_least and at_most."
    return None


def _apart(field: _Field, words: Words) -> tuple[str, str] | None:
    """Of a field that holds one value, matchers that allow none in common."""
    allowed: list[tuple[Matcher, frozenset[object]]] = []
    for matcher in field.matchers:
        found = meanings(matcher, field.spec, words) if matcher.operator in _ALIKE else None
        if found is None:
            continue
        if matcher.operator == "all_of" and len(found) > 1:
            said = f"'{field.name}' holds one value, and all_of asks for {len(found)}, so nothing can match."
            return said, "Use one_of."
        for other, values in allowed:
            if not found & values:
                said = f"'{field.name}' holds one value, which cannot be {_shown(other)} and {_shown(matcher)}."
                return said, _ONE
        allowed.append((matcher, found))
    return None


def _between(field: _Field) -> tuple[str, str] | None:
    """Of a field that holds one value, bounds with nothing between them."""
    pair = clash(field.matchers, field.spec.reads)
    if pair is None:
        return None
    said = f"nothing is both '{_bound(pair[0])}' and '{_bound(pair[1])}'."
    if any(isinstance(each, Span) and not each.exact for matcher in pair for each in matcher.operands):
        return said, "Write days: a month or a year may mean any of its own."
    return said, "Exchange the two, or take one out."


def _shown(matcher: Matcher) -> str:
    return " or ".join(f"'{_plain(each)}'" for each in matcher.operands)


def _bound(matcher: Matcher) -> str:
    if matcher.operator in ("is", "one_of"):
        return " or ".join(map(_plain, matcher.operands))
    return f"{matcher.operator} {_plain(matcher.operands[0])}"


def _plain(operand: Operand) -> str:
    return str(operand).lower() if isinstance(operand, bool) else str(operand)
