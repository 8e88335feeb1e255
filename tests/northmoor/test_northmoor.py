"""The worked example reads without a problem, holds what it should, and comes to the outcomes that are kept."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import yaml
from openpyxl import load_workbook

from tests.anonymous import identifying, words_of
from tests.northmoor import make_documents, make_registers
from tests.northmoor.judging import NORTHMOOR, assessment, by_both_editions, outcomes, workspace
from vprs.model import Outcome, Reason

KEPT = Path(__file__).with_name("outcomes.yaml")
KEPT_2024 = Path(__file__).with_name("outcomes-2024.yaml")
README_ROW = re.compile(r"^\| ((?:not |partly )?(?:met|assessed|applicable)) \| (\d+) \| (.*) \|$", re.MULTILINE)


def test_the_evidence_reads_without_a_problem() -> None:
    assert [str(problem) for problem in workspace().problems] == []
    assert workspace().lost == ()


def test_every_file_is_described() -> None:
    assert workspace().undescribed == ()


def test_there_are_more_than_sixty_items_of_all_eighteen_kinds() -> None:
    items = [record for record in workspace().records if not (record.row and record.file.startswith("registers/"))]
    assert len(items) >= 60
    assert len({record.kind for record in workspace().records}) == 18


def test_every_item_rests_on_a_file() -> None:
    assert [record.id for record in workspace().records if not record.held] == []


def test_the_registers_hold_what_their_exports_hold() -> None:
    rows = Counter(record.kind for record in workspace().records if record.file.startswith("registers/") and record.row)
    assert rows == {"incident": 1180, "response": 1714, "training": 2018}
    assert len((NORTHMOOR / "registers/incidents.csv").read_text("utf-8").splitlines()) == 5 + 1489 + 1


def test_the_total_row_is_no_incident() -> None:
    assert min(str(record.fields["occurred_on"]) for record in workspace().records if record.kind == "incident") == (
        "2024-04-01"
    )


def test_every_requirement_comes_to_its_kept_outcome() -> None:
    assert outcomes(assessment()) == yaml.safe_load(KEPT.read_text("utf-8"))


def test_one_folder_is_judged_by_both_editions_side_by_side() -> None:
    found: dict[str, dict[str, str]] = {"vprs-2020": {}, "vprs-2024": {}}
    for finding in by_both_editions().findings:
        pack, _, path = finding.requirement.path.partition("/")
        found[pack][path] = str(finding.outcome)
    assert found["vprs-2020"] == yaml.safe_load(KEPT.read_text("utf-8"))
    assert found["vprs-2024"] == yaml.safe_load(KEPT_2024.read_text("utf-8"))
    assert {one.pack: one.level for one in by_both_editions().opinions} == {
        "vprs-2020": "moderate",
        "vprs-2024": "limited",
    }


def test_a_finding_and_an_opinion_speak_in_the_words_of_their_edition() -> None:
    why = {finding.requirement.path: finding.why for finding in by_both_editions().findings}
    assert why["vprs-2020/plan/policy-in-force"].startswith("Not met: 0 found")
    assert why["vprs-2024/plan/policy-in-force"].startswith("Red: 0 found")
    assert why["vprs-2024/do/support-offered"].startswith("Not assessed, at worst amber, at best green: ")
    first, second = (opinion.because[-1] for opinion in by_both_editions().opinions)
    assert first == "Requirements that apply: 38; at worst 28 met, 8 partly met, 2 not met; 2 not assessed."
    assert second == "Requirements that apply: 31; at worst 15 green, 12 amber, 4 red; 1 not assessed."


def test_the_readme_counts_the_second_edition_as_the_assessment_does() -> None:
    findings = [each for each in by_both_editions().findings if each.requirement.pack == "vprs-2024"]
    counts = Counter(str(finding.outcome) for finding in findings)
    told = (
        f"its {len(findings)} requirements {counts['met']} are green, {counts['partly-met']} amber, "
        f"{counts['not-met']} red and {counts['not-assessed']} not assessed"
    )
    readme = " ".join((NORTHMOOR / "README.md").read_text("utf-8").split())
    assert told in readme
    red = {each.requirement.path.partition("/")[2] for each in findings if each.outcome is Outcome.NOT_MET}
    part = readme.partition("## By the second edition")[2].partition("## What the files show")[0]
    assert set(re.findall(r"`((?:plan|do|check|act)/[a-z-]+)`", part)) == red


def test_the_readme_says_of_every_requirement_that_is_not_met_what_it_came_to() -> None:
    told = {
        name: outcome.replace(" ", "-")
        for outcome, _, which in README_ROW.findall((NORTHMOOR / "README.md").read_text("utf-8"))
        for name in re.findall(r"`([^`]+)`", which)
    }
    assert told == {name: outcome for name, outcome in outcomes(assessment()).items() if outcome != "met"}


def test_the_readme_counts_as_the_assessment_does() -> None:
    told = {
        outcome.replace(" ", "-"): int(count)
        for outcome, count, _ in README_ROW.findall((NORTHMOOR / "README.md").read_text("utf-8"))
    }
    assert told == Counter(outcomes(assessment()).values())


def test_every_outcome_is_there_and_most_are_met() -> None:
    count = Counter(outcomes(assessment()).values())
    assert set(count) == set(Outcome)
    assert count["met"] > len(assessment().findings) / 2


def test_the_policy_is_out_of_date_although_its_successor_is_a_draft() -> None:
    finding = next(each for each in assessment().findings if each.requirement.slug == "policy-in-force")
    asked = {observation.check: observation for observation in finding.observations}
    assert asked["policy-in-date"].reason is Reason.EXPIRED
    assert asked["policy-in-date"].because == (
        "0 found, at least 1 needed: Violence and abuse prevention policy (documents/violence-prevention-policy.md:2) "
        "passed its review date, 9 September 2026."
    )


def test_a_judgement_that_disagrees_stands_beside_its_finding() -> None:
    judged = {
        finding.requirement.slug: (str(finding.outcome), str(finding.judged.outcome), finding.judged.disagrees)
        for finding in assessment().findings
        if finding.judged
    }
    assert judged == {
        "training-delivered": ("partly-met", "partly-met", False),
        "findings-shared": ("partly-met", "met", True),
    }


def test_the_accepted_risk_stands_beside_its_finding() -> None:
    accepted = {f.requirement.slug: str(f.accepted.until) for f in assessment().findings if f.accepted}
    assert accepted == {"site-risk-assessments": "2026-12-31"}


def test_the_free_text_of_the_export_is_never_read() -> None:
    account = "Struck out while being helped back to bed"
    assert account in (NORTHMOOR / "registers/incidents.csv").read_text("utf-8")
    assert not any(account in str(record.fields) for record in workspace().records)


def test_the_registers_are_made_again_alike(tmp_path: Path) -> None:
    make_registers.make(tmp_path)
    for name in ("incidents.csv", "sanctions.csv"):
        assert (tmp_path / name).read_bytes() == (NORTHMOOR / "registers" / name).read_bytes()
    made, kept = (
        load_workbook(folder / "training.xlsx", read_only=True) for folder in (tmp_path, NORTHMOOR / "registers")
    )
    assert list(made["Matrix"].values) == list(kept["Matrix"].values)


def test_the_word_and_pdf_files_are_made_again_alike(tmp_path: Path) -> None:
    (tmp_path / "documents").mkdir()
    make_documents.make(tmp_path)
    for name in ("documents/police-memorandum.pdf", "documents/internal-audit-2026.pdf"):
        assert (tmp_path / name).read_bytes() == (NORTHMOOR / name).read_bytes()
    for name in ("documents/security-policy.docx", "evidence-register.xlsx"):
        assert words_of(tmp_path / name) == words_of(NORTHMOOR / name)


def test_no_person_place_or_number_of_anybody_is_in_it() -> None:
    for file in sorted(NORTHMOOR.rglob("*")):
        if file.is_file():
            assert identifying(file) == [], file.name
