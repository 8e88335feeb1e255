"""How a requirement is judged and where it comes from, in words that the terminal and the report share.

Takes a requirement or the answer to one of its checks, gives short phrases and sentences. It looks at no evidence and
decides nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

from vprs.model import (
    All,
    AnyOf,
    CheckIs,
    Condition,
    FactIs,
    Observation,
    PreviousIs,
    Requirement,
    RequirementIs,
)


def found(observation: Observation) -> str:
    """What was found, `nothing` where that is so."""
    return observation.value or "nothing"


def needed(observation: Observation) -> str:
    return observation.needed or "nothing"


def source_in_words(requirement: Requirement) -> str:
    """`B0319, Plan, official number not recorded, wording: paraphrase`: where a requirement comes from."""
    source = requirement.source
    number = source.get("official_number")
    parts = [str(source[key]) for key in ("document", "locator") if source.get(key)]
    parts.append(f"official number {number}" if number else "official number not recorded")
    if source.get("wording"):
        parts.append(f"wording: {source['wording']}")
    return ", ".join(parts)


def when_met(requirement: Requirement) -> Iterator[str]:
    """Where it is met and where partly met, over the names of its checks: two sentences."""
    yield f"Met where {condition_in_words(requirement.met_when)}."
    partly = requirement.partly_when
    yield f"Partly met where {condition_in_words(partly)}." if partly else "There is no partly met."


def condition_in_words(condition: Condition) -> str:
    """`all of a and b`, `any of a or (all of b and c)`: the condition as a phrase."""
    match condition:
        case All(items=items):
            return _joined("all of ", items, " and ")
        case AnyOf(items=items):
            return _joined("any of ", items, " or ")
        case CheckIs(slug=slug):
            return slug
        case RequirementIs(path=path, at_least=least):
            return f"{path} is at least {least.value}"
        case PreviousIs(path=path, at_least=least):
            return f"{path} was at least {least.value} in the last closed cycle"
        case FactIs(name=name, operator=operator, number=number):
            return f"{name} {operator.replace('_', ' ')} {number}"


def _joined(lead: str, items: tuple[Condition, ...], word: str) -> str:
    if len(items) == 1:
        return condition_in_words(items[0])
    parts = [condition_in_words(item) for item in items]
    return lead + word.join(f"({part})" if part.startswith(("all of", "any of")) else part for part in parts)
