"""The smallest change that turns a check: for every form, what is proposed, when it may be dated, and that it does."""

from __future__ import annotations

import pytest

from tests.whatif.turning import turn
from vprs.model import Lost
from vprs.whatif import Added

STRATEGY = "{id: s, kind: document, doc_type: strategy, status: %s, approved_on: 2025-05-01, review_date: %s}"
EXISTS = "exists: {kind: document, where: {doc_type: strategy}}"
AUDIT = "{id: r, kind: report, report_type: audit, reported_on: 2026-06-01%s}"
FOLLOWS = (
    "follows: {first: {kind: document, where: {doc_type: strategy}},"
    " then: {kind: minute, where: {body: board, links: $first.id}}%s}"
)
INCIDENT = "{id: %s, kind: incident, category: physical, occurred_on: %s%s}"
REGISTER = (
    "{id: reg, kind: register, register_type: incidents, covers_kind: incident, as_at: 2026-09-30, complete: true,"
    " declared_by: lsms, period: {start: 2025-04-01, end: 2026-09-30}}"
)
SITES = "{sites: [{id: north, name: N}, {id: south, name: S}, {id: east, name: E}]}"
ASSESSED = "{id: a, kind: assessment, assessment_type: violence-risk, sites: [north], assessed_on: 2026-05-01}"
EVERY_SITE = (
    "every: {of: {organisation: sites}, has: {kind: assessment, where: {assessment_type: violence-risk,"
    " sites: $each.id}}}"
)
TRAINED = "{id: t%s, kind: training, course: crt, person: p%s, completed_on: 2025-01-01, expires: %s}"
RATIO = (
    "ratio: {of: {kind: training, where: {course: crt}}, matching: {expires: {at_least: $as_of}}, at_least: 75%%,"
    " min_denominator: %s}"
)

