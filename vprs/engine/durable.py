"""The second engine: durable-rules, at the level of its C interface and inside the narrow part that it gets right.

Takes `Questions`, gives the outcome of every requirement in both worlds. It is the only module that imports
`durable_rules_engine`, never its Python package, which swallows errors and leaks. Whatever goes wrong is a `Fault`:
the caller throws the answer away. No text of evidence or rules enters the library, only numbers.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from importlib import import_module
from importlib.machinery import ModuleSpec
from importlib.util import find_spec
from pathlib import Path
from threading import get_ident
from typing import Any

from vprs.engine.compiler import Key, at_least, figure, given, opinion_path, opinion_rules
from vprs.engine.posed import AllOf, Bounds, Given, OneOf, Posed, Questions, Term, World
from vprs.engine.shards import Refused, Shard, shard, shards, text
from vprs.model import Answer, Outcome

MODULE = "durable_rules_engine"
# The library, or where it would be loaded from, or None where it is not installed. It is loaded when it is first asked,
# so that a child process can be the one to do it: it may fit this Python no longer, and has crashed as it was loaded.
library: Any = find_spec(MODULE)

MATCHED_OR_KEPT = (0, 1)  # every other return code is a fault: 2 is "seen before", the rest are errors


class Fault(Exception):
    """The library failed, or was not asked because it would; the message says how."""


def name() -> str | None:
    """`durable-rules 2.0.28`, or None where it is not installed."""
    if library is None:
        return None
    found = sorted(Path(_file()).parent.glob("durable_rules-*.dist-info"))
    return f"durable-rules {found[0].name.split('-')[1].removesuffix('.dist')}" if found else "durable-rules"


def _file() -> str:
    return str(library.origin if isinstance(library, ModuleSpec) else library.__file__)


def loaded() -> Any:
    """The library itself. Raises Fault where it does not load."""
    if not isinstance(library, ModuleSpec):
        return library
    try:
        return import_module(MODULE)
    except Exception as error:  # a library in C raises whatever it likes
        raise Fault("it does not load here") from error


def evaluate(questions: Questions) -> Mapping[str, Bounds]:
    """The outcome of every posed requirement, worst and best. Raises Fault."""
    known = {key for one in questions.posed for key in _given(one)}
    try:
        for made in shards(questions.posed):
            known |= _answer(made, {key: None for key in made.numbers if key in known})
    except Refused as refusal:
        raise Fault(str(refusal)) from refusal
    return {
        one.path: Bounds(floor=_best(one.path, World.FLOOR, known), ceiling=_best(one.path, World.CEILING, known))
        for one in questions.posed
    }


def first_opinion(terms: tuple[Term | None, ...], facts: Mapping[str, int]) -> int:
    """The index of the first rule that holds; None always does. Their number where none holds. Raises Fault."""
    known: dict[Key, int | None] = {figure(each): number for each, number in facts.items()}
    for index, term in enumerate(terms):
        if term is not None:
            known |= dict.fromkeys(_yes(opinion_path(index), term, World.FLOOR))
    try:
        made = shard(opinion_rules(terms))
    except Refused as refusal:
        raise Fault(str(refusal)) from refusal
    found = _answer(made, {key: known[key] for key in made.numbers if key in known})
    held = [index for index, term in enumerate(terms) if term is None or ("opinion", index) in found]
    return min(held, default=len(terms))


def _given(one: Posed) -> tuple[Key, ...]:
    """The facts that a requirement brings with it: its yes answers, by world."""
    terms = [term for term in (one.met, one.partly) if term is not None]
    return tuple(key for world in World for term in terms for key in _yes(one.path, term, world))


def _yes(path: str, term: Term, world: World) -> Iterator[Key]:
    if isinstance(term, AllOf | OneOf):
        for item in term.items:
            yield from _yes(path, item, world)
    elif isinstance(term, Given) and (
        term.answer is Answer.YES or (world is World.CEILING and term.answer is Answer.UNKNOWN)
    ):
        yield given(path, term.name, world)


def _best(path: str, world: World, found: set[Key]) -> Outcome:
    """Silence is the worst outcome."""
    for outcome in (Outcome.MET, Outcome.PARTLY_MET):
        if at_least(path, outcome, world) in found:
            return outcome
    return Outcome.NOT_MET


def _answer(made: Shard, known: Mapping[Key, int | None]) -> set[Key]:
    """Everything that one ruleset finds from these facts (a figure has its number, other facts None)."""
    try:
        with _session(text(made)) as session:
            return _forward(session, made, known)
    except Fault:
        raise
    except Exception as error:  # whatever the library raises, its answer is worth nothing
        raise Fault(f"it failed: {error}") from error


def _forward(session: _Session, made: Shard, known: Mapping[Key, int | None]) -> set[Key]:
    """Chains phase by phase: facts in order, then the token of the phase, then what fires, until nothing is new."""
    found: set[Key] = set()
    told = set(known)
    for key in sorted(known, key=made.numbers.__getitem__):
        number = known[key]
        session.tell({"k": made.numbers[key]} if number is None else {"k": made.numbers[key], "n": number})
    for phase in made.phases:
        session.tell({"phase": phase + 1})
        while fired := {made.rules[index].finds for index in session.drain()} - found:
            found |= fired | _implied(fired)
            fresh = (found - told) & made.numbers.keys()
            for key in sorted(fresh, key=made.numbers.__getitem__):
                session.tell({"k": made.numbers[key]})
            told |= fresh
    return found


def _implied(fired: Iterable[Key]) -> set[Key]:
    """What is met is at least partly met."""
    return {(*key[:2], Outcome.PARTLY_MET.value, *key[3:]) for key in fired if key[0] == "at-least"}


@contextmanager
def _session(ruleset: str) -> Iterator[_Session]:
    """A ruleset of its own, deleted with all that it learned. A state that never fired must not be deleted."""
    engine = loaded()
    handle = engine.create_ruleset(f"vprs-{get_ident()}", ruleset)
    try:
        session = _Session(engine, handle)
        session.boot()
        try:
            yield session
        finally:
            engine.delete_state(handle, None)
    finally:
        engine.delete_ruleset(handle)


class _Session:
    """Counts the ids of facts and knows where the library keeps them. Internal: opened by `_session`."""

    def __init__(self, engine: Any, handle: int) -> None:
        self.engine, self.handle, self.offset, self.told = engine, handle, 0, 0

    def boot(self) -> None:
        """The library crashes where a state that has not fired is drained or deleted."""
        self.tell({"zz_boot": 1})
        if self._fired() != ["zz_boot"]:
            raise Fault("it did not start")

    def tell(self, fact: Mapping[str, int]) -> None:
        self.told += 1
        numbers = "".join(f', "{name}": {number}' for name, number in fact.items())
        code, self.offset = self.engine.assert_fact(self.handle, f'{{"id": "{self.told}"{numbers}}}')
        if code not in MATCHED_OR_KEPT:
            raise Fault(f"it answered a fact with code {code}")

    def drain(self) -> list[int]:
        """Indexes of the rules that fire now, in order of the ruleset."""
        return sorted(int(rule[1:]) for rule in self._fired())

    def _fired(self) -> list[str]:
        fired: list[str] = []
        started = self.engine.start_action_for_state(self.handle, self.offset)
        message = started[1] if started else None
        while message:
            fired.extend(json.loads(message))
            message = self.engine.complete_and_start_action(self.handle, self.offset)
        return fired
