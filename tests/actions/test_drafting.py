"""One action for each gap: which gaps, which ids, which lead, and a date that no later run moves."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from tests.assess.building import AS_OF, asked, document, folder, judge, on, record
from tests.assess.test_findings import only_for
from tests.engine.building import comes_to, every, pack, some
from vprs.actions import Draft, draft_actions, settle_drafts
from vprs.assess import assess
from vprs.dates import Duration
from vprs.model import (
    Assessment,
    Check,
    Clause,
    Fields,
    Matcher,
    Organisation,
    Outcome,
    Record,
    Requirement,
    Selector,
    Workspace,
)

A = asked("plan/a", "a")
PATH = "p/plan/a"


def drafts(requirements: Requirement | list[Requirement], *records: Record, **more: Any) -> tuple[Draft, ...]:
    return draft_actions(judge(requirements, *records, **more), cycle=None)


def action(name: str = "act", **fields: Any) -> Record:
    return record("action", name, **{"requirement": PATH, "raised_on": on("2026-05-01"), "status": "open", **fields})


def test_a_gap_becomes_an_action_in_the_words_of_its_rule() -> None:
    (draft,) = draft_actions(judge(A), cycle="2026-H1")
    advice = A.if_not_met
    assert dict(draft.as_fields()) == {
        "id": "action-p-plan-a",
        "kind": "action",
        "requirement": PATH,
        "raised_on": "2026-09-30",
        "first_found": "2026-H1",
        "what": advice.action,
        "lead": advice.owner,
        "due": draft.due.isoformat(),
        "measure": "There is a a.",
        "status": "open",
        "notes": f"Gap found: {advice.gap}",
    }


def test_without_a_cycle_nothing_says_in_which_the_gap_was_found() -> None:
    assert "first_found" not in dict(drafts(A)[0].as_fields())


def test_what_is_met_or_not_applicable_needs_no_action() -> None:
    assert drafts(A, document("a")) == ()
    assert drafts(asked("plan/a", "a", when=only_for("ambulance"))) == ()


def test_what_is_partly_met_needs_one() -> None:
    partly = asked("plan/a", every("a", "b"), "a")
    (draft,) = drafts(partly, document("a"))
    assert draft.measure == "There is a b."


def test_what_is_unknown_without_a_certain_no_asks_for_evidence_and_for_no_action() -> None:
    assert judge(A, document("a", review=None)).findings[0].outcome is Outcome.NOT_ASSESSED
    assert drafts(A, document("a", review=None)) == ()


def test_a_certain_no_is_a_gap_although_the_requirement_is_not_assessed() -> None:
    either = asked("plan/a", some("a", "b"))
    judged = judge(either, document("a", review=None))
    assert judged.findings[0].outcome is Outcome.NOT_ASSESSED
    (draft,) = draft_actions(judged, cycle=None)
    assert draft.measure == "There is a a. There is a b."


def test_a_gap_by_another_requirement_alone_is_measured_by_what_the_requirement_says() -> None:
    leaning = asked("do/b", every("b", comes_to("plan/a")))
    _, draft = drafts([A, leaning], document("b"))
    assert draft.measure == leaning.requirement


@pytest.mark.parametrize(
    ("fields", "drafted"),
    [
        ({}, []),
        ({"due": on("2026-06-01")}, []),
        ({"status": "closed"}, []),
        ({"status": "closed", "links": ("proof",)}, ["action-p-plan-a"]),
        ({"closed_on": on("2026-09-30"), "links": ("proof",)}, ["action-p-plan-a"]),
        ({"closed_on": on("2026-10-01"), "links": ("proof",)}, []),
        ({"status": "cancelled"}, ["action-p-plan-a"]),
        ({"raised_on": on("2026-10-01")}, []),
        ({"raised_on": on("2026-10-01"), "status": "cancelled"}, []),
        ({"requirement": "p/plan/other"}, ["action-p-plan-a"]),
        ({"requirement": "q/plan/new", "was": ("p/plan/old", PATH)}, []),
    ],
)
def test_a_gap_is_taken_up_by_an_open_action_only(fields: dict[str, Any], drafted: list[str]) -> None:
    proof = record("minute", "proof", body="board", date=on("2026-06-01"))
    assert [draft.id for draft in drafts(A, action(**fields), proof)] == drafted


def test_a_gap_that_comes_back_gets_the_next_number() -> None:
    proof = record("minute", "proof", body="board", date=on("2026-06-01"))
    ended = [action(name, status="closed", links=("proof",)) for name in ("action-p-plan-a", "action-p-plan-a-2")]
    assert [draft.id for draft in drafts(A, proof, ended[0])] == ["action-p-plan-a-2"]
    assert [draft.id for draft in drafts(A, proof, *ended)] == ["action-p-plan-a-3"]


def test_an_id_that_anything_else_bears_is_not_given_again() -> None:
    other = record("minute", "action-p-plan-a", body="board", date=on("2026-06-01"))
    assert drafts(A, other)[0].id == "action-p-plan-a-2"
    first, second = asked("plan/a", "a"), asked("plan/a-2", "b")
    ended = action("action-p-plan-a", status="cancelled")
    assert [draft.id for draft in drafts([first, second], ended)] == ["action-p-plan-a-2", "action-p-plan-a-2-2"]


def test_each_gap_gets_its_own_in_the_order_of_the_findings() -> None:
    found = drafts([asked("do/b", "b"), asked("plan/z", "z"), A])
    assert [draft.requirement for draft in found] == ["p/plan/a", "p/plan/z", "p/do/b"]


def test_the_crosswalk_lets_an_action_of_another_edition_take_a_gap_up() -> None:
    judged = judge(A, action(requirement="q/plan/x"))
    assert len(draft_actions(judged, cycle=None)) == 1
    assert draft_actions(judged, cycle=None, crosswalk={PATH: ("q/plan/w", "q/plan/x")}) == ()
    assert len(draft_actions(judged, cycle=None, crosswalk={"q/plan/x": (PATH,)})) == 1


@pytest.mark.parametrize(
    ("role", "lead"),
    [
        ({"id": "lsms"}, "lsms"),
        ({"id": "smd", "aliases": ("LSMS",)}, "smd"),
        ({"id": "smd", "name": "Lsms"}, "smd"),
        ({"id": "smd"}, None),
        ({"id": "lsms", "to": on("2026-09-29")}, None),
        ({"id": "lsms", "to": on("2026-09-30")}, "lsms"),
    ],
)
def test_the_lead_is_the_organisations_own_role_or_nobody(role: dict[str, Any], lead: str | None) -> None:
    entry = Record(id=role["id"], kind="organisation.roles", fields=role, file="organisation.yaml")
    trust = Organisation(name="T", code="T", type="acute", packs=("p",), lists={"roles": (entry,)})
    judged = judge(A)
    own = replace(judged, organisation=trust)
    assert judged.findings[0].requirement.if_not_met.owner == "lsms"
    (draft,) = draft_actions(own, cycle=None)
    assert draft.lead == lead
    assert ("lead" in dict(draft.as_fields())) is (lead is not None)


@pytest.mark.parametrize(("as_of", "due"), [("2026-09-30", "2026-10-30"), ("2024-01-30", "2024-02-29")])
def test_the_date_runs_from_the_day_on_which_the_gap_is_found(as_of: str, due: str) -> None:
    hurried = replace(A, if_not_met=replace(A.if_not_met, due_in=Duration(1, 0)))
    (draft,) = drafts(hurried, as_of=date.fromisoformat(as_of))
    assert (draft.raised_on.isoformat(), draft.due.isoformat()) == (as_of, due)


def test_hostile_words_of_a_rule_come_to_one_plain_line() -> None:
    sly = replace(A, if_not_met=replace(A.if_not_met, action="Do\n  it:\t# now\u202e\x07 .", gap="- a\n---\n'b'"))
    (draft,) = drafts(sly)
    assert draft.what == "Do it: # now[U+202E]\ufffd ."
    assert draft.gap == "- a --- 'b'"


def test_drafting_goes_on_until_a_second_run_would_add_nothing() -> None:
    open_ones = Clause(field=("status",), matchers=(Matcher(operator="is", operands=("open",)),))
    form = Fields(selector=Selector(kind="action", where=(open_ones,)), required=("lead",))
    led = asked("check/led", "led", checks=(Check(slug="led", says="Each is led.", form=form, form_name="fields"),))
    nobody = Organisation(name="T", code="T", type="acute", packs=("p",))

    def again(workspace: Workspace) -> Assessment:
        return assess([pack(A, led)], workspace, as_of=AS_OF)

    first = again(replace(folder(), organisation=nobody))
    assert [draft.requirement for draft in draft_actions(first, cycle=None)] == [PATH]
    settled = settle_drafts(first, again, cycle=None)
    assert [draft.requirement for draft in settled] == [PATH, "p/check/led"]


def test_where_nothing_is_missing_nothing_is_judged_again() -> None:
    def never(workspace: Workspace) -> Assessment:
        raise AssertionError(workspace)

    assert settle_drafts(judge(A, document("a")), never, cycle=None) == ()
