"""What lies between two questions, two cycles or two readings: carried judgements, shared memory, records read twice."""

from __future__ import annotations

from datetime import date

import pytest

from tests.checks.asking import OPEN, ask, check_of, pack_with, records_of, told
from vprs.checks import make_context, observe
from vprs.dates import Duration, Period, rolling
from vprs.model import Answer, Workspace

JUDGED = """[
  {id: a, kind: attestation, statement: s, by: lsms, made_on: %s, judgement: met, basis: [m], valid_until: 2027-12-31},
  {id: m, kind: minute, body: board, date: 2026-01-05}]"""


@pytest.mark.parametrize(
    ("made", "after", "answer"),
    [
        ("2026-04-20", "2026-04-20", "no lapsed-attestation"),
        ("2026-04-21", "2026-04-20", "yes"),
        ("2026-04-20", "", "yes"),
        ("2026-04", "2026-03-31", "yes"),
        ("2026-04", "2026-04-01", "unknown ambiguous-date"),
        ("2026-04", "2026-04-29", "unknown ambiguous-date"),
        ("2026-04", "2026-04-30", "no lapsed-attestation"),
    ],
)
def test_a_judgement_of_an_earlier_cycle_holds_no_more(made: str, after: str, answer: str) -> None:
    form = "attested: {statement: s, by: [lsms], valid_for: P12M}"
    found = ask(form, JUDGED % made, as_of="2026-09-30", confirmed_after=after)
    assert told(found) == answer
    carried = "and it is carried forward from an earlier cycle, not re-confirmed." in found.because
    assert carried is (answer == "no lapsed-attestation")


def test_one_that_has_lapsed_by_itself_is_not_said_to_be_carried() -> None:
    form = "attested: {statement: s, by: [lsms], valid_for: P3M}"
    found = ask(form, JUDGED % "2026-05-01", as_of="2026-09-30", confirmed_after="2026-04-20")
    assert told(found) == "no lapsed-attestation"
    assert found.because.endswith("and it has lapsed.")


def test_a_record_that_may_be_its_own_second_is_no_second() -> None:
    form = (
        "follows: {first: {kind: document, where: {doc_type: policy}},"
        " then: {kind: document, where: {published_on: {at_least: 2026-05-15}}}, for: each}"
    )
    policy = (
        "{id: p, kind: document, doc_type: policy, status: approved, approved_on: 2026-01-05, published_on: 2026-05}"
    )
    other = (
        "{id: q, kind: document, doc_type: plan-text, status: approved, approved_on: 2026-01-06, published_on: 2026-05}"
    )
    assert told(ask(form, f"[{policy}]")) == "no unlinked"
    assert told(ask(form, f"[{policy}, {other}]")) == "unknown ambiguous-date"


def test_each_that_may_belong_is_counted_by_itself() -> None:
    form = "ratio: {of: {kind: training, where: {course: crt}}, matching: {mode: face}, distinct: person, at_most: 50%}"
    one = "{kind: training, person: A, course: crt, mode: online, completed_on: 2026-05-01}"
    perhaps = ", ".join(f"{{kind: training, person: {who}, mode: face, completed_on: 2026-05-01}}" for who in "BC")
    assert told(ask(form, f"[{one}, {perhaps}]")) == "unknown missing-field"


@pytest.mark.parametrize(
    ("day", "answer"),
    [("2026-09-15", "yes"), ("2026-09", "unknown ambiguous-date"), ("2026-09-16", "no wrong-body")],
)
def test_a_paper_is_received_by_a_minute_that_was_held(day: str, answer: str) -> None:
    paper = "{kind: report, report_type: trend, reported_on: 2026-04-02, received_by: [{body: board, minute: m}]}"
    minute = f"{{id: m, kind: minute, body: board, date: {day}}}"
    found = ask("exists: {kind: report, received_by: board}", f"[{paper}, {minute}]", as_of="2026-09-15")
    assert told(found) == answer


@pytest.mark.parametrize(
    ("day", "bound", "answer"),
    [
        ("2026-09-15", "at_least: 1", "yes"),
        ("2026-09", "at_least: 1", "unknown ambiguous-date"),
        ("2026-09-16", "at_least: 1", "no too-few"),
        ("2026-09", "at_least: 2", "no too-few"),
    ],
)
def test_a_value_that_may_lie_ahead_is_not_counted_for_certain(day: str, bound: str, answer: str) -> None:
    form = f"count: {{kind: action, distinct: closed_on, {bound}}}"
    assert told(ask(form, f"[{{kind: action, raised_on: 2026-01-05, closed_on: {day}}}]", as_of="2026-09-15")) == answer


TRAINED = """[
  {kind: training, person: A, course: crt, mode: face, completed_on: 2026-05},
  {kind: training, person: A, course: crt, mode: online, completed_on: 2026-05-01},
  {kind: training, person: B, course: crt, mode: online, completed_on: 2026-05-02},
  {id: m, kind: minute, body: board, date: 2026-05-05},
  {id: s, kind: document, doc_type: strategy, status: approved, approved_on: 2026-05-01, review_date: 2028-01-01},
  {id: k, kind: minute, body: quality, date: 2026-05-06, links: [s]},
  {id: r, kind: report, report_type: trend, reported_on: 2026-05-07, links: [m]}]"""
