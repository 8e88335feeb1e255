"""`vprs check`: nothing wanting is 0, anything wanting is 1, and an empty folder is never complete."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.commands.folders import write_either, write_evidence, write_pack
from vprs.commands.main import run

APPOINTMENT = "records:\n  - {id: lsms-1, kind: appointment, role: lsms, holder: p-01, start: 2024-01-01}\n"


def check(folder: Path, *more: str) -> int:
    if not (folder.parent / "rules").exists():
        write_pack(folder.parent / "rules")
    return run(["check", str(folder), "--rules", str(folder.parent / "rules"), "--as-of", "2026-09-30", *more])


def as_json(folder: Path, capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    check(folder, "--format", "json")
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def test_a_complete_folder_is_complete(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    trust = write_evidence(tmp_path / "trust", **{"people.yaml": APPOINTMENT})
    assert check(trust) == 0
    said = capsys.readouterr().out
    assert said == "4 files and 3 records read: 0 problems, 0 undescribed files, 0 checks without evidence.\n"


def test_a_complete_folder_is_complete_in_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    trust = write_evidence(tmp_path / "trust", **{"people.yaml": APPOINTMENT})
    assert as_json(trust, capsys) == {
        "format": "vprs-check/1",
        "files": 4,
        "records": 3,
        "problems": [],
        "undescribed": [],
        "missing": [],
    }


def test_a_file_that_nobody_described_is_listed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    trust = write_evidence(tmp_path / "trust", **{"people.yaml": APPOINTMENT, "documents/scan.txt": "?"})
    assert check(trust) == 1
    assert "Files that no record describes (1):\n  documents/scan.txt\n" in capsys.readouterr().out


def test_a_problem_is_listed_with_its_place(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    trust = write_evidence(tmp_path / "trust", **{"people.yaml": APPOINTMENT.replace("2024-01-01", "2024-02-30")})
    (problem,) = as_json(trust, capsys)["problems"]
    assert (problem["file"], problem["line"]) == ("people.yaml", 2)
    assert "2024-02-30" in problem["message"]


def test_a_check_whose_role_nobody_holds_lacks_an_appointment(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = as_json(write_evidence(tmp_path / "trust"), capsys)
    assert found["missing"] == [
        {
            "requirement": "tiny/do/lead",
            "check": "lead-in-post",
            "kind": "appointment",
            "needs": "A specialist is in post.",
            "nearest": None,
        }
    ]


def test_the_nearest_record_is_named_where_there_is_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    noted = "records:\n  - {id: minute-12, kind: minute, body: board, date: 2025-05-29, decisions: [noted]}\n"
    found = as_json(write_evidence(tmp_path / "trust", **{"minutes.yaml": noted, "people.yaml": APPOINTMENT}), capsys)
    (missing,) = found["missing"]
    assert (missing["requirement"], missing["check"]) == ("tiny/plan/strategy", "board-endorsed")
    assert (missing["kind"], missing["nearest"]) == ("minute", "minute-12")


def test_an_expired_document_is_not_missing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    trust = write_evidence(tmp_path / "trust", **{"people.yaml": APPOINTMENT})
    strategy = trust / "documents" / "strategy.md"
    strategy.write_text(strategy.read_text("utf-8").replace("2028-05-01", "2026-05-01"), "utf-8")
    assert as_json(trust, capsys)["missing"] == []


def test_a_folder_without_evidence_is_never_complete(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    trust = write_evidence(tmp_path / "trust")
    (trust / "minutes.yaml").unlink()
    (trust / "documents" / "strategy.md").unlink()
    assert check(trust) == 1
    said = capsys.readouterr().out
    assert "There is no evidence in this folder yet." in said
    assert said.splitlines()[-1].endswith("3 checks without evidence.")


def test_nothing_is_written(tmp_path: Path) -> None:
    trust = write_evidence(tmp_path / "trust")
    before = sorted(trust.rglob("*"))
    check(trust)
    assert sorted(trust.rglob("*")) == before


def test_another_way_to_meet_what_is_met_is_not_missing_and_advice_decides_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_either(write_pack(tmp_path / "rules"))
    trust = write_evidence(tmp_path / "trust", **{"people.yaml": APPOINTMENT})
    assert check(trust) == 0
    assert "tiny/act/either, by-risk (advisory): needs a risk. A risk names it." in capsys.readouterr().out
    assert [each["check"] for each in as_json(trust, capsys)["missing"]] == ["by-risk"]


def test_where_no_way_is_taken_every_way_is_missing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_either(write_pack(tmp_path / "rules"))
    trust = write_evidence(tmp_path / "trust", **{"people.yaml": APPOINTMENT})
    (trust / "minutes.yaml").unlink()
    assert check(trust) == 1
    capsys.readouterr()
    missing = [(each["check"], each["kind"]) for each in as_json(trust, capsys)["missing"]]
    assert missing == [
        ("board-endorsed", "minute"),
        ("by-minute", "minute"),
        ("by-alert", "alert"),
        ("by-risk", "risk"),
    ]
