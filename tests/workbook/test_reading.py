"""The workbook that comes back: what people filled in goes into the YAML, and nothing else there changes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from tests.workbook.trusts import (
    ACTIONS,
    JUDGEMENTS,
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
from vprs.evidence import read_evidence
from vprs.model import Record

Said = pytest.CaptureFixture[str]


@pytest.fixture
def trust(tmp_path: Path) -> Path:
    """A folder whose workbook has just been written."""
    trust = make_trust(tmp_path)
    assert write(trust) == 0
    return trust


def records(trust: Path) -> dict[str, Record]:
    workspace = read_evidence(trust)
    assert workspace.problems == ()
    return {record.id: record for record in workspace.records}


def texts(record: Record, *names: str) -> list[str]:
    return [str(record.fields.get(name)) for name in names]


# ------------------------------------------------------------------------------------------------ what goes in


def test_unchanged_it_changes_nothing(trust: Path, capsys: Said) -> None:
    before = files(trust)
    assert read(trust) == 0
    assert files(trust) == before
    assert "Nothing is changed: the folder holds all of this already." in capsys.readouterr().out


def test_cells_that_were_filled_in_change_their_fields_and_no_other_byte(trust: Path) -> None:
    cells = {"What": "Appoint: a specialist", "Lead": "executive-lead", "Due": "30/11/2026", "How": "By advert"}
    fill(trust, "Actions", "A-1", cells)
    assert read(trust) == 0
    assert (trust / "actions.yaml").read_text("utf-8") == ACTIONS.replace(
        "'Appoint: somebody'", "'Appoint: a specialist'"
    ).replace("lead: lsms  #", "lead: executive-lead  #").replace("due: 2026-10-31", "due: 2026-11-30").replace(
        "links: [strategy]\n", "links: [strategy]\n    how: By advert\n"
    )


def test_a_record_in_brackets_is_changed_in_its_brackets(trust: Path) -> None:
    fill(trust, "Actions", "A-2", {"What": "Ask, wait, ask", "Links": "strategy; minute-12"})
    assert read(trust) == 0
    wanted = 'what: "Ask, wait, ask", status: open, links: [strategy, minute-12]}\n'
    assert wanted in (trust / "actions.yaml").read_text("utf-8")


def test_links_are_added_behind_those_that_stay(trust: Path) -> None:
    fill(trust, "Actions", "A-1", {"Links": "minute-12\nstrategy"})
    assert read(trust) == 0
    assert "links: [strategy, minute-12]" in (trust / "actions.yaml").read_text("utf-8")


def test_the_same_links_in_another_order_change_nothing(trust: Path) -> None:
    fill(trust, "Actions", "A-1", {"Links": "minute-12; strategy"})
    assert read(trust) == 0
    before = files(trust)
    assert write(trust) == 0
    fill(trust, "Actions", "A-1", {"Links": "strategy, minute-12"})
    assert read(trust) == 0
    assert files(trust) == before


@pytest.mark.parametrize("cell", ["30/11/2026", "2026-11-30", datetime(2026, 11, 30), "30.11.2026"])
def test_days_are_taken_as_people_write_them(trust: Path, cell: object) -> None:
    fill(trust, "Actions", "A-1", {"Due": cell})
    assert read(trust) == 0
    assert texts(records(trust)["A-1"], "due") == ["2026-11-30"]


def test_a_month_stays_a_month(trust: Path) -> None:
    fill(trust, "Actions", "A-1", {"Due": "2026-11"})
    assert read(trust) == 0
    assert "due: 2026-11\n" in (trust / "actions.yaml").read_text("utf-8")


def test_several_lines_of_progress_stay_several_lines(trust: Path) -> None:
    fill(trust, "Actions", "A-1", {"Progress": "One: done.\nTwo # not yet."})
    assert read(trust) == 0
    assert "    progress: |-\n      One: done.\n      Two # not yet.\n" in (trust / "actions.yaml").read_text("utf-8")
    assert texts(records(trust)["A-1"], "progress") == ["One: done.\nTwo # not yet."]


def test_a_role_may_be_written_by_its_name(trust: Path) -> None:
    fill(trust, "Actions", "A-3", {"Lead": "Executive lead"})
    assert read(trust) == 0
    assert "    lead: executive-lead\n" in (trust / "actions.yaml").read_text("utf-8")


def test_title_owner_and_review_date_come_back_into_front_matter(trust: Path) -> None:
    before = (trust / "documents/strategy.md").read_text("utf-8")
    fill(
        trust, "Evidence register", "strategy", {"Owner": "lsms", "Review date": "2027-05-01", "Title": "Our strategy"}
    )
    assert read(trust) == 0
    assert (trust / "documents/strategy.md").read_text("utf-8") == before.replace(
        "title: Violence prevention strategy", "title: Our strategy"
    ).replace("2028-05-01\n", "2027-05-01\nowner: lsms\n")


def test_a_new_action_is_put_below_the_others(trust: Path) -> None:
    cells = {"Requirement": "tiny/plan/strategy", "What": "Bring it to the board", "Lead": "lsms", "Due": "2026-12-01"}
    fill_new(trust, "Actions", cells)
    assert read(trust) == 0
    added = """\
  - id: action-tiny-plan-strategy
    kind: action
    requirement: tiny/plan/strategy
    raised_on: 2026-09-30
    status: open
    what: Bring it to the board
    lead: lsms
    due: 2026-12-01
