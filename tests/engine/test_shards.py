"""How rules are dealt out to rulesets, how many conditions a rule has, and in which order the library is told."""

from __future__ import annotations

import json
from collections.abc import Iterable
from importlib.machinery import ModuleSpec
from itertools import pairwise
from typing import Any

import pytest

from tests.engine.building import answers, comes_to, every, fact, pack, requirement, some
from tests.engine.library import needs_library
from vprs.engine import EnginesDisagree, compiler, durable, infer, opine, opine_with_run, reference, shards
from vprs.engine.compiler import Rule
from vprs.engine.posed import Posed, World
from vprs.engine.prune import pose
from vprs.engine.shards import Refused, shard
from vprs.model import Answer, FactIs, OpinionRule, Outcome, Requirement

SLUGS = [f"c{n}" for n in range(300)]


def posed(*requirements: Requirement) -> tuple[Posed, ...]:
    asked = {one.path: {each.slug: Answer.YES for each in one.checks} for one in requirements}
    return pose(pack(*requirements), asked, dict.fromkeys(asked, Answer.YES), None).posed


def sizes(asked: Iterable[Posed]) -> list[int]:
    """How many requirements each ruleset holds."""
    return [len({rule.finds[1] for rule in made.rules if rule.finds[0] == "at-least"}) for made in shards.shards(asked)]


FIRST = requirement("plan/one", "a")


def leaning(many: int, on: int = 1) -> tuple[Posed, ...]:
    """Requirements that share all their conditions: they lean on the same ones, which are answered elsewhere."""
    base = [requirement(f"plan/b{n:02}", "a") for n in range(on)]
    later = [requirement(f"do/r{n:03}", some(*(comes_to(f"plan/b{n:02}") for n in range(on)))) for n in range(many)]
    return tuple(one for one in posed(*base, *later) if one.path.startswith("p/do/"))


@pytest.mark.parametrize(
    ("many", "split"),
    [(0, []), (1, [1]), (49, [49]), (50, [50]), (51, [50, 1]), (100, [50, 50]), (101, [50, 50, 1])],
)
def test_fifty_requirements_make_a_ruleset(many: int, split: list[int]) -> None:
    assert sizes(leaning(many)) == split


def test_two_hundred_and_forty_rules_make_a_ruleset() -> None:
    """Twelve alternatives in two worlds are 24 rules each, over 24 conditions that all of them share."""
    assert sizes(leaning(10, on=12)) == [10]
    assert sizes(leaning(11, on=12)) == [10, 1]
    assert sizes(leaning(21, on=12)) == [10, 10, 1]


def test_a_hundred_conditions_make_a_ruleset() -> None:
    """Checks are conditions of one requirement alone, one for each world."""
    assert sizes(posed(*(requirement(f"plan/r{n:03}", every(*SLUGS[:4])) for n in range(26)))) == [12, 12, 2]
    assert sizes(posed(*(requirement(f"plan/r{n:03}", every(*SLUGS[:5])) for n in range(21)))) == [10, 10, 1]


def test_one_requirement_of_more_conditions_than_are_comfortable_has_a_ruleset_of_its_own() -> None:
    large = requirement("plan/large", every(*(some(*SLUGS[n : n + 2]) for n in range(0, 60, 2))))
    assert sizes(posed(large)) == [1]
    assert sizes(posed(FIRST, large, requirement("plan/small", "a"))) == [1, 2]


def facts(many: int) -> tuple[compiler.Key, ...]:
    return tuple(("given", "p/plan/x", f"c{n}", 0) for n in range(many))


def rules(many: int, needs: int = 1) -> list[Rule]:
    """Rules that each need facts of their own."""
    keys = facts(many * needs)
    return [Rule(phase=0, finds=("group", "x", n, 0), needs=keys[n * needs : (n + 1) * needs]) for n in range(many)]


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        (rules(240), ""),
        (rules(241), "241 rules in one ruleset are more than the 240 it can be trusted with"),
        (rules(240, needs=2), ""),
        (rules(37, needs=13), "481 facts in one ruleset are more than the 480 it can be trusted with"),
        (rules(1, needs=15), ""),
        (rules(1, needs=16), "17 conditions in one rule are more than the 16 it can be trusted with"),
        ([], ""),
    ],
)
def test_what_would_pass_a_limit_of_the_library_is_refused_and_says_which(asked: list[Rule], why: str) -> None:
    if why:
        with pytest.raises(Refused) as caught:
            shard(asked)
        assert str(caught.value) == why
    else:
        assert list(shard(asked).numbers.values()) == list(range(1, sum(len(rule.needs) for rule in asked) + 1))


@pytest.mark.parametrize(("size", "needs"), [(13, [13]), (14, [14]), (15, [14, 2]), (27, [14, 14]), (28, [14, 14, 2])])
def test_a_conjunction_is_cut_only_where_it_is_longer_than_a_match(size: int, needs: list[int]) -> None:
    (one,) = posed(requirement("plan/x", every(*SLUGS[:size])))
    made = [rule for rule in compiler.requirement_rules(one) if rule.finds[-1] == World.FLOOR]
    assert [len(rule.needs) for rule in made] == needs


# ------------------------------------------------------------------------------------------------ what it is told


