"""What a half-year brings to the judgement: the last one's outcomes, and the day from which a judgement counts."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import date
from typing import Any, NoReturn

import pytest

from tests.assess.building import AS_OF, PATH, asked, document, folder, judge, judged, record
from tests.engine.building import came_to, every, pack
from tests.engine.library import needs_library
from vprs.assess import assess, judged_alike
from vprs.checks import is_carried
from vprs.dates import Period, Span, parse_span
from vprs.in_cycle import Bounds, InCycle, LastCycle
from vprs.model import Assessment, Attested, Check, Outcome, Reason, Record
from vprs.problem import InvalidInput

MET, PARTLY, NOT = Outcome.MET, Outcome.PARTLY_MET, Outcome.NOT_MET
CONFIRMED_AFTER = date(2026, 3, 31)
CYCLE = InCycle(
    id="2026-h1",
    revision=1,
    cut_off=AS_OF,
    board_body="board",
    board_date=date(2026, 10, 20),
    confirmed_after=CONFIRMED_AFTER,
)
AGAIN = asked("plan/x", every("a", came_to("plan/x")), "a")  # met only where it was met in the last half-year too


def last(outcome: Outcome) -> LastCycle:
    return LastCycle(
        id="2025-h2",
        revision=1,
        as_of=CONFIRMED_AFTER,
        found={PATH: Bounds(outcome=outcome, floor=outcome, ceiling=outcome)},
    )


def outcome_of(assessment: Assessment) -> Outcome:
    (found,) = assessment.findings
    return found.outcome


# ---------------------------------------------------------------------------------------------- the last half-year


@pytest.mark.parametrize(("came", "outcome"), [(MET, MET), (PARTLY, PARTLY), (NOT, PARTLY)])
def test_what_the_last_cycle_came_to_is_what_was_before(came: Outcome, outcome: Outcome) -> None:
    assert outcome_of(judge(AGAIN, document("a"), last=last(came))) is outcome


def test_outcomes_given_beside_a_last_cycle_stand_for_its_own() -> None:
    assert outcome_of(judge(AGAIN, document("a"), last=last(NOT), previous={PATH: MET})) is MET
    assert outcome_of(judge(AGAIN, document("a"), last=last(MET), previous={PATH: NOT})) is PARTLY


def test_without_a_last_cycle_what_was_before_is_not_asked() -> None:
    assert outcome_of(judge(AGAIN, document("a"))) is MET
    assert outcome_of(judge(AGAIN, document("a"), cycle=CYCLE)) is MET


def test_an_assessment_knows_its_cycle_and_the_last_one() -> None:
    before = last(MET)
    found = judge(AGAIN, document("a"), cycle=CYCLE, last=before)
    assert (found.cycle, found.last) == (CYCLE, before)
    alone = judge(AGAIN, document("a"))
    assert (alone.cycle, alone.last) == (None, None)


# -------------------------------------------------------------------------------- judgements of an earlier half-year

SAID = asked(
    "plan/x",
    "said",
    checks=(
        Check(
            slug="said",
            says="It is said.",
            form=Attested(statement="all-is-well", by=("lsms",), min_basis=0),
            form_name="attested",
        ),
    ),
)
IN_CYCLE, OUTSIDE = {"cycle": CYCLE}, {"cycle": replace(CYCLE, confirmed_after=None)}
MID_MARCH = {"cycle": replace(CYCLE, confirmed_after=date(2026, 3, 15))}


def span(text: str) -> Span:
    found = parse_span(text)
    assert found is not None
    return found


def said(made_on: str) -> Record:
    return record("attestation", "word", statement="all-is-well", by="lsms", made_on=span(made_on), judgement="met")


@pytest.mark.parametrize(
    ("made_on", "how", "outcome"),
    [
        ("2026-03-31", IN_CYCLE, NOT),
        ("2026-04-01", IN_CYCLE, MET),
        ("2026-03-31", OUTSIDE, MET),
        ("2026-03-31", {}, MET),
    ],
)
def test_a_judgement_made_for_an_earlier_cycle_holds_nothing(
    made_on: str, how: dict[str, Any], outcome: Outcome
) -> None:
    assert outcome_of(judge(SAID, said(made_on), **how)) is outcome


def test_why_a_judgement_of_an_earlier_cycle_does_not_count_is_said() -> None:
    (found,) = judge(SAID, said("2026-03-31"), cycle=CYCLE).findings
    assert found.observations[0].reason is Reason.LAPSED_ATTESTATION
    assert "and it is carried forward from an earlier cycle, not re-confirmed." in found.observations[0].because


@pytest.mark.parametrize(
    ("made_on", "how", "carried"),
    [
        ("2026-03-31", IN_CYCLE, True),
        ("2026-04-01", IN_CYCLE, False),
        ("2026-03", MID_MARCH, True),  # it may lie on either side: not confirmed for certain is not confirmed
        ("2026-03-31", OUTSIDE, False),
        ("2026-03-31", {}, False),
    ],
)
def test_a_view_of_an_earlier_cycle_is_shown_as_carried_forward(
    made_on: str, how: dict[str, Any], carried: bool
) -> None:
    view = judged("met", "2026-09-01")
    view = replace(view, fields={**view.fields, "made_on": span(made_on)})
    (found,) = judge(asked("plan/x", "a"), view, **how).findings
    assert found.judged is not None
    assert found.judged.carried is carried


@pytest.mark.parametrize(("there", "shown"), [((document("a"),), NOT), ((), MET)])
def test_of_two_views_of_one_day_the_one_that_differs_from_the_finding_is_shown(
    there: tuple[Record, ...], shown: Outcome
) -> None:
    views = (judged("met", "2026-09-01", name="one"), judged("not-met", "2026-09-01", name="other", by="lsms"))
    (found,) = judge(asked("plan/x", "a"), *views, *there).findings
    assert found.judged is not None
    assert (found.judged.outcome, found.judged.disagrees) == (shown, True)


def test_a_view_that_does_not_say_when_it_was_made_is_of_an_earlier_cycle() -> None:
    """The reader refuses one; a record may be made without."""
    view = judged("met", "2026-09-01")
    undated = replace(view, fields={name: value for name, value in view.fields.items() if name != "made_on"})
    assert is_carried(undated, CONFIRMED_AFTER) is True
    assert is_carried(undated, None) is False
    assert is_carried(view, CONFIRMED_AFTER) is False


def test_without_a_view_nothing_is_shown_beside_a_finding() -> None:
    (found,) = judge(asked("plan/x", "a"), cycle=CYCLE).findings
    assert (found.judged, found.accepted) == (None, None)


# ------------------------------------------------------------------------------------------------- judged alike

EARLIER = Period(date(2026, 2, 1), date(2026, 8, 31))
BEFORE = assess([pack(AGAIN)], folder(), as_of=AS_OF, period=EARLIER, cycle=CYCLE, last=last(MET))


def test_other_evidence_is_judged_on_the_day_for_the_period_and_in_the_cycle_of_the_first() -> None:
    alike = judged_alike(BEFORE, folder(document("a")))
    assert (alike.as_of, alike.period, alike.packs) == (AS_OF, EARLIER, BEFORE.packs)
    assert (alike.cycle, alike.last) == (CYCLE, last(MET))
    assert outcome_of(alike) is MET
    assert outcome_of(BEFORE) is NOT


def test_the_evidence_judged_alike_is_the_other() -> None:
    other = folder(document("a"))
    assert judged_alike(BEFORE, other).workspace is other


def test_judging_alike_may_be_by_other_packs() -> None:
    other = [pack(asked("plan/x", "b")), pack(asked("plan/y", "a"))]
    alike = judged_alike(BEFORE, folder(document("a")), packs=other)
    assert alike.packs == tuple(other)
    assert [each.outcome for each in alike.findings] == [NOT, MET]


def test_judging_alike_by_no_pack_is_refused_as_judging_is() -> None:
    with pytest.raises(InvalidInput, match=r"^rules: no rule pack is given\. Name at least one pack\.$"):
        judged_alike(BEFORE, folder(), packs=[])


def test_judging_alike_may_be_after_other_outcomes() -> None:
    assert outcome_of(judged_alike(BEFORE, folder(document("a")), previous={PATH: NOT})) is PARTLY


@needs_library
def test_judging_alike_is_apart_only_where_it_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object) -> NoReturn:
        raise AssertionError("another process")

    monkeypatch.setattr(
        sys.modules["vprs.engine.infer"], "ask_apart", never
    )  # the package gives its function that name
    assert judged_alike(BEFORE, folder()).engine.agreed
    with pytest.raises(AssertionError, match="another process"):
        judged_alike(BEFORE, folder(), apart=True)


# ------------------------------------------------------------------------------------------------ what is refused


def test_all_that_is_wrong_with_a_run_is_said_at_once() -> None:
    with pytest.raises(InvalidInput) as caught:
        assess([], folder(), as_of=AS_OF, period=Period(date(2026, 12, 1), date(2026, 10, 1)))
    assert str(caught.value).splitlines() == [
        "period: it ends on 2026-10-01, after the day of judgement, 2026-09-30. Judge as of its end or later.",
        "period: it starts on 2026-12-01, after its end on 2026-10-01. Give the earlier day first.",
        "rules: no rule pack is given. Name at least one pack.",
    ]
