"""Two packs side by side: each is counted, worded and explained by itself, in every paper and in assessment.json."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from types import MappingProxyType

import pytest

from tests.report import building
from tests.report.reading import table, words
from vprs.gaps import gap_paper
from vprs.model import Assessment, Finding, Outcome
from vprs.paper import PageBreak, Paper, Paragraph, Table, text_of
from vprs.report import assessment_json
from vprs.report.terminal import summary_lines
from vprs.statement import statement_paper

COLOURS = {Outcome.MET: "Green", Outcome.PARTLY_MET: "Amber", Outcome.NOT_MET: "Red"}
MEANINGS = {Outcome.MET: "All of it is shown.", Outcome.NOT_MET: "Too little is shown."}
CAVEAT = "These colours are our own."
both_papers = pytest.mark.parametrize("made", [gap_paper, statement_paper])


def ours(finding: Finding) -> Finding:
    """A finding of a requirement whose phase is ours alone."""
    source = MappingProxyType({**finding.requirement.source, "phase_basis": "ours"})
    return dataclasses.replace(finding, requirement=dataclasses.replace(finding.requirement, source=source))


def trust() -> Assessment:
    """An edition that words outcomes as met and not met beside one that gives colours and says what they mean."""
    found = (
        building.met("plan", "a"),
        building.not_met("plan", "b"),
        building.not_assessed("do", "c"),
        *(ours(each) for each in (building.met("plan", "x", pack="new"), building.not_met("do", "y", pack="new"))),
    )
    made = building.assessment(found)
    old, new = made.packs
    new = dataclasses.replace(new, outcome_words=COLOURS, outcome_definitions=MEANINGS, caveat=CAVEAT)
    return dataclasses.replace(made, packs=(old, new))


def leads(paper: Paper) -> list[str]:
    return [text_of(one.runs) for one in paper.blocks if isinstance(one, Paragraph) and one.style == "lead"]


@both_papers
def test_the_counts_on_page_one_are_told_for_each_pack_and_never_added_up(made: Callable[[Assessment], Paper]) -> None:
    assert leads(made(trust()))[2:] == [
        "By vprs-2020 1.0.0, of 3 requirements: 1 met, 0 partly met, 1 not met, 1 not assessed and 0 not applicable.",
        "By new 1.0.0, of 2 requirements: 1 green, 0 amber, 1 red, 0 not assessed and 0 not applicable. "
        "What is not assessed is not a pass; the opinion counts it at its worst.",
    ]


def test_across_the_front_of_two_packs_runs_over_and_leaves_no_page_empty() -> None:
    assert [one for one in gap_paper(trust()).blocks if isinstance(one, PageBreak)] == []
    assert len([one for one in gap_paper(building.assessment()).blocks if isinstance(one, PageBreak)]) == 1


@both_papers
def test_a_pack_that_explains_its_words_is_shown_to_do_so_with_its_caveat(made: Callable[[Assessment], Paper]) -> None:
    paper = made(trust())
    assert table(paper, "What the words mean: new 1.0.0") == [
        ["Green", "All of it is shown."],
        ["Red", "Too little is shown."],
    ]
    assert f"new 1.0.0: {CAVEAT}" in words(paper)
    assert [one.caption for one in paper.blocks if isinstance(one, Table) and "mean: vprs-2020" in one.caption] == []


@both_papers
def test_a_paper_by_a_pack_that_explains_nothing_has_no_block_of_meanings(made: Callable[[Assessment], Paper]) -> None:
    assert "What the words mean" not in words(made(building.assessment()))


@both_papers
def test_where_the_phases_are_ours_the_own_grouping_of_the_edition_is_counted_too(
    made: Callable[[Assessment], Paper],
) -> None:
    paper = made(trust())
    assert table(paper, "Requirements by theme and outcome: new")[-1] == ["All themes", *"1 0 1 0 0 2".split()]
    captions = [one.caption for one in paper.blocks if isinstance(one, Table)]
    assert not any(caption.startswith("Requirements by theme and outcome: vprs-2020") for caption in captions)


def test_what_is_not_met_stands_in_a_table_for_each_pack_in_its_own_words() -> None:
    paper = statement_paper(trust())
    assert [row[0] for row in table(paper, "Not met (vprs-2020 1.0.0): 1 requirement and why")] != []
    assert [row[0] for row in table(paper, "Red (new 1.0.0): 1 requirement and why")] != []
    single = statement_paper(building.assessment((building.not_met("plan", "b"),)))
    assert table(single, "Not met: 1 requirement and why")


def test_the_board_is_told_by_which_rules_the_gaps_are() -> None:
    told = words(statement_paper(trust()))
    assert "Note the opinions in part 4 and what they rest on." in told
    assert "the actions that close 2 gaps (1 by vprs-2020, 1 by new) in part 7." in told
    assert "the evidence for 1 requirement (1 by vprs-2020, 0 by new) not assessed be provided." in told
    assert "1 requirement (1 by vprs-2020, 0 by new) could not be assessed" in told
    assert "Each set of rules proposes its own actions; one piece of work may close gaps by several." in told


def test_the_board_is_told_nothing_of_the_sort_where_there_is_one_pack() -> None:
    told = words(statement_paper(building.assessment()))
    assert "Note the opinion in part 4 and what it rests on." in told
    assert " by vprs-2020)" not in told
    assert "Each set of rules" not in told


def test_the_caveat_is_among_the_limits_of_the_statement() -> None:
    assert words(statement_paper(trust())).count(CAVEAT) == 2


def test_the_terminal_tells_the_counts_of_each_pack() -> None:
    told = " ".join(line.text for line in summary_lines(trust(), width=200))
    assert "By vprs-2020 1.0.0, of 3 requirements: 1 met" in told
    assert "By new 1.0.0, of 2 requirements: 1 green" in told


def test_the_document_for_programs_holds_the_words_and_the_counts_of_each_pack() -> None:
    document = assessment_json.as_values(trust())
    old, new = document["packs"]
    assert (old["outcome_words"], old["outcome_definitions"], old["caveat"]) == ({}, {}, "")
    assert new["outcome_words"] == {"met": "Green", "partly-met": "Amber", "not-met": "Red"}
    assert new["outcome_definitions"] == {"met": "All of it is shown.", "not-met": "Too little is shown."}
    assert new["caveat"] == CAVEAT
    counts = document["summary"]["by_pack"]
    assert counts["vprs-2020"] == {"met": 1, "partly-met": 0, "not-met": 1, "not-assessed": 1, "not-applicable": 0}
    assert counts["new"]["met"] == counts["new"]["not-met"] == 1
    assessment_json.render(trust())
