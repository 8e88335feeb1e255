"""Which register covers what was asked, and which paper was received."""

from __future__ import annotations

import pytest

from tests.checks.asking import ask, told
from vprs.model import Lost

REGISTER = (
    "{id: r, kind: register, register_type: %s, complete: true, declared_by: lsms, as_at: 2026-09-30, "
    "period: {start: 2026-04-01, end: 2026-09-30}%s}"
)
NO_INCIDENT = "none: {kind: incident, window: period}"
INCOMPLETE = "unknown incomplete-register"


@pytest.mark.parametrize(
    ("sort", "rest", "answer"),
    [
        ("incident", "", "yes"),
        ("incidents", "", "yes"),
        ("Incidents", "", "yes"),
        ("incidental", "", INCOMPLETE),
        ("training", "", INCOMPLETE),
        ("anything", ", covers_kind: incident", "yes"),
        ("incidents", ", covers_kind: training", INCOMPLETE),
    ],
)
def test_a_register_is_of_the_kind_that_it_names_else_of_the_sort_that_it_is(sort: str, rest: str, answer: str) -> None:
    assert told(ask(NO_INCIDENT, f"[{REGISTER % (sort, rest)}]")) == answer


@pytest.mark.parametrize(
    ("was", "now"),
    [
        (", as_at: 2026-09-30", ""),
        (", period: {start: 2026-04-01, end: 2026-09-30}", ""),
        ("start: 2026-04-01, ", ""),
        (", end: 2026-09-30", ""),
        ("complete: true, ", ""),
    ],
)
def test_a_register_that_does_not_say_its_day_or_its_days_covers_nothing(was: str, now: str) -> None:
    register = REGISTER % ("incidents", "")
    assert was in register
    assert told(ask(NO_INCIDENT, f"[{register.replace(was, now)}]")) == INCOMPLETE


SITES = "sites: [{id: north, name: Northmoor General, aliases: [NGH]}, {id: south}]"


@pytest.mark.parametrize(
    ("own", "asked", "answer"),
    [
        ("[north]", "sites: north", "yes"),
        ("[north]", "sites: NGH", "yes"),
        ("[north]", "sites: south", INCOMPLETE),
        ("[north]", "sites: [north, south]", INCOMPLETE),
        ("[north, south]", "sites: [north, south]", "yes"),
        ("[north]", "sites: {present: true}", INCOMPLETE),
        ("[north]", "issued_by: mhra", INCOMPLETE),
        ("all", "sites: south", "yes"),
        ("all", "issued_by: mhra", "yes"),
    ],
)
def test_a_register_of_some_sites_speaks_only_of_those(own: str, asked: str, answer: str) -> None:
    form = f"none: {{kind: alert, where: {{{asked}}}, window: period}}"
    register = REGISTER % ("alerts", f", sites: {own}")
    assert told(ask(form, f"[{register}]", organisation=SITES)) == answer


def test_a_register_of_one_site_speaks_of_the_incidents_of_that_site() -> None:
    form = "none: {kind: incident, where: {site: %s}, window: period}"
    register = f"[{REGISTER % ('incidents', ', sites: [north]')}]"
    assert told(ask(form % "north", register, organisation=SITES)) == "yes"
    assert told(ask(form % "south", register, organisation=SITES)) == INCOMPLETE


RECEIVED = "exists: {kind: report, received_by: board}"
REPORT = "{id: r, kind: report, report_type: annual, reported_on: 2026-05-01%s}"
MINUTE = "{id: m, kind: minute, body: board, date: %s}"


def test_a_minute_that_may_be_of_a_later_day_leaves_the_receipt_in_doubt() -> None:
    report = REPORT % ", received_by: [{body: board, minute: m}]"
    found = ask(RECEIVED, f"[{report}, {MINUTE % '2026-09'}]", as_of="2026-09-15")
    assert told(found) == "unknown ambiguous-date"
    assert "r (records.yaml:1) may be one, but its receipt may mean several days" in found.because
    assert told(ask(RECEIVED, f"[{report}, {MINUTE % '2026-09'}]", as_of="2026-09-30")) == "yes"


