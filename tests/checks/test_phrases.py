"""Selectors as plain English, and answers that do not depend on what was asked before."""

from __future__ import annotations

from datetime import date

import pytest

from tests.checks.asking import ask, check_of, organisation_of, pack_with, records_of, told
from vprs.checks import make_context, observe
from vprs.checks.phrases import describe, these
from vprs.checks.scope import Scope
from vprs.dates import Duration, rolling
from vprs.model import Exists, Workspace


@pytest.mark.parametrize(
    ("selector", "one", "many"),
    [
        ("{kind: document, where: {doc_type: strategy}}", "strategy", "strategies"),
        (
            "{kind: document, where: {doc_type: [strategy, policy], topics: lone-working}}",
            "strategy or policy on lone-working",
            "strategies or policies on lone-working",
        ),
        ("{kind: document, where: {doc_type: mou}}", "memorandum of understanding", "memoranda of understanding"),
        (
            "{kind: assessment, where: {assessment_type: tna}}",
            "training needs assessment",
            "training needs assessments",
        ),
        ("{kind: assessment, where: {assessment_type: self-assessment}}", "self-assessment", "self-assessments"),
        (
            "{kind: minute, where: {body: board, decisions: endorsed}}",
            "minute of board, that records endorsed",
            "minutes of board, that records endorsed",
        ),
        (
            "{kind: action, where: {closed_on: {present: false}}}",
            "action with no closing date",
            "actions with no closing date",
        ),
        (
            "{kind: training, where: {course: crt, expires: {at_least: $as_of}}}",
            "training record in crt, with expiry date on or after 30 September 2026",
            "training records in crt, with expiry date on or after 30 September 2026",
        ),
        ("{kind: appointment, where: {role: lsms}}", "appointment to the role lsms", "appointments to the role lsms"),
        (
            "{kind: incident, where: {category: physical, injury: true}}",
            "physical incident marked injury",
            "physical incidents marked injury",
        ),
    ],
)
def test_a_selector_reads_as_a_noun_phrase(selector: str, one: str, many: str) -> None:
    form = check_of(f"exists: {selector}").form
    assert isinstance(form, Exists)
    moment = organisation_of("type: acute")

    context = make_context(
        pack_with({}),
        Workspace(organisation=moment, records=()),
        date(2026, 9, 30),
        rolling(date(2026, 9, 30), Duration(6, 0)),
    )
    scope = Scope(context=context)
    assert (describe(form.selector, scope), these(form.selector, scope)) == (one, many)


def test_one_context_answers_alike_whatever_it_was_asked_before() -> None:
    """Clauses made while answering are thrown away; what was remembered for one must not answer another."""

    records = records_of(
        "["
        + ", ".join(
            f"{{kind: attestation, statement: s{n}, by: r{n}, made_on: 2026-09-01, judgement: met, basis: [b]}}"
            for n in range(40)
        )
        + ", {id: b, kind: alert, received_on: 2026-01-01}]"
    )
    workspace = Workspace(organisation=organisation_of("type: acute"), records=records)
    moment = date(2026, 9, 30)
    context = make_context(pack_with({}), workspace, moment, rolling(moment, Duration(6, 0)))
    answers = {told(observe(check_of(f"attested: {{statement: s{n}, by: [r{n}]}}"), context)) for n in range(40)}
    assert answers == {"yes"}
    assert told(ask("attested: {statement: s1, by: [r2]}", "[]")) == "no missing"
