"""What a check looked at and did not count, sentence by sentence, for every form."""

from __future__ import annotations

from datetime import date

import pytest

from tests.checks.asking import AS_OF, OPEN, check_of, organisation_of, pack_with, records_of
from vprs.checks import make_context, passed_over
from vprs.checks.scope import Scope
from vprs.dates import Duration, rolling
from vprs.model import Workspace


def aside(form: str, records: str, organisation: str = "") -> tuple[str, ...]:
    moment = date.fromisoformat(AS_OF)
    who = organisation_of(organisation) if organisation else OPEN
    workspace = Workspace(organisation=who, records=records_of(f"[{records}]", who))
    context = make_context(pack_with({}), workspace, moment, rolling(moment, Duration(6, 0)))
    return passed_over(check_of(form).form, Scope(context=context))


POLICY = "{id: %s, kind: document, doc_type: policy, status: %s, approved_on: 2025-01-01, review_date: %s}"
MINUTE = "{id: %s, kind: minute, body: board, date: %s}"
HOLDER = "{id: %s, kind: appointment, role: lsms, holder: A, start: 2024-01-01, end: %s}"
POLICIES = "{kind: document, where: {doc_type: policy}}"
INCIDENT = "{id: %s, kind: incident, category: physical, occurred_on: %s}"
PASSED = "p (records.yaml:1) passed its review date, 29 September 2026."


@pytest.mark.parametrize(
    ("form", "records", "sentences"),
    [
        (f"exists: {POLICIES}", POLICY % ("p", "approved", "2027-01-01"), ()),
        (f"exists: {POLICIES}", POLICY % ("p", "approved", "2026-09-29"), (PASSED,)),
        (f"exists: {POLICIES}", POLICY % ("p", "draft", "2027-01-01"), ("p (records.yaml:1) is a draft.",)),
        (
            f"exists: {POLICIES}",
            ", ".join((POLICY % ("p", "approved", "2026-09-29"), POLICY % ("q", "approved", "2027-01-01"))),
            (PASSED,),
        ),
        (
            f"exists: {POLICIES}",
            "{id: p, kind: document, doc_type: policy, status: approved, approved_on: 2025-01-01}",
            ("p (records.yaml:1) may be one, but does not say its review date.",),
        ),
        (
            f"exists: {POLICIES}",
            "{id: s, kind: document, doc_type: strategy}",
            ("s (records.yaml:1) is the nearest, and fails on type of document.",),
        ),
        (
            "exists: {kind: minute, where: {body: board}, window: period}",
            ", ".join((MINUTE % ("m", "2026-03-31"), MINUTE % ("n", "2026-03-30"))),
            ("m (records.yaml:1) is dated outside the time asked.",),
        ),
        (
            "exists: {kind: minute, where: {body: board}, window: period}",
            ", ".join((MINUTE % ("m", "2026-03-31"), MINUTE % ("n", "2026-04-01"))),
            (),
        ),
        (
            "none: {kind: incident, window: period, where: {suspected_crime: true}}",
            INCIDENT % ("i", "2026-05-01"),
            ("i (records.yaml:1) may be one, but does not say its suspected crime.",),
        ),
        (
            "fields: {kind: document, where: {doc_type: policy}, required: [owner]}",
            POLICY % ("p", "approved", "2026-09-29"),
            (PASSED,),
        ),
        (
            "agree: {kind: document, where: {doc_type: policy}, topic: x}",
            POLICY % ("p", "approved", "2026-09-29"),
            (PASSED,),
        ),
        (
            "count: {kind: document, where: {doc_type: policy}, current: true, at_least: 1}",
            POLICY % ("p", "approved", "2026-09-29"),
            (PASSED,),
        ),
        (
            "recurs: {kind: report, where: {report_type: audit}, received_by: board, every: P6M}",
            "{id: r, kind: report, report_type: audit, reported_on: 2026-05-01}",
            ("r (records.yaml:1) was not received by the body asked, with a minute that is in this folder.",),
        ),
        (
            "each_period: {kind: document, where: {doc_type: policy}, each: half-year, last: 1, current: true}",
            POLICY % ("p", "approved", "2026-09-29"),
            (PASSED,),
        ),
        (
            "held: {role: lsms}",
            HOLDER % ("h", "2026-09-29"),
            ("h (records.yaml:1) passed its end, 29 September 2026.",),
        ),
        (
            "attested: {statement: s, by: lsms}",
            "{id: a, kind: attestation, statement: s, by: lsms, made_on: 2026-01-01, judgement: met, valid_until: 2026-09-29}",
            ("a (records.yaml:1) passed its last valid day, 29 September 2026.",),
        ),
        (
            "ratio: {of: {kind: document, where: {doc_type: policy}, current: true}, matching: {owner: lsms}, at_least: 50%}",
            POLICY % ("p", "approved", "2026-09-29"),
            (PASSED,),
        ),
        (
            "ratio: {population: {organisation: staff_groups}, matching: {kind: training}, at_least: 50%}",
            POLICY % ("p", "approved", "2026-09-29"),
            (),
        ),
        ("change: {metric: rate, compared: true}", POLICY % ("p", "approved", "2026-09-29"), ()),
        (
            "change: {count: {kind: incident, where: {suspected_crime: true}}, compared: true}",
            INCIDENT % ("i", "2026-05-01"),
            ("i (records.yaml:1) may be one, but does not say its suspected crime.",),
        ),
        (
            "every: {of: {list: [x]}, has: {kind: document, where: {topics: $each}}}",
            "{id: p, kind: document, doc_type: policy, topics: [x], status: approved, approved_on: 2025-01-01, review_date: 2026-09-29}",
            (PASSED,),
        ),
        (
            "every: {of: {kind: incident}, has: {kind: response, where: {response_type: support, incident: $each.id}}}",
            "{id: r, kind: response, incident: j, response_type: support}, "
            "{id: s, kind: response, incident: i, response_type: feedback}, " + INCIDENT % ("i", "2026-05-01"),
            ("s (records.yaml:2) is the nearest, and fails on response type.",),
        ),
        (
            "follows: {first: {kind: incident}, then: {kind: response, where: {incident: $first.id}}}",
            INCIDENT % ("i", "2026-05-01"),
            ("i (records.yaml:1): a response linked to it is not in this folder for it.",),
        ),
    ],
)
def test_what_was_looked_at_and_did_not_count(form: str, records: str, sentences: tuple[str, ...]) -> None:
    assert aside(form, records) == sentences


