"""Every example of every built-in pack comes out as it says, and every check is decided by one of them."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

from tests.packs.built_in import packs, readings, requirements
from vprs.commands.rules_trials import Tried, try_requirement
from vprs.model import Example, Outcome
from vprs.rulebook.lint import lint_problems

NUMBERED = [
    (requirement.path, number, example)
    for _, requirement in requirements()
    for number, example in enumerate(requirement.examples)
]
EXAMPLES = [pytest.param(path, number, id=f"{path}: {example.name}") for path, number, example in NUMBERED]
MET = [
    pytest.param(path, example, id=f"{path}: {example.name}")
    for path, _, example in NUMBERED
    if example.expect is Outcome.MET
]
PAPERS = ("activity", "attestation", "change", "metric", "minute", "plan", "report", "submission")
PATHS = [requirement.path for _, requirement in requirements()]


@cache
def tried(path: str) -> Tried:
    pack, requirement = next(each for each in requirements() if each[1].path == path)
    return try_requirement(pack, requirement)


def test_there_are_packs_and_they_can_be_read() -> None:
    assert len(packs()) == len(readings()) >= 1
    assert [problem for reading in readings() for problem in reading.problems] == []


@pytest.mark.parametrize(("path", "number"), EXAMPLES)
def test_an_example_comes_to_what_it_says(path: str, number: int) -> None:
    trial = tried(path).trials[number]
    assert trial.problems == ()
    assert trial.outcome is trial.example.expect, trial.why


@pytest.mark.parametrize(("path", "example"), MET)
def test_what_meets_a_requirement_rests_on_every_paper_shown(path: str, example: Example) -> None:
    """Taking a minute, report or the like out of an example that is met leaves it short of met."""
    pack, requirement = next(each for each in requirements() if each[1].path == path)
    for paper in (record for record in example.records if record["kind"] in PAPERS):
        without = replace(example, records=tuple(record for record in example.records if record is not paper))
        [trial] = try_requirement(pack, replace(requirement, examples=(without,))).trials
        assert trial.outcome is not Outcome.MET, paper


@pytest.mark.parametrize("path", PATHS)
def test_every_check_is_decided_by_an_example(path: str) -> None:
    assert [slug for slug, names in tried(path).decided_by.items() if not names] == []


@pytest.mark.parametrize("path", PATHS)
def test_a_requirement_shows_what_meets_it_and_what_does_not(path: str) -> None:
    expected = {trial.example.expect for trial in tried(path).trials}
    assert Outcome.MET in expected
    assert expected & {Outcome.NOT_MET, Outcome.PARTLY_MET}


@pytest.mark.parametrize("path", PATHS)
def test_every_answer_that_an_example_can_give_is_shown(path: str) -> None:
    """Where a requirement may be partly met, an example shows it."""
    requirement = tried(path).requirement
    expected = {trial.example.expect for trial in tried(path).trials}
    assert (Outcome.PARTLY_MET in expected) is (requirement.partly_when is not None)


@pytest.mark.parametrize("path", PATHS)
def test_examples_have_names_of_their_own(path: str) -> None:
    names = [example.name for example in tried(path).requirement.examples]
    assert len(names) == len(set(names))


def test_a_reviewer_of_rules_has_nothing_to_ask() -> None:
    assert [str(problem) for reading in readings() for problem in lint_problems(reading)] == []
