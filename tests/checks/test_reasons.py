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