class Listening:
    """The library, with an ear to what it is told."""

    def __init__(self) -> None:
        self._real = durable.loaded()
        self.heard: list[dict[str, Any]] = []

    def __getattr__(self, name: str) -> Any:
        return getattr(self._real, name)

    def assert_fact(self, handle: int, text: str) -> Any:
        self.heard.append(json.loads(text))
        return self._real.assert_fact(handle, text)

    @property
    def numbers(self) -> list[int]:
        return [fact["k"] for fact in self.heard if "k" in fact]


@needs_library
def test_facts_are_told_in_the_order_of_their_numbers_and_each_once(monkeypatch: pytest.MonkeyPatch) -> None:
    library = Listening()
    monkeypatch.setattr(durable, "library", library)
    first = requirement("plan/x", every("c", "b", "a"))
    judge = infer(pack(first), {"p/plan/x": answers(a="y", b="y", c="y")}, {"p/plan/x": Answer.YES})
    assert judge.run.agreed
    assert library.numbers == [1, 2, 3, 4, 5, 6]
    assert len({fact["id"] for fact in library.heard}) == len(library.heard)


@needs_library
def test_what_is_found_is_told_in_the_order_of_its_numbers_and_each_once(monkeypatch: pytest.MonkeyPatch) -> None:
    library = Listening()
    monkeypatch.setattr(durable, "library", library)
    chain = [
        requirement("plan/x", "k"),
        requirement("plan/y", "k"),
        requirement("do/a", every(comes_to("plan/y"), comes_to("plan/x"))),
        requirement("check/a", every(comes_to("do/a"), comes_to("plan/x"))),
        requirement("act/a", every(comes_to("check/a"), comes_to("do/a"))),
    ]
    asked = {one.path: {each.slug: Answer.YES for each in one.checks} for one in chain}
    found = infer(pack(*chain), asked, dict.fromkeys(asked, Answer.YES))
    assert found.run.agreed
    assert {verdict.floor for verdict in found.verdicts.values()} == {Outcome.MET}
    tokens = [index for index, fact in enumerate(library.heard) if "phase" in fact]
    spans = pairwise([0, *tokens, len(library.heard)])
    runs = [[fact["k"] for fact in library.heard[start:end] if "k" in fact] for start, end in spans]
    assert len(library.numbers) == len(set(library.numbers))
    assert len(runs[1]) == 4  # both of plan, in both worlds
    assert all(run == sorted(run) for run in runs)


# ---------------------------------------------------------------------------------------------------- its faults


@needs_library
def test_an_opinion_too_large_for_the_library_is_drawn_by_the_reference_alone_and_says_why() -> None:
    rules = (
        OpinionRule(level="moderate", when=some(*(fact("met", "is", number) for number in range(150)))),
        OpinionRule(level="limited", when=None),
    )
    level, index, run = opine_with_run(pack(FIRST, opinion=rules), {"met": 149})
    assert (level, index, run.agreed) == ("moderate", 0, None)
    assert run.note.endswith(
        " was set aside because 300 rules in one ruleset are more than the 240 it can be trusted with."
    )


@needs_library
def test_where_no_opinion_holds_both_engines_give_the_number_of_rules() -> None:
    terms = (FactIs(name="met", operator="at_least", number=9), FactIs(name="met", operator="at_most", number=3))
    for met, first in ((9, 0), (8, 2), (4, 2), (3, 1)):
        assert durable.first_opinion(terms, {"met": met}) == reference.first_opinion(terms, {"met": met}) == first


def test_a_library_that_does_not_load_is_set_aside(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(durable, "MODULE", "no_such_library")
    monkeypatch.setattr(durable, "library", ModuleSpec("no_such_library", None, origin="/nowhere/no_such_library.so"))
    found = infer(pack(FIRST), {"p/plan/one": answers(a="y")}, {"p/plan/one": Answer.YES})
    assert found.verdicts["p/plan/one"].floor is Outcome.MET
    assert found.run.note == (
        "One engine combined the answers: durable-rules was set aside because it does not load here."
    )


def test_an_engine_that_says_nothing_of_a_requirement_is_told_so() -> None:
    said = str(EnginesDisagree("p", {"p/plan/a": "met"}, {"p/plan/a": "met", "p/plan/b": "not-met"}))
    assert said == (
        "The two engines disagree about p; no result is given.\n"
        "  p/plan/b: durable-rules says nothing, the reference says not-met"
    )


def test_an_opinion_of_requirements_is_drawn_from_their_floors() -> None:
    rules = (OpinionRule(level="moderate", when=comes_to("plan/one")), OpinionRule(level="limited", when=None))
    asked = pack(FIRST, opinion=rules)
    assert opine(asked, {}, {"p/plan/one": Outcome.MET}) == ("moderate", 0)
    assert opine(asked, {}, {"p/plan/one": Outcome.PARTLY_MET}) == ("limited", 1)


def test_a_comparison_that_nobody_knows_is_our_own_bug_and_named() -> None:
    with pytest.raises(ValueError, match=r"^'about' is no comparison$"):
        reference.holds(FactIs(name="met", operator="about", number=3), World.FLOOR, {}, {"met": 3})
