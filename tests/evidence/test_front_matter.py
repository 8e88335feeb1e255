"""Front matter: where it begins and ends, and what is never taken for it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.evidence.folders import only, read, said
from vprs.model import Lost

KEYS = "kind: document\ndoc_type: strategy\n"


def test_dashes_inside_a_value_end_nothing(tmp_path: Path) -> None:
    page = f"---\n{KEYS}notes: |\n  first\n  ---\n  second\nstatus: draft\n---\n# Purpose\n"
    record = only(read(tmp_path, {"a.md": page}))
    assert record.fields["status"] == "draft"
    assert str(record.fields["notes"]).split() == ["first", "---", "second"]
    assert record.fields["sections"] == ("Purpose",)


@pytest.mark.parametrize("end", ["---", "---  ", "---\t"])
def test_the_end_may_have_blanks_behind_it(tmp_path: Path, end: str) -> None:
    assert only(read(tmp_path, {"a.md": f"--- \n{KEYS}{end}\n# A\n"})).fields["sections"] == ("A",)


UNENDED = "a.md:1:1: the front matter that starts here does not end. End it with ---."
BEGINS = "the front matter does not begin with --- on the first line. Write --- on line 1, with nothing above it."


@pytest.mark.parametrize(
    ("page", "problem"),
    [
        (f"---\n{KEYS}# A\n", UNENDED),
        (f"---\n\n{KEYS}", UNENDED),
        (f"---\n# a comment\n{KEYS}", UNENDED),
        ("---\ntitle: x\n- foo\nkind: document\n", UNENDED),
        ("---\n- foo\nkind: document\n", UNENDED),
        (f"---\n{KEYS}notes: |\n  a\n  ---\n# A\n", UNENDED),
        (f"---\n{KEYS}...\n# A\n", "a.md:4:1: the front matter ends with dots. End it with ---."),
        (f"---\n{KEYS}...\nText\n\n---\n", "a.md:4:1: the front matter ends with dots. End it with ---."),
        (f"\n---\n{KEYS}---\n# A\n", f"a.md:2:1: {BEGINS}"),
        (f"\n \n---\n{KEYS}", f"a.md:3:1: {BEGINS}"),
        (f"----\n{KEYS}----\n", f"a.md:1:1: {BEGINS}"),
        (f" ---\n{KEYS}---\n", f"a.md:1:1: {BEGINS}"),
    ],
)
def test_front_matter_out_of_its_place_is_told_and_its_record_lost(tmp_path: Path, page: str, problem: str) -> None:
    workspace = read(tmp_path, {"a.md": page})
    assert said(workspace) == [problem]
    assert [(item.kind, item.file) for item in workspace.lost] == [(None, "a.md")]
    assert workspace.records == ()


def test_a_longer_line_of_dashes_ends_nothing_and_is_told(tmp_path: Path) -> None:
    workspace = read(tmp_path, {"a.md": f"---\n{KEYS}----\nstatus: draft\n---\n"})
    assert said(workspace)[0].startswith("a.md:5:1: not valid YAML")
    assert workspace.lost == (Lost(kind=None, file="a.md", line=5),)


@pytest.mark.parametrize(
    "page",
    [
        "---\n\nSome text.\n",
        "---\n\nSome text.\n\n---\n\nMore.\n",
        "---\nIn short: see below.\n",
        "\n---\nSome text\n---\n",
        "---\n",
        "***\nkind: document\n",
        "# Heading\n---\nkind: document\n---\n",
    ],
)
def test_a_line_of_dashes_may_begin_any_text(tmp_path: Path, page: str) -> None:
    workspace = read(tmp_path, {"a.md": page})
    assert (said(workspace), workspace.lost, workspace.undescribed) == ([], (), ("a.md",))
