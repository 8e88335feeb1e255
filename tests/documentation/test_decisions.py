"""The list of decisions names every decision once, in order, under its own title."""

from __future__ import annotations

import re
from pathlib import Path

DECISIONS = Path(__file__).parent.parent.parent / "docs" / "decisions"


def test_every_decision_is_in_the_list_once_and_in_order() -> None:
    page = (DECISIONS / "README.md").read_text("utf-8")
    listed = re.findall(r"^\| \[(\d{4})\]\((\d{4}-[a-z0-9-]+\.md)\)", page, re.MULTILINE)
    files = sorted(path.name for path in DECISIONS.glob("[0-9]*.md"))
    assert [name for _, name in listed] == files
    assert [number for number, _ in listed] == [f"{each:04}" for each in range(1, len(files) + 1)]
