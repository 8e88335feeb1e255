"""What does not apply drops out before any engine is asked."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from tests.engine.building import LETTERS, answers, came_to, comes_to, every, fact, pack, requirement, some
from vprs.engine import Verdict, infer
from vprs.engine.posed import Given
from vprs.engine.prune import in_order, pose
from vprs.model import Answer, Condition, Outcome, Requirement

MET, PARTLY, NOT = Outcome.MET, Outcome.PARTLY_MET, Outcome.NOT_MET
GONE = Outcome.NOT_APPLICABLE


def judge(
    *requirements: Requirement,
    given: Mapping[str, Answer],
    gates: Mapping[str, str] | None = None,
    previous: Mapping[str, Outcome] | None = None,
) -> Mapping[str, Verdict]:
    """Verdicts by slug; `given` answers the checks of every requirement, gates are open unless said otherwise."""
    shut = {f"p/{name}": LETTERS[letter] for name, letter in (gates or {}).items()}
    found = infer(
        pack(*requirements),
        {one.path: {each.slug: given[each.slug] for each in one.checks} for one in requirements},
        {one.path: shut.get(one.path, Answer.YES) for one in requirements},
        previous=previous,
    )
    return {path.rpartition("/")[2]: verdict for path, verdict in found.verdicts.items()}


def alone(met: Condition | str, partly: Condition | str | None = None, /, **letters: str) -> tuple[Outcome, Outcome]:
    verdict = judge(requirement("plan/x", met, partly), given=answers(**letters))["x"]
    return verdict.floor, verdict.ceiling


def test_a_check_that_is_not_applicable_drops_out_of_all() -> None:
    assert alone(every("a", "b"), a="y", b="-") == (MET, MET)
    assert alone(every("a", "b"), a="n", b="-") == (NOT, NOT)


def test_a_check_that_is_not_applicable_is_no_alternative() -> None:
    assert alone(some("a", "b"), a="n", b="-") == (NOT, NOT)


def test_a_group_that_is_emptied_drops_out_of_its_own_group() -> None:
    assert alone(every("a", some("b", "c")), a="y", b="-", c="-") == (MET, MET)
    assert alone(some("a", every("b", "c")), a="n", b="-", c="-") == (NOT, NOT)


def test_a_requirement_whose_deciding_checks_all_drop_out_is_not_applicable() -> None:
    verdict = judge(requirement("plan/x", every("a", some("b", "b")), "c"), given=answers(a="-", b="-", c="y"))["x"]
    assert verdict == Verdict(floor=GONE, ceiling=GONE, applicable=False, dropped=True)


def test_an_emptied_partly_condition_is_never() -> None:
    assert alone(every("a", "b"), "b", a="n", b="-") == (NOT, NOT)
    assert alone(every("a", "b"), "b", a="n", b="y") == (PARTLY, PARTLY)


def test_an_unknown_is_no_at_worst_and_yes_at_best() -> None:
    assert alone(every("a", "b"), "a", a="y", b="u") == (PARTLY, MET)
    assert alone(every("a", "b"), a="n", b="u") == (NOT, NOT)
    assert alone(some("a", "b"), a="y", b="u") == (MET, MET)


def test_a_shut_gate_makes_a_requirement_not_applicable_whatever_its_checks_say() -> None:
    verdict = judge(requirement("plan/x", "a"), given=answers(a="n"), gates={"plan/x": "n"})["x"]
    assert verdict == Verdict(floor=GONE, ceiling=GONE, applicable=False, dropped=False)


def test_an_unknown_gate_leaves_floor_and_ceiling_to_the_checks() -> None:
    verdict = judge(requirement("plan/x", "a"), given=answers(a="u"), gates={"plan/x": "u"})["x"]
    assert verdict == Verdict(floor=NOT, ceiling=MET, applicable=True, dropped=False)


def test_a_requirement_that_does_not_apply_drops_out_of_later_ones() -> None:
    asked = requirement("plan/x", "a"), requirement("do/y", every(comes_to("plan/x"), "b"))
    shut = judge(*asked, given=answers(a="n", b="y"), gates={"plan/x": "n"})
    assert shut["y"].floor is MET
    emptied = judge(*asked, given=answers(a="-", b="y"))
    assert emptied["y"].floor is MET
    assert judge(*asked, given=answers(a="n", b="y"))["y"].ceiling is NOT


def test_what_leans_only_on_requirements_that_do_not_apply_does_not_apply() -> None:
    chain = (
        requirement("plan/x", "a"),
        requirement("do/y", comes_to("plan/x")),
        requirement("act/z", every(comes_to("do/y"))),
    )
    assert judge(*chain, given=answers(a="-"))["z"].dropped


def test_a_requirement_that_may_not_apply_is_no_pass_for_later_ones() -> None:
    asked = requirement("plan/x", "a"), requirement("do/y", some(comes_to("plan/x"), "b"))
    verdict = judge(*asked, given=answers(a="y", b="n"), gates={"plan/x": "u"})["y"]
    assert (verdict.floor, verdict.ceiling) == (NOT, MET)


def test_a_later_requirement_sees_the_outcome_of_its_own_world() -> None:
    asked = (
        requirement("plan/x", every("a", "b"), "a"),
        requirement("do/met", comes_to("plan/x")),
        requirement("do/partly", comes_to("plan/x", PARTLY)),
    )
    found = judge(*asked, given=answers(a="y", b="u"))
    assert (found["met"].floor, found["met"].ceiling) == (NOT, MET)
    assert (found["partly"].floor, found["partly"].ceiling) == (MET, MET)


def test_requirements_of_one_phase_may_lean_on_each_other_against_the_alphabet() -> None:
    chain = (
        requirement("plan/a", comes_to("plan/b")),
        requirement("plan/b", comes_to("plan/c")),
        requirement("plan/c", "k"),
    )
    assert [one.slug for one in in_order(pack(*chain))] == ["c", "b", "a"]
    assert judge(*chain, given=answers(k="y"))["a"].floor is MET
    assert judge(*chain, given=answers(k="n"))["a"].ceiling is NOT


def test_at_least_not_met_asks_only_whether_it_applies() -> None:
    asked = requirement("plan/x", "a"), requirement("do/y", comes_to("plan/x", NOT))
    assert judge(*asked, given=answers(a="n"))["y"].floor is MET
    assert judge(*asked, given=answers(a="-"))["y"].dropped


@pytest.mark.parametrize(
    ("gate", "at_least", "given"),
    [
        (Answer.UNKNOWN, MET, Given(name="requirement p/plan/x", answer=Answer.UNKNOWN)),
        (Answer.UNKNOWN, NOT, Given(name="requirement p/plan/x", answer=Answer.UNKNOWN)),
        (Answer.YES, NOT, Given(name="requirement p/plan/x applies", answer=Answer.YES)),
        (Answer.YES, PARTLY, comes_to("plan/x", PARTLY)),
    ],
)
def test_a_requirement_is_asked_by_its_name(gate: Answer, at_least: Outcome, given: object) -> None:
    asked = pack(requirement("plan/x", "a"), requirement("do/y", comes_to("plan/x", at_least)))
    said = {"p/plan/x": answers(a="y"), "p/do/y": {}}
    (_, later) = pose(asked, said, {"p/plan/x": gate, "p/do/y": Answer.YES}, None).posed
    assert later.met == given


def test_a_previous_outcome_drops_out_without_a_closed_cycle() -> None:
    asked = requirement("act/x", every(came_to("plan/p"), "a"))
    assert judge(asked, given=answers(a="y"))["x"].floor is MET
    assert judge(requirement("act/x", came_to("plan/p")), given={})["x"].dropped


@pytest.mark.parametrize(
    ("was", "floor"),
    [(MET, MET), (PARTLY, NOT), (NOT, NOT), (Outcome.NOT_ASSESSED, NOT), (GONE, GONE)],
)
def test_a_previous_outcome_counts_as_it_was_closed(was: Outcome, floor: Outcome) -> None:
    verdict = judge(requirement("act/x", came_to("plan/p")), given={}, previous={"p/plan/p": was})["x"]
    assert verdict.floor is verdict.ceiling is floor


def test_what_the_last_cycle_did_not_judge_drops_out() -> None:
    asked = requirement("act/x", every(came_to("plan/p"), "a"))
    assert judge(asked, given=answers(a="y"), previous={"p/plan/other": NOT})["x"].floor is MET


def test_a_circle_is_named() -> None:
    circle = pack(requirement("plan/a", comes_to("plan/b")), requirement("plan/b", comes_to("plan/a")))
    with pytest.raises(ValueError, match=r"^requirements refer to each other in a circle: (\S+) > (\S+) > \1$"):
        in_order(circle)


@pytest.mark.parametrize("path", ["do/later", "plan/nowhere"])
def test_nobody_leans_on_what_comes_later_or_is_not_there(path: str) -> None:
    made = pack(requirement("plan/a", comes_to(path)), requirement("do/later", "k"))
    with pytest.raises(ValueError, match=rf"^p/plan/a refers to p/{path}, which this pack does not judge before it$"):
        in_order(made)


def test_a_figure_is_asked_only_in_an_opinion() -> None:
    with pytest.raises(ValueError, match=r"^a fact \('met'\) can only be asked in an opinion$"):
        judge(requirement("plan/x", fact("met", "is", 1)), given={})
