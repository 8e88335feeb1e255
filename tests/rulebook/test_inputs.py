"""Rule files that must be silent, and rule files that must be told off in these very words.

`tests/inputs/good/requirements/*.yaml` each stand as `plan/<name>.yaml` in a pack of their own; `packs/*.yaml` each
stand as a `pack.yaml` beside a sound requirement that was reviewed, `reviews/*.yaml` as its `reviews.yaml`. Those under
`bad/` begin with comment lines that hold every message, those under `doubtful/` what `rules lint` adds. Dropping a file
adds a test.
"""

from __future__ import annotations

from itertools import takewhile
from pathlib import Path

import pytest

from tests.rulebook.packs import CHECK, EXAMPLES, HEAD, PACK, write_pack, write_reviews
from vprs.commands.rules import lint_reading
from vprs.rulebook import read_pack
from vprs.rulebook.pack import PackReading

INPUTS = Path(__file__).parent.parent / "inputs"
GOOD, BAD, DOUBTFUL = (sorted((INPUTS / name).rglob("*.yaml")) for name in ("good", "bad", "doubtful"))


def name_of(path: Path) -> str:
    return path.relative_to(INPUTS).as_posix()


def reading(path: Path, root: Path) -> PackReading:
    """The file in its place in a pack that has nothing else wrong."""
    match path.parent.name:
        case "packs":
            folder = write_pack(root, pack=path.read_text("utf-8"), plan__strategy=HEAD + CHECK + EXAMPLES)
            write_reviews(folder)
        case "reviews":
            folder = write_pack(root, plan__strategy=HEAD + CHECK, reviews=path.read_text("utf-8"))
        case _:
            folder = write_pack(root, pack=PACK)
            (folder / "plan").mkdir()
            (folder / "plan" / path.name).write_bytes(path.read_bytes())
    return read_pack(folder)


def expected(path: Path) -> list[str]:
    lines = path.read_bytes().decode("utf-8", "replace").splitlines()
    return [line.removeprefix("# ") for line in takewhile(lambda line: line.startswith("# "), lines)]


def told(problems: tuple[object, ...], root: Path) -> list[str]:
    return [str(problem).removeprefix(f"{root.as_posix()}/rules/small/") for problem in problems]


def test_there_are_inputs_of_every_sort() -> None:
    assert len(GOOD) >= 3
    assert len(BAD) >= 30
    assert len(DOUBTFUL) >= 5


@pytest.mark.parametrize("path", GOOD, ids=name_of)
def test_a_good_rule_file_is_silent(path: Path, tmp_path: Path) -> None:
    found = reading(path, tmp_path)
    assert told(found.problems, tmp_path) == []
    if path.parent.name != "reviews":
        assert told(lint_reading(found), tmp_path) == []


@pytest.mark.parametrize("path", BAD, ids=name_of)
def test_a_bad_rule_file_is_told_so_in_these_words(path: Path, tmp_path: Path) -> None:
    assert told(reading(path, tmp_path).problems, tmp_path) == expected(path)


@pytest.mark.parametrize("path", DOUBTFUL, ids=name_of)
def test_a_doubtful_rule_file_is_read_but_asked_about(path: Path, tmp_path: Path) -> None:
    found = reading(path, tmp_path)
    assert told(found.problems, tmp_path) == []
    assert told(lint_reading(found), tmp_path) == expected(path)
