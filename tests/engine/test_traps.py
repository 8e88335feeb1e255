"""How durable-rules 2.0.28 fails, measured: a test that turns red here means that a guard may go, or must stay.

Each trap names the guard in `compiler`, `shards` or `durable` that keeps us out of it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import pytest

from vprs.engine.shards import BOOT, SENTINEL

C = pytest.importorskip("durable_rules_engine", reason="durable-rules is not installed")


class Rules:
    """A ruleset under boot and sentinel, told and drained by hand."""

    def __init__(self, handle: int) -> None:
        self.handle, self.offset, self.count = handle, 0, 0

    def tell(self, fact: Mapping[str, object]) -> int:
        self.count += 1
        code, self.offset = C.assert_fact(self.handle, json.dumps({"id": str(self.count), **fact}))
        return int(code)

    def fired(self) -> list[str]:
        names: list[str] = []
        started = C.start_action_for_state(self.handle, self.offset)
        message = started[1] if started else None
        while message:
            names.extend(json.loads(message))
            message = C.complete_and_start_action(self.handle, self.offset)
        return names


@contextmanager
def ruleset(**rules: Any) -> Iterator[Rules]:
    handle = C.create_ruleset("traps", json.dumps({"zz_boot": BOOT, **rules, "zz_sentinel": SENTINEL}))
    try:
        made = Rules(handle)
        made.tell({"zz_boot": 1})
        assert made.fired() == ["zz_boot"]
        yield made
        C.delete_state(handle, None)
    finally:
        C.delete_ruleset(handle)


def test_a_fact_that_no_rule_asks_for_is_told_as_unmatched() -> None:
    """So code 1 is no fault."""
    with ruleset(r={"all": [{"a": {"k": 1}}]}) as rules:
        assert rules.tell({"k": 1}) == 0
        assert rules.tell({"k": 2}) == 1
        assert rules.fired() == ["r"]


def test_an_id_that_was_seen_is_refused_with_code_2() -> None:
    """Ids are hashed to 32 bits, so any text may be taken for another; ours are counters, and code 2 is a fault."""
    with ruleset(r={"all": [{"a": {"k": 1}}]}) as rules:
        assert rules.tell({"k": 1}) == 0
        rules.count -= 1
        assert rules.tell({"k": 1}) == 2


def test_one_fact_cannot_fill_two_places_of_a_match() -> None:
    """So a conjunction names each fact once, and two bounds of one figure are two facts between."""
    with ruleset(twice={"all": [{"a": {"k": 1}}, {"b": {"k": 1}}]}, once={"all": [{"a": {"k": 1}}]}) as rules:
        rules.tell({"k": 1})
        assert rules.fired() == ["once"]


def test_within_a_rule_the_last_fact_fires_first() -> None:
    """So facts are told in order and what fired is sorted: the order of firing says nothing."""
    with ruleset(r={"all": [{"a": {"$ex": {"k": 1}}}]}) as rules:
        rules.tell({"k": 1})
        rules.tell({"k": 2})
        started = C.start_action_for_state(rules.handle, rules.offset)
        first = json.loads(started[1])
        assert first["r"]["a"]["k"] == 2
        rest = C.complete_and_start_action(rules.handle, rules.offset)
        assert json.loads(rest)["r"]["a"]["k"] == 1
        assert not C.complete_and_start_action(rules.handle, rules.offset)


def test_absence_alone_never_fires() -> None:
    """So no condition is negated, and silence is the worst outcome."""
    with ruleset(absent={"all": [{"n$not": {"k": 1}}]}) as rules:
        rules.tell({"phase": 1})
        assert rules.fired() == []


def test_an_alternative_inside_one_condition_fires_once_for_every_branch() -> None:
    """So each alternative is a rule of its own, and findings are a set."""
    with ruleset(either={"all": [{"a": {"$or": [{"k": 1}, {"n": 1}]}}]}) as rules:
        rules.tell({"k": 1, "n": 1})
        assert rules.fired() == ["either", "either"]


def test_a_count_is_no_threshold() -> None:
    """Seven facts are two chunks of three; so nothing is counted in the library."""
    with ruleset(three={"all": [{"a": {"k": 1}}], "count": 3}) as rules:
        for _ in range(7):
            rules.tell({"k": 1})
        assert rules.fired() == ["three", "three"]


def test_sixteen_facts_match_and_seventeen_are_refused() -> None:
    """So no rule has more than sixteen conditions."""
    for size in (16, 17):
        with ruleset(r={"all": [{f"a{n}": {"k": n}} for n in range(size)]}) as rules:
            for n in range(size - 1):
                rules.tell({"k": n})
            if size == 16:
                rules.tell({"k": 15})
                assert rules.fired() == ["r"]
            else:
                with pytest.raises(C.error, match=r"30[47]"):
                    rules.tell({"k": 16})


def test_more_rules_than_its_limit_may_not_share_a_condition() -> None:
    """So a ruleset has at most 240 rules. At 256 the library may crash; 258 it refuses."""
    shared = {f"r{n}": {"all": [{"a": {"k": n % 2}}, {"t": {"phase": 1}}]} for n in range(258)}
    with pytest.raises(C.error, match="108"), ruleset(**shared):
        pass


def test_rulesets_do_not_hear_each_other() -> None:
    asks = {"all": [{"a": {"k": 1}}]}
    with ruleset(r=asks) as told, ruleset(r=asks) as untold:
        told.tell({"k": 1})
        assert (told.fired(), untold.fired()) == (["r"], [])
