"""Questions as forward-chaining rules, in shards that durable-rules can hold.

Takes what `prune` posed; gives `Shard`s of rules over numbered facts, and their JSON text. Every alternative becomes
a rule of its own with one finding, every nested group a fact between, so no condition multiplies out. It never
imports the library, and refuses what would pass one of its limits.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import count

from vprs.engine.posed import AllOf, Given, OneOf, Posed, Term, World
from vprs.model import FactIs, Outcome, RequirementIs

# A fact by name: ("given", path, name, world), ("at-least", path, outcome, world), ("group", path, n, world) ...
Key = tuple[str | int, ...]

# The library's limits, each with room to spare: it hangs at 512 siblings, crashes at 256 users of one condition,
# and fails at 17 facts a match.
REQUIREMENTS, RULES, SIBLINGS, SHARED, MATCHED = 50, 240, 480, 250, 16
COMFORTABLE_SIBLINGS = 160  # beyond it every fact is compared with too many conditions

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
class Rule:
    """Where all `needs` are facts in `phase`, `finds` is one. With `fact`, it needs that figure instead."""

    phase: int
    finds: Key
    needs: tuple[Key, ...] = ()
    fact: FactIs | None = None


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


def needs_of(rule: Rule) -> tuple[Key, ...]:
    return rule.needs if rule.fact is None else (figure(rule.fact.name),)


def figure(name: str) -> Key:
    """The key of an integer fact of an opinion."""
    return ("figure", name)


def requirement_rules(one: Posed) -> tuple[Rule, ...]:
    """Its rules in both worlds: towards met and towards partly met, never towards worse."""
    rules: list[Rule] = []
    for world in World:
        spare = count()
        for outcome, term in ((Outcome.MET, one.met), (Outcome.PARTLY_MET, one.partly)):
            if term is not None:
                finding = at_least(one.path, outcome, world)
                rules.extend(_Compiling(one.path, one.phase, world, spare).rules(term, finding))
    return tuple(dict.fromkeys(rules))


def opinion_rules(terms: Iterable[Term | None]) -> tuple[Rule, ...]:
    """Rules of an opinion: the index of every `when` that holds is found."""
    rules: list[Rule] = []
    for index, term in enumerate(terms):
        if term is not None:
            compiling = _Compiling(opinion_path(index), 0, World.FLOOR, count())
            rules.extend(compiling.rules(term, ("opinion", index)))
    return tuple(dict.fromkeys(rules))


def opinion_path(index: int) -> str:
    """Where the conditions of an opinion rule stand, as paths of requirements do."""
    return f"opinion {index}"


def at_least(path: str, outcome: Outcome, world: World) -> Key:
    return ("at-least", path, outcome.value, int(world))


def given(path: str, name: str, world: World) -> Key:
    return ("given", path, name, int(world))


class _Compiling:
    """The rules of one condition in one world. Internal: carries what every rule of it has in common."""

    def __init__(self, path: str, phase: int, world: World, spare: count[int]) -> None:
        self.path, self.phase, self.world, self.spare = path, phase, world, spare

    def rules(self, term: Term, finding: Key) -> Iterator[Rule]:
        """Rules that find `finding` where `term` holds: one for each alternative."""
        if isinstance(term, OneOf):
            for item in term.items:
                yield from self.rules(item, finding)
            return
        needs: list[Key] = []
        for part in _conjuncts(term):
            key, between = self._fact(part)
            yield from between
            needs.append(key)
        yield from self._within(tuple(dict.fromkeys(needs)), finding)

    def _within(self, needs: tuple[Key, ...], finding: Key) -> Iterator[Rule]:
        """A match holds so many facts, the phase token among them: a longer list is found in steps."""
        room = MATCHED - 2
        while len(needs) > room:
            step = self._spare()
            yield Rule(phase=self.phase, finds=step, needs=needs[:room])
            needs = (*needs[room:], step)
        yield Rule(phase=self.phase, finds=finding, needs=needs)

    def _fact(self, term: Term) -> tuple[Key, Iterable[Rule]]:
        """The fact that says that `term` holds, and the rules that find it where it is not given."""
        match term:
            case Given():
                return given(self.path, term.name, self.world), ()
            case RequirementIs():
                return at_least(term.path, term.at_least, self.world), ()
            case FactIs():
                key: Key = ("fact", term.name, term.operator, term.number)
                return key, (Rule(phase=self.phase, finds=key, fact=term),)
        key = self._spare()
        return key, self.rules(term, key)

    def _spare(self) -> Key:
        return ("group", self.path, next(self.spare), int(self.world))


def _conjuncts(term: Term) -> Iterator[Term]:
    """The parts of a conjunction, nested ones opened; a fact can stand for one of them only once in a match."""
    if isinstance(term, AllOf):
        for item in term.items:
            yield from _conjuncts(item)
    else:
        yield term


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
    users: dict[Key, int] = {}
    for rule in made.rules:
        for key in needs_of(rule):
            users[key] = users.get(key, 0) + 1
    in_phase = [sum(rule.phase == phase for rule in made.rules) for phase in made.phases]
    sizes = (
        ("rules in one ruleset", len(made.rules), RULES),
        ("facts in one ruleset", len(made.numbers), SIBLINGS),
        ("rules that share one condition", max((*users.values(), *in_phase), default=0), SHARED),
        ("conditions in one rule", max((len(rule.needs) + 1 for rule in made.rules), default=0), MATCHED),
    )
    for what, size, limit in sizes:
        if size > limit:
            raise Refused(f"{size} {what} are more than the {limit} it can be trusted with")
