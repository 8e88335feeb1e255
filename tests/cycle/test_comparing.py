"""Comparing two closed cycles: what moved, and the causes told apart."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from tests.cycle.trust import H1, H2, Trust


def between(trust: Trust, change: Callable[[Trust], None]) -> dict[str, Any]:
    """Two half-years, with something changed between them: requirement -> its move."""
    assert trust.open(*H2) == trust.close("2025-H2") == 0, trust.err
    change(trust)
    assert trust.open(*H1) == trust.close("2026-H1") == 0, trust.err
    assert trust.cycle("compare", "2025-H2", "2026-H1", "--format", "json") == 0, trust.err
    return {each["requirement"]: each for each in json.loads(trust.out)["moves"]}


def causes(move: dict[str, Any]) -> list[str]:
    return [each["cause"] for each in move["why"]]


def test_nothing_changed_and_nothing_is_said(trust: Trust) -> None:
    moves = between(trust, lambda _: None)
    assert {(each["move"], each["was"], each["now"]) for each in moves.values()} == {("unchanged", "met", "met")}
    assert [causes(each) for each in moves.values()] == [[], []]


def test_time_passed_where_the_same_record_has_run_out(trust: Trust) -> None:
    trust.change("documents/strategy.md", "review_date: 2028-05-01", "review_date: 2026-08-01")
    move = between(trust, lambda _: None)["tiny/plan/strategy"]
    assert (move["move"], move["was"], move["now"], causes(move)) == ("worse", "met", "not-met", ["time passed"])


def test_evidence_changed_where_a_record_was_altered(trust: Trust) -> None:
    def change(trust: Trust) -> None:
        trust.change("documents/strategy.md", "status: approved", "status: draft")

    move = between(trust, change)["tiny/plan/strategy"]
    assert (move["move"], causes(move)) == ("worse", ["evidence changed"])
    assert "strategy in documents/strategy.md was altered" in move["why"][0]["what"]


def test_evidence_changed_where_a_record_is_gone(trust: Trust) -> None:
    move = between(trust, lambda trust: (trust.root / "people.yaml").unlink())["tiny/do/lead"]
    assert (move["move"], causes(move)) == ("worse", ["evidence changed"])
    assert "lead in people.yaml is gone" in move["why"][0]["what"]


def test_evidence_changed_where_a_record_is_new(trust: Trust) -> None:
    lead = (trust.root / "people.yaml").read_text("utf-8")
    (trust.root / "people.yaml").unlink()
    move = between(trust, lambda trust: trust.write("people.yaml", lead))["tiny/do/lead"]
    assert (move["move"], move["was"], causes(move)) == ("improved", "not-met", ["evidence changed"])
    assert "lead in people.yaml is new" in move["why"][0]["what"]


def test_a_record_dated_after_the_first_cut_off_is_new_though_it_lay_in_the_folder(trust: Trust) -> None:
    trust.change("people.yaml", "2025-01-01", "2026-04-21")
    move = between(trust, lambda _: None)["tiny/do/lead"]
    assert (move["move"], causes(move)) == ("improved", ["evidence changed"])


def test_time_and_evidence_are_both_told_where_both_moved_it(trust: Trust) -> None:
    trust.change("documents/strategy.md", "review_date: 2028-05-01", "review_date: 2026-08-01")
    move = between(trust, lambda trust: (trust.root / "minutes.yaml").unlink())["tiny/plan/strategy"]
    assert causes(move) == ["evidence changed", "time passed"]


def test_an_altered_record_that_no_answer_rests_on_is_no_reason(trust: Trust) -> None:
    trust.change("documents/strategy.md", "review_date: 2028-05-01", "review_date: 2026-08-01")

    def change(trust: Trust) -> None:
        trust.change("people.yaml", "A1", "A2")
        trust.write("alerts.yaml", "records:\n  - {kind: alert, received_on: 2026-05-25, issued_by: us}\n")

    assert causes(between(trust, change)["tiny/plan/strategy"]) == ["time passed"]


def test_rule_changed_by_its_digest(trust: Trust) -> None:
    def change(trust: Trust) -> None:
        rule = trust.rules / "tiny" / "do" / "lead.yaml"
        rule.write_text(rule.read_text("utf-8").replace("held: {role: lsms}", "exists: {kind: alert}"), "utf-8")

    moves = between(trust, change)
    assert (moves["tiny/do/lead"]["move"], "rule changed" in causes(moves["tiny/do/lead"])) == ("worse", True)
    assert moves["tiny/plan/strategy"]["move"] == "unchanged"


def test_a_rule_that_is_new_or_gone(trust: Trust) -> None:
    def change(trust: Trust) -> None:
        rule = trust.rules / "tiny" / "do" / "lead.yaml"
        rule.rename(rule.with_name("leader.yaml"))

    moves = between(trust, change)
    assert (moves["tiny/do/lead"]["move"], moves["tiny/do/lead"]["now"]) == ("gone", None)
    assert (moves["tiny/do/leader"]["move"], moves["tiny/do/leader"]["was"]) == ("new", None)
    assert causes(moves["tiny/do/lead"]) == causes(moves["tiny/do/leader"]) == ["rule changed"]


def test_edition_changed_where_the_pack_is_another(trust: Trust) -> None:
    def change(trust: Trust) -> None:
        (trust.rules / "tiny").rename(trust.rules / "small")
        trust.change("organisation.yaml", "packs: [tiny]", "packs: [small]")

    moves = between(trust, change)
    assert moves["tiny/do/lead"]["move"] == "gone"
    assert moves["small/do/lead"]["move"] == "new"
    assert causes(moves["small/do/lead"]) == causes(moves["tiny/do/lead"]) == ["edition changed"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["2025-H2"], "Which two cycles?"),
        (["2025-H2", "2026-H2"], "Did you mean '2026-H1'?"),
    ],
)
def test_two_cycles_are_named(trust: Trust, words: list[str], said: str) -> None:
    between(trust, lambda _: None)
    assert trust.cycle("compare", *words) == 2
    assert said in trust.err


def test_an_open_cycle_has_come_to_nothing_yet(closed: Trust) -> None:
    after = (
        "2026-H2",
        "--from",
        "2026-10-01",
        "--to",
        "2027-03-31",
        "--cut-off",
        "2027-04-20",
        "--board",
        "2027-05-06",
    )
    assert closed.open(*after) == 0
    assert closed.cycle("compare", "2026-H1", "2026-H2") == 2
    assert "cycle 2026-H2 is open" in closed.err


def test_it_is_told_in_words(trust: Trust) -> None:
    between(trust, lambda trust: (trust.root / "people.yaml").unlink())
    assert trust.cycle("compare", "2025-H2", "2026-H1") == 0
    assert "1 worse, 0 improved, 0 new, 0 gone, 1 unchanged" in trust.out
    assert "    met -> not-met\n    Evidence changed: lead in people.yaml is gone." in trust.out
