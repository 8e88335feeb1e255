"""What the program said in a test, held to what it said when a person last read it.

A harness tells `say` every answer in one line; the fixture `recorded` compares a test's lines with those kept in
`tests/recorded/<module>.json` under the test's name. A sentence that drifts, or a record that an answer no longer rests
on, fails the test that asked. To keep new sentences: `pytest --record` on one process, then read the difference before
it is committed, and say in the commit why each line changed.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

FOLDER = Path(__file__).parent / "recorded"
SAID: list[str] = []
_KEPT: dict[str, dict[str, list[str]]] = {}


def say(line: str) -> None:
    """Notes one answer of the running test."""
    SAID.append(line)


def listed(places: list[str], most: int = 4) -> str:
    """The first few places, and how many there are in all."""
    return ", ".join(places[:most]) + (f" ... {len(places)}" if len(places) > most else "")


@cache
def lines_of(module: str) -> dict[str, list[str]]:
    """Test name -> its lines, as they were kept."""
    path = FOLDER / f"{module}.json"
    found: dict[str, list[str]] = json.loads(path.read_text("utf-8")) if path.exists() else {}
    return found


def hold(request: pytest.FixtureRequest) -> Iterator[None]:
    """Compares what one test said with what is kept; with --record keeps it instead."""
    SAID.clear()
    yield
    said = list(SAID)
    module = request.node.module.__name__.removeprefix("tests.")
    if request.config.getoption("--record"):
        _keep(module, request.node.name, said)
    elif said:
        assert said == lines_of(module).get(request.node.name), "said otherwise than recorded: read it, then --record"


def _keep(module: str, name: str, said: list[str]) -> None:
    if not said:
        return
    kept = _KEPT.setdefault(module, {})
    kept[name] = said
    FOLDER.mkdir(exist_ok=True)
    text = json.dumps(kept, ensure_ascii=False, indent=1, sort_keys=True)
    (FOLDER / f"{module}.json").write_text(text + "\n", "utf-8")
