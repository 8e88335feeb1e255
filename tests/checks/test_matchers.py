"""Every operator of a rule over every sort of value, asked for evidence and for a population."""

from __future__ import annotations

import pytest

from tests.checks.asking import ask, check_of
from tests.engine.building import comes_to, every, pack, requirement
from vprs.checks import kinds_of
from vprs.engine.prune import needed_by

RISK = "{id: r, kind: risk, raised_on: 2026-05-01%s}"
POLICY = "{id: p, kind: document, doc_type: policy%s}"
EVIDENCE = "exists: {kind: %s, current: false, where: {%s}}"
AGAINST = "none: {kind: %s, current: false, closed_world: all, where: {%s}}"
AGAINST_EVENTS = AGAINST.replace("current", "window: {from: 2000-01-01, to: 2026-09-30}, current")
LISTED = ", extensions: [{to: 2026-01-01, by: board}, {to: 2027-06, by: quality, granted_on: 2026-05-01}]"

CASES = [
    # kind, fields, matcher, as evidence, against
    ("risk", ", score: 12", "score: {at_least: 12}", "yes", "no too-many"),
    ("risk", ", score: 11", "score: {at_least: 12}", "no missing", "yes"),
    ("risk", ", score: 12", "score: {more_than: 12}", "no missing", "yes"),
    ("risk", ", score: 13", "score: {more_than: 12}", "yes", "no too-many"),
    ("risk", ", score: 12", "score: {at_most: 12}", "yes", "no too-many"),
    ("risk", ", score: 13", "score: {at_most: 12}", "no missing", "yes"),
    ("risk", ", score: 12", "score: {less_than: 12}", "no missing", "yes"),
    ("risk", ", score: 11", "score: {less_than: 12}", "yes", "no too-many"),
    ("risk", ", score: 12", "score: 12", "yes", "no too-many"),
    ("risk", ", score: 12", "score: 13", "no missing", "yes"),
    ("risk", "", "score: {at_least: 12}", "no missing", "unknown missing-field"),
    ("risk", ", closed_on: 2026-06-15", "closed_on: {at_least: 2026-06-15}", "yes", "no too-many"),
    ("risk", ", closed_on: 2026-06-15", "closed_on: {more_than: 2026-06-15}", "no missing", "yes"),
    ("risk", ", closed_on: 2026-06-15", "closed_on: {at_most: 2026-06-15}", "yes", "no too-many"),
    ("risk", ", closed_on: 2026-06-15", "closed_on: {less_than: 2026-06-15}", "no missing", "yes"),
    ("risk", ", closed_on: 2026-06", "closed_on: {at_least: 2026-06-15}", "unknown ambiguous-date", "unknown ambiguous-date"),
    ("risk", ", closed_on: 2026-06", "closed_on: {more_than: 2026-06-30}", "no missing", "yes"),
    ("risk", ", closed_on: 2026-06", "closed_on: {more_than: 2026-05-31}", "yes", "no too-many"),
    ("risk", ", closed_on: 2026-06", "closed_on: {less_than: 2026-06-30}", "unknown ambiguous-date", "unknown ambiguous-date"),
    ("risk", ", closed_on: 2026-06", "closed_on: {less_than: 2026-07-01}", "yes", "no too-many"),
    ("risk", ", closed_on: 2026-06", "closed_on: {at_most: 2026-06-01}", "unknown ambiguous-date", "unknown ambiguous-date"),
    ("risk", ", closed_on: 2026-06", "closed_on: 2026-06-10", "unknown ambiguous-date", "unknown ambiguous-date"),
    ("risk", ", closed_on: 2026-06-10", "closed_on: 2026-06-10", "yes", "no too-many"),
    ("risk", ", accepted_until: 2026-06", "accepted_until: {at_least: 2026-06-30}", "yes", "no too-many"),
    ("risk", ", accepted_until: 2026-06", "accepted_until: {at_least: 2026-07-01}", "no missing", "yes"),
    ("risk", ", topics: [a, b]", "topics: a", "yes", "no too-many"),
    ("risk", ", topics: [a, b]", "topics: [c, b]", "yes", "no too-many"),
    ("risk", ", topics: [a, b]", "topics: {all_of: [a, b]}", "yes", "no too-many"),
    ("risk", ", topics: [a, b]", "topics: {all_of: [a, c]}", "no missing", "yes"),
    ("risk", ", topics: [a, b]", "topics: {all_of: [c, a]}", "no missing", "yes"),
    ("risk", ", topics: [A B]", "topics: a-b", "yes", "no too-many"),
    ("risk", "", "topics: a", "no missing", "unknown missing-field"),
    ("risk", ", register: unknown", "register: corporate", "no missing", "unknown missing-field"),
    ("risk", ", register: unknown", "register: unknown", "yes", "no too-many"),
    ("risk", ", register: unknown", "register: {present: true}", "no missing", "unknown missing-field"),
    ("risk", ", register: pending", "register: {present: false}", "no missing", "unknown missing-field"),
    ("risk", ", register: corporate", "register: {present: false}", "no missing", "yes"),
    ("risk", "", "register: {present: false}", "yes", "no too-many"),
    ("risk", "", "register: {present: true}", "no missing", "yes"),
    ("document", LISTED, "extensions: {any: {by: board}}", "yes", "no too-many"),
    ("document", LISTED, "extensions: {any: {by: audit}}", "no missing", "yes"),
    ("document", LISTED, "extensions: {any: {by: board, to: {at_least: 2027-01-01}}}", "no missing", "yes"),
    ("document", LISTED, "extensions: {any: {by: quality, to: {at_least: 2027-06-30}}}", "yes", "no too-many"),
    ("document", LISTED, "extensions: {any: {by: quality, to: {more_than: 2027-06-30}}}", "no missing", "yes"),
    ("document", LISTED, "extensions: {any: {by: board, granted_on: {present: true}}}", "no missing", "yes"),
    ("document", LISTED, "extensions: {any: {by: board, granted_on: {at_least: 2026-01-01}}}", "no missing", "unknown missing-field"),
    ("document", LISTED, "extensions: {any: {granted_on: 2026-05}}", "unknown ambiguous-date", "unknown missing-field"),
    ("document", "", "extensions: {any: {by: board}}", "no missing", "unknown missing-field"),
    ("document", ", horizon: {start: 2025-01-01, end: 2027-01-01}", "horizon.end: {at_least: 2027-01-01}", "yes", "no too-many"),
    ("document", ", horizon: {start: 2025-01-01}", "horizon.end: {at_least: 2027-01-01}", "no missing", "unknown missing-field"),
    ("document", LISTED, "extensions.by: board", "yes", "no too-many"),
    ("document", ", version: '1.10'", "version: '1.1'", "no missing", "yes"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "fields", "matcher", "evidence", "against"), CASES)
