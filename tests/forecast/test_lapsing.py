"""What lapses on which day: on the day after the last on which it counts, and only where it still stood."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.checks.asking import check_of
from tests.forecast.trusting import pack_of, workspace_of
from tests.pathway.ways import pack_of as with_opinion
from tests.pathway.ways import requirement
from vprs.forecast import Forecast, change_note, forecast
from vprs.model import FactIs, Workspace
from vprs.moves import IMPROVED, direction

AS_OF, UNTIL = date(2026, 9, 30), date(2027, 3, 31)
PAPER = "kind: document, doc_type: policy, topics: [violence-prevention], approved_on: 2025-05-01"
POLICY = "exists: {kind: document, where: {doc_type: policy}}"


def foretold(check: str, records: str, until: date = UNTIL) -> Forecast:
    return forecast([pack_of(check_of(check))], workspace_of(records), as_of=AS_OF, until=until)


def lapses(found: Forecast) -> list[str]:
    return [f"{each.on} {each.field} {' '.join(record.id for record in each.records)}" for each in found.lapses]


@pytest.mark.parametrize(
    ("review_date", "told"),
    [
        ("2026-09-29", []),  # passed before
        ("2026-09-30", ["2026-10-01 review_date p"]),  # its last day is the first of the forecast
        ("2026-12-31", ["2027-01-01 review_date p"]),
        ("2026-12", ["2027-01-01 review_date p"]),  # a month holds to its last day
        ("2027-03-30", ["2027-03-31 review_date p"]),
        ("2027-03-31", []),  # counts on the last day looked at
    ],
)
def test_a_document_lapses_on_the_day_after_its_review_date(review_date: str, told: list[str]) -> None:
    found = foretold(POLICY, f"- {{id: p, {PAPER}, status: approved, review_date: {review_date}}}")
    assert lapses(found) == told
    assert [each.on.isoformat() for each in found.changes] == [each.split()[0] for each in told]


def test_an_extension_moves_the_day() -> None:
    extended = "extensions: [{to: 2027-02-28, by: board, granted_on: 2026-09-01}]"
    paper = f"- {{id: p, {PAPER}, status: approved, review_date: 2026-10-31, {extended}}}"
    assert lapses(foretold(POLICY, paper)) == ["2027-03-01 review_date p"]


@pytest.mark.parametrize(
    "more",
    [
        "status: draft",
        "status: withdrawn, withdrawn_on: 2026-01-01",
        "status: approved}\n- {id: q, kind: document, doc_type: policy, status: approved, approved_on: 2026-06-01, "
        "review_date: 2030-01-01, supersedes: p",
    ],
    ids=["a draft", "withdrawn", "replaced"],
)
def test_what_counts_no_more_has_nothing_left_to_lapse(more: str) -> None:
    assert lapses(foretold(POLICY, f"- {{id: p, {PAPER}, review_date: 2026-12-31, {more}}}")) == []


@pytest.mark.parametrize(
    ("record", "told"),
    [
        ("kind: appointment, role: lsms, holder: H1, start: 2020-01-01, end: 2026-11-30", "2026-12-01 end r"),
        (
            "kind: appointment, role: lsms, holder: H1, start: 2020-01-01, accreditation_expires: 2026-11",
            "2026-12-01 accreditation_expires r",
        ),
        (
            "kind: attestation, by: lsms, made_on: 2026-09-01, judgement: met, statement: x, valid_until: 2026-12-15",
            "2026-12-16 valid_until r",
        ),
        (
            "kind: training, course: crt, person: P1, completed_on: 2024-01-05, expires: 2027-01-05",
            "2027-01-06 expires r",
        ),
        (
            "kind: risk, raised_on: 2026-01-01, accepted_by: lsms, accepted_until: 2026-10-31",
            "2026-11-01 accepted_until r",
        ),
        ("kind: action, raised_on: 2026-01-01, due: 2026-10-31, status: open", "2026-11-01 due r"),
        ("kind: submission, submitted_on: 2026-01-01, due: 2026-10-31", ""),
        ("kind: action, raised_on: 2026-01-01, due: 2026-10-31, status: cancelled", ""),
        ("kind: risk, raised_on: 2026-01-01, accepted_until: 2026-10-31, closed_on: 2026-05-01", ""),
    ],
)
def test_each_date_that_looks_ahead_lapses_while_something_is_open(record: str, told: str) -> None:
    assert lapses(foretold(POLICY, f"- {{id: r, {record}}}")) == ([told] if told else [])


@pytest.mark.parametrize(
    ("links", "told"), [("[m]", []), ("[]", ["2026-11-01 due a"])], ids=["by evidence", "in words only"]
)
def test_an_action_that_is_closed_by_evidence_falls_due_no_more(links: str, told: list[str]) -> None:
    action = "id: a, kind: action, raised_on: 2026-01-01, due: 2026-10-31, closed_on: 2026-08-01, status: closed"
    minute = "{id: m, kind: minute, body: board, date: 2026-07-30}"
    assert lapses(foretold(POLICY, f"- {{{action}, links: {links}}}\n- {minute}")) == told


def test_an_opinion_turns_on_the_day_after_an_action_was_due() -> None:
    pack = with_opinion([requirement("policy", POLICY)], FactIs(name="overdue_actions", operator="is", number=0))
    action = "- {id: a, kind: action, raised_on: 2026-01-01, due: 2026-10-31, status: open, lead: lsms}"
    found = forecast([pack], workspace_of(action), as_of=AS_OF, until=UNTIL)
    told = [(each.on, each.before, each.after) for each in found.opinions]
    assert told == [(date(2026, 11, 1), "substantial", "limited")]
    assert found.changes == ()


def test_a_record_grows_too_old_on_the_day_after_its_age_is_reached() -> None:
    check = "exists: {kind: minute, where: {body: board}, max_age: P12M}"
    found = foretold(check, "- {id: m, kind: minute, body: board, date: 2025-11-05}")
    assert lapses(found) == ["2026-11-06 age m"]
    assert [len(each.leaning) for each in found.lapses] == [1]


def test_a_record_leaves_its_window_and_the_check_turns_that_day() -> None:
    check = "count: {kind: minute, where: {body: board}, window: P6M, at_least: 1}"
    found = foretold(check, "- {id: m, kind: minute, body: board, date: 2026-06-15}")
    assert lapses(found) == ["2026-12-15 window m"]
    (change,) = found.changes
    (turn,) = change.turns
    assert (change.on, turn.before, turn.after) == (date(2026, 12, 15), "yes", "no")
    assert [(each.record.place, each.crossing) for each in turn.behind] == [(turn.behind[0].record.place, "window")]


def test_a_gap_that_grows_too_long_is_told_with_the_record_it_began_at() -> None:
    check = "recurs: {kind: minute, where: {body: board}, every: P6M}"
    minutes = "".join(
        f"- {{id: m{n}, kind: minute, body: board, date: {day}}}\n"
        for n, day in enumerate(("2025-12-01", "2026-04-01", "2026-07-10"))
    )
    found = foretold(check, minutes)
    (change,) = found.changes
    assert change.on == date(2027, 1, 11)
    assert [each.record.id for each in change.turns[0].behind] == ["m2"]


def test_a_period_that_falls_due_turns_its_check_on_the_day() -> None:
    check = "each_period: {kind: report, where: {report_type: quarterly}, each: quarter, last: 1, lag: P30D}"
    own = "period: {start: 2026-04-01, end: 2026-06-30}"
    report = f"- {{id: q2, kind: report, report_type: quarterly, reported_on: 2026-07-20, {own}}}"
    found = foretold(check, report, until=date(2026, 12, 1))
    (change,) = found.changes
    assert (change.on, change.after.outcome) == (date(2026, 10, 30), "not-met")
    assert lapses(found) == []  # nothing lapsed: something new is due


def test_an_accepted_risk_and_rows_of_one_table_are_told_together() -> None:
    records = "".join(
        f"- {{id: t{n}, kind: training, course: crt, person: P{n}, completed_on: 2024-01-05, expires: 2027-01-05}}\n"
        for n in range(3)
    )
    found = foretold(POLICY, records)
    assert len(found.lapses) == 3  # records of their own stay apart
    as_rows = _rows(workspace_of(records))
    rows = forecast([pack_of(check_of(POLICY))], as_rows, as_of=AS_OF, until=UNTIL)
    assert lapses(rows) == ["2027-01-06 expires t0 t1 t2"]


def _rows(what: Workspace) -> Any:
    from dataclasses import replace

    records = tuple(replace(each, row=True, file="t.csv", line=n) for n, each in enumerate(what.records, 2))
    return replace(what, records=records)


def test_without_records_nothing_changes() -> None:
    found = foretold(POLICY, "[]")
    assert (found.changes, found.lapses, found.opinions) == ((), (), ())


def test_a_day_on_which_time_alone_helps_is_called_better() -> None:
    check = 'none: {kind: incident, where: {category: physical}, window: P6M, closed_world: "trial"}'
    found = foretold(check, "- {id: i, kind: incident, occurred_on: 2026-06-15, category: physical, site: north}")
    (change,) = found.changes
    assert (change.on, change.after.outcome) == (date(2026, 12, 15), "met")
    assert direction(change.before, change.after) == IMPROVED
    assert "not by anything that was done" in change_note(change)
