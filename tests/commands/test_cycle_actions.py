"""`vprs cycle actions`: it adds what is missing, changes nothing that stands there, and says what is late."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.commands.folders import ORGANISATION, write_evidence, write_pack
from tests.northmoor.judging import NORTHMOOR
from vprs.commands.main import run
from vprs.commands.replacing import replace_file
from vprs.evidence import read_evidence
from vprs.problem import InvalidInput

ID = "action-tiny-do-lead"


@pytest.fixture
def trust(tmp_path: Path) -> Path:
    """An evidence folder with one gap: nobody is in post."""
    write_pack(tmp_path / "rules")
    return write_evidence(tmp_path / "trust")


def actions(trust: Path, *more: str, as_of: str = "2026-09-30") -> int:
    rules = ["--rules", str(trust.parent / "rules")]
    return run(["cycle", "actions", str(trust), *rules, "--as-of", as_of, *more])


def log(trust: Path, text: str | bytes) -> Path:
    path = trust / "actions.yaml"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def listed(trust: Path) -> list[str]:
    return sorted(path.name for path in trust.iterdir())


def test_a_gap_becomes_a_record_that_is_read_without_a_problem(trust: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert actions(trust) == 0
    (record,) = [one for one in read_evidence(trust).records if one.kind == "action"]
    assert (record.id, record.place) == (ID, "actions.yaml:4")
    assert {name: str(value) for name, value in record.fields.items()} == {
        "requirement": "tiny/do/lead",
        "raised_on": "2026-09-30",
        "what": "Bring it to the next board meeting.",
        "lead": "executive-lead",
        "due": "2026-11-29",
        "measure": "A specialist is in post.",
        "status": "open",
        "notes": "Gap found: It cannot be shown.",
    }
    assert read_evidence(trust).problems == ()
    assert capsys.readouterr().out.splitlines() == [
        "1 action added to actions.yaml, as of 30 September 2026:",
        f"  {ID}: tiny/do/lead, Executive lead, due 29 Nov 2026",
    ]
    assert listed(trust) == ["actions.yaml", "documents", "minutes.yaml", "organisation.yaml"]


def test_a_second_run_adds_nothing_whatever_the_day(trust: Path, capsys: pytest.CaptureFixture[str]) -> None:
    actions(trust)
    stood = (trust / "actions.yaml").read_bytes()
    for as_of in ("2026-09-30", "2026-09-29", "2027-03-31"):
        capsys.readouterr()
        assert actions(trust, as_of=as_of) == 0
        assert (trust / "actions.yaml").read_bytes() == stood
        assert capsys.readouterr().out.startswith("Nothing to add to actions.yaml: each of 1 gap on")


def test_where_nothing_is_missing_no_file_is_made(trust: Path, capsys: pytest.CaptureFixture[str]) -> None:
    person = "records: [{kind: appointment, role: lsms, holder: P-1, start: 2025-01-01}]\n"
    (trust / "people.yaml").write_text(person, "utf-8")
    assert actions(trust) == 0
    assert capsys.readouterr().out == "Nothing to add to actions.yaml: no gap was found on 30 September 2026.\n"
    assert "actions.yaml" not in listed(trust)


def test_a_gap_that_comes_back_after_its_action_was_closed_gets_a_new_one(trust: Path) -> None:
    actions(trust, as_of="2025-05-29")
    path = trust / "actions.yaml"
    path.write_text(path.read_text("utf-8") + "    closed_on: 2026-01-01\n    links: [minute-12]\n", "utf-8")
    stood = path.read_bytes()
    assert actions(trust) == 0
    made = path.read_bytes()
    assert made.startswith(stood)
    assert [one.id for one in read_evidence(trust).records if one.kind == "action"] == [ID, f"{ID}-2"]


def test_an_action_closed_without_evidence_keeps_the_gap_taken_up_and_is_told(
    trust: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    actions(trust, as_of="2025-06-01")
    path = trust / "actions.yaml"
    stood = path.read_text("utf-8") + "    closed_on: 2026-01-01\n    links: [minute-12]\n"
    path.write_text(stood, "utf-8")  # the minute is older than the action
    capsys.readouterr()
    assert actions(trust) == 0
    assert path.read_text("utf-8") == stood
    actions(trust, "--overdue")
    assert "Closed without evidence, so counted as open: 1\n  actions.yaml:4: " in capsys.readouterr().out


@pytest.mark.parametrize(
    "stood",
    [
        b"",
        b"# Our log.\r\n",
        b"records: []",
        b"records: []  # none yet\n",
        b"\xef\xbb\xbf# Ours\r\nrecords:\r\n- {id: a, kind: action, what: '\xc3\xa9'}  # kept\r\n# the end",
    ],
)
def test_what_people_wrote_stays_byte_for_byte(trust: Path, stood: bytes) -> None:
    path = log(trust, stood)
    assert actions(trust) == 0
    kept = stood.replace(b" []", b"")
    assert path.read_bytes().startswith(kept)
    assert path.read_bytes().count(b"\r\n") in (0, path.read_bytes().count(b"\n"))
    assert ID in {one.id for one in read_evidence(trust).records}
    assert read_evidence(trust).problems == ()


@pytest.mark.parametrize(
    ("stood", "told"),
    [
        (b"records: [\n", "actions.yaml:2:1: not valid YAML"),
        (b"\xff\xfe", "actions.yaml:1:1: byte 0xff is not valid UTF-8. Save the file as UTF-8. Nothing was written."),
        (b"records: [{id: a, kind: action}]\n", "actions.yaml:1:10: records: nothing can be added below"),
        (b"records: [{id: a, kind: acton}]\n", "actions.yaml:1:25: records[1].kind: there is no kind 'acton'."),
        (b"records:\n  - {id: a, kind: action, lead: lmss}\n", "actions.yaml:2:33: records[1].lead: "),
        (b"records:\n  - {id: a, kind: action, links: [b]}\n", "actions.yaml:2: links: no record has the id 'b'."),
        (b"records:\n- {id: a, kind: action}\n- {id: a, kind: action}\n", "actions.yaml:3: id: id 'a' already"),
        (b"records: []\nnotes: a\n", "actions.yaml:2:1: notes: 'notes' beside 'records' is not read."),
    ],
)
def test_a_file_with_a_fault_in_it_is_told_and_left_alone(
    trust: Path, stood: bytes, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = log(trust, stood)
    for more in ([], ["--dry-run"]):
        assert actions(trust, *more) == 2
        assert told in capsys.readouterr().err
        assert path.read_bytes() == stood
        assert listed(trust) == ["actions.yaml", "documents", "minutes.yaml", "organisation.yaml"]


def test_a_file_that_may_not_be_written_is_told(trust: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = log(trust, b"records: []\n")
    path.chmod(0o444)
    assert actions(trust) == 2
    assert (
        "actions.yaml: the file is read-only, so nothing was written. Allow writing in its properties, and run again."
        in capsys.readouterr().err
    )
    assert path.read_bytes() == b"records: []\n"


def test_a_folder_or_a_link_in_its_place_is_told(trust: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (trust / "actions.yaml").mkdir()
    assert actions(trust) == 2
    assert "actions.yaml: it is not an ordinary file." in capsys.readouterr().err
    (trust / "actions.yaml").rmdir()
    elsewhere = trust.parent / "elsewhere.yaml"
    elsewhere.write_text("records: []\n", "utf-8")
    (trust / "actions.yaml").symlink_to(elsewhere)
    assert actions(trust) == 2
    assert "actions.yaml: it is not an ordinary file." in capsys.readouterr().err
    assert elsewhere.read_text("utf-8") == "records: []\n"


def test_a_dry_run_shows_the_records_and_writes_nothing(trust: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = log(trust, b"records: []\n")
    assert actions(trust, "--dry-run") == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[:2] == ["1 action to be added to actions.yaml, as of 30 September 2026:", f"  - id: {ID}"]
    assert lines[-1] == "Nothing was written."
    assert path.read_bytes() == b"records: []\n"


def test_a_role_that_the_organisation_has_not_leaves_the_lead_to_people(
    trust: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    without = ORGANISATION.replace(", {id: executive-lead, name: Executive lead}", "")
    (trust / "organisation.yaml").write_text(without, "utf-8")
    assert actions(trust) == 0
    told = capsys.readouterr().out
    assert f"  {ID}: tiny/do/lead, no lead, due 29 Nov 2026" in told
    assert "No lead for 1 action: the rules name the role 'executive-lead', which organisation.yaml does not" in told
    assert "lead:" not in (trust / "actions.yaml").read_text("utf-8")
    actions(trust, "--overdue")
    assert (
        "Without a lead: 1\n  actions.yaml:4: action-tiny-do-lead: due 29 Nov 2026, no lead: "
        in capsys.readouterr().out
    )


OPEN = ("--from", "2026-04-01", "--to", "2026-09-30", "--cut-off", "2026-10-20", "--board", "2026-11-05")


def in_cycle(trust: Path, *more: str) -> int:
    return run(["cycle", "actions", str(trust), "--cycle", *more])


def test_in_a_cycle_the_gap_is_found_as_of_its_cut_off_and_the_record_names_the_cycle(
    trust: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert run(["cycle", "open", str(trust), "2026-H1", *OPEN, "--rules", str(trust.parent / "rules")]) == 0
    assert in_cycle(trust, "2026-H1") == 0
    made = (trust / "actions.yaml").read_bytes()
    assert b"    raised_on: 2026-10-20\n    first_found: 2026-H1\n" in made
    assert b"    due: 2026-12-19\n" in made
    for more in ([], ["--as-of", "2026-12-31"]):
        assert in_cycle(trust, "2026-H1", *more) == 0
        assert (trust / "actions.yaml").read_bytes() == made
    capfdbinary.readouterr()
    later = ["assess", str(trust), "--cycle", "2026-H1", "--as-of", "2026-12-31", "--format", "json"]
    assert run(later) == 0
    gaps = {each["requirement"]: each["gap"] for each in data(capfdbinary)["findings"]}
    assert gaps["tiny/do/lead"]["due"] == "2026-12-19"


@pytest.mark.parametrize("slip", ["2026-H2", "../cycles/2026-H1", "", ".", "2026-H1\n"])
def test_a_cycle_that_is_not_there_is_told_and_nothing_is_written(
    trust: Path, slip: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["cycle", "open", str(trust), "2026-H1", *OPEN, "--rules", str(trust.parent / "rules")]) == 0
    capsys.readouterr()
    assert in_cycle(trust, slip) == 2
    assert "Traceback" not in capsys.readouterr().err
    assert not (trust / "actions.yaml").exists()


def test_what_the_cycle_fixed_is_not_for_the_command_line_to_change(
    trust: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert actions(trust, "--cycle", "2026-H1") == 2
    assert "Leave out --period, --rules and --pack, or --cycle." in capsys.readouterr().err


LATE = """\
records:
  - {id: late, kind: action, what: Do it, requirement: tiny/do/lead, lead: lsms, raised_on: 2026-05-01, due: 2026-09-29}
  - {id: today, kind: action, what: Do it, lead: lsms, raised_on: 2026-05-01, due: 2026-09-30}
  - {id: nobody, kind: action, what: Do it, raised_on: 2026-05-01, due: 2026-12-31}
  - {id: never, kind: action, what: Do it, lead: lsms, raised_on: 2026-05-01}
  - {id: said, kind: action, what: Do it, lead: lsms, raised_on: 2026-05-01, due: 2026-06-30, status: closed}
  - {id: gone, kind: action, what: Do it, raised_on: 2026-05-01, due: 2026-06-30, status: cancelled}
  - {id: ahead, kind: action, what: Do it, raised_on: 2026-10-01}
