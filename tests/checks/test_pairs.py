"""`every` and `follows`: populations, pairs, exemptions, what is not yet due."""

from __future__ import annotations

import pytest

from tests.checks.asking import ask, told
from tests.checks.test_gates import context
from vprs.checks.scope import Scope
from vprs.model import Lost, Ref

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
    assert "without it: West" in one_short.because
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


def test_a_list_of_words_is_whole_so_that_an_empty_one_asks_nobody() -> None:
    form = "every: {of: {list: []}, has: {kind: document, where: {topics: $each}}}"
    assert told(ask(form)) == "not-applicable empty-population"


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


DATED = "every: {of: {kind: incident, window: P12M%s}, has: {kind: response, where: {incident: $each.id}}, grace: P14D}"


@pytest.mark.parametrize(
    ("by", "reported", "answer"),
    [
        ("", "2026-09-20", "no unlinked"),
        (", date: reported_on", "2026-09-20", "unknown not-yet-due"),
        (", date: reported_on", "2026-09-16", "no unlinked"),
        (", date: reported_on", "2026-09-17", "unknown not-yet-due"),
    ],
)
def test_the_grace_runs_from_the_date_by_which_a_member_is_placed(by: str, reported: str, answer: str) -> None:
    record = f"[{{kind: incident, occurred_on: 2026-05-01, reported_on: {reported}}}]"
    assert told(ask(DATED % by, record)) == answer


@pytest.mark.parametrize(
    ("begun", "answer"),
    [("from: 2026-09-16", "no unlinked"), ("from: 2026-09-17", "unknown not-yet-due")],
)
def test_the_grace_of_a_body_runs_from_its_first_day(begun: str, answer: str) -> None:
    form = "every: {of: {organisation: bodies}, has: {kind: minute, where: {body: $each.id}}, grace: P14D}"
    assert told(ask(form, "", organisation=f"bodies: [{{id: board, name: Board, level: board, {begun}}}]")) == answer


BY_DAY = EVERY_SITE % ", due: %s"


@pytest.mark.parametrize(
    ("due", "sites", "answer"),
    [
        ("2026-09-29", "[north, south]", "no unlinked"),
        ("2026-09-30", "[north, south]", "unknown not-yet-due"),
        ("2026-10-01", "", "unknown not-yet-due"),
        ("2026-10-01", "[north, south, west]", "yes"),
        ("2026-09-29", "[north, south, west]", "yes"),
    ],
)
def test_what_is_asked_by_a_day_is_no_fault_until_that_day_is_past(due: str, sites: str, answer: str) -> None:
    records = f"[{at(sites)}]" if sites else ""
    assert told(ask(BY_DAY % due, records, organisation=SITES % "")) == answer


def test_before_its_last_day_it_is_shown_what_is_still_open_and_until_when() -> None:
    found = ask(BY_DAY % "2026-12-31", f"[{at('[north, south]')}]", organisation=SITES % "")
    assert found.value == "2 of 3"
    assert found.because.endswith("without it: West; not due before the end of 31 December 2026.")


EXEMPT = "every: {of: {kind: %s}, has: {kind: minute, where: {links: $each.id}}, exempt: %s}"


@pytest.mark.parametrize(
    ("field", "given", "answer"),
    [
        ("riddor", "riddor: 'yes'", "not-applicable empty-population"),
        ("riddor", "riddor: pending", "no unlinked"),
        ("exempt_reason", "exempt_reason: Unknown", "no unlinked"),
        ("period.end", "period: {start: 2026-01-01, end: 2026-06-30}", "not-applicable empty-population"),
        ("period.end", "period: {start: 2026-01-01}", "no unlinked"),
    ],
)
def test_only_what_is_said_exempts_and_it_may_stand_inside_another(field: str, given: str, answer: str) -> None:
    record = f"[{{kind: incident, occurred_on: 2026-05-01, {given}}}]"
    assert told(ask(EXEMPT % ("incident", field), record)) == answer


def test_what_is_named_as_perhaps_one_of_them_is_neither_exempt_nor_young_nor_covered() -> None:
    blank = "{id: %s, kind: incident, occurred_on: %s%s}"
    exempt, young, covered, open_ = (
        blank % ("x", "2026-05-01", ", exempt_reason: nobody known"),
        blank % ("y", "2026-09-30", ""),
        blank % ("z", "2026-05-02", ""),
        blank % ("w", "2026-05-03", ""),
    )
    known = INCIDENT % ("a", "2026-05-01", "")
    records = f"[{known}, {RESPONSE % 'a'}, {exempt}, {young}, {covered}, {RESPONSE % 'z'}, {open_}]"
    found = ask(PHYSICAL % ", grace: P14D, exempt: exempt_reason", records)
    assert told(found) == "unknown missing-field"
    assert found.because.endswith("w (records.yaml:7) may be one, but does not say its category.")