CASES = {
    "a policy past its review is reviewed": (
        EXISTS,
        STRATEGY % ("approved", "2026-09-29"),
        [
            "review what is in records.yaml:1 (document s), whose review date is 2026-09-29, and file what comes of it "
            "as a version of its own, with review date 2026-09-30 or later"
        ],
    ),
    "a draft is approved": (
        EXISTS,
        STRATEGY % ("draft", "2028-01-01"),
        ["in records.yaml:1 (document s): status: approved (now draft)"],
    ),
    "a blank field is filled in": (
        EXISTS,
        "{id: s, kind: document, doc_type: strategy, status: approved, approved_on: 2025-05-01}",
        ["in records.yaml:1 (document s): review_date: 2026-09-30 or later (now not given)"],
    ),
    "what is not there is added": (
        "exists: {kind: activity, where: {activity_type: drill, scope: internal}, window: P12M}",
        "",
        [
            "add an activity (new-activity-1): date: 2026-09-30 (or, if it happened then, any day from 2025-10-01 on); "
            "activity_type: drill; scope: internal"
        ],
    ),
    "a report is received, with a minute": (
        "exists: {kind: report, where: {report_type: audit}, received_by: board}",
        AUDIT % "",
        [
            "in records.yaml:1 (report r): received_by: [{body: board, date: 2026-09-30, "
            "minute: new-minute-of-board-1}] (now not given)",
            "add a minute (new-minute-of-board-1): body: board; date: 2026-09-30 "
            "(or, if it happened then, any earlier day)",
        ],
    ),
    "a minute that names the report is the one that received it": (
        "exists: {kind: report, where: {report_type: audit}, received_by: board}",
        AUDIT % "" + ", {id: m, kind: minute, body: board, date: 2026-07-01, paper: r}",
        ["in records.yaml:1 (report r): received_by: [{body: board, date: 2026-09-30, minute: m}] (now not given)"],
    ),
    "what stands is closed, and the register covers the rest": (
        "none: {kind: incident, where: {category: physical, closed_on: {present: false}}, window: period}",
        INCIDENT % ("i", "2026-05-01", "") + f", {REGISTER}",
        ["in records.yaml:1 (incident i): closed_on: 2026-09-30, where that is so (now not given)"],
    ),
    "nobody has declared that there is none": (
        "none: {kind: incident, where: {category: physical}, window: period}",
        "",
        [
            "add a register (new-register-of-incident-1): register_type: incident; covers_kind: incident; "
            "complete: true, where that is so; declared_by: given; as_at: 2026-09-30; "
            "period: {start: 2026-04-01, end: 2026-09-30}"
        ],
    ),
    "two more are needed": (
        "count: {kind: minute, where: {body: board}, window: period, at_least: 3}",
        "{id: m, kind: minute, body: board, date: 2026-05-01}",
        [
            "add a minute (new-minute-1): date: 2026-09-30 (or, if it happened then, any day from 2026-04-01 on); "
            "body: board",
            "add a minute (new-minute-2): date: 2026-09-30 (or, if it happened then, any day from 2026-04-01 on); "
            "body: board",
        ],
    ),
    "a role is filled": (
        "held: {role: lsms, where: {accredited: true}}",
        "{id: h, kind: appointment, role: lsms, holder: A, start: 2024-01-01}",
        ["in records.yaml:1 (appointment h): accredited: true, where that is so (now not given)"],
    ),
    "a role is vacant": (
        "held: {role: lsms}",
        "",
        [
            "add an appointment (new-appointment-1): start: 2026-09-30 (or, if it happened then, any earlier day); "
            "role: lsms; holder: another-holder-1"
        ],
    ),
    "a judgement is made": (
        "attested: {statement: safe, by: executive-lead}",
        "{id: m, kind: minute, body: board, date: 2026-05-01}",
        [
            "add an attestation (new-attestation-1): statement: safe; by: executive-lead; "
            "made_on: 2026-09-30 (or, if it happened then, any day from 2026-03-30 on); "
            "judgement: met, where that is so; basis: [m]"
        ],
    ),
    "a minute follows": (
        FOLLOWS % "",
        STRATEGY % ("approved", "2028-01-01"),
        [
            "add a minute (new-minute-1): date: 2026-09-30 (or, if it happened then, any day from 2025-05-01 on); "
            "body: board; links: [s]"
        ],
    ),
    "a minute had to follow in time": (
        FOLLOWS % ", within: P30D",
        STRATEGY % ("approved", "2028-01-01"),
        [
            "if it happened then, record a minute (new-minute-1): date: 2025-05-31 "
            "(any day from 2025-05-01 to 2025-05-31); body: board; links: [s]"
        ],
    ),
    "nothing to follow yet": (
        FOLLOWS % ", for: latest",
        "",
        [
            "add a document (new-document-1): approved_on: 2026-09-30 (or, if it happened then, any earlier day); "
            "doc_type: strategy; status: approved; review_date: 2026-09-30 or later",
            "add a minute (new-minute-2): date: 2026-09-30; body: board; links: [new-document-1]",
        ],
    ),
    "a record lacks a field": (
        "fields: {kind: report, where: {report_type: audit}, required: [prepared_by, owner],"
        " allowed: {owner: [executive-lead]}}",
        AUDIT % "",
        [
            "in records.yaml:1 (report r): prepared_by: given, where that is so (now not given); "
            "owner: executive-lead, where that is so (now not given)"
        ],
    ),
    "a record lacks a heading": (
        "fields: {kind: document, where: {doc_type: strategy}, sections: [Findings]}",
        (STRATEGY % ("approved", "2028-01-01")).replace("}", ", sections: [Scope]}"),
        [
            "amend what is in records.yaml:1 (document s), so that sections hold also Findings, have it approved anew, "
            "and file what comes of it as a version of its own"
        ],
    ),
    "a report lacks a heading, and the latest is asked": (
        "fields: {kind: report, where: {report_type: audit}, sections: [Findings], which: latest}",
        AUDIT % ", sections: [Scope]",
        [
            "add a report (new-report-1): reported_on: 2026-09-30 (or, if it happened then, any day from 2026-06-02 "
            "on); report_type: audit; sections: [Findings]"
        ],
    ),
    "a record disagrees with itself": (
        "agree: {kind: document, where: {doc_type: strategy}, topic: review}",
        STRATEGY.replace("}", ", declares: [{topic: review, value: P1Y}, {topic: review, value: P2Y}]}")
        % ("approved", "2028-01-01"),
        [
            "amend what is in records.yaml:1 (document s), so that it says one and the same of review throughout, "
            "have it approved anew, and file what comes of it as a version of its own"
        ],
    ),
    "a gap is filled": (
        "recurs: {kind: minute, where: {body: board}, window: P12M, every: P8M}",
        "{id: m, kind: minute, body: board, date: 2025-11-27}",
        [
            "if it happened then, record a minute (new-minute-1): date: 2026-07-27 "
            "(any day from 2026-01-30 to 2026-07-27); body: board"
        ],
    ),
    "a half-year lacks its report": (
        "each_period: {kind: report, where: {report_type: annual}, each: half-year, last: 2}",
        "{id: r, kind: report, report_type: annual, reported_on: 2026-05-01,"
        " period: {start: 2026-04-01, end: 2026-09-30}}",
        [
            "add a report (new-report-1): reported_on: 2026-09-30 (or, if it happened then, any earlier day); "
            "report_type: annual; period: {start: 2025-10-01, end: 2026-03-31}"
        ],
    ),
    "one more of four": (
        RATIO % 1,
        ", ".join(TRAINED % (n, n, "2027-01-01" if n < 3 else "") for n in range(1, 5)),
        ["in records.yaml:3 (training t3): expires: 2026-09-30 or later, where that is so (now not given)"],
    ),
    "what has lapsed stays lapsed, and the training is done again": (
        RATIO % 1,
        ", ".join(TRAINED % (n, n, "2027-01-01" if n < 3 else "2026-09-29") for n in range(1, 4)),
        [
            "add a training (new-training-1): completed_on: 2026-09-30 (or, if it happened then, any earlier day); "
            "course: crt; expires: 2026-09-30 or later; person: the same as records.yaml:3 (training t3)"
        ],
    ),
    "nothing to compare with": (
        "change: {metric: rate, each: financial-year, compared: true}",
        "{id: b, kind: metric, name: rate, value: 191, period: {start: 2025-04-01, end: 2026-03-31}}",
        [
            "add a metric (new-metric-2025-03-31): name: rate; value: 100, where that is so; "
            "period: {start: 2024-04-01, end: 2025-03-31}"
        ],
    ),
}


