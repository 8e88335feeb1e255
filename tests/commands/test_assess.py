"""`vprs assess`: the main job, its outputs, its exit codes, and an answer for every sort of folder."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import pytest

from tests.commands.folders import write_evidence, write_pack
from vprs.commands.main import run

NAMES = ("gap-analysis", "assurance-statement", "chair-summary")
PAPERS = {f"{name}.{kind}" for name in NAMES for kind in ("md", "html", "docx")}
EVERYTHING = PAPERS | {"assessment.json", "evidence-manifest.json", "report.html"}


@pytest.fixture
def trust(tmp_path: Path) -> Path:
    write_pack(tmp_path / "rules")
    return write_evidence(tmp_path / "trust")


def _today() -> str:
    return datetime.now().astimezone().date().isoformat()


def assess(folder: Path, *more: str, as_of: str = "2026-09-30") -> int:
    return run(["assess", str(folder), "--rules", str(folder.parent / "rules"), "--as-of", as_of, *more])


def names_in(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_everything_is_written_below_out_and_the_day(trust: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert assess(trust) == 0
    assert names_in(trust / "out" / "2026-09-30") == EVERYTHING
    said = capsys.readouterr()
    assert str(trust / "out" / "2026-09-30" / "assurance-statement.docx") in said.out
    assert said.err == ""


def test_the_summary_goes_by_phase_and_says_what_was_not_met(trust: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assess(trust)
    said = capsys.readouterr().out
    assert "tiny" in said
    assert "do/lead" in said
    assert "\x1b" not in said


def test_json_stands_alone_on_standard_output_and_nothing_is_written(
    trust: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert assess(trust, "--format", "json") == 0
    said = capfdbinary.readouterr()
    found = json.loads(said.out)
    assert found["format"] == "vprs-assessment/1"
    assert {each["requirement"]: each["outcome"] for each in found["findings"]} == {
        "tiny/plan/strategy": "met",
        "tiny/do/lead": "not-met",
    }
    assert said.err == b""
    assert not (trust / "out").exists()


def test_json_with_a_folder_named_is_written_there_too(
    trust: Path, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert assess(trust, "--format", "json", "--out", str(tmp_path / "papers")) == 0
    assert (tmp_path / "papers" / "assessment.json").read_bytes() == capfdbinary.readouterr().out
    assert names_in(tmp_path / "papers") == {"assessment.json"}


def test_other_formats_beside_json_are_written_and_json_is_printed(
    trust: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert assess(trust, "--format", "json", "--format", "md") == 0
    json.loads(capfdbinary.readouterr().out)
    assert names_in(trust / "out" / "2026-09-30") == {"gap-analysis.md", "assurance-statement.md", "chair-summary.md"}


def test_only_the_formats_asked_for_are_written(trust: Path) -> None:
    assert assess(trust, "--format", "md", "--format", "docx") == 0
    assert names_in(trust / "out" / "2026-09-30") == {name for name in PAPERS if not name.endswith("html")}


def test_two_runs_give_the_same_bytes(trust: Path) -> None:
    out = trust / "out" / "2026-09-30"
    assess(trust)
    first = {path.name: path.read_bytes() for path in out.iterdir()}
    assess(trust)
    assert {path.name: path.read_bytes() for path in out.iterdir()} == first


@pytest.mark.parametrize(
    ("outcomes", "code"), [("not-met", 1), ("partly-met", 0), ("partly-met,not-met", 1), ("not-assessed", 0)]
)
def test_fail_on_decides_the_exit_code_after_everything_is_written(trust: Path, outcomes: str, code: int) -> None:
    assert assess(trust, "--fail-on", outcomes) == code
    assert names_in(trust / "out" / "2026-09-30") == EVERYTHING


def test_an_outcome_misspelt_is_answered_with_the_nearest(trust: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert assess(trust, "--fail-on", "not-meet") == 2
    assert "'not-meet' is not an outcome. Did you mean 'not-met'?" in capsys.readouterr().err


def test_a_folder_without_evidence_gives_a_gap_analysis_but_no_statement(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_pack(tmp_path / "rules")
    trust = write_evidence(tmp_path / "trust")
    (trust / "minutes.yaml").unlink()
    (trust / "documents" / "strategy.md").unlink()
    assert assess(trust) == 1
    assert names_in(trust / "out" / "2026-09-30") == {
        name for name in EVERYTHING if not name.startswith("assurance-statement")
    }
    assert "There is no assurance statement: without evidence there is nothing to state." in capsys.readouterr().out


@pytest.mark.parametrize(
    ("as_of", "folder"), [("2026-09", "2026-09-30"), ("2024-02", "2024-02-29"), ("2027", "2027-12-31")]
)
def test_an_imprecise_day_of_judgement_is_its_last_day(trust: Path, as_of: str, folder: str) -> None:
    assert assess(trust, as_of=as_of) == 0
    assert names_in(trust / "out") == {folder}


def test_a_day_to_come_may_be_judged(trust: Path) -> None:
    assert assess(trust, "--fail-on", "met", as_of="2028-05-02") == 0


def test_without_a_day_today_is_judged(trust: Path) -> None:
    before = _today()
    assert run(["assess", str(trust), "--rules", str(trust.parent / "rules"), "--format", "md"]) == 0
    (day,) = names_in(trust / "out")
    assert before <= day <= _today()


@pytest.mark.parametrize("day", ["1899-12-31", "2200-01-01", "9999"])
def test_a_day_beyond_reason_is_a_slip_of_the_pen(day: str, trust: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert assess(trust, as_of=day) == 2
    assert f"'{day}' is not a day to judge on. Use one from 1900 to 2199." in capsys.readouterr().err


@pytest.mark.parametrize("day", ["1900-01-01", "2199-12-31"])
def test_a_day_within_reason_is_judged_however_far(day: str, trust: Path) -> None:
    assert assess(trust, "--format", "md", as_of=day) in (0, 1)


@pytest.mark.parametrize("verb", ["assess", "check"])
def test_an_empty_name_is_not_taken_for_the_folder_one_is_in(
    verb: str, trust: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(trust)
    assert run([verb, "", "--rules", "../rules"]) == 2
    assert "the name of the folder is empty." in capsys.readouterr().err


def test_a_british_date_is_not_guessed(trust: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert assess(trust, as_of="04/05/2026") == 2
    assert "'04/05/2026' is not a date. Write year-month-day, like 2026-09-30." in capsys.readouterr().err


def test_the_period_may_end_on_the_day_of_judgement_but_not_after(
    trust: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert assess(trust, "--period", "2026-04-01..2026-09-30") == 0
    assert assess(trust, "--period", "2026-04-01..2026-10-01") == 2
    assert "The period ends on 2026-10-01, after the day of judgement, 2026-09-30." in capsys.readouterr().err


@pytest.mark.parametrize(
    ("period", "said"),
    [
        ("2026-04-01", "'2026-04-01' is not a period. Write START..END, like 2026-04-01..2026-09-30."),
        ("2026-09..2026-04", "'2026-09..2026-04' ends before it starts. Write the earlier date first."),
        ("..2026-04", "'..2026-04' lacks its first day. Write START..END, like 2026-04-01..2026-09-30."),
        ("2026-04-01..", "'2026-04-01..' lacks its last day. Write START..END, like 2026-04-01..2026-09-30."),
        ("..", "'..' lacks both of its days. Write START..END, like 2026-04-01..2026-09-30."),
    ],
)
def test_a_period_that_is_none_says_how_to_write_one(
    period: str, said: str, trust: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert assess(trust, "--period", period) == 2
    assert said in capsys.readouterr().err


def test_the_period_is_that_of_the_assessment(trust: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assess(trust, "--period", "2026-02..2026-03", "--format", "json")
    assert json.loads(capfdbinary.readouterr().out)["period"] == {"start": "2026-02-01", "end": "2026-03-31"}


HALF_YEAR = "--from 2026-04-01 --to 2026-09-30 --cut-off 2026-10-20 --board 2026-11-05".split()


@pytest.fixture
def in_cycle(trust: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> Path:
    opening = ["cycle", "open", str(trust), "2026-H1", *HALF_YEAR, "--rules", str(trust.parent / "rules")]
    assert run(opening) == 0
    capfdbinary.readouterr()
    return trust


@pytest.mark.parametrize(("more", "as_of"), [([], "2026-10-20"), (["--as-of", "2026-09-30"], "2026-09-30")])
def test_a_cycle_judges_its_own_period_as_of_its_cut_off(
    in_cycle: Path, capfdbinary: pytest.CaptureFixture[bytes], more: list[str], as_of: str
) -> None:
    assert run(["assess", str(in_cycle), "--cycle", "2026-H1", "--format", "json", *more]) == 0
    found = json.loads(capfdbinary.readouterr().out)
    assert (found["as_of"], found["period"]) == (as_of, {"start": "2026-04-01", "end": "2026-09-30"})
    assert found["cycle"] == {"id": "2026-H1", "revision": 1}


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (["--period", "2026-04..2026-09"], b"has its own period and keeps the rules it opened with"),
        (["--pack", "tiny"], b"has its own period and keeps the rules it opened with"),
        (["--as-of", "2026-09-29"], b"cycle 2026-H1 judges up to 2026-09-30, after the day of judgement, 2026-09-29"),
    ],
)
def test_what_a_cycle_has_fixed_is_not_given_again(
    in_cycle: Path, capfdbinary: pytest.CaptureFixture[bytes], more: list[str], said: bytes
) -> None:
    assert run(["assess", str(in_cycle), "--cycle", "2026-H1", *more]) == 2
    assert said in capfdbinary.readouterr().err


def test_a_cycle_that_is_not_there_is_named_with_the_nearest(
    in_cycle: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert run(["assess", str(in_cycle), "--cycle", "2026-H2"]) == 2
    assert b"there is no cycle '2026-H2'. Did you mean '2026-H1'?" in capfdbinary.readouterr().err


def test_a_pack_without_a_requirement_is_never_success(trust: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for rule in (trust.parent / "rules").rglob("*/*/*.yaml"):
        rule.unlink()
    assert assess(trust) == 2
    assert "Traceback" not in capsys.readouterr().err
    assert not (trust / "out").exists()


def test_an_organisation_that_names_no_pack_is_told_what_to_write(
    trust: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    organisation = trust / "organisation.yaml"
    organisation.write_text(organisation.read_text("utf-8").replace("[tiny]", "[]"), "utf-8")
    assert assess(trust) == 2
    assert "organisation.yaml" in capsys.readouterr().err
    assert assess(trust, "--pack", "tiny") in (0, 2)


def test_pack_overrides_the_packs_of_the_organisation(trust: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert assess(trust, "--pack", "tinny") == 2
    assert "tinny" in capsys.readouterr().err


def test_faults_of_the_organisation_and_of_the_rules_named_are_told_together(
    trust: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    organisation = trust / "organisation.yaml"
    organisation.write_text(organisation.read_text("utf-8").replace("type: acute", "type: acuet"), "utf-8")
    assert assess(trust, "--pack", "tinny") == 2
    said = capsys.readouterr().err
    assert "'acuet'" in said
    assert "tinny" in said
    assert said.endswith("\n2 problems found.\n")


def test_faults_of_the_rules_that_a_faulty_organisation_names_are_told_with_its_own(
    trust: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    organisation = trust / "organisation.yaml"
    faulty = organisation.read_text("utf-8").replace("type: acute", "type: acuet").replace("[tiny]", "[tiny, tinny]")
    organisation.write_text(faulty, "utf-8")
    rule = trust.parent / "rules" / "tiny" / "do" / "lead.yaml"
    rule.write_text(rule.read_text("utf-8").replace("severity: high", "severity: hihg"), "utf-8")
    assert assess(trust) == 2
    said = capsys.readouterr().err
    assert "'acuet'" in said
    assert "there is no pack 'tinny'." in said
    assert "lead.yaml:6:11: severity: 'hihg' is not one of" in said
    assert said.endswith("\n3 problems found.\n")


@pytest.mark.parametrize("organisation", ["packs: {a: b}", "packs: [1, tinny]", "packs: tinny", "- packs", "a: [", ""])
def test_an_organisation_without_readable_packs_is_told_of_itself(
    organisation: str, trust: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (trust / "organisation.yaml").write_text(organisation, "utf-8")
    assert assess(trust) == 2
    said = capsys.readouterr().err
    assert "organisation.yaml" in said
    assert ("there is no pack 'tinny'." in said) == ("tinny" in organisation)


@pytest.mark.parametrize("verb", ["assess", "check", "explain"])
def test_a_pack_given_as_a_folder_of_packs_is_told_so(
    verb: str, trust: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pack = trust.parent / "rules" / "tiny"
    target = ["plan/strategy-endorsed"] if verb == "explain" else []
    assert run([verb, str(trust), *target, "--rules", str(pack), "--pack", "vprs-2020"]) == 2
    assert capsys.readouterr().err == (
        f"{pack.as_posix()}: this is a pack, not a folder of packs. Name the folder above it.\n1 problem found.\n"
    )


def test_a_folder_of_rules_without_a_pack_is_told_so(trust: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["assess", str(trust), "--rules", str(trust / "documents"), "--pack", "vprs-2020"]) == 2
    assert capsys.readouterr().err == (
        f"{(trust / 'documents').as_posix()}: this folder holds no rule pack. "
        "Name the folder that holds the pack's folder.\n1 problem found.\n"
    )
    assert not (trust / "out").exists()


def test_a_reader_of_the_summary_who_goes_away_costs_no_document(trust: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(_: object) -> None:
        raise BrokenPipeError

    monkeypatch.setattr("vprs.commands.assess.print_summary", gone)
    monkeypatch.setattr("vprs.commands.main._drop_output", lambda: None)
    assert assess(trust) == 141
    assert names_in(trust / "out" / "2026-09-30") == EVERYTHING


def test_a_folder_of_rules_that_is_not_there_is_a_usage_problem(
    trust: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["assess", str(trust), "--rules", str(trust / "nowhere")]) == 2
    assert "does not exist" in capsys.readouterr().err


def missing(place: Path) -> None:
    """Leaves nothing there."""


def empty(place: Path) -> None:
    place.mkdir()


def a_file(place: Path) -> None:
    place.write_text("not a folder", "utf-8")


def without_organisation(place: Path) -> None:
    write_evidence(place)
    (place / "organisation.yaml").unlink()


def with_an_empty_organisation(place: Path) -> None:
    write_evidence(place)
    (place / "organisation.yaml").write_text("", "utf-8")


def with_a_folder_for_organisation(place: Path) -> None:
    (place / "organisation.yaml").mkdir(parents=True)


@pytest.mark.parametrize(
    "make",
    [missing, empty, a_file, without_organisation, with_an_empty_organisation, with_a_folder_for_organisation],
)
@pytest.mark.parametrize("verb", ["assess", "check"])
def test_a_folder_that_cannot_be_judged_gets_an_answer(
    verb: str, make: object, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = tmp_path / "trust"
    make(place)  # type: ignore[operator]
    assert run([verb, str(place)]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert "Traceback" not in said.err
    assert said.err.endswith(" found.\n")
    assert len(said.err.splitlines()) >= 2


def test_a_fault_in_evidence_is_shown_and_the_run_goes_on(trust: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (trust / "people.yaml").write_text("records:\n  - {kind: minit}\n", "utf-8")
    assert assess(trust) == 0
    assert names_in(trust / "out" / "2026-09-30") == EVERYTHING
    assert "people.yaml" in capsys.readouterr().out


def test_a_file_in_the_way_of_the_documents_is_named(trust: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (trust.parent / "papers").write_text("in the way", "utf-8")
    assert assess(trust, "--out", str(trust.parent / "papers")) == 2
    said = capsys.readouterr().err
    assert "papers" in said
    assert "Traceback" not in said


def test_papers_put_among_evidence_are_warned_of(trust: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert assess(trust, "--out", str(trust / "papers")) == 0
    assert "the next run will read these papers as evidence" in capsys.readouterr().err


def test_papers_below_out_are_not_warned_of(trust: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert assess(trust, "--out", str(trust / "out" / "draft")) == 0
    assert capsys.readouterr().err == ""


def test_the_folder_one_is_in_is_the_default(trust: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(trust)
    assert run(["assess", "--rules", "../rules", "--as-of", "2026-09-30"]) == 0
    assert names_in(trust / "out" / "2026-09-30") == EVERYTHING
