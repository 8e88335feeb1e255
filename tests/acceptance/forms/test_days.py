"""Days: what is dated after the day of judgement, windows, durations, placing, imprecise dates (DESIGN 6.1)."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.acceptance.forms.posing import Case, ask_all, asked, run

MINUTE = "exists: {kind: minute, where: {body: board}%s}"


def minute(day: str) -> str:
    return f"- {{kind: minute, body: board, date: {day}}}"


@pytest.mark.parametrize(
    ("day", "as_of", "answer"),
    [
        ("2026-09-30", "2026-09-30", "yes"),
        ("2026-10-01", "2026-09-30", "no missing"),
        ("2026-09", "2026-09-30", "yes"),
        ("2026-10", "2026-09-30", "no missing"),
        ("2026-09", "2026-09-15", "unknown ambiguous-date"),
        ("2026", "2026-09-15", "unknown ambiguous-date"),
        ("2025", "2026-09-15", "yes"),
    ],
)
def test_a_record_after_the_day_of_judgement_is_not_there(tmp_path: Path, day: str, as_of: str, answer: str) -> None:
    assert asked(tmp_path, MINUTE % "", minute(day), as_of=as_of) == answer


LATER = "2026-10-01"
REGISTER = "- {kind: register, register_type: r, covers_kind: %s, as_at: %s, complete: true, declared_by: lsms, period: {start: %s, end: %s}}"


@pytest.mark.parametrize(
    ("check", "records", "answer"),
    [
        ("count: {kind: minute, at_least: 1}", minute(LATER), "no too-few"),
        ("count: {kind: minute, at_most: 0, window: period}", minute(LATER), "unknown incomplete-register"),
        ("none: {kind: minute, closed_world: all minutes are here, window: period}", minute(LATER), "yes"),
        ("none: {kind: minute, closed_world: all minutes are here, window: period}", minute("2026-09-30"), "no"),
        ("held: {role: lsms}", f"- {{kind: appointment, role: lsms, holder: A, start: {LATER}}}", "no vacant"),
        (
            "attested: {statement: s, by: [lsms]}",
            f"- {{kind: attestation, statement: s, by: lsms, made_on: {LATER}, judgement: met, basis: [m]}}\n"
            "- {id: m, kind: minute, body: board, date: 2026-05-01}",
            "no missing",
        ),
        ("recurs: {kind: minute, every: P12M}", minute(LATER), "no gap-too-long"),
        ("each_period: {kind: minute, each: half-year, last: 1}", minute(LATER), "no gap-too-long"),
        (
            "ratio: {of: {kind: training}, matching: {course: crt}, at_least: 50%}",
            f"- {{kind: training, course: crt, person: p, completed_on: {LATER}}}\n"
            "- {kind: training, course: other, person: p, completed_on: 2026-05-01}",
            "no below-target",
        ),
        (
            "follows: {first: {kind: document, where: {doc_type: policy}}, then: {kind: minute, where: {links: $first.id}}}",
            "- {id: d, kind: document, doc_type: policy, status: approved, approved_on: 2026-01-01, review_date: 2028-01}\n"
            f"- {{kind: minute, body: board, date: {LATER}, links: [d]}}",
            "no unlinked",
        ),
        (
            "every: {of: {list: [a]}, has: {kind: activity, where: {activity_type: $each}}}",
            f"- {{kind: activity, activity_type: a, date: {LATER}}}",
            "no unlinked",
        ),
        ("fields: {kind: minute, required: [title]}", minute(LATER), "unknown empty-population"),
        (
            "agree: {kind: document, where: {doc_type: policy}, topic: lead}",
            f"- {{kind: document, doc_type: policy, status: approved, approved_on: {LATER}, review_date: 2028-01, "
            "declares: [{topic: lead, value: a}, {topic: lead, value: b}]}",
            "unknown empty-population",
        ),
        # a date so given counts as not given, nested ones too
        (
            "exists: {kind: action, where: {closed_on: {present: true}}}",
            f"- {{kind: action, raised_on: 2026-05-01, closed_on: {LATER}}}",
            "no missing",
        ),
        (
            "exists: {kind: action, where: {closed_on: {present: false}}}",
            f"- {{kind: action, raised_on: 2026-05-01, closed_on: {LATER}}}",
            "yes",
        ),
        (
            "exists: {kind: action, where: {closed_on: {present: false}}}",
            "- {kind: action, raised_on: 2026-05-01, closed_on: 2026-09-30}",
            "no missing",
        ),
        (
            "exists: {kind: alert, where: {distributions: {any: {audience: staff, date: {present: true}}}}}",
            f"- {{kind: alert, received_on: 2026-05-01, distributions: [{{audience: staff, date: {LATER}}}]}}",
            "no missing",
        ),
        (
            "exists: {kind: alert, where: {distributions: {any: {audience: staff, date: {present: true}}}}}",
            "- {kind: alert, received_on: 2026-05-01, distributions: [{audience: staff, date: 2026-09-30}]}",
            "yes",
        ),
        (
            "fields: {kind: action, required: [closed_on]}",
            f"- {{kind: action, raised_on: 2026-05-01, closed_on: {LATER}}}",
            "no missing-field",
        ),
        (
            "exists: {kind: document, where: {doc_type: policy}}",
            f"- {{kind: document, doc_type: policy, status: approved, approved_on: 2025-01-01, review_date: 2027-01, withdrawn_on: {LATER}}}",
            "yes",
        ),
        (
            "exists: {kind: document, where: {doc_type: policy}}",
            "- {kind: document, doc_type: policy, status: approved, approved_on: 2025-01-01, review_date: 2027-01, withdrawn_on: 2026-09-30}",
            "no withdrawn",
        ),
        (  # an extension that was granted later was not there on the day
            "exists: {kind: document, where: {doc_type: policy}}",
            "- {kind: document, doc_type: policy, status: approved, approved_on: 2025-01-01, review_date: 2026-08, "
            f"extensions: [{{to: 2027-08, by: board, granted_on: {LATER}}}]}}",
            "no expired",
        ),
        (
            "exists: {kind: document, where: {doc_type: policy}}",
            "- {kind: document, doc_type: policy, status: approved, approved_on: 2025-01-01, review_date: 2026-08, "
            "extensions: [{to: 2027-08, by: board, granted_on: 2026-09-30}]}",
            "yes",
        ),
        # dates that look ahead are there
        (
            "exists: {kind: action, where: {due: {more_than: $as_of}}}",
            "- {kind: action, raised_on: 2026-05-01, due: 2026-10-01}",
            "yes",
        ),
        (
            "exists: {kind: action, where: {due: {more_than: $as_of}}}",
            "- {kind: action, raised_on: 2026-05-01, due: 2026-09-30}",
            "no missing",
        ),
        (
            "exists: {kind: appointment, where: {accreditation_expires: {more_than: $as_of}}}",
            "- {kind: appointment, role: lsms, holder: a, start: 2020-01-01, accreditation_expires: 2027-01-01}",
            "yes",
        ),
        (
            "exists: {kind: risk, where: {accepted_until: {at_least: $as_of}}}",
            "- {kind: risk, raised_on: 2026-05-01, accepted_until: 2026-10-01, accepted_by: board}",
            "yes",
        ),
        (
            "exists: {kind: plan, where: {period.end: {more_than: $as_of}}}",
            "- {kind: plan, agreed_on: 2026-04-01, period: {start: 2026-04-01, end: 2027-03-31}}",
            "yes",
        ),
    ],
)
def test_what_lies_after_the_day_of_judgement_counts_in_no_form(
    tmp_path: Path, check: str, records: str, answer: str
) -> None:
    said = asked(tmp_path, check, records)
    assert said == answer or (answer == "no" and said.startswith("no "))


def test_a_register_drawn_and_a_judgement_made_between_period_and_day_of_judgement_count(tmp_path: Path) -> None:
    records = (
        REGISTER % ("incident", "2026-10-06", "2026-04-01", "2026-09-30")
        + """
