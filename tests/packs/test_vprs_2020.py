"""The pack of the first edition: what it covers, how honest it is about its sources, and how it comes to an opinion."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.packs.built_in import pack_named, requirement_at
from vprs.assess import assess
from vprs.evidence import read_example
from vprs.model import Assessment, Example, Outcome, Requirement
from vprs.opinions import draw_opinion

PACK = pack_named("vprs-2020")
ROWS: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("vprs-2020-rows.yaml").read_text("utf-8"))
each_requirement = pytest.mark.parametrize("requirement", PACK.requirements, ids=lambda one: one.path)


def answering(requirement: Requirement) -> list[Mapping[str, Any]]:
    """The rows that the kept list says the requirement answers."""
    short = requirement.path.removeprefix("vprs-2020/")
    return [row for row in ROWS if short in row["answered_by"]]


# -------------------------------------------------------------------------------------------------------- covers


def test_the_kept_list_holds_every_row_once() -> None:
    assert len(ROWS) == 41
    assert Counter(row["row"].rsplit("-", 1)[0] for row in ROWS) == {
        "VPR1-OBL": 5,
        "VPR1-AREA": 7,
        "VPR1-PLAN": 1,
        "VPR1-P": 8,
        "VPR1-D": 9,
        "VPR1-C": 6,
        "VPR1-A": 5,
    }
    assert len({row["row"] for row in ROWS}) == 41


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["row"])
def test_every_row_is_answered_by_checks_that_are_there(row: Mapping[str, Any]) -> None:
    for path, asked in row["answered_by"].items():
        requirement = requirement_at(f"vprs-2020/{path}")
        slugs = {check.slug for check in requirement.checks if not check.advisory}
        assert row["row"] in requirement.source["rows"]  # type: ignore[operator]
        assert slugs if asked == "all" else set(asked) <= slugs


@each_requirement
def test_a_requirement_claims_the_rows_that_it_answers_and_no_other(requirement: Requirement) -> None:
    claimed = requirement.source["rows"]
    assert isinstance(claimed, tuple | list)
    assert sorted(claimed) == sorted(row["row"] for row in answering(requirement)) != []


def test_all_four_phases_are_covered() -> None:
    assert Counter(requirement.phase for requirement in PACK.requirements) == {
        "plan": 12,
        "do": 15,
        "check": 9,
        "act": 5,
    }


def test_every_theme_and_every_severity_is_used() -> None:
    assert {requirement.theme for requirement in PACK.requirements} == set(PACK.themes)
    assert {requirement.severity for requirement in PACK.requirements} == {"high", "medium", "low"}


def test_the_commissioner_duties_apply_to_commissioners_alone() -> None:
    only = {requirement.slug for requirement in PACK.requirements if requirement.when}
    assert only == {"commissioner-reviews", "commissioner-concerns", "commissioner-own-status"}
    assert [requirement.slug for requirement in PACK.requirements if requirement.while_] == ["commissioner-concerns"]


# -------------------------------------------------------------------------------------------------------- honest


@each_requirement
def test_the_basis_repeats_the_tags_of_its_rows(requirement: Requirement) -> None:
    by_row = {row["row"]: row for row in ROWS}
    rows = [by_row[name] for name in requirement.source["rows"]]  # type: ignore[attr-defined]
    assert requirement.source["basis"] == "; ".join(dict.fromkeys(row["tag"] for row in rows))
    lowest = min((row["confidence"] for row in rows), key=("low", "med", "high").index)
    assert requirement.source["confidence"] == lowest


@each_requirement
def test_a_phase_is_called_printed_only_where_a_source_gives_it(requirement: Requirement) -> None:
    sourced = any("phase text S" in row["tag"] for row in answering(requirement))
    sourced = sourced or requirement.slug in {"self-assessment", "findings-shared"}
    assert requirement.source["phase_basis"] == ("printed" if sourced else "ours")


# -------------------------------------------------------------------------------------------------------- opinion

PERFECT = {
    "requirements": 41,
    "not_applicable": 3,
    "met": 38,
    "partly_met": 0,
    "not_met": 0,
    "not_assessed": 0,
    "partly_met.high": 0,
    "not_met.high": 0,
    "stated_percent": 0,
    "attested_percent": 0,
    "problems": 0,
    "overdue_actions": 0,
    "unowned_actions": 0,
}


def opinion(**facts: int) -> str:
    changed = {name.replace("__", "."): number for name, number in facts.items()}
    return draw_opinion(PACK, PERFECT | changed, {})[0].level


def test_a_perfect_trust_has_substantial_assurance() -> None:
    assert opinion() == "substantial"


def test_no_more_than_a_tenth_may_be_only_stated() -> None:
    assert opinion(stated_percent=10) == "substantial"
    assert opinion(stated_percent=11) == "moderate"
    assert opinion(stated_percent=40) == "moderate"
    assert opinion(stated_percent=41) == "limited"


def test_one_requirement_not_met_or_not_known_keeps_substantial_away() -> None:
    assert opinion(met=37, not_met=1) == "moderate"
    assert opinion(met=37, not_met=1, not_assessed=1) == "moderate"
    assert opinion(met=37, partly_met=1, partly_met__high=1) == "moderate"
    assert opinion(met=34, partly_met=4) == "substantial"
    assert opinion(met=33, partly_met=5) == "moderate"
    assert opinion(problems=1) == "moderate"
    assert opinion(overdue_actions=1) == "moderate"
    assert opinion(unowned_actions=1) == "moderate"


def test_moderate_ends_where_too_much_is_missing() -> None:
    assert opinion(met=33, not_met=5, not_met__high=1) == "moderate"
    assert opinion(met=32, not_met=6, not_met__high=1) == "limited"
    assert opinion(met=36, not_met=2, not_met__high=2) == "limited"
    assert opinion(met=33, not_met=5, not_assessed=5) == "limited"


def test_there_is_none_where_many_of_high_severity_are_not_met() -> None:
    assert opinion(met=33, not_met=5, not_met__high=5) == "limited"
    assert opinion(met=32, not_met=6, not_met__high=6) == "none"


def empty(organisation: str, **more: object) -> Assessment:
    named = {"name": "Example", "code": "X", "type": organisation, "packs": ["vprs-2020"], **more}
    example = Example(name="nothing", as_of=date(2026, 9, 30), records=(), expect=Outcome.NOT_MET, organisation=named)
    return assess((PACK,), read_example(example, "empty"), as_of=example.as_of)


def test_an_empty_folder_meets_nothing_and_is_given_no_assurance() -> None:
    trust = empty("acute", functions=["provider"], sites=[{"id": "north"}])
    found = Counter(str(finding.outcome) for finding in trust.findings)
    assert found == {"not-met": 32, "not-assessed": 6, "not-applicable": 3}
    assert {finding.requirement.slug for finding in trust.findings if finding.outcome is Outcome.NOT_ASSESSED} == {
        "incidents-investigated",
        "police-and-sanctions",
        "reviews-on-schedule",
        "role-risk-assessments",
        "support-offered",
        "training-delivered",
    }
    assert trust.opinions[0].level == "none"


def test_a_bare_commissioner_is_asked_for_its_own_duties_too() -> None:
    board = empty("icb", functions=["commissioner"], sites=[], providers=[{"id": "northmoor"}])
    found = {finding.requirement.slug: str(finding.outcome) for finding in board.findings}
    assert found["commissioner-reviews"] == found["commissioner-own-status"] == "not-met"
    assert found["commissioner-concerns"] == "not-applicable"
    assert found["site-risk-assessments"] == "not-applicable"


def test_an_organisation_to_which_nothing_applies_is_not_assured() -> None:
    assert opinion(met=0, not_applicable=41) == "limited"
