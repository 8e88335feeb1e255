"""Tables in the folder: rows that name files rest on them, and the register of evidence is found wherever it is."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from tests.evidence.folders import only, read, said, workbook
from vprs.model import Lost

SIDECAR = "kind: incident\nregister_type: incidents\ncolumns: {Date: occurred_on, Ref: links}\n"
CSV = "Date,Ref\n2026-05-01,{}\n"


@pytest.mark.parametrize("path", ["evidence-register.xlsx", "documents/Evidence-Register.xlsx"])
def test_a_row_of_the_register_of_evidence_rests_on_the_file_that_it_names(tmp_path: Path, path: str) -> None:
    book = workbook(("kind", "id", "doc_type", "file"), ("document", "p", "policy", "documents/p.pdf"))
    workspace = read(tmp_path, {path: book, "documents/p.pdf": b"%PDF"})
    record = only(workspace)
    assert (record.id, record.file, record.line) == ("p", path, 2)
    assert (record.held, record.rests_on) == (True, "documents/p.pdf")
    assert (record.sha256, workspace.undescribed) == (hashlib.sha256(b"%PDF").hexdigest(), ())


def test_a_row_of_the_register_of_evidence_without_a_file_is_stated(tmp_path: Path) -> None:
    book = workbook(("kind", "title"), ("plan", "Work plan"))
    record = only(read(tmp_path, {"evidence-register.xlsx": book}))
    assert (record.id, record.held, record.rests_on) == ("evidence-register.xlsx#2", False, None)


def test_a_row_of_the_register_of_evidence_whose_file_is_gone_is_lost(tmp_path: Path) -> None:
    book = workbook(("kind", "title", "file"), ("plan", "A", "gone.pdf"), ("plan", "B", None))
    workspace = read(tmp_path, {"evidence-register.xlsx": book})
    assert said(workspace) == [
        "evidence-register.xlsx:2: file: 'gone.pdf' is not in this folder. Put the file there, or take the name out."
    ]
    assert workspace.lost == (Lost(kind="plan", file="evidence-register.xlsx", line=2),)
    assert [record.fields["title"] for record in workspace.records] == ["B"]


def test_a_row_of_the_register_of_evidence_whose_file_has_changed_is_lost(tmp_path: Path) -> None:
    book = workbook(("kind", "file", "sha256"), ("plan", "a.pdf", "0" * 64))
    workspace = read(tmp_path, {"evidence-register.xlsx": book, "a.pdf": b"new"})
    assert said(workspace)[0].startswith("evidence-register.xlsx:2: sha256: 'a.pdf' has changed: its sha256 begins ")
    assert workspace.records == ()


@pytest.mark.parametrize("beside", [None, ""])
def test_a_digest_of_no_file_in_the_register_of_evidence_is_told(tmp_path: Path, beside: str | None) -> None:
    book = workbook(("kind", "title", "sha256", "file"), ("plan", "A", "0" * 64, beside))
    workspace = read(tmp_path, {"evidence-register.xlsx": book})
    message = "there is no file that it is the digest of. Name the file in `file`."
    assert said(workspace) == [f"evidence-register.xlsx:2: sha256: {message}"]
    assert workspace.lost == (Lost(kind="plan", file="evidence-register.xlsx", line=2),)


def test_the_register_of_evidence_is_no_evidence_for_its_own_rows(tmp_path: Path) -> None:
    book = workbook(("kind", "file"), ("plan", "evidence-register.xlsx"))
    assert said(read(tmp_path, {"evidence-register.xlsx": book})) == [
        "evidence-register.xlsx:2: file: 'evidence-register.xlsx' says what evidence there is and is none itself. "
        "Name the file that shows it."
    ]


def test_a_reference_in_the_register_of_evidence_is_quoted(tmp_path: Path) -> None:
    book = workbook(("kind", "links"), ("plan", "no-such"))
    assert said(read(tmp_path, {"evidence-register.xlsx": book})) == [
        "evidence-register.xlsx:2: links: no record has the id 'no-such'. Mend it; until then it counts as not given."
    ]


def test_a_register_of_evidence_that_is_no_workbook_may_have_held_anything(tmp_path: Path) -> None:
    workspace = read(tmp_path, {"evidence-register.xlsx": b"no workbook"})
    assert workspace.lost == (Lost(kind=None, file="evidence-register.xlsx", many=True),)
    assert len(workspace.problems) == 1


def test_messages_on_rows_of_a_register_quote_no_references(tmp_path: Path) -> None:
    workspace = read(tmp_path, {"i.csv": CSV.format("Jane Roe"), "i.csv.yaml": SIDECAR})
    assert said(workspace) == [
        "i.csv:2: links: no record has the id that this row names. Mend it; until then it counts as not given."
    ]
    assert workspace.records[1].blank == {"links"}


def test_an_empty_register_is_lost_whole(tmp_path: Path) -> None:
    workspace = read(tmp_path, {"i.csv": "", "i.csv.yaml": SIDECAR})
    assert ("incident", True) in {(item.kind, item.many) for item in workspace.lost}
    assert workspace.problems


def test_a_register_may_be_referred_to_by_its_sidecar(tmp_path: Path) -> None:
    files = {"i.csv": CSV.format(""), "i.csv.yaml": SIDECAR, "a.yaml": "kind: plan\nlinks: [i.csv.yaml, 'i.csv#2']"}
    workspace = read(tmp_path, {**files})
    assert workspace.problems == ()
    assert workspace.records[0].fields["links"] == ("i.csv", "i.csv#2")


def test_a_workbook_that_a_register_makes_a_table_quotes_nothing_of_its_rows(tmp_path: Path) -> None:
    book = workbook(("Date", "Ref"), ("2026-05-01", "Jane Roe"))
    workspace = read(tmp_path, {"evidence-register.xlsx": book, "evidence-register.xlsx.yaml": SIDECAR})
    assert said(workspace) == [
        "evidence-register.xlsx:2: links: no record has the id that this row names. "
        "Mend it; until then it counts as not given."
    ]
    assert [record.kind for record in workspace.records] == ["register", "incident"]


def test_a_workbook_that_a_register_makes_a_table_can_hold_a_record(tmp_path: Path) -> None:
    book = workbook(("Date", "Ref"), ("2026-05-01", None))
    files = {"evidence-register.xlsx.yaml": SIDECAR, "a.yaml": "kind: plan\nfile: evidence-register.xlsx\n"}
    workspace = read(tmp_path, {"evidence-register.xlsx": book, **files})
    assert said(workspace) == []
    assert workspace.records[0].rests_on == "evidence-register.xlsx"


def test_only_the_sidecar_of_a_register_takes_the_place_of_the_register_of_evidence(tmp_path: Path) -> None:
    book = workbook(("kind", "title"), ("plan", "Work plan"))
    sidecar = "kind: document\ndoc_type: procedure\ntitle: How we keep our register\n"
    workspace = read(tmp_path, {"evidence-register.xlsx": book, "evidence-register.xlsx.yaml": sidecar})
    assert said(workspace) == [
        "evidence-register.xlsx.yaml:1:1: only the sidecar of a register can stand beside the register of evidence, "
        "which holds its own records. Remove it; or say in it what the columns of the workbook mean, under `columns`."
    ]
    assert [record.kind for record in workspace.records] == ["plan"]
    assert workspace.lost == (Lost(kind=None, file="evidence-register.xlsx.yaml", line=1, many=True),)


def test_a_sidecar_that_cannot_be_read_does_not_hide_the_register_of_evidence(tmp_path: Path) -> None:
    book = workbook(("kind", "title"), ("plan", "Work plan"))
    workspace = read(tmp_path, {"evidence-register.xlsx": book, "evidence-register.xlsx.yaml": "kind: ["})
    assert [record.kind for record in workspace.records] == ["plan"]
    assert workspace.lost == (Lost(kind=None, file="evidence-register.xlsx.yaml", line=2, many=True),)
