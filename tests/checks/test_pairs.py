"""`every` and `follows`: populations, pairs, exemptions, what is not yet due."""

from __future__ import annotations

import pytest

from tests.checks.asking import ask, told
from vprs.model import Lost

SITES = "sites: [{id: north, name: North General}, {id: south, name: South, aliases: [SGH]}, {id: west, name: West%s}]"
HAS = "has: {kind: assessment, where: {assessment_type: violence-risk, sites: $each.id}}"
EVERY_SITE = "every: {of: {organisation: sites}, " + HAS + "%s}"


def at(site: str, day: str = "2027-01-01") -> str:
    return f"{{kind: assessment, assessment_type: violence-risk, assessed_on: 2026-01-01, review_date: {day}, sites: {site}}}"


def test_every_site_has_its_assessment_in_date() -> None:
    both = f"[{at('[north]')}, {at('[SGH]')}, {at('[west]')}]"
    found = ask(EVERY_SITE % "", both, organisation=SITES % "")
    assert (told(found), found.value, found.needed) == ("yes", "3 of 3", "100%")
    one_short = ask(
        EVERY_SITE % "", f"[{at('[north]')}, {at('[south]')}, {at('[west]', '2026-09-29')}]", organisation=SITES % ""
    )
    assert (told(one_short), one_short.value) == ("no unlinked", "2 of 3")
    assert "without it: west" in one_short.because
    assert told(ask(EVERY_SITE % "", f"[{at('all')}]", organisation=SITES % "")) == "yes"


@pytest.mark.parametrize(
    ("site", "answer"),
    [
        (", closed: 2026-09-29", "yes"),
        (", closed: 2026-09-30", "no unlinked"),
        (", opened: 2026-10-01", "yes"),
        (", opened: 2026-09-30", "no unlinked"),
        (", opened: 2026", "unknown ambiguous-date"),
    ],
)
def test_a_site_that_is_closed_or_not_yet_open_drops_out(site: str, answer: str) -> None:
    records = f"[{at('[north]')}, {at('[south]')}]"
    assert told(ask(EVERY_SITE % "", records, organisation=SITES % site)) == answer


@pytest.mark.parametrize(("share", "answer"), [("66%", "yes"), ("66.66%", "yes"), ("66.67%", "no unlinked")])
def test_the_share_is_compared_by_whole_numbers(share: str, answer: str) -> None:
    records = f"[{at('[north]')}, {at('[south]')}]"
    assert told(ask(EVERY_SITE % f", at_least: {share}", records, organisation=SITES % "")) == answer


def test_a_list_on_purpose_empty_is_not_applicable_and_one_not_given_is_unknown() -> None:
    assert told(ask(EVERY_SITE % "", "", organisation="sites: []")) == "not-applicable empty-population"
    assert told(ask(EVERY_SITE % "", "", organisation="type: acute")) == "unknown empty-population"
    fits = "every: {of: {organisation: sites, where: {occupancy: leased}}, " + HAS + "}"
    assert (
        told(ask(fits, "", organisation="sites: [{id: n, name: N, occupancy: owned}]"))
        == "not-applicable empty-population"
    )
    assert told(ask(fits, "", organisation="sites: [{id: n, name: N}]")) == "unknown missing-field"


def test_every_word_of_a_list_is_asked() -> None:
    form = "every: {of: {list: [security, violence]}, has: {kind: document, where: {topics: $each}}}"
    doc = (
        "{kind: document, doc_type: policy, status: approved, approved_on: 2025-01-01, review_date: 2028, topics: [%s]}"
    )
    assert told(ask(form, f"[{doc % 'security'}, {doc % 'violence'}]")) == "yes"
    assert told(ask(form, f"[{doc % 'security'}]")) == "no unlinked"


PHYSICAL = "every: {of: {kind: incident, where: {category: physical}, window: period}, has: {kind: response, where: {incident: $each.id}}%s}"
INCIDENT = "{id: %s, kind: incident, occurred_on: %s, category: physical%s}"
RESPONSE = "{kind: response, response_type: support, incident: %s, opened_on: 2026-09-30}"


@pytest.mark.parametrize(("day", "answer"), [("2026-09-16", "no unlinked"), ("2026-09-17", "unknown not-yet-due")])
def test_what_is_younger_than_the_grace_is_not_yet_due(day: str, answer: str) -> None:
    assert told(ask(PHYSICAL % ", grace: P14D", f"[{INCIDENT % ('i', day, '')}]")) == answer


def test_exempt_and_not_yet_due_are_shown_beside_the_value() -> None:
    records = f"[{INCIDENT % ('a', '2026-05-01', '')}, {INCIDENT % ('b', '2026-05-02', ', exempt_reason: staff member declined')}, {INCIDENT % ('c', '2026-09-30', '')}, {RESPONSE % 'a'}]"
    found = ask(PHYSICAL % ", grace: P14D, exempt: exempt_reason", records)
    assert (told(found), found.value) == ("yes", "1 of 1")
    assert "(1 exempt, 1 not yet due)" in found.because
    only_exempt = f"[{INCIDENT % ('b', '2026-05-02', ', exempt_reason: declined')}]"
    assert told(ask(PHYSICAL % ", exempt: exempt_reason", only_exempt)) == "not-applicable empty-population"


