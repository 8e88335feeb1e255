"""Requirements that no evidence can meet, because a check that they need can never be yes.

Takes a pack and, by path, the checks that can never be yes; gives doubts with their requirements, each at the
condition. Conditions only grow truer as checks turn to yes, so all other checks are taken for yes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from vprs.model import (
    Absent,
    All,
    AnyOf,
    Change,
    CheckIs,
    Condition,
    Count,
    Every,
    Form,
    Outcome,
    Pack,
    Ratio,
    Requirement,
    RequirementIs,
)
from vprs.rulebook.lint_doubt import Doubt
from vprs.strict_yaml import Tree

Dead = Mapping[str, frozenset[str]]


def needs(form: Form, part: str) -> bool:
    """Whether the form can be yes only where something is found of that part of it."""
    match form:
        case Absent():
            return False
        case Count():
            return bool(form.at_least or form.exactly)
        case Every() if part == "has":
            return form.at_least > 0
        case Ratio() if part == "matching":
            return bool(form.at_least)
        case Change():
            return not form.compared
        case _:
            return True


def unmet_doubts(pack: Pack, dead: Dead, trees: Mapping[str, Tree]) -> Iterator[tuple[Requirement, Doubt]]:
    """Requirements that can never be met, or never partly met, and what stands in the way."""
    if not any(dead.values()):
        return
    by_path = {each.path: each for each in pack.requirements}
    for requirement in pack.requirements:
        key = "met_when" if ("met_when",) in trees[requirement.path].keys else "checks"
        why = _obstacle(requirement.met_when, requirement, by_path, dead)
        if why:
            yield requirement, _doubt(key, f"the requirement can never be met, because {why}.")
        partly = requirement.partly_when
        why = _obstacle(partly, requirement, by_path, dead) if partly is not None else ""
        if why:
            yield requirement, _doubt("partly_met_when", f"the requirement can never be partly met, because {why}.")


def _doubt(key: str, said: str) -> Doubt:
    return Doubt(path=(key,), message=said, hint="Mend that first, or ask for something else.")


def _obstacle(condition: Condition, own: Requirement, by_path: Mapping[str, Requirement], dead: Dead) -> str:
    """Why the condition can never hold, in words; empty where it can."""
    match condition:
        case CheckIs():
            return f"check '{condition.slug}' can never be yes" if condition.slug in dead.get(own.path, ()) else ""
        case All() | AnyOf():
            whys = [_obstacle(item, own, by_path, dead) for item in condition.items]
            hopeless = any(whys) if isinstance(condition, All) else all(whys)
            return next(why for why in whys if why) if hopeless else ""
        case RequirementIs():
            return _of_another(condition, by_path, dead)
        case _:
            return ""


def _of_another(leaf: RequirementIs, by_path: Mapping[str, Requirement], dead: Dead) -> str:
    other = by_path.get(leaf.path)  # one with problems is not there, and may do well once they are mended
    if other is None or leaf.at_least is Outcome.NOT_MET:
        return ""
    ways = [other.met_when]
    if leaf.at_least is Outcome.PARTLY_MET and other.partly_when is not None:
        ways.append(other.partly_when)
    if not all(_obstacle(way, other, by_path, dead) for way in ways):
        return ""
    return f"'{other.phase}/{other.slug}' can never be {leaf.at_least.value.replace('-', ' ')}"