ASKED = (
    "ratio: {of: {kind: training}, matching: {mode: face}, distinct: person, at_least: 50%}",
    "ratio: {of: {kind: training}, matching: {mode: face}, distinct: completed_on, at_least: 50%}",
    "ratio: {of: {kind: training}, matching: {mode: online}, distinct: person, at_least: 60%}",
    "ratio: {of: {kind: training}, matching: {mode: face}, at_least: 50%}",
    "ratio: {of: {kind: minute}, matching: {body: board}, at_least: 60%}",
    "exists: {kind: minute, where: {links: s}}",
    "exists: {kind: report, where: {links: m}}",
    "every: {of: {kind: document}, has: {kind: minute, where: {links: $each.id}}}",
    "every: {of: {kind: minute, where: {body: board}}, has: {kind: report, where: {links: $each.id}}}",
    "every: {of: {kind: document}, has: {kind: report, where: {links: $each.id}}}",
)


def test_what_was_worked_out_for_one_question_answers_no_other() -> None:
    """Each alone, and all in one context in both orders: the same answers, values and sentences."""
    moment = date(2026, 9, 30)
    workspace = Workspace(organisation=OPEN, records=records_of(TRAINED))
    alone = {form: ask(form, TRAINED, as_of="2026-09-30") for form in ASKED}
    assert len({(each.answer, each.value, each.needed) for each in alone.values()}) > 5
    for order in (ASKED, ASKED[::-1]):
        context = make_context(pack_with({}), workspace, moment, rolling(moment, Duration(6, 0)))
        assert {form: observe(check_of(form), context) for form in order} == alone


REGISTER = (
    "{id: %s, kind: register, register_type: r, covers_kind: incident, as_at: 2026-10-06, complete: %s, declared_by: lsms,"
    " period: {start: 2025-10-01, end: 2026-09-30}, count: 5%s}"
)
SHORT = " counts 5 incidents, and 0 of them are in this folder"


@pytest.mark.parametrize(
    "form",
    [
        "none: {kind: incident, window: period}",
        "fields: {kind: incident, required: [site], window: period}",
        "ratio: {of: {kind: incident}, matching: {injury: true}, at_most: 50%}",
        "change: {count: {kind: incident}, each: half-year, at_most: 0%}",
    ],
)
def test_a_register_that_counts_more_than_is_there_is_told_in_every_form(form: str) -> None:
    half_year = Period(date(2026, 4, 1), date(2026, 9, 30))
    short = REGISTER % ("b", "true", "")
    alerts = (REGISTER % ("a", "true", "")).replace("incident", "alert")
    for before in ("", REGISTER % ("a", "false", "") + ", ", f"{alerts}, "):
        found = ask(form, f"[{before}{short}]", as_of="2026-10-20", period=half_year)
        assert found.answer is Answer.UNKNOWN
        assert f"records.yaml:{2 if before else 1}{SHORT}" in found.because
    assert SHORT not in ask(form, f"[{REGISTER % ('b', 'false', '')}]", as_of="2026-10-20", period=half_year).because


def test_a_register_of_which_only_the_beginning_is_given_covers_nothing() -> None:
    register = (REGISTER % ("b", "true", "")).replace(", end: 2026-09-30", "").replace("count: 5", "count: 1")
    incident = "{kind: incident, occurred_on: 2026-05-01, category: theft}"
    form = "none: {kind: incident, where: {category: verbal}, window: period}"
    assert told(ask(form, f"[{register}, {incident}]", as_of="2026-10-20")) == "unknown incomplete-register"


@pytest.mark.parametrize(
    ("sites", "answer"), [("all", "yes"), ("[north]", "yes"), ("[south]", "unknown incomplete-register")]
)
def test_a_record_of_every_site_is_one_of_those_that_a_register_of_one_site_counts(sites: str, answer: str) -> None:
    register = (
        (REGISTER % ("b", "true", ", sites: [north]")).replace("count: 5", "count: 1").replace("incident", "activity")
    )
    activity = f"{{kind: activity, activity_type: other, date: 2026-05-01, sites: {sites}}}"
    form = "none: {kind: activity, where: {activity_type: briefing, sites: north}, window: period}"
    organisation = "sites: [{id: north}, {id: south}]"
    period = Period(date(2026, 4, 1), date(2026, 9, 30))
    found = ask(form, f"[{register}, {activity}]", as_of="2026-10-20", organisation=organisation, period=period)
    assert told(found) == answer


@pytest.mark.parametrize(
    ("closed", "answer"),
    [("2026-09-14", "yes"), ("2026-09", "unknown ambiguous-date"), ("2026-10", "unknown missing-field")],
)
def test_what_may_be_closed_only_later_may_still_be_open(closed: str, answer: str) -> None:
    form = "none: {kind: action, where: {status: open}, closed_world: all actions are here}"
    action = f"[{{id: a, kind: action, raised_on: 2026-01-01, status: closed, closed_on: {closed}}}]"
    assert told(ask(form, action, as_of="2026-09-15")) == answer
