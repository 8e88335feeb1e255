"""On a terminal: colour that can be switched off, lines that fit, and a word about long work that leaves no trace."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.commands.folders import write_evidence, write_pack
from tests.commands.terminals import on_a_terminal
from vprs.commands.progress import progress


@pytest.fixture
def question(tmp_path: Path) -> tuple[str, ...]:
    write_pack(tmp_path / "rules")
    write_evidence(tmp_path / "trust")
    return (str(tmp_path / "trust"), "--rules", str(tmp_path / "rules"), "--as-of", "2026-09-30")


def test_a_terminal_gets_colour_and_the_words_besides(question: tuple[str, ...]) -> None:
    said = on_a_terminal("cli.py", "assess", *question, "--format", "md")
    assert "\x1b[31m  NOT MET" in said


def test_no_color_is_honoured(question: tuple[str, ...]) -> None:
    said = on_a_terminal("cli.py", "assess", *question, "--format", "md", NO_COLOR="1")
    assert "\x1b" not in said
    assert "  NOT MET" in said


def test_lines_fit_the_terminal(question: tuple[str, ...], tmp_path: Path) -> None:
    said = on_a_terminal("cli.py", "explain", question[0], "plan/strategy", *question[1:], columns=70)
    lines = [line for line in said.splitlines() if " " in line.strip() and str(tmp_path) not in line]
    assert lines
    assert max(map(len, lines)) <= 70


def test_quick_work_says_nothing_about_itself(question: tuple[str, ...]) -> None:
    said = on_a_terminal("cli.py", "explain", question[0], "plan/strategy", *question[1:])
    assert said.startswith("tiny/plan/strategy: Met\r\n")


LONG_WORK = """
import sys
from vprs.commands import progress as line
{without}
line.PATIENCE = line.INTERVAL = 0.0
with line.progress() as say:
    say("Reading b\\x1b[2Jc.md")
    say("Reading [bold]a.md")
print("done")
"""


def test_long_work_says_what_is_being_done_and_wipes_it_away() -> None:
    said = on_a_terminal("-c", LONG_WORK.format(without="sys.modules['rich.console'] = None"))
    first, second = "Reading b?[2Jc.md", "Reading [bold]a.md"
    assert said == f"\r{first:<78}\r{second:<78}\r{'':<78}\rdone\r\n"


def test_with_rich_the_line_is_alive_and_shows_names_as_they_are() -> None:
    pytest.importorskip("rich")
    said = on_a_terminal("-c", LONG_WORK.format(without=""))
    assert "Reading [bold]a.md" in said
    assert "b\x1b[2J" not in said
    assert said.endswith("done\r\n")


def test_nothing_is_said_where_nobody_watches(capsys: pytest.CaptureFixture[str]) -> None:
    with progress() as say:
        say("Reading a.md")
    assert capsys.readouterr().err == ""