def test_five_are_told_and_the_rest_counted() -> None:
    records = ", ".join(POLICY % (f"p{n}", "draft", "2027-01-01") for n in range(7))
    told = aside(f"exists: {POLICIES}", records)
    assert len(told) == 6
    assert told[-1] == "and 2 more."


@pytest.mark.parametrize(("many", "last"), [(5, "p4 (records.yaml:5) is a draft."), (6, "and 1 more.")])
def test_the_rest_is_counted_from_the_sixth(many: int, last: str) -> None:
    records = ", ".join(POLICY % (f"p{n}", "draft", "2027-01-01") for n in range(many))
    told = aside(f"exists: {POLICIES}", records)
    assert (len(told), told[-1]) == (many, last)


ALIKE = "i (records.yaml:1) is the nearest, and fails on suspected crime."
PERHAPS = "i (records.yaml:1) may be one, but does not say its suspected crime."


@pytest.mark.parametrize(
    ("form", "sentences"),
    [
        ("exists: {kind: incident, where: {suspected_crime: true}}", (ALIKE,)),
        ("count: {kind: incident, where: {suspected_crime: true}, window: period, at_least: 1}", (ALIKE,)),
        ("recurs: {kind: incident, where: {suspected_crime: true}, every: P6M}", (ALIKE,)),
        ("none: {kind: incident, where: {suspected_crime: true}, window: period}", (PERHAPS,)),
        ("fields: {kind: incident, where: {suspected_crime: true}, required: [site]}", (PERHAPS,)),
        ("ratio: {of: {kind: incident, where: {suspected_crime: true}}, matching: {injury: true}, at_least: 5%}", (PERHAPS,)),
        ("change: {count: {kind: incident, where: {suspected_crime: true}}, compared: true}", (PERHAPS,)),
        ("every: {of: {kind: incident, where: {suspected_crime: true}}, has: {kind: alert}}", (PERHAPS,)),
        ("follows: {first: {kind: incident, where: {suspected_crime: true}}, then: {kind: alert}}", (PERHAPS,)),
    ],
)  # fmt: skip
def test_what_does_not_say_may_be_one_of_a_population_and_is_no_evidence(form: str, sentences: tuple[str, ...]) -> None:
    assert aside(form, INCIDENT % ("i", "2026-05-01")) == sentences


