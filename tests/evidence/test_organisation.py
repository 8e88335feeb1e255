"""organisation.yaml: what is required, what is known, and every fault with its place."""

from __future__ import annotations

from datetime import date

import pytest

from vprs.dates import Span, day
from vprs.evidence.organisation import read_organisation
from vprs.model import Organisation
from vprs.problem import InvalidInput

BEGIN = "Begin with name, code, type and packs."
SMALLEST = "name: Northmoor (fictional)\ncode: NMA\ntype: acute\npacks: [vprs-2020]\n"
WHOLE = """\
name: Northmoor Acute Hospitals NHS Trust (fictional)
code: NMA
type: acute                   # acute mental-health community ambulance icb other
functions: [provider]         # provider commissioner employer
packs: [vprs-2020]
year_start: "04-01"
sites:  [{id: north, name: Northmoor General, aliases: [NGH], occupancy: owned, opened: 1990-01-01}]
formed: 2002-04-01
bodies:
  - {id: board, name: Trust Board, level: board}
  - {id: quality, name: Quality Committee, level: committee, acts_for: Trust Board}
  - {id: nhs-protect, level: external, to: 2017-03-31}
roles:  [{id: lsms, name: Local Security Management Specialist, aliases: [VPR lead]}, {id: executive-lead}]
units: [{id: ed-north, level: department, site: NGH}]
staff_groups: [{id: nursing, headcount: 2100, frontline: true}]
providers: []                 # commissioners: the providers they assure
partners: [{id: police, name: Northmoor Police, type: police}]
conventions: {meetings: {august: none}, channels: [bulletin, screen]}
"""


def read(text: str) -> Organisation:
    return read_organisation(text.encode())


def faults(text: str) -> list[str]:
    with pytest.raises(InvalidInput) as caught:
        read(text)
    return [str(problem) for problem in caught.value.problems]


def test_only_name_code_type_and_packs_are_required() -> None:
    organisation = read(SMALLEST)
    assert (organisation.name, organisation.code, organisation.type) == ("Northmoor (fictional)", "NMA", "acute")
    assert (organisation.packs, organisation.year_start, organisation.formed) == (("vprs-2020",), (4, 1), None)
    assert organisation.lists == {}
    assert not organisation.open_names


def test_the_example_of_the_guide_is_read_whole() -> None:
    organisation = read(WHOLE)
    assert organisation.functions == ("provider",)
    assert organisation.formed == day(date(2002, 4, 1))
    assert organisation.fields["conventions"] == {"meetings": {"august": "none"}, "channels": ("bulletin", "screen")}
    site = organisation.lists["sites"][0]
    assert (site.kind, site.id, site.file, site.line) == ("organisation.sites", "north", "organisation.yaml", 7)
    assert site.fields == {
        "name": "Northmoor General",
        "aliases": ("NGH",),
        "occupancy": "owned",
        "opened": day(date(1990, 1, 1)),
    }
    assert organisation.lists["staff_groups"][0].fields == {"headcount": 2100, "frontline": True}


def test_entries_refer_to_each_other_by_any_name() -> None:
    lists = read(WHOLE).lists
    assert lists["bodies"][1].fields["acts_for"] == "board"
    assert lists["units"][0].fields["site"] == "north"


def test_an_empty_list_is_kept_and_a_list_not_given_is_absent() -> None:
    lists = read(SMALLEST + "providers: []\nunits:\n").lists
    assert lists == {"providers": ()}


def test_an_entry_may_be_its_id_alone() -> None:
    assert [role.id for role in read(SMALLEST + "roles: [lsms, executive-lead]\n").lists["roles"]] == [
        "lsms",
        "executive-lead",
    ]


def test_dates_of_entries_keep_their_precision() -> None:
    (site,) = read(SMALLEST + "sites: [{id: a, opened: 1990, closed: 2024-06}]\n").lists["sites"]
    assert site.fields["opened"] == Span(date(1990, 1, 1), date(1990, 12, 31))
    assert site.fields["closed"] == Span(date(2024, 6, 1), date(2024, 6, 30))


@pytest.mark.parametrize("written", ['"01-01"', "10-01", '"12-31"'])
def test_a_year_may_start_on_any_day_there_is(written: str) -> None:
    month, of_month = (int(part) for part in written.strip('"').split("-"))
    assert read(SMALLEST + f"year_start: {written}\n").year_start == (month, of_month)


