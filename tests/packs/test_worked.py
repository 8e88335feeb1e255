"""Worked evidence for a published strategy: each folder comes to what is kept of it, for a person to read and review.

worked/folders.yaml names each folder of evidence/ with the packs and the day it is judged by. The kept text,
worked/<folder>.txt, has the opinion with its reasons, the counts, the problems, and a line for each requirement.
`pytest tests/packs/test_worked.py --record` writes it anew: read the difference before it is committed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

import pytest
import yaml

from tests.anonymous import identifying
from tests.packs.built_in import pack_named
from vprs.assess import assess
from vprs.evidence import read_evidence
from vprs.model import Assessment, Finding, Outcome

KEPT = Path(__file__).parent / "worked"
EVIDENCE = Path(__file__).parents[2] / "evidence"
FOLDERS = yaml.safe_load((KEPT / "folders.yaml").read_text("utf-8"))
README_ROW = re.compile(r"^\| `([a-z0-9/-]+)` \| ((?:not |partly )?(?:met|assessed|applicable)) \|", re.MULTILINE)

each_folder = pytest.mark.parametrize("folder", sorted(FOLDERS))


@cache
def judged(folder: str) -> Assessment:
    """The folder as its README judges it."""
    told = FOLDERS[folder]
    packs = tuple(pack_named(name) for name in told["packs"])
    return assess(packs, read_evidence(EVIDENCE / folder), as_of=date.fromisoformat(str(told["as_of"])))


@each_folder
def test_the_folder_comes_to_what_is_kept_of_it(folder: str, request: pytest.FixtureRequest) -> None:
    kept = KEPT / f"{folder}.txt"
    said = "\n".join(lines(judged(folder))) + "\n"
    if request.config.getoption("--record"):
        kept.write_text(said, "utf-8", newline="\n")
    assert said == kept.read_text("utf-8"), "said otherwise than kept: read it, then --record"


@each_folder
def test_every_outcome_is_there(folder: str) -> None:
    assert {finding.outcome for finding in judged(folder).findings} == set(Outcome)


@each_folder
def test_every_file_is_described_and_there_is_enough_to_judge(folder: str) -> None:
    workspace = judged(folder).workspace
    assert workspace.undescribed == ()
    items = [record for record in workspace.records if not record.row]
    assert len(items) >= 30


@each_folder
def test_the_readme_says_of_every_requirement_that_is_not_met_what_it_came_to(folder: str) -> None:
    """By a row for each: the reference, which names the pack where there are several, then the outcome, then why."""
    packs = FOLDERS[folder]["packs"]
    before = f"{packs[0]}/" if len(packs) == 1 else ""
    rows = README_ROW.findall((EVIDENCE / folder / "README.md").read_text("utf-8"))
    told = {before + name: word for name, word in rows}
    outcomes = {finding.requirement.path: _word(finding.outcome) for finding in judged(folder).findings}
    assert {path: word for path, word in outcomes.items() if word != "met"}.items() <= told.items()
    assert told.items() <= outcomes.items()


@each_folder
def test_no_person_place_or_number_of_anybody_is_in_it(folder: str) -> None:
    files = [file for file in sorted((EVIDENCE / folder).rglob("*")) if file.is_file() and "out" not in file.parts]
    assert {file.name: found for file in files if (found := identifying(file))} == {}
    assert "(fictional)" in judged(folder).organisation.name


def lines(assessment: Assessment) -> Iterator[str]:
    """The assessment as a person would review it."""
    workspace = assessment.workspace
    yield f"{assessment.organisation.name}"
    yield f"Judged as of {assessment.as_of}, for {assessment.period.start} to {assessment.period.end}"
    yield f"Records: {len(workspace.records)}, in {len({record.file for record in workspace.records})} files"
    yield f"Problems: {len(workspace.problems)}"
    yield from (f"  {problem}" for problem in workspace.problems)
    for opinion in assessment.opinions:
        findings = [finding for finding in assessment.findings if finding.requirement.pack == opinion.pack]
        count = Counter(finding.outcome for finding in findings)
        yield ""
        yield f"{opinion.pack}: {opinion.level}"
        yield from (f"  {reason}" for reason in opinion.because)
        yield "  " + ", ".join(f"{count[outcome]} {_word(outcome)}" for outcome in reversed(Outcome))
        yield ""
        yield from (_line(finding) for finding in findings)


def _line(finding: Finding) -> str:
    path = finding.requirement.path.partition("/")[2]
    return f"{_word(finding.outcome)} | {path} | {finding.requirement.title} | {finding.why}"


def _word(outcome: Outcome) -> str:
    return str(outcome).replace("-", " ")
