"""The roles and bodies that rule packs name, for an organisation that starts with an empty page.

Takes packs, gives ids. Which field holds a role or a body is known from the kinds of evidence, never from its name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields, is_dataclass

from vprs.kinds import KindSpec, read_kinds
from vprs.model import Attested, Clause, Held, Pack, Requirement, Selector


def roles_of(packs: Sequence[Pack]) -> frozenset[str]:
    """Every role that a pack gives work to, asks for, or believes."""
    return frozenset(role for pack in packs for each in pack.requirements for role in _roles(each))


def bodies_of(packs: Sequence[Pack]) -> frozenset[str]:
    """Every body whose minutes, papers or approval a pack asks for."""
    selectors = [selector for pack in packs for each in pack.requirements for selector in _selectors(each)]
    received = (body for selector in selectors for body in selector.received_by)
    return frozenset(received) | frozenset(_filled(selectors, "body"))


def _roles(requirement: Requirement) -> Iterator[str]:
    yield requirement.if_not_met.owner
    yield from requirement.not_applicable_by
    yield from _filled(_selectors(requirement), "role")
    for check in requirement.checks:
        match check.form:
            case Held(role=role):
                yield role
            case Attested(by=roles):
                yield from roles


def _selectors(thing: object) -> Iterator[Selector]:
    """Every selector anywhere in a requirement."""
    if isinstance(thing, Selector):
        yield thing
    if isinstance(thing, tuple):
        for item in thing:
            yield from _selectors(item)
    elif is_dataclass(thing) and not isinstance(thing, type):
        for each in fields(thing):
            yield from _selectors(getattr(thing, each.name))


def _filled(selectors: Iterable[Selector], reads: str) -> Iterator[str]:
    """The words that selectors ask of fields which are read as `role` or as `body`."""
    kinds = read_kinds()
    for selector in selectors:
        for clause in selector.where:
            yield from _asked(clause, (), kinds[selector.kind], reads)


def _asked(clause: Clause, above: tuple[str, ...], kind: KindSpec, reads: str) -> Iterator[str]:
    path = (*above, *clause.field)
    spec = kind.field(path)
    for matcher in clause.matchers:
        for inner in matcher.clauses:
            yield from _asked(inner, path, kind, reads)
        if spec is not None and spec.reads == reads:
            yield from (word for word in matcher.operands if isinstance(word, str))
