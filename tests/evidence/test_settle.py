"""What is settled when all records are known: ids are unique, references lead somewhere."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from tests.evidence.folders import read, said
from vprs.evidence.batch import Batch
from vprs.evidence.settle import settle
from vprs.model import Lost, Record, Value


def mappings(record: Record, name: str) -> list[Mapping[str, Value]]:
    value = record.fields[name]
    return [item for item in value if isinstance(item, Mapping)] if isinstance(value, tuple) else []


def row(number: int, **fields: str) -> Record:
    name = fields.pop("id", f"i.csv#{number}")
    return Record(id=name, kind="response", fields=fields, file="i.csv", line=number, held=True, row=True)


def test_the_second_record_of_an_id_is_left_out_and_both_places_are_named(tmp_path: Path) -> None:
    workspace = read(tmp_path, {"b.yaml": "kind: plan\nid: x\ntitle: B", "a.yaml": "kind: plan\nid: x\ntitle: A"})
    assert [record.fields["title"] for record in workspace.records] == ["A"]
    assert said(workspace) == [
        "b.yaml:1: id: id 'x' already belongs to a.yaml:1. Give one of them another id; this one is left out."
    ]
    assert workspace.lost == (Lost(kind="plan", file="b.yaml", line=1),)


def test_a_reference_to_a_record_stays(tmp_path: Path) -> None:
    text = "records:\n  - {kind: plan, id: a}\n  - {kind: plan, id: b, links: [a], supersedes: a}\n"
    workspace = read(tmp_path, {"a.yaml": text})
    assert workspace.records[1].fields["links"] == ("a",)
    assert (workspace.problems, workspace.records[1].blank) == ((), frozenset())


def test_a_reference_to_nothing_is_told_and_counts_as_not_given(tmp_path: Path) -> None:
    text = """\
records:
  - kind: report
    id: r
    received_by: [{body: board, date: 2026-05-01, minute: minute-8}, {body: quality, minute: minute-1}]
  - {kind: minute, id: minute-1, body: board, date: 2026-05-01, paper: r, links: [r, x, y]}
  - {kind: response, incident: i1}
"""
    workspace = read(tmp_path, {"a.yaml": text})
    report, minute, response = workspace.records
    assert said(workspace) == [
        (
            "a.yaml:2: received_by.minute: no record has the id 'minute-8'. Did you mean 'minute-1'? "
            "Mend it; until then it counts as not given."
        ),
        "a.yaml:5: links: no record has the id 'x'. Mend it; until then it counts as not given.",
        "a.yaml:5: links: no record has the id 'y'. Mend it; until then it counts as not given.",
        "a.yaml:6: incident: no record has the id 'i1'. Mend it; until then it counts as not given.",
    ]
    first, second = mappings(report, "received_by")
    assert (sorted(first), second["minute"]) == (["body", "date"], "minute-1")
    assert (minute.fields["links"], minute.fields["paper"]) == (("r",), "r")
    assert "incident" not in response.fields
    assert [record.blank for record in workspace.records] == [{"received_by.minute"}, {"links"}, {"incident"}]
    assert workspace.lost == ()


def test_a_reference_to_itself_is_no_reference(tmp_path: Path) -> None:
    text = "kind: attestation\nid: a\nby: lsms\nmade_on: 2026-09-01\njudgement: met\nbasis: [a]\n"
    workspace = read(tmp_path, {"a.yaml": text})
    assert said(workspace) == [
        "a.yaml:1: basis: the record refers to itself. Mend it; until then it counts as not given."
    ]
    assert "basis" not in workspace.records[0].fields
    assert workspace.records[0].blank == {"basis"}


def test_a_reference_to_a_lost_record_counts_as_not_given_and_is_told_once(tmp_path: Path) -> None:
    text = "records:\n  - {kind: plan, id: a, tilte: x}\n  - {kind: plan, id: b, links: [a]}\n"
    workspace = read(tmp_path, {"a.yaml": text})
    assert len(workspace.problems) == 1
    assert "links" not in workspace.records[0].fields
    assert workspace.records[0].blank == {"links"}


def test_a_described_file_may_be_referred_to_by_its_sidecar_too(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "a.pdf": b"x",
        "a.pdf.yaml": "kind: plan\n",
        "b.yaml": "kind: plan\nlinks: [a.pdf, a.pdf.yaml]\n",
    }
    workspace = read(tmp_path, files)
    assert (workspace.records[1].fields["links"], workspace.records[1].blank) == (("a.pdf", "a.pdf"), frozenset())


def test_messages_on_rows_of_a_register_quote_no_ids() -> None:
    settled = settle(Batch(records=(row(2, id="Jane Roe"), row(3, id="Jane Roe"), row(4, incident="Jane Roe's case"))))
    assert [str(problem) for problem in settled.problems] == [
        (
            "i.csv:3: id: the id of this row already belongs to i.csv:2. "
            "Give one of them another id; this one is left out."
        ),
        ("i.csv:4: incident: no record has the id that this row names. Mend it; until then it counts as not given."),
    ]


def test_fields_that_only_look_like_references_are_left(tmp_path: Path) -> None:
    workspace = read(tmp_path, {"a.yaml": "kind: risk\nrequirement: vprs-2020/plan/x\ntitle: no-such-id\n"})
    assert workspace.problems == ()
