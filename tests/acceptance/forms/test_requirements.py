"""Requirements: worlds, what drops out, gates, judgements, chains over phases, opinions, the JSON (DESIGN 5, 7, 8)."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.acceptance.forms.posing import ORGANISATION, PACK, Case, assessment, requirement, run, write

ROOT = Path(__file__).parents[3]
YES = "exists: {kind: minute, where: {body: board}}"
NO = "exists: {kind: minute, where: {body: audit}}"
UNKNOWN = "none: {kind: incident, window: period}"
GONE = "exists: {kind: minute, where: {body: old-body}}"
RECORDS = "- {kind: minute, body: board, date: 2026-05-01}\n"
CHECKS = {"y": YES, "n": NO, "u": UNKNOWN, "g": GONE}


def finding(folder: Path, text: str, records: str = RECORDS, **more: Any) -> dict[str, Any]:
    found: dict[str, Any] = assessment(folder, {"plan/x": text}, records=records, **more)["findings"][0]
    return found


def judged(folder: Path, text: str, records: str = RECORDS, **more: Any) -> tuple[str, str, str]:
    found = finding(folder, text, records, **more)
    return found["outcome"], found["floor"], found["ceiling"]


def rule(met: str, partly: str = "never", checks: dict[str, str] = CHECKS, more: str = "") -> str:
    """A requirement over the checks that its conditions name."""
    own = {
        name: text
        for name, text in checks.items()
        if name in (met + partly).replace("[", " ").replace("]", " ").replace(",", " ").replace("}", " ").split()
    }
    return requirement(own, f"met_when: {met}\npartly_met_when: {partly}\n{more}")


@pytest.mark.parametrize(
    ("met", "partly", "outcome", "floor", "ceiling"),
    [
        ("{all: [y]}", "never", "met", "met", "met"),
        ("{all: [n]}", "never", "not-met", "not-met", "not-met"),
        ("{all: [u]}", "never", "not-assessed", "not-met", "met"),
        ("{all: [g]}", "never", "not-applicable", "not-applicable", "not-applicable"),
        ("{all: [y, n]}", "{any: [y, n]}", "partly-met", "partly-met", "partly-met"),
        ("{all: [y, n]}", "never", "not-met", "not-met", "not-met"),
        ("{all: [y, u]}", "{any: [y]}", "not-assessed", "partly-met", "met"),
        ("{all: [y, u]}", "never", "not-assessed", "not-met", "met"),
        ("{all: [n, u]}", "never", "not-met", "not-met", "not-met"),
        ("{all: [n, u]}", "{any: [n, u]}", "not-assessed", "not-met", "partly-met"),
        ("{any: [y, u]}", "never", "met", "met", "met"),
        ("{any: [n, u]}", "never", "not-assessed", "not-met", "met"),
        ("{all: [y, g]}", "never", "met", "met", "met"),
        ("{any: [n, g]}", "never", "not-met", "not-met", "not-met"),
        ("{all: [y, {any: [g]}]}", "never", "met", "met", "met"),
        ("{all: [n, {any: [g]}]}", "never", "not-met", "not-met", "not-met"),
        ("{all: [{any: [y, n]}, {any: [u, y]}]}", "never", "met", "met", "met"),
        ("{all: [n, y]}", "{all: [g]}", "not-met", "not-met", "not-met"),
        ("{all: [n, y]}", "{any: [g, y]}", "partly-met", "partly-met", "partly-met"),
    ],
)
def test_a_requirement_is_judged_in_two_worlds(
    tmp_path: Path, met: str, partly: str, outcome: str, floor: str, ceiling: str
) -> None:
    said = judged(tmp_path, rule(met, partly))
    if outcome == "not-applicable":
        assert said[0] == outcome
    else:
        assert said == (outcome, floor, ceiling)


def test_an_advisory_check_is_shown_and_never_decides(tmp_path: Path) -> None:
    text = (
        requirement({"y": YES, "n": NO})
        .replace(
            "    says: Asked.\n    exists: {kind: minute, where: {body: audit}}",
            "    says: Asked.\n    advisory: true\n    exists: {kind: minute, where: {body: audit}}",
        )
        .replace("partly_met_when: never", "")
    )
    found = finding(tmp_path, text)
    assert found["outcome"] == "met"
    assert {one["check"]: (one["advisory"], one["state"]) for one in found["checks"]} == {
        "y": (False, "yes"),
        "n": (True, "no"),
    }
    assert found["gap"] is None


def test_every_certain_no_is_a_gap_all_the_same(tmp_path: Path) -> None:
    found = finding(tmp_path, rule("{any: [n, u]}"))
    assert found["outcome"] == "not-assessed"
    assert found["gap"] == {"gap": "A gap.", "action": "Close it.", "owner": "lsms", "due": "2026-10-30"}


def test_there_is_no_gap_where_all_is_met(tmp_path: Path) -> None:
    assert finding(tmp_path, rule("{all: [y]}"))["gap"] is None


@pytest.mark.parametrize(
    ("when", "organisation", "outcome"),
    [
        ("{organisation.type: acute}", "", "met"),
        ("{organisation.type: [acute, icb]}", "", "met"),
        ("{organisation.type: icb}", "", "not-applicable"),
        ("{organisation.functions: commissioner}", "functions: [provider, commissioner]", "met"),
        ("{organisation.functions: commissioner}", "functions: [provider]", "not-applicable"),
        ("{organisation.functions: commissioner}", "", "not-assessed"),
        ("{organisation.type: icb, organisation.functions: commissioner}", "", "not-applicable"),
        ("{organisation.formed: {at_least: 2026-01-01}}", "formed: 2026-02-01", "met"),
        ("{organisation.formed: {at_least: 2026-01-01}}", "formed: 2025-02-01", "not-applicable"),
    ],
)
def test_it_applies_only_when(tmp_path: Path, when: str, organisation: str, outcome: str) -> None:
    text = rule("{all: [y]}", more=f"when: {when}")
    assert judged(tmp_path, text, organisation=organisation)[0] == outcome


CONCERN = "while: {kind: risk, where: {register: provider-concerns, closed_on: {present: false}}}"


@pytest.mark.parametrize(
    ("risk", "bad", "outcome"),
    [
        ("", "", "not-applicable"),
        ("{kind: risk, raised_on: 2026-05-01, register: provider-concerns}", "", "met"),
        (
            "{kind: risk, raised_on: 2026-05-01, register: Provider Concerns, closed_on: 2026-09-30}",
            "",
            "not-applicable",
        ),
        ("{kind: risk, raised_on: 2026-05-01, register: provider-concerns, closed_on: 2026-10-01}", "", "met"),
        ("{kind: risk, raised_on: 2026-10-01, register: provider-concerns}", "", "not-applicable"),
        ("{kind: risk, raised_on: 2026-05-01, register: other}", "", "not-applicable"),
        ("{kind: risk, raised_on: 2026-05-01}", "", "not-assessed"),
        ("", "{kind: risk, raised_on: x}", "not-assessed"),
    ],
)
def test_it_applies_only_while_such_a_record_stands(tmp_path: Path, risk: str, bad: str, outcome: str) -> None:
    files = {"bad.yaml": f"records:\n  - {bad}\n"} if bad else {}
    text = rule("{all: [y]}", more=CONCERN)
    assert judged(tmp_path, text, RECORDS + (f"- {risk}\n" if risk else ""), files=files)[0] == outcome


ATTESTED = (
    "- {kind: attestation, requirement: trial/plan/x, by: %s, made_on: %s, judgement: %s, basis: [records.yaml#1]%s}\n"
)
BECAUSE = ", reason: We have no such place"


@pytest.mark.parametrize(
    ("attestations", "outcome"),
    [
        (ATTESTED % ("executive-lead", "2026-09-01", "not-applicable", BECAUSE), "not-applicable"),
        (ATTESTED % ("executive-lead", "2026-03-30", "not-applicable", BECAUSE), "not-applicable"),
        (ATTESTED % ("executive-lead", "2026-03-29", "not-applicable", BECAUSE), "not-met"),
        (ATTESTED % ("executive-lead", "2026-10-01", "not-applicable", BECAUSE), "not-met"),
        (ATTESTED % ("executive-lead", "2026-09-01", "not-applicable", ""), "not-met"),
        (ATTESTED % ("lsms", "2026-09-01", "not-applicable", BECAUSE), "not-met"),
        (ATTESTED % ("executive-lead", "2026-09-01", "met", BECAUSE), "not-met"),
        (ATTESTED % ("executive-lead", "2026-08-01", "not-applicable", BECAUSE) + ATTESTED % ("executive-lead", "2026-09-01", "not-met", ""), "not-met"),
        (ATTESTED % ("executive-lead", "2026-09-01", "not-applicable", BECAUSE + ", valid_until: 2026-09-29"), "not-met"),
        (ATTESTED.replace("trial/plan/x", "plan/x") % ("executive-lead", "2026-09-01", "not-applicable", BECAUSE), "not-met"),
    ],
)  # fmt: skip
def test_an_allowed_role_may_attest_that_it_does_not_apply(tmp_path: Path, attestations: str, outcome: str) -> None:
    text = rule("{all: [n]}", more="not_applicable_by: [executive-lead]")
    found = finding(tmp_path, text, RECORDS + attestations)
    assert found["outcome"] == outcome
    if outcome == "not-applicable":
        assert found["basis"] == "attested"


def test_nobody_may_attest_it_away_where_the_requirement_does_not_say_so(tmp_path: Path) -> None:
    records = RECORDS + ATTESTED % ("executive-lead", "2026-09-01", "not-applicable", BECAUSE)
    assert judged(tmp_path, rule("{all: [n]}"), records)[0] == "not-met"


def test_an_assessors_view_stands_beside_the_finding(tmp_path: Path) -> None:
    records = (
        RECORDS
        + ATTESTED % ("lsms", "2026-08-01", "not-met", "")
        + ATTESTED % ("lsms", "2026-09-01", "met", ", reason: Seen")
    )
    found = finding(tmp_path, rule("{all: [n]}"), records)
    assert found["outcome"] == "not-met"
    assert found["judged"] == {"outcome": "met", "by": "lsms", "on": "2026-09-01", "reason": "Seen", "disagrees": True}
    same = finding(tmp_path / "2", rule("{all: [y]}"), records)
    assert same["judged"]["disagrees"] is False
    assert finding(tmp_path / "3", rule("{all: [y]}"))["judged"] is None


@pytest.mark.parametrize(
    ("risk", "accepted"),
    [
        ("accepted_by: board, accepted_until: 2026-12-31", {"by": "board", "until": "2026-12-31"}),
        ("accepted_by: board, accepted_until: 2026-09-30", {"by": "board", "until": "2026-09-30"}),
        ("accepted_by: board, accepted_until: 2026-09-29", None),
        ("accepted_until: 2026-12-31", None),
        ("accepted_by: board", None),
        ("accepted_by: board, accepted_until: 2026-09", {"by": "board", "until": "2026-09"}),
        ("accepted_by: board, accepted_until: 2026-08", None),
        ("accepted_by: board, accepted_until: 2026-12-31, closed_on: 2026-09-30", None),
        (
            "accepted_by: board, accepted_until: 2026-12-31, closed_on: 2026-10-01",
            {"by": "board", "until": "2026-12-31"},
        ),
    ],
)
def test_an_accepted_risk_is_shown_until_it_lapses(tmp_path: Path, risk: str, accepted: dict[str, str] | None) -> None:
    records = RECORDS + f"- {{kind: risk, raised_on: 2026-05-01, requirement: trial/plan/x, {risk}}}\n"
    found = finding(tmp_path, rule("{all: [n]}"), records)
    assert found["accepted"] == accepted
    assert found["gap"] is not None


HELD = {"m.md": "---\nkind: minute\nbody: audit\ndate: 2026-05-01\n---\n\n# Minutes\n"}
SAID = "attested: {statement: s, by: [lsms]}"
SAYS = "- {kind: attestation, statement: s, by: lsms, made_on: 2026-09-01, judgement: met, basis: [records.yaml#1]}\n"


@pytest.mark.parametrize(
    ("checks", "basis"),
    [
        ({"a": YES}, "stated"),
        ({"a": NO}, "held"),
        ({"a": YES, "b": NO}, "mixed"),
        ({"a": SAID}, "attested"),
        ({"a": SAID, "b": NO}, "mixed"),
    ],
)
def test_a_basis_says_on_what_the_yes_rests(tmp_path: Path, checks: dict[str, str], basis: str) -> None:
    found = finding(tmp_path, requirement(checks), RECORDS + SAYS, files=HELD)
    assert found["outcome"] == "met"
    assert found["basis"] == basis


def chain(
    folder: Path, do: str, checks: dict[str, str] | None = None, plan: str = "", **more: Any
) -> tuple[str, str, str]:
    """The outcome of `do/b`, whose condition asks of `plan/a`."""
    texts = {
        "plan/a": plan or requirement(checks or {"y": YES}),
        "do/b": requirement({"y": YES}, f"met_when: {do}\npartly_met_when: never"),
    }
    found = assessment(folder, texts, records=RECORDS, **more)["findings"]
    assert [one["requirement"] for one in found] == ["trial/plan/a", "trial/do/b"]
    return found[1]["outcome"], found[1]["floor"], found[1]["ceiling"]


MET = "{all: [y, {requirement: plan/a, at_least: met}]}"
PARTLY = "{all: [y, {requirement: plan/a, at_least: partly-met}]}"


def test_a_requirement_leans_on_an_earlier_one_world_by_world(tmp_path: Path) -> None:
    assert chain(tmp_path / "1", MET) == ("met", "met", "met")
    assert chain(tmp_path / "2", MET, {"n": NO}) == ("not-met", "not-met", "not-met")
    assert chain(tmp_path / "3", MET, {"u": UNKNOWN}) == ("not-assessed", "not-met", "met")
    partly = rule("{all: [y, n]}", "{any: [y]}")
    assert chain(tmp_path / "4", MET, plan=partly)[0] == "not-met"
    assert chain(tmp_path / "5", PARTLY, plan=partly)[0] == "met"
    unsure = rule("{all: [y, u]}", "{any: [y]}")
    assert chain(tmp_path / "6", PARTLY, plan=unsure) == ("met", "met", "met")
    assert chain(tmp_path / "7", MET, plan=unsure) == ("not-assessed", "not-met", "met")
    assert chain(tmp_path / "8", MET, {"g": GONE}) == ("met", "met", "met")
    not_here = rule("{all: [y]}", more="when: {organisation.type: icb}")
    assert chain(tmp_path / "9", MET, plan=not_here)[0] == "met"
    only = "{all: [{requirement: plan/a, at_least: met}]}"
    unknown_gate = rule("{all: [y]}", more="when: {organisation.functions: commissioner}")
    assert chain(tmp_path / "a", MET, plan=unknown_gate)[0] in ("not-assessed", "met")
    assert only


def test_a_chain_runs_through_all_phases_and_inside_one(tmp_path: Path) -> None:
    def leaning(on: str) -> str:
        return requirement(
            {"y": YES}, f"met_when: {{all: [y, {{requirement: {on}, at_least: met}}]}}\npartly_met_when: never"
        )

    texts = {
        "plan/a": requirement({"u": UNKNOWN}),
        "plan/b": leaning("plan/a"),
        "do/c": leaning("plan/b"),
        "check/d": leaning("do/c"),
        "act/e": leaning("check/d"),
    }
    found = assessment(tmp_path, texts, records=RECORDS)["findings"]
    assert [one["phase"] for one in found] == ["plan", "plan", "do", "check", "act"]
    assert {(one["outcome"], one["floor"], one["ceiling"]) for one in found} == {("not-assessed", "not-met", "met")}


def test_a_previous_without_a_closed_cycle_drops_out(tmp_path: Path) -> None:
    text = requirement({"y": YES}, "met_when: {all: [y, {previous: plan/x, at_least: met}]}\npartly_met_when: never")
    assert judged(tmp_path, text)[0] == "met"
    other = requirement({"n": NO}, "met_when: {any: [n, {previous: plan/x, at_least: met}]}\npartly_met_when: never")
    assert judged(tmp_path / "2", other)[0] == "not-met"


OPINION = """opinion:
  - {level: none, when: {all: [{fact: not_met.high, at_least: 2}]}}
  - {level: substantial, when: {all: [{fact: not_met, is: 0}, {fact: not_assessed, is: 0}]}}
  - {level: moderate, when: {any: [{fact: met_percent, at_least: 50}, {fact: not_met.plan, at_most: 0}]}}
  - {level: limited}"""


@pytest.mark.parametrize(
    ("checks", "level"),
    [
        ([YES, YES], "substantial"),
        ([YES, NO], "moderate"),
        ([YES, NO, UNKNOWN], "none"),
        ([YES, YES, UNKNOWN], "moderate"),
        ([NO, NO], "none"),
        ([NO], "limited"),
        ([UNKNOWN], "limited"),
        ([YES, GONE], "substantial"),
    ],
)
def test_an_opinion_is_drawn_from_floors(tmp_path: Path, checks: list[str], level: str) -> None:
    texts = {f"plan/r{index}": requirement({"c": text}) for index, text in enumerate(checks)}
    pack = PACK.replace("opinion: [{level: limited}]", OPINION)
    found = assessment(tmp_path, texts, records=RECORDS, pack=pack)
    assert [one["level"] for one in found["opinions"]] == [level]


@pytest.mark.parametrize(
    ("checks", "level"), [([GONE], "limited"), ([GONE, YES], "substantial"), ([YES, NO], "limited"), ([NO] * 5, "none")]
)
def test_by_the_opinion_of_a_pack_without_one_nothing_asked_is_no_assurance(
    tmp_path: Path, checks: list[str], level: str
) -> None:
    texts = {f"plan/r{index}": requirement({"c": text}) for index, text in enumerate(checks)}
    found = assessment(tmp_path, texts, records=RECORDS, pack=PACK.replace("opinion: [{level: limited}]\n", ""))
    assert [one["level"] for one in found["opinions"]] == [level]


@pytest.mark.parametrize(
    ("fact", "number"),
    [
        ("requirements", 4), ("met", 1), ("partly_met", 0), ("not_met", 2), ("not_applicable", 1), ("not_assessed", 1),
        ("not_met.plan", 2), ("not_met.do", 0), ("not_met.high", 2), ("met.high", 1), ("not_assessed.plan", 1),
        ("met_percent", 33), ("met_percent.plan", 33), ("met_percent.do", 0), ("stated_percent", 100), ("attested_percent", 0),
        ("problems", 0), ("overdue_actions", 1), ("unowned_actions", 1),
    ],
)  # fmt: skip
def test_a_fact_of_an_opinion_counts(tmp_path: Path, fact: str, number: int) -> None:
    texts = {f"plan/r{index}": requirement({"c": text}) for index, text in enumerate([YES, NO, UNKNOWN, GONE])}
    opinion = f"opinion: [{{level: moderate, when: {{all: [{{fact: {fact}, is: {number}}}]}}}}, {{level: limited}}]"
    records = (
        RECORDS
        + "- {kind: action, raised_on: 2026-05-01, due: 2026-09-29, status: open, lead: lsms}\n- {kind: action, raised_on: 2026-05-01, due: 2026-09-30, status: open}\n- {kind: action, raised_on: 2026-05-01, due: 2026-09-01, status: closed, closed_on: 2026-08-01, links: [proof]}\n"
        + "- {id: proof, kind: activity, activity_type: visit, date: 2026-05-01}\n"
    )
    found = assessment(tmp_path, texts, records=records, pack=PACK.replace("opinion: [{level: limited}]", opinion))
    assert found["opinions"][0]["level"] == "moderate"


def test_findings_are_sorted_by_phase_and_slug_and_counted(tmp_path: Path) -> None:
    names = ["act/a", "check/b", "do/z", "do/a", "plan/b", "plan/a-b", "plan/a"]
    found = assessment(tmp_path, {name: requirement({"y": YES}) for name in names}, records=RECORDS)
    order = [one["requirement"].removeprefix("trial/") for one in found["findings"]]
    assert order == ["plan/a", "plan/a-b", "plan/b", "do/a", "do/z", "check/b", "act/a"]
    assert found["summary"]["by_outcome"]["met"] == 7
    assert found["summary"]["by_phase"]["do"]["met"] == 2


def test_the_assessment_has_the_keys_of_its_format(tmp_path: Path) -> None:
    found = assessment(tmp_path, {"plan/x": rule("{all: [y, n]}")}, records=RECORDS, files={"left.txt": "x"})
    assert found["format"] == "vprs-assessment/1"
    assert found["organisation"] == {"name": "Trial Trust", "code": "TT", "type": "acute"}
    assert (found["as_of"], found["period"]) == ("2026-09-30", {"start": "2026-04-01", "end": "2026-09-30"})
    assert found["cycle"] is None
    assert found["evidence"]["records"] == 1
    assert found["evidence"]["undescribed"] == ["left.txt"]
    assert set(found["engine"]) == {"primary", "reference", "agreed"}
    assert {"name", "version", "edition", "verified", "digest"} <= set(found["packs"][0])
    (one,) = found["findings"]
    assert {
        "requirement",
        "pack",
        "phase",
        "title",
        "theme",
        "severity",
        "outcome",
        "floor",
        "ceiling",
        "basis",
        "checks",
        "judged",
        "accepted",
        "gap",
        "source",
    } <= set(one)
    assert one["checks"][0]["evidence"] == [{"file": "records.yaml", "line": 2, "id": "records.yaml#1", "held": False}]
    assert one["source"]["official_number"] is None


def test_a_problem_is_listed_with_its_file_line_and_column(tmp_path: Path) -> None:
    bad = {"bad.yaml": "records:\n  - {kind: minute, body: bord, date: 2026-05-01}\n"}
    (problem,) = assessment(tmp_path, {"plan/x": rule("{all: [y]}")}, records=RECORDS, files=bad)["problems"]
    assert (problem["file"], problem["line"]) == ("bad.yaml", 2)
    assert "bord" in problem["message"]
    assert "board" in problem["message"]


def test_the_same_folder_gives_the_same_bytes_in_whatever_order_files_were_written(tmp_path: Path) -> None:
    files = {f"m{n}.yaml": f"records:\n  - {{kind: minute, body: board, date: 2026-05-{n + 1:02}}}\n" for n in range(9)}
    rules = {"trial/pack.yaml": PACK, "trial/plan/x.yaml": rule("{all: [y, u]}"), "trial/do/x.yaml": rule("{any: [n]}")}
    outputs = []
    for name, order in (("one", 1), ("two", -1)):
        case = Case.at(tmp_path / name)
        write(case.rules, dict(list(rules.items())[::order]))
        write(case.evidence, dict(list({"organisation.yaml": ORGANISATION, **files}.items())[::order]))
        outputs += [run(case)[1], run(case)[1]]
    assert len(set(outputs)) == 1


def test_the_command_itself_says_the_same_from_any_folder(tmp_path: Path) -> None:
    case = Case.at(tmp_path)
    write(case.rules, {"trial/pack.yaml": PACK, "trial/plan/x.yaml": rule("{all: [y, u]}")})
    write(case.evidence, {"organisation.yaml": ORGANISATION, "r.yaml": f"records:\n{RECORDS}"})
    command = [
        sys.executable,
        str(ROOT / "cli.py"),
        "assess",
        str(case.evidence),
        "--rules",
        str(case.rules),
        "--pack",
        "trial",
        "--as-of",
        "2026-09-30",
        "--format",
        "json",
    ]
    done = subprocess.run(
        command, capture_output=True, cwd=tmp_path, env={**os.environ, "PYTHONHASHSEED": "7"}, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout == run(case)[1]
    assert json.loads(done.stdout)["findings"][0]["outcome"] == "not-assessed"
