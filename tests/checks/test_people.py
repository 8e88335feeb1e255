"""`held` and `attested`: roles and judgements, the day before, on and after."""

from __future__ import annotations

import pytest

from tests.checks.asking import ask, told
from vprs.model import Lost

LSMS = "held: {role: lsms}"


@pytest.mark.parametrize(
    ("appointment", "answer"),
    [
        ("start: 2026-09-30", "yes"),
        ("start: 2026-10-01", "no vacant"),
        ("start: 2025-01-01, end: 2026-09-30", "yes"),
        ("start: 2025-01-01, end: 2026-09-29", "no vacant"),
        ("start: 2025-01-01, end: 2026-09", "yes"),
        ("start: 2026-09", "yes"),
        ("start: 2026", "unknown ambiguous-date"),
    ],
)
def test_a_role_is_filled_on_the_day_of_judgement(appointment: str, answer: str) -> None:
    assert told(ask(LSMS, f"[{{kind: appointment, role: lsms, holder: H1, {appointment}}}]")) == answer


def test_holders_are_counted_once_and_lost_appointments_may_fill_a_role() -> None:
    twice = "[{kind: appointment, role: lsms, holder: H1, start: 2024-01-01}, {kind: appointment, role: lsms, holder: h1, start: 2025-01-01}]"
    assert told(ask("held: {role: lsms, at_least: 2}", twice)) == "no vacant"
    lost = (Lost(kind="appointment", file="people.yaml", line=3),)
    assert told(ask("held: {role: lsms, at_least: 2}", twice, lost=lost)) == "unknown unreadable"


def test_a_filled_role_without_what_is_asked_is_unaccredited() -> None:
    form = "held: {role: lsms, where: {accredited: true, accreditation_expires: {at_least: $as_of}}}"
    plain = (
        "[{kind: appointment, role: lsms, holder: H1, start: 2024-01-01, accredited: true, accreditation_expires: %s}]"
    )
    assert told(ask(form, plain % "2026-09-30")) == "yes"
    assert told(ask(form, plain % "2026-09")) == "yes"
    assert told(ask(form, plain % "2026-09-29")) == "no unaccredited"
    assert told(ask(form, "[{kind: appointment, role: lsms, holder: H1, start: 2024-01-01}]")) == "no unaccredited"
    assert told(ask(form, "[]")) == "no vacant"


@pytest.mark.parametrize(
    ("first_end", "second_start", "vacancy", "answer"),
    [
        ("2026-06-30", "2026-07-01", "", "yes"),
        ("2026-06-30", "2026-07-02", "", "no vacant"),
        ("2026-06-30", "2026-07-15", ", max_vacancy: P14D", "yes"),
        ("2026-06-30", "2026-07-16", ", max_vacancy: P14D", "no vacant"),
        ("2026-06", "2026-07", "", "unknown ambiguous-date"),
    ],
)
def test_throughout_counts_whole_days_without_a_holder(
    first_end: str, second_start: str, vacancy: str, answer: str
) -> None:
    records = f"[{{kind: appointment, role: lsms, holder: H1, start: 2020-01-01, end: {first_end}}}, {{kind: appointment, role: lsms, holder: H2, start: {second_start}}}]"
    assert told(ask(f"held: {{role: lsms, throughout: period{vacancy}}}", records)) == answer


ATTESTED = "attested: {statement: staff-know-how-to-report, by: [executive-lead, lsms]}"
BASIS = "{id: b, kind: activity, activity_type: survey, date: 2026-05-01}"


@pytest.mark.parametrize(
    ("attestation", "answer"),
    [
        ("by: lsms, made_on: 2026-03-30, judgement: met, basis: [b]", "yes"),
        ("by: lsms, made_on: 2026-03-29, judgement: met, basis: [b]", "no lapsed-attestation"),
        ("by: lsms, made_on: 2026-09-30, judgement: met, basis: [b]", "yes"),
        ("by: lsms, made_on: 2026-10-01, judgement: met, basis: [b]", "no missing"),
        ("by: lsms, made_on: 2026-08-01, valid_until: 2026-09-30, judgement: met, basis: [b]", "yes"),
        ("by: lsms, made_on: 2026-08-01, valid_until: 2026-09-29, judgement: met, basis: [b]", "no lapsed-attestation"),
        ("by: lsms, made_on: 2026-08-01, judgement: partly-met, basis: [b]", "no judged-not-met"),
        ("by: lsms, made_on: 2026-08-01, judgement: not-applicable, basis: [b]", "no judged-not-met"),
        ("by: analyst, made_on: 2026-08-01, judgement: met, basis: [b]", "no wrong-role"),
        ("by: lsms, made_on: 2026-08-01, judgement: met", "no missing-field"),
        ("by: lsms, made_on: 2026, judgement: met, basis: [b]", "unknown ambiguous-date"),
    ],
)
def test_a_named_roles_judgement_holds_while_it_is_fresh_and_rests_on_something(attestation: str, answer: str) -> None:
    record = f"{{kind: attestation, statement: staff know how to report, {attestation}}}"
    assert told(ask(ATTESTED, f"[{record}, {BASIS}]")) == answer


