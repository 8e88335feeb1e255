"""`vprs rules table`: packs that people wrote as monitoring tables, and what the table says that it leaves out."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from tests.monitoring.tables import GOOD, HEADINGS, OURS, as_csv, made
from vprs.commands.main import run
from vprs.model import Pack
from vprs.monitoring.from_pack import PackTable, table_of
from vprs.monitoring.reading_back import TableRow, with_lost
from vprs.report.monitoring_table import as_csv as drawn_csv
from vprs.report.monitoring_table import as_markdown, as_text, as_xlsx
from vprs.rulebook import read_pack

Capture = pytest.CaptureFixture[str]


def pack(name: str) -> Pack:
    found = read_pack(Path("rules") / name).pack
    assert found is not None
    return found


def rows_of(name: str, requirement: str) -> list[tuple[str, ...]]:
    return [row.cells for row in table_of(pack(name)).rows if row.requirement == requirement]


def test_a_report_to_three_bodies_is_one_row() -> None:
    rows = rows_of("waht-2024", "check/annual-report")
    assert [(row[2], row[3], row[4]) for row in rows] == [
        ("At least every 12 months", "LSMS", "Health safety committee; Audit committee; Executive team"),
        ("At least every 12 months", "LSMS", "Health safety committee"),
        ("At least every 12 months", "LSMS", "Health safety committee"),
    ]
    assert rows[0][0] == "Report where report type is annual, placed by its reported on"
    assert rows[1][0].startswith("An annual report of the LSMS that the health and safety committee minuted")


def test_an_outside_reader_stands_in_a_row_of_its_own_subject() -> None:
    rows = rows_of("cpft-2015", "check/work-plan-monitored")
    assert [row[4] for row in rows] == [
        "Health safety security committee", "Health safety security committee", "NHS protect",
        "Health safety security committee",
    ]  # fmt: skip


def test_every_recurring_check_is_in_a_row_and_every_other_is_named() -> None:
    for name in ("waht-2024", "cpft-2015", "uhmbt-2017", "eeast-2017", "lscicb-2024", "vprs-2020", "vprs-2024"):
        found = pack(name)
        table = table_of(found)
        wholly = {(left.requirement, left.check) for left in table.left if not left.printed}
        for requirement in found.requirements:
            where = f"{requirement.phase}/{requirement.slug}"
            for check in requirement.checks:
                recurs = check.form_name in ("recurs", "each_period")
                assert not (recurs and (where, check.slug) in wholly), (name, where, check.slug)
                if recurs:
                    assert where in {row.requirement for row in table.rows}, (name, where)


def test_what_a_row_cannot_say_is_told(capsys: Capture) -> None:
    assert run(["rules", "table", "waht-2024"]) == 0
    out = capsys.readouterr().out
    assert (
        "check/annual-report\n  What:                Report where report type is annual, placed by its reported on\n"
        in out
    )
    assert re.search(r"\n\d+ rows\.\n\d+ checks of these rows that ask otherwise than a row can say:\n", out)
    assert (
        "  check/board-assured-twice assured-apart: it does not ask for prepared_by; it narrows what counts; "
        "it allows a tolerance.\n"
    ) in out
    assert "\n  plan/limits-stated: each-limit\n" in out


def test_a_pack_in_which_nothing_recurs_makes_no_row() -> None:
    found = pack("waht-2024")
    (limits,) = (each for each in found.requirements if each.slug == "limits-stated")
    assert list(as_text(table_of(replace(found, requirements=(limits,))))) == [
        "",
        "0 rows.",
        "1 check that no row can hold:",
        "  plan/limits-stated: each-limit",
    ]


def test_a_mended_check_is_told_and_its_row_stays(tmp_path: Path) -> None:
    """Whoever reviews the pack allows three months instead of two: the row cannot say so."""
    path = tmp_path / "t.csv"
    path.write_bytes(as_csv([GOOD], OURS))
    made(tmp_path, path)
    (file,) = (tmp_path / "ours" / "check").glob("*.yaml")
    file.write_text(file.read_text("utf-8").replace("lag: P2M", "lag: P3M"), "utf-8")
    found = read_pack(tmp_path / "ours").pack
    assert found is not None
    table = table_of(found)
    assert [row.cells for row in table.rows] == [GOOD]
    assert [(left.check, left.reason, left.printed) for left in table.left] == [
        ("to-security-group", "it counts other periods, or allows another time after them", True)
    ]


def test_a_row_that_cannot_be_read_back_says_why_in_every_format(capsys: Capture) -> None:
    assert run(["rules", "table", "cpft-2015"]) == 0
    out = capsys.readouterr().out
    assert "\n  Not read back:       where: no body that is told is given\n" in out
    assert "\n1 row marked 'Not read back', which vprs rules from-table leaves out:\n" in out
    table = table_of(pack("cpft-2015"))
    (head, *rows) = csv.reader(io.StringIO(drawn_csv(table).decode("utf-8-sig")))
    assert head[-1] == "Not read back"
    assert sorted({row[-1] for row in rows}) == ["", "where: no body that is told is given"]
    assert as_markdown(table).split(b"\n")[0].endswith(b" | Who closes actions | Not read back |")


def lost(*cells: tuple[str, ...]) -> list[tuple[str, str]]:
    rows = (TableRow(requirement=f"check/r{number}", cells=each) for number, each in enumerate(cells, start=1))
    return [(row.cells[0], row.lost) for row in with_lost(rows)]


def test_rows_of_one_subject_are_told_apart_by_their_requirements() -> None:
    same = "what: another row says the same"
    assert lost(GOOD, GOOD) == [(GOOD[0], ""), (f"{GOOD[0]} (check/r2)", "")]
    rows = [TableRow(requirement="check/x", cells=GOOD)] * 3
    assert [row.lost for row in with_lost(rows)] == ["", "", same]


def test_a_row_that_would_be_read_otherwise_is_marked() -> None:
    what, how, when, who, _, *others = GOOD
    two_in_one = "Board and Audit Committee"
    assert lost((what, how, when, who, two_in_one, *others)) == [(what, "where: would be read otherwise")]
    assert lost((what, how, when, "All staff", "Board", *others)) == [
        (what, "who: 'All staff' is everybody, and so nobody who can be asked")
    ]


FORMULAS = tuple(f"{mark}cmd|' /C calc'!A0" for mark in "=+-@")


def hostile() -> PackTable:
    return PackTable(rows=tuple(TableRow(requirement="check/x", cells=(text, *GOOD[1:])) for text in FORMULAS), left=())


def test_what_begins_like_a_formula_stays_text() -> None:
    written = list(csv.reader(io.StringIO(drawn_csv(hostile()).decode("utf-8-sig"))))
    assert written[0] == list(HEADINGS)
    assert [row[0] for row in written[1:]] == [f"'{text}" for text in FORMULAS]
    sheet = openpyxl.load_workbook(io.BytesIO(as_xlsx(hostile()))).active
    assert sheet is not None
    cells = [sheet.cell(row=row, column=1) for row in range(2, 2 + len(FORMULAS))]
    assert [(cell.value, cell.data_type) for cell in cells] == [(text, "s") for text in FORMULAS]


def test_two_runs_give_the_same_bytes() -> None:
    table = table_of(pack("waht-2024"))
    assert as_xlsx(table) == as_xlsx(table)
    assert as_markdown(table).count(b"\n") == len(table.rows) + 2
    assert list(as_text(table)) == list(as_text(table))


def test_standard_output_holds_the_table_alone(capsys: Capture) -> None:
    assert run(["rules", "table", "cpft-2015", "--format", "csv"]) == 0
    said = capsys.readouterr()
    assert len(list(csv.reader(io.StringIO(said.out)))) == 11
    assert "10 rows.\n" in said.err
    assert run(["rules", "table", "cpft-2015", "--format", "md"]) == 0
    assert all(line.startswith("| ") for line in capsys.readouterr().out.splitlines())


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--format", "xlsx"], "A workbook needs a file. Name it with --out, such as --out monitoring.xlsx."),
        (["--out", "x.pdf"], "'x.pdf' does not say which format it is. Name --format: text, md, csv, xlsx."),
    ],
)
def test_a_format_that_cannot_be_is_refused(capsys: Capture, words: list[str], said: str) -> None:
    assert run(["rules", "table", "waht-2024", *words]) == 2
    assert said in " ".join(capsys.readouterr().err.split())


def test_nothing_is_written_over(tmp_path: Path, capsys: Capture) -> None:
    out = tmp_path / "m.md"
    assert run(["rules", "table", "waht-2024", "--out", str(out)]) == 0
    stood = out.read_bytes()
    assert run(["rules", "table", "cpft-2015", "--out", str(out)]) == 2
    assert (
        "m.md: is there already, and vprs rules table writes over nothing. Choose another --out."
        in capsys.readouterr().err
    )
    assert out.read_bytes() == stood
    assert run(["rules", "table", "cpft-2015", "--out", str(tmp_path / "no" / "m.md")]) == 2
    assert "m.md: cannot be written: no such file or directory." in capsys.readouterr().err


def test_an_unknown_pack_is_told_with_the_nearest(capsys: Capture) -> None:
    assert run(["rules", "table", "waht-2042"]) == 2
    assert "Did you mean 'waht-2024'?" in capsys.readouterr().err
