"""One finding for every requirement, and every rule of what it says, on both sides."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.assess.building import PATH, asked, asks, document, finding, folder, judge, judged, on, record
from tests.engine.building import came_to, comes_to, every, pack, some
from vprs.assess import assess
from vprs.basis import relied_on
from vprs.dates import Period
from vprs.model import Answer, Clause, Gap, Matcher, Observation, Organisation, Outcome, Record, Requirement, Workspace
from vprs.problem import InvalidInput

MET, PARTLY, NOT = Outcome.MET, Outcome.PARTLY_MET, Outcome.NOT_MET
OPEN, GONE = Outcome.NOT_ASSESSED, Outcome.NOT_APPLICABLE
UNDATED = None  # a review date that is not given: nobody can say whether the document is in date

BOTH = asked("plan/x", every("a", "b"), "a")


# ------------------------------------------------------------------------------------------------- the outcome


def test_what_both_worlds_come_to_is_the_outcome() -> None:
    assert finding(BOTH, document("a"), document("b")).outcome is MET
    assert finding(BOTH, document("a")).outcome is PARTLY
    assert finding(BOTH).outcome is NOT


def test_what_an_unknown_could_turn_is_not_assessed() -> None:
    found = finding(BOTH, document("a"), document("b", review=UNDATED))
    assert (found.outcome, found.floor, found.ceiling) == (OPEN, PARTLY, MET)


def test_an_unknown_that_can_turn_nothing_leaves_the_outcome() -> None:
    found = finding(asked("plan/x", some("a", "b"), "a"), document("a"), document("b", review=UNDATED))
    assert (found.outcome, found.floor, found.ceiling) == (MET, MET, MET)


def only_for(*types: str) -> tuple[Clause, ...]:
    return (Clause(field=("organisation", "type"), matchers=(Matcher(operator="one_of", operands=types),)),)


def needs_field(name: str) -> tuple[Clause, ...]:
    return (Clause(field=("organisation", name), matchers=(Matcher(operator="is", operands=("yes",)),)),)


def test_a_requirement_for_other_organisations_is_not_applicable() -> None:
    found = finding(asked("plan/x", "a", when=only_for("ambulance")), document("a"))
    assert (found.outcome, found.floor, found.ceiling, found.basis) == (GONE, GONE, GONE, "none")
    assert found.why == "Not applicable: It does not apply to this organisation, by its type."
    assert finding(asked("plan/x", "a", when=only_for("ambulance", "acute")), document("a")).outcome is MET


def test_a_requirement_of_which_nobody_can_say_whether_it_applies_is_not_assessed_even_where_its_checks_are_sure() -> (
    None
):
    found = finding(asked("plan/x", "a", when=needs_field("lone_workers")), document("a"))
    assert (found.outcome, found.floor, found.ceiling) == (OPEN, MET, MET)
    assert found.why == (
        "Not assessed: whether it applies is not known; if it does, it is met. "
        "organisation.yaml does not give what decides whether this applies (lone workers)."
    )


def test_a_requirement_whose_every_check_names_an_ended_body_is_not_applicable() -> None:
    one = asked("plan/x", "a", checks=(asks("a", received_by=("old-board",)),))
    ended = record("organisation.bodies", "old-board", to=on("2026-09-29"))
    organisation = Organisation(name="A trust", code="T", type="acute", packs=("p",), lists={"bodies": (ended,)})
    workspace = Workspace(organisation=organisation, records=(document("a"),))
    found = assess([pack(one)], workspace, as_of=date(2026, 9, 30)).findings[0]
    assert (found.outcome, found.observations[0].answer) == (GONE, Answer.NOT_APPLICABLE)
    assert found.why.startswith("Not applicable: old-board ended on 29 September 2026")
    before = assess([pack(one)], workspace, as_of=date(2026, 9, 28)).findings[0]
    assert before.outcome is NOT


def test_every_requirement_of_every_pack_has_one_finding_in_order_of_phase_and_slug() -> None:
    names = ["act/a", "plan/b", "do/c", "plan/a", "check/d"]
    found = judge([asked(name, "a") for name in names]).findings
    assert [each.requirement.path for each in found] == ["p/plan/a", "p/plan/b", "p/do/c", "p/check/d", "p/act/a"]


def test_a_later_phase_leans_on_what_an_earlier_one_came_to() -> None:
    leaning = [asked("plan/x", "a"), asked("act/y", comes_to("plan/x"))]
    assert [each.outcome for each in judge(leaning, document("a")).findings] == [MET, MET]
    failed = judge(leaning).findings[1]
    assert (failed.outcome, failed.why) == (NOT, "Not met: p/plan/x is not met.")
    unsure = judge(leaning, document("a", review=UNDATED)).findings[1]
    assert unsure.outcome is OPEN
    assert unsure.why == "Not assessed, at worst not met, at best met: p/plan/x is not assessed."


def test_a_past_outcome_counts_where_a_cycle_was_closed() -> None:
    one = asked("act/x", every("a", came_to("plan/p")))
    assert finding(one, document("a")).outcome is MET
    assert finding(one, document("a"), previous={"p/plan/p": MET}).outcome is MET
    failed = finding(one, document("a"), previous={"p/plan/p": NOT})
    assert (failed.outcome, failed.why) == (NOT, "Not met: p/plan/p was not met in the last closed cycle.")


# --------------------------------------------------------------------------------------------------- the reason


def test_why_names_what_decided() -> None:
    one = asked("plan/x", every("a", "b"), some("a", "b"))
    full = finding(one, document("a"), document("b"))
    assert full.why == "Met: all 2 checks that decide it say yes."
    partly = finding(one, document("b"))
    assert partly.why == f"Partly met: {partly.observations[0].because}"
    nothing = finding(one)
    assert nothing.why == f"Not met: {nothing.observations[0].because}"
    unsure = finding(one, document("a"), document("b", review=UNDATED))
    assert unsure.why == f"Not assessed, at worst partly met, at best met: {unsure.observations[1].because}"


def test_why_says_where_one_of_several_was_enough() -> None:
    assert finding(asked("plan/x", some("a", "b")), document("b")).why == (
        "Met: 1 of the 2 checks that decide it say yes, and that is enough."
    )
    alone = finding(asked("plan/x", "a"), document("a"))
    assert alone.why == f"Met: {alone.observations[0].because}"


# ---------------------------------------------------------------------------------------------------- the basis


@pytest.mark.parametrize(
    ("records", "basis"),
    [
        ([document("a"), document("b")], "held"),
        ([document("a", held=False), document("b", held=False)], "stated"),
        ([document("a"), document("b", held=False)], "mixed"),
        ([document("a")], "held"),
        ([document("a", review="2026-01-01")], "none"),
        ([], "none"),
    ],
)
def test_the_basis_is_what_stands_behind_the_yes(records: list[Record], basis: str) -> None:
    assert finding(BOTH, *records).basis == basis


def test_a_check_that_decides_nothing_gives_no_basis() -> None:
    one = asked("plan/x", "a", checks=(asks("a"), asks("b", advisory=True)))
    assert finding(one, document("b")).basis == "none"
    assert finding(one, document("a", held=False), document("b")).basis == "stated"


def test_an_entry_of_the_organisation_is_no_evidence() -> None:
    """Sites and roles say of whom something is asked; they answer nothing."""
    site = record("organisation.sites", "north", held=False)
    seen = Observation(
        check="a", answer=Answer.YES, reason=None, value="1 of 1", needed="100%", because="So.", witnesses=(site,)
    )
    one = asked("plan/x", "a")
    assert relied_on(one, (seen,), MET) == ()
    assert relied_on(one, (replace(seen, witnesses=(site, document("a"))),), MET) == (document("a"),)


def test_an_attestation_is_a_basis_of_its_own() -> None:
    from vprs.model import Attested, Check

    form = Attested(statement="all-is-well", by=("lsms",), min_basis=0)
    said = Check(slug="said", says="It is said.", form=form, form_name="attested")
    one = asked("plan/x", every("a", "said"), checks=(asks("a"), said))
    word = record("attestation", "word", statement="all-is-well", by="lsms", made_on=on("2026-09-01"), judgement="met")
    assert finding(one, word).basis == "attested"
    assert finding(one, word, document("a")).basis == "mixed"


def test_what_an_allowed_role_attested_not_applicable_is_so_and_says_on_what_basis() -> None:
    one = asked("plan/x", "a", not_applicable_by=("chief",))
    word = judged("not-applicable", "2026-09-01", by="chief", reason="No such sites")
    found = finding(one, word, document("a"))
    assert (found.outcome, found.basis) == (GONE, "attested")
    assert found.judged is not None
    assert found.judged.disagrees is False


def test_what_another_role_attested_not_applicable_stands_beside_the_finding() -> None:
    one = asked("plan/x", "a", not_applicable_by=("chief",))
    found = finding(one, judged("not-applicable", "2026-09-01", by="lsms", reason="No such sites"), document("a"))
    assert (found.outcome, found.basis) == (MET, "held")
    assert found.judged is not None
    assert (found.judged.outcome, found.judged.disagrees) == (GONE, True)


# ----------------------------------------------------------------------------- judgements and accepted risks


def test_a_judgement_stands_beside_a_finding_and_never_replaces_it() -> None:
    found = finding(asked("plan/x", "a"), judged("met", "2026-09-01", reason="I have seen it"))
    assert found.outcome is NOT
    view = found.judged
    assert view is not None
    assert (view.outcome, view.by, view.on, view.reason) == (MET, "auditor", on("2026-09-01"), "I have seen it")
    assert view.disagrees


@pytest.mark.parametrize(("view", "disagrees"), [("met", False), ("partly-met", True), ("not-met", True)])
def test_a_judgement_disagrees_where_it_is_another_outcome(view: str, disagrees: bool) -> None:
    found = finding(asked("plan/x", "a"), judged(view, "2026-09-01"), document("a"))
    assert found.judged is not None
    assert found.judged.disagrees is disagrees
    assert found.judged.reason == ""


def test_a_judgement_of_what_could_not_be_assessed_disagrees() -> None:
    found = finding(asked("plan/x", "a"), judged("met", "2026-09-01"), document("a", review=UNDATED))
    assert found.judged is not None
    assert found.judged.disagrees


def risk(until: str) -> Record:
    return record(
        "risk", "r", requirement=PATH, raised_on=on("2026-01-01"), accepted_by="chief", accepted_until=on(until)
    )


def test_an_accepted_risk_is_shown_until_it_lapses() -> None:
    standing = finding(asked("plan/x", "a"), risk("2026-09-30"))
    assert standing.accepted is not None
    assert (standing.accepted.by, standing.accepted.until) == ("chief", on("2026-09-30"))
    assert (standing.outcome, standing.gap is None) == (NOT, False)
    assert finding(asked("plan/x", "a"), risk("2026-09-29")).accepted is None


# ------------------------------------------------------------------------------------------------------ the gap


def test_a_gap_says_what_to_do_by_whom_and_by_when() -> None:
    assert finding(asked("plan/x", "a")).gap == Gap(
        gap="A gap.", action="An action.", owner="lsms", due=date(2026, 10, 30)
    )


@pytest.mark.parametrize(
    ("records", "outcome", "gap"),
    [
        ([document("a"), document("b")], MET, False),
        ([document("a")], PARTLY, True),
        ([], NOT, True),
        ([document("a", review=UNDATED), document("b", review=UNDATED)], OPEN, False),
        ([document("a", review=UNDATED), document("b")], OPEN, False),
        ([document("a", review=UNDATED)], OPEN, True),
    ],
)
def test_a_certain_no_is_a_gap_even_where_the_rest_is_unknown(
    records: list[Record], outcome: Outcome, gap: bool
) -> None:
    found = finding(BOTH, *records)
    assert (found.outcome, found.gap is not None) == (outcome, gap)


def test_a_requirement_that_can_no_longer_be_met_has_a_gap_though_its_own_check_is_unknown() -> None:
    leaning = [asked("plan/x", "a"), asked("act/y", every(comes_to("plan/x"), "b"), "b")]
    found = judge(leaning, document("b", review=UNDATED)).findings[1]
    assert (found.outcome, found.floor, found.ceiling) == (OPEN, NOT, PARTLY)
    assert found.gap is not None


def test_what_does_not_apply_has_no_gap() -> None:
    assert finding(asked("plan/x", "a", when=only_for("ambulance"))).gap is None


# --------------------------------------------------------------------------------------------------- the period


def test_without_a_period_the_half_year_to_the_day_is_judged() -> None:
    assert judge(asked("plan/x", "a")).period == Period(date(2026, 4, 1), date(2026, 9, 30))
    assert judge(asked("plan/x", "a"), as_of=date(2026, 10, 20)).period == Period(date(2026, 4, 21), date(2026, 10, 20))


def test_a_period_may_end_on_the_day_of_judgement_and_not_after_it() -> None:
    one = asked("plan/x", "a")
    ends_today = Period(date(2026, 1, 1), date(2026, 9, 30))
    assert judge(one, period=ends_today).period == ends_today
    with pytest.raises(InvalidInput) as caught:
        judge(one, period=Period(date(2026, 1, 1), date(2026, 10, 1)))
    assert str(caught.value) == (
        "period: it ends on 2026-10-01, after the day of judgement, 2026-09-30. Judge as of its end or later."
    )


def test_a_period_may_be_a_day_and_not_less() -> None:
    one = asked("plan/x", "a")
    today = Period(date(2026, 9, 30), date(2026, 9, 30))
    assert judge(one, period=today).period == today
    with pytest.raises(InvalidInput) as caught:
        judge(one, period=Period(date(2026, 9, 30), date(2026, 9, 29)))
    assert str(caught.value) == (
        "period: it starts on 2026-09-30, after its end on 2026-09-29. Give the earlier day first."
    )


def test_nothing_is_judged_by_nothing() -> None:
    with pytest.raises(InvalidInput) as caught:
        assess([], folder(), as_of=date(2026, 9, 30))
    assert str(caught.value) == "rules: no rule pack is given. Name at least one pack."


# ---------------------------------------------------------------------------------------------------- the whole


def test_the_same_folder_gives_the_same_assessment_whatever_the_order_of_its_records() -> None:
    asking = [asked("plan/x", every("a", "b"), some("a", "b")), asked("do/y", comes_to("plan/x"))]
    records = [document("a"), document("b", review=UNDATED), judged("met", "2026-09-01")]
    forwards, backwards = judge(asking, *records), judge(asking, *reversed(records))
    assert forwards.findings == backwards.findings
    assert forwards.opinions == backwards.opinions
    assert forwards == judge(asking, *records)


def test_the_run_of_the_engines_is_told_once_for_all_packs() -> None:
    one = asked("plan/x", "a")
    run = judge(one).engine
    assert run.reference == "vprs reference"
    assert run.agreed in (True, None)


def as_given(one: Requirement, workspace: Workspace) -> list[str]:
    return [each.check for each in assess([pack(one)], workspace, as_of=date(2026, 9, 30)).findings[0].observations]


def test_every_check_has_one_observation_in_the_order_of_the_file() -> None:
    one = asked("plan/x", "b", checks=(asks("b"), asks("a", advisory=True)))
    assert as_given(one, folder()) == ["b", "a"]
    assert as_given(asked("plan/x", "b", checks=one.checks, when=only_for("ambulance")), folder()) == ["b", "a"]
