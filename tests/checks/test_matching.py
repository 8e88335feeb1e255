"""Matchers at their edges: lists inside entries, values of another sort, and which doubt is told."""

from __future__ import annotations

import pytest

from tests.checks.asking import ask, organisation_of, told
from tests.checks.test_gates import context, requirement
from vprs.checks import gate
from vprs.model import Clause, Matcher

UNITS = "units: [{id: ed, level: department, site: NGH}, {id: icu, level: ward, site: south}]"
SITES = "sites: [{id: north, name: Northmoor General, aliases: [NGH]}, {id: south}]"


def one_of_its(field: str, **asked: str) -> Clause:
    """`field: {any: {name: value, ...}}`."""
    inner = tuple(
        Clause(field=(name,), matchers=(Matcher(operator="is", operands=(value,)),)) for name, value in asked.items()
    )
    return Clause(field=tuple(field.split(".")), matchers=(Matcher(operator="any", clauses=inner),))


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        (one_of_its("organisation.units", site="north"), "yes"),
        (one_of_its("organisation.units", site="Northmoor General"), "yes"),
        (one_of_its("organisation.units", site="ngh"), "yes"),
        (one_of_its("organisation.units", site="east"), "no"),
        (one_of_its("organisation.units", site="north", level="ward"), "no"),
        (one_of_its("organisation.units", site="south", level="Ward"), "yes"),
        (one_of_its("organisation.units", level="department"), "yes"),
        (one_of_its("organisation.providers", type="x"), "unknown"),
        (one_of_its("organisation.conventions.alarm", kind="panic"), "yes"),
        (one_of_its("organisation.conventions.alarm", kind="other"), "no"),
        (one_of_its("organisation.conventions.words", kind="panic"), "no"),
        (one_of_its("organisation.conventions.nothing", kind="panic"), "unknown"),
    ],
)
def test_when_may_ask_of_one_entry_of_a_list(asked: Clause, answer: str) -> None:
    who = organisation_of(f"{SITES}\n{UNITS}\nconventions: {{alarm: {{kind: panic}}, words: [panic, other]}}")
    assert gate(requirement(when=(asked,)), context(who=who)).answer == answer


NONE = "none: {kind: document, current: false, closed_world: all are here, where: {%s}}"
EXISTS = "exists: {kind: document, current: false, where: {%s}}"
POLICY = "[{kind: document, doc_type: policy%s}]"


@pytest.mark.parametrize(
    ("fields", "where"),
    [
        (", published_on: 2026-05", "published_on: {at_least: 2026-05-15}, extensions: {any: {by: board}}"),
        (", published_on: 2026-05", "extensions: {any: {by: board}}, published_on: {at_least: 2026-05-15}"),
        (", published_on: 2026-05, ref: unknown", "published_on: {at_least: 2026-05-15}, ref: {present: true}"),
        (", published_on: 2026-05, ref: pending", "ref: {present: false}, published_on: {at_least: 2026-05-15}"),
        (", published_on: 2026-05", "published_on: {at_least: 2026-05-15}, ref: A1"),
    ],
)
def test_a_field_that_is_not_said_is_told_before_a_date_that_may_mean_several_days(fields: str, where: str) -> None:
    assert told(ask(NONE % where, POLICY % fields)) == "unknown missing-field"


@pytest.mark.parametrize(
    ("fields", "where", "answer"),
    [
        (", horizon: {start: 2025-01-01, end: 2027-01}", "horizon.end: {at_least: 2027-01-31}", "yes"),
        (", horizon: {start: 2025-01-01, end: 2027-01}", "horizon.end: {at_least: 2027-02-01}", "no missing"),
        (", horizon: {start: 2025-01, end: 2027-01}", "horizon.start: {at_least: 2025-01-31}", "unknown ambiguous-date"),
        (", review_date: 2027-01", "review_date: {at_least: 2027-01-31}", "yes"),
        (", published_on: 2026-04-03", "published_on: {all_of: [2026-04-03]}", "yes"),
        (", published_on: 2026-04-03", "published_on: {all_of: [2026-04-03, 2026-04-04]}", "no missing"),
        (", published_on: 2026-04", "published_on: {all_of: [2026-04-03]}", "unknown ambiguous-date"),
        (", published_on: 2026-04", "published_on: {all_of: [2026-05-03, 2026-04-03]}", "no missing"),
        (", review_date: 2027-01", "review_date: {all_of: [2027-01-31]}", "yes"),
    ],
)  # fmt: skip
def test_a_date_that_looks_ahead_holds_to_its_last_day_and_another_may_mean_any(
    fields: str, where: str, answer: str
) -> None:
    assert told(ask(EXISTS % where, POLICY % fields)) == answer


