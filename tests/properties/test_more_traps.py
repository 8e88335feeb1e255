"""The traps of durable-rules 2.0.28 that `tests/engine/test_traps.py` does not hold.

What ends or hangs a process runs in a child. Each trap names what keeps us out of it; a test that turns red says that
a guard may go, or that what is said of the library here is wrong.

Not held, because the library reads memory that it has freed or never set, so that the outcome is luck: a regular
expression that meets a number, an event that is posted (both only seen under a sanitizer), the last join of a
conjunction that fails without the sentinel (issue 381), a state that is deleted or completed before it fired (it ends
the process, or not), empty text that equals nought (now and then). Nor: timers (the clock), 131,072 rulesets
(gigabytes), a consequent slower than ten seconds (its length), a pattern that is slow to match (the machine), other
Pythons and platforms (CI).
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from vprs.engine.compiler import MATCHED
from vprs.engine.shards import REQUIREMENTS, RULES, SIBLINGS

pytest.importorskip("durable_rules_engine", reason="durable-rules is not installed")
from tests.engine.test_traps import C, ruleset

ROOT = Path(__file__).parents[2]
Facts = Sequence[Mapping[str, Any]]


def fired(condition: Mapping[str, Any], *facts: Mapping[str, Any]) -> list[str]:
    """What fires where one rule asks for one fact."""
    return fired_by({"all": [{"a": condition}]}, *facts)


def fired_by(rule: Mapping[str, Any], *facts: Mapping[str, Any]) -> list[str]:
    with ruleset(r=rule) as rules:
        for fact in facts:
            rules.tell(fact)
        return rules.fired()


def refused(code: int) -> Any:
    return pytest.raises(C.error, match=f"error code: {code}")


# ------------------------------------------------------------------------------------------------------- a child

PRELUDE = "import json\nfrom tests.engine.test_traps import C, ruleset\n"
SIGNALS = {"SIGFPE": -8, "SIGSEGV": -11}


def child(code: str, seconds: float = 30) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", PRELUDE + code]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=seconds)


def hangs(code: str, seconds: float = 3) -> bool:
    """Whether it has not come back after so long; everything else here takes a fifth of a second."""
    try:
        child(code, seconds)
    except subprocess.TimeoutExpired:
        return True
    return False


def asks_for(count: int) -> str:
    """Code that makes a ruleset of so many rules, each of which asks for another value of one field."""
    return f"""
with ruleset(**{{f"r{{n}}": {{"all": [{{"a": {{"k": n}}}}]}} for n in range({count})}}) as rules:
    print("made")
