"""A role, body, site or unit is known by id, name or alias, whatever its case and its gaps."""

from __future__ import annotations

import pytest

from vprs.evidence.names import OPEN_NAMES, Names, fold, gather_names
from vprs.evidence.organisation import read_organisation

NAMES = gather_names(
    read_organisation(
        b"""name: Northmoor (fictional)
code: NMA
type: acute
packs: [vprs-2020]
sites: [{id: north, name: Northmoor General, aliases: [NGH]}, {id: main}]
units: [{id: main, aliases: [A and E]}]
roles: [{id: lsms, name: Local Security Management Specialist, aliases: [VPR lead]}]
bodies: [{id: board, name: Trust Board}]
staff_groups: [{id: nursing, name: Nurses and midwives}]
providers: [{id: riverside, name: Riverside Care}]
"""
    )
)


@pytest.mark.parametrize("text", ["vpr lead", "VPR-Lead", " VPR_lead ", "VPR\u2013lead", "VPR  lead", "VPR\u00a0lead"])
def test_case_spaces_hyphens_and_underscores_are_the_same(text: str) -> None:
    assert NAMES.resolve("role", text) == "lsms"


def test_composed_and_decomposed_letters_are_the_same() -> None:
    assert fold("Caf\u00e9") == fold("Cafe\u0301")


@pytest.mark.parametrize(
    ("reads", "text", "found"),
    [
        ("role", "Local Security Management Specialist", "lsms"),
        ("site", "ngh", "north"),
        ("body", "Trust board", "board"),
        ("unit", "a and e", "main"),
        ("staff-group", "NURSES AND MIDWIVES", "nursing"),
        ("provider", "riverside care", "riverside"),
        ("role-or-body", "board", "board"),
        ("role-or-body", "lsms", "lsms"),
        ("role", "board", None),
        ("role", "vprlead", None),
    ],
)
def test_a_name_leads_to_its_id(reads: str, text: str, found: str | None) -> None:
    assert NAMES.resolve(reads, text) == found


def test_a_staff_group_that_a_given_list_does_not_hold_is_unknown() -> None:
    assert NAMES.resolve("staff-group", "porters") is None
    assert Names().resolve("staff-group", "porters") == "porters"


def test_a_partner_is_kept_as_written_where_no_partners_are_listed() -> None:
    assert NAMES.resolve("partner", "Northmoor Police") == "Northmoor Police"
    assert Names(known={"partners": {"police": "police"}}).resolve("partner", "council") is None


def test_a_role_is_unknown_where_no_roles_are_listed() -> None:
    assert Names().resolve("role", "lsms") is None


def test_a_subject_is_any_name_or_else_a_word() -> None:
    assert NAMES.resolve("name", "Riverside care") == "riverside"
    assert NAMES.resolve("name", "main") == "main"
    assert NAMES.resolve("name", "Car park C") == "Car park C"


def test_a_subject_that_two_lists_know_differently_is_kept_as_written() -> None:
    names = Names(known={"sites": {"north": "site-1"}, "units": {"north": "unit-1"}})
    assert names.resolve("name", "North") == "North"


def test_open_names_know_everything_as_written() -> None:
    assert OPEN_NAMES.resolve("role", "Head of Porters") == "Head of Porters"


def test_open_names_are_closed_where_a_list_is_given() -> None:
    names = Names(known={"roles": {"lsms": "lsms"}}, open_names=True)
    assert names.resolve("role", "Head of Porters") is None
    assert names.resolve("body", "Board") == "Board"
    assert names.resolve("role-or-body", "Board") == "Board"
