"""Rules in rulesets that durable-rules can hold, and their text.

Takes posed requirements or rules; gives `Shard`s and the JSON that the library reads. It never imports the library,
and refuses what would pass one of its limits.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from vprs.engine.compiler import MATCHED, Key, Rule, figure, needs_of, requirement_rules
from vprs.engine.posed import Posed

# The library's limits, each with room to spare: it hangs at 512 siblings and crashes at 256 users of one condition,
# which the rules of a phase are, for all of them ask for its token.
REQUIREMENTS, RULES, SIBLINGS = 50, 240, 480
COMFORTABLE_SIBLINGS = 100  # beyond it every fact is compared with too many conditions

BOOT = {"all": [{"m": {"zz_boot": 1}}]}
SENTINEL = {
    "all": [
        {"a": {"$and": [{"zz_t": "a"}, {"zz_k": 1}]}},
        {"b": {"$and": [{"zz_t": "b"}, {"zz_k": {"a": "zz_k"}}]}},
    ]
}
OPERATORS = {"at_least": "$gte", "at_most": "$lte"}


class Refused(Exception):
    """A question too large for the library; the message says which limit it would pass."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Shard:
    """One ruleset. `numbers` gives every fact that a rule needs its number, figures included."""

    rules: tuple[Rule, ...]
    numbers: Mapping[Key, int]

    @property
    def phases(self) -> tuple[int, ...]:
        return tuple(sorted({rule.phase for rule in self.rules}))


def shards(posed: Iterable[Posed]) -> Iterator[Shard]:
    """The rules of all requirements, in order, as few to a ruleset as the library bears well."""
    rules: list[Rule] = []
    needed: set[Key] = set()
    held = 0
    for one in posed:
        own = requirement_rules(one)
        keys = {key for rule in own for key in rule.needs}
        full = held == REQUIREMENTS or len(rules) + len(own) > RULES
        if held and (full or len(needed | keys) > COMFORTABLE_SIBLINGS):
            yield shard(rules)
            rules, needed, held = [], set(), 0
        rules.extend(own)
        needed |= keys
        held += 1
    if held:
        yield shard(rules)


def shard(rules: Iterable[Rule]) -> Shard:
    """One ruleset of these rules. Raises Refused where it passes a limit of the library."""
    ruled = tuple(dict.fromkeys(rules))
    keys = dict.fromkeys(key for rule in ruled for key in needs_of(rule))
    made = Shard(rules=ruled, numbers={key: n for n, key in enumerate(keys, 1)})
    _check_limits(made)
    return made


def text(made: Shard) -> str:
    """The ruleset as the library reads it: boot first, sentinel last, the phase token last in every rule."""
    rules: dict[str, object] = {"zz_boot": BOOT}
    for index, rule in enumerate(made.rules):
        conditions: list[object] = [{f"f{n}": test} for n, test in enumerate(_tests(rule, made.numbers))]
        rules[f"r{index}"] = {"all": [*conditions, {"t": {"phase": rule.phase + 1}}]}
    rules["zz_sentinel"] = SENTINEL
    return json.dumps(rules)


def _tests(rule: Rule, numbers: Mapping[Key, int]) -> Iterator[object]:
    if rule.fact is None:
        yield from ({"k": numbers[key]} for key in rule.needs)
        return
    operator, number = OPERATORS.get(rule.fact.operator), rule.fact.number
    test = {operator: {"n": number}} if operator else {"n": number}
    yield {"$and": [{"k": numbers[figure(rule.fact.name)]}, test]}


def _check_limits(made: Shard) -> None:
    sizes = (
        ("rules in one ruleset", len(made.rules), RULES),
        ("facts in one ruleset", len(made.numbers), SIBLINGS),
        ("conditions in one rule", max((len(rule.needs) + 1 for rule in made.rules), default=0), MATCHED),
    )
    for what, size, limit in sizes:
        if size > limit:
            raise Refused(f"{size} {what} are more than the {limit} it can be trusted with")
