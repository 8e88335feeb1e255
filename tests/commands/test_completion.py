"""A shell asks, by click's own protocol, and is answered with what fits; never with a traceback, and soon."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.commands.folders import write_evidence, write_pack
from tests.commands.terminals import ROOT, on_a_terminal
from vprs.commands.completion_scripts import SHELLS, PowerShell
from vprs.commands.main import VERBS, group, run

BASH = shutil.which("bash")
INSTALLED = Path(sys.executable).with_name("vprs")


@pytest.fixture
def trust(tmp_path: Path) -> Path:
    write_pack(tmp_path / "rules")
    folder = write_evidence(tmp_path / "trust")
    text = (folder / "organisation.yaml").read_text("utf-8")
    (folder / "organisation.yaml").write_text(text.replace("packs: [tiny]", "packs: [vprs-2024]"), "utf-8")
    (folder / "cycles" / "2026-H1").mkdir(parents=True)
    (folder / "out").mkdir()
    (folder / "out" / "gap.md").write_text("x", "utf-8")
    return folder


def offered(*words: str, at: Path = ROOT, shell: str = "bash") -> list[tuple[str, str]]:
    """(type, value) of what is offered for the last of these words."""
    asked = {"COMP_WORDS": "\n".join(("vprs", *words)), "COMP_CWORD": str(len(words))}
    if shell == "powershell":
        asked = {"_VPRS_COMPLETE_WORDS": asked["COMP_WORDS"]}
    environment = {**os.environ, **asked, "_VPRS_COMPLETE": f"{shell}_complete", "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "vprs"]
    done = subprocess.run(command, cwd=at, env=environment, capture_output=True, text=True, check=True)
    assert done.stderr == ""
    lines = [line.split("\t" if shell == "powershell" else ",") for line in done.stdout.splitlines() if line]
    return [(line[0], line[1]) for line in lines]


def words(*given: str, at: Path = ROOT, shell: str = "bash") -> list[str]:
    return [value for sort, value in offered(*given, at=at, shell=shell) if sort == "plain"]


def test_commands_and_options_are_completed() -> None:
    assert words("") == list(VERBS)
    assert words("ex") == ["explain"]
    assert words("rules", "li") == ["lint", "list"]
    assert words("cycle", "c") == ["close", "compare"]
    assert "--pack" in words("assess", "--")
    assert words("assess", "--format", "j") == ["json"]
    assert words("--pl") == ["--plain"]
    assert words("init", "--type", "am") == ["ambulance"]


def test_requirements_are_those_of_the_packs_of_the_folder(trust: Path) -> None:
    assert "plan/policy-in-force" in words("explain", "", at=trust)
    assert words("explain", "plan/pol", at=trust) == ["plan/policy-in-force"]
    assert words("explain", str(trust), "plan/pol", at=trust.parent) == ["plan/policy-in-force"]
    assert words("explain", "vprs-2024/plan/pol", at=trust) == ["vprs-2024/plan/policy-in-force"]
    assert words("explain", "vprs-2020/", at=trust) == []


def test_files_of_evidence_are_offered_and_papers_are_not(trust: Path) -> None:
    assert words("explain", "doc", at=trust) == ["documents/strategy.md"]
    assert words("explain", "ou", at=trust) == []


def test_outside_an_evidence_folder_folders_are_offered(tmp_path: Path) -> None:
    assert offered("explain", "", at=tmp_path) == [("dir", "")]
    assert offered("assess", "my", at=tmp_path) == [("dir", "my")]


def test_packs_are_completed_with_those_of_the_user_first(trust: Path) -> None:
    assert words("assess", "--pack", "vprs-") == ["vprs-2020", "vprs-2024"]
    assert words("assess", "--rules", str(trust.parent / "rules"), "--pack", "")[0] == "tiny"
    assert words("init", "x", "--pack", "vprs-20") == ["vprs-2020", "vprs-2024"]
    assert words("rules", "show", "vprs-2020/plan/pol") == ["vprs-2020/plan/policy-in-force"]


def test_cycles_are_completed(trust: Path) -> None:
    assert words("cycle", "status", "", at=trust) == ["2026-H1"]
    assert words("cycle", "close", str(trust), "2", at=trust.parent) == ["2026-H1"]
    assert words("assess", "--cycle", "", at=trust) == ["2026-H1"]


def test_days_are_today_and_the_ends_of_quarters() -> None:
    found = [date.fromisoformat(day) for day in words("assess", "--as-of", "")]
    assert abs(date.today() - found[0]) <= timedelta(days=1)  # noqa: DTZ011
    assert 3 <= len(found[1:]) <= 5
    assert all((day + timedelta(days=1)).day == 1 and day.month in (3, 6, 9, 12) for day in found[1:])


@pytest.mark.parametrize(
    "text", ["packs: [a, vprs-2024", "packs:\n  - vprs-2024\n  - 'vprs-2020'\n", "packs: vprs-2024\n", "\x00\xff{", ""]
)
def test_a_half_written_organisation_is_no_trouble(text: str, tmp_path: Path) -> None:
    (tmp_path / "organisation.yaml").write_text(text, "utf-8")
    found = words("explain", "plan/pol", at=tmp_path)
    assert found == (["plan/policy-in-force"] if "\n" in text else [])


@pytest.mark.parametrize("shell", [*SHELLS, "tcsh", ""])
@pytest.mark.parametrize("given", [(), ("nonsense", ""), ("assess", "--as-of", "x", "--", "-"), ("explain", "'", '"')])
def test_whatever_is_typed_nothing_goes_wrong(shell: str, given: tuple[str, ...]) -> None:
    environment = {
        **os.environ,
        "_VPRS_COMPLETE": f"{shell}_complete",
        "COMP_WORDS": "\n".join(given),
        "COMP_CWORD": "7",
    }
    command = [sys.executable, "-m", "vprs"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0 if shell in SHELLS else 1, "")


def test_powershell_keeps_backslashes_and_spaces(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = PowerShell(group, {}, "vprs", "_VPRS_COMPLETE")
    for typed, read in (
        ("vprs\nexplain\nC:\\NHS\\trust\nplan/", (["explain", "C:\\NHS\\trust"], "plan/")),
        ("vprs\nexplain\n'C:\\my trust'\n\"pl", (["explain", "C:\\my trust"], "pl")),
        ("vprs\nassess\n'O''Neill'\n", (["assess", "O'Neill"], "")),
        ("vprs\n", ([], "")),
        ("", ([], "")),
    ):
        monkeypatch.setenv("_VPRS_COMPLETE_WORDS", typed)
        assert asked.get_completion_args() == read
    assert words("explain", "plan/pol", shell="powershell", at=ROOT / "evidence" / "northmoor-acute") == [
        "plan/policy-in-force"
    ]


@pytest.mark.parametrize("shell", SHELLS)
def test_each_shell_has_a_script(shell: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["completion", shell]) == 0
    said = capsys.readouterr().out
    assert f"{shell}_complete" in said
    assert "%(" not in said


def test_an_unknown_shell_is_told_which_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["completion", "tcsh"]) == 2
    assert "'bash'" in capsys.readouterr().err


@pytest.mark.skipif(BASH is None or not INSTALLED.exists(), reason="bash or the installed command is not here")
def test_bash_really_completes(trust: Path) -> None:
    start = "import os; os.execvp('bash', ['bash', '--norc', '--noprofile', '-i'])"
    typed = (
        f'PATH="{INSTALLED.parent}:$PATH"; eval "$(vprs completion bash)"; cd "{trust}"; PS1="ready:"\n'
        "vprs expl\tplan/pol\t--help | grep -c Say\n"
        "exit\n"
    )
    said = on_a_terminal("-c", start, columns=200, typed=typed, PS1="ready:")
    assert "vprs explain plan/policy-in-force --help" in said


def test_it_is_quick_enough_not_to_be_noticed(trust: Path) -> None:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    for asked in (("",), ("explain", ""), ("assess", "--pack", ""), ("cycle", "status", "")):
        offered(*asked, at=trust)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert (after.ru_utime - before.ru_utime) / 4 < 0.2
