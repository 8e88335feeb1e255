"""A tab indents nothing in YAML, wherever it stands; inside a text it is text."""

from __future__ import annotations

import pytest

from vprs.strict_yaml import read_tree


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("topics: [a,\n\tb]\n", "2:1"),
        ("topics: [a,\n  \tb]\n", "2:3"),
        ("period: {start: 2026,\n\tend: 2027}\n", "2:1"),
        ("notes: one\n\ttwo\n", "2:1"),
        ("notes: one\n\t# two\n", "2:1"),
        ("notes: |\n  a\n  \tb\ntopics: [a,\n\tb]\n", "5:1"),
        ("notes: one\r\n\r\n\ttwo\r\n", "3:1"),
    ],
)
def test_a_tab_at_the_beginning_of_a_line_is_told(text: str, place: str) -> None:
    tree, problems = read_tree(text, "a.yaml")
    assert tree is None
    assert [str(each) for each in problems] == [f"a.yaml:{place}: a tab is used as indentation. Indent with spaces."]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("notes: |\n  a\n  \tb\n", "a\n\tb\n"),
        ("notes: |\n  a\n  \tb", "a\n\tb"),
        ("notes: >\n  a\n\n  \tb\nmore: 1\n", "a\n\n\tb\n"),
        ('notes: "a\n\tb"\n', "a b"),
        ("notes: 'a\n \tb'\n", "a b"),
        ("notes:\ta\tb  # c\td\n", "a\tb"),
    ],
)
def test_a_tab_within_a_text_is_text(text: str, value: str) -> None:
    tree, problems = read_tree(text, "a.yaml")
    assert problems == ()
    assert tree is not None
    assert tree.value["notes"] == value


def test_every_such_line_is_told() -> None:
    _, problems = read_tree("topics: [a,\n\tb,\n\tc]\n", "a.yaml")
    assert [each.line for each in problems] == [2, 3]
