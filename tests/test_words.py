"""What people read is British English, in plain words that do not scold: every text of the program and its rules."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import click
import pytest

from vprs.commands.main import group

ROOT = Path(__file__).parent.parent
SOURCES = sorted((ROOT / "vprs").rglob("*.py"))
SCHEMAS = sorted((ROOT / "vprs" / "schema").rglob("*.json"))
TEXTS = sorted(
    path
    for pattern in ("*.md", "docs/**/*.md", "rules/**/*.yaml", "vprs/commands/starter/**/*", "evidence/**/*.md")
    for path in ROOT.glob(pattern)
    if path.is_file() and "out" not in path.relative_to(ROOT).parts
)
AMERICAN = re.compile(
    r"\b("
    r"(un)?(colou?rable|color(s|ed|ing|ful)?)|behaviors?|favor(s|ed|ite|able)?|honor(s|ed)?|labor|neighbors?|rumors?"
    r"|(re|dis|un)?organiz\w+|recogniz\w+|summariz\w+|categoriz\w+|prioritiz\w+|authoriz\w+|minimiz\w+|maximiz\w+"
    r"|utiliz\w+|finaliz\w+|standardiz\w+|normaliz\w+|initializ\w+|customiz\w+|apologiz\w+|emphasiz\w+|anonymiz\w+"
    r"|analyz\w+|centers?|centered|theaters?|catalogs?|dialogs?|fulfills?|fulfillment|enrollment|skillful|installment"
    r"|cancel(ed|ing)|label(ed|ing)|model(ed|ing)|travel(ed|ing)|total(ed|ing)|judgments?|acknowledgments?"
    r"|defense|offense|pretense|gray|artifacts?|gotten|ax|mold|skeptical|pediatric|orthopedic|maneuver"
    r")\b",
    re.IGNORECASE,
)
# A message says what is wrong and what to do; none of these helps with either.
SCOLDING = re.compile(
    r"\b(please|invalid|illegal|oops|sorry|fatal|bad input|user error|an error occurred|simply|obviously|kindly)\b",
    re.IGNORECASE,
)
# Names that are not ours to spell: standards of computing, and other people's titles.
NAMES = re.compile(
    r"NO_COLOR|FORCE_COLOR|w:color|[\w-]*color\s*[:=]|text-align:\s*center|\bcenter\b(?=[;}])|InvalidInput"
)


LIBRARY = frozenset({"lower center"})  # words that a library takes and nobody reads
COMPARED = frozenset({"vprs/evidence/privacy.py"})  # lists headings as other people write them


@cache
def strings(source: Path, *, docstrings: bool) -> tuple[tuple[int, str], ...]:
    """Line and text of every string that somebody may read: one with a space in it."""
    tree = ast.parse(source.read_text("utf-8"))
    nodes = list(ast.walk(tree))
    about_code = {id(node.value) for node in nodes if isinstance(node, ast.Expr)}
    found = [node for node in nodes if isinstance(node, ast.Constant) and (docstrings or id(node) not in about_code)]
    return tuple((node.lineno, str(node.value)) for node in found if " " in str(node.value).strip())


def wrong(text: str, words: re.Pattern[str]) -> list[str]:
    return [found[0] for found in words.finditer(NAMES.sub("", text))]


def test_the_test_would_find_one() -> None:
    assert wrong("The color of the organization, analyzed in the center", AMERICAN) == [
        "color",
        "organization",
        "analyzed",
        "center",
    ]
    assert wrong("Please mend the invalid date.", SCOLDING) == ["Please", "invalid"]
    assert wrong("NO_COLOR=1; td { color: red; text-align: center; } colour, size, prize, seized", AMERICAN) == []


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_what_the_program_says_is_british_and_civil(source: Path) -> None:
    if source.relative_to(ROOT).as_posix() not in COMPARED:
        for line, text in strings(source, docstrings=True):
            assert text in LIBRARY or not wrong(text, AMERICAN), f"{source}:{line}"
    for line, text in strings(source, docstrings=False):
        assert not wrong(text, SCOLDING), f"{source}:{line}"


@pytest.mark.parametrize("schema", SCHEMAS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_what_schemas_say_is_british_and_civil(schema: Path) -> None:
    for text in _texts(json.loads(schema.read_text("utf-8"))):
        assert not wrong(text, AMERICAN), text
        assert not wrong(text, SCOLDING), text


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        yield from (value[key] for key in ("description", "title") if isinstance(value.get(key), str))
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_what_stands_in_files_is_british(path: Path) -> None:
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        assert not wrong(line, AMERICAN), f"{path}:{number}"


def commands(command: click.Command, name: str = "vprs") -> Iterator[tuple[str, click.Command]]:
    yield name, command
    if isinstance(command, click.Group):
        ctx = click.Context(command)
        for verb in command.list_commands(ctx):
            inner = command.get_command(ctx, verb)
            assert inner is not None
            yield from commands(inner, f"{name} {verb}")


@pytest.mark.parametrize(("name", "command"), list(commands(group)), ids=lambda each: str(each)[:40])
def test_help_is_whole_sentences_in_british_english(name: str, command: click.Command) -> None:
    ctx = click.Context(command, info_name=name, help_option_names=["-h", "--help"])  # click keeps them for all
    said = command.get_help(ctx)
    assert not wrong(said, AMERICAN)
    assert not wrong(said, SCOLDING)
    assert command.help
    for each in command.params:
        if isinstance(each, click.Option):
            assert each.help, f"{name} {each.name}"
            assert each.help.rstrip().endswith("."), f"{name} {each.name}: {each.help}"
            assert each.help[0].isupper() or each.help.split()[0].strip(":,") in _choices(each), f"{name}: {each.help}"


def _choices(option: click.Option) -> tuple[str, ...]:
    """A help text may begin with the word that it explains."""
    return tuple(option.type.choices) if isinstance(option.type, click.Choice) else ()
