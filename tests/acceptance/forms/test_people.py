"""`held` and `attested`: who fills a role, and whether a named role's judgement holds (DESIGN 6.3)."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.acceptance.forms.posing import asked


def appointments(*those: str) -> str:
    return "".join(f"- {{kind: appointment, role: lsms, {one}}}\n" for one in those)


@pytest.mark.parametrize(
    ("form", "those", "answer"),
    [
        ("role: lsms", [], "no vacant"),
        ("role: lsms", ["holder: A, start: 2020-01-01"], "yes"),
        ("role: executive-lead", ["holder: A, start: 2020-01-01"], "no vacant"),
        ("role: lsms", ["holder: A, start: 2026-09-30"], "yes"),
        ("role: lsms", ["holder: A, start: 2026-10-01"], "no vacant"),
        ("role: lsms", ["holder: A, start: 2020-01-01, end: 2026-09-30"], "yes"),
        ("role: lsms", ["holder: A, start: 2020-01-01, end: 2026-09-29"], "no vacant"),
        ("role: lsms", ["holder: A, start: 2020-01-01, end: 2026-09"], "yes"),
        ("role: lsms", ["holder: A, start: 2020-01-01, end: 2026-08"], "no vacant"),
        ("role: lsms, at_least: 2", ["holder: A, start: 2020-01-01", "holder: A, start: 2021-01-01"], "no vacant"),
        ("role: lsms, at_least: 2", ["holder: A, start: 2020-01-01", "holder: B, start: 2021-01-01"], "yes"),
        ("role: lsms, where: {accredited: true}", ["holder: A, start: 2020-01-01, accredited: true"], "yes"),
        ("role: lsms, where: {accredited: true}", ["holder: A, start: 2020-01-01, accredited: false"], "no unaccredited"),
        ("role: lsms, where: {accredited: true}", ["holder: A, start: 2020-01-01"], "no unaccredited"),
        ("role: lsms, where: {accredited: true}", [], "no vacant"),
        ("role: lsms, where: {accredited: true}", ["holder: A, start: 2020-01-01, end: 2026-01-01, accredited: true"], "no vacant"),
        (
            "role: lsms, where: {accredited: true, accreditation_expires: {at_least: $as_of}}",
            ["holder: A, start: 2020-01-01, accredited: true, accreditation_expires: 2026-09-30"],
            "yes",
        ),
        (
            "role: lsms, where: {accredited: true, accreditation_expires: {at_least: $as_of}}",
            ["holder: A, start: 2020-01-01, accredited: true, accreditation_expires: 2026-09-29"],
            "no unaccredited",
        ),
        ("role: lsms, at_least: 2, where: {accredited: true}", ["holder: A, start: 2020-01-01, accredited: true", "holder: B, start: 2020-01-01"], "no unaccredited"),
        ("role: lsms, throughout: period", ["holder: A, start: 2026-04-01"], "yes"),
        ("role: lsms, throughout: period", ["holder: A, start: 2026-04-02"], "no vacant"),
        ("role: lsms, throughout: period", ["holder: A, start: 2020-01-01, end: 2026-09-29"], "no vacant"),
        ("role: lsms, throughout: period", ["holder: A, start: 2020-01-01, end: 2026-09-30"], "yes"),
        ("role: lsms, throughout: period", ["holder: A, start: 2020-01-01, end: 2026-06-30", "holder: B, start: 2026-07-01"], "yes"),
        ("role: lsms, throughout: period", ["holder: A, start: 2020-01-01, end: 2026-06-30", "holder: B, start: 2026-07-02"], "no vacant"),
        ("role: lsms, throughout: period, max_vacancy: P1D", ["holder: A, start: 2020-01-01, end: 2026-06-30", "holder: B, start: 2026-07-02"], "yes"),
        ("role: lsms, throughout: period, max_vacancy: P1D", ["holder: A, start: 2020-01-01, end: 2026-06-30", "holder: B, start: 2026-07-03"], "no vacant"),
        ("role: lsms, throughout: period, max_vacancy: P31D", ["holder: A, start: 2020-01-01, end: 2026-06-30", "holder: B, start: 2026-08-01"], "yes"),
        ("role: lsms, throughout: period, max_vacancy: P30D", ["holder: A, start: 2020-01-01, end: 2026-06-30", "holder: B, start: 2026-08-01"], "no vacant"),
        ("role: lsms, throughout: period, max_vacancy: P30D", ["holder: A, start: 2026-05-01"], "yes"),
        ("role: lsms, throughout: period, max_vacancy: P29D", ["holder: A, start: 2026-05-01"], "no vacant"),
        ("role: lsms, throughout: period, max_vacancy: P30D", ["holder: A, start: 2020-01-01, end: 2026-08-31"], "yes"),
        ("role: lsms, throughout: period, max_vacancy: P29D", ["holder: A, start: 2020-01-01, end: 2026-08-31"], "no vacant"),
        ("role: lsms, throughout: period, where: {accredited: true}", ["holder: A, start: 2020-01-01"], "no unaccredited"),
    ],
)  # fmt: skip
def test_a_role_is_held(tmp_path: Path, form: str, those: list[str], answer: str) -> None:
    assert asked(tmp_path, f"held: {{{form}}}", appointments(*those)) == answer


@pytest.mark.parametrize(
    ("those", "as_of", "answer"),
    [
        (["holder: A, start: 2026-09"], "2026-09-15", "unknown ambiguous-date"),
        (["holder: A, start: 2026-09"], "2026-09-30", "yes"),
        (["holder: A, start: 2026-09"], "2026-08-31", "no vacant"),
        (["holder: A, start: 2026-09", "holder: B, start: 2020-01-01"], "2026-09-15", "yes"),
    ],
)
def test_a_start_that_may_mean_several_days_is_not_guessed(
    tmp_path: Path, those: list[str], as_of: str, answer: str
) -> None:
    assert asked(tmp_path, "held: {role: lsms}", appointments(*those), as_of=as_of) == answer


def test_a_lost_appointment_may_fill_the_role_and_takes_no_holder_away(tmp_path: Path) -> None:
    bad = {"bad.yaml": "records:\n  - {kind: appointment, role: lsms, holder: A, start: soon}\n"}
    assert asked(tmp_path / "1", "held: {role: lsms}", files=bad) == "unknown unreadable"
    assert asked(tmp_path / "2", "held: {role: lsms}", appointments("holder: A, start: 2020-01-01"), files=bad) == "yes"
    two = "held: {role: lsms, at_least: 2}"
    assert asked(tmp_path / "3", two, files=bad) == "no vacant"
    assert asked(tmp_path / "4", two, appointments("holder: A, start: 2020-01-01"), files=bad) == "unknown unreadable"


@pytest.mark.parametrize(
    ("number", "lost", "answer"),
    [
        (1, "{kind: appointment, role: lsms, holder: A, start: soon}", "unknown unreadable"),
        (2, "{kind: appointment, role: lsms, holder: A, start: soon}", "no vacant"),
        (2, "{kind: appointment, role: lsms, holder: A, start: soon}, {kind: appointment}", "unknown unreadable"),
        (3, "{kind: appointment, role: lsms, holder: A, start: soon}, {kind: appointment}", "no vacant"),
    ],
)
def test_as_many_lost_appointments_as_are_wanting_may_have_filled_the_period(
    tmp_path: Path, number: int, lost: str, answer: str
) -> None:
    check = f"held: {{role: lsms, at_least: {number}, throughout: period}}"
    assert asked(tmp_path / "few", check, files={"bad.yaml": f"records: [{lost}]\n"}) == answer
    whole = {
        "bad.csv": "Role,Holder\n",
        "bad.csv.yaml": "kind: appointment\nregister_type: r\ncolumns: {Who: holder}\n",
    }
    assert asked(tmp_path / "many", check, files=whole) == "unknown unreadable"


MET = "by: lsms, judgement: met, basis: [m]"
SAYS = "statement: s, by: [lsms]"


@pytest.mark.parametrize(
    ("form", "those", "answer"),
    [
        (SAYS, [], "no missing"),
        (SAYS, [f"made_on: 2026-09-01, {MET}"], "yes"),
        (SAYS, [f"made_on: 2026-03-30, {MET}"], "yes"),
        (SAYS, [f"made_on: 2026-03-29, {MET}"], "no lapsed-attestation"),
        (SAYS, [f"made_on: 2026-09-30, {MET}"], "yes"),
        (f"{SAYS}, valid_for: P12M", [f"made_on: 2025-09-30, {MET}"], "yes"),
        (f"{SAYS}, valid_for: P12M", [f"made_on: 2025-09-29, {MET}"], "no lapsed-attestation"),
        (SAYS, [f"made_on: 2026-09-01, valid_until: 2026-09-30, {MET}"], "yes"),
        (SAYS, [f"made_on: 2026-09-01, valid_until: 2026-09, {MET}"], "yes"),
        (SAYS, [f"made_on: 2026-09-01, valid_until: 2026-09-29, {MET}"], "no lapsed-attestation"),
        (SAYS, [f"made_on: 2026-03, {MET}"], "unknown ambiguous-date"),
        (SAYS, ["made_on: 2026-09-01, by: staff-side, judgement: met, basis: [m]"], "no wrong-role"),
        (f"{SAYS[:-1]}, staff-side]", ["made_on: 2026-09-01, by: staff-side, judgement: met, basis: [m]"], "yes"),
        (SAYS, [f"made_on: 2026-09-01, {MET}".replace("lsms", "VPR Lead")], "yes"),
        (SAYS, ["made_on: 2026-09-01, by: lsms, judgement: partly-met, basis: [m]"], "no judged-not-met"),
        (SAYS, ["made_on: 2026-09-01, by: lsms, judgement: not-met, basis: [m]"], "no judged-not-met"),
        (SAYS, ["made_on: 2026-09-01, by: lsms, judgement: not-applicable, basis: [m]"], "no judged-not-met"),
        (SAYS, ["made_on: 2026-09-01, by: lsms, judgement: met"], "no missing-field"),
        (SAYS, ["made_on: 2026-09-01, by: lsms, judgement: met, basis: []"], "no missing-field"),
        (SAYS, ["made_on: 2026-09-01, by: lsms, judgement: met, basis: [gone]"], "no missing-field"),
        (f"{SAYS}, min_basis: 0", ["made_on: 2026-09-01, by: lsms, judgement: met"], "yes"),
        (f"{SAYS}, min_basis: 2", [f"made_on: 2026-09-01, {MET}"], "no missing-field"),
        (f"{SAYS}, min_basis: 2", ["made_on: 2026-09-01, by: lsms, judgement: met, basis: [m, m]"], "no missing-field"),
        (f"{SAYS}, min_basis: 2", ["made_on: 2026-09-01, by: lsms, judgement: met, basis: [m, n]"], "yes"),
        (SAYS, [f"made_on: 2026-08-01, {MET}", "made_on: 2026-09-01, by: lsms, judgement: not-met, basis: [m]"], "no judged-not-met"),
        (SAYS, [f"made_on: 2026-09-01, {MET}", "made_on: 2026-08-01, by: lsms, judgement: not-met, basis: [m]"], "yes"),
        (SAYS, [f"made_on: 2026-08-01, {MET}", "made_on: 2026-09-01, by: staff-side, judgement: not-met, basis: [m]"], "yes"),
        (SAYS, [f"made_on: 2026-08-01, {MET}", "made_on: 2026-10-01, by: lsms, judgement: not-met, basis: [m]"], "yes"),
        ("statement: other, by: [lsms]", [f"made_on: 2026-09-01, {MET}"], "no missing"),
    ],
)  # fmt: skip
def test_a_judgement_holds(tmp_path: Path, form: str, those: list[str], answer: str) -> None:
    records = "".join(f"- {{kind: attestation, statement: s, {one}}}\n" for one in those)
    records += "- {id: m, kind: minute, body: board, date: 2026-04-01}\n- {id: n, kind: minute, body: board, date: 2026-04-02}\n"
    assert asked(tmp_path, f"attested: {{{form}}}", records) == answer


@pytest.mark.parametrize("other", ["not-met", "partly-met"])
def test_two_judgements_of_one_day_that_differ_are_no_yes(tmp_path: Path, other: str) -> None:
    both = [f"made_on: 2026-09-01, {MET}", f"made_on: 2026-09-01, by: lsms, judgement: {other}, basis: [m]"]
    told: list[str] = []
    for order in (both, both[::-1]):
        records = "- {id: m, kind: minute, body: board, date: 2026-04-01}\n"
        records += "".join(f"- {{kind: attestation, statement: s, {one}}}\n" for one in order)
        told.append(asked(tmp_path / str(len(told)), f"attested: {{{SAYS}}}", records))
    assert told[0] == told[1]
    assert told[0] != "yes"


def test_a_lost_judgement_may_be_the_latest(tmp_path: Path) -> None:
    records = f"- {{kind: attestation, statement: s, made_on: 2026-09-01, {MET}}}\n- {{id: m, kind: minute, body: board, date: 2026-04-01}}\n"
    bad = {"bad.yaml": "records:\n  - {kind: attestation, statement: s, by: lsms, judgement: met, made_on: soon}\n"}
    assert asked(tmp_path / "1", f"attested: {{{SAYS}}}", files=bad) == "unknown unreadable"
    assert asked(tmp_path / "2", f"attested: {{{SAYS}}}", records, files=bad) == "unknown unreadable"


def test_a_judgement_that_may_be_earlier_or_later_than_another_leaves_it_unknown(tmp_path: Path) -> None:
    both = [f"made_on: 2026-09-15, {MET}", "made_on: 2026-09, by: lsms, judgement: not-met, basis: [m]"]
    records = "- {id: m, kind: minute, body: board, date: 2026-04-01}\n"
    records += "".join(f"- {{kind: attestation, statement: s, {one}}}\n" for one in both)
    assert asked(tmp_path, f"attested: {{{SAYS}}}", records) == "unknown ambiguous-date"
