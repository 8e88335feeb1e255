"""Checks that no example decides, so that nothing shows what they do.

Takes a `PackReading`, gives the requirements of which only a run of their examples can tell, and, when told what those
came to, problems. It runs nothing itself: most of it is plain from the conditions.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from vprs.model import (
    Agree,
    All,
    AnyOf,
    Check,
    CheckIs,
    Condition,
    Every,
    Example,
    Fields,
    Follows,
    OfOrganisation,
    Outcome,
    Ratio,
    Requirement,
    RequirementIs,
)
from vprs.problem import Problem
from vprs.rulebook.conditions import leaves, named_checks
from vprs.rulebook.lint_doubt import Doubt, placed
from vprs.rulebook.pack import PackReading


def unsettled(reading: PackReading) -> tuple[Requirement, ...]:
    """Requirements whose examples must be run, for the conditions alone do not say which checks they decide."""
    if reading.pack is None:
        return ()
    there = {each.path: each for each in reading.pack.requirements}
    return tuple(each for each in there.values() if open_checks(each) and _is_whole(each, there))


def undecided_problems(reading: PackReading, decided: Mapping[str, Collection[str]]) -> tuple[Problem, ...]:
    """The checks that no example decides. decided: by path of the unsettled requirements, those that one does."""
    found = []
    for requirement in unsettled(reading):
        for slug in open_checks(requirement):
            if slug not in decided[requirement.path]:
                said = f"no example turns on check '{slug}', so nothing shows what it does."
                hint = "Add one that would come to something else if this answer alone were otherwise."
                doubt = Doubt(path=("checks", slug), message=said, hint=hint)
                found.append(placed(reading.trees[requirement.path], doubt))
    return tuple(found)


def open_checks(requirement: Requirement) -> tuple[str, ...]:
    """The checks, of those that a condition names, of which the conditions do not say that an example decides them.

    Where every check on the way must hold for met, an example that is met decides each: turned to no it undoes that.
    """
    if not requirement.examples:  # told as such
        return ()
    needed = _needed(requirement.met_when)
    named = named_checks(requirement.met_when) | named_checks(requirement.partly_when)
    met = [example for example in requirement.examples if example.expect is Outcome.MET]
    return tuple(
        check.slug
        for check in requirement.checks
        if check.slug in named
        and not check.advisory
        and not (check.slug in needed and any(_must_answer(check, example) for example in met))
    )


def _needed(condition: Condition) -> frozenset[str]:
    """Checks without which the condition cannot hold, unless they drop out."""
    if isinstance(condition, CheckIs):
        return frozenset({condition.slug})
    if isinstance(condition, All) or (isinstance(condition, AnyOf) and len(condition.items) == 1):
        return frozenset().union(*map(_needed, condition.items))
    return frozenset()


def _must_answer(check: Check, example: Example) -> bool:
    """Whether the check cannot be not applicable here: it then has to be yes for met.

    It drops out where a body has ended, and over a population that a list or a complete register says is empty.
    """
    organisation = example.organisation or {}
    bodies = organisation.get("bodies") or ()
    if isinstance(bodies, list) and any(isinstance(body, dict) and "to" in body for body in bodies):
        return False
    form = check.form
    if not isinstance(form, Every | Follows | Fields | Agree | Ratio):
        return True
    of = getattr(form, "of", None)
    listed = isinstance(of, OfOrganisation) and of.name in organisation
    exempt = isinstance(form, Every) and form.exempt is not None
    return not (listed or exempt or any(record.get("kind") == "register" for record in example.records))


def _is_whole(requirement: Requirement, there: Mapping[str, Requirement]) -> bool:
    """Whether all that it leans on, however far, could be read."""
    waiting, seen = [requirement.path], set[str]()
    while waiting:
        path = waiting.pop()
        if path not in there:
            return False
        if path not in seen:
            seen.add(path)
            named = (*leaves(there[path].met_when), *leaves(there[path].partly_when))
            waiting.extend(leaf.path for leaf in named if isinstance(leaf, RequirementIs))
    return True
