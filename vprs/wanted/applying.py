"""Which requirements may concern an organisation of which no more is known than its type and what it does.

Takes a requirement, a type and functions, gives yes or no; what only the rest of organisation.yaml decides may apply.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from vprs.model import Clause, Matcher, Requirement


def may_apply(requirement: Requirement, *, sort: str, functions: Collection[str]) -> bool:
    """Whether nothing in its `when` says that it does not."""
    known: Mapping[str, Collection[str]] = {"organisation.type": (sort,), "organisation.functions": functions}
    return all(clause.name not in known or _holds(clause, known[clause.name]) for clause in requirement.when)


def _holds(clause: Clause, given: Collection[str]) -> bool:
    return all(_matches(matcher, given) for matcher in clause.matchers)


def _matches(matcher: Matcher, given: Collection[str]) -> bool:
    if matcher.operator in ("is", "one_of"):
        return any(word in given for word in matcher.operands)
    return True
