"""Whatever text is written into a rule file is read back as it was meant."""

from __future__ import annotations

import unicodedata

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from vprs.strict_yaml import read_tree
from vprs.yaml_text import WIDTH, entry, flow_list, quoted, scalar

printable = st.characters(blacklist_categories=("Cc", "Cs", "Zl", "Zp", "Cn"), blacklist_characters="\ufeff")
lines = st.text(printable, min_size=1, max_size=300)
SLY = [
    "yes", "No", "null", "~", "12", "1.10", "0x1F", "2026-01-01", "19:00", "- a", "a: b", "a #b", "#a", "'a'", '"a"',
    "a\\b", "[a]", "{a: b}", "&a", "*a", "!a", "%a", "@a", "`a", "|", ">", "? a", "a,b", "--- a", "... a", "<<", "=1+1",
    "a:", "\u2028a", "a\x85b", "\u00a0", "e5", "Jos\u00e9\u2019s plan \u2013 whole",
]  # fmt: skip


def read(text: str) -> object:
    tree, problems = read_tree(text, "x.yaml")
    assert not problems, problems
    assert tree is not None
    return tree.value


@pytest.mark.parametrize("text", SLY)
def test_a_sly_word_stays_the_text_that_it_is(text: str) -> None:
    assert read(f"key: {scalar(text)}\n") == {"key": text}
    assert read(f"key: {quoted(text)}\n") == {"key": text}
    assert read(f"key: {flow_list([text, text])}\n") == {"key": [text, text]}
    assert yaml.safe_load(f"key: {scalar(text)}\n") == {"key": text}


@given(lines)
def test_any_line_is_read_back_by_us_and_by_others(text: str) -> None:
    assert read(f"key: {scalar(text)}\n") == {"key": text}
    assert yaml.safe_load(f"key: {scalar(text)}\n") == {"key": text}


@given(lines.map(lambda text: " ".join(text.split())).filter(bool))
def test_a_long_text_is_folded_and_read_back(text: str) -> None:
    whole = " ".join([text] * 4)
    assert read("\n".join(entry("key", whole)) + "\n") == {"key": whole}


@given(st.lists(lines.map(lambda text: " ".join(text.split())).filter(bool), min_size=2, max_size=5))
def test_a_text_of_several_lines_keeps_them(parts: list[str]) -> None:
    whole = "\n".join(parts)
    assert read("a:\n" + "\n".join(entry("key", whole, "  ")) + "\nb: 1\n") == {"a": {"key": whole}, "b": 1}


@pytest.mark.parametrize("text", ["The board endorsed the plan. " * 10, "One\nTwo"])
def test_a_long_text_that_begins_an_item_of_a_list_is_read_back(text: str) -> None:
    lines = ["a:", *entry("- name", text.strip(), "  "), "    as_of: 1"]
    assert read("\n".join(lines) + "\n") == {"a": [{"name": text.strip(), "as_of": 1}]}


def test_a_plain_text_is_written_as_people_write_it() -> None:
    assert entry("title", "A strategy is in date") == ["title: A strategy is in date"]
    long = entry("requirement", "The board endorsed the plan. " * 10)
    assert long[0] == "requirement: >-"
    assert all(len(line) <= WIDTH for line in long)


def test_a_word_too_long_for_a_line_is_not_broken() -> None:
    text = f"see {'a' * 200} there"
    assert read("\n".join(entry("key", text))) == {"key": text}
    assert unicodedata.is_normalized("NFC", text)
