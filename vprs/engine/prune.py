"""Takes out of every condition what does not apply, before any engine sees it.

Takes a pack, the answers to its checks, its gates and the outcomes of the last closed cycle; gives `Questions`.
A check that is not applicable drops out of its group, and so does a group that this empties (DESIGN 7). It decides
no outcome: what is left is for the engines.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from graphlib import CycleError, TopologicalSorter

from vprs.engine.posed import AllOf, Given, Leaf, OneOf, Posed, Questions, Term
from vprs.model import (
    RANK,
    All,
    Answer,
    AnyOf,
    CheckIs,
    Condition,
    FactIs,
    Outcome,
    Pack,
    PreviousIs,
    Requirement,
    RequirementIs,
)

Answers = Mapping[str, Mapping[str, Answer]]
LeafCondition = CheckIs | RequirementIs | PreviousIs | FactIs
Resolve = Callable[[LeafCondition], Leaf | None]


def pose(
    pack: Pack, answers: Answers, gates: Mapping[str, Answer], previous: Mapping[str, Outcome] | None
) -> Questions:
    """The pack's requirements as questions, in an order in which each finds what it refers to answered."""
    posed: list[Posed] = []
    refused: set[str] = set()
    dropped: set[str] = set()
    for requirement in in_order(pack):
        if gates[requirement.path] is Answer.NO:
            refused.add(requirement.path)
            continue
        resolve = _resolver(answers[requirement.path], gates, previous, refused | dropped)
        met = prune(requirement.met_when, resolve)
        if met is None:
            dropped.add(requirement.path)
            continue
        partly = None if requirement.partly_when is None else prune(requirement.partly_when, resolve)
        phase = pack.phases.index(requirement.phase)
        posed.append(Posed(path=requirement.path, phase=phase, met=met, partly=partly))
    return Questions(posed=tuple(posed), refused=frozenset(refused), dropped=frozenset(dropped))


def prune(condition: Condition, resolve: Resolve) -> Term | None:
    """The condition with its leaves resolved; None where nothing is left of it."""
    if not isinstance(condition, All | AnyOf):
        return resolve(condition)
    kept = tuple(term for item in condition.items if (term := prune(item, resolve)) is not None)
    if len(kept) < 2:
        return kept[0] if kept else None
    return AllOf(items=kept) if isinstance(condition, All) else OneOf(items=kept)


def _resolver(
    answers: Mapping[str, Answer],
    gates: Mapping[str, Answer],
    previous: Mapping[str, Outcome] | None,
    gone: set[str],
) -> Resolve:
    def resolve(leaf: LeafCondition) -> Leaf | None:
        match leaf:
            case CheckIs():
                answer = answers[leaf.slug]
                return None if answer is Answer.NOT_APPLICABLE else Given(name=f"check {leaf.slug}", answer=answer)
            case RequirementIs():
                return _of_this_run(leaf, gates, gone)
            case PreviousIs():
                return _of_last_cycle(leaf, previous)
            case FactIs():
                raise ValueError(f"a fact ('{leaf.name}') can only be asked in an opinion")

    return resolve


def _of_this_run(leaf: RequirementIs, gates: Mapping[str, Answer], gone: set[str]) -> Leaf | None:
    """A requirement of which nobody can say whether it applies is neither a pass nor out of the question."""
    if leaf.path in gone:
        return None
    if gates[leaf.path] is Answer.UNKNOWN:
        return Given(name=f"requirement {leaf.path}", answer=Answer.UNKNOWN)
    if RANK[leaf.at_least] == 0:
        return Given(name=f"requirement {leaf.path} applies", answer=Answer.YES)
    return leaf


def _of_last_cycle(leaf: PreviousIs, previous: Mapping[str, Outcome] | None) -> Given | None:
    """What was not assessed when the cycle closed did not come to anything; what was not judged then drops out."""
    outcome = (previous or {}).get(leaf.path, Outcome.NOT_APPLICABLE)
    if outcome is Outcome.NOT_APPLICABLE:
        return None
    reached = outcome in RANK and RANK[outcome] >= RANK[leaf.at_least]
    return Given(name=f"previous {leaf.path} at least {leaf.at_least}", answer=Answer.YES if reached else Answer.NO)


def in_order(pack: Pack) -> tuple[Requirement, ...]:
    """Requirements by phase, then so that each comes after those it refers to, then by slug."""
    known = {requirement.path: requirement for requirement in pack.requirements}
    phases = {phase: index for index, phase in enumerate(pack.phases)}
    ranked = sorted(pack.requirements, key=lambda one: (phases[one.phase], one.slug))
    if not any(True for one in ranked for _ in referred(one)):
        return tuple(ranked)
    order: list[Requirement] = []
    for phase in pack.phases:
        order.extend(_in_phase([one for one in ranked if one.phase == phase], known, phases))
    return tuple(order)


def _in_phase(
    ranked: list[Requirement], known: Mapping[str, Requirement], phases: Mapping[str, int]
) -> Iterator[Requirement]:
    graph: dict[str, list[str]] = {}
    for one in ranked:
        graph[one.path] = []
        for path in referred(one):
            if path not in known or phases[known[path].phase] > phases[one.phase]:
                raise ValueError(f"{one.path} refers to {path}, which this pack does not judge before it")
            if known[path].phase == one.phase:
                graph[one.path].append(path)
    sorter = TopologicalSorter(graph)
    try:
        sorter.prepare()
    except CycleError as error:
        raise ValueError(f"requirements refer to each other in a circle: {' > '.join(error.args[1])}") from error
    while sorter.is_active():
        ready = sorted(sorter.get_ready())
        yield from (known[path] for path in ready)
        sorter.done(*ready)


def needed_by(pack: Pack, requirement: Requirement) -> tuple[Requirement, ...]:
    """The requirement and all that it leans on, in the pack's order."""
    by_path = {each.path: each for each in pack.requirements}
    needed, waiting = {requirement.path}, [requirement]
    while waiting:
        for path in referred(waiting.pop()):
            if path not in needed:
                needed.add(path)
                waiting.append(by_path[path])
    return tuple(each for each in pack.requirements if each.path in needed)


def referred(requirement: Requirement) -> Iterator[str]:
    """Paths of the requirements of this run that its conditions name."""
    for condition in (requirement.met_when, requirement.partly_when):
        if condition is not None:
            yield from (leaf.path for leaf in leaves(condition) if isinstance(leaf, RequirementIs))


def leaves(condition: Condition) -> Iterator[LeafCondition]:
    """Every leaf of a condition, in the order of the file."""
    if isinstance(condition, All | AnyOf):
        for item in condition.items:
            yield from leaves(item)
    else:
        yield condition