RISK = "[{kind: risk, raised_on: 2026-05-01, score: 12, closed_on: 2026-06-01}]"
WHO = "{code: EX, formed: 2002-04-01, conventions: {most: 12, word: twelve}}"


@pytest.mark.parametrize(
    ("matcher", "answer"),
    [
        ("score: {at_least: $organisation.conventions.most}", "yes"),
        ("score: {at_least: $organisation.code}", "no missing"),
        ("score: {at_most: $organisation.code}", "no missing"),
        ("score: {at_least: $organisation.formed}", "no missing"),
        ("score: {at_most: $organisation.formed}", "no missing"),
        ("closed_on: {at_least: $organisation.formed}", "yes"),
        ("closed_on: {at_least: $organisation.conventions.most}", "no missing"),
        ("closed_on: {at_most: $organisation.conventions.most}", "no missing"),
        ("closed_on: {at_least: $organisation.conventions.word}", "no missing"),
        ("closed_on: {less_than: $organisation.conventions.word}", "no missing"),
    ],
)
def test_a_value_of_another_sort_stands_in_no_order_to_it(matcher: str, answer: str) -> None:
    assert told(ask(f"exists: {{kind: risk, where: {{{matcher}}}}}", RISK, organisation=WHO)) == answer


def test_the_latest_of_those_turned_away_is_told_by_the_date_asked() -> None:
    draft = "{id: a, kind: document, doc_type: policy, status: draft, approved_on: 2025-01-01, published_on: %s}"
    gone = (
        "{id: b, kind: document, doc_type: policy, approved_on: 2026-01-01, review_date: 2026-05-01, published_on: %s}"
    )
    form = "exists: {kind: document, where: {doc_type: policy}%s}"
    by_publication = f"[{draft % '2026-03-01'}, {gone % '2026-02-01'}]"
    assert told(ask(form % ", date: published_on", by_publication)) == "no unapproved"
    assert told(ask(form % "", by_publication)) == "no expired"
    assert told(ask(form % ", date: published_on", f"[{draft % '2026-02-01'}, {gone % '2026-03-01'}]")) == "no expired"


def test_of_those_turned_away_on_one_day_the_first_in_the_folder_is_told_and_one_without_a_day_last() -> None:
    form = "exists: {kind: assessment, current: true, where: {assessment_type: tna}}"
    old = "{kind: assessment, assessment_type: tna, assessed_on: 2025-01-01, title: %s, review_date: 2026-01-01}"
    found = ask(form, f"[{old % 'First'}, {old % 'Second'}]")
    assert "First (records.yaml:1)" in found.because
    undated = (old % "Undated").replace("assessed_on: 2025-01-01, ", "")
    assert "First (records.yaml:2)" in ask(form, f"[{undated}, {old % 'First'}]").because


def test_the_latest_by_another_date_is_asked_alone() -> None:
    form = "fields: {kind: action, which: latest, required: [lead], date: closed_on}"
    with_lead = "{kind: action, raised_on: 2026-01-01, closed_on: 2026-06-01, lead: lsms}"
    without = "{kind: action, raised_on: 2026-02-01, closed_on: 2026-05-01}"
    assert told(ask(form, f"[{with_lead}, {without}]")) == "yes"
    assert told(ask(form.replace(", date: closed_on", ""), f"[{with_lead}, {without}]")) == "no missing-field"


def test_several_bodies_that_the_organisation_names_are_dissolved_when_all_have_ended() -> None:
    bodies = "bodies: [{id: old, to: 2020-01-01}, {id: older, to: 2019-01-01}, {id: board}]"
    form = "exists: {kind: minute, where: {body: $organisation.conventions.route}}"
    for route, answer in (("[old, older]", "not-applicable body-dissolved"), ("[old, board]", "no missing")):
        assert told(ask(form, organisation=f"{bodies}\nconventions: {{route: {route}}}")) == answer


def test_what_may_be_otherwise_is_told_by_the_field_in_which_it_may_be() -> None:
    closed = "{id: a, kind: action, raised_on: 2026-05-01, closed_on: 2026-09}"
    for there in ("true", "false"):
        found = ask(
            f"exists: {{kind: action, where: {{closed_on: {{present: {there}}}}}}}", f"[{closed}]", as_of="2026-09-15"
        )
        assert told(found) == "unknown ambiguous-date"
        assert found.because.endswith("; a (records.yaml:1) may be one, but its closing date may mean several days.")
    linked = "{id: a, kind: action, raised_on: 2026-05-01, from: m}, {id: m, kind: minute, body: board, date: 2026-09}"
    found = ask("exists: {kind: action, where: {from: {present: true}}}", f"[{linked}]", as_of="2026-09-15")
    assert told(found) == "unknown ambiguous-date"
    assert found.because.endswith("; a (records.yaml:1) may be one, but its from may lead to what is not there yet.")