@pytest.mark.parametrize(
    ("share", "records", "answer"),
    [
        ("100%", "", "no unlinked"),
        ("50%", "", "unknown unreadable"),
        ("50%", f", {RESPONSE % 'a'}", "unknown unreadable"),
    ],
)
def test_a_lost_file_of_members_may_hold_enough_that_are_covered(share: str, records: str, answer: str) -> None:
    lost = (Lost(kind="incident", file="i.csv", many=True),)
    bare = f"[{INCIDENT % ('a', '2026-05-01', '')}, {INCIDENT % ('b', '2026-05-01', '')}{records}]"
    assert told(ask(PHYSICAL % f", at_least: {share}", bare, lost=lost)) == answer


OTHER_DAY = "follows: {first: {kind: incident, window: P12M, date: reported_on}, then: {kind: response, where: {incident: $first.id}, date: closed_on}%s}"
REPORTED = "{id: %s, kind: incident, occurred_on: %s, reported_on: %s}"
ANSWERED = "{id: %s, kind: response, incident: %s, opened_on: %s, closed_on: %s}"


@pytest.mark.parametrize(
    ("more", "first", "then", "answer"),
    [
        ("", ("2026-05-01", "2026-06-10"), ("2026-05-02", "2026-06-10"), "yes"),
        ("", ("2026-05-01", "2026-06-10"), ("2026-06-11", "2026-06-09"), "no too-early"),
        (", order: after", ("2026-05-01", "2026-06-10"), ("2026-06-11", "2026-06-10"), "no too-early"),
        (", within: P5D", ("2026-05-01", "2026-06-10"), ("2026-06-01", "2026-06-15"), "yes"),
        (", within: P5D", ("2026-06-12", "2026-06-10"), ("2026-06-12", "2026-06-16"), "no too-late"),
        ("", ("2026-05-01", "2026-09-15"), ("2026-05-01", "2026-09-15"), "yes"),
        ("", ("2026-05-01", "2026-06"), ("2026-05-01", "2026-09"), "unknown ambiguous-date"),
        ("", ("2026-05-01", "2026-06"), ("2026-05-01", "2026-08"), "yes"),
    ],
)
def test_both_are_ordered_by_the_dates_that_their_selectors_name(
    more: str, first: tuple[str, str], then: tuple[str, str], answer: str
) -> None:
    records = f"[{REPORTED % ('i', *first)}, {ANSWERED % ('r', 'i', *then)}]"
    assert told(ask(OTHER_DAY % more, records, as_of="2026-09-15")) == answer


@pytest.mark.parametrize(
    ("occurred", "reported", "answer"),
    [
        ("2026-06-01", "2026-09-02", "no unlinked"),
        ("2026-06-01", "2026-09-03", "unknown not-yet-due"),
        ("2026-06-01", "2026-09", "unknown ambiguous-date"),
    ],
)
def test_what_is_due_is_reckoned_from_the_date_named(occurred: str, reported: str, answer: str) -> None:
    records = f"[{REPORTED % ('i', occurred, reported)}]"
    assert told(ask(OTHER_DAY % ", within: P28D", records)) == answer


def test_of_several_unanswered_the_newest_by_the_date_named_is_told() -> None:
    records = f"[{REPORTED % ('a', '2026-05-01', '2026-07-01')}, {REPORTED % ('b', '2026-06-01', '2026-06-02')}]"
    assert ": for a (records.yaml:1) and 1 more, " in ask(OTHER_DAY % "", records).because


def test_of_several_that_fail_the_latest_by_the_date_named_gives_the_reason() -> None:
    first = REPORTED % ("i", "2026-06-01", "2026-06-10")
    late, early = (
        ANSWERED % ("late", "i", "2026-06-01", "2026-07-30"),
        ANSWERED % ("early", "i", "2026-06-20", "2026-06-09"),
    )
    for pair in (f"{late}, {early}", f"{early}, {late}"):
        assert told(ask(OTHER_DAY % ", within: P5D", f"[{first}, {pair}]")) == "no too-late"
    undated = "{kind: response, incident: i, opened_on: 2026-09-01}"
    for pair in (f"{early}, {undated}", f"{undated}, {early}"):
        assert told(ask(OTHER_DAY % "", f"[{first}, {pair}]")) == "no too-early"


LATEST_DAY = OTHER_DAY % ", for: latest"


