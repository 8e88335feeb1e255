"""Five published strategies, assessed from their own cover pages: which are in date, which are not, and why."""

from __future__ import annotations

import json
import os
import shutil
from datetime import date
from pathlib import Path

import pytest

from tests.published.covers import Cover, read_cover
from vprs.assess import assess
from vprs.evidence import read_evidence
from vprs.model import Assessment, Finding
from vprs.report.assessment_json import render
from vprs.rulebook import read_packs

BESIDE = Path(__file__).parents[2].parent / "shared" / "documents"
DOCUMENTS = Path(os.environ.get("VPRS_PUBLISHED_STRATEGIES", BESIDE))
TEXTS = tuple(sorted(DOCUMENTS.glob("*.txt"))) if DOCUMENTS.is_dir() else ()

pytestmark = pytest.mark.skipif(
    len(TEXTS) != 5, reason="the five published strategies are not beside this checkout; they are not part of it"
)

EXPECTED = {
    "CORP/STRAT/003": ("not-met", "passed its review date, 1 September 2020"),
    "WAHT-CG-809": ("met", "1 found"),
    "POL/002/015/001": ("not-met", "passed its review date, October 2018"),
    "ST002": ("not-met", "passed its review date, 1 August 2020"),
    "LSCICB_Est01": ("met", "1 found"),
}
ORGANISATION = "name: Five published strategies\ncode: FIVE\ntype: other\npacks: [published]\n"
PACK = """
title: Published strategies are in date
version: "1"
edition: "1"
publisher: vprs
documents: [{id: covers, title: Cover pages}]
licence: Apache-2.0
verified: false
phases: [plan]
themes: [governance]
opinion: [{level: limited}]
changes: [{version: "1", date: 2026-09-30, note: First issue.}]
"""
RULE = """
title: {reference} is in date
requirement: The strategy {reference} is approved and in date.
rationale: What has passed its review date no longer says what is done.
source: {{document: covers, locator: cover, official_number: null, wording: paraphrase, phase_basis: ours}}
theme: governance
severity: high
checks:
  in-date:
    says: The strategy {reference} is approved and in date.
    exists: {{kind: document, where: {{ref: {reference}}}}}
if_not_met: {{gap: No strategy in date., action: Review it., owner: lsms, due_in: P60D}}
examples:
  - {{name: nothing, as_of: 2026-09-30, records: [], expect: not-met}}
"""


@pytest.fixture(scope="module")
def covers() -> tuple[Cover, ...]:
    return tuple(read_cover(path.read_text("utf-8")) for path in TEXTS)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, covers: tuple[Cover, ...]) -> Path:
    """A folder as an LSMS would make it: the text as it is, a sidecar from its cover beside it."""
    root = tmp_path_factory.mktemp("published")
    evidence, rules = root / "evidence", root / "rules" / "published"
    (rules / "plan").mkdir(parents=True)
    (evidence / "documents").mkdir(parents=True)
    (evidence / "organisation.yaml").write_text(ORGANISATION, encoding="utf-8")
    (rules / "pack.yaml").write_text(PACK, encoding="utf-8")
    for path, cover in zip(TEXTS, covers, strict=True):
        shutil.copy(path, evidence / "documents" / path.name)
        (evidence / "documents" / f"{path.name}.yaml").write_text(cover.sidecar(), encoding="utf-8")
        rule = rules / "plan" / f"{_slug(cover.reference)}.yaml"
        rule.write_text(RULE.format(reference=cover.reference), encoding="utf-8")
    return root


def _slug(reference: str) -> str:
    return "".join(letter if letter.isalnum() else "-" for letter in reference.lower())


def _assessed(folder: Path, as_of: str) -> Assessment:
    packs = read_packs([folder / "rules"], ["published"])
    return assess(packs, read_evidence(folder / "evidence"), as_of=date.fromisoformat(as_of))


def _finding(assessment: Assessment, reference: str) -> Finding:
    return next(f for f in assessment.findings if f.requirement.slug == _slug(reference))


def test_every_cover_gives_its_reference_and_both_days(covers: tuple[Cover, ...]) -> None:
    assert [(c.reference, c.approved_on, c.review_date) for c in covers] == [
        ("CORP/STRAT/003", "2017-12-20", "2020-09-01"),
        ("WAHT-CG-809", "2024-11-07", "2027-11-07"),
        ("POL/002/015/001", "2015-10", "2018-10"),
        ("ST002", "2017-09-27", "2020-08-01"),
        ("LSCICB_Est01", "2024-10-21", "2027-10"),
    ]


@pytest.mark.parametrize("reference", EXPECTED)
def test_as_of_september_2026_three_have_expired_and_two_are_in_date(folder: Path, reference: str) -> None:
    finding = _finding(_assessed(folder, "2026-09-30"), reference)
    outcome, why = EXPECTED[reference]
    assert finding.outcome == outcome
    assert why in finding.observations[0].because


@pytest.mark.parametrize(
    ("reference", "last_day", "day_after"),
    [
        ("CORP/STRAT/003", "2020-09-01", "2020-09-02"),
        ("POL/002/015/001", "2018-10-31", "2018-11-01"),
        ("WAHT-CG-809", "2027-11-07", "2027-11-08"),
        ("LSCICB_Est01", "2027-10-31", "2027-11-01"),
    ],
)
def test_each_holds_to_its_review_date_and_no_longer(
    folder: Path, reference: str, last_day: str, day_after: str
) -> None:
    assert _finding(_assessed(folder, last_day), reference).outcome == "met"
    assert _finding(_assessed(folder, day_after), reference).outcome == "not-met"


def test_before_its_approval_a_strategy_is_not_there(folder: Path) -> None:
    assert _finding(_assessed(folder, "2024-11-06"), "WAHT-CG-809").observations[0].reason == "missing"
    assert _finding(_assessed(folder, "2024-11-07"), "WAHT-CG-809").outcome == "met"


def test_every_text_is_held_by_its_digest(folder: Path) -> None:
    printed = json.loads(render(_assessed(folder, "2026-09-30")))
    assert printed["evidence"]["records"] == 5
    assert printed["evidence"]["undescribed"] == []
    assert all(check["evidence"][0]["held"] for f in printed["findings"] for check in f["checks"])