def test_a_document_whose_extension_may_lie_ahead_is_told_by_its_extensions() -> None:
    record = "{kind: document, doc_type: policy, approved_on: 2025-01-01, review_date: 2026-01, extensions: [{to: 2027, granted_on: 2026-09}]}"
    found = ask("exists: {kind: document, where: {doc_type: policy}}", f"[{record}]", as_of="2026-09-15")
    assert told(found) == "unknown ambiguous-date"
    assert found.because.endswith("but its extensions may mean several days.")


def test_of_two_fields_that_are_not_said_the_first_that_is_asked_is_told() -> None:
    found = ask(NONE % "ref: A1, version: '2'", POLICY % "")
    assert found.because.endswith("does not say its ref.")
    assert ask(NONE % "version: '2', ref: A1", POLICY % "").because.endswith("does not say its version.")


BODIES = "bodies: [{id: board, name: Trust Board}, {id: quality, acts_for: board}, {id: audit}]\nroles: [{id: lsms, aliases: [VPR lead]}]"


@pytest.mark.parametrize(
    ("record", "answer"),
    [
        ("minute, where: {body: Trust Board}}", "yes"),
        ("minute, where: {body: audit}}", "no missing"),
        ("minute, where: {body: quality}}", "yes"),
        ("minute, where: {links: D}}", "yes"),
        ("minute, where: {links: d}}", "no missing"),
        ("minute, where: {attendees: vpr lead}}", "yes"),
        ("minute, where: {attendees: board}}", "no missing"),
        ("document, where: {approved_by: board}}", "yes"),
        ("document, where: {approved_by: quality}}", "yes"),
        ("document, where: {approved_by: lsms}}", "no missing"),
        ("document, where: {topics: VIOLENCE and aggression}}", "yes"),
        ("document, where: {topics: violence}}", "no missing"),
    ],
)
def test_names_compare_by_their_ids_bodies_by_whom_they_act_for_and_links_to_the_letter(
    record: str, answer: str
) -> None:
    records = (
        "[{id: D, kind: document, doc_type: policy, approved_on: 2025-01-01, review_date: 2028, approved_by: quality, topics: [vpr]}, "
        "{kind: minute, body: quality, date: 2026-05-01, links: [D], attendees: [lsms]}]"
    )
    words = {"topics": {"violence-prevention": ("VPR", "violence and aggression")}}
    assert told(ask(f"exists: {{kind: {record}", records, organisation=BODIES, words=words)) == answer


def test_a_record_is_asked_by_its_id() -> None:
    minute = "[{id: m, kind: minute, body: board, date: 2026-05-01}]"
    assert told(ask("exists: {kind: minute, where: {id: m}}", minute)) == "yes"
    assert told(ask("exists: {kind: minute, where: {id: n}}", minute)) == "no missing"


def test_one_value_in_two_fields_is_held_to_what_each_is_asked() -> None:
    action = "[{kind: action, raised_on: 2026-05-01, lead: lsms, owner: lsms}]"
    form = "exists: {kind: action, where: {lead: lsms, owner: %s}}"
    assert told(ask(form % "lsms", action)) == "yes"
    assert told(ask(form % "staff-side", action)) == "no missing"


def test_a_field_that_is_asked_two_things_fails_where_it_fails_one() -> None:
    form = "exists: {kind: risk, where: {topics: {is: a, one_of: [b, c]}}}"
    risk = "{kind: risk, raised_on: 2026-05-01, title: Yard, topics: %s}"
    assert told(ask(form, f"[{risk % '[a, b]'}]")) == "yes"
    for topics in ("[b]", "[a]"):
        found = ask(form, f"[{risk % topics}]")
        assert told(found) == "no missing"
        assert found.because.endswith("The nearest, Yard (records.yaml:1), fails on topics.")


def test_what_one_first_was_answered_does_not_answer_the_next() -> None:
    form = "follows: {first: {kind: document, where: {doc_type: policy}}, then: {kind: assessment, where: {for_version: $first.version}}}"
    policy = "{kind: document, doc_type: policy, approved_on: 2025-0%s-01, review_date: 2028, version: '%s'}"
    assessed = "{kind: assessment, assessment_type: equality, assessed_on: 2026-01-01, for_version: '%s'}"
    both = f"{policy % (1, 1)}, {policy % (2, 2)}"
    assert told(ask(form, f"[{both}, {assessed % 1}]")) == "no unlinked"
    assert told(ask(form, f"[{both}, {assessed % 1}, {assessed % 2}]")) == "yes"


