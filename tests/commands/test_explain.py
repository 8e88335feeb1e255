"""`vprs explain`: the working of one requirement, and what leans on a file."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.commands.folders import write_evidence, write_pack
from vprs.commands.main import run
from vprs.explaining import condition_in_words
from vprs.model import All, AnyOf, CheckIs, Outcome, RequirementIs


@pytest.fixture
def trust(tmp_path: Path) -> Path:
    write_pack(tmp_path / "rules")
    return write_evidence(tmp_path / "trust")


def explain(folder: Path, *words: str) -> int:
    return run(["explain", *words, "--rules", str(folder.parent / "rules"), "--as-of", "2026-09-30"])


@pytest.mark.parametrize("name", ["tiny/plan/strategy", "plan/strategy", "strategy", "plan/strategy/"])
def test_a_requirement_is_found_by_as_much_of_its_name_as_one_gives(
    name: str, trust: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert explain(trust, str(trust), name) == 0
    assert capsys.readouterr().out.startswith("tiny/plan/strategy: Met\n")


def test_every_answer_leads_to_a_file_and_a_line(trust: Path, capsys: pytest.CaptureFixture[str]) -> None:
    explain(trust, str(trust), "plan/strategy")
    said = capsys.readouterr().out
    assert "[Yes] strategy-in-date: A violence prevention strategy is approved and in date." in said
    assert "documents/strategy.md:2  document strategy (the file is in this folder)" in said
    assert "minutes.yaml:2  minute minute-12 (stated, no file behind it)" in said
    assert "Met where all of strategy-in-date and board-endorsed." in said
    assert "Partly met where strategy-in-date." in said
    assert "not verified: a working paraphrase, not compared with the official text" in said


def test_what_is_not_met_says_what_would_be_needed(trust: Path, capsys: pytest.CaptureFixture[str]) -> None:
    explain(trust, str(trust), "do/lead")
    said = capsys.readouterr().out
    assert said.startswith("tiny/do/lead: Not met\n")
    assert "reason: vacant (role not filled)" in said
    assert "What would be needed:\n  lead-in-post: needs at least 1; found 0, role not filled\n" in said
    assert "Action: Bring it to the next board meeting." in said
    assert "Owner:  Executive lead, by 29 November 2026" in said


def test_a_file_names_the_checks_that_lean_on_it(trust: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert explain(trust, str(trust), "documents/strategy.md") == 0
    said = capsys.readouterr().out
    assert said.startswith("documents/strategy.md: 1 record\n")
    assert "[Yes] tiny/plan/strategy, check strategy-in-date: " in said


def test_a_file_is_known_by_its_path_from_where_one_stands(trust: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert explain(trust, str(trust), str(trust / "documents" / "strategy.md")) == 0
    assert capsys.readouterr().out.startswith("documents/strategy.md: 1 record\n")


@pytest.mark.parametrize("name", ["minutes.yaml:2", "minute-12"])
def test_a_place_as_the_documents_cite_it_or_an_id_leads_to_its_file(
    name: str, trust: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    more = "  - {id: minute-13, kind: minute, body: board, date: 2025-06-26}\n"
    minutes = trust / "minutes.yaml"
    minutes.write_text(minutes.read_text("utf-8") + more, "utf-8")
    assert explain(trust, str(trust), name) == 0
    said = capsys.readouterr().out
    assert said.startswith(
        "minutes.yaml:2: 1 record\n"
        "  minutes.yaml:2  minute minute-12 (stated, no file behind it)\n\n"
        "Checks that lean on minutes.yaml:\n\n"
        "  [Yes] tiny/plan/strategy, check board-endorsed: "
    )
    assert "If minutes.yaml were not there:\n\n  tiny/plan/strategy: Met -> Partly met\n" in said


def test_a_line_on_which_nothing_begins_says_so(trust: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert explain(trust, str(trust), str(trust / "minutes.yaml") + ":4") == 0
    assert capsys.readouterr().out.startswith("minutes.yaml:4: no record begins here\n\nChecks that lean on")


def test_a_row_at_fault_is_told_on_its_line(trust: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (trust / "people.yaml").write_text("records:\n  - {id: x, kind: minute, date: 2025-02-30, body: board}\n", "utf-8")
    assert explain(trust, str(trust), "people.yaml:2") == 0
    first, second, *_ = capsys.readouterr().out.splitlines()
    assert first == "people.yaml:2: no record begins here"
    assert "2025-02-30" in second


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such file names")
def test_a_file_whose_name_ends_like_a_line_is_that_file(trust: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (trust / "notes:2").write_text("?", "utf-8")
    assert explain(trust, str(trust), "notes:2") == 0
    assert capsys.readouterr().out.startswith("notes:2: no record describes it\n")


@pytest.mark.parametrize("name", ["minute-21", "minutes.yml:2"])
def test_an_id_or_a_line_that_is_not_there_is_answered_with_the_nearest(
    name: str, trust: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert explain(trust, str(trust), name) == 2
    assert "Did you mean 'minute" in capsys.readouterr().err


def test_a_file_that_nothing_leans_on_says_so(trust: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (trust / "notes.txt").write_text("?", "utf-8")
    assert explain(trust, str(trust), "notes.txt") == 0
    assert capsys.readouterr().out == (
        "notes.txt: no record describes it\n\nNo check leans on it.\n\n"
        "If it were not there, every outcome would be the same.\n"
    )


def test_a_file_says_what_would_fall_if_it_went(trust: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert explain(trust, str(trust), "minutes.yaml") == 0
    said = capsys.readouterr().out
    assert "If it were not there:\n\n  tiny/plan/strategy: Met -> Partly met\n" in said
    before = sorted(path.name for path in trust.rglob("*"))
    (trust / "minutes.yaml").unlink()
    explain(trust, str(trust), "plan/strategy")
    assert capsys.readouterr().out.startswith("tiny/plan/strategy: Partly met\n")
    assert "minutes.yaml" in before


def test_without_the_organisation_there_is_no_folder(trust: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert explain(trust, str(trust), "organisation.yaml") == 0
    assert "Without organisation.yaml this would not be an evidence folder." in capsys.readouterr().out


def test_what_did_not_count_is_told_and_what_would_turn_it(trust: Path, capsys: pytest.CaptureFixture[str]) -> None:
    strategy = trust / "documents" / "strategy.md"
    strategy.write_text(strategy.read_text("utf-8").replace("2028-05-01", "2026-09-29"), "utf-8")
    before = {path: path.read_bytes() for path in trust.rglob("*") if path.is_file()}
    assert explain(trust, str(trust), "plan/strategy", "--to", "met") == 0
    said = capsys.readouterr().out
    assert (
        "      Looked at and not counted:\n"
        "        Violence prevention strategy (documents/strategy.md:2) passed its review date, 29 September 2026.\n"
        "      The smallest change that makes it yes (1 edit, none to spare):\n"
        "        1. review what is in documents/strategy.md:2 (document strategy), whose review date is 2026-09-29, "
        "and file what comes of it as a version of its own, with review date 2026-09-30 or later\n"
    ) in said
    assert said.endswith(
        "To come to Met (1 edit, none to spare):\n"
        "  1. review what is in documents/strategy.md:2 (document strategy), whose review date is 2026-09-29, and "
        "file what comes of it as a version of its own, with review date 2026-09-30 or later\n"
    )
    assert {path: path.read_bytes() for path in trust.rglob("*") if path.is_file()} == before


def test_what_has_come_to_the_outcome_needs_nothing(trust: Path, capsys: pytest.CaptureFixture[str]) -> None:
    explain(trust, str(trust), "plan/strategy", "--to", "partly-met")
    assert capsys.readouterr().out.endswith("It has come to Partly met, or better.\n")


def test_an_outcome_is_asked_of_a_requirement_only(trust: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert explain(trust, str(trust), "minutes.yaml", "--to", "met") == 2
    assert "--to asks for the outcome of a requirement, and 'minutes.yaml' is a file." in capsys.readouterr().err


def test_the_folder_one_is_in_is_the_default(
    trust: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(trust)
    assert explain(trust, "plan/strategy") == 0
    assert capsys.readouterr().out.startswith("tiny/plan/strategy: Met\n")


def test_a_name_that_is_nothing_is_answered_with_the_nearest(trust: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert explain(trust, str(trust), "plan/stratgy") == 2
    assert "'plan/stratgy' is neither a requirement nor a file or a record in" in (said := capsys.readouterr().err)
    assert "Did you mean 'plan/strategy'?" in said


def test_two_folders_are_one_too_many(trust: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert explain(trust, str(trust), str(trust), "plan/strategy") == 2
    assert "Give an evidence folder, then one requirement or file." in capsys.readouterr().err


def test_conditions_read_as_phrases() -> None:
    nested = AnyOf(
        items=(
            CheckIs(slug="a"),
            All(items=(CheckIs(slug="b"), RequirementIs(path="p/plan/x", at_least=Outcome.PARTLY_MET))),
        )
    )
    assert condition_in_words(nested) == "any of a or (all of b and p/plan/x is at least partly-met)"
    assert condition_in_words(All(items=(CheckIs(slug="a"),))) == "a"
