"""The plain evaluation of conditions: what the engines' answer is held against, and the answer where one runs alone.

Takes `Questions` from `prune`; gives the outcome of every requirement in both worlds. It shares no code with the
other engine beyond the questions, and must not: two answers from one function agree on nothing.
"""

from __future__ import annotations

from collections.abc import Mapping

from vprs.engine.posed import AllOf, Bounds, Given, OneOf, Questions, Term, World
from vprs.model import RANK, Answer, FactIs, Outcome, RequirementIs

NAME = "vprs reference"


def evaluate(questions: Questions) -> Mapping[str, Bounds]:
    """The outcome of every posed requirement, worst and best."""
    found: dict[str, Bounds] = {}
    for one in questions.posed:
        floor, ceiling = (_outcome(one.met, one.partly, world, found) for world in World)
        found[one.path] = Bounds(floor=floor, ceiling=ceiling)
    return found


def _outcome(met: Term, partly: Term | None, world: World, found: Mapping[str, Bounds]) -> Outcome:
    if holds(met, world, found, {}):
        return Outcome.MET
    if partly is not None and holds(partly, world, found, {}):
        return Outcome.PARTLY_MET
    return Outcome.NOT_MET


def first_opinion(rules: tuple[Term | None, ...], facts: Mapping[str, int]) -> int:
    """The index of the first rule that holds; None always does. Their number where none holds."""
    for index, rule in enumerate(rules):
        if rule is None or holds(rule, World.FLOOR, {}, facts):
            return index
    return len(rules)


def holds(term: Term, world: World, found: Mapping[str, Bounds], facts: Mapping[str, int]) -> bool:
    """Whether a term is true in a world; `found` are the requirements before, `facts` the figures of an opinion."""
    match term:
        case AllOf():
            return all(holds(item, world, found, facts) for item in term.items)
        case OneOf():
            return any(holds(item, world, found, facts) for item in term.items)
        case Given():
            return term.answer is Answer.YES or (term.answer is Answer.UNKNOWN and world is World.CEILING)
        case RequirementIs():
            return RANK[found[term.path].in_world(world)] >= RANK[term.at_least]
        case FactIs():
            return _compare(term, facts[term.name])


def _compare(fact: FactIs, number: int) -> bool:
    match fact.operator:
        case "at_least":
            return number >= fact.number
        case "at_most":
            return number <= fact.number
        case "is":
            return number == fact.number
    raise ValueError(f"'{fact.operator}' is no comparison")
