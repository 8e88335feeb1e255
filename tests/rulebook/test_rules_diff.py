"""`vprs rules diff`: what a change of rules says and does."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from vprs.commands.main import run
from vprs.rulebook import built_in_folder

PACK = "cpft-2015"
TRAINED = "do/staff-trained.yaml"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return Path(shutil.copytree(Path(built_in_folder()) / PACK, tmp_path / "mine"))


def edit(copy: Path, file: str, before: str, after: str) -> None:
    path = copy / file
    text = path.read_text("utf-8")
    assert before in text
    path.write_text(text.replace(before, after), "utf-8")


def diff(capsys: pytest.CaptureFixture[str], copy: Path) -> dict[str, Any]:
    assert run(["rules", "diff", PACK, str(copy), "--format", "json"]) == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def test_a_copy_differs_in_nothing(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = diff(capsys, copy)
    assert (found["pack"], found["added"], found["removed"], found["changed"]) == ([], [], [], [])
    assert run(["rules", "diff", PACK, str(copy)]) == 0
    assert "Nothing that the rules say or ask differs." in capsys.readouterr().out


def test_a_comment_or_a_line_more_is_no_difference(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(copy, TRAINED, "theme:", "# a comment\n\ntheme:")
    assert diff(capsys, copy)["changed"] == []


def test_a_higher_share_is_told_in_words_and_by_what_it_turns(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(copy, TRAINED, "min_denominator: 5", "min_denominator: 6")
    [changed] = diff(capsys, copy)["changed"]
    assert changed["requirement"] == "do/staff-trained"
    [difference] = changed["differences"]
    assert difference["what"] == "check nearly-all-trained: what it asks"
    assert "out of 5 or more" in difference["before"]
    assert "out of 6 or more" in difference["after"]
    turned = {each["example"]: (each["before"], each["after"]) for each in changed["examples_turned"]}
    assert turned["everybody under any of the names"] == ("met", "not-assessed")


def test_what_is_added_and_removed_is_named(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (copy / "do" / "prevent-led.yaml").rename(copy / "do" / "prevent-lead.yaml")
    found = diff(capsys, copy)
    assert (found["added"], found["removed"]) == (["do/prevent-lead"], ["do/prevent-led"])
    assert run(["rules", "diff", PACK, str(copy)]) == 0
    told = capsys.readouterr().out
    assert "Added, 1 requirement: do/prevent-lead" in told
    assert "Removed, 1 requirement: do/prevent-led" in told


@pytest.mark.parametrize(
    ("file", "before", "after", "what"),
    [
        ("pack.yaml", "{fact: not_met.high, at_least: 4}", "{fact: not_met.high, at_least: 3}", "opinion none"),
        (
            "pack.yaml",
            "lone-working: [lone workers]",
            "lone-working: [lone workers, alone]",
            "words of topics: lone-working",
        ),
        ("pack.yaml", 'version: "1.0.0"\nedition', 'version: "1.0.1"\nedition', "version"),
    ],
)
def test_the_pack_itself_is_compared(
    copy: Path, capsys: pytest.CaptureFixture[str], file: str, before: str, after: str, what: str
) -> None:
    edit(copy, file, before, after)
    assert [each["what"] for each in diff(capsys, copy)["pack"]] == [what]


@pytest.mark.parametrize(
    ("before", "after", "what"),
    [
        ("severity: high", "severity: low", "severity"),
        ("due_in: P60D", "due_in: P90D", "due within"),
        ("owner: learning-lead", "owner: hr-lead", "owner"),
        ("chosen_by: pack", "advisory: false", "check nearly-all-trained: figure chosen by"),
    ],
)
def test_each_word_of_a_requirement_is_compared(
    copy: Path, capsys: pytest.CaptureFixture[str], before: str, after: str, what: str
) -> None:
    edit(copy, TRAINED, before, after)
    [changed] = diff(capsys, copy)["changed"]
    assert [each["what"] for each in changed["differences"]] == [what]
    assert changed["examples_turned"] == []


def test_an_unknown_pack_is_told_with_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["rules", "diff", "cpft-2016", PACK]) == 2
    assert "Did you mean 'cpft-2015'?" in capsys.readouterr().err
