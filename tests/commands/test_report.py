"""`vprs report`: which file it writes where, which days it is of, its exit codes and what it says of a slip."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.commands.folders import ORGANISATION, write_evidence, write_pack
from vprs.commands.main import run

QUARTER, YEAR = "quarterly-report-2026-27-q2", "annual-report-2025-26"


@pytest.fixture
def trust(tmp_path: Path) -> Path:
    write_pack(tmp_path / "rules")
    return write_evidence(tmp_path / "trust")


def report(kind: str, folder: Path, *more: str, as_of: str = "2026-09-30") -> int:
    return run(["report", kind, str(folder), "--rules", str(folder.parent / "rules"), "--as-of", as_of, *more])


def names_in(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


@pytest.mark.parametrize(("kind", "name"), [("quarterly", QUARTER), ("annual", YEAR)])
def test_the_report_of_the_last_days_that_are_over_is_written_in_every_form(
    trust: Path, kind: str, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert report(kind, trust) == 0
    assert names_in(trust / "out" / "2026-09-30") == {f"{name}.{each}" for each in ("md", "html", "docx")}
    said = capsys.readouterr()
    assert str(trust / "out" / "2026-09-30" / f"{name}.docx") in said.out
    assert said.err == ""


def test_what_assess_wrote_beside_it_stays(trust: Path) -> None:
    run(["assess", str(trust), "--rules", str(trust.parent / "rules"), "--as-of", "2026-09-30"])
    before = {path.name: path.read_bytes() for path in (trust / "out" / "2026-09-30").iterdir()}
    report("quarterly", trust)
    after = {path.name: path.read_bytes() for path in (trust / "out" / "2026-09-30").iterdir()}
    assert before.items() <= after.items()


def test_two_runs_write_the_same_bytes(trust: Path, tmp_path: Path) -> None:
    for name in ("one", "two"):
        assert report("annual", trust, "--out", str(tmp_path / name)) == 0
    one, two = ({path.name: path.read_bytes() for path in (tmp_path / name).iterdir()} for name in ("one", "two"))
    assert one == two


def test_the_day_before_the_quarter_ends_it_is_of_the_one_before(
    trust: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert report("quarterly", trust, "--format", "md", as_of="2026-09-29") == 0
    assert "Quarter 1 of 2026/27 (1 April 2026 to 30 June 2026), as of 2026-09-29." in capsys.readouterr().out
    assert names_in(trust / "out" / "2026-09-29") == {"quarterly-report-2026-27-q1.md"}


def test_year_start_is_that_of_the_organisation(trust: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (trust / "organisation.yaml").write_text(ORGANISATION + 'year_start: "01-01"\n', "utf-8")
    assert report("annual", trust, "--format", "md") == 0
    assert "2025 (1 January 2025 to 31 December 2025), as of" in capsys.readouterr().out


def test_a_quarter_and_a_year_can_be_named(trust: Path) -> None:
    assert report("quarterly", trust, "--quarter", "2025-Q4", "--format", "md,docx") == 0
    assert report("annual", trust, "--year", "2024/25", "--format", "md") == 0
    assert names_in(trust / "out" / "2026-09-30") == {
        "quarterly-report-2025-26-q4.md",
        "quarterly-report-2025-26-q4.docx",
        "annual-report-2024-25.md",
    }


@pytest.mark.parametrize(
    ("kind", "more", "message"),
    [
        ("quarterly", ("--quarter", "2026-Q3"), "is not over on 30 September 2026, the day of judgement."),
        ("quarterly", ("--quarter", "Q3"), "--quarter: 'Q3' is not a quarter. Write 2026-Q2 or 2026/27-Q2"),
        ("quarterly", ("--quarter", ""), "--quarter: '' is not a quarter."),
        ("annual", ("--year", "2026/27"), "--year: 2026/27 (1 April 2026 to 31 March 2027) is not over on"),
        ("annual", ("--year", ""), "--year: '' is not a year. Write 2025/26."),
        ("annual", ("--format", "pdf"), "'pdf' is not a form of a report. Use md, html, docx."),
        ("annual", ("--format", "htm"), "'htm' is not a form of a report. Did you mean 'html'?"),
        ("annual", ("--format", ""), "'' is not a form of a report."),
    ],
)
def test_a_slip_is_said_and_nothing_is_written(
    trust: Path, capsys: pytest.CaptureFixture[str], kind: str, more: tuple[str, ...], message: str
) -> None:
    assert report(kind, trust, *more) == 2
    assert message in capsys.readouterr().err
    assert not (trust / "out").exists()


def test_a_folder_without_evidence_ends_with_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_pack(tmp_path / "rules")
    empty = tmp_path / "empty"
    empty.mkdir()
    (empty / "organisation.yaml").write_text(ORGANISATION, "utf-8")
    assert report("quarterly", empty, "--format", "md") == 1
    assert "The folder holds no evidence, so the report has nothing to tell." in capsys.readouterr().out


def test_an_unknown_kind_of_report_is_offered_the_nearest(trust: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert report("anual", trust) == 2
    assert "There is no command 'report anual'. Did you mean 'annual'?" in capsys.readouterr().err


def test_no_organisation_is_a_fault_with_a_place(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["report", "annual", str(tmp_path)]) == 2
    assert "organisation.yaml" in capsys.readouterr().err


def test_the_board_template_of_the_organisation_dresses_the_report_too(
    trust: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (trust / "board-template.docx").write_bytes(b"no Word file at all")
    assert report("quarterly", trust, "--format", "docx") == 0
    assert "board-template.docx" in capsys.readouterr().err
    assert report("quarterly", trust, "--format", "md") == 0
