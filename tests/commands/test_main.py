"""However a command ends, it ends with the right exit code and words that its user understands."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import click
import pytest

import vprs
from vprs.commands.main import VERBS, group, run
from vprs.problem import InvalidInput, Problem

ROOT = Path(__file__).parent.parent.parent
Ending = Callable[[], object]


@pytest.fixture
def verb_that(monkeypatch: pytest.MonkeyPatch) -> Callable[[Ending], int]:
    """Runs `vprs rules` with a command that ends in the given way."""

    def run_with(ending: Ending) -> int:
        @click.command("rules")
        def command() -> None:
            ending()

        module = ModuleType("vprs.commands.rules")
        module.command = command  # type: ignore[attr-defined]
        monkeypatch.setitem(sys.modules, "vprs.commands.rules", module)
        return run(["rules"])

    return run_with


def raising(error: BaseException) -> Ending:
    def end() -> None:
        raise error

    return end


def leaving_with(code: int) -> Ending:
    return lambda: click.get_current_context().exit(code)


def test_a_command_that_just_returns_is_done(verb_that: Callable[[Ending], int]) -> None:
    assert verb_that(lambda: None) == 0


def test_a_command_chooses_its_exit_code(verb_that: Callable[[Ending], int]) -> None:
    assert verb_that(leaving_with(1)) == 1


def test_all_problems_are_told_sorted_with_one_count(
    verb_that: Callable[[Ending], int], capsys: pytest.CaptureFixture[str]
) -> None:
    late = Problem(file="b.yaml", line=3, column=1, where="kind", message="unknown word 'minit'.", hint="Use minute.")
    early = Problem(file="a.csv", line=14, message="'31/02/2026' is not a date.")
    assert verb_that(raising(InvalidInput([late, early]))) == 2
    said = capsys.readouterr()
    assert said.err.splitlines() == [
        "a.csv:14: '31/02/2026' is not a date.",
        "b.yaml:3:1: kind: unknown word 'minit'. Use minute.",
        "2 problems found.",
    ]
    assert said.out == ""


def test_one_problem_is_counted_as_one(verb_that: Callable[[Ending], int], capsys: pytest.CaptureFixture[str]) -> None:
    verb_that(raising(InvalidInput([Problem(file="a.csv", message="the file is empty.")])))
    assert capsys.readouterr().err.endswith("\n1 problem found.\n")


def test_our_own_bug_shows_a_traceback_and_says_that_it_is_ours(
    verb_that: Callable[[Ending], int], capsys: pytest.CaptureFixture[str]
) -> None:
    assert verb_that(raising(KeyError("phase"))) == 3
    said = capsys.readouterr().err
    assert said.startswith("Traceback (most recent call last):")
    assert "unexpected: KeyError. This is a fault in vprs, not in your files." in said
    assert f"vprs {vprs.__version__}, Python " in said


def test_a_disk_that_refuses_is_not_called_our_bug(
    verb_that: Callable[[Ending], int], capsys: pytest.CaptureFixture[str]
) -> None:
    assert verb_that(raising(PermissionError(13, "Permission denied", "out/report.docx"))) == 2
    assert capsys.readouterr().err == (
        "out/report.docx: Permission denied. Close the file in other programs, check the disk and your rights to it.\n"
    )


@pytest.mark.parametrize("error", [KeyboardInterrupt(), click.Abort()])
def test_an_interrupted_run_ends_with_130(
    error: BaseException, verb_that: Callable[[Ending], int], capsys: pytest.CaptureFixture[str]
) -> None:
    assert verb_that(raising(error)) == 130
    assert "Traceback" not in capsys.readouterr().err


def test_engines_that_disagree_stop_the_run_without_a_traceback(
    verb_that: Callable[[Ending], int], capsys: pytest.CaptureFixture[str]
) -> None:
    from vprs.engine.infer import EnginesDisagree

    disagreement = EnginesDisagree("vprs-2020", {"plan/x": "met"}, {"plan/x": "not-met"})
    assert verb_that(raising(disagreement)) == 3
    assert capsys.readouterr().err == (
        "The two engines disagree about vprs-2020; no result is given.\n"
        "  plan/x: durable-rules says met, the reference says not-met\n"
    )


def test_an_unknown_command_names_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["asses"]) == 2
    assert "There is no command 'asses'. Did you mean 'assess'?" in capsys.readouterr().err


def test_a_command_like_none_is_answered_with_all_of_them(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["xyzzy"]) == 2
    verbs = "init, check, assess, explain, workbook, cycle, report, foi, rules, completion"
    assert f"Use one of: {verbs}." in capsys.readouterr().err


def test_nothing_asked_shows_help_and_is_not_taken_for_success(capsys: pytest.CaptureFixture[str]) -> None:
    assert run([]) == 2
    assert "Start here:" in "".join(capsys.readouterr())


@pytest.mark.parametrize("option", ["-h", "--help"])
def test_help_is_there_in_both_spellings(option: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run([option]) == 0
    said = capsys.readouterr().out
    for verb in VERBS:
        assert f"\n  {verb} " in said


@pytest.mark.parametrize("verb", VERBS)
def test_every_command_has_help_with_an_example(verb: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run([verb, "-h"]) == 0
    assert f"  vprs {verb} " in capsys.readouterr().out


@pytest.mark.parametrize("verb", VERBS)
def test_every_option_says_what_it_is_for(verb: str) -> None:
    command = group.get_command(click.Context(group), verb)
    assert command is not None
    for option in command.params:
        assert isinstance(option, click.Argument) or option.help, option.name


def test_the_version_is_that_of_the_package(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--version"]) == 0
    assert capsys.readouterr().out == f"vprs {vprs.__version__}\n"


def test_the_version_costs_no_import_but_click() -> None:
    code = "import sys; from vprs.commands.main import run; run(['--version']); print(*sorted(sys.modules))"
    loaded = _python("-c", code).stdout.split()
    assert not {"yaml", "jsonschema", "openpyxl", "docx", "jinja2", "rich", "markdown_it", "vprs.model"} & set(loaded)


@pytest.mark.parametrize("start", [("cli.py",), ("-m", "vprs")])
def test_a_checkout_runs_without_being_installed(start: tuple[str, ...]) -> None:
    assert _python(*start, "--version").stdout == f"vprs {vprs.__version__}\n"


CONSOLE = "import sys; from vprs.commands.entry import run; sys.exit(run())"  # what pip writes for the command `vprs`


@pytest.mark.parametrize("start", [("cli.py",), ("-m", "vprs"), ("-c", CONSOLE)])
def test_ctrl_c_during_the_imports_gives_no_traceback(start: tuple[str, ...], tmp_path: Path) -> None:
    (tmp_path / "click.py").write_text("raise KeyboardInterrupt\n", "utf-8")
    settings = {**os.environ, "PYTHONPATH": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, *start, "--version"], cwd=ROOT, env=settings, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "\nInterrupted.\n")


def test_a_reader_that_goes_away_is_no_fault() -> None:
    command = [sys.executable, "cli.py", "--help"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 141


def test_output_is_utf8_whatever_the_machine_prefers() -> None:
    code = "import sys; from vprs.commands.main import run; run(['--version']); print('\\u2264 85%')"
    settings = {**os.environ, "PYTHONIOENCODING": "cp1252", "PYTHONUTF8": "0"}
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=settings, capture_output=True, check=True)
    assert "\u2264 85%".encode() in done.stdout


def _python(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, *arguments], cwd=ROOT, capture_output=True, text=True, check=True)
