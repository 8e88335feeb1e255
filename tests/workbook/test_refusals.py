"""Rows and workbooks that are refused: whole, with their row and what to do; all other rows go in."""

from __future__ import annotations

import io
import os
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.workbook.trusts import (
    ACTIONS,
    column,
    edit,
    files,
    fill,
    fill_new,
    heading_row,
    make_trust,
    read,
    row_of,
    write,
)
from vprs import disk
from vprs.commands import replacing
from vprs.commands.main import run

Said = pytest.CaptureFixture[str]
MET = {"Judgement": "met", "By": "lsms", "On": "2026-09-01"}


@pytest.fixture
def trust(tmp_path: Path) -> Path:
    trust = make_trust(tmp_path)
    assert write(trust) == 0
    return trust


@pytest.mark.parametrize(
    ("sheet", "key", "cells", "said"),
    [
        ("Actions", "A-1", {"Due": "31/02/2026"}, "Actions, Due: '31/02/2026' is not a date. Write 28/02/2026 or"),
        ("Actions", "A-1", {"Due": 46000}, "Actions, Due: '46000' is not a date."),
        (
            "Actions",
            "A-1",
            {"Due": "#REF!"},
            "Actions, Due: shows the error #REF!. Open the workbook, let it calculate",
        ),
        ("Actions", "A-1", {"Due": "=TODAY()"}, "Actions, Due: is a formula that has not been calculated. Open"),
        (
            "Actions",
            "A-1",
            {"Status": "opne"},
            "Actions, Status: 'opne' is not a word that status can have. Did you mean 'open'?",
        ),
        ("Actions", "A-1", {"Lead": "Jo Bloggs"}, "Actions, Lead: no role is known as 'Jo Bloggs'. Write the role, as"),
        (
            "Actions",
            "A-1",
            {"Lead": "lmss"},
            "Actions, Lead: no role is known as 'lmss'. Did you mean 'lsms'? Write the role",
        ),
        (
            "Actions",
            "A-1",
            {"Links": "strategi"},
            "Actions, Links: no record has the ID 'strategi'. Did you mean 'strategy'?",
        ),
        ("Actions", "A-1", {"Links": "A-1"}, "Actions, Links: the record names itself. Take its own ID out."),
        (
            "Actions",
            "A-1",
            {"Requirement": "tiny/plan/strategy"},
            "this is taken from new rows only, and the row has an ID.",
        ),
        ("Actions", "A-1", {"ID": "A-l"}, "Actions, ID: no record of this sheet has the ID 'A-l'. Did you mean 'A-"),
        ("Actions", "A-1", {"ID": "strategy"}, "Actions, ID: no record of this sheet has the ID 'strategy'."),
        ("Actions", "A-1", {"ID": "A-2"}, "have the same ID 'A-2', so none of them is taken. Keep one of them."),
        (
            "Judgements",
            "view-of-lead",
            {"Judgement": "-"},
            "Judgements, Judgement: a record of kind attestation needs it",
        ),
        (
            "Judgements",
            "tiny/plan/strategy",
            {"Judgement": "met"},
            "Judgements, By: it is empty. Fill it in, or empty the row.",
        ),
        (
            "Judgements",
            "tiny/plan/strategy",
            {**MET, "Judgement of": "tiny/plan/strateg"},
            "Did you mean 'tiny/plan/strategy'?",
        ),
        ("Judgements", "tiny/plan/strategy", {**MET, "Valid until": "2026-08-31"}, "2026-08-31 is before 2026-09-01"),
        (
            "Judgements",
            "tiny/plan/strategy",
            {**MET, "Basis": "nothing"},
            "Judgements, Basis: no record has the ID 'nothing'.",
        ),
        ("Evidence register", "minute-13", {"Title": "Board"}, "Make the change in evidence-register.xlsx, row 2."),
        ("Evidence register", "minute-12", {"Review date": "2027-01"}, "a record of kind minute has no 'review_date'."),
        (
            "Evidence register",
            "strategy",
            {"Owner": "Jo Bloggs"},
            "Evidence register, Owner: no role is known as 'Jo Bloggs'.",
        ),
        ("Evidence register", "strategy", {"ID": None, "Notes": "x"}, "Evidence register, ID: the row has no ID."),
    ],
)
def test_a_bad_row_is_refused_whole_with_its_number_and_the_others_go_in(
    trust: Path, capsys: Said, sheet: str, key: str, cells: dict[str, Any], said: str
) -> None:
    number = fill(trust, sheet, key, {**cells, **({"Progress": "Not taken."} if sheet == "Actions" else {})})
    fill(trust, "Actions", "A-3", {"How": "By letter"})
    before = {path: content for path, content in files(trust).items() if path != "actions.yaml"}
    assert read(trust) == 1
    told = capsys.readouterr().out
    assert said in told
    assert f"vprs.xlsx:{number}: {sheet}" in told
    assert {path: content for path, content in files(trust).items() if path != "actions.yaml"} == before
    assert (trust / "actions.yaml").read_text("utf-8") == f"{ACTIONS}    how: By letter\n"


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        (
            {"Requirement": "tiny/plan/stratgy"},
            "Requirement: no requirement is named 'tiny/plan/stratgy'. Did you mean",
        ),
        ({"Requirement": None}, "Actions, Requirement: a new action needs it. Fill it in, or empty the row."),
        ({"What": None}, "Actions, What: a new action needs it."),
        ({"Closed on": "2026-09-29"}, "Actions, Closed on: 2026-09-29 is before 2026-09-30, on which it begins."),
        ({"ID": "A-9"}, "Actions, ID: no record of this sheet has the ID 'A-9'."),
        ({"Raised on": "soon"}, "Actions, Raised on: 'soon' is not a date."),
    ],
)
def test_a_new_row_with_a_fault_is_refused(trust: Path, capsys: Said, cells: dict[str, Any], said: str) -> None:
    number = fill_new(trust, "Actions", {"Requirement": "tiny/plan/strategy", "What": "Bring it", **cells})
    before = files(trust)
    assert read(trust) == 1
    assert f"vprs.xlsx:{number}: Actions, " in (told := capsys.readouterr().out)
    assert said in told
    assert files(trust) == before


