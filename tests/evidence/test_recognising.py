"""A register that is not read loses any number of rows, whatever kept it from being recognised or read."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.evidence.folders import read, said, workbook, write
from vprs.evidence import read_evidence
from vprs.evidence.recognising import TABLES, row_key
from vprs.evidence.registered import TABLE_LIMIT
from vprs.model import Lost, Workspace

COLUMNS = "columns: {Person: person, Course: course}\n"
TRAINING = f"kind: training\nregister_type: training\n{COLUMNS}set: {{completed_on: 2026-08-01}}\n"
ALSO = "also: {kind: response, set: {response_type: support}, columns: {Date: opened_on}}\n"
ROWS = "Person,Course\np1,crt\n"


def lost(workspace: Workspace) -> set[tuple[str | None, bool]]:
    return {(item.kind, item.many) for item in workspace.lost}


EVERYTHING = {("training", True), ("response", True), ("register", False)}


@pytest.mark.parametrize("ending", [".xls", ".ods", ".XLS", ".xlsb"])
def test_a_table_that_cannot_be_read_is_lost_with_all_its_kinds(tmp_path: Path, ending: str) -> None:
    workspace = read(tmp_path, {f"t{ending}": ROWS, f"t{ending}.yaml": TRAINING + ALSO})
    assert said(workspace) == [
        f"t{ending}.yaml:3:1: columns: 'columns' is for the rows of a table, and 't{ending}' is none that can be read. "
        "Save it as .xlsx or .csv, with a sidecar of that name."
    ]
    assert lost(workspace) == EVERYTHING


def test_rows_of_what_is_no_table_at_all_are_lost_too(tmp_path: Path) -> None:
    workspace = read(tmp_path, {"t.pdf": b"%PDF", "t.pdf.yaml": TRAINING})
    assert said(workspace)[0].endswith("Save it as .xlsx or .csv, or take 'columns' out.")
    assert lost(workspace) == {("training", True), ("register", False)}


@pytest.mark.parametrize("ending", TABLES)
def test_a_sidecar_without_the_ending_of_its_table_is_told_its_name(tmp_path: Path, ending: str) -> None:
    workspace = read(tmp_path, {f"r/t{ending}": ROWS, "r/t.yaml": TRAINING + ALSO})
    assert said(workspace) == [
        "r/t.yaml:3:1: columns: 'columns' is for the sidecar of a register, and this file is not named as one. "
        f"Name it t{ending}.yaml."
    ]
    assert lost(workspace) == EVERYTHING


def test_a_sidecar_that_might_belong_to_two_tables_or_to_none_is_told_how_to_be_named(tmp_path: Path) -> None:
    for number, files in enumerate([{"t.csv": ROWS, "t.xlsx": ROWS}, {"people.yaml": TRAINING}]):
        workspace = read(tmp_path / str(number), {"t.yaml": TRAINING, **files})
        assert "Give it the name of the table with .yaml behind it, such as incidents.csv.yaml" in said(workspace)[0]
        assert ("training", True) in lost(workspace)


def test_a_sidecar_beside_an_old_workbook_and_without_its_ending_is_told_both(tmp_path: Path) -> None:
    workspace = read(tmp_path, {"t.xls": ROWS, "t.yaml": TRAINING})
    hint = "Save t.xls as .xlsx or .csv, and give this file that name with .yaml behind it."
    assert said(workspace)[0].endswith(hint)


def test_a_slip_in_columns_loses_the_register_and_not_one_row(tmp_path: Path) -> None:
    sidecar = TRAINING.replace("columns", "colums").replace("register_type: training\n", "")
    workspace = read(tmp_path, {"t.csv": ROWS, "t.csv.yaml": sidecar})
    assert said(workspace)[1] == (
        "t.csv.yaml:2:1: colums: a register's sidecar has no key 'colums'. Did you mean 'columns'?"
    )
    assert lost(workspace) == {("training", True), ("register", False)}


@pytest.mark.parametrize(
    "key",
    [
        "columns: {A: course}",
        "colums: {A: course}",
        "set: {course: crt}",
        "one_per: A",
        "header_row: 3",
        "also: {}",
        "drop: [A]",
        "values: {}",
        "register_type: training",
    ],
)
def test_one_key_is_enough_to_tell_a_register(tmp_path: Path, key: str) -> None:
    workspace = read(tmp_path, {"t.csv": ROWS, "t.csv.yaml": f"kind: training\n{key}\n"})
    assert lost(workspace) == {("training", True), ("register", False)}
    assert workspace.problems


@pytest.mark.parametrize(
    "value",
    [
        {"kind": "register", "register_type": "assets"},
        {"kind": "minute", "dates": "2026-05-01"},
        {"kind": "plan", "comments": "none"},
        {"kind": "training", "course": "crt"},
        {"records": [], "columns": {}},
        ["columns"],
        None,
    ],
)
def test_a_record_is_no_sidecar_of_a_register(value: object) -> None:
    assert row_key(value) is None


def test_a_sidecar_inside_a_list_of_records_loses_any_number_of_rows(tmp_path: Path) -> None:
    record = "{kind: training, file: t.csv, columns: {Person: person}}"
    workspace = read(tmp_path, {"t.csv": ROWS, "people.yaml": f"records:\n  - {record}\n"})
    assert lost(workspace) == {("training", True), ("register", False)}


@pytest.mark.parametrize("kind", ["", "kind: register\n", "kind: trainign\n"])
def test_without_the_kind_of_its_rows_anything_may_be_lost(tmp_path: Path, kind: str) -> None:
    workspace = read(tmp_path, {"t.csv": ROWS, "t.csv.yaml": kind + COLUMNS})
    assert lost(workspace) == {(None, True), ("register", False)}


def test_the_second_kind_of_a_register_that_is_gone_is_lost_too(tmp_path: Path) -> None:
    assert lost(read(tmp_path, {"t.csv.yaml": TRAINING + ALSO})) == EVERYTHING


def test_a_register_whose_name_differs_in_case_only_is_told(tmp_path: Path) -> None:
    workspace = read(tmp_path, {"T.csv": ROWS, "t.csv.yaml": TRAINING})
    assert said(workspace)[0].endswith("which is not in this folder. Rename this sidecar to 'T.csv.yaml'.")


def test_a_register_that_is_a_link_is_told_to_be_one(tmp_path: Path) -> None:
    root = write(tmp_path / "trust", {"t.csv.yaml": TRAINING})
    (root / "t.csv").symlink_to(root / "organisation.yaml")
    workspace = read_evidence(root)
    assert "t.csv.yaml:1:1: it describes 't.csv', which is not read: a symbolic link is never" in said(workspace)[1]
    assert ("training", True) in lost(workspace)


def test_a_register_that_is_too_large_is_lost_with_all_its_kinds(tmp_path: Path) -> None:
    root = write(tmp_path, {"t.csv": ROWS, "t.csv.yaml": TRAINING + ALSO})
    os.truncate(root / "t.csv", TABLE_LIMIT + 1)
    workspace = read_evidence(root)
    assert said(workspace) == ["t.csv: the file is larger than 300,000,000 bytes. Export a shorter period."]
    assert lost(workspace) == EVERYTHING


def test_a_sidecar_that_does_not_parse_may_have_held_many_records(tmp_path: Path) -> None:
    workspace = read(tmp_path, {"t.pdf": b"%PDF", "t.pdf.yaml": "records: ["})
    assert lost(workspace) == {(None, True)}


# ------------------------------------------------------------------------------- complete, of rows that nobody reads

REGISTER = "kind: register\nregister_type: risks\ndeclared_by: lsms\nas_at: 2026-09-30\ncomplete: true\n"
UNREAD = (
    "complete: nobody reads the rows of 'risks.csv', so that they cannot be declared complete. "
    "Give risks.csv a sidecar with `kind: risk` and `columns`, and declare it complete there."
)


@pytest.mark.parametrize("more", ["", "covers_kind: risk\n"])
def test_rows_that_nobody_reads_are_never_complete(tmp_path: Path, more: str) -> None:
    workspace = read(tmp_path, {"risks.csv": "Date,Score\n2026-08-01,25\n", "risks.csv.yaml": REGISTER + more})
    assert said(workspace) == [f"risks.csv.yaml:5:11: {UNREAD}"]
    assert workspace.records == ()
    assert workspace.lost == (
        Lost(kind="register", file="risks.csv.yaml", line=1),
        Lost(kind="risk", file="risks.csv.yaml", line=1, many=True),
    )


def test_nor_where_a_record_names_the_table(tmp_path: Path) -> None:
    workspace = read(tmp_path, {"risks.csv": "Date\n", "a.yaml": f"{REGISTER}file: risks.csv\n"})
    assert said(workspace) == [f"a.yaml:5:11: {UNREAD}"]


def test_nor_where_the_register_of_evidence_does(tmp_path: Path) -> None:
    book = workbook(("kind", "register_type", "complete", "file"), ("register", "risks", "yes", "risks.csv"))
    workspace = read(tmp_path, {"risks.csv": "Date\n", "evidence-register.xlsx": book})
    assert said(workspace) == [f"evidence-register.xlsx:2: {UNREAD}"]
    assert lost(workspace) == {("register", False), ("risk", True)}


@pytest.mark.parametrize(
    ("path", "sidecar"),
    [
        ("a.csv", REGISTER.replace("risks", "assets")),  # no kind of evidence, so nothing can be told absent by it
        ("a.csv", REGISTER.replace("complete: true\n", "")),
        ("a.pdf", REGISTER),
    ],
)
def test_other_registers_may_be_described_as_one_item(tmp_path: Path, path: str, sidecar: str) -> None:
    workspace = read(tmp_path, {path: "x", f"{path}.yaml": sidecar})
    assert said(workspace) == []
    assert workspace.records[0].held
