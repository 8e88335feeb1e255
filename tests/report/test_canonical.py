"""Canonical JSON is what the standard library writes with the same settings, whatever stands in it."""

from __future__ import annotations

import json
import random
from enum import StrEnum

import pytest

from vprs.canonical import encode


class Word(StrEnum):
    MET = "met"


LEAVES = (
    None,
    True,
    False,
    0,
    -7,
    10**20,
    0.1,
    "",
    "a",
    'a "quoted" \\ word',
    "tab\tand\nline\u2028",
    "naïve £ 🙂",
    Word.MET,
)


def drawn(pick: random.Random, depth: int) -> object:
    sort = pick.randrange(4) if depth else 0
    if sort == 1:
        return {
            f"k{pick.randrange(20)}" + pick.choice(("", "é", '"')): drawn(pick, depth - 1)
            for _ in range(pick.randrange(4))
        }
    if sort == 2:
        return [drawn(pick, depth - 1) for _ in range(pick.randrange(4))]
    if sort == 3:
        shared = {"line": pick.randrange(9), "file": "x"}
        return [shared, {"again": shared, "deeper": [shared, (shared, ())]}, shared]
    return pick.choice(LEAVES)


@pytest.mark.parametrize("seed", range(200))
def test_it_is_what_the_standard_library_writes(seed: int) -> None:
    document = {"top": drawn(random.Random(seed), 5), "b": {}, "a": []}
    expected = json.dumps(document, ensure_ascii=False, indent=2, sort_keys=True, allow_nan=False)
    assert encode(document).decode() == expected + "\n"


def test_a_name_that_is_not_utf_8_is_written_as_its_escape() -> None:
    assert encode({"file": "a\udcff.md"}) == b'{\n  "file": "a\\udcff.md"\n}\n'


@pytest.mark.parametrize("value", [float("nan"), float("inf"), object(), {1: "a"}, {"a", "b"}])
def test_what_json_has_no_word_for_is_refused(value: object) -> None:
    with pytest.raises((ValueError, TypeError)):
        encode({"value": value})