"""


def test_what_is_overdue_or_lacks_something_is_listed_with_its_line_and_nothing_is_written(
    trust: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = log(trust, LATE)
    assert actions(trust, "--overdue") == 0
    specialist = "Local Security Management Specialist"
    assert capsys.readouterr().out.splitlines() == [
        "Actions on 30 September 2026",
        "Past their date: 2",
        f"  actions.yaml:6: said: due 30 Jun 2026, {specialist}: Do it",
        f"  actions.yaml:2: late: due 29 Sep 2026, {specialist}: Do it (tiny/do/lead)",
        "  Do them, or record a later date with a reason under progress.",
        "Without a lead: 1",
        "  actions.yaml:4: nobody: due 31 Dec 2026, no lead: Do it",
        "  Write a role of organisation.yaml under lead.",
        "Without a date: 1",
        f"  actions.yaml:5: never: no date, {specialist}: Do it",
        "  Write a day under due.",
        "Closed without evidence, so counted as open: 1",
        f"  actions.yaml:6: said: due 30 Jun 2026, {specialist}: Do it",
        "  Write under links the id of a record that shows it was done and was made since the action was raised.",
    ]
    assert path.read_text("utf-8") == LATE


def test_where_no_action_is_in_trouble_that_is_said(trust: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert actions(trust, "--overdue") == 0
    told = "No open action is past its date or lacks a lead, a date or evidence on 30 September 2026.\n"
    assert capsys.readouterr().out == told


def data(capfdbinary: pytest.CaptureFixture[bytes]) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(capfdbinary.readouterr().out)
    return found


def test_programs_get_the_same_as_data(trust: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    log(trust, LATE)
    assert actions(trust, "--overdue", "--format", "json") == 0
    found = data(capfdbinary)
    assert found["format"] == "vprs-overdue/1"
    names = ("overdue", "without_lead", "without_due", "closed_without_evidence")
    assert {name: [one["id"] for one in found[name]] for name in names} == {
        "overdue": ["said", "late"],
        "without_lead": ["nobody"],
        "without_due": ["never"],
        "closed_without_evidence": ["said"],
    }
    assert found["overdue"][1] == {
        "id": "late",
        "file": "actions.yaml",
        "line": 2,
        "requirement": "tiny/do/lead",
        "what": "Do it",
        "lead": "lsms",
        "due": "2026-09-29",
        "state": "overdue",
    }


@pytest.mark.parametrize(("more", "written"), [([], True), (["--dry-run"], False)])
def test_drafts_are_data_as_well(
    trust: Path, more: list[str], written: bool, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert actions(trust, "--format", "json", *more) == 0
    found = data(capfdbinary)
    assert (found["format"], found["file"], found["written"]) == ("vprs-actions/1", "actions.yaml", written)
    assert found["drafted"][0]["id"] == ID
    assert found["drafted"][0]["due"] == "2026-11-29"
    assert (trust / "actions.yaml").exists() is written


def test_items_that_could_not_be_read_and_may_be_actions_are_told(
    trust: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (trust / "old-log.yaml").write_text("records:\n  - {kind: action, due: soon}\n", "utf-8")
    assert actions(trust) == 0
    assert (
        "1 item that may be or hold actions could not be read, so an action may stand twice." in capsys.readouterr().out
    )


def test_a_file_that_changed_meanwhile_is_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "actions.yaml"
    path.write_bytes(b"theirs")
    with pytest.raises(InvalidInput) as raised:
        replace_file(path, b"ours", stood=b"before", name="actions.yaml")
    assert str(raised.value).startswith("actions.yaml: the file was changed by another program just now")
    with pytest.raises(InvalidInput):
        replace_file(path, b"ours", stood=None, name="actions.yaml")
    assert path.read_bytes() == b"theirs"
    assert listed(tmp_path) == ["actions.yaml"]


def test_the_rights_of_a_file_stay_and_what_an_interrupted_run_left_does_not(tmp_path: Path) -> None:
    path = tmp_path / "actions.yaml"
    path.write_bytes(b"before")
    path.chmod(0o640)
    (tmp_path / "~$actions.yaml.new").write_bytes(b"half")
    replace_file(path, b"after", stood=b"before", name="actions.yaml")
    assert (path.read_bytes(), path.stat().st_mode & 0o777) == (b"after", 0o640)
    assert listed(tmp_path) == ["actions.yaml"]


KILLED = """
import os, sys
from pathlib import Path
from vprs.commands.replacing import replace_file
{where} = lambda *_: os.kill(os.getpid(), 9)
replace_file(Path(sys.argv[1]), b"after", stood=b"before", name="actions.yaml")
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such signal")
@pytest.mark.parametrize(
    ("where", "stands"), [("os.fsync", b"before"), ("Path.replace", b"before"), ("os.open", b"after")]
)
def test_a_run_that_is_killed_leaves_the_file_as_before_or_as_after(tmp_path: Path, where: str, stands: bytes) -> None:
    path = tmp_path / "actions.yaml"
    path.write_bytes(b"before")
    ended = subprocess.run([sys.executable, "-c", KILLED.format(where=where), str(path)], check=False)
    assert (ended.returncode, path.read_bytes()) == (-9, stands)
    replace_file(path, b"next", stood=stands, name="actions.yaml")
    assert (listed(tmp_path), path.read_bytes()) == (["actions.yaml"], b"next")