def test_an_empty_population_is_unknown_unless_a_complete_register_says_so() -> None:
    register = "{kind: register, register_type: incidents, covers_kind: incident, complete: true, declared_by: lsms, as_at: 2026-10-01, period: {start: 2026-04-01, end: 2026-09-30}}"
    assert told(ask(PHYSICAL % "", "")) == "unknown empty-population"
    assert told(ask(PHYSICAL % "", f"[{register}]")) == "unknown empty-population"
    on_time = register.replace("as_at: 2026-10-01", "as_at: 2026-09-30")
    assert told(ask(PHYSICAL % "", f"[{on_time}]")) == "not-applicable empty-population"


def test_a_blank_category_may_be_one_of_the_population() -> None:
    blank = "{id: x, kind: incident, occurred_on: 2026-05-01}"
    known = INCIDENT % ("a", "2026-05-01", "")
    assert told(ask(PHYSICAL % "", f"[{known}, {RESPONSE % 'a'}, {blank}]")) == "unknown missing-field"
    assert told(ask(PHYSICAL % "", f"[{known}, {RESPONSE % 'a'}, {blank}, {RESPONSE % 'x'}]")) == "yes"
    assert told(ask(PHYSICAL % "", f"[{known}, {blank}]")) == "no unlinked"
    assert told(ask(PHYSICAL % ", at_least: 50%", f"[{known}, {RESPONSE % 'a'}, {blank}]")) == "yes"


def test_a_lost_row_may_be_uncovered_and_a_lost_response_may_cover() -> None:
    good = f"[{INCIDENT % ('a', '2026-05-01', '')}, {RESPONSE % 'a'}]"
    assert told(ask(PHYSICAL % "", good, lost=(Lost(kind="incident", file="i.csv", line=3),))) == "unknown unreadable"
    bare = f"[{INCIDENT % ('a', '2026-05-01', '')}]"
    assert told(ask(PHYSICAL % "", bare, lost=(Lost(kind="response", file="r.csv", line=3),))) == "unknown unreadable"
    assert told(ask(PHYSICAL % "", bare, lost=(Lost(kind="incident", file="i.csv", line=3),))) == "no unlinked"


ENDORSED = "follows: {first: {kind: document, where: {doc_type: strategy}}, then: {kind: minute, where: {body: board, links: $first.id}}%s}"
STRATEGY = "{id: %s, kind: document, doc_type: strategy, status: approved, approved_on: %s, review_date: 2029}"
MINUTE = "{kind: minute, body: board, date: %s, links: [%s]}"


@pytest.mark.parametrize(
    ("minute", "more", "answer"),
    [
        ("2026-05-01", "", "yes"),
        ("2026-04-30", "", "no too-early"),
        ("2026-05-01", ", order: after", "no too-early"),
        ("2026-05-02", ", order: after", "yes"),
        ("2026-05-31", ", within: P30D", "yes"),
        ("2026-06-01", ", within: P30D", "no too-late"),
        ("2026-05", "", "yes"),
        ("2026", "", "unknown ambiguous-date"),
    ],
)
def test_b_comes_after_a_in_order_and_in_time(minute: str, more: str, answer: str) -> None:
    records = f"[{STRATEGY % ('s', '2026-05-01')}, {MINUTE % (minute, 's')}]"
    assert told(ask(ENDORSED % more, records)) == answer


@pytest.mark.parametrize(("day", "answer"), [("2026-08-31", "no unlinked"), ("2026-09-01", "unknown not-yet-due")])
def test_an_a_that_is_not_yet_that_old_is_not_yet_due(day: str, answer: str) -> None:
    assert told(ask(ENDORSED % ", within: P30D", f"[{STRATEGY % ('s', day)}]")) == answer


def test_each_any_and_latest() -> None:
    records = (
        f"[{STRATEGY % ('old', '2024-05-01')}, {STRATEGY % ('new', '2026-05-01')}, {MINUTE % ('2026-06-01', 'new')}]"
    )
    assert told(ask(ENDORSED % "", records)) == "no unlinked"
    assert told(ask(ENDORSED % ", for: any", records)) == "yes"
    assert told(ask(ENDORSED % ", for: latest", records)) == "yes"
    swapped = records.replace("[new]", "[old]").replace("2026-06-01", "2024-06-01")
    assert told(ask(ENDORSED % ", for: latest", swapped)) == "no unlinked"


def test_nothing_first_is_unknown_and_for_the_latest_missing() -> None:
    assert told(ask(ENDORSED % "", "")) == "unknown empty-population"
    assert told(ask(ENDORSED % ", for: latest", "")) == "no missing"
    lost = (Lost(kind="document", file="d.md"),)
    assert told(ask(ENDORSED % ", for: latest", "", lost=lost)) == "unknown unreadable"


def test_the_selector_may_be_ordered_by_another_of_its_dates() -> None:
    form = "follows: {first: {kind: incident, window: period}, then: {kind: incident, where: {id: $first.id}, date: reported_on}, within: P2D}"
    record = "[{kind: incident, occurred_on: 2026-05-01, reported_on: %s}]"
    assert told(ask(form, record % "2026-05-03")) == "yes"
    assert told(ask(form, record % "2026-05-04")) == "no too-late"


def test_a_minute_for_another_version_is_no_evidence() -> None:
    form = "follows: {first: {kind: document, where: {doc_type: strategy}}, then: {kind: assessment, where: {assessment_type: equality, for_version: $first.version}}}"
    strategy = "{kind: document, doc_type: strategy, version: '3', status: approved, approved_on: 2026-05-01, review_date: 2029}"
    equality = "{kind: assessment, assessment_type: equality, assessed_on: 2026-06-01, for_version: '%s'}"
    assert told(ask(form, f"[{strategy}, {equality % 3}]")) == "yes"
    assert told(ask(form, f"[{strategy}, {equality % 2}]")) == "no unlinked"
