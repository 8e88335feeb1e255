"""`exists`, `none` and `count` on both sides of every edge."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.checks.asking import ask, told
from vprs.model import Lost

ONE = timedelta(days=1)

STRATEGY = "exists: {kind: document, where: {doc_type: strategy}}"
DOC = "kind: document, doc_type: strategy, status: approved"


@pytest.mark.parametrize(
    ("record", "answer"),
    [
        (f"{{{DOC}, approved_on: 2025-01-01, review_date: 2026-09-30}}", "yes"),
        (f"{{{DOC}, approved_on: 2025-01-01, review_date: 2026-09-29}}", "no expired"),
        (f"{{{DOC}, approved_on: 2026-09-30, review_date: 2027-09-30}}", "yes"),
        (f"{{{DOC}, approved_on: 2026-10-01, review_date: 2027-09-30}}", "no missing"),
        (f"{{{DOC}, approved_on: 2026-09, review_date: 2027-09-30}}", "yes"),
        (f"{{{DOC}, approved_on: 2026, review_date: 2027-09-30}}", "unknown ambiguous-date"),
        (f"{{{DOC}, approved_on: 2025-01-01, review_date: 2026-09}}", "yes"),
        (f"{{{DOC}, approved_on: 2025-01-01, review_date: 2026}}", "yes"),
        (f"{{{DOC}, approved_on: 2025-01-01, review_date: 2025}}", "no expired"),
        (f"{{{DOC}, approved_on: 2025-01-01}}", "unknown missing-field"),
        (f"{{{DOC}, review_date: 2027-01-01}}", "unknown missing-field"),
        ("{kind: document, doc_type: strategy, review_date: 2027-01-01}", "no unapproved"),
        (
            "{kind: document, doc_type: strategy, status: draft, approved_on: 2025-01-01, review_date: 2027}",
            "no unapproved",
        ),
        (f"{{{DOC}, approved_on: 2025-01-01, review_date: 2027, withdrawn_on: 2026-09-30}}", "no withdrawn"),
        (f"{{{DOC}, approved_on: 2025-01-01, review_date: 2027, withdrawn_on: 2026-10-01}}", "yes"),
        (
            "{kind: document, doc_type: policy, status: approved, approved_on: 2025-01-01, review_date: 2027}",
            "no missing",
        ),
        (
            f"{{{DOC}, approved_on: 2020-01-01, review_date: 2023-01, extensions: [{{to: 2026-09-30, granted_on: 2022-12-01}}]}}",
            "yes",
        ),
        (
            f"{{{DOC}, approved_on: 2020-01-01, review_date: 2023-01, extensions: [{{to: 2026-08, granted_on: 2022-12-01}}]}}",
            "no expired",
        ),
        (
            f"{{{DOC}, approved_on: 2020-01-01, review_date: 2023-01, extensions: [{{to: 2027-01, granted_on: 2026-10-01}}]}}",
            "no expired",
        ),
    ],
)
def test_a_document_counts_only_while_it_is_approved_and_in_date(record: str, answer: str) -> None:
    assert told(ask(STRATEGY, f"[{record}]")) == answer


def test_a_withdrawn_status_with_a_later_date_is_not_withdrawn_yet() -> None:
    record = "{kind: document, doc_type: strategy, status: withdrawn, approved_on: 2025-01-01, review_date: 2028, withdrawn_on: 2026-12-01}"
    assert told(ask(STRATEGY, f"[{record}]")) == "yes"
    assert told(ask(STRATEGY, f"[{record}]", as_of="2026-12-01")) == "no withdrawn"


def test_an_open_ended_document_needs_no_review_date() -> None:
    form = "exists: {kind: document, where: {doc_type: strategy}, open_ended: true}"
    assert told(ask(form, f"[{{{DOC}, approved_on: 2025-01-01}}]")) == "yes"


@pytest.mark.parametrize(
    ("later", "answer"),
    [
        ("status: approved, approved_on: 2026-09-30, review_date: 2029", "no superseded"),
        ("status: approved, approved_on: 2026-10-01, review_date: 2029", "yes"),
        ("status: draft", "yes"),
        ("status: approved, approved_on: 2025-06-01, review_date: 2026-01-01", "no superseded"),
        ("status: withdrawn, approved_on: 2025-06-01, review_date: 2029, withdrawn_on: 2026-01-01", "no superseded"),
    ],
)
def test_a_later_version_takes_over_from_its_approval_even_if_it_lapsed_since(later: str, answer: str) -> None:
    records = f"[{{id: old, {DOC}, approved_on: 2024-01-01, review_date: 2028}}, {{id: new, kind: document, doc_type: policy, supersedes: old, {later}}}]"
    assert told(ask(STRATEGY, records)) == answer


def test_missing_names_the_nearest_record_and_the_field_it_failed_on() -> None:
    form = "exists: {kind: document, where: {doc_type: strategy, topics: violence-prevention}}"
    records = """
    - {id: a, kind: document, title: Car parks, doc_type: policy, topics: [parking], status: approved, approved_on: 2025-01-01, review_date: 2028}
    - {id: b, kind: document, title: Safe staff, doc_type: policy, topics: [violence prevention], status: approved, approved_on: 2025-01-01, review_date: 2028}
    """
    found = ask(form, records)
    assert told(found) == "no missing"
    assert found.because.startswith(
        "Not in this folder: a strategy on violence-prevention; 0 found, at least 1 needed."
    )
    assert found.because.endswith("The nearest, Safe staff (records.yaml:2), fails on type of document.")
    assert [record.id for record in found.witnesses] == ["b"]


def test_an_unreadable_item_makes_a_no_unknown_and_leaves_a_yes_alone() -> None:
    lost = (Lost(kind=None, file="documents/strategy.md"),)
    assert told(ask(STRATEGY, "", lost=lost)) == "unknown unreadable"
    assert told(ask(STRATEGY, "", lost=(Lost(kind="minute", file="m.yaml"),))) == "no missing"
    good = f"[{{{DOC}, approved_on: 2025-01-01, review_date: 2027}}]"
    assert told(ask(STRATEGY, good, lost=lost)) == "yes"


def test_a_paper_without_a_minute_is_not_received() -> None:
    form = "exists: {kind: report, where: {report_type: annual}, window: P12M, received_by: board}"
    report = "{kind: report, report_type: annual, reported_on: 2026-05-01, received_by: [{body: board, date: 2026-05-20, minute: m}]}"
    minute = "{id: m, kind: minute, body: board, date: 2026-05-20}"
    assert told(ask(form, f"[{report}, {minute}]")) == "yes"
    assert told(ask(form, f"[{report}]")) == "no wrong-body"
    assert told(ask(form, f"[{report}, {{id: m, kind: minute, body: quality, date: 2026-05-20}}]")) == "no wrong-body"
    acting = "bodies: [{id: board, name: Board}, {id: quality, name: Quality, acts_for: board}]"
    committee = report.replace("body: board", "body: quality")
    minute_of_committee = minute.replace("body: board", "body: quality")
    assert told(ask(form, f"[{committee}, {minute_of_committee}]", organisation=acting)) == "yes"
    assert told(ask(form, f"[{committee}, {minute_of_committee}]")) == "no wrong-body"
    late = minute.replace("2026-05-20", "2026-10-01")
    assert told(ask(form, f"[{report}, {late}]")) == "no wrong-body"


@pytest.mark.parametrize(
    ("given", "answer"),
    [
        ("2025-10-01", "yes"),
        ("2025-09-30", "no missing"),
        ("2025-09", "no missing"),
        ("2025", "unknown ambiguous-date"),
    ],
)
def test_a_rolling_year_starts_the_day_after_its_anchor(given: str, answer: str) -> None:
    form = "exists: {kind: minute, where: {body: board}, window: P12M}"
    assert told(ask(form, f"[{{kind: minute, body: board, date: {given}}}]")) == answer


def test_from_the_last_day_of_a_month_a_window_starts_on_the_first() -> None:
    form = "exists: {kind: minute, where: {body: board}, window: P6M}"
    assert told(ask(form, "[{kind: minute, body: board, date: 2026-04-01}]")) == "yes"
    assert told(ask(form, "[{kind: minute, body: board, date: 2026-03-31}]")) == "no missing"
    assert told(ask(form, "[{kind: minute, body: board, date: 2026-02-28}]", as_of="2026-08-31")) == "no missing"
    assert told(ask(form, "[{kind: minute, body: board, date: 2026-03-01}]", as_of="2026-08-31")) == "yes"


@pytest.mark.parametrize(
    ("given", "answer"), [("2025-09-30", "yes"), ("2025-09-29", "no expired"), ("2025-09", "unknown ambiguous-date")]
)
def test_max_age_runs_from_the_records_own_date(given: str, answer: str) -> None:
    form = "exists: {kind: assessment, where: {assessment_type: tna}, max_age: P12M}"
    assert (
        told(ask(form, f"[{{kind: assessment, assessment_type: tna, assessed_on: {given}, review_date: 2028}}]"))
        == answer
    )


INCIDENTS = "{kind: incident, occurred_on: 2026-05-03, category: verbal}, {kind: incident, occurred_on: 2026-06-04, category: physical}"
REGISTER = "{kind: register, register_type: incidents, covers_kind: incident, complete: true, declared_by: lsms, as_at: 2026-09-30, period: {start: 2026-04-01, end: 2026-09-30}}"
NO_SEXUAL = "none: {kind: incident, where: {category: sexual}, window: period}"


@pytest.mark.parametrize(
    ("register", "answer"),
    [
        (REGISTER, "yes"),
        (REGISTER.replace("as_at: 2026-09-30", "as_at: 2026-09-29"), "unknown incomplete-register"),
        (REGISTER.replace("start: 2026-04-01", "start: 2026-04-02"), "unknown incomplete-register"),
        (REGISTER.replace("end: 2026-09-30", "end: 2026-09-29"), "unknown incomplete-register"),
        (REGISTER.replace(", declared_by: lsms", ""), "unknown incomplete-register"),
        (REGISTER.replace("complete: true", "complete: false"), "unknown incomplete-register"),
        (REGISTER.replace("covers_kind: incident", "covers_kind: training"), "unknown incomplete-register"),
    ],
)
def test_absence_is_told_only_by_a_complete_register_that_covers_it(register: str, answer: str) -> None:
    assert told(ask(NO_SEXUAL, f"[{INCIDENTS}, {register}]")) == answer


def test_none_is_a_no_where_there_is_one_and_unknown_where_there_may_be() -> None:
    assert told(ask(NO_SEXUAL.replace("sexual", "verbal"), f"[{INCIDENTS}, {REGISTER}]")) == "no too-many"
    blank = "{kind: incident, occurred_on: 2026-05-05}"
    assert told(ask(NO_SEXUAL, f"[{blank}, {REGISTER}]")) == "unknown missing-field"
    lost = (Lost(kind="incident", file="registers/incidents.csv", line=9),)
    assert told(ask(NO_SEXUAL, f"[{INCIDENTS}, {REGISTER}]", lost=lost)) == "unknown unreadable"


def test_a_closed_world_takes_the_folder_as_complete_for_a_stated_reason() -> None:
    form = "none: {kind: risk, where: {register: concerns}, window: period, closed_world: every concern is filed here}"
    assert told(ask(form, "")) == "yes"
    assert "every concern is filed here" in ask(form, "").because


def count(form: str, records: str, lost: tuple[Lost, ...] = ()) -> str:
    return told(ask(f"count: {{kind: incident, window: period, {form}}}", records, lost=lost))


def test_count_knows_too_few_with_or_without_a_register() -> None:
    assert count("at_least: 2", f"[{INCIDENTS}]") == "yes"
    assert count("at_least: 3", f"[{INCIDENTS}]") == "no too-few"
    assert (
        count("at_least: 3", f"[{INCIDENTS}]", (Lost(kind="incident", file="i.csv", line=4),)) == "unknown unreadable"
    )
    assert count("at_least: 4", f"[{INCIDENTS}]", (Lost(kind="incident", file="i.csv", line=4),)) == "no too-few"
    assert (
        count("at_least: 4", f"[{INCIDENTS}]", (Lost(kind="incident", file="i.csv", many=True),))
        == "unknown unreadable"
    )


def test_at_most_and_exactly_need_the_register() -> None:
    assert count("at_most: 1", f"[{INCIDENTS}]") == "no too-many"
    assert count("at_most: 2", f"[{INCIDENTS}]") == "unknown incomplete-register"
    assert count("at_most: 2", f"[{INCIDENTS}, {REGISTER}]") == "yes"
    assert count("exactly: 2", f"[{INCIDENTS}, {REGISTER}]") == "yes"
    assert count("exactly: 3", f"[{INCIDENTS}, {REGISTER}]") == "no too-few"
    assert count("exactly: 1", f"[{INCIDENTS}, {REGISTER}]") == "no too-many"
    assert count("exactly: 2", f"[{INCIDENTS}]") == "unknown incomplete-register"


def test_distinct_counts_values_and_a_record_without_one_does_not_count() -> None:
    records = "[{kind: activity, activity_type: audit, date: 2026-05-01, sites: [north]}, {kind: activity, activity_type: audit, date: 2026-06-01, sites: [North]}, {kind: activity, activity_type: audit, date: 2026-06-02}]"
    form = "count: {kind: activity, where: {activity_type: audit}, window: period, distinct: sites, at_least: %s}"
    assert told(ask(form % 1, records)) == "yes"
    assert told(ask(form % 2, records)) == "no too-few"


def test_the_sentence_holds_the_value_and_the_need() -> None:
    found = ask("count: {kind: incident, window: period, at_least: 2, at_most: 9}", f"[{INCIDENTS}, {REGISTER}]")
    assert (told(found), found.value, found.needed) == ("yes", "2", "at least 2 and at most 9")
    assert found.because.startswith("2 found, at least 2 and at most 9 needed: incident")


def test_a_body_that_ended_before_the_day_is_no_longer_asked() -> None:
    bodies = "bodies: [{id: nhs-protect, name: NHS Protect, level: external, to: 2017-03-31}]"
    form = "exists: {kind: submission, where: {recipient: nhs-protect}, window: P12M}"
    assert told(ask(form, "", organisation=bodies)) == "not-applicable body-dissolved"
    assert told(ask(form, "", organisation=bodies, as_of="2018-03-31")) == "not-applicable body-dissolved"
    assert told(ask(form, "", organisation=bodies, as_of="2018-03-30")) == "no missing"
    both = "exists: {kind: submission, where: {recipient: [nhs-protect, icb]}, window: P12M}"
    assert told(ask(both, "", organisation=bodies)) == "no missing"


def test_words_compare_by_fold_and_by_the_packs_aliases() -> None:
    form = "exists: {kind: minute, where: {topics: violence-prevention}, window: P12M}"
    record = "[{kind: minute, body: board, date: 2026-05-01, topics: [%s]}]"
    assert told(ask(form, record % "Violence_Prevention")) == "yes"
    assert told(ask(form, record % "VPR")) == "no missing"
    words = {"topics": {"violence-prevention": ("VPR",)}}
    assert told(ask(form, record % "vpr", words=words)) == "yes"


def test_a_word_that_says_unknown_matches_only_where_it_is_asked_for() -> None:
    record = "[{kind: incident, occurred_on: 2026-05-01, clinical_factor: unknown}, " + REGISTER + "]"
    assert told(ask("exists: {kind: incident, where: {clinical_factor: unknown}, window: period}", record)) == "yes"
    assert (
        told(ask("exists: {kind: incident, where: {clinical_factor: 'yes'}, window: period}", record)) == "no missing"
    )
    assert (
        told(ask("none: {kind: incident, where: {clinical_factor: 'yes'}, window: period}", record))
        == "unknown missing-field"
    )


def test_nothing_dated_after_as_of_counts_nested_dates_too() -> None:
    form = (
        "exists: {kind: alert, where: {distributions: {any: {audience: staff, date: {present: true}}}}, window: P12M}"
    )
    alert = "[{kind: alert, received_on: 2026-09-01, distributions: [{audience: staff, date: %s}]}]"
    assert told(ask(form, alert % "2026-09-30")) == "yes"
    assert told(ask(form, alert % "2026-10-01")) == "no missing"


WITHDRAWN = (
    "[{id: p, kind: document, title: P, doc_type: strategy, status: %s, approved_on: 2025-01-01, review_date: 2028%s}]"
)


@pytest.mark.parametrize(
    ("status", "more", "answer"),
    [
        ("withdrawn", ", withdrawn_on: 2026-09-15", "no withdrawn"),
        ("withdrawn", ", withdrawn_on: 2026-09-16", "yes"),
        ("withdrawn", ", withdrawn_on: 2026-08", "no withdrawn"),
        ("withdrawn", ", withdrawn_on: 2026-10", "yes"),
        ("withdrawn", ", withdrawn_on: 2026-09", "unknown ambiguous-date"),
        ("approved", ", withdrawn_on: 2026-09", "unknown ambiguous-date"),
        ("withdrawn", "", "no withdrawn"),
        ("withdrawn", ", published_on: 2026-12-01", "no withdrawn"),
        ("withdrawn", ", published_on: 2026-12-01, withdrawn_on: 2026-09-01", "no withdrawn"),
        ("withdrawn", ", published_on: 2026-12-01, withdrawn_on: 2026-09-16", "yes"),
    ],
)
def test_a_withdrawal_counts_from_its_own_day_whatever_the_status_says(status: str, more: str, answer: str) -> None:
    record = WITHDRAWN % (status, more)
    assert told(ask(STRATEGY, record, as_of="2026-09-15")) == answer
    none = "none: {kind: document, where: {doc_type: strategy}, closed_world: every one is here}"
    opposite = {"yes": "no too-many", "no withdrawn": "yes"}.get(answer, answer)
    assert told(ask(none, record, as_of="2026-09-15")) == opposite


@pytest.mark.parametrize(
    ("closed", "answer"),
    [("2026-09-15", "yes"), ("2026-09-16", "no missing"), ("2026-08", "yes"), ("2026-09", "unknown ambiguous-date")],
)
def test_what_may_be_closed_later_may_not_be_closed_yet(closed: str, answer: str) -> None:
    record = f"[{{id: a, kind: action, raised_on: 2026-01-01, status: closed, closed_on: {closed}}}]"
    assert told(ask("exists: {kind: action, where: {status: closed}}", record, as_of="2026-09-15")) == answer


def test_a_sentence_of_none_ends_where_the_records_are_or_after_what_is_asked() -> None:
    assert ask("count: {kind: minute, where: {body: board}, at_least: 0}").because.endswith(": minutes of board.")
    held = ask(
        "count: {kind: minute, where: {body: board}, at_least: 1}", "[{kind: minute, body: board, date: 2026-05-01}]"
    )
    assert held.because.endswith(": minutes of board (records.yaml:1).")


@pytest.mark.parametrize("reason", ["every concern is on form X.", "every concern is on form X"])
def test_the_reason_for_a_closed_world_is_said_with_one_full_stop(reason: str) -> None:
    form = f"none: {{kind: risk, window: period, closed_world: '{reason}'}}"
    assert ask(form, "").because.endswith("this folder is taken as complete: every concern is on form X.")


LAPSED = f"{{{DOC}, approved_on: 2020-01-01, review_date: 2023-01-01}}"


@pytest.mark.parametrize(
    ("bound", "answer"),
    [("exactly: 2", "unknown incomplete-register"), ("exactly: 3", "no too-few"), ("exactly: 1", "no too-many")],
)
def test_what_has_lapsed_is_counted_unless_only_what_is_current_is_asked_for(bound: str, answer: str) -> None:
    records = f"[{LAPSED}, {{{DOC}, approved_on: 2025-01-01, review_date: 2027-01-01}}]"
    assert told(ask(f"count: {{kind: document, where: {{doc_type: strategy}}, {bound}}}", records)) == answer


ALERTS = "count: {kind: alert, window: P12M, distinct: distributions.audience, at_least: %s}"


@pytest.mark.parametrize(("least", "answer"), [(2, "yes"), (3, "no too-few")])
def test_values_inside_a_list_are_counted_by_their_path(least: int, answer: str) -> None:
    sent = "distributions: [{audience: staff, date: 2026-06-01}, {audience: Staff, date: 2026-06-02}, {audience: public, date: 2026-06-03}]"
    assert told(ask(ALERTS % least, f"[{{kind: alert, received_on: 2026-06-01, {sent}}}]")) == answer


@pytest.mark.parametrize(
    ("days", "answer"),
    [
        (("2026-05-01", "2026-05"), "unknown ambiguous-date"),
        (("2026-05-31", "2026-05"), "unknown ambiguous-date"),
        (("2026-04-30", "2026-05"), "yes"),
        (("2026-06-01", "2026-05"), "yes"),
        (("2026-05", "2026-05"), "unknown ambiguous-date"),
    ],
)
def test_a_day_and_a_month_that_holds_it_may_be_one_day(days: tuple[str, str], answer: str) -> None:
    records = ", ".join(f"{{kind: minute, body: board, date: {day}}}" for day in days)
    assert told(ask("count: {kind: minute, distinct: date, at_least: 2}", f"[{records}]")) == answer


@pytest.mark.parametrize(
    ("kind", "distinct", "least", "lost", "answer"),
    [
        ("incident", "perpetrator", 2, "incident", "unknown unreadable"),
        ("incident", "perpetrator", 3, "incident", "no too-few"),
        ("incident", "topics", 9, "incident", "unknown unreadable"),
        ("incident", "perpetrator", 3, None, "no too-few"),
        ("incident", "topics", 9, None, "unknown unreadable"),
        ("alert", "distributions.audience", 9, "alert", "unknown unreadable"),
        ("alert", "issued_by", 3, "alert", "no too-few"),
        ("document", "horizon.end", 3, "document", "no too-few"),
    ],
)
def test_one_lost_item_may_hold_several_values_only_of_a_field_that_may_have_several(
    kind: str, distinct: str, least: int, lost: str | None, answer: str
) -> None:
    one = {
        "incident": "{kind: incident, occurred_on: 2026-05-01, perpetrator: patient, topics: [a]}",
        "alert": "{kind: alert, received_on: 2026-05-01, issued_by: x, distributions: [{audience: a, date: 2026-05-01}]}",
        "document": "{kind: document, doc_type: policy, status: approved, horizon: {end: 2028-01-01}}",
    }
    form = f"count: {{kind: {kind}, distinct: {distinct}, at_least: {least}}}"
    assert told(ask(form, f"[{one[kind]}]", lost=(Lost(kind=lost, file="x.md"),))) == answer


def test_one_lost_item_of_no_known_kind_may_hold_any_number_where_nothing_is_found() -> None:
    lost = (Lost(kind=None, file="x.md"),)
    assert (
        told(ask("count: {kind: incident, distinct: perpetrator, at_least: 1}", "", lost=lost)) == "unknown unreadable"
    )
    assert told(ask("count: {kind: incident, distinct: topics, at_least: 9}", "", lost=lost)) == "unknown unreadable"


@pytest.mark.parametrize(
    ("registers", "lost", "answer", "said"),
    [
        (
            "",
            (Lost(kind="minute", file="m.yaml"), Lost(kind="register", file="g.yaml")),
            "unknown unreadable",
            "g.yaml, perhaps its register, could not be read.",
        ),
        (
            REGISTER.replace("as_at: 2026-09-30", "as_at: 2026-09"),
            (),
            "unknown ambiguous-date",
            "no register of risk records that is declared complete covers it for certain.",
        ),
        (
            "",
            (),
            "unknown incomplete-register",
            "no register of risk records that is declared complete covers it.",
        ),
    ],
)
def test_what_leaves_absence_open_is_said(registers: str, lost: tuple[Lost, ...], answer: str, said: str) -> None:
    records = f"[{registers.replace('covers_kind: incident', 'covers_kind: risk')}]"
    for bound in ("none: {kind: risk, window: period}", "count: {kind: risk, window: period, at_most: 3}"):
        found = ask(bound, records, lost=lost)
        assert told(found) == answer
        assert found.because.endswith(said)


@pytest.mark.parametrize(
    ("window", "first", "last"),
    [
        ("financial-year", "2026-04-01", "2026-09-30"),
        ("previous-financial-year", "2025-04-01", "2026-03-31"),
        ("period", "2026-04-01", "2026-09-30"),
        ("{from: 2026-02-03, to: 2026-02-05}", "2026-02-03", "2026-02-05"),
        ("P1M", "2026-09-01", "2026-09-30"),
    ],
)
def test_a_window_holds_its_first_and_its_last_day(window: str, first: str, last: str) -> None:
    form = f"exists: {{kind: minute, where: {{body: board}}, window: {window}}}"
    days = [date.fromisoformat(first) - ONE, date.fromisoformat(first), date.fromisoformat(last)]
    days += [date.fromisoformat(last) + ONE]
    held = [told(ask(form, f"[{{kind: minute, body: board, date: {day}}}]")) for day in days]
    assert held == ["no missing", "yes", "yes", "no missing"]


def test_the_year_of_a_window_is_the_organisations_own() -> None:
    form = "exists: {kind: minute, where: {body: board}, window: %s}"
    january, record = "year_start: '01-01'", "[{kind: minute, body: board, date: %s}]"
    assert told(ask(form % "financial-year", record % "2026-01-01", organisation=january)) == "yes"
    assert told(ask(form % "financial-year", record % "2025-12-31", organisation=january)) == "no missing"
    assert told(ask(form % "previous-financial-year", record % "2025-01-01", organisation=january)) == "yes"
    assert told(ask(form % "previous-financial-year", record % "2026-01-01", organisation=january)) == "no missing"


REPORTED = "{kind: report, report_type: annual, %speriod: {start: 2026-01-01, end: %s}}"


@pytest.mark.parametrize(
    ("own", "end", "answer"),
    [
        ("2026-08-15", "2026-06-30", "yes"),
        ("2026-06-15", "2026-08-31", "no missing"),
        ("2026-06-15", "2026-09-15", "no missing"),
        ("2026-06-15", "2026-09-16", "yes"),
        ("2026-08-15", "2026-12-31", "no missing"),
        ("2026-06-15", "2026-09", "unknown ambiguous-date"),
        ("2026-08-15", "2026-09", "no missing"),
        ("2026-08-15", "2026-06", "yes"),
        ("", "2026-06", "yes"),
        ("", "2026-09", "no missing"),
        ("", "2026-12", "no missing-field"),
    ],
)
def test_a_record_is_placed_by_the_end_of_its_period_once_that_has_come(own: str, end: str, answer: str) -> None:
    form = "exists: {kind: report, where: {report_type: annual}, window: {from: 2026-06-01, to: 2026-06-30}}"
    record = REPORTED % (f"reported_on: {own}, " if own else "", end)
    assert told(ask(form, f"[{record}]", as_of="2026-09-15")) == answer


def test_a_selector_that_names_a_date_places_by_that_and_not_by_a_period() -> None:
    form = "exists: {kind: report, where: {report_type: annual}, date: reported_on, window: {from: 2026-06-01, to: 2026-06-30}}"
    assert told(ask(form, f"[{REPORTED % ('reported_on: 2026-06-15, ', '2026-08-31')}]")) == "yes"
    assert told(ask(form, f"[{REPORTED % ('reported_on: 2026-08-15, ', '2026-06-30')}]")) == "no missing"


@pytest.mark.parametrize(
    ("bound", "day", "answer"),
    [
        ("at_least: $period.start", "2026-04-01", "yes"),
        ("at_least: $period.start", "2026-03-31", "no missing"),
        ("at_most: $period.end", "2026-09-30", "yes"),
        ("less_than: $period.end", "2026-09-30", "no missing"),
        ("less_than: $as_of", "2026-09-30", "no missing"),
        ("less_than: $as_of", "2026-09-29", "yes"),
    ],
)
def test_a_rule_may_name_the_days_that_are_judged(bound: str, day: str, answer: str) -> None:
    form = f"exists: {{kind: minute, where: {{date: {{{bound}}}}}}}"
    assert told(ask(form, f"[{{kind: minute, body: board, date: {day}}}]")) == answer
