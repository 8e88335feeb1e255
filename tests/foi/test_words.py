"""The exemptions as data, the shapes of personal particulars, and what a decision lacks."""

from __future__ import annotations

from typing import Any

import pytest

from tests.foi.trusting import KINDS, PEOPLE
from vprs.evidence.typed import OPEN_NAMES, type_record
from vprs.foi.decisions import LONGEST_REASON, decision_of, lacking
from vprs.foi.exemptions import TESTS, covers, read_exemptions
from vprs.foi.personal import particulars
from vprs.kinds import read_kinds
from vprs.model import Record

ABSOLUTE = {"s21", "s23", "s32", "s41", "s44"}  # section 2(3) of the Act, but for Parliament and part of section 40


@pytest.mark.parametrize("kind", KINDS)
def test_a_record_takes_the_exemptions_of_the_act_and_no_others(kind: str) -> None:
    spec = read_kinds()[kind].field(("disclosure", "exemption"))
    assert spec is not None
    assert spec.choices == tuple(read_exemptions())


@pytest.mark.parametrize("kind", PEOPLE)
def test_nothing_can_be_decided_of_single_records_about_people_or_of_registers(kind: str) -> None:
    assert "disclosure" not in read_kinds()[kind].fields


def test_which_exemptions_are_absolute_is_as_the_act_says() -> None:
    found = read_exemptions()
    assert {code for code, each in found.items() if each.test == "absolute"} == ABSOLUTE
    assert {code for code, each in found.items() if each.test == "in-part"} == {"s40"}
    assert {each.test for each in found.values()} == set(TESTS)
    assert {code: each.needs_reason for code, each in found.items()} == {code: code not in ABSOLUTE for code in found}


def test_every_code_is_its_section_and_environmental_information_is_left_to_its_own_law() -> None:
    for code, each in read_exemptions().items():
        assert code == f"s{each.section.lower()}"
    assert "s39" not in read_exemptions()
    assert "Environmental Information Regulations 2004" in covers()


@pytest.mark.parametrize(
    "text",
    [
        "Letter to kim.two@example.org",
        "Write to kim (at) example",
        "Call 0161 496 0000 for it",
        "Tel +44 161 496 0000",
        "Case 943 476 5919",
        "Payroll 123456789",
        "About Mrs Two",
        "Statement of Dr. Two",
        "Letter from Mr T. Wo",
        "QQ 12 34 56 C".replace("QQ", "AB"),
        "1 High Street, M1 1AE",
        "Man born 3 May 1980",
        "Woman aged 43 hurt",
        "DOB: 3/5/80",
        "NHS number A1234",
        "See https://example.org/x",
        "Two\u00a0@\u00a0example",
        "0\uff11\uff16\uff11 496 0000",
    ],
)
def test_what_looks_like_somebodys_particulars_is_told(text: str) -> None:
    assert list(particulars(text))


@pytest.mark.parametrize(
    "text",
    [
        "Violence prevention strategy 2025-28",
        "Trust Board, 28 May 2026",
        "Report of the Chief Nurse, April to September 2026",
        "Annual report 2025/26",
        "Local Security Management Specialist's work plan",
        "PC Security in the Emergency Department",
        "Audit 12345678",
        "Incidents, 2026-04-01 to 2026-09-30",
        "Known as the policy of 2019",
        "Version 6.1 of the policy",
        "",
    ],
)
def test_what_looks_like_nobodys_is_let_through(text: str) -> None:
    assert not list(particulars(text))


def record(said: dict[str, Any] | None) -> Record:
    raw = {"kind": "document", "doc_type": "policy"} | ({"disclosure": said} if said else {})
    typed = type_record(raw, OPEN_NAMES)
    assert not typed.faults, typed.faults
    return Record(id="d", kind="document", fields=typed.fields, file="d.yaml")


BY: dict[str, Any] = {"decided_by": "foi-lead", "decided_on": "2026-11-02"}


@pytest.mark.parametrize(
    ("said", "why"),
    [
        (None, "no decision is recorded."),
        (BY | {"decision": "withhold"}, "it is to withhold, and no exemption is named. "),
        (BY | {"decision": "redact"}, "it is to redact, and no exemption is named. "),
        (BY | {"decision": "withhold", "exemption": ["s38"]}, "exemption s38 needs a reason: "),
        (BY | {"decision": "withhold", "exemption": ["s41", "s40"]}, "exemption s40 needs a reason: "),
        (BY | {"decision": "disclose", "exemption": ["s40"]}, "it is disclosed and names an exemption all the same. "),
        (BY | {"decision": "disclose", "title_withheld": True}, "it is disclosed and its title is withheld. "),
        (
            BY | {"decision": "disclose", "reason": "x" * (LONGEST_REASON + 1)},
            "its reason has more than 600 characters. ",
        ),
    ],
)
def test_half_a_decision_is_none(said: dict[str, Any] | None, why: str) -> None:
    found = record(said)
    assert [each[: len(why)] for each in lacking(found)] == [why]
    assert decision_of(found) is None


@pytest.mark.parametrize(
    "said",
    [
        BY | {"decision": "disclose"},
        BY | {"decision": "disclose", "reason": "x" * LONGEST_REASON},
        BY | {"decision": "withhold", "exemption": ["s41"]},
        BY | {"decision": "withhold", "exemption": ["s38"], "reason": "It would endanger staff."},
        BY | {"decision": "redact", "exemption": ["s40"], "reason": "It names a witness."},
    ],
)
def test_a_decision_that_says_what_it_must_stands(said: dict[str, Any]) -> None:
    found = decision_of(record(said))
    assert found is not None
    assert (found.decision, found.by, str(found.on)) == (said["decision"], "foi-lead", "2026-11-02")


@pytest.mark.parametrize("lacks", ["decision", "decided_by", "decided_on"])
def test_a_decision_without_what_when_or_by_whom_is_a_problem_where_it_is_read(lacks: str) -> None:
    said = {name: value for name, value in (BY | {"decision": "disclose"}).items() if name != lacks}
    typed = type_record({"kind": "document", "doc_type": "policy", "disclosure": said}, OPEN_NAMES)
    assert [fault.message for fault in typed.faults] == [f"'disclosure' needs '{lacks}'."]
