"""Plain output: one fact a line, in words alone, whatever asked for it; and no console is too poor to be written to."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.commands.folders import write_evidence, write_pack
from tests.commands.terminals import ROOT, on_a_terminal
from vprs.commands.main import run
from vprs.commands.plainly import first, plain_lines


@pytest.fixture
def question(tmp_path: Path) -> tuple[str, ...]:
    write_pack(tmp_path / "rules")
    write_evidence(tmp_path / "trust")
    return (str(tmp_path / "trust"), "--rules", str(tmp_path / "rules"), "--as-of", "2026-09-30")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("  NOT MET         plan/x  A title", "Not met: plan/x, A title."),
        ("  [No] policy-in-date: A policy is in date.", "policy-in-date: A policy is in date. Answer: no."),
        ("    Met -> Not met", "Met to Not met."),
        ("Its 3 checks:", "Its 3 checks:"),
        ("  Owner:  The lead, by 3 May", "Owner: The lead, by 3 May."),
        ("  out/2026-09-30/gap-analysis.docx", "out/2026-09-30/gap-analysis.docx"),
        ("vprs assess my trust", "vprs assess my trust"),
        ("Is it so?", "Is it so?"),
        ("LSMS", "LSMS"),
    ],
)
def test_a_line_becomes_a_sentence(line: str, said: str) -> None:
    assert list(plain_lines([line])) == [said]


def test_blank_lines_are_left_out() -> None:
    assert list(plain_lines(["", "  ", "It is so."])) == ["It is so."]


@pytest.mark.parametrize(
    ("given", "read"),
    [
        (["assess", "x", "--plain"], ["--plain", "assess", "x"]),
        (["--plain", "assess", "--plain"], ["--plain", "assess"]),
        (["assess", "--", "--plain"], ["assess", "--", "--plain"]),
        ([], []),
    ],
)
def test_plain_may_stand_anywhere_before_a_lone_dash(given: list[str], read: list[str]) -> None:
    assert first(given) == read


def test_a_plain_summary_is_one_fact_a_line(question: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["assess", *question, "--format", "md", "--plain"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert "Not met: do/lead, A specialist leads." in lines
    assert "Plan: 1 met." in lines
    for line in lines:
        assert line == line.strip()
        assert line
        assert "  " not in line
        assert line.endswith((".", ":")) or " " not in line, line


@pytest.mark.parametrize(
    "arguments",
    [
        ("explain", "plan/strategy"),
        ("explain", "minutes.yaml"),
        ("check",),
        ("rules", "list"),
        ("rules", "show", "vprs-2020/plan/policy-in-force"),
        ("cycle", "status"),
    ],
)
def test_every_command_can_be_plain(
    arguments: tuple[str, ...], question: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    judging = {"explain": (arguments[0], question[0], *arguments[1:], *question[1:]), "check": ("check", *question)}
    asked = judging.get(arguments[0], (*arguments, *([question[0]] if arguments[0] == "cycle" else [])))
    assert run([*asked, "--plain"]) in (0, 1)
    said = capsys.readouterr().out
    assert said
    for line in said.splitlines():
        assert not re.search(r"^\s|\s{2}|^\[| -> |[\u2500-\u257f\u2700-\u27bf]", line), line


@pytest.mark.parametrize("asked", ["", "1"])
def test_a_terminal_can_ask_for_it_too(asked: str, question: tuple[str, ...]) -> None:
    terminal = "xterm" if asked else "dumb"
    command = ("cli.py", "assess", *question, "--format", "md")
    said = on_a_terminal(*command, columns=40, VPRS_PLAIN=asked, TERM=terminal)
    assert "Not met: do/lead, A specialist leads.\r\n" in said
    assert "\x1b" not in said
    assert "\r" not in said.replace("\r\n", "")


def test_a_dumb_terminal_says_nothing_of_what_goes_into_a_file(question: tuple[str, ...]) -> None:
    done = _run(*("assess", *question, "--format", "md"), TERM="dumb")
    assert "  NOT MET         do/lead  A specialist leads" in done.stdout.decode()


LONG_WORK = """
from vprs.commands import progress as line
line.PATIENCE = line.SENTENCES = 0.0
with line.progress() as say:
    say("Reading a.md")
    say("Reading b.md")
"""


def test_long_work_says_sentences_that_stay() -> None:
    said = on_a_terminal("-c", LONG_WORK, VPRS_PLAIN="1")
    assert said == "Still working. Reading a.md.\r\nStill working. Reading b.md.\r\n"


def test_force_color_colours_and_no_color_wins(question: tuple[str, ...]) -> None:
    asked = ("assess", *question, "--format", "md")
    assert b"\x1b[31m  NOT MET" in _run(*asked, FORCE_COLOR="1").stdout
    assert b"\x1b" not in _run(*asked, FORCE_COLOR="1", NO_COLOR="1").stdout
    assert b"\x1b" not in _run(*asked, FORCE_COLOR="1", VPRS_PLAIN="1").stdout
    assert b"\x1b" not in _run(*asked).stdout


def test_what_is_coloured_says_the_same_without(question: tuple[str, ...]) -> None:
    asked = ("assess", *question, "--format", "md")
    coloured = re.sub(rb"\x1b\[[0-9;]*m", b"", _run(*asked, FORCE_COLOR="1").stdout)
    assert coloured == _run(*asked).stdout


@pytest.mark.parametrize("encoding", ["cp1252", "ascii", "cp437"])
@pytest.mark.parametrize("verb", [("assess", "--format", "md"), ("check",), ("explain", "plan/strategy")])
def test_no_console_is_too_poor(
    encoding: str, verb: tuple[str, ...], tmp_path: Path, question: tuple[str, ...]
) -> None:
    place = tmp_path / "trust" / "organisation.yaml"
    place.write_text(place.read_text("utf-8").replace("Fernhill", "Fern\u0175hill \u2264 \u9662 \u2714"), "utf-8")
    asked = (verb[0], question[0], *(verb[1:] if verb[0] == "explain" else ()), *question[1:])
    done = _run(*asked, *(verb[1:] if verb[0] == "assess" else ()), PYTHONIOENCODING=encoding, PYTHONUTF8="0")
    assert done.returncode in (0, 1)
    assert b"Traceback" not in done.stderr


def _run(*arguments: str, **settings: str) -> subprocess.CompletedProcess[bytes]:
    environment = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "FORCE_COLOR")}
    command = [sys.executable, "cli.py", *arguments]
    return subprocess.run(command, cwd=ROOT, env={**environment, **settings}, capture_output=True, check=False)


def test_alone_in_an_evidence_folder_it_says_what_to_do_next(
    question: tuple[str, ...], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(question[0])
    assert run([]) == 2
    said = capsys.readouterr().err
    assert said.startswith("This is an evidence folder: it holds organisation.yaml.\nIt has not been judged yet")
    assert run(["assess", *question[1:]]) == 0
    (Path(question[0]) / "cycles" / "2026-H1").mkdir(parents=True)
    capsys.readouterr()
    assert run([]) == 2
    said = capsys.readouterr().err
    assert f"last judged as of 2026-09-30; the documents are in {Path('out') / '2026-09-30'}." in said
    assert "where each cycle stands: 2026-H1" in said


def test_help_ends_with_examples(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--help"]) == 0
    said = capsys.readouterr().out
    assert said.index("Commands:") < said.index("Start here:") < said.index("vprs explain my-trust")
    assert "--plain" in said