def test_a_formula_that_has_been_calculated_is_read(trust: Path) -> None:
    """openpyxl keeps no value beside a formula, so one is put there as a spreadsheet would."""
    fill(trust, "Actions", "A-1", {"Progress": "=FORMULA"})
    path, stream = trust.parent / "vprs.xlsx", io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            calculated = rb'<c\1 t="str"><f>FORMULA</f><v>Calculated</v></c>'
            new.writestr(name, re.sub(rb"<c([^>]*)><f>FORMULA</f><v ?/?>(?:</v>)?</c>", calculated, old.read(name)))
    path.write_bytes(stream.getvalue())
    assert read(trust) == 0
    assert "progress: Calculated\n" in (trust / "actions.yaml").read_text("utf-8")


def test_a_conflict_names_all_three_values_and_refuses_the_row(trust: Path, capsys: Said) -> None:
    number = fill(trust, "Actions", "A-1", {"Due": "2026-11-30", "How": "By advert"})
    log = trust / "actions.yaml"
    log.write_text(ACTIONS.replace("2026-10-31", "2026-12-24"), "utf-8")
    before = files(trust)
    assert read(trust) == 1
    told = capsys.readouterr().out
    assert f"vprs.xlsx:{number}: Actions, Due: a conflict: '2026-11-30' here, '2026-12-24' in actions.yaml:3" in told
    assert "and '2026-10-31' when the workbook was written." in told
    assert files(trust) == before


def test_what_only_the_folder_changed_stays_as_it_is_there(trust: Path) -> None:
    fill(trust, "Actions", "A-1", {"How": "By advert"})
    log = trust / "actions.yaml"
    log.write_text(ACTIONS.replace("2026-10-31", "2026-12-24"), "utf-8")
    assert read(trust) == 0
    assert "due: 2026-12-24\n" in log.read_text("utf-8")
    assert "how: By advert\n" in log.read_text("utf-8")


def test_a_record_that_is_gone_is_told(trust: Path, capsys: Said) -> None:
    fill(trust, "Actions", "A-3", {"How": "By advert"})
    (trust / "actions.yaml").write_text(ACTIONS.partition("  - id: A-3")[0], "utf-8")
    assert read(trust) == 1
    assert "the record 'A-3' is no longer in the folder." in capsys.readouterr().out


def test_a_judgement_of_that_day_that_says_otherwise_is_a_fault(trust: Path, capsys: Said) -> None:
    fill(trust, "Judgements", "tiny/plan/strategy", MET)
    assert read(trust) == 0
    fill(trust, "Judgements", "tiny/plan/strategy", {"Judgement": "not-met"})
    assert read(trust) == 1
    assert "is the same, but says 'met' where the row has 'not-met'." in capsys.readouterr().out


def test_a_judgement_by_a_role_that_was_not_asked_is_told(trust: Path, capsys: Said) -> None:
    fill(trust, "Judgements", "statement: specialist-capacity", MET)
    assert read(trust) == 0
    assert "is asked of executive-lead: a judgement by lsms does not answer it." in capsys.readouterr().out


def test_merged_cells_refuse_the_rows_that_they_touch(trust: Path, capsys: Said) -> None:
    def merge(book: Any) -> None:
        own = book["Actions"]
        place, row = column(own, "Lead"), row_of(own, "A-1")
        own.merge_cells(start_row=row, end_row=row + 1, start_column=place, end_column=place)

    edit(trust, merge)
    assert read(trust) == 1
    assert capsys.readouterr().out.count("cells are merged here") == 2


