"""In a cycle a gap is due when its action is, whenever it is judged; and actions are found through former editions."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.assess.building import asked, document, judge, on, record
from vprs.actions import actions_for, by_requirement, fix_dues, recorded_actions
from vprs.dates import Span, add
from vprs.model import Assessment, Record

A = asked("plan/a", "a")
PATH = "p/plan/a"


def action(name: str = "act", **fields: Any) -> Record:
    return record("action", name, **{"requirement": PATH, "raised_on": on("2026-05-01"), "status": "open", **fields})


def due(judged: Assessment) -> date | None:
    gap = judged.findings[0].gap
    return gap.due if gap else None


def proposed(as_of: str) -> date:
    return add(date.fromisoformat(as_of), A.if_not_met.due_in)


@pytest.mark.parametrize("as_of", ["2026-09-30", "2026-10-20"])
def test_the_date_of_the_action_stays_where_the_proposal_moves(as_of: str) -> None:
    judged = judge(A, action(due=on("2026-07-01")), as_of=date.fromisoformat(as_of))
    assert due(judged) == proposed(as_of)
    assert due(fix_dues(judged)) == date(2026, 7, 1)


@pytest.mark.parametrize(
    ("actions", "expected"),
    [
        ([], proposed("2026-09-30")),
        ([action(due=Span(date(2026, 7, 1), date(2026, 7, 31)))], date(2026, 7, 31)),
        ([action()], proposed("2026-05-01")),
        ([action(status="closed", due=on("2026-07-01"))], date(2026, 7, 1)),
        ([action(status="cancelled", due=on("2026-07-01"))], proposed("2026-09-30")),
        ([action(raised_on=on("2026-10-01"), due=on("2026-12-01"))], proposed("2026-09-30")),
        (
            [action("b", due=on("2026-07-01")), action("a", raised_on=on("2026-05-02"), due=on("2026-06-01"))],
            date(2026, 7, 1),
        ),
        ([action("b", due=on("2026-07-01")), action("a", due=on("2026-06-01"))], date(2026, 6, 1)),
        ([action(requirement="q/plan/x", was=(PATH,), due=on("2026-07-01"))], date(2026, 7, 1)),
        ([action(requirement="p/plan/other", due=on("2026-07-01"))], proposed("2026-09-30")),
    ],
)
def test_the_first_raised_open_action_gives_the_date(actions: list[Record], expected: date) -> None:
    assert due(fix_dues(judge(A, *actions))) == expected


def test_an_action_that_says_neither_leaves_the_proposal() -> None:
    bare = record("action", "act", requirement=PATH, status="open")
    assert due(fix_dues(judge(A, bare))) == proposed("2026-09-30")


def test_what_has_no_gap_gets_no_date() -> None:
    assert due(fix_dues(judge(A, action(due=on("2026-07-01")), document("a")))) is None


def test_nothing_but_dates_is_changed() -> None:
    judged = judge(A, action(due=on("2026-07-01")))
    fixed = fix_dues(judged)
    assert (fixed.opinions, fixed.workspace) == (judged.opinions, judged.workspace)
    assert fixed.findings[0].outcome is judged.findings[0].outcome


def test_the_crosswalk_leads_to_the_date_set_under_the_former_edition() -> None:
    judged = judge(A, action(requirement="q/plan/x", due=on("2026-07-01")))
    assert due(fix_dues(judged)) == proposed("2026-09-30")
    assert due(fix_dues(judged, {PATH: ("q/plan/x",)})) == date(2026, 7, 1)


@pytest.mark.parametrize(
    ("requirement", "crosswalk", "found"),
    [
        ("p/plan/a", {}, ["now", "moved"]),
        ("q/plan/x", {}, ["moved", "old"]),
        ("q/plan/x", {"q/plan/x": ("p/plan/a",)}, ["now", "moved", "old"]),
        ("r/plan/z", {"r/plan/z": ("q/plan/x", "q/plan/nothing")}, ["moved", "old"]),
        ("r/plan/z", {}, []),
    ],
)
def test_actions_are_found_by_what_they_are_for_and_were_for(
    requirement: str, crosswalk: dict[str, tuple[str, ...]], found: list[str]
) -> None:
    actions = (
        action("now", due=on("2026-10-01")),
        action("moved", was=("q/plan/x", PATH), due=on("2026-10-02")),
        action("old", requirement="q/plan/x", due=on("2026-10-03")),
    )
    recorded = recorded_actions(judge(A, *actions))
    assert [each.record.id for each in actions_for(requirement, recorded, crosswalk)] == found
    assert [each.record.id for each in by_requirement(recorded)["q/plan/x"]] == ["moved", "old"]
