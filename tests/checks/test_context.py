"""Which records may also be otherwise, and how: linked to what could not be read, or without what may lie ahead."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.checks.asking import OPEN, check_of, pack_with, records_of, told
from vprs.checks import observe
from vprs.checks.context import Context, Otherwise, make_context
from vprs.dates import Duration, rolling
from vprs.model import Reason, Record, Value, Workspace

AS_OF = date(2026, 9, 15)
ACTION = "{id: a, kind: action, raised_on: 2026-05-01%s}"
MINUTE = "{id: m, kind: minute, body: board, date: %s}"
LOST: dict[str, Value] = {"links": ("lost",)}


def context(*records: Record) -> Context:
    return make_context(
        pack_with({}), Workspace(organisation=OPEN, records=records), AS_OF, rolling(AS_OF, Duration(6, 0))
    )


def test_what_is_certain_is_in_no_way_otherwise() -> None:
    assert context(*records_of(f"[{ACTION % ''}, {MINUTE % '2026-05'}]")).otherwise == {}


def test_a_link_to_what_could_not_be_read_may_be_one() -> None:
    (action,) = records_of(f"[{ACTION % ''}]")
    linked = replace(action, fields={**action.fields, **LOST})
    assert context(replace(action, unread=LOST)).otherwise == {
        "a": (Otherwise(record=replace(linked, unread=LOST), reason=Reason.UNREADABLE),)
    }


def test_a_date_that_may_lie_ahead_may_not_be_given() -> None:
    (action,) = records_of(f"[{ACTION % ', closed_on: 2026-09'}]")
    (case,) = context(action).otherwise["a"]
    assert case.reason is Reason.AMBIGUOUS_DATE
    assert "closed_on" not in case.record.fields
    assert {**case.record.fields, "closed_on": action.fields["closed_on"]} == action.fields


def test_a_link_to_what_may_not_be_there_yet_may_lead_nowhere_and_what_has_no_such_link_stands() -> None:
    minute, linked, plain = records_of(
        f"[{MINUTE % '2026-09'}, {ACTION % ', from: m'}, {(ACTION % '').replace('id: a', 'id: b')}]"
    )
    found = context(minute, linked, plain)
    assert found.hazy == {"m"}
    assert list(found.otherwise) == ["a"]
    (case,) = found.otherwise["a"]
    assert (case.reason, "from" in case.record.fields) == (Reason.AMBIGUOUS_DATE, False)


def test_all_the_ways_in_which_one_record_may_be_otherwise_are_told() -> None:
    minute, action = records_of(f"[{MINUTE % '2026-09'}, {ACTION % ', from: m, closed_on: 2026-09'}]")
    cases = context(minute, replace(action, unread=LOST)).otherwise["a"]
    assert [case.reason for case in cases] == [Reason.UNREADABLE, Reason.AMBIGUOUS_DATE, Reason.AMBIGUOUS_DATE]
    fields = [{"links", "from", "closed_on"} & set(case.record.fields) for case in cases]
    assert fields == [{"links", "from", "closed_on"}, {"from"}, {"closed_on"}]


@pytest.mark.parametrize(("closed", "answer"), [("2026-09-14", "yes"), ("2026-09", "unknown empty-population")])
def test_what_may_not_be_given_yet_is_no_value_to_compare(closed: str, answer: str) -> None:
    (action,) = records_of(f"[{ACTION % f', closed_on: {closed}'}]")
    assert told(observe(check_of("agree: {kind: action, paths: [closed_on, due]}"), context(action))) == answer


def test_a_value_that_could_not_be_read_may_be_another_one() -> None:
    one, other = records_of("[{id: r, kind: response, incident: i}, {id: s, kind: response}]")
    for known, answer in (
        (context(one, other), "no too-few"),
        (context(one, replace(other, unread={"incident": "j"})), "unknown unreadable"),
    ):
        found = observe(check_of("count: {kind: response, distinct: incident, at_least: 2}"), known)
        assert told(found) == answer


@pytest.mark.parametrize(
    ("bound", "answer"), [("at_most: 1", "unknown"), ("exactly: 1", "unknown"), ("exactly: 2", "unknown")]
)
def test_the_file_that_a_value_may_lead_to_is_why_it_is_not_known(bound: str, answer: str) -> None:
    one, other = records_of("[{id: r, kind: response, incident: i}, {id: s, kind: response, opened_on: 2026-07-01}]")
    known = context(one, replace(other, unread={"incident": "j"}))
    found = observe(check_of(f"count: {{kind: response, distinct: incident, {bound}}}"), known)
    assert told(found) == f"{answer} unreadable"
    assert "its incident may lead to what could not be read" in found.because
