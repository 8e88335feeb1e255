"""What becomes of the second engine: its limits, its faults, its absence, its memory."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest

from tests.engine.building import answers, came_to, comes_to, every, fact, pack, requirement, some
from tests.engine.library import needs_library
from vprs.engine import (
    EnginesDisagree,
    Inference,
    compiler,
    durable,
    infer,
    merge_runs,
    opine_with_run,
    reference,
    shards,
)
from vprs.engine.posed import Bounds, Questions
from vprs.engine.prune import pose
from vprs.model import Answer, Condition, EngineRun, OpinionRule, Outcome, Requirement

SLUGS = [f"c{n}" for n in range(400)]
YES = dict.fromkeys(SLUGS, Answer.YES)


def judge(*requirements: Requirement, given: Mapping[str, Answer]) -> Inference:
    asked = {one.path: {each.slug: given[each.slug] for each in one.checks} for one in requirements}
    return infer(pack(*requirements), asked, dict.fromkeys(asked, Answer.YES))


def questions(*requirements: Requirement, given: Mapping[str, Answer] = YES) -> Questions:
    asked = {one.path: {each.slug: given[each.slug] for each in one.checks} for one in requirements}
    return pose(pack(*requirements), asked, dict.fromkeys(asked, Answer.YES), None)


# ------------------------------------------------------------------------------------------------ what it is told


@needs_library
def test_the_run_names_both_engines_and_says_what_their_agreement_means() -> None:
    assert judge(requirement("plan/x", "a"), given=answers(a="y")).run == EngineRun(
        primary="durable-rules 2.0.28",
        reference="vprs reference",
        agreed=True,
        note="Two engines combined the answers and agreed; "
        "what agrees is the combining of answers, not the reading of evidence.",
    )


def test_no_text_of_a_rule_enters_the_library() -> None:
    asked = questions(
        requirement("plan/strategy", every("secret-words", some("more", "words"))),
        given=answers(**{"secret-words": "y", "more": "y", "words": "y"}),
    )
    told = "".join(shards.text(made) for made in shards.shards(asked.posed))
    assert "plan" not in told
    assert "secret" not in told
    assert "words" not in told


def test_a_nest_that_would_multiply_out_to_a_thousand_alternatives_stays_small() -> None:
    nest = every(*(some(*SLUGS[n : n + 2]) for n in range(0, 20, 2)))
    rules = compiler.requirement_rules(questions(requirement("plan/x", nest)).posed[0])
    assert len(rules) == 2 * (1 + 20)
    assert judge(requirement("plan/x", nest), given=YES).verdicts["p/plan/x"].floor is Outcome.MET


@needs_library
@pytest.mark.parametrize("size", [13, 14, 15, 16, 17, 40, 100])
def test_a_conjunction_longer_than_a_match_may_be_is_found_in_steps(size: int) -> None:
    for missing in (None, 0, size - 1):
        given = {**YES, **({} if missing is None else {SLUGS[missing]: Answer.NO})}
        found = judge(requirement("plan/x", every(*SLUGS[:size])), given=given)
        assert found.run.agreed
        assert found.verdicts["p/plan/x"].ceiling is (Outcome.MET if missing is None else Outcome.NOT_MET)


@needs_library
def test_a_check_named_twice_counts_as_once() -> None:
    """One fact cannot fill two places of a match: asked twice it would never hold."""
    found = judge(requirement("plan/x", every("a", "a", every("a"))), given=answers(a="y"))
    assert found.run.agreed
    assert found.verdicts["p/plan/x"].floor is Outcome.MET


@needs_library
def test_two_bounds_of_one_figure_hold_together() -> None:
    rules = (
        OpinionRule(level="moderate", when=every(fact("met", "at_least", 2), fact("met", "at_most", 4))),
        OpinionRule(level="none", when=None),
    )
    asked = pack(requirement("plan/x", "a"), opinion=rules)
    drawn = [opine_with_run(asked, {"met": number}) for number in (1, 2, 4, 5)]
    assert [level for level, _, _ in drawn] == ["none", "moderate", "moderate", "none"]
    assert all(run.agreed for _, _, run in drawn)


@needs_library
def test_a_hundred_requirements_lean_on_each_other_in_a_row_over_several_shards() -> None:
    row = [requirement("plan/r000", "a")]
    row += [requirement(f"plan/r{n:03}", every(comes_to(f"plan/r{n - 1:03}"), "a")) for n in range(1, 100)]
    assert len(list(shards.shards(questions(*row, given=answers(a="y")).posed))) > 1
    found = judge(*row, given=answers(a="y"))
    assert found.run.agreed
    assert {verdict.floor for verdict in found.verdicts.values()} == {Outcome.MET}


@needs_library
def test_three_hundred_requirements_may_lean_on_one() -> None:
    """More than 255 rules that share one condition crash the library: they must fall into different shards."""
    many = [requirement("plan/one", "a")]
    many += [requirement(f"do/r{n}", comes_to("plan/one")) for n in range(300)]
    assert judge(*many, given=answers(a="y")).run.agreed


@pytest.mark.parametrize("each", [1, 4, 30])
def test_no_shard_passes_a_limit(each: int) -> None:
    many = [requirement(f"plan/r{n:03}", every(*SLUGS[:each]), some(*SLUGS[:each])) for n in range(120)]
    made = list(shards.shards(questions(*many).posed))
    paths = [{key[1] for rule in shard.rules for key in (rule.finds,) if key[0] == "at-least"} for shard in made]
    assert sum(map(len, paths)) == 120
    assert max(map(len, paths)) <= shards.REQUIREMENTS == 50
    assert max(len(shard.rules) for shard in made) <= shards.RULES == 240


def test_the_boot_rule_comes_first_and_the_sentinel_last() -> None:
    import json

    (made,) = shards.shards(questions(requirement("plan/x", "c1")).posed)
    names = list(json.loads(shards.text(made)))
    assert (names[0], names[-1]) == ("zz_boot", "zz_sentinel")


# ---------------------------------------------------------------------------------------------------- its faults


@needs_library
def test_a_requirement_too_large_for_the_library_is_judged_by_the_reference_alone() -> None:
    found = judge(requirement("plan/x", some(*SLUGS[:130])), given=YES)
    assert found.verdicts["p/plan/x"].floor is Outcome.MET
    assert found.run == EngineRun(
        primary=None,
        reference="vprs reference",
        agreed=None,
        note="One engine combined the answers: durable-rules 2.0.28 was set aside because 260 rules in one ruleset "
        "are more than the 240 it can be trusted with.",
    )


@needs_library
def test_the_largest_requirement_that_fits_is_judged_by_both() -> None:
    assert judge(requirement("plan/x", some(*SLUGS[:120])), given=YES).run.agreed


class Library:
    """The library with one function that goes wrong; the rest is the real one."""

    def __init__(self, name: str, wrong: Any) -> None:
        self._real = durable.loaded()
        setattr(self, name, wrong)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._real, name)


def fails(*_: object) -> None:
    raise RuntimeError("Could not do it, error code: 303")


@needs_library
@pytest.mark.parametrize(
    ("name", "wrong", "why"),
    [
        ("create_ruleset", fails, "it failed: Could not do it, error code: 303"),
        ("assert_fact", fails, "it failed: Could not do it, error code: 303"),
        ("assert_fact", lambda *_: (2, 0), "it answered a fact with code 2"),
        ("assert_fact", lambda *_: None, "it failed: cannot unpack non-iterable NoneType object"),
        ("start_action_for_state", lambda *_: None, "it did not start"),
        ("start_action_for_state", lambda *_: ("", "not JSON"), "it failed: Expecting value: line 1 column 1 (char 0)"),
        ("complete_and_start_action", fails, "it failed: Could not do it, error code: 303"),
        ("delete_state", fails, "it failed: Could not do it, error code: 303"),
        ("delete_ruleset", fails, "it failed: Could not do it, error code: 303"),
    ],
)
def test_whatever_goes_wrong_in_the_library_leaves_the_reference_alone_and_says_so(
    monkeypatch: pytest.MonkeyPatch, name: str, wrong: Any, why: str
) -> None:
    monkeypatch.setattr(durable, "library", Library(name, wrong))
    found = judge(requirement("plan/x", every("a", "b"), "a"), given=answers(a="y", b="u"))
    assert (found.verdicts["p/plan/x"].floor, found.verdicts["p/plan/x"].ceiling) == (Outcome.PARTLY_MET, Outcome.MET)
    assert (found.run.primary, found.run.agreed) == (None, None)
    assert found.run.note == f"One engine combined the answers: durable-rules 2.0.28 was set aside because {why}."


@needs_library
def test_rules_that_stay_silent_are_a_difference_not_a_result(monkeypatch: pytest.MonkeyPatch) -> None:
    """The library fails open by not firing; the other engine must notice."""
    monkeypatch.setattr(durable._Session, "drain", lambda _: [])
    with pytest.raises(EnginesDisagree) as caught:
        judge(requirement("plan/x", "a"), requirement("plan/y", "b"), given=answers(a="y", b="n"))
    assert str(caught.value) == (
        "The two engines disagree about p; no result is given.\n"
        "  p/plan/x: durable-rules says at worst not-met, at best not-met, "
        "the reference says at worst met, at best met"
    )
    assert caught.value.primary["p/plan/y"] == caught.value.reference["p/plan/y"] == "at worst not-met, at best not-met"


def test_a_difference_carries_both_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(durable, "library", SimpleNamespace(__file__=__file__))
    everything_met = {"p/plan/x": Bounds(floor=Outcome.MET, ceiling=Outcome.MET)}
    monkeypatch.setattr(durable, "evaluate", lambda _: everything_met)
    with pytest.raises(EnginesDisagree) as caught:
        judge(requirement("plan/x", "a"), given=answers(a="n"))
    assert caught.value.primary == {"p/plan/x": "at worst met, at best met"}
    assert caught.value.reference == {"p/plan/x": "at worst not-met, at best not-met"}


def test_opinions_that_differ_are_no_opinion(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(durable, "library", SimpleNamespace(__file__=__file__))
    monkeypatch.setattr(durable, "first_opinion", lambda *_: 0)
    rules = (OpinionRule(level="substantial", when=fact("met", "at_least", 9)), OpinionRule(level="limited", when=None))
    with pytest.raises(EnginesDisagree) as caught:
        opine_with_run(pack(requirement("plan/x", "a"), opinion=rules), {"met": 8})
    assert str(caught.value) == (
        "The two engines disagree about p; no result is given.\n"
        "  opinion: durable-rules says rule 1, the reference says rule 2"
    )


# --------------------------------------------------------------------------------------------------- its absence


def test_where_the_library_is_absent_the_reference_answers_alone_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(durable, "library", None)
    found = judge(requirement("plan/x", "a"), given=answers(a="u"))
    assert (found.verdicts["p/plan/x"].floor, found.verdicts["p/plan/x"].ceiling) == (Outcome.NOT_MET, Outcome.MET)
    assert found.run == EngineRun(
        primary=None,
        reference="vprs reference",
        agreed=None,
        note="One engine combined the answers: durable-rules is not installed here, so no second engine confirmed it.",
    )


def test_one_engine_in_one_pack_is_one_engine_in_all() -> None:
    both = EngineRun(primary="durable-rules 2.0.28", reference=reference.NAME, agreed=True, note="Both.")
    one = EngineRun(primary=None, reference=reference.NAME, agreed=None, note="One.")
    assert merge_runs([both, replace(both, note="Both, once more.")]) == both
    assert merge_runs([both, one]) == merge_runs([one, both]) == one


def test_an_opinion_without_any_rule_that_holds_is_none() -> None:
    rules = (OpinionRule(level="substantial", when=fact("met", "at_least", 9)),)
    assert opine_with_run(pack(requirement("plan/x", "a"), opinion=rules), {"met": 8})[:2] == ("none", 1)


def test_an_opinion_may_ask_for_the_floor_of_a_requirement() -> None:
    rules = (OpinionRule(level="moderate", when=comes_to("plan/x")), OpinionRule(level="limited", when=None))
    asked = pack(requirement("plan/x", "a"), opinion=rules)
    drawn = [opine_with_run(asked, {}, {"p/plan/x": floor})[0] for floor in Outcome if floor.value != "not-assessed"]
    assert drawn == ["limited", "limited", "moderate", "limited"]


@pytest.mark.parametrize("leaf", ["a", came_to("plan/x")])
def test_an_opinion_asks_for_nothing_but_figures_and_requirements(leaf: str | Condition) -> None:
    """The readers refuse such a rule; here it is our own bug, and no opinion may come of it."""
    rules = (OpinionRule(level="moderate", when=every(leaf, fact("met", "at_least", 1))),)
    with pytest.raises(ValueError, match=r"^an opinion is drawn from facts and requirements of this run only$"):
        opine_with_run(pack(requirement("plan/x", "a"), opinion=rules), {"met": 8})


# ---------------------------------------------------------------------------------------------------- its memory

MEASURE = """
import resource
from tests.engine.building import comes_to, every, pack, requirement, some
from vprs.engine import infer
from vprs.model import Answer
slugs = [f"c{n}" for n in range(6)]
asked = [requirement(f"plan/r{n:02}", every(*slugs), some(*slugs)) for n in range(30)]
asked += [requirement(f"do/r{n:02}", every(comes_to(f"plan/r{n:02}"), "c1")) for n in range(10)]
made = pack(*asked)
answers = {one.path: {each.slug: Answer.YES for each in one.checks} for one in asked}
gates = {path: Answer.YES for path in answers}
peaks = []
for run in range(400):
    assert infer(made, answers, gates).run.agreed
    if run >= 99:
        peaks.append(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
print(peaks[-1] - peaks[0])
"""


@needs_library
@pytest.mark.skipif(sys.platform == "win32", reason="the size of a process is asked of the kernel")
def test_three_hundred_runs_need_no_more_memory_than_the_first() -> None:
    """Without delete_state and delete_ruleset each run would keep some three megabytes."""
    done = subprocess.run([sys.executable, "-c", MEASURE], capture_output=True, text=True, check=True)
    assert int(done.stdout) < 3_000  # kilobytes over 300 runs