def test_the_latest_judgement_by_an_allowed_role_decides() -> None:
    made = "{kind: attestation, statement: staff-know-how-to-report, by: %s, made_on: %s, judgement: %s, basis: [b]}"
    older, newer = made % ("lsms", "2026-07-01", "met"), made % ("executive-lead", "2026-08-01", "not-met")
    other = made % ("analyst", "2026-09-01", "met")
    assert told(ask(ATTESTED, f"[{older}, {newer}, {other}, {BASIS}]")) == "no judged-not-met"
    assert told(ask(ATTESTED, f"[{newer}, {older}, {other}, {BASIS}]")) == "no judged-not-met"
    same_day = made % ("executive-lead", "2026-07-01", "not-met")
    assert told(ask(ATTESTED, f"[{older}, {same_day}, {BASIS}]")) == "unknown conflicting"
    month = made % ("executive-lead", "2026-07", "not-met")
    assert told(ask(ATTESTED, f"[{older}, {month}, {BASIS}]")) == "unknown ambiguous-date"


def test_a_lost_judgement_may_be_the_latest() -> None:
    record = "{kind: attestation, statement: staff-know-how-to-report, by: lsms, made_on: 2026-08-01, judgement: met, basis: [b]}"
    lost = (Lost(kind="attestation", file="attestations.yaml", line=20),)
    assert told(ask(ATTESTED, f"[{record}, {BASIS}]", lost=lost)) == "unknown unreadable"
    assert told(ask(ATTESTED, "", lost=lost)) == "unknown unreadable"


def test_of_two_that_fail_on_one_day_the_first_by_name_gives_the_reason() -> None:
    bare = (
        "{id: a, kind: attestation, statement: staff-know-how-to-report, by: lsms, made_on: 2026-08-01, judgement: met}"
    )
    against = (
        bare.replace("id: a", "id: b")
        .replace("by: lsms", "by: executive-lead")
        .replace("judgement: met", "judgement: not-met")
    )
    assert told(ask(ATTESTED, f"[{bare}, {against}]")) == "no missing-field"
    assert told(ask(ATTESTED, f"[{against}, {bare}]")) == "no missing-field"
    assert told(ask(ATTESTED, f"[{bare.replace('id: a', 'id: c')}, {against}]")) == "no judged-not-met"


RESTS_ON = ATTESTED.replace("lsms]", "lsms], min_basis: %s")
ON_TWO = "{id: x, kind: attestation, statement: staff-know-how-to-report, by: lsms, made_on: 2026-08-01, judgement: met, basis: [b, c]}"


@pytest.mark.parametrize(
    ("least", "second", "answer"),
    [
        (2, "2026-09-15", "yes"),
        (2, "2026-09-16", "no missing-field"),
        (2, "2026-09", "unknown ambiguous-date"),
        (1, "2026-09", "yes"),
        (3, "2026-09", "no missing-field"),
    ],
)
def test_what_may_not_have_been_there_yet_may_not_be_rested_on(least: int, second: str, answer: str) -> None:
    records = f"[{ON_TWO}, {BASIS}, {BASIS.replace('id: b', 'id: c').replace('2026-05-01', second)}]"
    assert told(ask(RESTS_ON % least, records, as_of="2026-09-15")) == answer


def test_a_judgement_that_names_nothing_does_not_rest_on_a_record_called_none() -> None:
    record = "{kind: attestation, statement: staff-know-how-to-report, by: lsms, made_on: 2026-08-01, judgement: met}"
    called = BASIS.replace("id: b", "id: None")
    assert told(ask(ATTESTED, f"[{record}, {called}]")) == "no missing-field"


HANDED_OVER = "[{id: a, kind: appointment, role: lsms, holder: H1, accredited: true, start: 2020-01-01}, {id: b, kind: appointment, role: lsms, holder: H2, accredited: false, start: %s, supersedes: a}]"


@pytest.mark.parametrize(
    ("start", "vacancy", "answer"),
    [
        ("2026-09", "P30D", "yes"),
        ("2026-09", "P29D", "unknown ambiguous-date"),
        ("2026-09", "P1D", "unknown ambiguous-date"),
        ("2026-09", "P0D", "no vacant"),
        ("2026-09-30", "P1D", "yes"),
        ("2026-09-29", "P1D", "no unaccredited"),
    ],
)
def test_who_hands_over_some_day_of_a_month_may_hold_the_role_to_its_last_but_one(
    start: str, vacancy: str, answer: str
) -> None:
    form = f"held: {{role: lsms, where: {{accredited: true}}, throughout: period, max_vacancy: {vacancy}}}"
    assert told(ask(form, HANDED_OVER % start)) == answer


@pytest.mark.parametrize(
    ("start", "answer"), [("2026-04-01", "no unaccredited"), ("2026-04", "no vacant"), ("2026-04-02", "no vacant")]
)
def test_a_role_is_filled_by_somebody_else_only_where_that_is_certain(start: str, answer: str) -> None:
    form = "held: {role: lsms, where: {accredited: true}, throughout: period}"
    assert told(ask(form, f"[{{kind: appointment, role: lsms, holder: H1, start: {start}}}]")) == answer


def test_a_judgement_of_something_else_is_none_of_the_statement() -> None:
    sure = "{kind: attestation, statement: staff-know-how-to-report, by: lsms, made_on: 2026-08-01, judgement: met, basis: [b]}"
    other = "{kind: attestation, requirement: p/plan/x, by: lsms, made_on: 2026-09-01, judgement: not-met}"
    assert told(ask(ATTESTED, f"[{sure}, {other}, {BASIS}]")) == "yes"


def test_another_role_does_not_fill_the_one_asked_for() -> None:
    form = "held: {role: lsms, where: {accredited: true}%s}"
    other = "[{kind: appointment, role: executive-lead, holder: H1, start: 2020-01-01}]"
    assert told(ask(form % "", other)) == "no vacant"
    assert told(ask(form % ", throughout: period", other)) == "no vacant"
