"""Random packs with answers, and an oracle written a third way: by trying every way the unknowns may turn out.

Takes a `draw` function (a seeded random or Hypothesis), gives cases. Shares nothing with the engines.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tests.engine.building import PHASES, came_to, comes_to, every, fact, pack, requirement, some
from vprs.model import Answer, Condition, OpinionRule, Outcome, Pack

Pick = Callable[[Sequence[Any]], Any]
LEVELS = (Outcome.MET, Outcome.PARTLY_MET)
GATES = (Answer.YES, Answer.YES, Answer.YES, Answer.YES, Answer.NO, Answer.UNKNOWN)


@dataclass(frozen=True)
class Case:
    pack: Pack
    answers: Mapping[str, Mapping[str, Answer]]
    gates: Mapping[str, Answer]
    previous: Mapping[str, Outcome] | None


def case(pick: Pick) -> Case:
    """A pack of up to nine requirements over four phases that lean on each other, and answers to it."""
    names = sorted({f"{pick(PHASES)}/{pick('abcdefgh')}" for _ in range(pick(range(1, 10)))}, key=_phase_first)
    # Within a phase the later name leans on the earlier, or the other way round, so order is not the alphabet's.
    if pick((True, False)):
        names.sort(key=lambda name: (PHASES.index(name.partition("/")[0]), [-ord(letter) for letter in name]))
    requirements = [
        requirement(name, condition(pick, names[:n], 3), pick((None, condition(pick, names[:n], 2))))
        for n, name in enumerate(names)
    ]
    made = pack(*sorted(requirements, key=lambda one: _phase_first(one.path.removeprefix("p/"))))
    answers = {one.path: {each.slug: pick(tuple(Answer)) for each in one.checks} for one in requirements}
    gates = {one.path: pick(GATES) for one in requirements}
    previous = pick((None, {f"p/plan/{letter}": pick(tuple(Outcome)) for letter in "abcd"}))
    return Case(made, answers, gates, previous)


def _phase_first(name: str) -> tuple[int, str]:
    return PHASES.index(name.partition("/")[0]), name


def condition(pick: Pick, earlier: Sequence[str], depth: int) -> Condition:
    """Any condition over checks a to e, earlier requirements and the last cycle; groups may repeat a member."""
    kind = pick(("group", "group", "check", "check", "requirement", "previous"))
    if kind == "group" and depth:
        group: Callable[..., Condition] = pick((every, some))
        return group(*(condition(pick, earlier, depth - 1) for _ in range(pick((1, 2, 3, 4)))))
    if kind == "requirement" and earlier:
        return comes_to(pick(earlier), pick(LEVELS))
    if kind == "previous":
        return came_to(f"plan/{pick('abcde')}", pick(LEVELS))
    return some(pick("abcde")).items[0]


def opinion(pick: Pick) -> tuple[Pack, Mapping[str, int]]:
    """A pack with opinion rules, some of them about one figure twice, and the figures."""
    names = ("met", "not_met", "not_met.high")
    facts = {name: pick(range(-1, 4)) for name in names}

    def asks(depth: int) -> Condition:
        if depth and pick((True, False)):
            group: Callable[..., Condition] = pick((every, some))
            return group(*(asks(depth - 1) for _ in range(pick((1, 2, 3)))))
        return fact(pick(names), pick(("at_least", "at_most", "is")), pick(range(-1, 4)))

    rules = [OpinionRule(level=pick(("none", "moderate", "substantial")), when=asks(2)) for _ in range(pick(range(4)))]
    last = [OpinionRule(level="limited", when=None)] if pick((True, True, False)) else []
    return pack(requirement("plan/a", "a"), opinion=(*rules, *last)), facts
