"""The roles and bodies that rules name, each with its place, and those of whole packs as sets.

Takes requirements and packs, gives places and ids. Which field holds a role or a body is known from the kinds of
evidence, never from its name.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Literal

from vprs.kinds import read_kinds
from vprs.model import Attested, Clause, Every, Form, Held, Pack, Ref, Requirement, Selector
from vprs.rulebook.lint_asked import Specs, asked_in
from vprs.rulebook.lint_words import spec_at
from vprs.strict_yaml import Path

Stands = tuple[Path, str]
Sort = Literal["role", "body"]
EITHER = "role-or-body"
_LISTS = {"role": "organisation.roles", "body": "organisation.bodies"}


def roles_of(packs: Sequence[Pack]) -> frozenset[str]:
    """Every role that a pack gives work to, asks for, or believes."""
    return _named(packs, "role")


def bodies_of(packs: Sequence[Pack]) -> frozenset[str]:
    """Every body whose minutes, papers or approval a pack asks for."""
    return _named(packs, "body")


def _named(packs: Sequence[Pack], sort: Sort) -> frozenset[str]:
    found = (named_in(each, sort, either=False) for pack in packs for each in pack.requirements)
    return frozenset(name for stands in found for _, name in stands)


def named_in(requirement: Requirement, sort: Sort, *, either: bool = True) -> Iterator[Stands]:
    """Every role, or every body, that a requirement names, with its place.

    either: with what stands in a field that may hold a role or a body.
    """
    reads = (sort, EITHER) if either else (sort,)
    if sort == "role":
        yield ("if_not_met", "owner"), requirement.if_not_met.owner
        for index, role in enumerate(requirement.not_applicable_by):
            yield ("not_applicable_by", index), role
    for asked in asked_in(requirement):
        for clause in asked.clauses:
            yield from _in_clause(asked.at(clause), clause, asked.specs, reads, its_id=asked.noun == _LISTS[sort])
        if sort == "body" and asked.selector is not None:
            place = (*asked.path[:-1], "received_by")
            yield from ((place, body) for body in asked.selector.received_by)
    for check in requirement.checks:
        yield from _in_form(check.form, ("checks", check.slug, check.form_name), reads)


def _in_clause(path: Path, clause: Clause, specs: Specs, reads: Collection[str], *, its_id: bool) -> Iterator[Stands]:
    """its_id: its `id` is the name of a role or a body."""
    spec, _ = spec_at(specs, clause.field)
    if spec is None:
        return
    for matcher in clause.matchers:
        for inner in matcher.clauses:
            yield from _in_clause((*path, "any", inner.name), inner, spec.fields, reads, its_id=False)
        if spec.reads in reads or (its_id and clause.name == "id"):
            yield from ((path, word) for word in matcher.operands if isinstance(word, str))


def _in_form(form: Form, path: Path, reads: Collection[str]) -> Iterator[Stands]:
    match form:
        case Held() if "role" in reads:
            yield (*path, "role"), form.role
        case Attested() if "role" in reads:
            yield from (((*path, "by", index), role) for index, role in enumerate(form.by))
        case Every(of=tuple() as words) if _asks_for_each(form.has, reads):
            yield from (((*path, "of", "list", index), word) for index, word in enumerate(words))


def _asks_for_each(has: Selector, reads: Collection[str]) -> bool:
    """Whether the words of a list are such names: what each must have asks for them where such a name stands."""
    fields = read_kinds()[has.kind].fields
    return any(
        operand == Ref(base="each")
        for clause in has.where
        if (spec := spec_at(fields, clause.field)[0]) is not None and spec.reads in reads
        for matcher in clause.matchers
        for operand in matcher.operands
    )
