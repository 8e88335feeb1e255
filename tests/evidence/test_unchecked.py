"""Links into a register that could not be read: told once for each file that points, and never as that file's fault."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.evidence.folders import read, said

INCIDENTS = "Ref,Date,Type\nI1,2026-05-01,physical\nI2,2026-05-02,verbal\n"
OF_INCIDENTS = """\
kind: incident
register_type: incidents
columns: {Ref: id, Date: occurred_on, Type: category}
as_at: 2026-09-30
"""
RENAMED = OF_INCIDENTS.replace("Date: occurred_on", "Day: occurred_on")
RESPONSES = "Incident,Opened\nI1,2026-05-03\nI2,2026-05-04\nI3,2026-05-05\n"
OF_RESPONSES = """\
kind: response
register_type: responses
set: {response_type: investigation}
columns: {Incident: incident, Opened: opened_on}
as_at: 2026-09-30
"""
OF_TRAINING = "kind: training\nregister_type: training\ncolumns: {course: course, on: completed_on, links: links}\n"
READABLE: dict[str, str | bytes] = {
    "incidents.csv": INCIDENTS,
    "incidents.csv.yaml": OF_INCIDENTS,
    "responses.csv": RESPONSES,
    "responses.csv.yaml": OF_RESPONSES,
}
NO_RECORD = "no record has the id that this row names. Mend it; until then it counts as not given."
UNCHECKED = (
    "3 links, this one first, cannot be checked while incidents.csv cannot be read. "
    "Mend incidents.csv first; until then they count as not given."
)


def test_a_link_that_leads_nowhere_is_the_fault_of_its_row_where_all_is_read(tmp_path: Path) -> None:
    assert said(read(tmp_path, READABLE)) == [f"responses.csv:4: incident: {NO_RECORD}"]


@pytest.mark.parametrize(
    "lost",
    [
        {"incidents.csv.yaml": RENAMED},
        {"incidents.csv": b"\xff\xfe\x00\xd8"},
        {"incidents.csv": ""},
    ],
)
def test_links_into_a_register_that_is_not_read_are_one_problem(tmp_path: Path, lost: dict[str, str | bytes]) -> None:
    workspace = read(tmp_path, {**READABLE, **lost})
    about_links = [line for line in said(workspace) if line.startswith("responses.csv")]
    assert about_links == [f"responses.csv:2: incident: {UNCHECKED}"]
    assert len(workspace.problems) == 2
    rows = [record for record in workspace.records if record.kind == "response"]
    assert [("incident" in record.fields, record.blank) for record in rows] == [(False, frozenset({"incident"}))] * 3
    assert [record.unread for record in rows] == [{"incident": name} for name in ("I1", "I2", "I3")]


def test_links_into_a_register_whose_file_is_gone_are_one_problem(tmp_path: Path) -> None:
    files = {name: text for name, text in READABLE.items() if name != "incidents.csv"}
    told = said(read(tmp_path, files))
    assert [line.partition(": ")[0] for line in told] == ["incidents.csv.yaml:1:1", "responses.csv:2"]
    assert "cannot be checked while incidents.csv.yaml cannot be read" in told[1]


def test_each_file_that_points_is_told_on_its_own_with_its_first_row(tmp_path: Path) -> None:
    minute = "records:\n  - {kind: minute, body: board, date: 2026-05-09, links: [I2]}\n"
    told = said(read(tmp_path, {**READABLE, "incidents.csv.yaml": RENAMED, "minutes.yaml": minute}))
    assert (
        "minutes.yaml:2: links: this link cannot be checked while incidents.csv cannot be read. "
        "Mend incidents.csv first; until then it counts as not given."
    ) in told
    assert f"responses.csv:2: incident: {UNCHECKED}" in told


def test_a_link_to_an_incident_cannot_lead_into_a_register_of_something_else(tmp_path: Path) -> None:
    training = {"training.csv": "course,when,links\ncrt,2026-05-01,\n", "training.csv.yaml": OF_TRAINING}
    told = said(read(tmp_path, {**READABLE, **training}))
    assert f"responses.csv:4: incident: {NO_RECORD}" in told
    assert not any("cannot be checked" in line for line in told)


def test_a_link_of_no_kind_may_lead_into_any_of_several(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        **READABLE,
        "incidents.csv.yaml": RENAMED,
        "responses.csv.yaml": OF_RESPONSES.replace("Opened: opened_on", "When: opened_on"),
        "minutes.yaml": "records:\n  - {kind: minute, body: board, date: 2026-05-09, links: [I2]}\n",
    }
    told = [line for line in said(read(tmp_path, files)) if line.startswith("minutes.yaml")]
    assert told == [
        "minutes.yaml:2: links: this link cannot be checked while incidents.csv and responses.csv cannot be read. "
        "Mend incidents.csv first; until then it counts as not given."
    ]


def test_a_record_that_refers_to_itself_is_at_fault_whatever_else_is_lost(tmp_path: Path) -> None:
    own = {"m.yaml": "id: m\nkind: minute\nbody: board\ndate: 2026-05-09\nlinks: [m]\n"}
    told = said(read(tmp_path, {**READABLE, "incidents.csv.yaml": RENAMED, **own}))
    assert any(line.startswith("m.yaml:1: links: the record refers to itself.") for line in told)


def test_a_link_to_a_row_that_is_left_out_is_told_by_that_row_alone(tmp_path: Path) -> None:
    bad = INCIDENTS.replace("2026-05-02", "2026-13-02") + "I3,2026-05-03,theft\n"
    workspace = read(tmp_path, {**READABLE, "incidents.csv": bad})
    assert [line.partition(": ")[0] for line in said(workspace)] == ["incidents.csv:3"]
    unread = [record.unread for record in workspace.records if record.kind == "response"]
    assert unread == [None, {"incident": "I2"}, None]


def test_a_link_to_a_row_left_out_that_has_no_id_of_its_own_is_told_by_that_row_alone(tmp_path: Path) -> None:
    files: dict[str, str | bytes] = {
        "t.csv": "course,on,links\ncrt,2026-13-01,\n",
        "t.csv.yaml": OF_TRAINING,
        "m.yaml": "kind: minute\nbody: board\ndate: 2026-05-09\nlinks: ['t.csv#2']\n",
    }
    assert [line.partition(": ")[0] for line in said(read(tmp_path, files))] == ["t.csv:2"]
