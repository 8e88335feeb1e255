"""Examples put to the test: which checks an example decides."""

from __future__ import annotations

from pathlib import Path

from tests.rulebook.packs import HEAD, write_pack
from vprs.commands.rules_trials import Tried, try_requirement
from vprs.model import Outcome
from vprs.rulebook import read_pack

CHECKS = """\
checks:
  strategy: {says: There is a strategy., exists: {kind: document, where: {doc_type: strategy}}}
  plan: {says: There is a plan., exists: {kind: plan}}
  shown: {says: There is a policy., exists: {kind: document, where: {doc_type: policy}}, advisory: true}
"""
STRATEGY = "{kind: document, doc_type: strategy, status: approved, approved_on: 2026-01-01, review_date: 2027}"
UNDATED = "{kind: document, doc_type: strategy, status: approved, approved_on: 2026-01-01}"
PLAN = "{kind: plan, agreed_on: 2026-01-01}"


def example(*records: str, expect: str = "not-met") -> str:
    return f"examples: [{{name: one, as_of: 2026-09-30, records: [{', '.join(records)}], expect: {expect}}}]\n"


def tried(root: Path, rest: str, **others: str) -> Tried:
    reading = read_pack(write_pack(root, plan__x=HEAD + CHECKS + rest, **others))
    assert reading.problems == ()
    assert reading.pack is not None
    return try_requirement(reading.pack, next(one for one in reading.pack.requirements if one.slug == "x"))


def decides(root: Path, rest: str, **others: str) -> tuple[str, ...]:
    (trial,) = tried(root, rest, **others).trials
    assert trial.problems == ()
    return trial.decides


def test_where_all_must_hold_each_yes_decides(tmp_path: Path) -> None:
    rest = "partly_met_when: never\n" + example(STRATEGY, PLAN, expect="met")
    assert decides(tmp_path, rest) == ("strategy", "plan")


def test_where_all_must_hold_only_the_last_no_decides(tmp_path: Path) -> None:
    assert decides(tmp_path, "partly_met_when: never\n" + example(PLAN)) == ("strategy",)
    assert decides(tmp_path, "partly_met_when: never\n" + example()) == ()


def test_where_one_will_do_a_second_yes_decides_nothing(tmp_path: Path) -> None:
    rest = "met_when: {any: [strategy, plan]}\npartly_met_when: never\n"
    assert decides(tmp_path, rest + example(STRATEGY, PLAN, expect="met")) == ()
    assert decides(tmp_path, rest + example(STRATEGY, expect="met")) == ("strategy",)


def test_turning_met_to_partly_met_is_deciding(tmp_path: Path) -> None:
    rest = "partly_met_when: strategy\n" + example(STRATEGY, expect="partly-met")
    assert decides(tmp_path, rest) == ("strategy", "plan")


def test_an_unknown_answer_is_not_turned(tmp_path: Path) -> None:
    rest = "partly_met_when: never\n" + example(UNDATED, PLAN, expect="not-assessed")
    assert decides(tmp_path, rest) == ("plan",)


def test_an_advisory_check_is_not_asked_to_be_decided(tmp_path: Path) -> None:
    found = tried(tmp_path, "partly_met_when: never\n" + example(STRATEGY, PLAN, expect="met"))
    assert found.decided_by == {"strategy": ("one",), "plan": ("one",)}


def test_where_the_requirement_does_not_apply_nothing_decides(tmp_path: Path) -> None:
    rest = "partly_met_when: never\nwhile: {kind: risk}\n" + example(STRATEGY, expect="not-applicable")
    assert decides(tmp_path, rest) == ()


def test_what_a_requirement_leans_on_is_judged_with_it(tmp_path: Path) -> None:
    rest = "met_when: {all: [strategy, {requirement: plan/y}]}\npartly_met_when: never\n"
    other = HEAD + "checks: {p: {says: There is a plan., exists: {kind: plan}}}\nmet_when: {requirement: plan/z}\n"
    third = HEAD + "checks: {p: {says: There is a plan., exists: {kind: plan}}}\n"
    (trial,) = tried(tmp_path, rest + example(STRATEGY, expect="not-met"), plan__y=other, plan__z=third).trials
    assert (trial.outcome, trial.decides) == (Outcome.NOT_MET, ())
    (trial,) = tried(tmp_path, rest + example(STRATEGY, PLAN, expect="met"), plan__y=other, plan__z=third).trials
    assert (trial.outcome, trial.decides) == (Outcome.MET, ("strategy",))