def test_a_matcher_asked_for_evidence_and_against(
    kind: str, fields: str, matcher: str, evidence: str, against: str
) -> None:
    record = (RISK if kind == "risk" else POLICY) % fields
    for form, answer in ((EVIDENCE, evidence), (AGAINST if kind == "document" else AGAINST_EVENTS, against)):
        found = ask(form % (kind, matcher), f"[{record}]")
        assert f"{found.answer} {found.reason or ''}".strip() == answer, form


@pytest.mark.parametrize(
    ("form", "kinds"),
    [
        ("exists: {kind: document}", ("document",)),
        ("held: {role: lsms}", ("appointment",)),
        ("attested: {statement: s, by: lsms}", ("attestation",)),
        ("change: {metric: m, compared: true}", ("metric",)),
        ("change: {count: {kind: incident}, compared: true}", ("incident",)),
        ("follows: {first: {kind: risk}, then: {kind: action, where: {from: $first.id}}}", ("risk", "action")),
        ("follows: {first: {kind: risk}, then: {kind: risk, where: {links: $first.id}}}", ("risk",)),
        ("every: {of: {list: [a]}, has: {kind: minute, where: {agenda: $each}}}", ("minute",)),
        ("every: {of: {kind: risk}, has: {kind: minute, where: {links: $each.id}}}", ("risk", "minute")),
        ("ratio: {of: {kind: training}, matching: {required: true}, at_least: 50%}", ("training",)),
        ("ratio: {population: {organisation: staff_groups}, matching: {kind: training}, at_least: 50%}", ("training",)),
    ],
)
def test_a_form_names_the_kinds_it_looks_at(form: str, kinds: tuple[str, ...]) -> None:
    assert kinds_of(check_of(form).form) == kinds


def test_a_requirement_is_cut_down_to_what_it_leans_on() -> None:
    first, second = requirement("plan/a", "x"), requirement("do/b", every(comes_to("plan/a"), "x"))
    third, other = requirement("act/c", every(comes_to("do/b"), "x")), requirement("plan/z", "x")
    whole = pack(first, second, third, other)
    assert [one.slug for one in needed_by(whole, third)] == ["a", "b", "c"]
    assert [one.slug for one in needed_by(whole, second)] == ["a", "b"]
    assert [one.slug for one in needed_by(whole, other)] == ["z"]


@pytest.mark.parametrize(
    ("dates", "said"),
    [
        (("2026-05", "2026-05-01"), "1 May 2026 and May 2026 may be one and the same"),
        (("2026-05-31", "2026-05"), "May 2026 and 31 May 2026 may be one and the same"),
        (("2026-05", "2026-06-01"), ""),
        (("2026-05-01", "2026-05-01"), ""),
        (("2026-05-01", "2026-05-02"), ""),
    ],
)
def test_dates_that_may_be_one_cannot_be_counted(dates: tuple[str, str], said: str) -> None:
    records = ", ".join(f"{{kind: activity, activity_type: x, date: {date}, topics: [a]}}" for date in dates)
    found = ask("ratio: {of: {kind: activity}, matching: {topics: a}, distinct: date, at_least: 100%}", f"[{records}]")
    assert (said in found.because) is True
    assert (found.answer == "unknown") is bool(said)