@pytest.mark.parametrize(("form", "records", "lines"), CASES.values(), ids=CASES)
def test_the_smallest_change_of_each_form(form: str, records: str, lines: list[str]) -> None:
    assert list(turn(form, f"[{records}]").lines) == lines


def test_one_record_covers_every_site_that_lacks_one() -> None:
    turned = turn(EVERY_SITE, f"[{ASSESSED}]", organisation=SITES)
    assert [line.split("; ")[2] for line in turned.lines] == ["sites: [south, east]"]


def test_sites_that_share_nothing_need_one_each() -> None:
    form = EVERY_SITE.replace("sites: $each.id", "subject: $each.id")
    turned = turn(form, "[]", organisation=SITES)
    assert [line.split("; ")[2] for line in turned.lines] == [f"subject: {site}" for site in ("north", "south", "east")]


@pytest.mark.parametrize(("lapsed", "edits"), [(20, 0), (21, 1), (24, 3), (25, 4)])
def test_a_share_takes_just_as_many_as_reach_it(lapsed: int, edits: int) -> None:
    records = [TRAINED % (n, n, "2027-01-01") for n in range(1, 61)]
    records += [TRAINED % (n, n, "") for n in range(61, 61 + lapsed)]
    if not edits:
        with pytest.raises(AssertionError):
            turn(RATIO % 1, f"[{', '.join(records)}]")
        return
    found = turn(RATIO % 1, f"[{', '.join(records)}]").found
    assert found is not None
    # (60 + n) / (60 + lapsed) >= 3/4, by whole numbers.
    assert len(found.edits) == edits
    assert 4 * (60 + edits) >= 3 * (60 + lapsed) > 4 * (60 + edits - 1)
    assert found.small is (edits <= 3)


def test_a_share_of_a_window_that_is_over_is_added_to_inside_it() -> None:
    form = (
        "ratio: {of: {kind: metric, where: {name: trained}, window: previous-financial-year},"
        " matching: {value: {at_least: 100}}, at_least: 100%}"
    )
    [line] = turn(form, "[]").lines
    assert "period: {end: 2026-03-31}" in line


@pytest.mark.parametrize(("lapsed", "edits"), [(21, 3), (24, 12)])
def test_of_what_has_lapsed_so_many_are_trained_again_as_make_the_share(lapsed: int, edits: int) -> None:
    """The lapsed records stay, so that each new one counts on both sides."""
    records = [TRAINED % (n, n, "2027-01-01") for n in range(1, 61)]
    records += [TRAINED % (n, n, "2026-09-29") for n in range(61, 61 + lapsed)]
    found = turn(RATIO % 1, f"[{', '.join(records)}]").found
    assert found is not None
    assert len(found.edits) == edits
    assert all(isinstance(edit, Added) for edit in found.edits)
    assert 4 * (60 + edits) >= 3 * (60 + lapsed + edits)


