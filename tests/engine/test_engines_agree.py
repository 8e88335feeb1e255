"""Both engines, and a third way of counting, come to the same on packs that nobody thought of."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from itertools import product

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.engine.generating import Case, case, opinion
from tests.engine.library import needs_library
from vprs.engine import infer, opine, opine_with_run
from vprs.model import (
    RANK,
    All,
    Answer,
    AnyOf,
    CheckIs,
    Condition,
    FactIs,
    Outcome,
    PreviousIs,
    Requirement,
    RequirementIs,
)

EXAMPLES = 300
UNHURRIED = settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@needs_library
@UNHURRIED
@given(st.data())
def test_durable_rules_equals_the_reference_on_any_pack(data: st.DataObject) -> None:
    made = case(lambda choices: data.draw(st.sampled_from(list(choices))))
    assert infer(made.pack, made.answers, made.gates, previous=made.previous).run.agreed


@needs_library
@UNHURRIED
@given(st.data())
def test_durable_rules_equals_the_reference_on_any_opinion(data: st.DataObject) -> None:
    made, facts = opinion(lambda choices: data.draw(st.sampled_from(list(choices))))
    assert opine_with_run(made, facts)[2].agreed


@needs_library
def test_durable_rules_equals_the_reference_for_plain_seeds() -> None:
    for seed in range(EXAMPLES):
        pick = random.Random(seed).choice
        made = case(pick)
        assert infer(made.pack, made.answers, made.gates, previous=made.previous).run.agreed, seed
        rules, facts = opinion(pick)
        assert opine_with_run(rules, facts)[2].agreed, seed


def test_floor_and_ceiling_bound_every_way_the_unknowns_may_turn_out() -> None:
    """No unknown, of a check or of a gate, can turn out so that a requirement is worse than its floor."""
    tried = 0
    for seed in range(400):
        made = case(random.Random(seed).choice)
        verdicts = infer(made.pack, made.answers, made.gates, previous=made.previous).verdicts
        for way in ways(made):
            tried += 1
            for path, outcome in by_hand(made, *way).items():
                floor, ceiling = verdicts[path].floor, verdicts[path].ceiling
                assert outcome not in RANK or RANK[floor] <= RANK[outcome] <= RANK[ceiling], (seed, path)
    assert tried > 1000


def test_without_unknowns_floor_ceiling_and_the_count_by_hand_are_one() -> None:
    for seed in range(400):
        made = settled(case(random.Random(seed).choice))
        verdicts = infer(made.pack, made.answers, made.gates, previous=made.previous).verdicts
        expected = by_hand(made, made.answers, made.gates)
        assert {path: (each.floor, each.ceiling) for path, each in verdicts.items()} == {
            path: (outcome, outcome) for path, outcome in expected.items()
        }, seed


def test_more_yes_never_makes_a_requirement_worse() -> None:
    for seed in range(400):
        made = settled(case(random.Random(seed).choice))
        before = infer(made.pack, made.answers, made.gates, previous=made.previous).verdicts
        better = {
            path: {slug: Answer.YES if answer is Answer.NO else answer for slug, answer in answers.items()}
            for path, answers in made.answers.items()
        }
        after = infer(made.pack, better, made.gates, previous=made.previous).verdicts
        for path, verdict in before.items():
            if verdict.applicable:
                assert RANK[after[path].floor] >= RANK[verdict.floor], (seed, path)


def test_the_first_opinion_rule_that_holds_is_the_one_counted_by_hand() -> None:
    for seed in range(400):
        made, facts = opinion(random.Random(seed).choice)
        first = next(
            (n for n, rule in enumerate(made.opinion) if rule.when is None or true_of(rule.when, facts)),
            len(made.opinion),
        )
        level = made.opinion[first].level if first < len(made.opinion) else "none"
        assert opine(made, facts) == (level, first)


# ------------------------------------------------------------------------------------- a third way of counting


Answers = Mapping[str, Mapping[str, Answer]]


def settled(made: Case) -> Case:
    """The same case with every unknown turned to no."""
    answers = {
        path: {slug: Answer.NO if answer is Answer.UNKNOWN else answer for slug, answer in by_slug.items()}
        for path, by_slug in made.answers.items()
    }
    gates = {path: Answer.YES if answer is Answer.UNKNOWN else answer for path, answer in made.gates.items()}
    return Case(made.pack, answers, gates, made.previous)


def ways(made: Case) -> Iterator[tuple[Answers, Mapping[str, Answer]]]:
    """Up to 32 ways in which the unknowns of a case may turn out."""
    unknown = [(path, slug) for path, each in made.answers.items() for slug in each if each[slug] is Answer.UNKNOWN]
    doubted = [path for path, answer in made.gates.items() if answer is Answer.UNKNOWN]
    turns = product((Answer.YES, Answer.NO), repeat=len(unknown) + len(doubted))
    stride = max(1, 2 ** (len(unknown) + len(doubted)) // 32)
    for number, turn in enumerate(turns):
        if number > 4096:
            return
        if number % min(stride, 127) == 0:
            yield turned(made, dict(zip((*unknown, *doubted), turn, strict=True)))


def turned(made: Case, turn: Mapping[object, Answer]) -> tuple[Answers, Mapping[str, Answer]]:
    answers = {
        path: {slug: turn.get((path, slug), answer) for slug, answer in by_slug.items()}
        for path, by_slug in made.answers.items()
    }
    return answers, {path: turn.get(path, answer) for path, answer in made.gates.items()}


def by_hand(made: Case, answers: Answers, gates: Mapping[str, Answer]) -> Mapping[str, Outcome]:
    """Outcomes where nothing is unknown: a value of True, False or None (dropped out) for every condition."""
    known = {one.path: one for one in made.pack.requirements}
    found: dict[str, Outcome] = {}

    def outcome(one: Requirement) -> Outcome:
        if one.path not in found:
            found[one.path] = work_out(one)
        return found[one.path]

    def work_out(one: Requirement) -> Outcome:
        met = None if gates[one.path] is Answer.NO else value(one.met_when, one)
        if met is None:
            return Outcome.NOT_APPLICABLE
        partly = one.partly_when is not None and value(one.partly_when, one)
        return Outcome.MET if met else Outcome.PARTLY_MET if partly else Outcome.NOT_MET

    def value(condition: Condition, one: Requirement) -> bool | None:
        match condition:
            case CheckIs():
                return {Answer.YES: True, Answer.NO: False}.get(answers[one.path][condition.slug])
            case RequirementIs():
                return reached(outcome(known[condition.path]), condition.at_least)
            case PreviousIs():
                return reached((made.previous or {}).get(condition.path, Outcome.NOT_APPLICABLE), condition.at_least)
            case All() | AnyOf():
                values = [each for item in condition.items if (each := value(item, one)) is not None]
                holds = all(values) if isinstance(condition, All) else any(values)
                return holds if values else None
        raise AssertionError(condition)

    def reached(was: Outcome, at_least: Outcome) -> bool | None:
        if was is Outcome.NOT_APPLICABLE:
            return None
        return RANK.get(was, -1) >= RANK[at_least]

    return {one.path: outcome(one) for one in made.pack.requirements}


def true_of(condition: Condition, facts: Mapping[str, int]) -> bool:
    if isinstance(condition, All | AnyOf):
        values = [true_of(item, facts) for item in condition.items]
        return all(values) if isinstance(condition, All) else any(values)
    assert isinstance(condition, FactIs)
    number = facts[condition.name]
    return {
        "at_least": number >= condition.number,
        "at_most": number <= condition.number,
        "is": number == condition.number,
    }[condition.operator]
