"""`vprs rules verify-pack` as a person runs it, and the way of a transcription from a table to a verified statement."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from docx import Document
from filelock import FileLock

import vprs
from tests.commands.folders import ORGANISATION, STRATEGY, write_evidence
from tests.rulebook.packs import CHECK, EXAMPLES, HEAD, PACK, write_pack
from tests.transcript.tables import ROWS, as_csv, save
from vprs.commands import rules_recording
from vprs.commands.main import run
from vprs.rulebook import read_pack
from vprs.rulebook.folders import is_installed
from vprs.strict_yaml import read_tree

Capture = pytest.CaptureFixture[str]
SOUND = HEAD + CHECK + EXAMPLES
OTHER = SOUND.replace("A strategy is in date", "A plan is there").replace("has a strategy", "has a plan")
BY = ("--role", "lsms", "--on", "2026-11-05")


def verify(folder: Path, *words: str) -> int:
    return run(["rules", "verify-pack", str(folder), *words])


def two(root: Path) -> Path:
    return write_pack(root, plan__x=SOUND, do__y=OTHER)


def reviews(folder: Path) -> list[dict[str, str]]:
    tree, problems = read_tree((folder / "reviews.yaml").read_text("utf-8"), "reviews.yaml")
    assert not problems
    assert tree is not None
    found: list[dict[str, str]] = tree.value
    return found


def verified(folder: Path) -> bool:
    reading = read_pack(folder)
    assert not reading.problems
    assert reading.pack is not None
    return reading.pack.verified


def test_all_files_agreed_make_a_verified_pack(tmp_path: Path, capsys: Capture) -> None:
    folder = two(tmp_path)
    assert verify(folder, *BY) == 0
    assert capsys.readouterr().out == (
        f"2 reviews recorded in {folder}/reviews.yaml.\nOf 2 files: 2 agreed.\n"
        "The pack is verified by lsms on 2026-11-05.\n"
    )
    assert verified(folder)
    there = (folder / "pack.yaml").read_text("utf-8")
    assert there == PACK.replace("verified: false", "verified: true\nverified_by: {role: lsms, date: 2026-11-05}")


def test_file_by_file_the_pack_is_verified_with_the_last(tmp_path: Path, capsys: Capture) -> None:
    folder = two(tmp_path)
    assert verify(folder, *BY, "--requirement", "plan/x") == 0
    assert "Of 2 files: 1 agreed, 1 not compared.\nThe pack is not verified: " in capsys.readouterr().out
    assert "verified: false" in (folder / "pack.yaml").read_text("utf-8")
    assert verify(folder, "--role", "internal-auditor", "--on", "2026-11-06", "--requirement", "small/do/y.yaml") == 0
    assert verified(folder)
    assert "verified_by: {role: internal-auditor, date: 2026-11-06}" in (folder / "pack.yaml").read_text("utf-8")


def test_whoever_compared_last_is_named_whatever_the_order_of_writing(tmp_path: Path) -> None:
    folder = two(tmp_path)
    verify(folder, "--role", "internal-auditor", "--on", "2026-11-06", "--requirement", "do/y")
    verify(folder, *BY, "--requirement", "plan/x")
    assert "verified_by: {role: internal-auditor, date: 2026-11-06}" in (folder / "pack.yaml").read_text("utf-8")


@pytest.mark.parametrize("result", ["changed", "rejected"])
def test_what_is_not_agreed_is_recorded_with_its_note(tmp_path: Path, capsys: Capture, result: str) -> None:
    folder = two(tmp_path)
    verify(folder, *BY)
    assert verify(folder, *BY, "--requirement", "do/y", "--result", result, "--note", "It lacks: a word.") == 0
    assert (reviews(folder)[-1]["result"], reviews(folder)[-1]["note"]) == (result, "It lacks: a word.")
    assert not verified(folder)
    assert "its pack.yaml says that it is verified, and that does not hold" in capsys.readouterr().out
    assert verify(folder, *BY, "--requirement", "do/y") == 0  # the same day again, and now it stands last
    assert verified(folder)


def test_what_stands_there_already_is_not_written_twice(tmp_path: Path, capsys: Capture) -> None:
    folder = two(tmp_path)
    verify(folder, *BY)
    before = {path: path.read_bytes() for path in folder.rglob("*.yaml")}
    capsys.readouterr()
    assert verify(folder, *BY) == 0
    assert "0 reviews recorded" in (out := capsys.readouterr().out)
    assert "; 2 stood there already." in out
    assert {path: path.read_bytes() for path in folder.rglob("*.yaml")} == before


def test_a_file_that_changed_is_compared_again(tmp_path: Path, capsys: Capture) -> None:
    folder = two(tmp_path)
    verify(folder, *BY)
    (folder / "plan" / "x.yaml").write_text(f"{SOUND}# mended\n", "utf-8")
    assert not verified(folder)
    run(["rules", "list", str(folder)])
    assert "only in part: of 2 files 1 agreed, 1 changed since compared; its pack.yaml" in capsys.readouterr().out
    run(["rules", "list", str(folder), "--format", "json"])
    (told,) = json.loads(capsys.readouterr().out)["packs"]
    assert told["compared"] == {"agreed": 1, "changed": 0, "rejected": 0, "stale": 1, "missing": 0, "unsettled": 0}
    assert verify(folder, "--role", "lsms", "--on", "2026-12-01") == 0
    assert verified(folder)
    assert "verified_by: {role: lsms, date: 2026-12-01}" in (folder / "pack.yaml").read_text("utf-8")
    assert len(reviews(folder)) == 4


def test_a_rule_that_needs_review_cannot_be_agreed(tmp_path: Path, capsys: Capture) -> None:
    folder = write_pack(tmp_path, plan__x=SOUND.replace("theme:", "needs_review: Proposed.\ntheme:"), do__y=OTHER)
    assert verify(folder, *BY) == 2
    assert capsys.readouterr().err == (
        f"{folder}/plan/x.yaml:5:1: needs_review: the file says that it needs review, so it cannot be agreed. Settle "
        "what the line says, take it out, then run this again; or record --result changed or rejected.\n"
        "1 problem found.\n"
    )
    assert not (folder / "reviews.yaml").exists()
    assert verify(folder, *BY, "--result", "changed") == 0
    assert verify(folder, *BY, "--requirement", "do/y") == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--role", "Jane Smith", "--on", "2026-11-05"), "'Jane Smith' is not a role. Write its id in lower case"),
        (("--role", "jane-smith", "--on", "2026-11-05"), "'jane-smith' does not look like a role."),
        (("--role", "2026", "--on", "2026-11-05"), "'2026' is not a role."),
        (("--role", "", "--on", "2026-11-05"), "'' is not a role."),
        (("--role", "executive-laed", "--on", "2026-11-05"), "Did you mean 'executive-lead'?"),
        (("--role", "lsms", "--on", "2026-11"), "'2026-11' is not a day. Write it like 2026-11-05."),
        (("--role", "lsms", "--on", "05/11/2026"), "'05/11/2026' is not a day."),
        (("--role", "lsms", "--on", "2026-02-29"), "'2026-02-29' is not a day."),
        (("--role", "lsms", "--on", "0026-02-20"), "'0026-02-20' is not a day."),
        (("--role", "lsms"), "Missing option '--on'"),
        ((*BY, "--result", "fine"), "'fine' is not one of"),
        ((*BY, "--requirement", "plan/y"), "there is no requirement 'plan/y' in this pack. Did you mean 'plan/x'?"),
        ((*BY, "--note", " "), "it is empty."),
        ((*BY, "--note", "a\nb"), "it holds a character that cannot be printed."),
    ],
)
def test_what_cannot_be_meant_is_refused_and_nothing_written(
    tmp_path: Path, capsys: Capture, words: tuple[str, ...], said: str
) -> None:
    folder = two(tmp_path)
    assert verify(folder, *words) == 2
    assert said in " ".join(capsys.readouterr().err.split())
    assert not (folder / "reviews.yaml").exists()
    assert "verified: false" in (folder / "pack.yaml").read_text("utf-8")


@pytest.mark.parametrize(
    "role", ["lsms", "executive-lead", "internal-auditor", "head-of-security", "cno", "trust-secretary"]
)
def test_roles_as_trusts_have_them_are_taken(tmp_path: Path, role: str) -> None:
    assert verify(two(tmp_path), "--role", role, "--on", "2026-11-05") == 0


def test_an_unknown_pack_is_told_with_the_nearest(tmp_path: Path, capsys: Capture) -> None:
    folder = two(tmp_path)
    assert run(["rules", "verify-pack", "smal", "--rules", str(folder.parent), *BY]) == 2
    assert "there is no pack 'smal'. Did you mean 'small'?" in capsys.readouterr().err
    write_pack(tmp_path, "other", plan__x=SOUND)
    assert verify(folder.parent, *BY) == 2
    assert "this folder holds several packs. Name one: other, small." in capsys.readouterr().err


def test_a_pack_with_faults_is_not_verified(tmp_path: Path, capsys: Capture) -> None:
    folder = write_pack(tmp_path, plan__x=SOUND.replace("severity: high", "severity: hihg"))
    assert verify(folder, *BY) == 2
    assert "'hihg' is not one of high, medium, low." in capsys.readouterr().err
    assert not (folder / "reviews.yaml").exists()


def test_reviews_that_cannot_be_added_to_are_left_alone(tmp_path: Path, capsys: Capture) -> None:
    folder = two(tmp_path)
    flow = "[{requirement: plan/x, digest: 0123456789ab, role: lsms, date: 2026-11-01, result: agreed}]\n"
    (folder / "reviews.yaml").write_text(flow, "utf-8")
    assert verify(folder, *BY) == 2
    assert "nothing can be added at the end of this file." in capsys.readouterr().err
    assert (folder / "reviews.yaml").read_text("utf-8") == flow


def test_a_pack_inside_the_installed_program_is_not_written_into() -> None:
    assert is_installed(Path(vprs.__file__).parent / "rules" / "vprs-2020")
    assert not is_installed(Path(vprs.__file__).parent.parent / "rules" / "vprs-2020")


# ------------------------------------------------------------------------------------------------------ the whole way


def statement(evidence: Path) -> str:
    document = Document(str(evidence / "out" / "2026-09-30" / "assurance-statement.docx"))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


@pytest.mark.parametrize("name", ["standard.csv", "standard.xlsx"])
def test_from_a_table_to_a_verified_statement_and_back(tmp_path: Path, capsys: Capture, name: str) -> None:
    table = save(tmp_path, name)
    rules, folder = tmp_path / "rules", tmp_path / "rules" / "ours"
    evidence = write_evidence(
        tmp_path / "evidence",
        **{
            "organisation.yaml": ORGANISATION.replace("[tiny]", "[ours]"),
            "documents/strategy.md": STRATEGY.replace("2025-05-01\n---", "2025-05-01\n---")
            + "\n## Legislation\n\nWords.\n",
        },
    )
    assess = ["assess", str(evidence), "--rules", str(rules), "--as-of", "2026-09-30"]

    assert run(["rules", "import", str(table), "--pack", "ours", "--to", str(rules)]) == 0
    assert run(["rules", "lint", str(folder)]) == 0
    assert "5 files read, 0 problems found, 5 notes of what needs review.\n" in capsys.readouterr().out
    assert run(["rules", "test", str(folder)]) == 0
    assert "decided by an example (100%)." in capsys.readouterr().out

    assert run(assess) == 0
    first = statement(evidence)
    assert (
        "Not verified: a transcription, not compared with the official text; 5 files say that they need review."
        in first
    )
    assert "This rule needs review: Everything below the evidence is proposed from vprs-2020/" in first
    found = json.loads((evidence / "out" / "2026-09-30" / "assessment.json").read_text("utf-8"))
    assert all(finding["needs_review"] for finding in found["findings"])
    capsys.readouterr()
    assert run(["explain", str(evidence), "ours/do/2-2-sheep-meadow-behind-laundry-shorn-before", *assess[2:]]) == 0
    assert "  This rule needs review: No checks are proposed: nothing is close enough" in capsys.readouterr().out

    assert verify(folder, *BY) == 2  # nobody has looked at what was proposed
    for path in folder.glob("*/*.yaml"):
        path.write_text(re.sub(r"^needs_review: .*\n", "", path.read_text("utf-8"), flags=re.MULTILINE), "utf-8")
    assert verify(folder, *BY) == 0

    assert run([*assess, "--out", str(evidence / "out" / "2026-09-30")]) == 0
    second = statement(evidence)
    assert (
        "Verified: every file was compared with the official text by Local Security Management Specialist on 2026-11-05"
        in second
    )
    assert "Unverified" not in second
    assert "needs review" not in second

    changed = next(folder.glob("plan/1-1-*.yaml"))
    changed.write_text(changed.read_text("utf-8").replace("severity: high", "severity: low"), "utf-8")
    assert run(assess) == 0
    third = statement(evidence)
    assert "Verified:" not in third
    assert "Unverified: ours 0.1.0 is a transcription, compared with the official text only in part: " in third
    assert "of 5 files 4 agreed, 1 changed since compared" in third


MINUTE = """\
---
{id: minute-12, kind: minute, body: board, date: 2025-05-29, decisions: [endorsed], links: [strategy]}
---

