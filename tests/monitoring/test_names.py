"""The names in a cell, and the headings of columns."""

from __future__ import annotations

import pytest

from vprs.monitoring.headings import meaning_of
from vprs.monitoring.names import bodies_in, closers_in, joined, name_slugs, roles_in


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("The Health and Safety Committee", ["Health and Safety Committee"]),
        ("Fire, Health and Safety Group. NHS Protect", ["Fire, Health and Safety Group", "NHS Protect"]),
        ("H&S Committee, Audit Committee and the TME", ["H&S Committee", "Audit Committee", "TME"]),
        ("TME, Audit Board and QC", ["TME", "Audit Board", "QC"]),
        ("Board and Audit and Risk Committee", ["Board", "Audit and Risk Committee"]),
        ("Board; board; BOARD", ["Board"]),
        ("Fire & Safety Group; Fire and Safety Group", ["Fire & Safety Group"]),
        ("Police; Regional Hub (external); Kent ICB", ["Police", "Regional Hub (external)", "Kent ICB"]),
        ("", []),
        (";;", []),
    ],
)  # fmt: skip
def test_bodies_are_parted_only_where_each_part_is_a_name(cell: str, expected: list[str]) -> None:
    names = bodies_in([cell])
    assert [name.told for name in names] == expected
    assert bodies_in([joined(names)]) == names


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("Safety and Security Officer", ["Safety and Security Officer"]),
        ("LSMS and Health and Safety Manager", ["LSMS", "Health and Safety Manager"]),
        ("Head of Health and Safety", ["Head of Health and Safety"]),
        ("Head of Estates and Director of Finance", ["Head of Estates", "Director of Finance"]),
        ("Health and Safety Team and LSMS", ["Health and Safety Team", "LSMS"]),
    ],
)
def test_roles_are_parted_only_where_each_part_is_a_name(cell: str, expected: list[str]) -> None:
    assert [name.text for name in roles_in([cell])] == expected


def test_lines_and_bullets_part_names_whatever_they_are() -> None:
    assert [name.text for name in closers_in(["\u2022 Sam's desk", "- Porters"])] == ["Sam's desk", "Porters"]


def test_a_slug_is_the_whole_name_so_that_the_organisation_knows_it() -> None:
    """Names are compared without regard to case and hyphens, so a name in organisation.yaml answers to the slug."""
    names = bodies_in(["Fire, Health, Safety and Security Committee", "A & B Group", "a and b group"])
    assert list(name_slugs(names)) == ["fire-health-safety-and-security-committee", "a-and-b-group"]


@pytest.mark.parametrize(
    ("heading", "meaning"),
    [
        ("WHAT?", "what"),
        ("Key control:", "what"),
        ("Aspect that is watched", "what"),
        ("Monitoring method", "how"),
        ("Checks to be made", "how"),
        ("How often?", "when"),
        ("Frequency of monitoring", "when"),
        ("Person responsible for the check", "who"),
        ("Group or committee that receives the findings", "where"),
        ("Results reported to: (sees that actions follow)", "where"),
        ("Frequency of reporting", "reported"),
        ("How often it is reported", "reported"),
        ("Who is responsible for completing actions", "closes"),
        ("Page", None),
        ("", None),
        ("(what)", None),
    ],
)
def test_a_heading_is_known_by_its_words(heading: str, meaning: str | None) -> None:
    assert meaning_of(heading) == meaning