def test_a_minute_that_may_be_lost_leaves_the_receipt_unread() -> None:
    gone = (Lost(kind="minute", file="m.yaml"),)
    assert (
        told(ask(RECEIVED, f"[{REPORT % ', received_by: [{body: board, minute: m}]'}]", lost=gone))
        == "unknown unreadable"
    )
    assert (
        told(ask(RECEIVED, f"[{REPORT % ', received_by: [{body: audit, minute: m}]'}]", lost=gone)) == "no wrong-body"
    )


@pytest.mark.parametrize("receipt", ["", ", received_by: [{body: board}]", ", received_by: [{body: board, minute: x}]"])
def test_a_report_that_names_no_receipt_or_no_minute_of_it_was_not_received(receipt: str) -> None:
    assert told(ask(RECEIVED, f"[{REPORT % receipt}, {MINUTE % '2026-05-01'}]")) == "no wrong-body"


ORGANISATION = "{sites: [{id: north}, {id: south, %s}]}"


@pytest.mark.parametrize(
    ("days", "answer"),
    [
        ("opened: 2026-09-30", "no unlinked"),
        ("opened: 2026-10-01", "yes"),
        ("closed: 2026-09-30", "no unlinked"),
        ("closed: 2026-09-29", "yes"),
        ("from: 2026-09-30", "no unlinked"),
        ("from: 2026-10-01", "yes"),
        ("to: 2026-09-30", "no unlinked"),
        ("to: 2026-09-29", "yes"),
        ("from: 2026", "unknown ambiguous-date"),
    ],
)
def test_a_site_is_asked_while_it_is_open(days: str, answer: str) -> None:
    form = "every: {of: {organisation: sites}, has: {kind: alert, where: {sites: $each.id}}}"
    alert = "{kind: alert, received_on: 2026-05-01, sites: [north]}"
    assert told(ask(form, f"[{alert}]", organisation=ORGANISATION % days)) == answer


def test_a_list_that_is_not_there_is_named_with_what_was_asked_of_it() -> None:
    form = "every: {of: {organisation: sites, where: {occupancy: owned}}, has: {kind: alert, where: {sites: $each.id}}}"
    found = ask(form)
    assert told(found) == "unknown empty-population"
    assert found.because.startswith("organisation.yaml does not list sites of the organisation with an occupancy owned")


def test_a_site_that_is_closed_leaves_the_others_asked() -> None:
    form = "every: {of: {organisation: sites}, has: {kind: alert, where: {sites: $each.id}}}"
    sites = "sites: [{id: old, closed: 2020-01-01}, {id: north}, {id: new, opened: 2027-01-01}, {id: south}]"
    alert = "{kind: alert, received_on: 2026-05-01, sites: %s}"
    for named, value in (("[north]", "1 of 2"), ("[north, south]", "2 of 2"), ("[old]", "0 of 2")):
        assert ask(form, f"[{alert % named}]", organisation=sites).value == value


def test_what_is_not_in_force_is_not_asked_of_each() -> None:
    form = "every: {of: {kind: document, where: {doc_type: policy}}, has: {kind: minute, where: {links: $each.id}}}"
    policy = "{id: %s, kind: document, doc_type: policy, approved_on: 2025-01-01, review_date: %s}"
    minute = "{kind: minute, body: board, date: 2026-05-01, links: [a]}"
    found = ask(form, f"[{policy % ('a', '2028')}, {policy % ('b', '2026-01-01')}, {minute}]")
    assert (told(found), found.value) == ("yes", "1 of 1")


@pytest.mark.parametrize(
    ("as_at", "lost", "answer"),
    [
        ("2026-09-30", (), "not-applicable empty-population"),
        ("2026-09", (), "unknown ambiguous-date"),
        ("2026-09-29", (), "unknown empty-population"),
        ("2026-09-29", (Lost(kind="register", file="r.yaml"),), "unknown unreadable"),
        ("2026-09-30", (Lost(kind="register", file="r.yaml"),), "not-applicable empty-population"),
    ],
)
def test_over_nothing_the_register_decides_and_its_doubt_is_told(
    as_at: str, lost: tuple[Lost, ...], answer: str
) -> None:
    form = "fields: {kind: incident, window: period, required: [site]}"
    register = (REGISTER % ("incidents", "")).replace("as_at: 2026-09-30", f"as_at: {as_at}")
    assert told(ask(form, f"[{register}]", lost=lost)) == answer
