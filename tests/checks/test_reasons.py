"""The sentence of a no names the record, and the day or the record that decided."""

from __future__ import annotations

import pytest

from tests.checks.asking import ask

FORM = "exists: {kind: document, where: {doc_type: policy}}"
POLICY = "id: p, kind: document, title: Safe staff, doc_type: policy"


@pytest.mark.parametrize(
    ("record", "said"),
    [
        (
            "status: approved, approved_on: 2020-01-01, review_date: 2026-08",
            "Safe staff (records.yaml:1) passed its review date, August 2026.",
        ),
        (
            "status: approved, approved_on: 2020-01-01, review_date: 2026-08-09",
            "Safe staff (records.yaml:1) passed its review date, 9 August 2026.",
        ),
        ("status: draft", "Safe staff (records.yaml:1) is a draft."),
        ("review_date: 2028", "Safe staff (records.yaml:1) has no day of approval, and no status that says approved."),
        (
            "status: approved, approved_on: 2020-01-01, review_date: 2028, withdrawn_on: 2026-01-02",
            "Safe staff (records.yaml:1) was withdrawn on 2 January 2026.",
        ),
    ],
)
def test_a_document_that_does_not_count_is_told_by_its_day(record: str, said: str) -> None:
    assert ask(FORM, f"[{{{POLICY}, {record}}}]").because == f"0 found, at least 1 needed: {said}"


def test_a_replaced_document_names_what_replaced_it() -> None:
    new = (
        "{kind: document, title: Newer, doc_type: procedure, status: approved, approved_on: 2026-01-01, supersedes: p}"
    )
    old = f"{{{POLICY}, status: approved, approved_on: 2020-01-01, review_date: 2028}}"
    assert "Safe staff (records.yaml:1) was replaced by Newer (records.yaml:2)." in ask(FORM, f"[{old}, {new}]").because


def test_an_old_assessment_names_its_day() -> None:
    form = "exists: {kind: assessment, where: {assessment_type: tna}, max_age: P12M}"
    found = ask(form, "[{kind: assessment, title: Needs, assessment_type: tna, assessed_on: 2025-09-29}]")
    assert (
        found.because == "0 found, at least 1 needed: Needs (records.yaml:1) is too old: it is dated 29 September 2025."
    )


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ("approved_on: 2026-01-01, ", "is too old: it is dated 3 February 2020."),
        ("", "is too old: it is dated 3 February 2020."),
    ],
)
def test_what_is_too_old_names_the_day_by_which_it_was_asked(more: str, said: str) -> None:
    form = "exists: {kind: document, where: {doc_type: policy}, date: published_on, max_age: P12M, current: false}"
    record = f"[{{{POLICY}, status: approved, {more}published_on: 2020-02-03}}]"
    assert ask(form, record).because.endswith(f"Safe staff (records.yaml:1) {said}")


def test_a_draft_or_itself_is_not_named_as_what_replaced_a_document() -> None:
    own = f"{{{POLICY}, status: approved, approved_on: 2020-01-01, review_date: 2028, supersedes: p}}"
    draft = "{kind: document, title: Draft, doc_type: procedure, status: draft, supersedes: p}"
    newer = draft.replace("title: Draft", "title: Newer").replace(
        "status: draft", "status: approved, approved_on: 2026-01-01"
    )
    assert "was replaced by Newer (records.yaml:3)." in ask(FORM, f"[{own}, {draft}, {newer}]").because
    assert ask(FORM, f"[{own}, {draft}]").answer == "yes"


@pytest.mark.parametrize(
    ("form", "record", "said"),
    [
        (
            "exists: {kind: action, where: {status: closed}}",
            "{id: a, kind: action, raised_on: 2026-01-01, status: closed, closed_on: 2026-09}",
            "a (records.yaml:1) may be one, but one of its dates may mean several days.",
        ),
        (
            "exists: {kind: minute, where: {body: board}}",
            "{id: m, kind: minute, body: board, date: 2026-09}",
            "m (records.yaml:1) may be one, but its date may mean several days.",
        ),
    ],
)
def test_a_doubt_over_days_names_the_date_where_it_is_known_which(form: str, record: str, said: str) -> None:
    assert ask(form, f"[{record}]", as_of="2026-09-15").because.endswith(said)