@pytest.mark.parametrize(
    ("firsts", "answer"),
    [
        ((("a", "2026-06-01", "2026-05-01"), ("b", "2026-05-01", "2026-06-01")), "no unlinked"),
        ((("a", "2026-05-01", "2026-06-02"), ("b", "2026-05-01", "2026-06-01")), "yes"),
        ((("a", "2026-05-01", "2026-06-01"), ("b", "2026-05-02", "2026-06-01")), "no unlinked"),
        ((("a", "2026-05", "2026-06-01"), ("b", "2026-05", "2026-06-01")), "no unlinked"),
        ((("a", "2026-05-01", "2026-06"), ("b", "2026-05-01", "2026-06")), "unknown ambiguous-date"),
        ((("a", "2026-05-01", "2026-06"), ("b", "2026-05-01", "2026-06-30")), "unknown ambiguous-date"),
        ((("a", "2026-05-01", "2026-06-01"), ("b", "2026-05-01", "2026-06")), "unknown ambiguous-date"),
        ((("a", "2026-05-01", "2026-06-01"), ("b", "2026-05-01", "2026-05")), "yes"),
        ((("a", "2026-05-01", "2026-06-01"), ("b", "2026-05-01", "2026-09")), "unknown ambiguous-date"),
        ((("a", "2026-05-01", "2026-06-01"), ("b", "2026-04-01", "2026-09")), "unknown ambiguous-date"),
        ((("a", "2026-05-01", "2026-06-01"),), "yes"),
    ],
)
def test_the_latest_is_told_by_the_date_named_and_of_one_day_the_worst(
    firsts: tuple[tuple[str, str, str], ...], answer: str
) -> None:
    records = ", ".join(REPORTED % first for first in firsts)
    records = f"[{records}, {ANSWERED % ('r', 'a', '2026-07-01', '2026-08-01')}]"
    assert told(ask(LATEST_DAY, records, as_of="2026-09-15")) == answer


def test_those_not_yet_due_are_counted_beside_a_yes() -> None:
    young = f"{STRATEGY % ('b', '2026-09-10')}, {STRATEGY % ('c', '2026-09-11')}"
    done = f"{STRATEGY % ('a', '2026-05-01')}, {MINUTE % ('2026-05-02', 'a')}"
    assert ask(ENDORSED % ", within: P28D", f"[{done}, {young}]").because.endswith("needed (2 are not yet due).")
    one = ask(ENDORSED % ", within: P28D", f"[{done}, {STRATEGY % ('b', '2026-09-10')}]")
    assert one.because.endswith("needed (1 is not yet due).")


def test_an_order_that_cannot_be_told_is_named_before_another_that_may_answer() -> None:
    first = STRATEGY % ("s", "2026-06-15")
    straddling, hazy = MINUTE % ("2026-06", "s"), MINUTE % ("2026-09", "s")
    found = ask(ENDORSED % "", f"[{first}, {straddling}, {hazy}]", as_of="2026-09-15")
    assert told(found) == "unknown ambiguous-date"
    assert "the order of r2 (records.yaml:2) cannot be told" in found.because


def test_a_first_that_may_not_be_there_yet_gives_its_own_reason() -> None:
    form = (
        "follows: {first: {kind: incident, window: P12M}, then: {kind: action, window: P12M, where: {from: $first.id}}}"
    )
    sure = "{id: a, kind: incident, occurred_on: 2026-05-01}, {kind: action, from: a, raised_on: 2026-06-01}"
    hazy = "{id: b, kind: incident, occurred_on: 2026-09}, {kind: action, from: b}"
    assert told(ask(form, f"[{sure}, {hazy}]", as_of="2026-09-15")) == "unknown ambiguous-date"


def test_what_the_other_of_a_pair_names_is_never_taken_from_the_organisation() -> None:
    form = "follows: {first: {kind: metric}, then: {kind: minute, where: {body: $first.name}}}"
    metric = "{kind: metric, name: board, value: 1, period: {start: 2026-01-01, end: 2026-06-30}}"
    minute = "{kind: minute, body: board, date: 2026-07-01}"
    who = "{name: Old Body, bodies: [{id: old-body, name: Old Body, level: external, to: 2017-03-31}, {id: board, name: Board, level: board}]}"
    assert told(ask(form, f"[{metric}, {minute}]", organisation=who)) == "yes"


@pytest.mark.parametrize(
    ("outcome", "answer"), [(", outcome: upheld", "yes"), ("", "no unlinked"), (", outcome: pending", "no unlinked")]
)
def test_what_does_not_say_what_is_asked_covers_nobody(outcome: str, answer: str) -> None:
    form = PHYSICAL.replace("incident: $each.id", "incident: $each.id, outcome: upheld") % ""
    response = f"{{kind: response, response_type: support, incident: a, opened_on: 2026-09-30{outcome}}}"
    assert told(ask(form, f"[{INCIDENT % ('a', '2026-05-01', '')}, {response}]")) == answer


ANSWERING = "follows: {first: {kind: minute, where: {decisions: write}}, then: {kind: document, where: {doc_type: policy, topics: safety}}}"


