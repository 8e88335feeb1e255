"""From answers to findings and an opinion: what is asked again, what is not, and what stands beside a finding."""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import NoReturn

import pytest

from tests.assess.building import AS_OF, PATH, asked, judged
from tests.engine.building import answers, came_to, comes_to, every, fact, pack
from tests.engine.library import needs_library
from vprs.checks import Gate
from vprs.concluding import Answered, Beside, Judged, conclude
from vprs.model import Answer, Observation, OpinionRule, Outcome, Pack, Requirement

MET, PARTLY, NOT, OPEN, GONE = (
    Outcome.MET,
    Outcome.PARTLY_MET,
    Outcome.NOT_MET,
    Outcome.NOT_ASSESSED,
    Outcome.NOT_APPLICABLE,
)
OPINION = (
    OpinionRule(level="substantial", when=fact("problems", "at_most", 0)),
    OpinionRule(level="moderate", when=fact("met", "at_least", 1)),
    OpinionRule(level="limited", when=None),
)
PACK = pack(asked("plan/x", every("a", "b"), "a"), opinion=OPINION)
WORDS = {outcome: f"Said {outcome.value}" for outcome in Outcome}


def answered(problems: int = 1, gate: Answer = Answer.YES, of: Pack = PACK, **letters: str) -> Answered:
    """The same answer, by slug and letter, to that check of every requirement."""
    found = answers(**letters)
    return Answered(
        observed={
            one.path: tuple(
                Observation(
                    check=each.slug,
                    answer=found[each.slug],
                    reason=None,
                    value="",
                    needed="",
                    because="So.",
                    witnesses=(),
                )
                for each in one.checks
            )
            for one in of.requirements
        },
        gates={one.path: Gate(answer=gate, why="It is so.") for one in of.requirements},
        actions=(),
        by_id={},
        problems=problems,
    )


def outcome_of(found: Judged) -> Outcome:
    return found.findings[0].outcome


# ------------------------------------------------------------------------------------------- what is asked again

FIRST = conclude(PACK, answered(a="y", b="n"), as_of=AS_OF)


def test_answers_that_are_the_same_are_not_combined_again() -> None:
    again = conclude(PACK, answered(a="y", b="n"), as_of=AS_OF, before=FIRST)
    assert again.inference is FIRST.inference
    assert again.opinion is FIRST.opinion
    assert again.runs == FIRST.runs
    assert all(one is other for one, other in zip(again.runs, FIRST.runs, strict=True))
    assert again == FIRST


def test_what_was_not_combined_again_can_be_leant_on_again() -> None:
    third = conclude(
        PACK,
        answered(a="y", b="n"),
        as_of=AS_OF,
        before=conclude(PACK, answered(a="y", b="n"), as_of=AS_OF, before=FIRST),
    )
    assert third.inference is FIRST.inference


@pytest.mark.parametrize(
    ("other", "outcome"),
    [
        (answered(a="y", b="y"), MET),
        (answered(a="n", b="n"), NOT),
        (answered(a="y", b="n", gate=Answer.UNKNOWN), OPEN),
        (answered(a="y", b="n", gate=Answer.NO), GONE),
    ],
)
def test_other_answers_are_combined_anew(other: Answered, outcome: Outcome) -> None:
    found = conclude(PACK, other, as_of=AS_OF, before=FIRST)
    assert outcome_of(FIRST) is PARTLY
    assert outcome_of(found) is outcome
    assert found == conclude(PACK, other, as_of=AS_OF)


def test_other_figures_are_judged_anew_though_the_answers_are_the_same() -> None:
    found = conclude(PACK, answered(0, a="y", b="n"), as_of=AS_OF, before=FIRST)
    assert (FIRST.opinion.level, found.opinion.level) == ("limited", "substantial")
    assert found.inference is FIRST.inference
    assert found == conclude(PACK, answered(0, a="y", b="n"), as_of=AS_OF)


def test_other_answers_that_come_to_the_same_figures_have_an_opinion_of_their_own() -> None:
    """The opinion may ask for a requirement by name; figures alone do not tell which it is."""
    rules = (OpinionRule(level="moderate", when=comes_to("plan/x")), OpinionRule(level="limited", when=None))
    two = pack(asked("plan/x", "a"), asked("plan/y", "b"), opinion=rules)
    one = conclude(two, answered(of=two, a="y", b="n"), as_of=AS_OF)
    turned = conclude(two, answered(of=two, a="n", b="y"), as_of=AS_OF, before=one)
    assert one.opinion.facts == turned.opinion.facts
    assert (one.opinion.level, turned.opinion.level) == ("moderate", "limited")


def test_what_was_given_to_the_engines_is_kept() -> None:
    assert FIRST.given == ({PATH: answers(a="y", b="n")}, {PATH: Answer.YES})


# ------------------------------------------------------------------------------------------ what is passed on


def test_what_stands_beside_a_finding_is_asked_with_its_outcome() -> None:
    heard: list[tuple[str, Outcome]] = []

    def beside(one: Requirement, outcome: Outcome) -> Beside:
        heard.append((one.path, outcome))
        return Beside(judgement=judged("met", "2026-01-01"), carried=True)

    for gate in (Answer.YES, Answer.UNKNOWN):
        found = conclude(PACK, answered(a="y", b="n", gate=gate), as_of=AS_OF, beside=beside).findings[0]
        assert found.judged is not None
        assert found.judged.carried is True
    assert heard == [(PATH, PARTLY), (PATH, OPEN)]


def test_unless_it_is_asked_nothing_stands_beside_a_finding() -> None:
    (found,) = FIRST.findings
    assert (found.judged, found.accepted) == (None, None)


def test_a_finding_is_worded_in_the_words_of_its_pack() -> None:
    own = replace(PACK, outcome_words=WORDS)
    (found,) = conclude(own, answered(a="n", b="n"), as_of=AS_OF).findings
    assert found.why == "Said not-met: So."


def test_what_a_finding_leans_on_is_worded_in_the_words_of_its_pack() -> None:
    own = replace(pack(asked("plan/x", "a"), asked("plan/y", comes_to("plan/x"))), outcome_words=WORDS)
    found = conclude(own, answered(of=own, a="n"), as_of=AS_OF).findings[1]
    assert found.why == "Said not-met: p/plan/x is said not-met."


def test_what_came_before_decides_and_is_said() -> None:
    own = pack(asked("plan/y", came_to("plan/x")))
    met, missed = (
        conclude(own, answered(of=own), as_of=AS_OF, previous={PATH: outcome}).findings[0] for outcome in (MET, NOT)
    )
    assert (met.outcome, missed.outcome) == (MET, NOT)
    assert missed.why == "Not met: p/plan/x was not met in the last closed cycle."


@needs_library
def test_the_engines_are_asked_in_this_process_unless_it_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object) -> NoReturn:
        raise AssertionError("another process")

    monkeypatch.setattr(
        sys.modules["vprs.engine.infer"], "ask_apart", never
    )  # the package gives its function that name
    assert all(run.agreed for run in conclude(PACK, answered(a="y", b="n"), as_of=AS_OF).runs)
    with pytest.raises(AssertionError, match="another process"):
        conclude(PACK, answered(a="y", b="n"), as_of=AS_OF, apart=True)
    with pytest.raises(AssertionError, match="another process"):
        conclude(PACK, answered(0, a="y", b="n"), as_of=AS_OF, apart=True, before=FIRST)