def test_a_heading_that_is_nearly_ours_refuses_its_sheet(trust: Path, capsys: Said) -> None:
    def rename(book: Any) -> None:
        own = book["Actions"]
        own.cell(heading_row(own), column(own, "Progress")).value = "Progres"

    fill(trust, "Actions", "A-1", {"How": "By advert"})
    edit(trust, rename)
    assert read(trust) == 1
    assert "Actions: there is no column 'Progres', so nothing of the sheet is taken. Did you mean 'Progress'?" in (
        capsys.readouterr().out
    )
    assert (trust / "actions.yaml").read_text("utf-8") == ACTIONS


@pytest.mark.parametrize("heading", ["ID", "Due"])
def test_headings_that_are_gone_or_doubled_are_told(trust: Path, capsys: Said, heading: str) -> None:
    def rename(book: Any) -> None:
        own = book["Actions"]
        own.cell(heading_row(own), column(own, "How" if heading == "Due" else "ID")).value = (
            heading if heading == "Due" else ""
        )

    edit(trust, rename)
    assert read(trust) == 1
    assert "nothing of the sheet is taken." in capsys.readouterr().out


# ------------------------------------------------------------------------------------------------------ whole files


def test_the_workbook_of_another_organisation_is_refused(trust: Path, capsys: Said) -> None:
    about = trust / "organisation.yaml"
    about.write_text(about.read_text("utf-8").replace("code: FHT", "code: XYZ"), "utf-8")
    assert read(trust) == 2
    assert "this is the workbook of Fernhill Trust (fictional) (FHT), and the folder is of" in capsys.readouterr().err


def test_a_workbook_without_its_hidden_sheet_is_refused(trust: Path, capsys: Said) -> None:
    edit(trust, lambda book: book.__delitem__("vprs"))
    assert read(trust) == 2
    assert "its hidden sheet 'vprs' is gone or changed. Write a new one" in capsys.readouterr().err


@pytest.mark.parametrize("cell", ["{", "[]", "[[[[", '{"format": 1}', '{"format": "other"}', "null"])
def test_a_hidden_sheet_that_was_changed_is_refused(trust: Path, capsys: Said, cell: str) -> None:
    edit(trust, lambda book: book["vprs"].__setitem__("C1", cell))
    assert read(trust) == 2
    assert "is gone or changed." in capsys.readouterr().err


def ods() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    return stream.getvalue()


def bomb() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/worksheets/sheet1.xml", b" " * 30_000_000)
    return stream.getvalue()


def with_macros() -> bytes:
    stream = io.BytesIO()
    openpyxl.Workbook().save(stream)
    with zipfile.ZipFile(stream, "a") as package:
        package.writestr("xl/vbaProject.bin", b"macro")
    return stream.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (OLE, "this is an old Excel file (.xls). Save it as .xlsx."),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "the workbook has a password. Save it without one."),
        (ods(), "this is an OpenDocument spreadsheet (.ods). Save it as .xlsx."),
        (with_macros(), "the workbook holds macros, and none went out in it. Save it as .xlsx, which holds none."),
        (bomb(), "which is refused."),
        (b"", "this is not an Excel workbook, or it is damaged."),
        (b"a,b\r\n", "this is not an Excel workbook, or it is damaged."),
    ],
)
def test_what_is_no_workbook_is_refused_with_what_to_do(trust: Path, capsys: Said, content: bytes, said: str) -> None:
    (trust.parent / "vprs.xlsx").write_bytes(content)
    before = files(trust)
    assert read(trust) == 2
    told = capsys.readouterr().err
    assert said in told
    assert "Traceback" not in told
    assert files(trust) == before


def test_a_workbook_that_is_not_there_and_a_folder_that_is_none(trust: Path, capsys: Said) -> None:
    assert run(["workbook", "read", str(trust / "none.xlsx"), str(trust)]) == 2
    assert "there is no such file. Name the workbook that came back" in capsys.readouterr().err
    assert run(["workbook", "read", str(trust.parent / "vprs.xlsx"), str(trust / "none")]) == 2
    assert "there is no such folder." in capsys.readouterr().err


def test_a_workbook_of_another_day_says_of_which(trust: Path, capsys: Said) -> None:
    assert write(trust, as_of="2026-08-15") == 0
    capsys.readouterr()
    assert read(trust) == 0
    assert "written as of 15 August 2026." in capsys.readouterr().out


# ---------------------------------------------------------------------------------------------------- writing files


