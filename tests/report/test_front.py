"""Page one: blanks for what nobody recorded, one sentence of opinion, the decision, three gaps, the limits."""

from __future__ import annotations

import dataclasses
from datetime import date

import pytest

from tests.report import building
from tests.report.reading import table, words
from vprs.gaps import gap_paper
from vprs.in_cycle import InCycle
from vprs.model import Assessment, Outcome
from vprs.paper import PageBreak, Paper
from vprs.statement import statement_paper
from vprs.statement_parts.front import BLANK, BOXES, NO_GAP


def page_one(paper: Paper) -> str:
    end = next(number for number, block in enumerate(paper.blocks) if isinstance(block, PageBreak))
    return words(dataclasses.replace(paper, blocks=paper.blocks[:end]))


@pytest.mark.parametrize("trust", [building.perfect(), building.hopeless(), building.assessment(), building.empty()])
def test_page_one_alone_tells_opinion_decision_gaps_and_limits(trust: Assessment) -> None:
    told = page_one(statement_paper(trust))
    for start in (
        "DRAFT. ",
        "Opinion by the rules of ",
        "Decision asked. The board is asked to ",
        "Limits. This shows ",
    ):
        assert start in told
    assert "This is a self-assessment, not internal audit." in told


def test_what_nobody_recorded_is_a_blank_and_never_invented() -> None:
    rows = dict(table(statement_paper(building.empty()), "Cover"))
    assert rows["Agenda item"] == rows["Meeting"] == rows["Author"] == rows["Route to this meeting"] == BLANK
    assert rows["Executive lead"] == f"Chief Nurse, {BLANK}"
    assert rows["Purpose"] == BOXES
    assert rows["Classification"] == "OFFICIAL-SENSITIVE"


def test_what_is_recorded_stands_on_the_cover() -> None:
    report = building.record(
        "this", "report", report_type="assurance-statement", reported_on=building.a_day("2026-10-15"),
        prepared_by="lsms", period={"start": building.a_day("2026-04-01"), "end": building.a_day("2026-09-30")},
        received_by=({"body": "board", "date": building.a_day("2026-10-16"), "minute": "m-1"}, {"body": "icb"}),
    )  # fmt: skip
    cycle = InCycle(
        id="2026-H1", revision=1, cut_off=date(2026, 10, 20), board_body="board", board_date=date(2026, 11, 5)
    )
    trust = dataclasses.replace(building.assessment(records=(report, building.LETTER)), cycle=cycle)
    rows = dict(table(statement_paper(trust), "Cover"))
    assert rows["Meeting"] == "Trust Board, 5 November 2026"
    assert rows["Executive lead"] == "Chief Nurse, holder P-014"
    assert rows["Author"] == "Local Security Management Specialist"
    assert rows["Route to this meeting"] == "Trust Board, 16 Oct 2026 (minute m-1)"


def test_the_three_gravest_come_by_severity_before_outcome() -> None:
    found = (
        building.not_met("plan", "a", severity="low"),
        building.finding("plan", "b", Outcome.PARTLY_MET, severity="high"),
        building.not_met("plan", "c", severity="medium"),
        building.not_met("plan", "d", severity="high"),
    )
    rows = table(statement_paper(building.assessment(found)), "The 3 gravest of 4 gaps")
    assert [row[0].split(" (")[0] for row in rows] == ["Title of d", "Title of b", "Title of c"]


def test_where_there_are_fewer_gaps_what_is_not_known_fills_up() -> None:
    found = (building.not_met("plan", "a", severity="low"), building.not_assessed("do", "b", severity="high"))
    rows = table(statement_paper(building.assessment(found)), "The gravest gaps")
    assert [row[0].split(" (")[0] for row in rows] == ["Title of a", "Title of b"]
    assert rows[1][1] == "at worst not met, at best met"


def test_of_a_perfect_trust_it_is_said_that_no_gap_was_found_by_these_rules() -> None:
    assert NO_GAP in page_one(statement_paper(building.perfect()))


def test_without_a_record_no_statement_is_pointed_to() -> None:
    assert "Part 13" not in page_one(gap_paper(building.assessment(records=())))
    assert "Part 13" in page_one(gap_paper(building.assessment()))
