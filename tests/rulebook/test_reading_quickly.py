"""Plain YAML is composed at once: the values, the places and the faults are those of the careful way."""

from __future__ import annotations

from pathlib import Path

import pytest

from vprs import strict_yaml
from vprs.strict_yaml import Tree, read_tree

ROOT = Path(__file__).parent.parent.parent
RULES = sorted((ROOT / "rules").rglob("*.yaml"))


def carefully(text: str, monkeypatch: pytest.MonkeyPatch) -> Tree | None:
    monkeypatch.setattr(strict_yaml, "_is_plain", lambda _: False)
    return read_tree(text, "x.yaml")[0]


@pytest.mark.parametrize("path", RULES, ids=lambda path: "/".join(path.parts[-2:]))
def test_both_ways_read_the_same(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = path.read_text("utf-8")
    quick = read_tree(text, "x.yaml")[0]
    assert quick is not None
    assert quick == carefully(text, monkeypatch)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("a: 1\na: 2", "x.yaml:2:1: a: key 'a' stands twice; the first is on line 1."),
        ("a: [1", "x.yaml:2:1: not valid YAML:"),
        ("<<: {a: 1}", "x.yaml:1:1: merge key '<<' is not allowed."),
        ("a: " + "[" * 61 + "]" * 61, "x.yaml:1:63: nested deeper than 60 levels."),
        ("[" * 5000 + "]" * 5000, "x.yaml:1:61: nested deeper than 60 levels."),
        ("- " * 3000 + "a", "x.yaml:1:121: nested deeper than 60 levels."),
        ("? " * 3000 + "a", "x.yaml:1:"),
        ("a: &b 1", "x.yaml:1:4: anchor '&b' is not allowed."),
        ("a: !!str 1", "x.yaml:1:4: tag "),
        ("a: 1\n---\nb: 2", "x.yaml:2:1: a second document starts here."),
        ("%YAML 1.1\n---\na: 1\n---\nb: 1", "x.yaml:4:1: a second document starts here."),
        ("a:\n\tb: 1", "x.yaml:2:1: a tab is used as indentation."),
    ],
)
def test_what_is_dangerous_is_still_refused_in_its_place(text: str, place: str) -> None:
    tree, problems = read_tree(text, "x.yaml")
    assert tree is None
    assert str(problems[0]).startswith(place)


@pytest.mark.parametrize(("text", "value"), [("no", "no"), ("19:00", "19:00"), ("1.10", "1.10"), ("0012", "0012")])
def test_values_keep_their_writing(text: str, value: str) -> None:
    tree, _ = read_tree(f"a: {text}", "x.yaml")
    assert tree is not None
    assert tree.value == {"a": value}
