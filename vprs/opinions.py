"""The opinion on one pack, and the sentences that say which figures decided it.

Takes a pack, its facts and the floors of its requirements; asks the engines which rule holds, and words it: the rule
that held, and what kept the next better level away. It changes no figure.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from vprs.engine import opine_with_run
from vprs.facts import describe_fact, number_words
from vprs.model import (
    RANK,
    All,
    AnyOf,
    Condition,
    EngineRun,
    FactIs,
    Opinion,
    OpinionRule,
    Outcome,
    Pack,
    RequirementIs,
)
from vprs.phrases import OUTCOMES, lower_first

LEVELS = ("none", "limited", "moderate", "substantial")  # worst first
BOUNDS = {"at_least": "at least {}", "at_most": "at most {}", "is": "exactly {}"}


def draw_opinion(
    pack: Pack, facts: Mapping[str, int], floors: Mapping[str, Outcome], *, apart: bool = False
) -> tuple[Opinion, EngineRun]:
    """The first rule of the pack that holds, why, and what combined the figures."""
    level, index, run = opine_with_run(pack, facts, floors, apart=apart)
    told = _Telling(facts, floors, pack.outcome_words)
    because = (*_held(pack, level, index, told), *_kept_away(pack, level, told), _actions(facts), _counts(facts, pack))
    return Opinion(pack=pack.name, level=level, because=because, facts=facts), run


class _Telling:
    """What each leaf of an opinion's condition came to, in words. Internal."""

    def __init__(self, facts: Mapping[str, int], floors: Mapping[str, Outcome], words: Mapping[Outcome, str]) -> None:
        self.facts, self.floors, self.words = facts, floors, words

    def holds(self, leaf: Condition) -> bool:
        if isinstance(leaf, FactIs):
            return _meets(self.facts[leaf.name], leaf)
        if isinstance(leaf, RequirementIs):
            floor = self.floors[leaf.path]
            return floor not in RANK or RANK[floor] >= RANK[leaf.at_least]
        group = any if isinstance(leaf, AnyOf) else all
        return group(self.holds(item) for item in leaf.items) if isinstance(leaf, All | AnyOf) else False

    def decided(self, condition: Condition, wanted: bool) -> Iterator[str]:
        """The leaves that made the condition what it is, each once."""
        if isinstance(condition, All | AnyOf):
            for item in condition.items:
                if self.holds(item) is wanted:
                    yield from self.decided(item, wanted)
        elif isinstance(condition, FactIs):
            asked = BOUNDS[condition.operator].format(number_words(condition.name, condition.number))
            said = "" if wanted else " asked"
            yield f"{describe_fact(condition.name, self.facts[condition.name], self.words)} ({asked}{said})"
        elif isinstance(condition, RequirementIs):
            yield f"{condition.path} is at worst {_said(self.floors[condition.path], self.words)}"

    def why(self, condition: Condition, wanted: bool) -> str:
        return "; ".join(dict.fromkeys(self.decided(condition, wanted)))


def _meets(number: int, fact: FactIs) -> bool:
    if fact.operator == "at_least":
        return number >= fact.number
    return number <= fact.number if fact.operator == "at_most" else number == fact.number


def _held(pack: Pack, level: str, index: int, told: _Telling) -> Iterator[str]:
    rule = pack.opinion[index] if index < len(pack.opinion) else None
    if rule is None:
        yield f"{_named(level)}: no rule of the pack for an opinion holds."
    elif rule.when is None:
        yield f"{_named(level)}: no other rule of the pack for an opinion holds."
    else:
        yield f"{_named(level)}: {told.why(rule.when, True)}."


def _kept_away(pack: Pack, level: str, told: _Telling) -> Iterator[str]:
    better = [rule for rule in pack.opinion if LEVELS.index(rule.level) > LEVELS.index(level)]
    if not better:
        return
    rule = min(better, key=lambda one: LEVELS.index(one.level))
    yield f"Not {_named(rule.level).lower()}: {_obstacle(rule, level, told)}."


def _obstacle(rule: OpinionRule, level: str, told: _Telling) -> str:
    if rule.when is None or told.holds(rule.when):
        return f"the rule for {_named(level).lower()} comes first and holds"
    return told.why(rule.when, False)


def _counts(facts: Mapping[str, int], pack: Pack) -> str:
    applies = facts["requirements"] - facts["not_applicable"]
    met, partly, not_met, unknown = (
        f"{facts[name]} {_said(outcome, pack.outcome_words)}"
        for name, outcome in (
            ("met", Outcome.MET),
            ("partly_met", Outcome.PARTLY_MET),
            ("not_met", Outcome.NOT_MET),
            ("not_assessed", Outcome.NOT_ASSESSED),
        )
    )
    return f"Requirements that apply: {applies}; at worst {met}, {partly}, {not_met}; {unknown}."


def _said(outcome: Outcome, words: Mapping[Outcome, str]) -> str:
    return lower_first(words.get(outcome, OUTCOMES[outcome]))


def _actions(facts: Mapping[str, int]) -> str:
    return f"Open actions: {facts['overdue_actions']} overdue, {facts['unowned_actions']} without a lead."


def _named(level: str) -> str:
    return f"{'No' if level == 'none' else level.capitalize()} assurance"