"""


def ends_by(done: subprocess.CompletedProcess[str], *names: str) -> bool:
    return done.returncode in [SIGNALS[name] for name in names]


# ----------------------------------------------------------------------------------------- 2: values and operators


@pytest.mark.parametrize("value", [None, ""])
def test_nothing_and_empty_text_count_as_existing(value: object) -> None:
    """So a fact that we do not know is not told at all."""
    assert fired({"$ex": {"k": 1}}, {"k": value}) == ["r"]


def test_one_and_one_point_nought_do_not_join() -> None:
    """Joins go by text; so no fact is a float."""
    rule = {"all": [{"a": {"t": 1}}, {"b": {"$and": [{"t": 2}, {"k": {"a": "k"}}]}}]}
    assert fired_by(rule, {"t": 1, "k": 1}, {"t": 2, "k": 1}) == ["r"]
    assert fired_by(rule, {"t": 1, "k": 1}, {"t": 2, "k": 1.0}) == []


def test_a_list_in_a_join_is_refused() -> None:
    rule = {"all": [{"a": {"t": 1}}, {"b": {"$and": [{"t": 2}, {"k": {"a": "k"}}]}}]}
    with refused(312):
        fired_by(rule, {"t": 1, "k": [1]}, {"t": 2, "k": [1]})


def test_integers_beyond_63_bits_are_all_the_same() -> None:
    """So numbers stay small: counters and counts."""
    assert fired({"k": 2**63 - 1}, {"k": 2**63 + 5}) == ["r"]


def test_texts_are_compared_by_their_length_modulo_65536() -> None:
    """So no text enters."""
    assert fired({"k": "abc"}, {"k": "abc" + "x" * 65_536}) == ["r"]


def test_a_text_stands_after_a_longer_one_that_goes_on_with_a_space() -> None:
    assert fired({"$gt": {"k": "a b"}}, {"k": "a"}) == ["r"]
    assert ("a" > "a b") is False


@pytest.mark.parametrize("number", ["1e-7", "1e22"])
def test_a_number_with_an_exponent_is_refused(number: str) -> None:
    with ruleset(r={"all": [{"a": {"$ex": {"k": 1}}}]}) as rules, refused(204):
        C.assert_fact(rules.handle, f'{{"id": "9", "k": {number}}}')


def test_a_lone_surrogate_is_refused() -> None:
    with ruleset(r={"all": [{"a": {"$ex": {"k": 1}}}]}) as rules, pytest.raises(C.error, match="Invalid argument"):
        C.assert_fact(rules.handle, '{"id": "9", "k": "\ud800"}')


def test_a_dotted_name_and_a_nested_one_are_the_same() -> None:
    """So facts are flat."""
    assert fired({"a.b": 1}, {"a": {"b": 1}}) == fired({"a.b": 1}, {"a.b": 1}) == ["r"]


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [
        ("^a", "a", []),
        ("a$", "a", []),
        (r"\d+", "12", []),
        (r"\w+", "ab", []),
        ("a", "xa", []),
        ("[0-9]+", "12", ["r"]),
    ],
)
def test_a_regular_expression_silently_matches_nothing(pattern: str, text: str, found: list[str]) -> None:
    """So words are compared before, in Python."""
    assert fired({"$mt": {"k": pattern}}, {"k": text}) == found


@pytest.mark.parametrize("divisor", [0, {"$m": "y"}])
def test_a_division_by_nought_ends_the_process(divisor: object) -> None:
    """So nothing is divided."""
    condition = {"$and": [{"$ex": {"y": 1}}, {"$lt": {"z": {"$div": {"$l": {"$m": "x"}, "$r": divisor}}}}]}
    done = child(f"""
with ruleset(r={{"all": [{{"a": json.loads('{json.dumps(condition)}')}}]}}) as rules:
    rules.tell({{"x": 1, "y": 0, "z": 1}})
