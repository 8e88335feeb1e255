"""`vprs check`: nothing wanting is 0, anything wanting is 1, and an empty folder is never complete."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from tests.commands.folders import RULE, write_either, write_evidence, write_pack
from tests.rulebook.packs import form
from vprs.commands.main import run
from vprs.commands.nearness import is_near
from vprs.evidence import read_evidence

APPOINTMENT = "records:\n  - {id: lsms-1, kind: appointment, role: lsms, holder: p-01, start: 2024-01-01}\n"


def check(folder: Path, *more: str) -> int:
    if not (folder.parent / "rules").exists():
        write_pack(folder.parent / "rules")
    return run(["check", str(folder), "--rules", str(folder.parent / "rules"), "--as-of", "2026-09-30", *more])


def as_json(folder: Path, capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    check(folder, "--format", "json")
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def test_a_complete_folder_is_complete(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    trust = write_evidence(tmp_path / "trust", **{"people.yaml": APPOINTMENT})
    assert check(trust) == 0
    said = capsys.readouterr().out
    assert said == "4 files and 3 records read: 0 problems, 0 undescribed files, 0 checks without evidence.\n"


def test_a_complete_folder_is_complete_in_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    trust = write_evidence(tmp_path / "trust", **{"people.yaml": APPOINTMENT})
    assert as_json(trust, capsys) == {
        "format": "vprs-check/1",
        "files": 4,
        "records": 3,
        "problems": [],
        "undescribed": [],
        "missing": [],
    }


def test_a_file_that_nobody_described_is_listed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    trust = write_evidence(tmp_path / "trust", **{"people.yaml": APPOINTMENT, "documents/scan.txt": "?"})
    assert check(trust) == 1
    assert "Files that no record describes (1):\n  documents/scan.txt\n" in capsys.readouterr().out


def test_a_problem_is_listed_with_its_place(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    trust = write_evidence(tmp_path / "trust", **{"people.yaml": APPOINTMENT.replace("2024-01-01", "2024-02-30")})
    (problem,) = as_json(trust, capsys)["problems"]
    assert (problem["file"], problem["line"]) == ("people.yaml", 2)
    assert "2024-02-30" in problem["message"]


def test_a_check_whose_role_nobody_holds_lacks_an_appointment(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = as_json(write_evidence(tmp_path / "trust"), capsys)
    assert found["missing"] == [
        {
            "requirement": "tiny/do/lead",
            "check": "lead-in-post",
            "kind": "appointment",
            "needs": "A specialist is in post.",
            "chosen_by": None,
            "nearest": None,
        }
    ]


def test_what_the_pack_chose_is_said_of_a_check_that_lacks_evidence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rule = write_pack(tmp_path / "rules") / "tiny" / "do" / "lead.yaml"
    rule.write_text(rule.read_text("utf-8").replace("post.\n", "post.\n    chosen_by: pack\n"), "utf-8")
    trust = write_evidence(tmp_path / "trust")
    assert [each["chosen_by"] for each in as_json(trust, capsys)["missing"]] == ["pack"]
    check(trust)
    assert "A specialist is in post. Threshold chosen by the pack, not by the organisation." in capsys.readouterr().out


def test_the_nearest_record_is_named_where_there_is_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    noted = "records:\n  - {id: minute-12, kind: minute, body: board, date: 2025-05-29, decisions: [noted]}\n"
    found = as_json(write_evidence(tmp_path / "trust", **{"minutes.yaml": noted, "people.yaml": APPOINTMENT}), capsys)
    (missing,) = found["missing"]
    assert (missing["requirement"], missing["check"]) == ("tiny/plan/strategy", "board-endorsed")
    assert (missing["kind"], missing["nearest"]) == ("minute", "minute-12")


def test_a_record_that_shares_no_more_than_the_kind_is_not_called_the_nearest(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = "records:\n  - {id: minute-12, kind: minute, body: quality, date: 2025-05-29, decisions: [endorsed]}\n"
    trust = write_evidence(tmp_path / "trust", **{"minutes.yaml": other, "people.yaml": APPOINTMENT})
    organisation = (trust / "organisation.yaml").read_text("utf-8").replace("bodies: [", "bodies: [{id: quality}, ")
    (trust / "organisation.yaml").write_text(organisation, "utf-8")
    (missing,) = as_json(trust, capsys)["missing"]
    assert (missing["check"], missing["nearest"]) == ("board-endorsed", None)


@pytest.mark.parametrize(
    ("fields", "asks", "near"),
    [
        ("doc_type: policy, topics: [lockdown]", "{doc_type: policy, topics: [lone-working]}", False),
        ("doc_type: plan-text, topics: [lockdown]", "{doc_type: policy, topics: lockdown}", True),
        ("doc_type: policy, topics: [VPR]", "{doc_type: policy, topics: violence-prevention}", True),
        ("doc_type: policy", "{doc_type: policy}", True),
        ("doc_type: strategy", "{doc_type: policy}", False),
        ("doc_type: strategy", "{status: approved}", True),
        ("doc_type: strategy", "{doc_type: [policy, strategy], topics: {present: false}}", True),
    ],
)
def test_what_is_near_shares_a_word_for_what_it_is_about(fields: str, asks: str, near: bool, tmp_path: Path) -> None:
    trust = write_evidence(tmp_path / "trust", **{"x.yaml": f"records: [{{id: x, kind: document, {fields}}}]\n"})
    found = next(each for each in read_evidence(trust).records if each.id == "x")
    asked = form(tmp_path, f"exists: {{kind: document, where: {asks}}}")
    assert is_near(found, asked, {"topics": {"violence-prevention": ("VPR",)}}) is near


def test_an_expired_document_is_not_missing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    trust = write_evidence(tmp_path / "trust", **{"people.yaml": APPOINTMENT})
    strategy = trust / "documents" / "strategy.md"
    strategy.write_text(strategy.read_text("utf-8").replace("2028-05-01", "2026-05-01"), "utf-8")
    assert as_json(trust, capsys)["missing"] == []


def test_a_folder_without_evidence_is_never_complete(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    trust = write_evidence(tmp_path / "trust")
    (trust / "minutes.yaml").unlink()
    (trust / "documents" / "strategy.md").unlink()
    assert check(trust) == 1
    said = capsys.readouterr().out
    assert "There is no evidence in this folder yet." in said
    assert said.splitlines()[-1].endswith("3 checks without evidence.")


def test_nothing_is_written(tmp_path: Path) -> None:
    trust = write_evidence(tmp_path / "trust")
    before = sorted(trust.rglob("*"))
    check(trust)
    assert sorted(trust.rglob("*")) == before


def test_another_way_to_meet_what_is_met_is_not_missing_and_advice_decides_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_either(write_pack(tmp_path / "rules"))
    trust = write_evidence(tmp_path / "trust", **{"people.yaml": APPOINTMENT})
    assert check(trust) == 0
    assert "tiny/act/either, by-risk (advisory): needs a risk. A risk names it." in capsys.readouterr().out
    assert [each["check"] for each in as_json(trust, capsys)["missing"]] == ["by-risk"]


def test_where_no_way_is_taken_every_way_is_missing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_either(write_pack(tmp_path / "rules"))
    trust = write_evidence(tmp_path / "trust", **{"people.yaml": APPOINTMENT})
    (trust / "minutes.yaml").unlink()
    assert check(trust) == 1
    capsys.readouterr()
    missing = [(each["check"], each["kind"]) for each in as_json(trust, capsys)["missing"]]
    assert missing == [
        ("board-endorsed", "minute"),
        ("by-minute", "minute"),
        ("by-alert", "alert"),
        ("by-risk", "risk"),
    ]


INCIDENT_RULE = RULE.format(
    title="Hate is looked at",
    checks="  hate:\n    says: A hate incident is recorded.\n    exists: "
    "{kind: incident, where: {category: hate, injury: true}}",
    conditions="met_when: {all: [hate]}",
)
INCIDENTS = "kind: incident\nregister_type: incidents\ncolumns: {Ref: id, Date: occurred_on, Type: category}\n"


@pytest.mark.parametrize("form", ["text", "json", "junit", "sarif", "github"])
def test_no_format_says_what_a_row_about_a_person_says(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], form: str
) -> None:
    (write_pack(tmp_path / "rules") / "tiny" / "do" / "hate.yaml").write_text(INCIDENT_RULE, "utf-8")
    training = (
        INCIDENTS.replace("incident", "training").replace("occurred_on", "completed_on").replace("category", "site")
    )
    rows = {
        "r/i.csv": "Ref,Date,Type\nJane Smith 12,2026-08-01,hate\n",
        "r/t.csv": "Ref,Date,Type\nJane Smith 13,Jane Smith,Jane Smith\n",
    }
    trust = write_evidence(tmp_path / "trust", **rows, **{"r/i.csv.yaml": INCIDENTS, "r/t.csv.yaml": training})
    assert check(trust, "--format", form) == 1
    said = capsys.readouterr().out
    assert "Smith" not in said
    assert "r/i.csv#2" in said


# ------------------------------------------------------------------------------------------------------- formats of CI


def wanting(tmp_path: Path) -> Path:
    """A folder with a problem at a line and a column, a file nobody describes and a check without evidence."""
    files = {"a,b: 100%.yaml": "kind: plan\ntilte: x\n", "documents/scan \u00e9.txt": "?"}
    return write_evidence(tmp_path / "trust", **files)


TILTE = "tilte: kind 'plan' has no field 'tilte'. Did you mean 'title'?"
NEEDS = "tiny/do/lead, lead-in-post: needs an appointment. A specialist is in post."
UNDESCRIBED = "No record describes this file. Give it a sidecar or a row in evidence-register.xlsx, or remove it."


def test_github_is_told_by_workflow_commands(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check(wanting(tmp_path), "--format", "github") == 1
    assert capsys.readouterr().out.splitlines() == [
        f"::error file=a%2Cb%3A 100%25.yaml,line=2,col=1::{TILTE}",
        f"::error file=documents/scan \u00e9.txt::{UNDESCRIBED}",
        f"::error file=organisation.yaml::{NEEDS}",
        "5 files and 2 records read: 1 problem, 1 undescribed file, 1 check without evidence.",
    ]


def test_what_a_file_says_gives_github_no_commands(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    trust = write_evidence(tmp_path / "trust", **{"a.yaml": 'kind: plan\n"x\\n::error::100%": 1\n'})
    check(trust, "--format", "github")
    first, *others = capsys.readouterr().out.splitlines()
    assert first.startswith("::error file=a.yaml,line=2,col=1::x ::error::100%25: kind 'plan' has no field ")
    assert [line for line in others if line.startswith("::error::")] == []


def test_sarif_names_the_tool_its_rules_and_every_place(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check(wanting(tmp_path), "--format", "sarif") == 1
    document = json.loads(capsys.readouterr().out)
    (run_,) = document["runs"]
    driver = run_["tool"]["driver"]
    assert (document["version"], driver["name"]) == ("2.1.0", "vprs")
    assert [rule["id"] for rule in driver["rules"]] == ["problem", "undescribed", "missing-evidence"]
    found = [
        (
            result["ruleId"],
            result["level"],
            result["message"]["text"],
            result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"],
            result["locations"][0]["physicalLocation"]["region"],
        )
        for result in run_["results"]
    ]
    assert found == [
        ("problem", "error", TILTE, "a%2Cb%3A%20100%25.yaml", {"startLine": 2, "startColumn": 1}),
        ("undescribed", "error", UNDESCRIBED, "documents/scan%20%C3%A9.txt", {"startLine": 1}),
        ("missing-evidence", "error", NEEDS, "organisation.yaml", {"startLine": 1}),
    ]


def test_junit_has_a_case_for_each_file_and_requirement(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check(wanting(tmp_path), "--format", "junit") == 1
    suite = ET.fromstring(capsys.readouterr().out)
    assert suite.attrib == {"name": "vprs check", "tests": "3", "failures": "3", "skipped": "0", "errors": "0"}
    assert [(case.get("classname"), case.get("name"), case[0].get("message"), case[0].text) for case in suite] == [
        ("problem", "a,b: 100%.yaml", TILTE, f"a,b: 100%.yaml:2:1: {TILTE}"),
        ("undescribed", "documents/scan \u00e9.txt", UNDESCRIBED, f"documents/scan \u00e9.txt: {UNDESCRIBED}"),
        ("missing-evidence", "tiny/do/lead", NEEDS, f"organisation.yaml: {NEEDS}"),
    ]


def test_several_problems_of_a_file_are_one_case_of_junit(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    trust = write_evidence(tmp_path / "trust", **{"people.yaml": APPOINTMENT, "a.yaml": "kind: plan\nx: 1\ny: <&\n"})
    check(trust, "--format", "junit")
    suite = ET.fromstring(capsys.readouterr().out)
    failure = suite.find("testcase[@name='a.yaml']/failure")
    assert failure is not None
    assert (failure.get("message"), len(str(failure.text).splitlines())) == ("2 things wanting", 2)
    passing = [case.get("classname") for case in suite if case.get("name") == "nothing found"]
    assert passing == ["undescribed", "missing-evidence"]


@pytest.mark.parametrize("form", ["junit", "sarif", "github"])
def test_a_complete_folder_is_complete_in_every_format(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], form: str
) -> None:
    trust = write_evidence(tmp_path / "trust", **{"people.yaml": APPOINTMENT})
    assert check(trust, "--format", form) == 0
    said = capsys.readouterr().out
    assert (
        re.findall('::error|"results": \\[]|failures="0"', said)
        == {
            "junit": ['failures="0"'],
            "sarif": ['"results": []'],
            "github": [],
        }[form]
    )


@pytest.mark.parametrize("form", ["junit", "sarif", "github"])
def test_a_folder_without_evidence_is_complete_in_no_format(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], form: str
) -> None:
    trust = write_evidence(tmp_path / "trust")
    (trust / "minutes.yaml").unlink()
    (trust / "documents" / "strategy.md").unlink()
    assert check(trust, "--format", form) == 1
    assert "There is no evidence in this folder yet." in capsys.readouterr().out


@pytest.mark.parametrize(
    ("form", "said"), [("github", "::warning "), ("sarif", '"level": "note"'), ("junit", '<skipped message="')]
)
def test_advice_is_less_than_an_error(tmp_path: Path, capsys: pytest.CaptureFixture[str], form: str, said: str) -> None:
    write_either(write_pack(tmp_path / "rules"))
    trust = write_evidence(tmp_path / "trust", **{"people.yaml": APPOINTMENT})
    assert check(trust, "--format", form) == 0
    assert said in capsys.readouterr().out


@pytest.mark.parametrize("form", ["junit", "sarif", "github"])
def test_paths_lead_from_where_the_command_was_given(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, form: str
) -> None:
    wanting(tmp_path)
    write_pack(tmp_path / "rules")
    monkeypatch.chdir(tmp_path)
    more = ["--rules", "rules", "--as-of", "2026-09-30", "--format", form]
    run(["check", "./trust/", *more])
    said = capsys.readouterr().out
    assert "trust/documents/scan" in said
    assert "trust/organisation.yaml" in said
    run(["check", "./trust/", *more])
    assert capsys.readouterr().out == said


def unreadable(root: Path) -> list[str]:
    """The words that check a folder whose organisation.yaml and rules are both at fault."""
    trust = write_evidence(root / "trust")
    organisation = trust / "organisation.yaml"
    organisation.write_text(organisation.read_text("utf-8").replace("type: acute", "type: acuet"), "utf-8")
    lead = write_pack(root / "rules") / "tiny" / "do" / "lead.yaml"
    lead.write_text(lead.read_text("utf-8").replace("severity: high", "severity: hihg"), "utf-8")
    return ["check", "trust", "--rules", "rules", "--as-of", "2026-09-30"]


@pytest.fixture
def unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
    """What is printed of that folder in a format; people are told on standard error as ever."""
    words = unreadable(tmp_path)
    monkeypatch.chdir(tmp_path)

    def printed(form: str) -> str:
        assert run([*words, "--format", form]) == 2
        said = capsys.readouterr()
        assert said.err.endswith("\n2 problems found.\n")
        return said.out

    return printed


def test_a_folder_that_cannot_be_read_is_told_to_github(unread: Callable[..., str]) -> None:
    own, rule, last = unread("github").splitlines()
    assert own.startswith("::error file=trust/organisation.yaml,line=3,col=7::type: 'acuet' ")
    assert rule.startswith("::error file=rules/tiny/do/lead.yaml,line=6,col=11::severity: 'hihg' ")
    assert last == "Nothing could be checked: 2 problems."


def test_a_folder_that_cannot_be_read_is_told_as_sarif_and_json(unread: Callable[..., str]) -> None:
    (run_,) = json.loads(unread("sarif"))["runs"]
    assert [(result["ruleId"], result["level"]) for result in run_["results"]] == [("problem", "error")] * 2
    found = json.loads(unread("json"))
    assert (found["files"], found["records"], found["missing"]) == (0, 0, [])
    assert [problem["file"] for problem in found["problems"]] == ["organisation.yaml", "rules/tiny/do/lead.yaml"]


def test_nothing_passes_in_a_folder_that_cannot_be_read(unread: Callable[..., str]) -> None:
    suite = ET.fromstring(unread("junit"))
    assert suite.attrib == {"name": "vprs check", "tests": "2", "failures": "2", "skipped": "0", "errors": "0"}


def test_people_are_told_on_standard_error_alone(unread: Callable[..., str]) -> None:
    assert unread("text") == ""