- {kind: incident, occurred_on: 2026-10-03}
- {id: m, kind: minute, body: board, date: 2026-09-01}
- {kind: attestation, statement: s, by: lsms, made_on: 2026-10-12, judgement: met, basis: [m]}
- {kind: minute, body: audit, date: 2026-10-02}
"""
    )
    checks = {
        "no-incident": "none: {kind: incident, window: period}",
        "judged": "attested: {statement: s, by: [lsms]}",
        "met-later": "exists: {kind: minute, where: {body: audit}, window: period}",
        "met-later-rolling": "exists: {kind: minute, where: {body: audit}, window: P12M}",
        "met-in-year": "exists: {kind: minute, where: {body: audit}, window: financial-year}",
        "met-at-all": "exists: {kind: minute, where: {body: audit}}",
    }
    assert ask_all(tmp_path, checks, records, as_of="2026-10-20", period="2026-04-01..2026-09-30") == {
        "no-incident": "yes",
        "judged": "yes",
        "met-later": "no missing",
        "met-later-rolling": "no missing",
        "met-in-year": "no missing",
        "met-at-all": "yes",
    }


def test_a_period_that_ends_after_the_day_of_judgement_is_refused(tmp_path: Path) -> None:
    asked(tmp_path, MINUTE % "")
    case = Case.at(tmp_path)
    assert run(case, as_of="2026-09-29", period="2026-04-01..2026-09-30")[0] == 2
    assert run(case, as_of="2026-09-30", period="2026-04-01..2026-09-30")[0] == 1  # no records


WINDOWS = [
    # window, last day outside, first day inside, day of judgement, period, organisation
    ("period", "2026-03-31", "2026-04-01", "2026-09-30", "", ""),
    ("period", "2026-02-28", "2026-03-01", "2026-08-31", "", ""),
    ("period", "2026-03-29", "2026-03-30", "2026-09-29", "", ""),
    ("period", "2026-05-31", "2026-06-01", "2026-09-30", "2026-06-01..2026-07-31", ""),
    ("P6M", "2025-08-31", "2025-09-01", "2026-02-28", "", ""),
    ("P12M", "2025-09-30", "2025-10-01", "2026-09-30", "", ""),
    ("P1Y", "2025-09-30", "2025-10-01", "2026-09-30", "", ""),
    ("P12M", "2023-02-28", "2023-03-01", "2024-02-29", "", ""),
    ("P4Y", "2020-02-29", "2020-03-01", "2024-02-29", "", ""),
    ("P12M", "2024-02-29", "2024-03-01", "2025-02-28", "", ""),
    ("P1M", "2024-02-29", "2024-03-01", "2024-03-31", "", ""),
    ("P1M", "2024-02-29", "2024-03-01", "2024-03-30", "2024-03-01..2024-03-30", ""),
    ("P10D", "2026-09-20", "2026-09-21", "2026-09-30", "", ""),
    ("P2W", "2026-09-16", "2026-09-17", "2026-09-30", "", ""),
    ("P12M", "2025-07-31", "2025-08-01", "2026-09-30", "2026-02-01..2026-07-31", ""),
    ("financial-year", "2026-03-31", "2026-04-01", "2026-09-30", "", ""),
    ("financial-year", "2025-03-31", "2025-04-01", "2026-05-15", "2025-10-01..2026-03-31", ""),
    ("financial-year", "2025-12-31", "2026-01-01", "2026-09-30", "", 'year_start: "01-01"'),
    ("financial-year", "2025-09-30", "2025-10-01", "2026-09-30", "", 'year_start: "10-01"'),
    ("previous-financial-year", "2025-03-31", "2025-04-01", "2026-09-30", "", ""),
    ("previous-financial-year", "2024-06-30", "2024-07-01", "2026-06-30", "", 'year_start: "07-01"'),
    ("{from: 2026-02-03, to: 2026-03-05}", "2026-02-02", "2026-02-03", "2026-09-30", "", ""),
]


@pytest.mark.parametrize(("window", "out", "within", "as_of", "period", "organisation"), WINDOWS)
def test_a_window_starts_on_its_day(
    tmp_path: Path, window: str, out: str, within: str, as_of: str, period: str, organisation: str
) -> None:
    check = MINUTE % f", window: {window}"
    more = {"as_of": as_of, "period": period, "organisation": organisation}
    assert asked(tmp_path / "in", check, minute(within), **more) == "yes"
    assert asked(tmp_path / "out", check, minute(out), **more) == "no missing"


@pytest.mark.parametrize(
    ("window", "last", "as_of", "period"),
    [
        ("period", "2026-07-31", "2026-09-30", "2026-02-01..2026-07-31"),
        ("P12M", "2026-07-31", "2026-09-30", "2026-02-01..2026-07-31"),
        ("previous-financial-year", "2026-03-31", "2026-09-30", ""),
        ("{from: 2026-02-03, to: 2026-03-05}", "2026-03-05", "2026-09-30", ""),
    ],
)
def test_a_window_ends_on_its_day(tmp_path: Path, window: str, last: str, as_of: str, period: str) -> None:
    from datetime import date, timedelta

    check = MINUTE % f", window: '{window}'" if "{" not in window else MINUTE % f", window: {window}"
    after = (date.fromisoformat(last) + timedelta(days=1)).isoformat()
    assert asked(tmp_path / "in", check, minute(last), as_of=as_of, period=period) == "yes"
    assert asked(tmp_path / "out", check, minute(after), as_of=as_of, period=period) == "no missing"


REPORT = "exists: {kind: report, window: period}"


@pytest.mark.parametrize(
    ("record", "answer"),
    [
        ("reported_on: 2026-05-10", "yes"),
        ("reported_on: 2026-05-10, period: {start: 2025-10-01, end: 2026-03-31}", "no missing"),
        ("reported_on: 2026-05-10, period: {start: 2025-10-01, end: 2026-04-01}", "yes"),
        ("reported_on: 2026-05-10, period: {start: 2026-04-01, end: 2026-10-01}", "yes"),
        ("reported_on: 2026-03-10, period: {start: 2026-04-01, end: 2026-10-01}", "no missing"),
        ("reported_on: 2026-10-05, period: {start: 2026-04-01, end: 2026-09-30}", "no missing"),
        ("reported_on: 2026-03", "no missing"),
        ("reported_on: 2026-04", "yes"),
        ("reported_on: 2026", "unknown ambiguous-date"),
        ("title: without a date", "no missing-field"),
    ],
)
def test_a_record_is_placed_by_the_end_of_its_period_else_by_its_date(tmp_path: Path, record: str, answer: str) -> None:
    assert asked(tmp_path, REPORT, f"- {{kind: report, report_type: annual, {record}}}") == answer


@pytest.mark.parametrize(
    ("name", "day", "answer"),
    [
        ("", "2026-08-31", "no missing"),
        (", date: closed_on", "2026-08-31", "yes"),
        (", date: closed_on", "2026-03-31", "no missing"),
        (", date: closed_on", "2026-10-01", "no missing-field"),
    ],
)
def test_a_selector_may_place_by_another_date(tmp_path: Path, name: str, day: str, answer: str) -> None:
    records = f"- {{kind: action, raised_on: 2025-01-01, closed_on: {day}}}"
    assert asked(tmp_path, f"exists: {{kind: action, window: period{name}}}", records) == answer


AGED = "exists: {kind: minute, max_age: %s}"


@pytest.mark.parametrize(
    ("age", "day", "as_of", "answer"),
    [
        ("P12M", "2025-09-30", "2026-09-30", "yes"),
        ("P12M", "2025-09-29", "2026-09-30", "no expired"),
        ("P1Y", "2024-02-29", "2025-02-28", "yes"),
        ("P1Y", "2024-02-29", "2025-03-01", "no expired"),
        ("P4Y", "2024-02-29", "2028-02-29", "yes"),
        ("P4Y", "2024-02-29", "2028-03-01", "no expired"),
        ("P6M", "2025-08-31", "2026-02-28", "yes"),
        ("P6M", "2025-08-31", "2026-03-01", "no expired"),
        ("P12M", "2025-09", "2026-09-15", "unknown ambiguous-date"),
        ("P12M", "2025-09", "2026-09-01", "yes"),
        ("P12M", "2025-09", "2026-10-01", "no expired"),
        ("P90D", "2026-07-02", "2026-09-30", "yes"),
        ("P90D", "2026-07-01", "2026-09-30", "no expired"),
    ],
)
def test_an_age_is_counted_by_calendar_to_the_day_of_judgement(
    tmp_path: Path, age: str, day: str, as_of: str, answer: str
) -> None:
    assert asked(tmp_path, AGED % age, minute(day), as_of=as_of) == answer


def test_age_and_currency_are_asked_on_the_day_of_judgement_not_at_the_end_of_the_period(tmp_path: Path) -> None:
    records = """
- {kind: minute, body: board, date: 2025-10-01}
- {kind: document, doc_type: policy, status: approved, approved_on: 2025-01-01, review_date: 2026-10-05}
- {kind: document, doc_type: strategy, status: approved, approved_on: 2026-10-19, review_date: 2028-10-05}
"""
    checks = {
        "aged": "exists: {kind: minute, max_age: P12M}",
        "lapsed": "exists: {kind: document, where: {doc_type: policy}}",
        "new": "exists: {kind: document, where: {doc_type: strategy}}",
    }
    said = ask_all(tmp_path, checks, records, as_of="2026-10-20", period="2026-04-01..2026-09-30")
    assert said == {"aged": "no expired", "lapsed": "no expired", "new": "yes"}