""")
    assert ends_by(done, "SIGFPE")


def test_a_sum_overflows_and_says_nothing() -> None:
    greatest = 2**63 - 1
    condition = {"$lt": {"z": {"$add": {"$l": {"$m": "x"}, "$r": 1}}}}
    assert fired(condition, {"x": greatest - 1, "z": 0}) == ["r"]
    assert fired(condition, {"x": greatest, "z": 0}) == []


# -------------------------------------------------------------------------------------- 2: attributes not there


def test_a_fact_may_match_by_an_attribute_that_it_lacks() -> None:
    """Memory that was never set is compared: a false finding. So no attribute of the fact itself is referred to."""
    less = {"$lt": {"x": {"$m": "y"}}}
    facts = [{"k": 1, "x": number} for number in (-5, 0, 5, 10**9)]
    assert any(fired({"$and": [{"k": 1}, less]}, fact) for fact in facts)
    assert not any(fired({"$and": [{"k": 1}, {"$ex": {"y": 1}}, less]}, fact) for fact in facts)


def test_a_fact_lost_by_a_join_is_half_kept() -> None:
    """The error comes after the fact is stored: so any error throws the whole session away."""
    rule = {"all": [{"a": {"t": 1}}, {"b": {"$and": [{"t": 2}, {"$lt": {"k": {"a": "k"}}}]}}]}
    with ruleset(r=rule) as rules:
        rules.tell({"t": 1})
        with refused(311):
            rules.tell({"t": 2, "k": 1})
        rules.count -= 1
        assert rules.tell({"t": 2, "k": 1}) == 2  # seen before


def test_alternatives_beside_a_join_lose_the_one_without_it() -> None:
    """So each alternative is a rule of its own."""
    rule = {"all": [{"a": {"t": 1}}, {"b": {"$and": [{"t": 2}, {"$or": [{"k": 1}, {"j": {"a": "j"}}]}]}}]}
    assert fired_by(rule, {"t": 1, "j": 7}, {"t": 2, "k": 0, "j": 7}) == ["r"]
    assert fired_by(rule, {"t": 1, "j": 7}, {"t": 2, "k": 1, "j": 8}) == []  # k is 1: it should


# --------------------------------------------------------------------------------------- 2: cap, order, many facts


@pytest.mark.parametrize(("cap", "sizes"), [(2, [2, 2, 1]), (65_538, [2, 2, 1]), (65_536, [1, 1, 1, 1, 1])])
def test_a_cap_is_kept_in_sixteen_bits(cap: int, sizes: list[int]) -> None:
    """65,536 is no cap; so nothing is capped."""
    with ruleset(r={"cap": cap, "all": [{"m": {"k": 1}}]}) as rules:
        for _ in range(5):
            rules.tell({"k": 1})
        started = C.start_action_for_state(rules.handle, rules.offset)
        found, message = [], started[1]
        while message:
            found.append(len(json.loads(message)["r"]))
            message = C.complete_and_start_action(rules.handle, rules.offset)
    assert found == sizes


@pytest.mark.parametrize(
    ("first", "second", "order"),
    [(1, 2, ["a", "b"]), (2, 1, ["b", "a"]), (-1, 1, ["b", "a"]), (5_000, 70_000, ["b", "a"])],
)
def test_a_priority_is_kept_in_sixteen_bits_without_a_sign(first: int, second: int, order: list[str]) -> None:
    """So phases order what happens, and no priority is given."""
    asks = [{"m": {"k": 1}}]
    with ruleset(a={"pri": first, "all": asks}, b={"pri": second, "all": asks}) as rules:
        rules.tell({"k": 1})
        assert rules.fired() == order


def test_an_event_is_used_up_by_its_first_match_and_a_fact_is_not() -> None:
    """So nothing is posted."""
    asks = {"all": [{"m": {"k": 1}}]}
    with ruleset(a=asks, b=asks) as rules:
        _, rules.offset = C.assert_event(rules.handle, '{"id": "9", "k": 1}')
        assert rules.fired() == ["a"]
    with ruleset(a=asks, b=asks) as rules:
        rules.tell({"k": 1})
        assert rules.fired() == ["a", "b"]


def test_many_facts_at_once_are_dropped_after_a_number_that_cannot_be_read() -> None:
    """And the return code is 0; so facts are told one by one."""
    with ruleset(r={"all": [{"a": {"$ex": {"k": 1}}}]}) as rules:
        facts = '[{"id": "7", "k": 1}, {"id": "8", "k": 1e-7}, {"id": "9", "k": 2}]'
        code, rules.offset = C.assert_facts(rules.handle, facts)
        assert (code, rules.fired()) == (0, ["r"])


def test_many_facts_at_once_hang_for_ever_over_an_empty_one() -> None:
    assert hangs("""
with ruleset(r={"all": [{"a": {"k": 1}}]}) as rules:
    C.assert_facts(rules.handle, '[{"id": "7", "k": 1}, {}]')
""")


# ------------------------------------------------------------------------------------ 2 and 6: ids of thirty-two bits


def hashed(text: str) -> int:
    """FNV-1a of 32 bits: by this, and nothing else, the library tells facts apart."""
    found = 2_166_136_261
    for byte in text.encode():
        found = (found ^ byte) * 16_777_619 & 0xFFFFFFFF
    return found


ALIKE = ("documents/policy-149599.md", "documents/policy-312382.md")


def test_two_ids_that_hash_alike_are_one_fact() -> None:
    """So ids are counters."""
    assert hashed(ALIKE[0]) == hashed(ALIKE[1])
    with ruleset(r={"all": [{"a": {"$ex": {"k": 1}}}]}) as rules:
        codes = [C.assert_fact(rules.handle, json.dumps({"id": name, "k": n}))[0] for n, name in enumerate(ALIKE)]
    assert codes == [0, 2]


def test_a_retraction_hits_another_fact_whose_id_hashes_alike() -> None:
    """So nothing is retracted."""
    with ruleset(r={"all": [{"a": {"k": 1}}, {"t": {"phase": 1}}]}) as rules:
        C.assert_fact(rules.handle, json.dumps({"id": ALIKE[0], "k": 1}))
        C.retract_fact(rules.handle, json.dumps({"id": ALIKE[1], "k": 1}))
        rules.tell({"phase": 1})
        assert rules.fired() == []


def test_counters_do_not_hash_alike() -> None:
    """As many as any pack could need in one ruleset."""
    many = 100_000
    assert len({hashed(str(number)) for number in range(many)}) == many


@pytest.mark.parametrize(("name", "size"), [("id", 12_000_000), ("sid", 4_000_000)])
def test_a_long_id_ends_the_process(name: str, size: int) -> None:
    done = child(f"""
