"""`vprs init`: a new folder works at once, claims nothing, and writes over nothing."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from tests.commands.folders import write_pack
from tests.packs.built_in import packs
from vprs.assess import assess
from vprs.commands.init import TYPES
from vprs.commands.main import run
from vprs.commands.starting import FILES, STARTERS
from vprs.evidence import read_evidence
from vprs.model import Answer, Outcome, Pack, Reason, Requirement
from vprs.rulebook.called import STARTER_BODIES, STARTER_ROLES
from vprs.rulebook.named import bodies_of, named_in, roles_of


def init(folder: Path, *more: str, sort: str = "acute") -> int:
    return run(["init", str(folder), "--type", sort, *more])


def files_in(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_new_folder_holds_what_a_newcomer_needs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert init(tmp_path / "trust") == 0
    assert set(files_in(tmp_path / "trust")) == set(FILES)
    assert f"3. Run: vprs assess {tmp_path / 'trust'}" in capsys.readouterr().out
    assert [path.name for path in tmp_path.iterdir()] == ["trust"]


@pytest.mark.parametrize("sort", TYPES)
def test_a_new_folder_is_read_without_a_problem_and_holds_no_evidence(sort: str, tmp_path: Path) -> None:
    init(tmp_path / "trust", sort=sort)
    workspace = read_evidence(tmp_path / "trust")
    assert workspace.problems == ()
    assert workspace.records == ()
    assert workspace.undescribed == ()
    assert workspace.organisation.type == sort


def test_a_new_folder_can_be_assessed_at_once_and_nothing_in_it_is_met(
    tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    init(tmp_path / "trust")
    capfdbinary.readouterr()
    assert run(["assess", str(tmp_path / "trust"), "--as-of", "2026-09-30", "--format", "json"]) == 1
    outcomes = {each["outcome"] for each in json.loads(capfdbinary.readouterr().out)["findings"]}
    assert outcomes
    assert not outcomes & {"met", "partly-met"}


def test_names_go_in_whatever_stands_in_them(tmp_path: Path) -> None:
    name = 'Sheffield: "St. Luke\'s" #1 {trust} \u2014 $5'
    init(tmp_path / "trust", "--name", name, "--code", "007")
    organisation = read_evidence(tmp_path / "trust").organisation
    assert (organisation.name, organisation.code) == (name, "007")


@pytest.mark.parametrize("option", ["--name", "--code"])
@pytest.mark.parametrize("given", ["", "  ", "a\x07b", "a\nb", "a\tb", "a\x85b", "a\u2028b", "a\ud800b", "a\uffffb"])
def test_a_name_that_could_not_be_read_again_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], option: str, given: str
) -> None:
    assert init(tmp_path / "trust", option, given) == 2
    assert f"'{option}'" in capsys.readouterr().err
    assert not (tmp_path / "trust").exists()


def test_every_role_that_the_packs_name_is_known_from_the_first_day(tmp_path: Path) -> None:
    write_pack(tmp_path / "rules")
    init(tmp_path / "trust", "--rules", str(tmp_path / "rules"), "--pack", "tiny")
    organisation = read_evidence(tmp_path / "trust").organisation
    assert organisation.packs == ("tiny",)
    assert [role.id for role in organisation.lists["roles"]] == ["executive-lead", "lsms"]


def test_a_pack_that_does_not_exist_is_told_before_anything_is_made(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert init(tmp_path / "trust", "--pack", "vprs-2002") == 2
    assert "vprs-2002" in capsys.readouterr().err
    assert not (tmp_path / "trust").exists()


def test_nothing_is_written_over(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "organisation.yaml").write_text("mine", "utf-8")
    (tmp_path / "START-HERE.md").write_text("mine too", "utf-8")
    assert init(tmp_path) == 2
    assert files_in(tmp_path) == {"organisation.yaml": b"mine", "START-HERE.md": b"mine too"}
    rest = "is there already, and vprs init writes over nothing. Choose a new folder, or assess this one."
    assert capsys.readouterr().err.splitlines() == [
        f"{tmp_path.as_posix()}/START-HERE.md: {rest}",
        f"{tmp_path.as_posix()}/organisation.yaml: {rest}",
        "2 problems found.",
    ]


def test_a_folder_that_already_holds_documents_is_furnished_around_them(tmp_path: Path) -> None:
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "policy.pdf").write_bytes(b"%PDF")
    assert init(tmp_path) == 0
    assert set(files_in(tmp_path)) == {*FILES, "documents/policy.pdf"}


def test_a_file_with_the_name_of_the_folder_is_left_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "trust").write_text("mine", "utf-8")
    assert init(tmp_path / "trust") == 2
    assert "a file has this name, so no folder can. Choose another name." in capsys.readouterr().err


def test_a_folder_may_lie_in_folders_that_are_not_there_yet(tmp_path: Path) -> None:
    assert init(tmp_path / "nhs" / "north" / "trust") == 0
    assert (tmp_path / "nhs" / "north" / "trust" / "START-HERE.md").exists()


def test_the_type_must_be_one_that_rules_know(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert init(tmp_path / "trust", sort="hospital") == 2
    assert "'acute'" in capsys.readouterr().err


def blocks(path: Path, language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", path.read_text("utf-8"), re.DOTALL)


def test_the_templates_are_read_as_they_stand(tmp_path: Path) -> None:
    init(tmp_path)
    policy, minute = blocks(tmp_path / "documents" / "README.md", "yaml")[:2]
    (strategy,) = blocks(tmp_path / "documents" / "README.md", "markdown")
    (tmp_path / "documents" / "vpr-policy.pdf").write_bytes(b"%PDF-1.4 a policy")
    (tmp_path / "documents" / "vpr-policy.pdf.yaml").write_text(policy, "utf-8")
    (tmp_path / "documents" / "strategy.md").write_text(
        strategy.replace("---\n", "---\nid: strategy-2026\n", 1), "utf-8"
    )
    (tmp_path / "documents" / "minutes.docx").write_bytes(b"minutes")
    (tmp_path / "documents" / "minutes.docx.yaml").write_text(minute, "utf-8")
    workspace = read_evidence(tmp_path)
    assert workspace.problems == ()
    assert [record.kind for record in workspace.records] == ["minute", "document", "document"]


def test_the_template_of_a_register_is_read_as_it_stands(tmp_path: Path) -> None:
    init(tmp_path)
    organisation = tmp_path / "organisation.yaml"
    organisation.write_text(organisation.read_text("utf-8").replace("# sites:\n#   -", "sites:\n  -"), "utf-8")
    sidecar = blocks(tmp_path / "registers" / "README.md", "yaml")[0]
    (tmp_path / "registers" / "incidents.csv.yaml").write_text(sidecar, "utf-8")
    (tmp_path / "registers" / "incidents.csv").write_text(
        "Incident date,Reported date,Type,Location,Patient name,NHS number\n"
        "30/04/2026,01/05/2026,Physical assault,NGH,x,1\n"
        "02/05/2026,02/05/2026,Shouting,north,y,2\n",
        "utf-8",
    )
    workspace = read_evidence(tmp_path)
    assert workspace.problems == ()
    incidents = [record for record in workspace.records if record.kind == "incident"]
    assert [record.fields["category"] for record in incidents] == ["physical", "other"]
    assert [record.fields["site"] for record in incidents] == ["north", "north"]


def test_every_body_that_the_rules_ask_for_is_known_from_the_first_day(tmp_path: Path) -> None:
    init(tmp_path)
    bodies = {body.id for body in read_evidence(tmp_path).organisation.lists["bodies"]}
    asked = "board|management-team|health-safety-committee|violence-reduction-group"
    assert set(asked.split("|")) <= bodies


@pytest.mark.parametrize("pack", packs(), ids=lambda pack: pack.name)
@pytest.mark.parametrize("sort", TYPES)
def test_a_new_folder_of_every_type_and_pack_claims_nothing_and_lists_what_to_collect(
    pack: Pack, sort: str, tmp_path: Path
) -> None:
    assert init(tmp_path / "trust", "--pack", pack.name, sort=sort) == 0
    workspace = read_evidence(tmp_path / "trust")
    assert (workspace.problems, workspace.records, workspace.undescribed) == ((), (), ())
    found = assess([pack], workspace, as_of=date(2026, 9, 30)).findings
    assert not {finding.outcome for finding in found} & {Outcome.MET, Outcome.PARTLY_MET}
    start = (tmp_path / "trust" / "START-HERE.md").read_text("utf-8")
    for finding in found:
        listed = f"(`{finding.requirement.phase}/{finding.requirement.slug}`)" in start
        assert listed or finding.outcome is Outcome.NOT_APPLICABLE


def test_what_is_to_be_collected_stands_in_a_sheet_that_is_not_evidence(tmp_path: Path) -> None:
    init(tmp_path)
    sheet = openpyxl.load_workbook(tmp_path / "evidence-register.xlsx")["To collect"]
    rows = list(sheet.iter_rows(min_row=2, values_only=True))
    assert rows[0][0] == "high"
    assert list(dict.fromkeys(row[0] for row in rows)) == ["high", "medium", "low"]
    policy = next(row for row in rows if row[1] == "document: policy, violence-prevention")
    assert policy[2] == "kind: document\ndoc_type: policy\ntopics: violence-prevention"
    assert "approved_on" in str(policy[3]).splitlines()
    assert "plan/policy-in-force" in str(policy[4]).splitlines()
    assert f"the {len(rows)} items" in (tmp_path / "START-HERE.md").read_text("utf-8")


def test_several_packs_are_told_apart(tmp_path: Path) -> None:
    assert init(tmp_path, "--pack", "vprs-2020", "--pack", "vprs-2024") == 0
    start = (tmp_path / "START-HERE.md").read_text("utf-8")
    assert "(`vprs-2020/plan/strategy-endorsed`)" in start
    assert "- Judged by: `vprs-2024`, " in start
    assert read_evidence(tmp_path).organisation.packs == ("vprs-2020", "vprs-2024")


ENDED = {"nhs-protect": "2017-03-31", "sirs": "2017-03-31", "ccg": "2022-06-30"}
TODAY = date(2026, 11, 27)


def slug_in_capitals(ident: str, name: str) -> bool:
    """`Nhs protect`, `Smd`: the words of an id, taken for a name. A single common word is a name."""
    return name == ident.replace("-", " ").capitalize() and ("-" in ident or ident in (*ENDED, "smd", "lcfs", "lsms"))


def test_every_new_folder_has_those_that_no_pack_needs_to_call_by_a_name(tmp_path: Path) -> None:
    write_pack(tmp_path / "rules")
    init(tmp_path / "trust", "--rules", str(tmp_path / "rules"), "--pack", "tiny")
    lists = read_evidence(tmp_path / "trust").organisation.lists
    assert tuple(each.id for each in lists["roles"]) == tuple(each.id for each in STARTERS) == STARTER_ROLES
    assert tuple(each.id for each in lists["bodies"]) == STARTER_BODIES


def test_where_two_packs_have_words_for_one_body_those_of_the_first_stand(tmp_path: Path) -> None:
    init(tmp_path / "one", "--pack", "uhmbt-2017", "--pack", "waht-2024")
    init(tmp_path / "other", "--pack", "waht-2024", "--pack", "uhmbt-2017")
    names = [
        next(each.fields["name"] for each in read_evidence(tmp_path / folder).organisation.lists["bodies"])
        for folder in ("one", "other")
    ]
    assert names == ["Board of Directors", "Trust Board"]


@pytest.mark.parametrize("pack", packs(), ids=lambda pack: pack.name)
@pytest.mark.parametrize("sort", TYPES)
def test_a_new_folder_calls_all_that_the_rules_name_by_their_names(pack: Pack, sort: str, tmp_path: Path) -> None:
    init(tmp_path / "trust", "--pack", pack.name, sort=sort)
    lists = read_evidence(tmp_path / "trust").organisation.lists
    bodies, roles = ({each.id: each for each in lists[key]} for key in ("bodies", "roles"))
    assert set(bodies) == {"board", *bodies_of([pack])}
    assert set(roles) == {*(each.id for each in STARTERS), *roles_of([pack])}
    names = {each.id: str(each.fields["name"]) for each in (*bodies.values(), *roles.values())}
    assert not [name for ident, name in names.items() if slug_in_capitals(ident, name)]
    known = {each.id: str(each.to) for each in pack.bodies if each.to}
    assert known == {ident: day for ident, day in ENDED.items() if ident in bodies}
    assert {ident: str(each.fields["to"]) for ident, each in bodies.items() if "to" in each.fields} == known


def bodies_by_check(requirement: Requirement) -> dict[str, set[str]]:
    stands = list(named_in(requirement, "body"))
    return {check.slug: {body for path, body in stands if check.slug in path} for check in requirement.checks}


@pytest.mark.parametrize("pack", packs(), ids=lambda pack: pack.name)
def test_nothing_is_owed_to_a_body_that_had_ended_when_the_folder_was_made(
    pack: Pack, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ended = {each.id for each in pack.bodies if each.to}
    init(tmp_path / "trust", "--pack", pack.name, sort=(*pack.types, "acute")[0])
    owed = 0
    for finding in assess([pack], read_evidence(tmp_path / "trust"), as_of=TODAY).findings:
        asked = bodies_by_check(finding.requirement)
        for check, observed in zip(finding.requirement.checks, finding.observations, strict=True):
            if ended & asked[check.slug]:
                owed += 1
                assert (observed.answer, observed.reason) == (Answer.NOT_APPLICABLE, Reason.BODY_DISSOLVED), check.slug
    assert bool(owed) == bool(ended)
    capsys.readouterr()
    assert run(["assess", str(tmp_path / "trust"), "--as-of", TODAY.isoformat()]) == 1
    told = capsys.readouterr().out
    assert "Next 3 steps:" in told
    assert "\n  MET " not in told
