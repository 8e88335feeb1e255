"""Changing fields where they stand: what is changed reads as it should, and every other byte stays."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vprs.amending.editing import Change, Listed, amend
from vprs.amending.locating import Place, amend_file
from vprs.strict_yaml import read_tree

TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Cn")), min_size=1, max_size=60).map(
    str.strip
)
LINES = st.lists(TEXTS, min_size=1, max_size=3).map("\n".join).map(str.strip).filter(bool)
STYLES = ("plain", "single", "double", "folded", "literal", "empty")


def written(text: str, style: str, margin: str) -> str:
    """One way in which a person might have written the text."""
    words = " ".join(text.split()) or "x"
    if style == "single":
        return "'" + words.replace("'", "''") + "'"
    if style == "double":
        return json.dumps(words, ensure_ascii=False)
    if style in ("folded", "literal"):
        return f"{'>-' if style == 'folded' else '|'}\n{margin}    word {words.replace('#', '')}\n{margin}    and more"
    return "" if style == "empty" else "some words"


@st.composite
def files(draw: st.DrawFn) -> str:
    """A file of records as people write them: comments, blank lines, all quotes, lists of both forms."""
    out = ["# at the top", "records:"]
    for number in range(draw(st.integers(1, 4))):
        margin = "  "
        out.append(f"{margin}- id: r{number}" + draw(st.sampled_from(("", "  # its id"))))
        for name in ("what", "how", "progress"):
            style = draw(st.sampled_from(STYLES))
            shown = written(draw(TEXTS), style, margin)
            comment = "" if style in ("folded", "literal") else draw(st.sampled_from(("", "  # why not")))
            out.append(f"{margin}  {name}: {shown}{comment}".rstrip())
            out += draw(st.sampled_from(([], [""], [f"{margin}  # a line of its own"])))
        out.append(f"{margin}  links: {draw(st.sampled_from(('[a, b]', 'a', '', '[]')))}".rstrip())
        out.append(f"{margin}  basis:\n{margin}    - a  # first\n{margin}    - b")
        out += draw(st.sampled_from(([], ["", "# between"])))
    end = draw(st.sampled_from(("\n", "\r\n")))
    return end.join("\n".join(out).split("\n")) + draw(st.sampled_from(("", end)))


CHANGES = st.dictionaries(
    st.sampled_from(("what", "how", "progress", "notes")), st.one_of(LINES, TEXTS.filter(bool), st.none()), max_size=3
)
LISTS = st.dictionaries(
    st.sampled_from(("links", "basis", "topics")),
    st.builds(
        Listed,
        gone=st.frozensets(st.sampled_from("ab")),
        added=st.lists(TEXTS.filter(lambda text: bool(text) and text not in "ab"), max_size=2, unique=True).map(tuple),
    ),
    max_size=3,
)


def value(text: str) -> Any:
    tree, problems = read_tree(text, "f")
    assert tree is not None, problems
    return tree.value


@settings(max_examples=400)
@given(files(), st.data())
def test_a_change_reads_as_it_should_and_keeps_what_is_not_changed(text: str, data: st.DataObject) -> None:
    tree, problems = read_tree(text, "f")
    if problems or tree is None:
        return
    place = data.draw(st.integers(0, len(tree.value["records"]) - 1))
    changes: dict[str, Change] = {**data.draw(CHANGES), **data.draw(LISTS)}
    after = amend(text, {("records", place): changes})
    assert after is not None
    was, now = tree.value["records"], value(after)["records"]
    assert [each for index, each in enumerate(now) if index != place] == [
        each for index, each in enumerate(was) if index != place
    ]
    for name, change in changes.items():
        if isinstance(change, str):
            assert now[place][name] == change
        elif change is None:
            assert now[place].get(name) is None
    assert {k: v for k, v in now[place].items() if k not in changes} == {
        k: v for k, v in was[place].items() if k not in changes
    }
    kept = iter(after.splitlines())
    assert all(line in kept for line in text.splitlines() if line.strip().startswith("#"))
    assert after.count("# why not") == text.count("# why not")
    start = text.find(f"- id: r{place}")
    assert after.startswith(text[:start])
    rest = text.find(f"- id: r{place + 1}")
    assert rest < 0 or after.endswith(text[rest:])


@settings(max_examples=100)
@given(files())
def test_no_change_gives_the_same_bytes(text: str) -> None:
    tree, _problems = read_tree(text, "f")
    if tree is not None:
        assert amend(text, {("records", 0): {}}) == text


@pytest.mark.parametrize(
    ("before", "change", "after"),
    [
        ("lead: lsms\n", "hr", "lead: hr\n"),
        ("lead: lsms", "hr", "lead: hr"),
        ("lead: lsms # why\n", "hr", "lead: hr # why\n"),
        ("lead: 'lsms'\n", "hr", "lead: 'hr'\n"),
        ('lead: "lsms"\n', "h:r", 'lead: "h:r"\n'),
        ("lead:\n", "hr", "lead: hr\n"),
        ("lead: # later\n", "hr", "lead: hr # later\n"),
        ("lead: null\n", "hr", "lead: hr\n"),
        ("lead: >-\n  some\n  words\n\nx: 1\n", "hr", "lead: hr\n\nx: 1\n"),
        ("lead: >-\n  some\n\n  # no comment\n# one\nx: 1\n", "hr", "lead: hr\n# one\nx: 1\n"),
        ("lead:\n  some\n  words\nx: 1\n", "hr", "lead:\n  hr\nx: 1\n"),
        ("lead: lsms\n", "no", "lead: 'no'\n"),
        ("lead: lsms\n", "012", "lead: '012'\n"),
        ("lead: lsms\n", "- a", "lead: '- a'\n"),
        ("lead: lsms\n", "2026-10-31", "lead: 2026-10-31\n"),
        ("lead: lsms\n", "a\nb", "lead: |-\n  a\n  b\n"),
        ("lead: lsms # why\n", "a\nb", 'lead: "a\\nb" # why\n'),
        ("lead: lsms # why\n", None, "lead: # why\n"),
        ("lead: lsms\n", None, "lead:\n"),
        ("x: 1\n", "hr", "x: 1\nlead: hr\n"),
        ("x: 1 # last", "hr", "x: 1 # last\nlead: hr"),
        ("x: 1\n# end\n", "hr", "x: 1\nlead: hr\n# end\n"),
        ("{x: 1, lead: lsms}\n", "a, b", "{x: 1, lead: 'a, b'}\n"),
        ("{x: 1, lead: lsms}\n", None, "{x: 1, lead: null}\n"),
        ("{x: 1}\n", "hr", "{x: 1, lead: hr}\n"),
        ("{x: 1, }\n", "a: b", "{x: 1, lead: 'a: b', }\n"),
    ],
)
def test_one_value_gives_way_to_another(before: str, change: Change, after: str) -> None:
    assert amend(before, {(): {"lead": change}}) == after


@pytest.mark.parametrize(
    ("before", "gone", "added", "after"),
    [
        ("k: [a, b, c]\n", "b", ("d",), "k: [a, c, d]\n"),
        ("k: [a, b, c]\n", "a", (), "k: [b, c]\n"),
        ("k: [a, b, c]\n", "bc", (), "k: [a]\n"),
        ("k: [a, b]\n", "ab", (), "k: []\n"),
        ("k: [a, b]\n", "ab", ("x, y",), "k: ['x, y']\n"),
        ("k: []\n", "", ("d",), "k: [d]\n"),
        ("k:\n", "", ("d",), "k: [d]\n"),
        ("k: a\n", "", ("d",), "k: [a, d]\n"),
        ("k: a\n", "a", (), "k:\n"),
        ("k: [a, # one\n  b]\n", "", ("d",), "k: [a, # one\n  b, d]\n"),
        ("k:\n- a # one\n- b\n- c\n", "b", ("d",), "k:\n- a # one\n- c\n- d\n"),
        ("k:\n  - a\n  - b\nx: 1\n", "b", ("d",), "k:\n  - a\n  - d\nx: 1\n"),
        ("k:\n  - a\n  - b\nx: 1\n", "ab", ("d",), "k:\n  [d]\nx: 1\n"),
        ("k:\r\n  - a\r\n", "", ("d",), "k:\r\n  - a\r\n  - d\r\n"),
    ],
)
def test_items_go_and_come_and_the_others_stay(before: str, gone: str, added: tuple[str, ...], after: str) -> None:
    assert amend(before, {(): {"k": Listed(gone=frozenset(gone), added=added)}}) == after


def test_front_matter_is_changed_and_the_text_below_it_is_not() -> None:
    before = "---\r\nkind: document\r\ntitle: Old\r\n---\r\n\r\ntitle: Old\r\n---\r\ntitle: Old\r\n"
    made = amend_file("a.md", before.encode(), {Place(line=2, id="a.md"): {"title": "New"}})
    assert made == before.replace("title: Old", "title: New", 1).encode()


def test_two_records_on_one_line_are_told_apart_by_their_id() -> None:
    before = "records: [{id: a, kind: risk}, {id: b, kind: risk}]\n"
    made = amend_file("r.yaml", before.encode(), {Place(line=1, id="b"): {"title": "New"}})
    assert made == b"records: [{id: a, kind: risk}, {id: b, kind: risk, title: New}]\n"


@pytest.mark.parametrize("content", [b"records: [\n", b"\xff", b"records:\n  - a\n", b"- a\n", b""])
def test_what_cannot_be_changed_is_left_alone(content: bytes) -> None:
    assert amend_file("r.yaml", content, {Place(line=7, id="b"): {"title": "New"}}) is None