def test_an_action_that_came_from_another_edition_takes_the_gap_up(trust: Path) -> None:
    path = log(trust, "records:\n  - {id: a, kind: action, requirement: new/do/lead, was: [tiny/do/lead]}\n")
    stood = path.read_bytes()
    assert actions(trust) == 0
    assert path.read_bytes() == stood


def test_what_an_interrupted_run_left_is_never_read_as_evidence(trust: Path) -> None:
    before = read_evidence(trust)
    (trust / "~$actions.yaml.new").write_bytes(b"records: [")
    assert read_evidence(trust) == before


def test_a_fault_of_the_system_in_the_middle_leaves_the_file_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device", str(descriptor))

    path = tmp_path / "actions.yaml"
    path.write_bytes(b"before")
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(InvalidInput) as raised:
        replace_file(path, b"after", stood=b"before", name="actions.yaml")
    assert str(raised.value).startswith("actions.yaml: the file cannot be written: no space left on device.")
    assert path.read_bytes() == b"before"
    assert listed(tmp_path) == ["actions.yaml"]


def test_the_worked_example_gets_an_action_for_each_gap_and_then_no_more(tmp_path: Path) -> None:
    copy = shutil.copytree(NORTHMOOR, tmp_path / "northmoor", ignore=shutil.ignore_patterns("out"))
    stood = (copy / "actions.yaml").read_bytes()
    command = ["cycle", "actions", str(copy), "--as-of", "2026-09-30"]
    assert run(command) == 0
    made = (copy / "actions.yaml").read_bytes()
    assert made.startswith(stood)
    assert made[len(stood) :].count(b"kind: action") == 4
    assert run(command) == 0
    assert (copy / "actions.yaml").read_bytes() == made
    assert read_evidence(copy).problems == ()
