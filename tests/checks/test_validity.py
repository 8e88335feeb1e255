"""Whether a record counts on a day, question by question: each gives the truth, the reason and the field."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.checks.asking import OPEN, pack_with, records_of
from vprs.checks import make_context
from vprs.checks.context import Context
from vprs.checks.matching import MATCHES, Match
from vprs.checks.validity import current, in_window, received, superseder, valid_until, young_enough
from vprs.dates import Duration, Period, day, rolling
from vprs.model import Reason, Record, Workspace

AS_OF = date(2026, 9, 30)
DOCUMENT = "{id: d, kind: document, doc_type: policy, %s}"


def context(*records: Record, as_of: date = AS_OF) -> Context:
    return make_context(
        pack_with({}), Workspace(organisation=OPEN, records=records), as_of, rolling(as_of, Duration(6, 0))
    )


@pytest.mark.parametrize(
    ("fields", "match"),
    [
        ("status: approved, approved_on: 2026-09-30, review_date: 2026-09-30", MATCHES),
        ("approved_on: 2026-09-30, review_date: 2027", MATCHES),
        ("status: Draft, approved_on: 2025-01-01, review_date: 2027", Match(False, Reason.UNAPPROVED, "status")),
        ("review_date: 2027", Match(False, Reason.UNAPPROVED, "approved_on")),
        ("status: approved, review_date: 2027", Match(None, Reason.MISSING_FIELD, "approved_on")),
        ("status: ratified, review_date: 2027", Match(None, Reason.MISSING_FIELD, "approved_on")),
        ("status: approved, approved_on: 2026-10-01, review_date: 2027", Match(False, Reason.UNAPPROVED, "approved_on")),
        ("status: approved, approved_on: 2026, review_date: 2027", Match(None, Reason.AMBIGUOUS_DATE, "approved_on")),
        ("approved_on: 2025-01-01, review_date: 2026-09-29", Match(False, Reason.EXPIRED, "review_date")),
        ("approved_on: 2025-01-01", Match(None, Reason.MISSING_FIELD, "review_date")),
        ("approved_on: 2025-01-01, review_date: 2026-09-01, extensions: [{to: 2026-09-30, granted_on: 2026-08-01}]", MATCHES),
        ("approved_on: 2025-01-01, review_date: 2026-09-01, extensions: [{to: 2026-09-29, granted_on: 2026-08-01}]", Match(False, Reason.EXPIRED, "review_date")),
        ("approved_on: 2025-01-01, review_date: 2026-09-01, extensions: [{to: 2026, granted_on: 2026-08-01}]", MATCHES),
        ("approved_on: 2025-01-01, review_date: 2026, extensions: [{to: 2026-09-01, granted_on: 2026-08-01}]", MATCHES),
        ("approved_on: 2025-01-01, extensions: [{to: 2026-09-30, granted_on: 2026-08-01}]", MATCHES),
        ("status: withdrawn, approved_on: 2025-01-01, review_date: 2027", Match(False, Reason.WITHDRAWN, "withdrawn_on")),
        ("approved_on: 2025-01-01, review_date: 2027, withdrawn_on: 2026-09-30", Match(False, Reason.WITHDRAWN, "withdrawn_on")),
        ("approved_on: 2025-01-01, review_date: 2027, withdrawn_on: 2026-10-01", MATCHES),
    ],
)  # fmt: skip
def test_what_keeps_a_document_from_being_in_force_is_named(fields: str, match: Match) -> None:
    (record,) = records_of(f"[{DOCUMENT % fields}]")
    assert current(record, context(record)) == match


def test_only_a_document_that_is_said_to_be_open_ended_needs_no_review_date() -> None:
    (record,) = records_of(f"[{DOCUMENT % 'approved_on: 2025-01-01'}]")
    assert current(record, context(record), open_ended=True) == MATCHES
    assert current(record, context(record), open_ended=False) == current(record, context(record))


@pytest.mark.parametrize(
    ("record", "end"),
    [
        ("kind: training, course: crt, expires: 2026-09-29", "expires"),
        ("kind: appointment, role: lsms, holder: A, start: 2024-01-01, end: 2026-09-29", "end"),
        ("kind: plan, agreed_on: 2024-01-01, period: {start: 2024-01-01, end: 2026-09-29}", "period.end"),
    ],
)
def test_what_has_expired_names_the_field_that_bounds_it(record: str, end: str) -> None:
    (made,) = records_of(f"[{{{record}}}]")
    assert current(made, context(made)) == Match(False, Reason.EXPIRED, end)


@pytest.mark.parametrize(
    ("record", "until"),
    [
        ("kind: training, course: crt, completed_on: 2025-01-01, expires: 2026-09-29", "2026-09-29"),
        ("kind: training, course: crt, completed_on: 2025-01-01", None),
        ("kind: incident, occurred_on: 2026-09-29", None),  # a kind whose records do not lapse
        ("kind: action, raised_on: 2026-01-01, due: 2026-09-29", None),
    ],
)
def test_a_record_is_valid_until_the_day_it_says_where_its_kind_lapses_at_all(record: str, until: str | None) -> None:
    (made,) = records_of(f"[{{{record}}}]")
    assert valid_until(made, context(made)) == (None if until is None else day(date.fromisoformat(until)))


@pytest.mark.parametrize(
    ("start", "match"),
    [
        ("2026-09-30", MATCHES),
        ("2026-10-01", Match(False, Reason.NOT_YET_VALID, "period.start")),
        ("2026", Match(None, Reason.AMBIGUOUS_DATE, "period.start")),
    ],
)
def test_a_kind_whose_validity_begins_on_another_day_than_its_own_is_held_to_that_day(start: str, match: Match) -> None:
    """No kind is so today; a schema may say so of one, and nothing about a kind is written in code."""
    (record,) = records_of(f"[{{kind: plan, agreed_on: 2026-01-01, period: {{start: {start}, end: 2027-12-31}}}}]")
    made = context(record)
    plan = replace(made.kinds["plan"], valid_from="period.start")
    assert current(record, replace(made, kinds={**made.kinds, "plan": plan})) == match


def test_where_several_things_are_not_known_a_missing_field_is_told_before_a_date_that_may_mean_several_days() -> None:
    older, newer = records_of(
        f"[{DOCUMENT % 'status: approved, review_date: 2028'}, "
        "{id: e, kind: document, doc_type: policy, status: approved, approved_on: 2026, supersedes: d}]"
    )
    assert current(older, context(older, newer)) == Match(None, Reason.MISSING_FIELD, "approved_on")


@pytest.mark.parametrize(
    ("newer", "match"),
    [
        ("status: approved, approved_on: 2026-09-30", Match(False, Reason.SUPERSEDED, "supersedes")),
        ("approved_on: 2026-09-30", Match(False, Reason.SUPERSEDED, "supersedes")),
        ("approved_on: 2026", Match(None, Reason.AMBIGUOUS_DATE, "approved_on")),
        ("status: approved", Match(None, Reason.MISSING_FIELD, "approved_on")),
        ("status: withdrawn", Match(None, Reason.MISSING_FIELD, "approved_on")),
        ("status: draft, approved_on: 2026-09-30", MATCHES),
        ("version: '2'", MATCHES),
    ],
)
def test_a_later_version_takes_over_once_it_is_approved(newer: str, match: Match) -> None:
    older, later = records_of(
        f"[{DOCUMENT % 'approved_on: 2025-01-01, review_date: 2028'}, "
        f"{{id: e, kind: document, doc_type: policy, supersedes: d, {newer}}}]"
    )
    assert current(older, context(older, later)) == match


def test_which_version_took_over_is_the_first_that_certainly_has() -> None:
    newer = "{{id: {}, kind: document, doc_type: policy, supersedes: d, {}}}"
    older, draft, hazy, approved, later = records_of(
        f"[{DOCUMENT % 'approved_on: 2025-01-01, review_date: 2028'}, {newer.format('e', 'status: draft')}, "
        f"{newer.format('f', 'approved_on: 2026')}, {newer.format('g', 'approved_on: 2026-09-30')}, "
        f"{newer.format('h', 'approved_on: 2026-09-01')}]"
    )
    assert superseder(older, context(older, draft, hazy, approved, later)) == approved
    assert superseder(older, context(older, draft, hazy)) is None
    assert superseder(older, context(older)) is None


def test_another_kind_takes_over_by_its_own_date_and_may_where_it_has_none() -> None:
    old = "{id: a, kind: assessment, assessment_type: tna, assessed_on: 2025-01-01}"
    new = "{id: b, kind: assessment, assessment_type: tna, supersedes: a%s}"
    for rest, match in (
        (", assessed_on: 2026-01-01", Match(False, Reason.SUPERSEDED, "supersedes")),
        ("", Match(None, Reason.MISSING_FIELD, "assessed_on")),
    ):
        older, later = records_of(f"[{old}, {new % rest}]")
        assert current(older, context(older, later)) == match


HALF_YEAR = Period(date(2026, 4, 1), date(2026, 9, 30))


@pytest.mark.parametrize(
    ("given", "name", "evidence", "population"),
    [
        ("raised_on: 2026-04-01", None, MATCHES, MATCHES),
        ("raised_on: 2026-03-31", None, Match(False, Reason.MISSING, "window"), Match(False, Reason.MISSING, "window")),
        ("raised_on: 2026", None, Match(None, Reason.AMBIGUOUS_DATE, "window"), Match(None, Reason.AMBIGUOUS_DATE, "window")),
        ("title: x", None, Match(False, Reason.MISSING_FIELD, "raised_on"), Match(None, Reason.MISSING_FIELD, "raised_on")),
        ("raised_on: 2025-01-01, closed_on: 2026-05-01", "closed_on", MATCHES, MATCHES),
        ("raised_on: 2026-05-01", "closed_on", Match(False, Reason.MISSING_FIELD, "closed_on"), Match(None, Reason.MISSING_FIELD, "closed_on")),
    ],
)  # fmt: skip
def test_a_record_lies_in_a_window_by_the_date_asked(
    given: str, name: str | None, evidence: Match, population: Match
) -> None:
    (record,) = records_of(f"[{{kind: action, {given}}}]")
    made = context(record)
    assert in_window(record, HALF_YEAR, made, name, population=False) == evidence
    assert in_window(record, HALF_YEAR, made, name, population=True) == population


@pytest.mark.parametrize(
    ("given", "name", "evidence", "population"),
    [
        ("raised_on: 2026-03-30", None, MATCHES, MATCHES),
        ("raised_on: 2026-03-29", None, Match(False, Reason.EXPIRED, "max_age"), Match(False, Reason.EXPIRED, "max_age")),
        ("raised_on: 2026-03", None, Match(None, Reason.AMBIGUOUS_DATE, "max_age"), Match(None, Reason.AMBIGUOUS_DATE, "max_age")),
        ("title: x", None, Match(False, Reason.MISSING_FIELD, "raised_on"), Match(None, Reason.MISSING_FIELD, "raised_on")),
        ("raised_on: 2026-03-29, closed_on: 2026-03-30", "closed_on", MATCHES, MATCHES),
        ("raised_on: 2026-05-01", "closed_on", Match(False, Reason.MISSING_FIELD, "closed_on"), Match(None, Reason.MISSING_FIELD, "closed_on")),
    ],
)  # fmt: skip
def test_a_record_is_young_enough_by_the_date_asked(
    given: str, name: str | None, evidence: Match, population: Match
) -> None:
    (record,) = records_of(f"[{{kind: action, {given}}}]")
    made = context(record)
    assert young_enough(record, Duration(6, 0), made, name, population=False) == evidence
    assert young_enough(record, Duration(6, 0), made, name, population=True) == population


@pytest.mark.parametrize(
    ("element", "minute", "match"),
    [
        ("{body: board, minute: m}", "id: m, body: board, date: 2026-09-30", MATCHES),
        ("{body: board, minute: m}", "id: m, body: board, date: 2026", Match(None, Reason.AMBIGUOUS_DATE, "received_by")),
        ("{body: board, minute: m}", "id: m, body: audit, date: 2026-09-30", Match(False, Reason.WRONG_BODY, "received_by")),
        ("{body: audit, minute: m}", "id: m, body: audit, date: 2026-09-30", Match(False, Reason.WRONG_BODY, "received_by")),
        ("{body: board}", "id: m, body: board, date: 2026-09-30", Match(False, Reason.WRONG_BODY, "received_by")),
        ("{body: board}", "id: None, body: board, date: 2026-09-30", Match(False, Reason.WRONG_BODY, "received_by")),
    ],
)  # fmt: skip
def test_a_paper_is_received_by_a_minute_of_the_body_that_it_names(element: str, minute: str, match: Match) -> None:
    report, held = records_of(
        f"[{{id: r, kind: report, report_type: annual, received_by: [{element}]}}, {{kind: minute, {minute}}}]"
    )
    assert received(report, ("board",), context(report, held)) == match
