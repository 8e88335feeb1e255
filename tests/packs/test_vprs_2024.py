"""The pack of the second edition: what it covers, what it owns up to, and how it comes to an opinion."""

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
from vprs.model import FORM_NAMES, Assessment, Example, Outcome, Requirement
from vprs.opinions import draw_opinion

PACK = pack_named("vprs-2024")
ROWS: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("vprs-2024-rows.yaml").read_text("utf-8"))
DOMAINS = (
    "leadership-and-accountability",
    "governance-and-assurance",
    "collaboration",
    "data",
    "workforce",
    "interventions",
    "evaluation",
)
PUBLISHED = {"vprs-2024/plan/self-assessment", "vprs-2024/plan/improvement-plan"}  # duties without a row of their own
each_requirement = pytest.mark.parametrize("requirement", PACK.requirements, ids=lambda one: one.path)


def answering(requirement: Requirement) -> list[Mapping[str, Any]]:
    short = requirement.path.removeprefix("vprs-2024/")
    return [row for row in ROWS if short in row["answered_by"]]


# -------------------------------------------------------------------------------------------------------- covers


def test_the_seven_domains_are_the_themes_and_each_has_three_requirements_or_more() -> None:
    assert PACK.themes == DOMAINS
    assert min(Counter(requirement.theme for requirement in PACK.requirements).values()) >= 3


def test_all_four_phases_are_covered() -> None:
    assert Counter(requirement.phase for requirement in PACK.requirements) == {
        "plan": 11,
        "do": 10,
        "check": 6,
        "act": 4,
    }


def test_the_kept_list_holds_every_row_once() -> None:
    assert Counter(row["row"].rsplit("-", 1)[0] for row in ROWS) == {
        "VPR2-LA": 3,
        "VPR2-GA": 3,
        "VPR2-CO": 2,
        "VPR2-DA": 2,
        "VPR2-WF": 2,
        "VPR2-IN": 2,
        "VPR2-EV": 2,
    }
    assert len({row["row"] for row in ROWS}) == len(ROWS)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["row"])
def test_every_row_is_answered_in_its_own_domain(row: Mapping[str, Any]) -> None:
    initials = row["row"].split("-")[1]
    domain = dict(zip(("LA", "GA", "CO", "DA", "WF", "IN", "EV"), DOMAINS, strict=True))[initials]
    assert row["answered_by"]
    for path in row["answered_by"]:
        assert requirement_at(f"vprs-2024/{path}").theme == domain


@each_requirement
def test_a_requirement_claims_the_rows_that_it_answers_and_no_other(requirement: Requirement) -> None:
    claimed = requirement.source["rows"]
    assert isinstance(claimed, tuple | list)
    assert sorted(claimed) == sorted(row["row"] for row in answering(requirement))
    assert (list(claimed) == []) is (requirement.path in PUBLISHED)


def test_nearly_every_form_is_asked() -> None:
    asked = {check.form_name for requirement in PACK.requirements for check in requirement.checks}
    assert set(FORM_NAMES) - asked == {"agree"}


# -------------------------------------------------------------------------------------------------------- honest


@each_requirement
def test_every_phase_is_ours(requirement: Requirement) -> None:
    assert requirement.source["phase_basis"] == "ours"
    assert str(requirement.source["locator"]) == f"Domain: {requirement.theme.replace('-', ' ')}"


@each_requirement
def test_the_basis_repeats_the_tags_of_its_rows(requirement: Requirement) -> None:
    rows = answering(requirement)
    if rows:
        assert requirement.source["basis"] == "; ".join(dict.fromkeys(row["tag"] for row in rows))
        assert requirement.source["confidence"] == "med"


def test_the_colours_are_explained_and_owned_up_to() -> None:
    assert set(PACK.outcome_definitions) == set(Outcome)
    assert [PACK.outcome_words[each] for each in (Outcome.MET, Outcome.PARTLY_MET, Outcome.NOT_MET)] == [
        "Green",
        "Amber",
        "Red",
    ]
    assert "never a pass" in PACK.outcome_definitions[Outcome.NOT_ASSESSED]
    assert "our paraphrase" in PACK.caveat
    assert "no text of the standard" in PACK.caveat


def test_the_words_of_the_first_edition_mean_the_same_in_the_second() -> None:
    """One folder serves both: a spelling that both packs know leads to the same word in both."""
    first = pack_named("vprs-2020").words
    for field, words in PACK.words.items():
        meaning = {alias: word for word, aliases in first.get(field, {}).items() for alias in (word, *aliases)}
        for word, aliases in words.items():
            for alias in (word, *aliases):
                assert meaning.get(alias, word) == word, (field, alias)


# -------------------------------------------------------------------------------------------------------- opinion

PERFECT = {
    "requirements": 31,
    "not_applicable": 0,
    "met": 31,
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


@pytest.mark.parametrize(
    ("facts", "level"),
    [
        ({}, "substantial"),
        ({"partly_met": 3}, "substantial"),
        ({"partly_met": 4}, "moderate"),
        ({"partly_met": 1, "partly_met__high": 1}, "moderate"),
        ({"stated_percent": 10}, "substantial"),
        ({"stated_percent": 11}, "moderate"),
        ({"stated_percent": 40}, "moderate"),
        ({"stated_percent": 41}, "limited"),
        ({"attested_percent": 25}, "substantial"),
        ({"attested_percent": 26}, "moderate"),
        ({"problems": 1}, "moderate"),
        ({"overdue_actions": 1}, "moderate"),
        ({"unowned_actions": 1}, "moderate"),
        ({"not_assessed": 3}, "moderate"),
        ({"not_assessed": 4}, "limited"),
        ({"not_met": 4, "not_met__high": 1}, "moderate"),
        ({"not_met": 5, "not_met__high": 1}, "limited"),
        ({"not_met": 2, "not_met__high": 2}, "limited"),
        ({"not_met": 5, "not_met__high": 5}, "limited"),
        ({"not_met": 6, "not_met__high": 6}, "none"),
        ({"met": 0, "not_applicable": 31}, "limited"),
    ],
)
def test_the_opinion_on_both_sides_of_every_edge(facts: Mapping[str, int], level: str) -> None:
    assert opinion(**facts) == level


def empty(**more: object) -> Assessment:
    named = {"name": "Example", "code": "X", "type": "acute", "packs": ["vprs-2024"], **more}
    example = Example(name="nothing", as_of=date(2026, 9, 30), records=(), expect=Outcome.NOT_MET, organisation=named)
    return assess((PACK,), read_example(example, "empty"), as_of=example.as_of)


def test_an_empty_folder_is_green_in_nothing_and_is_given_no_assurance() -> None:
    trust = empty(sites=[{"id": "north"}], staff_groups=[{"id": "nursing", "headcount": 9, "frontline": True}])
    found = {finding.requirement.path.removeprefix("vprs-2024/"): str(finding.outcome) for finding in trust.findings}
    assert Counter(found.values()) == {"not-met": 28, "not-assessed": 3}
    assert [path for path, outcome in found.items() if outcome == "not-assessed"] == [
        "do/training-delivered",
        "check/interventions-evaluated",
        "act/data-used",
    ]
    assert trust.opinions[0].level == "none"
