"""In which order records and files come says nothing about an organisation."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from tests.checks import asking
from tests.northmoor.judging import AS_OF, NORTHMOOR, assessment, packs, workspace
from tests.properties.casting import FORMS, Case
from tests.properties.drawing import cases, unhurried
from tests.properties.observing import ask, ask_of
from tests.properties.observing import workspace as folder_of
from vprs.assess import assess
from vprs.evidence import read_evidence
from vprs.model import Assessment, Observation, Workspace
from vprs.report.assessment_json import as_values, render

# Of several that may be the latest the first is told: which reason is told may change, no answer.
TOLD_BY_PLACE = {"follows"}


@pytest.mark.parametrize("form", FORMS)
@unhurried(60)
@given(data=st.data())
def test_in_whatever_order_records_are_read_the_observation_is_the_same(form: str, data: st.DataObject) -> None:
    case = data.draw(cases(form))
    read = folder_of(case, case.records)
    mixed = replace(read, records=tuple(data.draw(st.permutations(read.records))))
    assert ask_of(case, mixed) == ask_of(case, read)


@pytest.mark.parametrize("form", FORMS)
@unhurried(60)
@given(data=st.data())
def test_in_whatever_order_files_are_named_the_answer_is_the_same(form: str, data: st.DataObject) -> None:
    case = data.draw(cases(form))
    before, after = ask(case), ask_of(case, renamed(case, data))
    assert after.answer == before.answer
    if form not in TOLD_BY_PLACE:
        assert told(after) == told(before)


def renamed(case: Case, data: st.DataObject) -> Workspace:
    read = folder_of(case, case.records)
    names = data.draw(st.permutations([f"{number}.yaml" for number in range(len(read.records))]))
    records = zip(read.records, names, strict=True)
    return replace(read, records=tuple(replace(one, file=name, rests_on=name) for one, name in records))


def told(found: Observation) -> tuple[Any, ...]:
    return found.answer, found.reason, found.value, found.needed


JUDGED_TWICE = """\
- {id: a, kind: attestation, statement: safe, by: lsms, made_on: 2026-09-01, judgement: met}
- {id: b, kind: attestation, statement: safe, by: lsms, made_on: 2026-09-01, judgement: not-met}
- {id: c, kind: attestation, statement: safe, by: lsms, made_on: 2026-09-01, judgement: not-applicable}
"""


def test_which_of_two_judgements_of_one_day_is_told_does_not_depend_on_their_order() -> None:
    one, two = "attested: {statement: safe, by: [lsms]}", JUDGED_TWICE.splitlines()
    assert told(asking.ask(one, "\n".join(two))) == told(asking.ask(one, "\n".join(reversed(two))))


# ------------------------------------------------------------------------------------------- the worked example


def test_a_workspace_in_another_order_gives_the_same_bytes() -> None:
    read = workspace()
    mixed = replace(read, records=read.records[::-1], lost=read.lost[::-1])
    assert render(assess(packs(), mixed, as_of=AS_OF)) == render(assessment())


def test_records_with_ids_turned_round_inside_their_files_come_to_the_same(tmp_path: Path) -> None:
    copy = tmp_path / "northmoor"
    shutil.copytree(NORTHMOOR, copy)
    assert len([path for path in copy.glob("*.yaml") if turned_round(path)]) > 5
    assert without_places(assess(packs(), read_evidence(copy), as_of=AS_OF)) == without_places(assessment())


def turned_round(path: Path) -> bool:
    """Writes the records of a file in the opposite order; whether it has any, all with ids."""
    raw = yaml.load(path.read_text("utf-8"), yaml.BaseLoader)
    records = raw.get("records", [])
    if not records or not all("id" in record for record in records):
        return False
    path.write_text(json.dumps({"records": records[::-1]}), "utf-8")
    return True


def without_places(judged: Assessment) -> Any:
    """assessment.json without what tells one of several apart: lines, digests, and the records that are named."""
    values = as_values(judged)
    del values["evidence"]["digest"]
    for finding in values["findings"]:
        for check in finding["checks"]:
            del check["because"], check["evidence"]
    return values
