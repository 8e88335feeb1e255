"""Roles that look like a slip of the pen: named once, and nearly spelled like one that is better known.

Takes a pack, gives doubts by requirement, each at the role. Any role may be named, for each organisation has its own;
so only what is nearly the same word is asked about, never a role that is merely new.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import zip_longest

from vprs.model import Pack, Requirement
from vprs.rulebook.called import STARTER_ROLES
from vprs.rulebook.lint_doubt import Doubt
from vprs.rulebook.named import named_in


def role_doubts(pack: Pack) -> Iterator[tuple[Requirement, Doubt]]:
    """Each role that stands once in the pack and looks like another that stands there, or that is known besides."""
    stands = [(each, *stand) for each in pack.requirements for stand in named_in(each, "role")]
    times = Counter(role for _, _, role in stands)
    known = {*STARTER_ROLES, *(role for each in pack.requirements for role in _of_examples(each))}
    known.update(role for role, number in times.items() if number > 1)
    for requirement, path, role in stands:
        other = None if role in known else next((each for each in sorted(known) if nearly_same(role, each)), None)
        if other is not None:
            said = f"'{role}' is named nowhere else, and is nearly another role."
            yield requirement, Doubt(path=path, message=said, hint=f"Did you mean '{other}'?", at_key=False)
        known.add(role)


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
