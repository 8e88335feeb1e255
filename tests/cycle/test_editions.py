"""A trust that moves from the first edition to the second between two half-years: what it was follows it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.cycle.trust import H1, H2, Trust
from vprs.commands.cycle_editions import former_editions
from vprs.cycle.reading import read_cycles

NORTHMOOR = Path(__file__).parents[2] / "evidence" / "northmoor-acute"


@pytest.fixture(scope="module")
def moved(tmp_path_factory: pytest.TempPathFactory) -> Trust:
    """Northmoor, closed by the first edition, its actions drafted, then opened and closed by the second."""
    root = tmp_path_factory.mktemp("editions") / "trust"
    shutil.copytree(NORTHMOOR, root, ignore=shutil.ignore_patterns("out"))
    trust = Trust(root=root)
    assert trust.cycle("open", *H2) == 0, trust.err
    assert trust.vprs("cycle", "actions", str(root), "--cycle", "2025-H2") == 0, trust.err
    assert trust.close("2025-H2") == 0, trust.err
    assert trust.cycle("open", *H1, "--pack", "vprs-2024") == 0, trust.err
    return trust


def test_the_last_outcome_of_an_equal_requirement_is_its_own(moved: Trust) -> None:
    assert moved.vprs("assess", str(moved.root), "--cycle", "2026-H1", "--format", "md") == 0, moved.err
    first = {each["requirement"]: each["outcome"] for each in frozen(moved, "2025-H2")["findings"]}
    gaps = (moved.root / "out" / "2026-10-20" / "gap-analysis.md").read_text("utf-8")
    rows = [line for line in gaps.splitlines() if "Last cycle: " in line and "Last cycle: \u2014" not in line]
    equal = [later for later, found in former_editions().items() for earlier in found if earlier in first]
    assert len(rows) == len(equal) > 0


def frozen(trust: Trust, ident: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((trust.kept(ident) / "assessment.json").read_text("utf-8"))
    return found


def test_an_action_for_an_equal_requirement_goes_on_with_its_own_date(moved: Trust) -> None:
    before = (moved.root / "actions.yaml").read_bytes()
    assert moved.vprs("cycle", "actions", str(moved.root), "--cycle", "2026-H1", "--dry-run", "--format", "json") == 0
    drafted = {each["requirement"] for each in json.loads(moved.out)["drafted"]}
    assert drafted
    assert all(path.startswith("vprs-2024/") for path in drafted)
    text = before.decode()
    going_on = [
        later for later, found in former_editions().items() for earlier in found if f"requirement: {earlier}\n" in text
    ]
    assert not drafted & set(going_on)
    assert (moved.root / "actions.yaml").read_bytes() == before


def test_both_close_compare_and_verify(moved: Trust) -> None:
    assert moved.close("2026-H1") == 0, moved.err
    second = read_cycles(moved.root)[1]
    assert second.against is not None
    assert second.against.former
    assert moved.cycle("compare", "2025-H2", "2026-H1", "--format", "json") == 0
    moves = {each["requirement"]: each for each in json.loads(moved.out)["moves"]}
    followed = [each for each in moves.values() if each["former"]]
    assert len(followed) > 15
    assert {because["cause"] for each in followed if each["move"] != "unchanged" for because in each["why"]} == {
        "edition changed"
    }
    assert moved.cycle("verify") == 0, moved.out
