"""For every requirement of the pack, one edit to the worked example turns its outcome (edits.yaml)."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.northmoor.editing import make_edit
from tests.northmoor.judging import NORTHMOOR, assessment, judge, outcomes, packs

EDITS: list[Mapping[str, Any]] = yaml.safe_load(Path(__file__).with_name("edits.yaml").read_text("utf-8"))


@pytest.mark.parametrize("edit", EDITS, ids=[edit["requirement"] for edit in EDITS])
def test_one_edit_turns_the_outcome_and_no_other(edit: Mapping[str, Any], tmp_path: Path) -> None:
    folder = tmp_path / "northmoor"
    shutil.copytree(NORTHMOOR, folder)
    make_edit(folder, edit)

    before, after = outcomes(assessment()), judge(folder)

    assert (before[edit["requirement"]], after[edit["requirement"]]) == (edit["from"], edit["to"])
    turned = {name: outcome for name, outcome in after.items() if outcome != before[name]}
    assert turned == {edit["requirement"]: edit["to"], **edit.get("also", {})}


def test_every_requirement_has_its_edit() -> None:
    asked = [requirement.path.partition("/")[2] for pack in packs() for requirement in pack.requirements]
    assert [edit["requirement"] for edit in EDITS] == asked


def test_every_edit_turns_something() -> None:
    assert [edit["requirement"] for edit in EDITS if edit["from"] == edit["to"]] == []