with ruleset(r={{"all": [{{"a": {{"k": 1}}}}]}}) as rules:
    C.assert_fact(rules.handle, json.dumps({{"id": "1", "k": 1, "{name}": "x" * {size}}}))
""")
    assert ends_by(done, "SIGSEGV")


# ---------------------------------------------------------------------------- 3: the package, its hosts and threads

QUIET = """
from durable import engine
class Quiet(engine.Host):
    def _run(self): pass
host = Quiet()
def rules(**actions):
    return {"rs": {name: {"all": [{"m": {"k": 1}}], "run": run} for name, run in actions.items()}}
"""


def test_the_package_swallows_whatever_a_consequent_raises() -> None:
    """A keyboard interrupt too; so only the C interface is used."""
    done = child(
        QUIET
        + """
def interrupted(c): raise KeyboardInterrupt
host.register_rulesets(rules(a=interrupted, b=lambda c: print("next rule")))
host.assert_fact("rs", {"id": "1", "k": 1})
print("returned")
"""
    )
    assert (done.returncode, done.stdout.split("\n")) == (0, ["next rule", "returned", ""])


def test_the_package_skips_the_rest_of_a_consequent_that_tells_an_unmatched_fact() -> None:
    done = child(
        QUIET
        + """
def act(c):
    print("before")
    c.assert_fact({"id": "2", "z": 1})
    print("after")
host.register_rulesets(rules(a=act))
host.assert_fact("rs", {"id": "1", "k": 1})
"""
    )
    assert (done.returncode, done.stdout) == (0, "before\n")


def test_the_package_raises_where_a_fact_is_unmatched_or_was_seen() -> None:
    done = child(
        QUIET
        + """
host.register_rulesets(rules(a=lambda c: None))
for fact in ({"id": "1", "k": 1}, {"id": "1", "k": 1}, {"id": "2", "z": 1}):
    try: host.assert_fact("rs", fact)
    except Exception as error: print(type(error).__name__, str(error) == str(fact))
"""
    )
    assert done.stdout == "MessageObservedException True\nMessageNotHandledException True\n"


def test_the_package_keeps_the_old_rules_of_a_name_that_is_given_twice() -> None:
    done = child(
        QUIET
        + """
host.register_rulesets(rules(a=lambda c: print("old")))
try: host.register_rulesets(rules(a=lambda c: print("new")))
except Exception as error: print(error)
host.assert_fact("rs", {"id": "1", "k": 1})
"""
    )
    assert done.stdout == "Ruleset with name rs already registered\nold\n"


def test_in_c_two_rulesets_of_one_name_are_two() -> None:
    """So a name per thread is enough."""
    asks = json.dumps({"r": {"all": [{"a": {"k": 1}}]}})
    handles = [C.create_ruleset("same", asks) for _ in range(2)]
    assert handles[0] != handles[1]
    for handle in handles:
        C.delete_ruleset(handle)


def test_hosts_of_the_package_live_on_with_two_threads_each() -> None:
    done = child("""
import gc, os, threading, weakref
from durable import engine
hosts = [weakref.ref(engine.Host()) for _ in range(5)]
gc.collect()
print(sum(host() is not None for host in hosts), threading.active_count(), flush=True)
os._exit(0)
""")
    alive, threads = map(int, done.stdout.split())
    assert (alive, threads >= 10) == (5, True)


def test_an_action_that_is_not_completed_locks_its_state() -> None:
    """So a session that fails between is thrown away."""
    with ruleset(r={"all": [{"a": {"k": 1}}]}) as rules:
        rules.tell({"k": 1})
        assert C.start_action_for_state(rules.handle, rules.offset)
        assert C.start_action_for_state(rules.handle, rules.offset) is None


def test_a_wrong_state_offset_ends_the_process() -> None:
    assert ends_by(child("""