@pytest.mark.parametrize("fault", ["records: [\n", ACTIONS + "  - kind: acton\n", ACTIONS + "    lead: nobody\n"])
def test_a_file_with_a_fault_gets_no_new_record(trust: Path, capsys: Said, fault: str) -> None:
    fill_new(trust, "Actions", {"Requirement": "tiny/plan/strategy", "What": "Bring it to the board"})
    (trust / "actions.yaml").write_text(fault, "utf-8")
    before = files(trust)
    assert read(trust) == 1
    assert "nothing is added to actions.yaml while it has a fault in it (actions.yaml:" in capsys.readouterr().out
    assert files(trust) == before


def test_where_one_file_cannot_be_replaced_the_others_are_put_back(
    trust: Path, monkeypatch: pytest.MonkeyPatch, capsys: Said
) -> None:
    fill(trust, "Actions", "A-1", {"How": "By advert"})
    fill(trust, "Evidence register", "strategy", {"Notes": "Seen."})
    fill(trust, "Judgements", "tiny/plan/strategy", MET)
    before = files(trust)
    write_new = disk.write_new

    def full(path: Path, content: bytes) -> None:
        if "judgements" in path.name:
            raise OSError(28, "No space left on device")
        write_new(path, content)

    monkeypatch.setattr(replacing, "write_new", full)
    assert read(trust) == 2
    assert "judgements.yaml: the file cannot be written: no space left on device." in capsys.readouterr().err
    assert files(trust) == before


def test_a_run_cut_short_between_two_files_is_finished_by_the_next(
    trust: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(trust, "Actions", "A-1", {"How": "By advert"})
    fill(trust, "Judgements", "tiny/plan/strategy", MET)
    whole = replacing.replace_files

    def half(folder: Path, contents: dict[str, bytes], stood: dict[str, bytes | None]) -> None:
        first = next(iter(contents))
        whole(folder, {first: contents[first]}, stood)

    monkeypatch.setattr(replacing, "replace_files", half)
    assert read(trust) == 0
    assert not (trust / "judgements.yaml").exists()
    monkeypatch.undo()
    assert read(trust) == 0
    assert (trust / "judgements.yaml").exists()
    assert (trust / "actions.yaml").read_text("utf-8").count("how: By advert") == 1


@pytest.mark.skipif(os.name == "nt" or os.getuid() == 0, reason="nothing is protected from this user")
def test_a_protected_file_is_told(trust: Path, capsys: Said) -> None:
    (trust / "actions.yaml").chmod(0o444)
    fill(trust, "Actions", "A-1", {"How": "By advert"})
    assert read(trust) == 2
    assert "the file is read-only" in capsys.readouterr().err


def test_nothing_is_left_beside_the_evidence(trust: Path) -> None:
    fill(trust, "Actions", "A-1", {"How": "By advert"})
    before = set(files(trust))
    assert read(trust) == 0
    assert set(files(trust)) == before


UNTOUCHABLE: list[Callable[[str], str]] = [
    lambda text: text.replace("\n", "\r\n"),
    lambda text: "\ufeff" + text,
    lambda text: text + "\n# the end",
]


@pytest.mark.parametrize("made", UNTOUCHABLE)
def test_line_ends_marks_and_last_comments_stay(tmp_path: Path, made: Callable[[str], str]) -> None:
    trust = make_trust(tmp_path)
    (trust / "actions.yaml").write_bytes(made(ACTIONS).encode())
    assert write(trust) == 0
    fill(trust, "Actions", "A-1", {"Due": "2026-11-30"})
    assert read(trust) == 0
    assert (trust / "actions.yaml").read_bytes() == made(ACTIONS).replace("2026-10-31", "2026-11-30").encode()


def test_a_record_that_cannot_be_changed_in_place_is_refused_and_the_others_go_in(tmp_path: Path, capsys: Said) -> None:
    odd = "  - id: A-9\n    kind: action\n    ? what\n    : Do it\n"
    trust = make_trust(tmp_path, **{"actions.yaml": ACTIONS + odd})
    assert write(trust) == 0
    number = fill(trust, "Actions", "A-9", {"How": "By advert"})
    fill(trust, "Actions", "A-1", {"Due": "2026-11-30"})
    assert read(trust) == 1
    said = f"vprs.xlsx:{number}: Actions, How: the record is written in a way that cannot be changed from here"
    assert said in capsys.readouterr().out
    assert (trust / "actions.yaml").read_text("utf-8") == ACTIONS.replace("2026-10-31", "2026-11-30") + odd


def test_two_at_once_are_kept_apart(trust: Path, capsys: Said, monkeypatch: pytest.MonkeyPatch) -> None:
    from vprs.commands import workbook_read
    from vprs.disk import alone_at
    from vprs.problem import Problem

    monkeypatch.setattr(workbook_read, "PATIENCE", 0.1)
    with alone_at(trust / workbook_read.LOCK, Problem(file="", message="")):
        assert read(trust) == 2
    assert "another vprs is taking a workbook back into this folder. Wait until it has ended" in capsys.readouterr().err
