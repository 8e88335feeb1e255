"""The way to an opinion: enough, nothing to spare, the least effort first, and honest about time."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.northmoor import judging
from tests.pathway.ways import ALL_MET, AS_OF, assessed, hold, level, pack_of, requirement, steps, way
from tests.properties.northmoor import judged, thinned
from vprs.assess import assess, half_year_to
from vprs.clauses import equals
from vprs.model import FactIs, Lost, Outcome, Selector
from vprs.pathway import edits_of, first_day, path_lines, path_to
from vprs.problem import Problem
from vprs.whatif import Added, Changed, is_dated_from, question, reaching

POLICY = "exists: {kind: document, where: {doc_type: policy}}"
STRATEGY = "exists: {kind: document, where: {doc_type: strategy}}"
LEAD = "held: {role: lsms}"
TWO_MINUTES = "count: {kind: minute, where: {body: board}, window: P12M, at_least: 2}"
SPREAD = "recurs: {kind: minute, where: {body: board}, every: P8M}"
HALF_YEARS = "each_period: {kind: minute, where: {body: board}, each: half-year, last: 2}"
IN_DATE = (
    "{id: p, kind: document, doc_type: policy, status: approved, approved_on: 2025-05-01, review_date: 2027-05-01}"
)


def test_what_is_reached_needs_nothing() -> None:
    path, assessment = way(pack_of([requirement("policy", POLICY)]), f"[{IN_DATE}]")
    assert (path.level, path.reached, path.steps) == ("substantial", "substantial", ())
    assert "reached already" in "\n".join(path_lines(path, assessment))


def test_from_an_empty_folder_every_change_is_needed() -> None:
    path, assessment = way(
        pack_of([requirement("policy", POLICY), requirement("lead", LEAD), requirement("minutes", TWO_MINUTES)])
    )
    assert steps(path) == {"policy": 1, "lead": 1, "minutes": 2}
    assert path.not_before is None
    hold(path, assessment)


def test_of_two_that_would_do_the_one_of_less_effort_is_named() -> None:
    asked = [requirement("dear", POLICY, "large"), requirement("cheap", LEAD, "small")]
    one_short = (FactIs(name="not_met", operator="at_most", number=1),)
    path, assessment = way(pack_of(asked, one_short))
    assert steps(path) == {"cheap": 1}
    hold(path, assessment)
    path, assessment = way(
        pack_of([requirement("dear", POLICY, "small"), requirement("cheap", LEAD, "large")], one_short)
    )
    assert steps(path) == {"dear": 1}


def test_steps_come_in_order_of_their_effort() -> None:
    asked = [requirement("a", POLICY, "large"), requirement("b", LEAD, "small"), requirement("c", STRATEGY)]
    path, _ = way(pack_of(asked))
    assert [step.effort for step in path.steps] == ["small", "medium", "large"]


def test_what_one_change_does_for_two_requirements_is_made_once() -> None:
    path, assessment = way(pack_of([requirement("policy", POLICY), requirement("same", POLICY)]))
    assert len(edits_of(path.steps)) == 1
    hold(path, assessment)


def test_a_requirement_that_need_not_be_met_is_left_alone() -> None:
    only_high = (FactIs(name="not_met.high", operator="is", number=0),)
    asked = [requirement("high", POLICY), requirement("low", LEAD, severity="low")]
    path, assessment = way(pack_of(asked, only_high))
    assert steps(path) == {"high": 1}
    hold(path, assessment)


def test_problems_in_the_evidence_are_to_be_mended_where_the_opinion_asks_it() -> None:
    sound = (*ALL_MET, FactIs(name="problems", operator="is", number=0))
    problem = Problem(file="minutes.yaml", line=3, message="it is not a date.", hint="Write one.")
    path, assessment = way(pack_of([requirement("policy", POLICY)], sound), f"[{IN_DATE}]", problems=(problem,))
    assert steps(path) == {"": 1}
    assert "mend 1 problem in the evidence (minutes.yaml)" in "\n".join(path_lines(path, assessment))
    hold(path, assessment)


def test_what_is_only_stated_needs_its_file_where_the_opinion_asks_it() -> None:
    held = (*ALL_MET, FactIs(name="stated_percent", operator="at_most", number=50))
    pack = pack_of([requirement("policy", POLICY), requirement("lead", LEAD)], held)
    lead = "{id: l, kind: appointment, role: lsms, holder: H1, start: 2020-01-01}"
    assessment = assessed(pack, f"[{IN_DATE}, {lead}]")
    stated = tuple(replace(each, held=False) for each in assessment.workspace.records)
    assessment = assess((pack,), replace(assessment.workspace, records=stated), as_of=AS_OF)
    path = path_to(assessment, pack, "substantial")
    assert len(path.steps) == 1  # one of the two is enough
    assert "put the file behind" in "\n".join(path_lines(path, assessment))
    hold(path, assessment)


def test_an_item_that_cannot_be_read_is_to_be_mended() -> None:
    lost = (Lost(kind="document", file="policy.pdf.yaml", line=1),)
    path, assessment = way(pack_of([requirement("policy", POLICY)]), "[]", lost=lost)
    assert path.possible
    hold(path, assessment)


# ------------------------------------------------------------------------------------------------------------ time


def test_what_needs_minutes_of_the_past_cannot_be_reached_before_they_can_have_been_made() -> None:
    pack = pack_of([requirement("spread", SPREAD)])
    path, assessment = way(pack)
    assert path.not_before == date(2027, 1, 29)  # eight months after its window's start is today
    ((waits, on),) = path.waiting
    assert (waits.slug, on) == ("spread", path.not_before)
    said = "\n".join(path_lines(path, assessment))
    assert "Substantial assurance cannot be reached before 29 January 2027" in said
    assert "Where those records exist already, file them" in said
    hold(path, assessment)


def test_the_first_day_is_the_first() -> None:
    pack = pack_of([requirement("spread", SPREAD)])
    assessment = assessed(pack)
    (finding,) = assessment.findings
    asked = question(assessment, finding)
    first = first_day(asked, Outcome.MET)
    assert first is not None
    for days, reached in ((-1, False), (0, True), (30, True)):
        on = first + timedelta(days=days)
        then = replace(asked, assessment=replace(assessment, as_of=on, period=half_year_to(on)), since=AS_OF)
        found = reaching(then, Outcome.MET)
        assert (found is not None) is reached, on
        if found is not None:
            assert is_dated_from(AS_OF, found.edits)


def test_two_meetings_that_may_both_still_be_held_need_no_waiting() -> None:
    path, _ = way(pack_of([requirement("minutes", TWO_MINUTES)]))
    assert path.not_before is None
    for edit in edits_of(path.steps):
        assert isinstance(edit, Added)
        assert str(edit.record.fields["date"]) >= AS_OF.isoformat()


def test_a_paper_for_a_half_year_that_is_over_may_still_be_written() -> None:
    path, assessment = way(pack_of([requirement("half-years", HALF_YEARS)]))
    assert path.not_before is None
    spoken_of = [edit.record.fields["period"] for edit in edits_of(path.steps) if isinstance(edit, Added)]
    assert len(spoken_of) == 2
    hold(path, assessment)


def test_where_another_way_needs_no_past_it_is_taken_whatever_its_effort() -> None:
    asked = [requirement("past", SPREAD, "small"), requirement("now", POLICY, "large")]
    path, assessment = way(pack_of(asked, (FactIs(name="not_met", operator="at_most", number=1),)))
    assert steps(path) == {"now": 1}
    assert path.not_before is None
    hold(path, assessment)


LATE = "{id: late, kind: action, raised_on: 2026-01-05, due: 2026-03-01, lead: lsms}"
NOBODYS = "{id: nobodys, kind: action, raised_on: 2026-01-05, due: 2027-03-01}"


@pytest.mark.parametrize(
    ("fact", "records", "changed"),
    [
        ("overdue_actions", f"[{LATE}]", ["late"]),
        ("overdue_actions", f"[{LATE}, {NOBODYS}]", ["late"]),
        ("unowned_actions", f"[{LATE}, {NOBODYS}]", ["nobodys"]),
        (
            "overdue_actions",
            "[{id: said, kind: action, raised_on: 2026-01-05, due: 2026-03-01, status: closed}]",
            ["said"],
        ),
    ],
)
def test_actions_that_are_late_or_nobodys_are_changes_too(fact: str, records: str, changed: list[str]) -> None:
    path, assessment = way(pack_of([], (FactIs(name=fact, operator="is", number=0),)), records)
    hold(path, assessment)
    edits = [edit.record.id for step in path.steps for edit in step.edits if isinstance(edit, Changed)]
    assert edits == changed


# ---------------------------------------------------------------------------------------------------- out of reach


def test_what_no_change_reaches_is_said_with_what_keeps_it_away() -> None:
    more = (FactIs(name="met", operator="at_least", number=9),)
    path, assessment = way(pack_of([requirement("policy", POLICY)], more))
    assert (path.possible, path.steps, path.reached) == (False, (), "limited")
    said = "\n".join(path_lines(path, assessment))
    assert "cannot be reached by evidence alone" in said
    assert "requirements met: 1 (at least 9 asked)" in said


# ------------------------------------------------------------------------------------------------ the worked example


@pytest.mark.parametrize("wanted", ["substantial", "limited"])
def test_the_worked_example_reaches_it_with_nothing_to_spare(wanted: str) -> None:
    assessment = judged(thinned())
    path = path_to(assessment, judging.packs()[0], wanted)
    assert path.possible
    if path.steps:
        hold(path, assessment)
    else:
        assert level(assessment, ()) == path.level


def test_what_applies_only_because_of_a_step_that_is_spared_is_spared_too() -> None:
    """Left out in one round only, a declaration would stay for a requirement that then does not apply."""
    powers = replace(
        requirement("powers", "none: {kind: response, where: {response_type: sanction}, window: period}"),
        while_=Selector(kind="minute", where=(equals("decisions", "powers-not-used"),)),
    )
    minuted = "exists: {kind: minute, where: {body: board, decisions: powers-not-used}}"
    asked = [requirement("policy", POLICY, "small"), requirement("minuted", minuted, severity="low"), powers]
    path, assessment = way(pack_of(asked, (FactIs(name="not_met.high", operator="is", number=0),)))
    assert steps(path) == {"policy": 1}
    hold(path, assessment)
    said = "\n".join(path_lines(path, assessment))
    assert "not applicable to not applicable" not in said


def test_figures_of_the_past_are_told_as_what_only_later_ones_can_change() -> None:
    grown = "change: {metric: rate, each: financial-year, at_most: -5%}"
    figures = (
        "[{id: a, kind: metric, name: rate, value: 200, period: {start: 2024-04-01, end: 2025-03-31}},"
        " {id: b, kind: metric, name: rate, value: 191, period: {start: 2025-04-01, end: 2026-03-31}}]"
    )
    path, assessment = way(pack_of([requirement("fallen", grown)]), figures)
    assert (path.possible, path.steps, path.not_before) == (False, (), date(2027, 3, 31))
    assert "p/plan/fallen: not before 31 March 2027" in "\n".join(path_lines(path, assessment))