with ruleset(r={"all": [{"a": {"k": 1}}]}) as rules:
    C.start_action_for_state(rules.handle, 99_999)
"""), "SIGSEGV")  # fmt: skip


def test_completing_what_was_not_started_is_an_error_after_boot() -> None:
    """Without the boot rule it may end the process."""
    with ruleset(r={"all": [{"a": {"k": 1}}]}) as rules, refused(307):
        C.complete_and_start_action(rules.handle, rules.offset)


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="the size of a process is asked of the kernel")
def test_without_deleting_the_state_every_session_is_kept() -> None:
    """Megabytes each; `test_three_hundred_runs_need_no_more_memory_than_the_first` holds the cure."""
    done = child("""
from vprs.engine.shards import BOOT, SENTINEL
def size(): return int(open("/proc/self/statm").read().split()[1]) * 4
rules = {f"r{n}": {"all": [{"a": {"k": n}}, {"t": {"phase": 1}}]} for n in range(50)}
def session():
    handle = C.create_ruleset("x", json.dumps({"zz_boot": BOOT, **rules, "zz_sentinel": SENTINEL}))
    for n in range(50): C.assert_fact(handle, json.dumps({"id": str(n), "k": n}))
    C.delete_ruleset(handle)
for _ in range(5): session()
before = size()
for _ in range(20): session()
print((size() - before) / 20)
""")
    assert float(done.stdout) > 500  # kilobytes a session


# -------------------------------------------------------------------------------------------------- 4: absence


def told(*facts: str, alias: str = "n") -> list[list[str]]:
    """`x` is the fact that must be absent, `t` the token; `.` lets the rules run."""
    found = []
    with ruleset(r={"all": [{"t": {"token": 1}}, {f"{alias}$not": {"x": 1}}]}) as rules:
        for what in "".join(facts):
            if what == ".":
                found.append(rules.fired())
            else:
                rules.tell({"x": 1} if what == "x" else {"token": 1})
    return found


def test_absence_is_right_only_where_the_token_comes_last() -> None:
    assert told("xt.") == [[]]
    assert told("t.") == [["r"]]
    assert told("t.x.") == [["r"], []]  # fired already, and never taken back


def test_an_activation_that_waits_is_mostly_not_withdrawn() -> None:
    """It depends on the name of the alias; so nothing is asked to be absent."""
    still = [told("tx.", alias=f"n{number}") == [["r"]] for number in range(40)]
    assert sum(still) > 30


def test_absence_as_the_first_condition_never_fires() -> None:
    assert fired_by({"all": [{"n$not": {"x": 1}}, {"t": {"token": 1}}]}, {"token": 1}) == []


# ---------------------------------------------------------------------------------------------- 5: determinism


def test_the_same_facts_in_the_same_order_fire_the_same_and_otherwise_the_same_set() -> None:
    """So facts are sorted before, and findings are a set."""
    asks = {"all": [{"a": {"$ex": {"k": 1}}}, {"b": {"$ex": {"j": 1}}}]}
    facts: Facts = [{"k": 1}, {"k": 2}, {"j": 1}, {"j": 2}]

    def matched(order: Facts) -> list[tuple[int, int]]:
        with ruleset(r=asks) as rules:
            for fact in order:
                rules.tell(fact)
            started = C.start_action_for_state(rules.handle, rules.offset)
            found, message = [], started[1]
            while message:
                match = json.loads(message)["r"]
                found.append((match["a"]["k"], match["b"]["j"]))
                message = C.complete_and_start_action(rules.handle, rules.offset)
        return found

    assert matched(facts) == matched(facts)
    assert matched(facts) != matched(facts[::-1])
    assert sorted(matched(facts)) == sorted(matched(facts[::-1])) == [(1, 1), (1, 2), (2, 1), (2, 2)]


# --------------------------------------------------------------------------------------------------- 6: hard limits

OWN = 3  # conditions of the boot rule and the sentinel


def test_511_sibling_conditions_are_made_and_512_hang_for_ever() -> None:
    """So a ruleset names at most 480 facts."""
    assert child(asks_for(511 - OWN)).stdout == "made\n"
    assert hangs(asks_for(512 - OWN))
    assert SIBLINGS + OWN < 511


def test_255_rules_may_share_a_condition_and_257_are_refused() -> None:
    """At 256 it is luck. So 240 rules make a ruleset, for all of them share the token."""
    shared = {f"r{n}": {"all": [{"a": {"k": n}}, {"t": {"phase": 1}}]} for n in range(257)}
    with ruleset(**dict(list(shared.items())[:255])) as rules:
        rules.tell({"k": 3})
        rules.tell({"phase": 1})
        assert rules.fired() == ["r3"]
    with refused(108), ruleset(**shared):
        pass
    assert RULES < 255


def test_129_sibling_conditions_of_absence_are_refused() -> None:
    asks = {f"r{n}": {"all": [{"a": {"$nex": {f"k{n}": 1}}}]} for n in range(129)}
    with refused(107), ruleset(**asks):
        pass


def test_a_fact_may_match_64_siblings_and_not_65() -> None:
    """So each fact has a number that one condition asks for."""
    for many in (64, 65):
        asks = {f"r{n}": {"all": [{"a": {"$lte": {"k": 1_000 + n}}}]} for n in range(many)}
        with ruleset(**asks) as rules:
            if many == 64:
                rules.tell({"k": 1})
                assert len(rules.fired()) == 64
            else:
                with refused(303):
                    rules.tell({"k": 1})


def test_a_fact_may_lack_64_attributes_that_are_asked_to_be_absent_and_not_more() -> None:
    asks = {f"r{n}": {"all": [{"a": {"$and": [{"z": 1}, {"$nex": {f"k{n}": 1}}]}}]} for n in range(66)}
    with ruleset(**dict(list(asks.items())[:64])) as rules:
        rules.tell({"z": 1})
        assert len(rules.fired()) == 64
    with ruleset(**asks) as rules, refused(303):
        rules.tell({"z": 1})


def test_4096_rules_and_no_more() -> None:
    asks = {f"r{n}": {"all": [{"a": {"k": n % 64}}, {"b": {"l": n // 64}}]} for n in range(4_095)}
    with refused(106), ruleset(**asks):  # two more are its own
        pass
    asks.popitem()
    with ruleset(**asks):
        pass


def test_29_joins_in_a_condition_and_no_more() -> None:
    def joins(many: int) -> dict[str, Any]:
        return {
            "all": [{"a": {"t": 1}}, {"b": {"$and": [{"t": 2}, *({f"k{n}": {"a": f"k{n}"}} for n in range(many))]}}]
        }

    with ruleset(r=joins(29)):
        pass
    with refused(113), ruleset(r=joins(30)):
        pass


def test_14_alternatives_of_two_in_a_condition_and_no_more() -> None:
    def groups(many: int) -> dict[str, Any]:
        return {"all": [{"a": {"$or": [{"$and": [{f"k{n}": 1}, {f"l{n}": 1}]} for n in range(many)]}}]}

    assert fired_by(groups(14), {"k1": 1, "l1": 1}) == ["r"]
    with refused(113), ruleset(r=groups(15)):
        pass


def test_some_250_attributes_make_a_fact_and_no_more() -> None:
    """Ours have two or three."""
    wide = {f"x{n}": 1 for n in range(249)}
    assert fired({"k": 1}, {**wide, "k": 1}) == ["r"]
    with refused(302):
        fired({"k": 1}, {**wide, **{f"y{n}": 1 for n in range(9)}, "k": 1})


def test_an_id_beyond_sixteen_megabytes_is_refused() -> None:
    done = child("""
with ruleset(r={"all": [{"a": {"k": 1}}]}) as rules:
    C.assert_fact(rules.handle, json.dumps({"id": "x" * 17_000_000, "k": 1}))
""")
    assert "error code: 314" in done.stderr


def test_our_limits_keep_clear_of_all_of_them() -> None:
    assert (REQUIREMENTS, MATCHED) == (50, 16)
