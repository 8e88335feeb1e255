"""The README and the guidance promise nothing that is not there: commands, options, make targets, files, exit codes."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from tests.pages import Step, difference, steps
from vprs.commands.main import group, run

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "vprs" / "commands" / "starter").rglob("*.md"))]
PAGES += [
    path for name in ("tutorial", "how-to", "explanation") for path in sorted((ROOT / "docs" / name).glob("*.md"))
]
README = (ROOT / "README.md").read_text("utf-8")


def told(page: str) -> Iterator[str]:
    """Every line of a code block, and every piece of code in a sentence."""
    for block in re.findall(r"```(?:sh|powershell|console)\n(.*?)```", page, re.DOTALL):
        yield from (line.removeprefix("$ ") for line in block.splitlines())
    yield from re.findall(r"(?<!`)`([^`\n]+)`(?!`)", page)


def command_lines() -> list[str]:
    lines = (line.replace(".venv\\Scripts\\", "") for page in PAGES for line in told(page.read_text("utf-8")))
    return sorted({line.partition("#")[0].partition(">")[0].strip() for line in lines if line.startswith("vprs ")})


@pytest.mark.parametrize("line", command_lines())
def test_a_command_that_is_told_exists_with_all_its_options(line: str) -> None:
    words = shlex.split(line.partition(" |")[0].replace("...", ""))[1:]
    context = click.Context(group, info_name="vprs", help_option_names=group.context_settings["help_option_names"])
    command: click.Command = group
    while isinstance(command, click.Group) and words and not words[0].startswith("-"):
        found = command.get_command(context, words[0])
        if found is None and command.invoke_without_command:
            break  # it works by itself, and the word is what it works on
        assert found is not None, line
        words = words[1:]
        command = found
    options = {name for option in command.get_params(context) for name in option.opts}
    assert {word for word in words if word.startswith("-")} <= options, line


def test_there_are_commands_told() -> None:
    assert len(command_lines()) >= 8


@pytest.mark.parametrize("target", sorted(set(re.findall(r"make ([\w-]+)", README)) - {"also"}))
def test_a_make_target_that_is_told_exists(target: str) -> None:
    assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE), target


def test_a_file_that_is_told_exists() -> None:
    paths = {word for word in told(README) if re.fullmatch(r"[\w.-]+(/[\w.-]+)*/?|CHANGELOG\.md", word)}
    ours = {path for path in paths if path.split("/")[0] in ("rules", "evidence", "docs", "tests", "CHANGELOG.md")}
    assert len(ours) >= 4
    assert not [path for path in sorted(ours) if not (ROOT / path).exists()]


@pytest.mark.parametrize("code", ["0", "1", "2", "3", "130", "141"])
def test_every_exit_code_is_told(code: str) -> None:
    assert f"\n| {code} | " in README


def test_windows_runs_the_same_checks_as_make() -> None:
    tools = ("ruff check .", "ruff format --check .", "mypy", "vprs rules lint", "vprs rules test", "pytest")
    recipe = (ROOT / "Makefile").read_text("utf-8")
    for tool in tools:
        assert tool in recipe, tool
        assert f"{tool}\n" in README, tool


def test_decisions_are_listed() -> None:
    notes = {path.name for path in (ROOT / "docs" / "decisions").glob("[0-9]*.md")}
    listed = set(re.findall(r"\((\d{4}-[\w-]+\.md)\)", (ROOT / "docs" / "decisions" / "README.md").read_text("utf-8")))
    assert notes == listed


def looks() -> list[Step]:
    """The worked look: each command line that is shown, with the lines that it is shown to print."""
    return [step for step in steps(README) if step.shown is not None]


@pytest.mark.parametrize("look", looks(), ids=[look.text for look in looks()])
def test_the_worked_look_is_what_one_sees(
    look: Step,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(ROOT)
    words = shlex.split(look.text)[1:]
    assert run([*words, *(("--out", str(tmp_path)) if words[0] == "assess" else ())]) == 0
    assert look.shown
    assert not difference(look.shown, tuple(capsys.readouterr().out.splitlines()))