"""
    assert (trust / "actions.yaml").read_text("utf-8") == ACTIONS + added


def test_a_first_judgement_makes_the_file_of_judgements(trust: Path) -> None:
    cells = {
        "Judgement": "met",
        "By": "executive-lead",
        "On": "12/09/2026",
        "Reason": "Hours fit.",
        "Basis": "strategy",
    }
    fill(trust, "Judgements", "statement: specialist-capacity", cells)
    assert read(trust) == 0
    assert (
        (trust / "judgements.yaml").read_text("utf-8")
        == """\
# What people in named roles judge, each on a day and with a reason. `vprs workbook read` adds to it, and
# changes nothing else that stands here.
records:
  - id: judgement-specialist-capacity-executive-lead-2026-09-12
    kind: attestation
    statement: specialist-capacity
    judgement: met
    by: executive-lead
    made_on: 2026-09-12
    reason: Hours fit.
    basis: [strategy]
"""
    )
    assert records(trust)["judgement-specialist-capacity-executive-lead-2026-09-12"].file == "judgements.yaml"


def test_the_same_day_corrects_a_judgement_where_it_stands(trust: Path) -> None:
    fill(trust, "Judgements", "view-of-lead", {"Judgement": "Not met", "Valid until": "2027-01-31"})
    assert read(trust) == 0
    assert (trust / "views.yaml").read_text("utf-8") == JUDGEMENTS.replace("partly-met", "not-met").replace(
        "[strategy]\n", "[strategy]\n    valid_until: 2027-01-31\n"
    )


def test_another_day_makes_a_new_judgement_and_keeps_the_old_one(trust: Path) -> None:
    fill(trust, "Judgements", "view-of-lead", {"Judgement": "met", "On": "2026-09-20"})
    assert read(trust) == 0
    assert (trust / "views.yaml").read_text("utf-8") == JUDGEMENTS
    new = records(trust)["judgement-tiny-do-lead-executive-lead-2026-09-20"]
    assert texts(new, "judgement", "reason", "requirement") == ["met", "Half of it.", "tiny/do/lead"]


# --------------------------------------------------------------------------------- what may be done to a workbook


def _reversed(book: Any) -> None:
    own = book["Actions"]
    top = heading_row(own)
    rows = [[cell.value for cell in row] for row in own.iter_rows(min_row=top + 1, max_row=top + 3)]
    for number, row in enumerate(reversed(rows), start=top + 1):
        for place, value in enumerate(row, start=1):
            own.cell(number, place).value = value


def _columns_moved(book: Any) -> None:
    own = book["Actions"]
    due, lead = column(own, "Due"), column(own, "Lead")
    for row in range(1, own.max_row + 1):
        own.cell(row, due).value, own.cell(row, lead).value = own.cell(row, lead).value, own.cell(row, due).value


def _hidden(book: Any) -> None:
    own = book["Actions"]
    own.row_dimensions[row_of(own, "A-1")].hidden = True
    own.column_dimensions["K"].hidden = True
    own.auto_filter.add_filter_column(0, ["A-2"])


def _added(book: Any) -> None:
    book["Actions"].insert_cols(2)
    book["Actions"].cell(heading_row(book["Actions"]), 2).value = "Cost centre"
    book["Actions"].insert_rows(1, 3)
    book.create_sheet("Mine", 0)["A1"] = "=1+1"


def _deleted(book: Any) -> None:
    own = book["Actions"]
    own.delete_cols(column(own, "Due"))
    own.delete_cols(column(own, "What"))
    own.delete_rows(row_of(own, "A-2"))
    del book["Gap analysis"]
    del book["Judgements"]


def _headings_in_capitals(book: Any) -> None:
    own = book["Actions"]
    for cell in own[heading_row(own)]:
        cell.value = f" {cell.value.upper()} "


CHANGES = [_reversed, _columns_moved, _hidden, _added, _deleted, _headings_in_capitals]


@pytest.mark.parametrize("change", CHANGES)
def test_rearranged_it_changes_nothing(trust: Path, change: Callable[[Any], None]) -> None:
    before = files(trust)
    edit(trust, change)
    assert read(trust) == 0
    assert files(trust) == before


@pytest.mark.parametrize("change", CHANGES)
def test_rearranged_it_still_says_what_was_filled_in(trust: Path, change: Callable[[Any], None]) -> None:
    fill(trust, "Actions", "A-1", {"Progress": "Interviews held."})
    edit(trust, change)
    assert read(trust) == 0
    assert (trust / "actions.yaml").read_text("utf-8") == ACTIONS.replace(
        ">-\n      Advertised twice.", "Interviews held."
    )


def test_read_twice_the_second_time_changes_nothing(trust: Path, capsys: Said) -> None:
    fill(trust, "Actions", "A-1", {"Progress": "Interviews held.", "Due": "30/11/2026"})
    fill_new(trust, "Actions", {"Requirement": "tiny/plan/strategy", "What": "Bring it to the board"})
    fill(trust, "Judgements", "view-of-lead", {"Judgement": "met", "On": "2026-09-20"})
    fill(trust, "Judgements", "tiny/plan/strategy", {"Judgement": "met", "By": "lsms", "On": "2026-09-20"})
    assert read(trust) == 0
    before = files(trust)
    capsys.readouterr()
    assert read(trust) == 0
    assert files(trust) == before
    assert "Nothing is changed" in capsys.readouterr().out


def test_a_dry_run_says_it_row_by_row_and_writes_nothing(trust: Path, capsys: Said) -> None:
    number = fill(trust, "Actions", "A-1", {"Lead": "executive-lead"})
    new = fill_new(trust, "Actions", {"Requirement": "tiny/plan/strategy", "What": "Bring it to the board"})
    before = files(trust)
    assert read(trust, "--dry-run") == 0
    said = capsys.readouterr().out
    assert files(trust) == before
    assert f"  Actions, row {number}, A-1: Lead: lsms -> executive-lead (actions.yaml:3)\n" in said
    assert f"  Actions, row {new}: new action action-tiny-plan-strategy (actions.yaml)\n" in said
    assert "    what: (nothing) -> Bring it to the board\n" in said
    assert "1 change and 1 new record would be written. Nothing was: this was a dry run.\n" in said


def test_an_emptied_cell_changes_nothing_and_is_told(trust: Path, capsys: Said) -> None:
    before = files(trust)
    number = fill(trust, "Actions", "A-1", {"Lead": None})
    assert read(trust) == 0
    assert files(trust) == before
    told = f"Actions, row {number}: 'Lead' was emptied, which changes nothing. Write - to take the value out."
    assert told in capsys.readouterr().out


def test_a_dash_takes_a_value_out_and_leaves_its_comment(trust: Path) -> None:
    fill(trust, "Actions", "A-1", {"Lead": "-", "Progress": "-", "Links": "-", "How": "-"})
    assert read(trust) == 0
    assert (trust / "actions.yaml").read_text("utf-8") == ACTIONS.replace("lead: lsms  #", "lead:  #").replace(
        "progress: >-\n      Advertised twice.", "progress:"
    ).replace("links: [strategy]", "links:")
    assert not {"lead", "progress", "links"} & records(trust)["A-1"].fields.keys()


def test_a_change_to_what_is_for_reading_only_is_told_and_not_taken(trust: Path, capsys: Said) -> None:
    before = files(trust)
    number = fill(trust, "Actions", "A-1", {"Where it stands": "Closed"})
    assert read(trust) == 0
    assert files(trust) == before
    assert f"Actions, row {number}: 'Where it stands' was changed and is for reading only" in capsys.readouterr().out