# Minute
"""


def test_what_is_only_proposed_gives_no_good_opinion(tmp_path: Path, capsys: Capture) -> None:
    table = save(tmp_path, content=as_csv(ROWS[:1]))
    rules = tmp_path / "rules"
    files = {
        "organisation.yaml": ORGANISATION.replace("[tiny]", "[ours]"),
        "documents/strategy.md": f"{STRATEGY}\n## Legislation\n\nWords.\n",
        "documents/minute.md": MINUTE,
        "minutes.yaml": "records: []\n",
    }
    evidence = write_evidence(tmp_path / "evidence", **files)
    words = ["assess", str(evidence), "--rules", str(rules), "--as-of", "2026-09-30", "--format", "json"]
    assert run(["rules", "import", str(table), "--pack", "ours", "--to", str(rules)]) == 0

    def opinion() -> tuple[str, str, str]:
        capsys.readouterr()
        assert run(words) == 0
        found = json.loads(capsys.readouterr().out)
        return found["findings"][0]["outcome"], found["opinions"][0]["level"], found["opinions"][0]["because"][1]

    assert opinion() == (
        "met", "limited", "Not moderate assurance: requirements whose rule needs review: 1 (exactly 0 asked)."
    )  # fmt: skip
    (path,) = rules.glob("ours/plan/*.yaml")
    path.write_text(re.sub(r"^needs_review: .*\n", "", path.read_text("utf-8"), flags=re.MULTILINE), "utf-8")
    assert opinion()[:2] == ("met", "substantial")


def test_many_who_record_at_once_lose_nothing(tmp_path: Path) -> None:
    files = {f"plan__r{number}": SOUND.replace("A strategy", f"Strategy {number}") for number in range(8)}
    folder = write_pack(tmp_path, **files)
    command = [sys.executable, "-m", "vprs", "rules", "verify-pack", str(folder), *BY, "--requirement"]
    running = [subprocess.Popen([*command, f"plan/r{number}"], stdout=subprocess.DEVNULL) for number in range(8)]
    assert [each.wait(timeout=300) for each in running] == [0] * 8
    assert sorted(each["requirement"] for each in reviews(folder)) == [f"plan/r{number}" for number in range(8)]
    assert verified(folder)


def test_a_pack_that_another_is_writing_in_is_waited_for_and_then_told(
    tmp_path: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = two(tmp_path)
    monkeypatch.setattr(rules_recording, "PATIENCE", 0.1)
    with FileLock(folder / rules_recording.LOCK):
        assert verify(folder, *BY) == 2
    assert "another vprs is at work in this pack. Wait until it has ended" in capsys.readouterr().err
    assert not (folder / "reviews.yaml").exists()
