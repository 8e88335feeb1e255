"""The workbook that goes out: sheets, lists, headings, texts that stay texts, and the same bytes every time."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.workbook.trusts import ACTIONS, column, fill, heading_row, make_trust, read, row_of, write
from vprs.commands.main import run
from vprs.report.csv_cells import is_like_a_formula, safe

SHEETS = ["Summary", "Gap analysis", "Actions", "Evidence register", "Incidents by month", "Judgements"]
HOSTILE = [
    "=1+1",
    "+44 20",
    "-5",
    "@SUM(A1)",
    "\t=1",
    "\uff1d1+1",
    "\uff0b1",
    "\uff0d1",
    "\uff201",
    " =cmd|'/c calc'!A0",
]


@pytest.fixture
def trust(tmp_path: Path) -> Path:
    return make_trust(tmp_path)


def book(trust: Path) -> Any:
    assert write(trust) == 0
    return openpyxl.load_workbook(trust.parent / "vprs.xlsx")


def words(sheet: Any, heading: str) -> list[object]:
    place = column(sheet, heading)
    return [sheet.cell(row, place).value for row in range(heading_row(sheet) + 1, sheet.max_row + 1)]


def test_its_sheets_stand_in_the_order_in_which_people_need_them(trust: Path) -> None:
    found = book(trust)
    assert [sheet.title for sheet in found if sheet.sheet_state == "visible"] == SHEETS
    assert {sheet.title for sheet in found if sheet.sheet_state == "hidden"} == {"Lists", "vprs"}


def test_the_same_folder_gives_the_same_bytes(trust: Path) -> None:
    assert write(trust) == 0
    first = (trust.parent / "vprs.xlsx").read_bytes()
    assert write(trust) == 0
    assert (trust.parent / "vprs.xlsx").read_bytes() == first


def test_it_holds_no_macro_no_formula_and_no_link(trust: Path) -> None:
    book(trust)
    with zipfile.ZipFile(trust.parent / "vprs.xlsx") as package:
        names = package.namelist()
        whole = b"".join(package.read(name) for name in names if "worksheets" in name)
    assert not [name for name in names if "vba" in name.lower() or "externalLink" in name]
    assert not any(mark in whole for mark in (b"<f>", b"<f "))


@pytest.mark.parametrize("sheet", SHEETS)
def test_every_sheet_is_frozen_filtered_and_printed_landscape_with_its_headings(trust: Path, sheet: str) -> None:
    own = book(trust)[sheet]
    top = int(own.auto_filter.ref.partition(":")[0][1:])
    assert own.freeze_panes == f"B{top + 1}"
    assert own.print_title_rows == f"${top}:${top}"
    assert own.page_setup.orientation == "landscape"
    assert all(own.column_dimensions[cell.column_letter].width >= 8 for cell in own[top] if cell.value)


def test_the_properties_name_the_organisation_and_the_day(trust: Path) -> None:
    properties = book(trust).properties
    assert (properties.creator, properties.language) == ("Fernhill Trust (fictional)", "en-GB")
    assert properties.subject == "Judged as of 2026-09-30"


@pytest.mark.parametrize(
    ("sheet", "heading", "offered"),
    [
        ("Actions", "Lead", ["lsms", "executive-lead"]),
        ("Actions", "Status", ["open", "closed", "cancelled"]),
        ("Actions", "Requirement", ["tiny/plan/capacity", "tiny/plan/strategy", "tiny/do/lead"]),
        ("Judgements", "Judgement", ["met", "partly-met", "not-met", "not-applicable"]),
        ("Judgements", "By", ["lsms", "executive-lead"]),
        ("Evidence register", "Owner", ["lsms", "executive-lead"]),
    ],
)
def test_columns_with_closed_words_offer_them(trust: Path, sheet: str, heading: str, offered: list[str]) -> None:
    found = book(trust)
    letter = found[sheet].cell(1, column(found[sheet], heading)).column_letter
    (rule,) = [one for one in found[sheet].data_validations.dataValidation if str(one.sqref).startswith(letter)]
    name, cells = rule.formula1.split("!")
    assert [cell.value for (cell,) in found[name][cells.replace("$", "")]] == offered


def test_the_line_above_the_headings_says_what_is_filled_in(trust: Path) -> None:
    own = book(trust)["Actions"]
    top = heading_row(own)
    uses = {cell.value: own.cell(top - 1, cell.column).value for cell in own[top]}
    assert (uses["ID"], uses["Requirement"], uses["What"]) == ("read only", "new rows only", "fill in")


def test_an_outcome_is_coloured_and_said_in_words(trust: Path) -> None:
    own = book(trust)["Gap analysis"]
    top = int(own.auto_filter.ref.partition(":")[0][1:])
    place = next(cell.column for cell in own[top] if cell.value == "Outcome now")
    cells = [own.cell(row, place) for row in range(top + 1, own.max_row + 1)]
    assert {cell.value for cell in cells} <= {"Met", "Partly met", "Not met", "Not assessed", "Not applicable"}
    assert all(cell.fill.fgColor.rgb != "00000000" for cell in cells)


def test_every_requirement_and_every_statement_asked_for_can_be_judged(trust: Path) -> None:
    assert words(book(trust)["Judgements"], "Judgement of") == [
        "tiny/plan/capacity",
        "statement: specialist-capacity",
        "tiny/plan/strategy",
        "tiny/do/lead",
    ]


def incidents(*months: str) -> str:
    rows = (f"  - {{kind: incident, id: i{place}, occurred_on: {month}-05}}" for place, month in enumerate(months))
    return "\n".join(("records:", *rows)) + "\n"


def monthly(tmp_path: Path, *months: str) -> list[list[object]]:
    trust = make_trust(tmp_path, **{"incidents.yaml": incidents(*months)} if months else {})
    assert write(trust, "--period", "2026-07-01..2026-09-30") == 0
    own = openpyxl.load_workbook(trust.parent / "vprs.xlsx")["Incidents by month"]
    return [[cell.value for cell in row[:2]] for row in own.iter_rows()]


def test_incidents_by_month_are_those_of_the_period_with_their_sum(tmp_path: Path) -> None:
    found = monthly(tmp_path, *["2026-07"] * 6, *["2026-08"] * 7, *["2026-09"] * 9, "2026-06")
    assert found[-4:] == [["July 2026", 6], ["August 2026", 7], ["September 2026", 9], ["All of them", 22]]
    assert ["No register declared complete covers the period, so there may have been more.", None] in found


def test_a_month_of_few_incidents_is_hidden_as_in_the_statement(tmp_path: Path) -> None:
    found = {row[0]: row[1] for row in monthly(tmp_path, *["2026-07"] * 3, *["2026-08"] * 7, *["2026-09"] * 9)[-4:]}
    assert found["July 2026"] == "<5"
    assert [found["August 2026"], found["September 2026"]].count("*") == 1
    assert found["All of them"] == 19


def test_no_incident_and_no_register_is_nothing_known_and_never_nought(tmp_path: Path) -> None:
    found = monthly(tmp_path)
    assert "nothing is known" in str(found)
    assert found[-1] == ["Month", "Incidents recorded"]


def test_dates_are_texts_that_sort_and_no_spreadsheet_turns_round(trust: Path) -> None:
    own = book(trust)["Actions"]
    cell = own.cell(row_of(own, "A-1"), column(own, "Due"))
    assert (cell.value, cell.data_type, cell.number_format) == ("2026-10-31", "s", "@")


@pytest.mark.parametrize("text", HOSTILE)
def test_what_looks_like_a_formula_is_a_text(tmp_path: Path, text: str) -> None:
    quoted = text.replace("'", "''").replace("\t", "")
    trust = make_trust(tmp_path, **{"actions.yaml": f"records: [{{id: A-1, kind: action, what: '{quoted}'}}]\n"})
    own = book(trust)["Actions"]
    cell = own.cell(row_of(own, "A-1"), column(own, "What"))
    assert (cell.data_type, cell.value.strip(), cell.quotePrefix) == ("s", text.strip(), True)
    assert read(trust) == 0


@pytest.mark.parametrize("text", HOSTILE)
def test_what_looks_like_a_formula_stays_text_in_csv(text: str) -> None:
    assert is_like_a_formula(text)
    assert safe(text).startswith("'")


@pytest.mark.parametrize("text", ["a=b", "1-2", "", "Ward 4", "'=1"])
def test_other_texts_are_left_alone_in_csv(text: str) -> None:
    assert not is_like_a_formula(text)
    assert safe(text) == text


def test_an_error_code_and_an_escape_are_texts_too(tmp_path: Path) -> None:
    text = "records: [{id: A-1, kind: action, what: '_x0041_ and _x005F_', how: 'a #REF! b'}]\n"
    trust = make_trust(tmp_path, **{"actions.yaml": text})
    assert write(trust) == 0
    assert read(trust, "--dry-run") == 0


def test_a_file_that_is_no_workbook_of_ours_is_not_written_over(
    trust: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = trust.parent / "vprs.xlsx"
    place.write_bytes((trust / "evidence-register.xlsx").read_bytes())
    before = place.read_bytes()
    assert write(trust) == 2
    assert "a file is there that is not written over: this is not a workbook that" in capsys.readouterr().err
    assert place.read_bytes() == before


def test_a_workbook_with_changes_that_nobody_read_is_not_written_over(
    trust: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert write(trust) == 0
    fill(trust, "Actions", "A-1", {"Progress": "Interviews held."})
    assert write(trust) == 2
    assert "holds changes that nobody has read back" in capsys.readouterr().err
    assert read(trust) == 0
    assert write(trust) == 0


def test_a_name_that_is_no_workbook_is_refused(trust: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["workbook", str(trust), "-o", str(trust.parent / "vprs.csv")]) == 2
    assert "Let it end with .xlsx." in capsys.readouterr().err


def test_without_a_name_it_goes_where_papers_go(trust: Path) -> None:
    rules = ["--rules", str(trust.parent / "rules")]
    assert run(["workbook", str(trust), *rules, "--as-of", "2026-09-30"]) == 0
    assert (trust / "out" / "2026-09-30" / "workbook.xlsx").is_file()


def test_a_folder_called_read_is_named_with_its_path(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    trust = make_trust(tmp_path)
    trust.rename(tmp_path / "read")
    monkeypatch.chdir(tmp_path)
    assert run(["workbook", "./read", "--rules", "rules", "--as-of", "2026-09-30", "-o", "a.xlsx"]) == 0
    assert run(["workbook", "read", "a.xlsx", "./read", "--rules", "rules"]) == 0
    assert "Nothing is changed" in capsys.readouterr().out


def test_a_word_too_many_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["workbook", "a", "b"]) == 2
    assert "'b' is one word too many" in capsys.readouterr().err


def test_an_empty_folder_gives_a_workbook(tmp_path: Path) -> None:
    trust = make_trust(tmp_path)
    for path in ("actions.yaml", "views.yaml", "minutes.yaml", "documents/strategy.md", "evidence-register.xlsx"):
        (trust / path).unlink()
    assert write(trust) == 0
    assert read(trust) == 0


def test_the_folder_of_these_tests_is_sound(trust: Path) -> None:
    from vprs.evidence import read_evidence

    assert read_evidence(trust).problems == ()
    assert ACTIONS.encode() == (trust / "actions.yaml").read_bytes()
