"""`vprs explain --to substantial`: for people and for programs, and what it says to words that do not go together."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.commands.folders import write_evidence, write_pack
from vprs.commands.main import run
from vprs.schemas import keeps_to


@pytest.fixture
def trust(tmp_path: Path) -> Path:
    write_pack(tmp_path / "rules")
    return write_evidence(tmp_path / "trust")


def explain(folder: Path, *words: str) -> int:
    return run(["explain", *words, "--rules", str(folder.parent / "rules"), "--as-of", "2026-09-30"])


def test_it_names_the_changes_with_effort_and_owner(trust: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert explain(trust, str(trust), "--to", "substantial") == 0
    said = capsys.readouterr().out
    assert said.startswith("tiny: limited assurance as of 30 September 2026.\n")
    assert "To come to substantial assurance: 1 step of 1 change to the evidence, none to spare" in said
    assert (
        "  1. tiny/do/lead: from not met to met (effort medium; Executive lead)\n     A specialist leads\n"
        "       add an appointment (new-appointment-1): start: 2026-09-30 (or, if it happened then, any earlier "
        "day); role: lsms;"
    ) in said
    assert "Make a change only where it is true" in said


def test_the_folder_is_the_one_the_user_is_in(
    trust: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(trust)
    assert explain(trust, "--to", "limited", "--pack", "tiny") == 0
    assert "Limited assurance is reached already." in capsys.readouterr().out


def test_json_keeps_to_its_schema_and_two_runs_are_the_same(
    trust: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    explain(trust, str(trust), "--to", "substantial", "--format", "json")
    first = capfdbinary.readouterr().out
    explain(trust, str(trust), "--to", "substantial", "--format", "json")
    assert capfdbinary.readouterr().out == first
    document = json.loads(first)
    assert keeps_to(document, "path.json")
    (path,) = document["paths"]
    assert (path["wanted"], path["level"], path["reached"]) == ("substantial", "limited", "substantial")
    assert [(step["requirement"], step["effort"], step["timely"]) for step in path["steps"]] == [
        ("tiny/do/lead", "medium", True)
    ]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("plan/strategy", "--to", "substantial"), "Name the folder alone."),
        (("plan/strategy", "--format", "json"), "--format json goes with the level of an opinion"),
        (("plan/strategy", "--to", "excellent"), "'excellent' is not one of"),
    ],
)
def test_words_that_do_not_go_together_are_told_with_a_remedy(
    words: tuple[str, ...], message: str, trust: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert explain(trust, str(trust), *words) == 2
    assert message in capsys.readouterr().err


def test_nothing_named_at_all_is_told_what_to_name(
    trust: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(trust)
    assert explain(trust) == 2
    assert "Name a requirement or a file, or an opinion to reach" in capsys.readouterr().err


def test_a_folder_that_is_not_there_is_a_fault_of_the_input(trust: Path) -> None:
    assert explain(trust, str(trust.parent / "gone"), "--to", "substantial") == 2


def test_without_evidence_there_is_a_way_all_the_same(trust: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for file in ("documents/strategy.md", "minutes.yaml"):
        (trust / file).unlink()
    assert explain(trust, str(trust), "--to", "substantial") == 0
    assert "2 steps of 3 changes to the evidence" in capsys.readouterr().out


def test_a_problem_in_the_evidence_does_not_stop_it(trust: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (trust / "more.yaml").write_text("records:\n  - {kind: minute, body: board, date: soon}\n", "utf-8")
    assert explain(trust, str(trust), "--to", "substantial") == 0
    assert "Traceback" not in capsys.readouterr().err