def test_a_name_inside_an_element_compares_as_a_name() -> None:
    received = "[{kind: report, report_type: annual, reported_on: 2026-05-01, received_by: [{body: quality, date: 2026-05-02}]}]"
    form = "exists: {kind: report, where: {received_by: {any: {body: %s}}}}"
    assert told(ask(form % "Trust Board", received, organisation=BODIES)) == "yes"
    assert told(ask(form % "audit", received, organisation=BODIES)) == "no missing"


@pytest.mark.parametrize(("site", "answer"), [("NGH", "no unlinked"), ("south", "yes")])
def test_the_site_of_a_unit_is_asked_by_any_of_its_names(site: str, answer: str) -> None:
    form = "every: {of: {organisation: units, where: {site: %s}}, has: {kind: assessment, where: {topics: $each.id}}}"
    assessed = "[{kind: assessment, assessment_type: security-risk, assessed_on: 2026-01-01, topics: [icu]}]"
    assert told(ask(form % site, assessed, organisation=f"{SITES}\n{UNITS}")) == answer


def test_the_other_of_a_pair_that_is_of_all_sites_shares_one_with_any() -> None:
    form = "every: {of: {kind: alert}, has: {kind: assessment, where: {sites: $each.sites}}}"
    alert = "{kind: alert, received_on: 2026-05-01, sites: %s}"
    assessed = "{kind: assessment, assessment_type: security-risk, assessed_on: 2026-06-01, sites: [north]}"
    for sites, answer in (("all", "yes"), ("[north]", "yes"), ("[south]", "no unlinked")):
        assert told(ask(form, f"[{alert % sites}, {assessed}]", organisation=SITES)) == answer


def test_an_empty_list_is_not_said() -> None:
    assert told(ask(NONE % "topics: a", POLICY % ", topics: []")) == "unknown missing-field"
    assert told(ask(EXISTS % "topics: a", POLICY % ", topics: []")) == "no missing"


def test_a_body_stands_for_those_above_it_by_whichever_name_they_are_given() -> None:
    bodies = "bodies: [{id: board, aliases: [The Board]}, {id: quality, acts_for: The Board}, {id: safety, acts_for: Quality}]"
    form = "exists: {kind: minute, where: {body: %s}}"
    minute = "[{kind: minute, body: safety, date: 2026-05-01}]"
    for asked, answer in (("board", "yes"), ("quality", "yes"), ("safety", "yes"), ("audit", "no missing")):
        assert told(ask(form % asked, minute, organisation=bodies)) == answer
    above = minute.replace("safety", "board")
    assert told(ask(form % "quality", above, organisation=bodies)) == "no missing"


@pytest.mark.parametrize(
    ("where", "answer"),
    [
        ("required: $organisation.conventions.one", "no missing"),
        ("required: $organisation.conventions.right", "yes"),
        ("completed_on: $organisation.code", "no missing"),
        ("course: $organisation.formed", "no missing"),
        ("course: $organisation.conventions.one", "no missing"),
        ("completed_on: $organisation.formed", "yes"),
        ("course: $organisation.code", "yes"),
    ],
)
def test_values_of_two_sorts_are_never_equal(where: str, answer: str) -> None:
    record = "[{kind: training, course: EX, required: true, completed_on: 2002-04-01}]"
    who = "{code: EX, formed: 2002-04-01, conventions: {one: 1, right: true}}"
    assert told(ask(f"exists: {{kind: training, where: {{{where}}}}}", record, organisation=who)) == answer


def test_a_number_equals_a_number_of_that_worth_and_no_word_of_it() -> None:
    who = "{code: '12', conventions: {most: 12}}"
    for where, answer in (
        ("$organisation.conventions.most", "yes"),
        ("$organisation.code", "no missing"),
        ("12.0", "yes"),
    ):
        assert told(ask(f"exists: {{kind: risk, where: {{score: {where}}}}}", RISK, organisation=who)) == answer


def test_a_body_or_role_that_agreed_compares_as_either() -> None:
    plan = "[{kind: plan, plan_type: work, agreed_on: 2026-01-01, agreed_by: %s}]"
    form = "exists: {kind: plan, where: {agreed_by: %s}}"
    for agreed, asked, answer in (
        ("quality", "Trust Board", "yes"),
        ("audit", "board", "no missing"),
        ("lsms", "vpr lead", "yes"),
        ("lsms", "board", "no missing"),
    ):
        assert told(ask(form % asked, plan % agreed, organisation=BODIES)) == answer


@pytest.mark.parametrize(
    "matcher", ["$organisation.conventions.none", "{one_of: ['1', $organisation.conventions.none]}"]
)
def test_a_value_that_the_organisation_does_not_give_leaves_it_open(matcher: str) -> None:
    assert told(ask(NONE % f"version: {matcher}", POLICY % ", version: '2'")) == "unknown missing-field"
    assert told(ask(EXISTS % f"version: {matcher}", POLICY % ", version: '2'")) == "no missing"