NOTHING_HONEST = {
    "a figure that has not fallen is as it is": (
        "change: {metric: rate, each: financial-year, at_most: -5%}",
        "{id: a, kind: metric, name: rate, value: 200, period: {start: 2024-04-01, end: 2025-03-31}},"
        "{id: b, kind: metric, name: rate, value: 191, period: {start: 2025-04-01, end: 2026-03-31}}",
    ),
    "a figure that could only have risen above a hundred per cent is not proposed": (
        "change: {metric: share, each: financial-year, at_least: 0.01%}",
        "{id: b, kind: metric, name: share, unit: percent, value: 100, period: {start: 2024-04-01, end: 2025-03-31}}",
    ),
    "nobody makes an incident": ("exists: {kind: incident, where: {category: physical}}", ""),
    "nor what answers one that is not there": (
        "every: {of: {kind: incident, where: {category: physical}},"
        " has: {kind: response, where: {incident: $each.id}}}",
        "",
    ),
    "an incident stays what it was": (
        "none: {kind: incident, where: {category: physical}, window: period}",
        INCIDENT % ("i", "2026-05-01", "") + f", {REGISTER}",
    ),
    "a report that was given is not written otherwise": (
        "fields: {kind: report, where: {report_type: audit}, sections: [Findings]}",
        AUDIT % ", sections: [Scope]",
    ),
    "what was answered late was answered late": (
        "follows: {first: {kind: incident, where: {category: physical}},"
        " then: {kind: response, where: {response_type: escalation, incident: $first.id}}, within: P1D}",
        INCIDENT % ("i", "2026-05-01", "") + ", {id: e, kind: response, response_type: escalation,"
        " incident: i, opened_on: 2026-05-09}",
    ),
    "a minute stays as it was written": (
        "fields: {kind: minute, where: {body: board}, required: [attendees], allowed: {decisions: [endorsed]}}",
        "{id: m, kind: minute, body: board, date: 2026-05-01, decisions: [noted], attendees: [lsms]}",
    ),
}


@pytest.mark.parametrize(("form", "records"), NOTHING_HONEST.values(), ids=NOTHING_HONEST)
def test_where_only_a_record_written_otherwise_would_do_nothing_is_told(form: str, records: str) -> None:
    assert turn(form, f"[{records}]").lines == ()


def test_an_action_that_is_closed_is_not_open() -> None:
    form = (
        "ratio: {of: {kind: action, where: {due: {at_most: $as_of}}}, matching: {closed_on: {present: true}},"
        " at_least: 50%}"
    )
    (line,) = turn(form, "[{id: a, kind: action, raised_on: 2026-01-05, due: 2026-03-01, status: open}]").lines
    assert "closed_on: 2026-09-30" in line
    assert "status: closed (now open)" in line
    (line,) = turn(form, "[]").lines
    assert "closed_on: 2026-09-30" in line
    assert "status: closed" in line


def test_nothing_is_proposed_to_a_body_after_it_ended() -> None:
    form = "recurs: {kind: submission, where: {recipient: board}, window: P12M, every: P12M}"
    ended = "{bodies: [{id: board, name: Board, to: 2026-09-29}]}"
    assert turn(form, "[]", organisation=ended).lines == ()


def test_what_could_not_be_read_is_read_again() -> None:
    lost = (Lost(kind="document", file="strategy.md", line=1),)
    turned = turn("none: {kind: document, where: {doc_type: strategy}, closed_world: 'all is here'}", lost=lost)
    assert turned.lines == ("mend strategy.md:1, provided that nothing in it is asked for or counts against",)


def test_where_a_new_record_does_nothing_unread_is_left_alone() -> None:
    lost = (Lost(kind="document", file="strategy.md", line=1),)
    turned = turn(EXISTS, lost=lost)
    assert [line.split(" (")[0] for line in turned.lines] == ["add a document"]


def test_a_list_of_the_organisation_is_no_record_and_cannot_be_turned_by_one() -> None:
    assert turn(EVERY_SITE, "[]").found is None


def test_what_is_not_due_yet_waits() -> None:
    form = "every: {of: {kind: risk, where: {register: r}}, has: {kind: action, where: {from: $each.id}}, grace: P30D}"
    records = "[{id: k, kind: risk, register: r, raised_on: 2026-09-29}]"
    assert turn(form, records).found is None