@pytest.mark.parametrize("written", ["02-29", "13-01", "4-1", "april", "2026-04-01"])
def test_a_day_that_does_not_come_every_year_starts_none(written: str) -> None:
    assert faults(SMALLEST + f"year_start: {written}\n") == [
        f"organisation.yaml:5:13: year_start: '{written}' is not a month and a day. Write it as \"04-01\"."
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "organisation.yaml:1:1: the file is empty. " + BEGIN),
        (
            "- name",
            "organisation.yaml:1:1: the file must be a mapping of keys and values. " + BEGIN,
        ),
        (SMALLEST.replace("code: NMA\n", ""), "organisation.yaml:1:1: code: organisation.yaml needs 'code'. Add it."),
        (SMALLEST.replace("NMA", ""), "organisation.yaml:2:6: code: organisation.yaml needs 'code', and it is empty here. Fill it in."),
        (
            SMALLEST.replace("[vprs-2020]", "[]"),
            "organisation.yaml:4:8: packs: organisation.yaml needs 'packs', and it is empty here. Fill it in. For example: packs: [vprs-2020].",
        ),
        (
            SMALLEST.replace("acute", "accute"),
            (
                "organisation.yaml:3:7: type: 'accute' is not a word that type can have. Did you mean 'acute'? "
                "Use acute, mental-health, community, ambulance, icb or other."
            ),
        ),
        (
            SMALLEST + "functions: [provider, buyer]\n",
            (
                "organisation.yaml:5:23: functions[2]: 'buyer' is not a word that functions can have. "
                "Use provider, commissioner or employer."
            ),
        ),
        (
            SMALLEST + "site: []\n",
            "organisation.yaml:5:1: site: organisation.yaml has no field 'site'. Did you mean 'sites'?",
        ),
        (
            SMALLEST + "sites: {id: north}\n",
            "organisation.yaml:5:8: sites: 'sites' must be a list. Write sites: [{id: ...}].",
        ),
        (SMALLEST + "sites: [{name: North}]\n", "organisation.yaml:5:9: sites[1].id: 'sites' needs 'id'. Add it."),
        (
            SMALLEST + "sites: [{id: a, alias: b}]\n",
            "organisation.yaml:5:17: sites[1].alias: 'sites' has no field 'alias'. Did you mean 'aliases'?",
        ),
        (
            SMALLEST + "sites: [{id: a}, ]\nunits: [{}]\n",
            "organisation.yaml:6:9: units[1]: an entry is empty. Give it an id, or take it out.",
        ),
        (
            SMALLEST + "roles: [{id: lsms}, {id: LSMS}]\n",
            (
                "organisation.yaml:5:26: roles[2].id: id 'LSMS' stands twice. "
                "A name must lead to one entry: change one of them."
            ),
        ),
        (
            SMALLEST + "roles: [{id: lsms, aliases: [lead]}, {id: exec, name: Lead}]\n",
            (
                "organisation.yaml:5:55: roles[2].name: 'Lead' already names 'lsms'. "
                "A name must lead to one entry: change one of them."
            ),
        ),
        (
            SMALLEST + "bodies: [{id: a, acts_for: bord}, {id: board}]\n",
            (
                "organisation.yaml:5:28: bodies[1].acts_for: no body is known as 'bord'. Did you mean 'board'? "
                "Mend the spelling, or add it to bodies in organisation.yaml."
            ),
        ),
        (
            SMALLEST + "staff_groups: [{id: a, headcount: -5}]\n",
            "organisation.yaml:5:35: staff_groups[1].headcount: '-5' is no number of people. "
            "Write how many there are, or leave it out.",
        ),
        (
            SMALLEST + "staff_groups: [{id: a, headcount: many}]\n",
            "organisation.yaml:5:35: staff_groups[1].headcount: 'many' is not a number. Write digits only.",
        ),
        (
            SMALLEST + "bodies: [{id: a, from: 2020, to: 2019-12}]\n",
            "organisation.yaml:5:34: bodies[1].to: 2019-12 lies before from 2020. Change one of the two dates.",
        ),
        (
            SMALLEST + "conventions: [a]\n",
            "organisation.yaml:5:14: conventions: 'conventions' must be a mapping. Write keys and values below it.",
        ),
        (
            SMALLEST + "name: Again\n",
            "organisation.yaml:5:1: name: key 'name' stands twice; the first is on line 1. Keep one of them.",
        ),
    ],
)
def test_a_fault_is_told_with_its_place_and_remedy(text: str, message: str) -> None:
    assert faults(text) == [message]


def test_all_faults_are_told_together() -> None:
    assert len(faults("type: acut\nsites: [{}]\nformed: soon\nconventions: 3\n")) == 7


def test_one_spelling_may_name_a_site_and_a_unit() -> None:
    lists = read(SMALLEST + "sites: [{id: main}]\nunits: [{id: main, name: Main, aliases: [main]}]\n").lists
    assert (lists["sites"][0].id, lists["units"][0].id) == ("main", "main")


def test_bytes_that_are_no_text_are_told() -> None:
    with pytest.raises(InvalidInput, match=r"organisation\.yaml:1:7: byte 0xff is not valid UTF-8\."):
        read_organisation(b"name: \xff")
