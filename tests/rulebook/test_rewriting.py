"""What commands write into a pack's files: everything that people wrote stays, and nothing is written half."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from vprs.commands.replacing import replace_file
from vprs.problem import InvalidInput
from vprs.rulebook.rewriting import NewReview, with_reviews, with_verified
from vprs.strict_yaml import read_tree

DIGEST = "ab" * 32
NEW = NewReview(requirement="plan/x", digest=DIGEST, role="lsms", on=date(2026, 11, 5), result="agreed")
ADDED = f"- requirement: plan/x\n  digest: {DIGEST}\n  role: lsms\n  date: 2026-11-05\n  result: agreed\n"
OLD = "- {requirement: plan/y, digest: 0123456789ab, role: auditor, date: 2026-11-01, result: agreed}  # seen\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ADDED),
        ("# Who compared what.\n", f"# Who compared what.\n{ADDED}"),
        ("[]\n", f"\n{ADDED}"),
        (OLD, OLD + ADDED),
        (OLD.rstrip("\n"), OLD + ADDED),
        (f"# top\n\n{OLD}\n# end\n", f"# top\n\n{OLD}\n# end\n{ADDED}"),
        (f"  {OLD}", "  " + OLD + "".join(f"  {line}\n" for line in ADDED.splitlines())),
        (OLD.replace("\n", "\r\n"), (OLD + ADDED).replace("\n", "\r\n")),
    ],
)
def test_a_review_is_added_and_what_is_there_stays(text: str, expected: str) -> None:
    assert with_reviews(text, "reviews.yaml", [NEW]) == expected


@pytest.mark.parametrize(
    "text",
    [f"[{{requirement: plan/y, digest: {DIGEST}, role: a, date: 2026-11-01, result: agreed}}]\n", "a: b\n", "text"],
)
def test_where_nothing_can_be_added_it_is_said(text: str) -> None:
    with pytest.raises(InvalidInput, match="nothing can be added at the end of this file"):
        with_reviews(text, "reviews.yaml", [NEW])


@pytest.mark.parametrize("note", ["plain", "a: b # c", '"', "yes", "- x", "\u00e9\u2019", "{a}", "x" * 500])
def test_a_note_is_read_back(note: str) -> None:
    made = with_reviews(OLD, "reviews.yaml", [replace(NEW, result="rejected", note=note)])
    tree, _ = read_tree(made, "reviews.yaml")
    assert tree is not None
    assert tree.value[1]["note"] == note


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: b\nverified: false  # not false for long\nphases: [plan]\n",
         "a: b\nverified: true  # not false for long\nverified_by: {role: lsms, date: 2026-11-05}\nphases: [plan]\n"),
        ("a: b\n\n# The phases.\nphases: [plan]\n",
         "a: b\n\nverified: true\nverified_by: {role: lsms, date: 2026-11-05}\n# The phases.\nphases: [plan]\n"),
        ("verified: true  # false once\nverified_by:\n  role: auditor\n  date: 2026-01-01\n\n# z\nphases: [plan]\n",
         "verified: true  # false once\nverified_by: {role: lsms, date: 2026-11-05}\n\n# z\nphases: [plan]\n"),
        ("phases: [plan]\nverified: false",
         "phases: [plan]\nverified: true\nverified_by: {role: lsms, date: 2026-11-05}"),
        ("phases: [plan]\r\nverified: false\r\n",
         "phases: [plan]\r\nverified: true\r\nverified_by: {role: lsms, date: 2026-11-05}\r\n"),
        ("verified_by: {role: x, date: 2026-01-01}\nverified: true\nphases: [plan]\n",
         "verified_by: {role: lsms, date: 2026-11-05}\nverified: true\nphases: [plan]\n"),
    ],
)  # fmt: skip
def test_two_keys_are_set_and_everything_else_stays(text: str, expected: str) -> None:
    assert with_verified(text, "pack.yaml", "lsms", date(2026, 11, 5)) == expected


@pytest.mark.parametrize(
    "text", ["{phases: [plan], verified: false}\n", "verified:\n  false\nphases: [plan]\nb: |\n  verified\n"]
)
def test_a_file_that_cannot_be_marked_is_told_by_hand(text: str) -> None:
    try:
        made = with_verified(text, "pack.yaml", "lsms", date(2026, 11, 5))
    except InvalidInput as error:
        (problem,) = error.problems
        assert "Write in it, each on a line of its own: verified: true and verified_by: {role: lsms" in problem.hint
    else:
        tree, _ = read_tree(made, "pack.yaml")
        assert tree is not None
        assert tree.value["verified"] is True


def test_a_file_is_replaced_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "reviews.yaml"
    path.write_text("old", "utf-8")
    path.chmod(0o640)
    replace_file(path, b"new", stood=b"old", name="reviews.yaml")
    assert (path.read_bytes(), path.stat().st_mode & 0o777) == (b"new", 0o640)

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(InvalidInput, match="no space left"):
        replace_file(path, b"newer", stood=b"new", name="reviews.yaml")
    assert [(each.name, each.read_bytes()) for each in tmp_path.iterdir()] == [("reviews.yaml", b"new")]