@pytest.mark.parametrize(
    ("form", "sentences"),
    [
        ("exists: {kind: document}", (PASSED,)),
        ("every: {of: {kind: document}, has: {kind: alert}}", (PASSED,)),
        ("count: {kind: document, at_least: 1}", ()),
        ("ratio: {of: {kind: document}, matching: {owner: lsms}, at_least: 5%}", ()),
        ("change: {count: {kind: document}, compared: true}", ()),
        (
            "follows: {first: {kind: document}, then: {kind: alert}}",
            ("p (records.yaml:1): an alert is not in this folder for it.",),
        ),
    ],
)
def test_what_has_expired_is_told_where_a_form_asks_for_what_is_in_force(form: str, sentences: tuple[str, ...]) -> None:
    assert aside(form, POLICY % ("p", "approved", "2026-09-29")) == sentences


@pytest.mark.parametrize(
    "form",
    ["every: {of: {kind: document}, has: {kind: alert}}", "follows: {first: {kind: document}, then: {kind: alert}}"],
)
def test_a_draft_is_told_of_a_population(form: str) -> None:
    assert aside(form, POLICY % ("p", "draft", "2027-01-01")) == ("p (records.yaml:1) is a draft.",)


def test_an_attestation_of_another_statement_is_the_nearest_and_none_that_may_be_it() -> None:
    made = "{id: a, kind: attestation, by: lsms, made_on: 2026-09-01, judgement: met%s}"
    nearest = ("a (records.yaml:1) is the nearest, and fails on statement.",)
    assert aside("attested: {statement: s, by: lsms}", made % ", statement: other") == nearest
    assert aside("attested: {statement: s, by: lsms}", made % ", requirement: p/plan/x") == nearest


def test_of_an_appointment_only_what_is_in_force_counts_whatever_the_words_asked() -> None:
    assert aside("held: {role: lsms, where: {accredited: true}}", HOLDER % ("h", "2026-09-29")) == (
        "h (records.yaml:1) is the nearest, and fails on accredited.",
    )
    accredited = (HOLDER % ("h", "2026-09-29")).replace("}", ", accredited: true}")
    assert aside("held: {role: lsms, where: {accredited: true}}", accredited) == (
        "h (records.yaml:1) passed its end, 29 September 2026.",
    )


def test_of_members_without_their_own_three_are_told() -> None:
    form = "every: {of: {kind: incident}, has: {kind: document, where: {ref: $each.id}}}"
    incidents = ", ".join(INCIDENT % (f"i{n}", "2026-05-01") for n in range(4))
    drafts = ", ".join(f"{{id: p{n}, kind: document, doc_type: policy, ref: i{n}, status: draft}}" for n in range(4))
    told = aside(form, f"{incidents}, {drafts}")
    assert told == tuple(f"p{n} (records.yaml:{n + 5}) is a draft." for n in range(3))


def test_of_members_and_of_firsts_three_are_told() -> None:
    records = ", ".join(INCIDENT % (f"i{n}", "2026-05-01") for n in range(5))
    told = aside("follows: {first: {kind: incident}, then: {kind: response, where: {incident: $first.id}}}", records)
    assert len(told) == 3


def test_an_exempt_member_is_not_told() -> None:
    form = "every: {of: {kind: incident}, exempt: exempt_reason, has: {kind: document, where: {ref: $each.id}}}"
    late = "{id: p, kind: document, doc_type: policy, ref: i, status: draft}"
    assert aside(form, f"{INCIDENT % ('i', '2026-05-01')}, {late}") == ("p (records.yaml:2) is a draft.",)
    exempt = (INCIDENT % ("i", "2026-05-01")).replace("}", ", exempt_reason: done}")
    assert aside(form, f"{exempt}, {late}") == ()
