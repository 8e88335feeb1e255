"""Both engines come to the same on two thousand generated packs and opinions; the cases are worth comparing.

`tests/engine/test_engines_agree.py` draws some hundreds by Hypothesis; `benchmarks/engines_agree.py` does 50,000.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator

import pytest

from benchmarks.engines_agree import compare, main
from tests.engine.generating import Case, case
from tests.engine.library import needs_library
from vprs.engine import Inference, Verdict, durable, infer
from vprs.engine.prune import leaves
from vprs.model import All, Answer, AnyOf, Condition, Outcome, RequirementIs

CASES = 2_000
FIRST = 1_000_000  # seeds that no other test uses


@needs_library
def test_durable_rules_equals_the_reference_on_two_thousand_packs_and_opinions() -> None:
    assert Counter(compare(seed) for seed in range(FIRST, FIRST + CASES)) == {"same": CASES}


@needs_library
def test_a_difference_is_told_with_its_seed_and_ends_in_1(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(durable._Session, "drain", lambda _: [])
    assert main(["30"]) == 1
    told = capsys.readouterr().out
    assert "seed 0: The two engines disagree about p" in told
    assert "cases: 30; differences: " in told


def test_without_the_library_there_is_nothing_to_compare(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(durable, "library", None)
    assert main(["1"]) == 2


@needs_library
def test_no_differences_end_in_0() -> None:
    assert main(["20"]) == 0


def test_the_generated_packs_chain_over_phases_nest_and_do_not_know() -> None:
    """A generator that makes only simple cases proves nothing: each sort of case is a good share of them."""
    seen = Counter(sort for seed in range(FIRST, FIRST + 400) for sort in sorts(case(random.Random(seed).choice)))
    for sort in (
        "leans on an earlier phase",
        "chain of three",
        "nested",
        "unknown check",
        "unknown gate",
        "last cycle",
    ):
        assert seen[sort] > 40, sort
    for outcome in Outcome:
        assert seen[outcome] > 40 or outcome is Outcome.NOT_ASSESSED, outcome
    assert seen["open"] > 100


def sorts(made: Case) -> Iterator[str]:
    """What there is to be said of a case, each once."""
    asked = {one.path: one for one in made.pack.requirements}
    conditions = [each for one in asked.values() for each in (one.met_when, one.partly_when) if each is not None]
    leaning = {
        path: [leaf.path for leaf in leaves(one.met_when) if isinstance(leaf, RequirementIs)]
        for path, one in asked.items()
    }
    if any(asked[path].phase != asked[each].phase for path, under in leaning.items() for each in under):
        yield "leans on an earlier phase"
    if any(leaning[each] for under in leaning.values() for each in under):
        yield "chain of three"
    if any(depth(each) > 2 for each in conditions):
        yield "nested"
    if any(answer is Answer.UNKNOWN for answers in made.answers.values() for answer in answers.values()):
        yield "unknown check"
    if Answer.UNKNOWN in made.gates.values():
        yield "unknown gate"
    if made.previous is not None:
        yield "last cycle"
    yield from outcomes(infer(made.pack, made.answers, made.gates, previous=made.previous))


def outcomes(found: Inference) -> Iterator[str]:
    """The floors that there are, and `open` where some ceiling is above its floor."""
    verdicts: list[Verdict] = list(found.verdicts.values())
    yield from {verdict.floor for verdict in verdicts}
    if any(verdict.floor is not verdict.ceiling for verdict in verdicts):
        yield "open"


def depth(condition: Condition) -> int:
    return 1 + max(map(depth, condition.items)) if isinstance(condition, All | AnyOf) else 1
