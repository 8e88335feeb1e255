"""The opinion: the first rule that holds, and the figures that decided it."""

from __future__ import annotations

from collections.abc import Iterable

from tests.assess.building import AS_OF, asked, document, folder, on, record
from tests.engine.building import comes_to, every, fact, pack, some
from vprs.assess import assess
from vprs.model import Opinion, OpinionRule, Record

VETO = OpinionRule(level="none", when=every(fact("not_met.high", "at_least", 2)))
BEST = OpinionRule(
    level="substantial",
    when=every(fact("not_met", "is", 0), fact("not_assessed", "is", 0), fact("stated_percent", "at_most", 10)),
)
MIDDLE = OpinionRule(level="moderate", when=some(fact("met_percent", "at_least", 50), fact("met", "at_least", 2)))
REST = OpinionRule(level="limited", when=None)
ALL = (VETO, BEST, MIDDLE, REST)

THREE = [asked(f"plan/{slug}", slug, severity="high") for slug in "abc"]


def opinion(*records: Record, rules: Iterable[OpinionRule] = ALL) -> Opinion:
    return assess([pack(*THREE, opinion=rules)], folder(*records), as_of=AS_OF).opinions[0]


def test_the_first_rule_that_holds_gives_the_level() -> None:
    full = [document("a"), document("b"), document("c")]
    assert opinion(*full).level == "substantial"
    assert opinion(*full[:2]).level == "moderate"
    assert opinion(*full[:1]).level == "none"
    assert opinion(*full[:1], rules=ALL[1:]).level == "limited"


def test_the_best_level_says_what_it_rests_on() -> None:
    assert opinion(document("a"), document("b"), document("c")).because == (
        (
            "Substantial assurance: requirements not met: 0 (exactly 0); requirements not assessed: 0 (exactly 0); "
            "share of the evidence relied on that is only stated: 0% (at most 10%)."
        ),
        "Open actions: 0 overdue, 0 without a lead.",
        "Requirements that apply: 3; at worst 3 met, 0 partly met, 0 not met; 0 not assessed.",
    )


def test_a_level_between_says_what_kept_the_better_away() -> None:
    assert opinion(document("a"), document("b"), document("c", review=None)).because == (
        "Moderate assurance: share of requirements met: 66% (at least 50%); requirements met: 2 (at least 2).",
        (
            "Not substantial assurance: requirements not met: 1 (exactly 0 asked); "
            "requirements not assessed: 1 (exactly 0 asked)."
        ),
        "Open actions: 0 overdue, 0 without a lead.",
        "Requirements that apply: 3; at worst 2 met, 0 partly met, 1 not met; 1 not assessed.",
    )


def test_what_is_only_stated_keeps_the_best_level_away() -> None:
    found = opinion(document("a"), document("b"), document("c", held=False))
    assert found.level == "moderate"
    assert found.because[1] == (
        "Not substantial assurance: share of the evidence relied on that is only stated: 34% (at most 10% asked)."
    )


def test_what_is_left_says_why_nothing_better_holds() -> None:
    assert opinion(document("a"), rules=ALL[1:]).because[:2] == (
        "Limited assurance: no other rule of the pack for an opinion holds.",
        (
            "Not moderate assurance: share of requirements met: 33% (at least 50% asked); "
            "requirements met: 1 (at least 2 asked)."
        ),
    )


def test_a_veto_says_that_it_came_first() -> None:
    assert opinion(document("a")).because[:2] == (
        "No assurance: requirements of high severity not met: 2 (at least 2).",
        "Not limited assurance: the rule for no assurance comes first and holds.",
    )


def test_no_rule_that_holds_is_no_assurance() -> None:
    found = opinion(rules=(BEST,))
    assert found.level == "none"
    assert found.because[0] == "No assurance: no rule of the pack for an opinion holds."


def test_an_opinion_may_hang_on_one_requirement_by_its_floor() -> None:
    rules = (OpinionRule(level="moderate", when=every(comes_to("plan/a"), comes_to("plan/b"))), REST)
    assert opinion(document("a"), document("b"), rules=rules).because[0] == (
        "Moderate assurance: p/plan/a is at worst met; p/plan/b is at worst met."
    )
    doubtful = opinion(document("a"), document("b", review=None), rules=rules)
    assert doubtful.level == "limited"
    assert doubtful.because[1] == "Not moderate assurance: p/plan/b is at worst not met."


def test_removing_evidence_never_betters_an_opinion() -> None:
    levels = ["none", "limited", "moderate", "substantial"]
    full = [document("a"), document("b"), document("c")]
    drawn = [levels.index(opinion(*full[:held]).level) for held in range(4)]
    assert drawn == sorted(drawn)


def test_what_is_overdue_or_led_by_nobody_is_told_with_every_opinion_and_may_decide_it() -> None:
    late = record("action", "late", raised_on=on("2026-01-01"), due=on("2026-09-29"), status="open", lead="lsms")
    nobody = record("action", "nobody", raised_on=on("2026-01-01"), status="closed")
    told = opinion(document("a"), late, nobody).because
    assert "Open actions: 1 overdue, 1 without a lead." in told
    on_time = OpinionRule(level="substantial", when=every(fact("overdue_actions", "is", 0)))
    found = opinion(document("a"), late, rules=(on_time, REST))
    assert found.level == "limited"
    assert found.because[1] == "Not substantial assurance: actions overdue: 1 (exactly 0 asked)."
