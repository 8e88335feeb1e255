"""Over every example of every built-in pack: a change that is told does what it says, and nothing in it is spare."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import combinations
from pathlib import Path

import pytest
import yaml

from tests.packs.built_in import requirements
from vprs.assess import assess
from vprs.evidence import read_example
from vprs.model import Answer, Check, Every, Example, Finding, OfOrganisation, Outcome, Pack, Reason, Requirement
from vprs.whatif import SHOWN, Found, Question, question, reaching, turning

UNTURNED = yaml.safe_load((Path(__file__).parent / "unturned.yaml").read_text("utf-8"))
CASES = [
    pytest.param(pack, requirement, example, id=f"{requirement.path}: {example.name}")
    for pack, requirement in requirements()
    for example in requirement.examples
]


Turned = tuple[Check, Reason, Found | None]


@cache
def found_in(
    pack: str, path: str, name: str
) -> tuple[Question, Finding, tuple[tuple[Check, Reason, Found | None], ...]]:
    own, requirement = next(each for each in requirements() if each[1].path == path and each[0].name == pack)
    example = next(each for each in requirement.examples if each.name == name)
    assessment = assess((own,), read_example(example, requirement.file), as_of=example.as_of, period=example.period)
    finding = next(each for each in assessment.findings if each.requirement.path == path)
    asked = question(assessment, finding)
    return asked, finding, tuple(_turned(asked, finding))


def _turned(asked: Question, finding: Finding) -> Iterator[Turned]:
    checks = {check.slug: check for check in finding.requirement.checks}
    for seen in finding.observations:
        if seen.answer in (Answer.NO, Answer.UNKNOWN):
            assert seen.reason is not None
            yield checks[seen.check], seen.reason, turning(asked, checks[seen.check])


@pytest.mark.parametrize(("pack", "requirement", "example"), CASES)
def test_a_small_change_does_it_and_no_part_of_it_alone(pack: Pack, requirement: Requirement, example: Example) -> None:
    asked, _, turned = found_in(pack.name, requirement.path, example.name)
    for check, _, found in turned:
        if found is None:
            continue
        assert asked.answered(check, found.edits) is Answer.YES
        parts = (part for size in range(len(found.edits)) for part in combinations(found.edits, size))
        if found.small:
            assert len(found.edits) <= SHOWN
            assert [part for part in parts if asked.answered(check, part) is Answer.YES] == []
        else:
            assert asked.answered(check, found.edits[:-1]) is not Answer.YES


def test_only_lists_of_the_organisation_and_time_itself_are_not_turned_by_records() -> None:
    left = set()
    for pack, requirement in requirements():
        for example in requirement.examples:
            _, finding, turned = found_in(pack.name, requirement.path, example.name)
            if finding.outcome is Outcome.NOT_APPLICABLE:
                continue
            for check, reason, found in turned:
                of_list = isinstance(check.form, Every) and isinstance(check.form.of, OfOrganisation)
                if found is None and not of_list and reason is not Reason.NOT_YET_DUE:
                    left.add((f"{check.form_name} {reason.value}", f"{requirement.path}#{check.slug}"))
    assert left == {(sort, path) for sort, told in UNTURNED.items() for path in told.get("checks", ())}


@pytest.mark.parametrize(("pack", "requirement", "example"), CASES)
def test_a_chain_comes_to_met_and_no_edit_of_it_is_spare(
    pack: Pack, requirement: Requirement, example: Example
) -> None:
    asked, finding, _ = found_in(pack.name, requirement.path, example.name)
    found = reaching(asked, Outcome.MET)
    if finding.outcome is Outcome.MET:
        assert found is not None
        assert found.edits == ()
    elif found is not None:
        assert asked.judged(found.edits).outcome is Outcome.MET
        for edit in found.edits:
            rest = tuple(each for each in found.edits if each is not edit)
            assert asked.judged(rest).outcome is not Outcome.MET


# Chains that are not found, each with why.
UNREACHED = {
    "vprs-2020/act/documents-changed": "a lesson of today is not yet due for its action",
    "vprs-2020/do/police-and-sanctions": "an assault that is not yet due",
    "vprs-2020/do/risks-controlled": "a rating whose action is not yet due",
    "vprs-2020/do/role-risk-assessments": "staff groups are listed in organisation.yaml",
    "vprs-2020/do/site-risk-assessments": "sites are listed in organisation.yaml",
    "vprs-2020/check/commissioner-concerns": "a concern that is not yet due",
    "vprs-2020/check/commissioner-reviews": "what an organisation does stands in organisation.yaml",
    "vprs-2020/check/corrective-actions": "an audit that is not yet due",
    "vprs-2024/plan/strategy-aligned": "a new strategy asks for an equality impact assessment of its version",
}


def test_a_chain_is_found_for_nearly_every_example() -> None:
    missed = set()
    for pack, requirement in requirements():
        for example in requirement.examples:
            asked, finding, _ = found_in(pack.name, requirement.path, example.name)
            if finding.outcome is not Outcome.NOT_APPLICABLE and reaching(asked, Outcome.MET) is None:
                missed.add(requirement.path)
    assert missed <= {*UNREACHED, *UNTURNED["unreached"]["requirements"]}
