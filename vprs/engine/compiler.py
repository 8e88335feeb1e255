"""Questions as forward-chaining rules over named facts.

Takes what `prune` posed; gives `Rule`s. Every alternative becomes a rule of its own with one finding, every nested
group a fact between, so no condition multiplies out. Rules lead towards better only, so silence is the worst outcome.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import count

from vprs.engine.posed import AllOf, Given, OneOf, Posed, Term, World
from vprs.model import FactIs, Outcome, RequirementIs

# A fact by name: ("given", path, name, world), ("at-least", path, outcome, world), ("group", path, n, world) ...
Key = tuple[str | int, ...]

MATCHED = 16  # conditions in one rule, the phase token among them: the library fails at 17 facts a match


@dataclass(frozen=True, kw_only=True, slots=True)
class Rule:
    """Where all `needs` are facts in `phase`, `finds` is one. With `fact`, it needs that figure instead."""

    phase: int
    finds: Key
    needs: tuple[Key, ...] = ()
    fact: FactIs | None = None


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