@pytest.mark.parametrize(
    ("document", "answer", "said"),
    [
        ("status: approved, approved_on: 2026-06-01, topics: [safety], review_date: 2028", "yes", ""),
        ("status: approved, approved_on: 2026-06-01, topics: [safety], review_date: 2026-07-01", "yes", ""),
        ("status: draft, topics: [safety]", "no unapproved", "for r1 (records.yaml:1), p (records.yaml:2) is a draft."),
        ("status: approved, approved_on: 2026-06-01", "no unlinked", "is not in this folder for it."),
        ("status: approved, approved_on: 2026-04-30, topics: [safety]", "no too-early", "came before, not after."),
    ],
)
def test_what_answers_need_not_be_in_force_but_must_be_approved_and_say_so(
    document: str, answer: str, said: str
) -> None:
    records = f"[{{kind: minute, body: board, date: 2026-05-01, decisions: [write]}}, {{id: p, kind: document, doc_type: policy, {document}}}]"
    found = ask(ANSWERING, records)
    assert told(found) == answer
    assert found.because.endswith(said)


ANSWER = "{id: r, kind: response, incident: i, response_type: support, opened_on: 2026-05-02}"


@pytest.mark.parametrize(
    ("until", "answer"), [("$as_of", "yes"), ("$period.start", "no unlinked"), ("$first.occurred_on", "no unlinked")]
)
def test_what_follows_may_be_asked_by_the_day_and_the_period_besides_its_first(until: str, answer: str) -> None:
    then = f"{{kind: response, where: {{incident: $first.id, opened_on: {{at_most: {until}}}}}}}"
    records = f"[{INCIDENT % ('i', '2026-05-01', '')}, {ANSWER}]"
    assert told(ask(f"follows: {{first: {{kind: incident}}, then: {then}}}", records)) == answer


@pytest.mark.parametrize(("links", "answer"), [("[j, i]", "yes"), ("[j]", "no unlinked"), ("i", "yes")])
def test_what_follows_may_lead_to_any_of_the_links_of_its_first(links: str, answer: str) -> None:
    form = "follows: {first: {kind: report}, then: {kind: response, where: {incident: $first.links}}}"
    incidents = ", ".join(INCIDENT % (name, "2026-05-01", "") for name in ("i", "j"))
    report = f"{{id: q, kind: report, report_type: annual, reported_on: 2026-05-01, links: {links}}}"
    assert told(ask(form, f"[{incidents}, {report}, {ANSWER}]")) == answer


def test_where_there_is_no_first_what_is_silent_is_further_off_than_what_says_so() -> None:
    form = "follows: {first: {kind: document, where: {doc_type: policy, topics: x}}, then: {kind: alert}, for: latest}"
    silent, near = (
        "{id: a, kind: document, doc_type: strategy}",
        "{id: b, kind: document, doc_type: strategy, topics: [x]}",
    )
    found = ask(form, f"[{silent}, {near}]")
    assert told(found) == "no missing"
    assert found.because.endswith(" The nearest, b (records.yaml:2), fails on type of document.")


def test_each_of_a_population_of_records_is_its_id_where_no_field_is_named() -> None:
    made = context("[{id: i, kind: incident, occurred_on: 2026-05-01, category: physical}]")
    scope = Scope(context=made, each=made.by_id["i"])
    assert scope.fill(Ref(base="each", path=())) == scope.fill(Ref(base="each", path=("id",))) == "i"
    assert scope.fill(Ref(base="each", path=("category",))) == "physical"
    assert Scope(context=made, each="word").fill(Ref(base="each", path=())) == "word"
    assert Scope(context=made).fill(Ref(base="each", path=())) is None


def test_an_entry_of_the_organisation_is_told_by_its_name() -> None:
    who = "sites: [{id: gannet-point, name: Gannet Point}, {id: highdale}]"
    form = "every: {of: {organisation: sites}, has: {kind: assessment, where: {sites: $each.id}}}"
    assert ask(form, organisation=who).because.endswith("; without it: Gannet Point, highdale.")


def test_a_response_in_the_row_of_its_incident_is_not_told_by_the_same_place_twice() -> None:
    form = "follows: {first: {kind: incident, window: P12M}, then: {kind: response, where: {incident: $first.id}}, within: P5D, for: each}"
    rows = (
        "[{id: i, kind: incident, occurred_on: 2026-05-01}, "
        "{id: j, kind: response, response_type: support, incident: i, opened_on: 2026-06-01}]"
    )
    one = ask(form, rows, rows=True)
    assert "for records.yaml:1, records.yaml:2 came too late" in one.because
    assert (
        "for records.yaml:1, the response in the same row came too late" in ask(form, rows, rows=True, line=1).because
    )
