"""Roles that look like a slip of the pen: named once, and nearly spelled like one that is better known.

Takes a pack, gives doubts by requirement, each at the role. Any role may be named, for each organisation has its own;
so only what is nearly the same word is asked about, never a role that is merely new.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import zip_longest

from vprs.kinds import read_kinds
from vprs.model import Attested, Clause, Every, Form, Held, Pack, Ref, Requirement, Selector
from vprs.rulebook.lint_asked import Specs, asked_in
from vprs.rulebook.lint_doubt import Doubt
from vprs.rulebook.lint_words import spec_at
from vprs.strict_yaml import Path

# Those that `vprs init` gives every new folder; a test holds the two lists together.
STARTER = ("executive-lead", "lsms")
_READS = ("role", "role-or-body")
Stands = tuple[Path, str]


def role_doubts(pack: Pack) -> Iterator[tuple[Requirement, Doubt]]:
    """Each role that stands once in the pack and looks like another that stands there, or that is known besides."""
    stands = [(each, *stand) for each in pack.requirements for stand in roles_in(each)]
    times = Counter(role for _, _, role in stands)
    known = {*STARTER, *(role for each in pack.requirements for role in _of_examples(each))}
    known.update(role for role, number in times.items() if number > 1)
    for requirement, path, role in stands:
        other = None if role in known else next((each for each in sorted(known) if nearly_same(role, each)), None)
        if other is not None:
            said = f"'{role}' is named nowhere else, and is nearly another role."
            yield requirement, Doubt(path=path, message=said, hint=f"Did you mean '{other}'?", at_key=False)
        known.add(role)


def roles_in(requirement: Requirement) -> Iterator[Stands]:
    """Every role that a requirement names, with its place."""
    yield ("if_not_met", "owner"), requirement.if_not_met.owner
    for index, role in enumerate(requirement.not_applicable_by):
        yield ("not_applicable_by", index), role
    for asked in asked_in(requirement):
        for clause in asked.clauses:
            yield from _in_clause(asked.at(clause), clause, asked.specs, asked.noun)
    for check in requirement.checks:
        yield from _in_form(check.form, ("checks", check.slug, check.form_name))


def _in_clause(path: Path, clause: Clause, specs: Specs, noun: str) -> Iterator[Stands]:
    spec, _ = spec_at(specs, clause.field)
    if spec is None:
        return
    for matcher in clause.matchers:
        for inner in matcher.clauses:
            yield from _in_clause((*path, "any", inner.name), inner, spec.fields, noun)
        if spec.reads in _READS or (noun == "organisation.roles" and clause.name == "id"):
            yield from ((path, word) for word in matcher.operands if isinstance(word, str))


def _in_form(form: Form, path: Path) -> Iterator[Stands]:
    match form:
        case Held():
            yield (*path, "role"), form.role
        case Attested():
            yield from (((*path, "by", index), role) for index, role in enumerate(form.by))
        case Every(of=tuple() as words) if _asks_for_roles(form.has):
            yield from (((*path, "of", "list", index), role) for index, role in enumerate(words))


def _asks_for_roles(has: Selector) -> bool:
    """Whether the words of a list stand for roles: what each must have asks for them where a role stands."""
    fields = read_kinds()[has.kind].fields
    return any(
        operand == Ref(base="each")
        for clause in has.where
        if (spec := spec_at(fields, clause.field)[0]) is not None and spec.reads in _READS
        for matcher in clause.matchers
        for operand in matcher.operands
    )


def _of_examples(requirement: Requirement) -> Iterator[str]:
    """Roles that the organisations of examples list, by id and alias."""
    for example in requirement.examples:
        roles = (example.organisation or {}).get("roles")
        for role in roles if isinstance(roles, list) else ():
            if isinstance(role, dict):
                aliases = role.get("aliases")
                yield from (str(role.get("id", "")), *(map(str, aliases) if isinstance(aliases, list) else ()))


def nearly_same(one: str, other: str) -> bool:
    """Whether two ids are a slip apart: in each of their words, or in where the hyphens stand.

    A letter too many, too few or two exchanged; another letter only in a longer word, and in one of four not the first:
    `lead` and `head`, `cno` and `coo` are roles of their own.
    """
    if one == other:
        return False
    if one.replace("-", "") == other.replace("-", ""):
        return True
    pairs = list(zip_longest(one.split("-"), other.split("-"), fillvalue=""))
    apart = [(a, b) for a, b in pairs if a != b]
    return len(apart) == 1 and _slip(*sorted(apart[0], key=len), alone=len(pairs) == 1)


def _slip(short: str, long: str, *, alone: bool) -> bool:
    if len(short) < 3 + alone or len(long) - len(short) > 1:
        return False
    if len(short) < len(long):
        return any(long[:index] + long[index + 1 :] == short for index in range(len(long)))
    wrong = [index for index in range(len(short)) if short[index] != long[index]]
    if len(wrong) == 2 and wrong[1] == wrong[0] + 1:
        return short[wrong[0]] == long[wrong[1]] and short[wrong[1]] == long[wrong[0]]
    return len(wrong) == 1 and len(short) >= (4 if wrong[0] else 5)
