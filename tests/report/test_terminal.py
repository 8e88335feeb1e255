import pytest

from tests.report import building
from vprs.model import Outcome
from vprs.problem import Problem
from vprs.report.terminal import summary_lines


def lines(trust: object, width: int = 100) -> list[str]:
    return [line.text for line in summary_lines(trust, width=width)]  # type: ignore[arg-type]


def test_the_summary_gives_opinion_counts_and_what_is_not_met_by_phase_the_worst_first() -> None:
    found = (
        building.met("plan", "a"),
        building.not_met("plan", "b"),
        building.not_assessed("plan", "c"),
        building.finding("do", "d", Outcome.PARTLY_MET),
    )
    assert lines(building.assessment(found)) == [
        "Northmoor Acute Hospitals NHS Trust (fictional) (NMA)",
        "1 April 2026 to 30 September 2026, judged as of 20 October 2026",
        "Opinion by the rules of vprs-2020 1.0.0: limited assurance.",
        "vprs-2020: Not verified: a working paraphrase, not compared with the official text.",
        "Of 4 requirements: 1 met, 1 partly met, 1 not met, 1 not assessed and 0 not applicable. What is not",
        "assessed is not a pass; the opinion counts it at its worst.",
        "",
        "Plan: 1 met, 1 not met, 1 not assessed",
        "  NOT MET         plan/b  Title of b",
        "  NOT ASSESSED    plan/c  Title of c (at worst not met, at best met)",
        "",
        "Do: 1 partly met",
        "  PARTLY MET      do/d  Title of d",
        "",
        "1 file nobody described; `vprs check` lists them.",
        "",
        "durable-rules 2.0.28 and the reference evaluator combined the answers alike; that shows the",
        "combining is right, not that the answers are.",
    ]


@pytest.mark.parametrize("width", [40, 60, 80, 120])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    assert max(len(line) for line in lines(building.assessment(), width)) <= width


def test_the_tone_of_a_line_is_the_outcome_that_its_words_name() -> None:
    for line in summary_lines(building.assessment(), width=100):
        if line.tone in list(Outcome) and line.text.startswith("  ") and "/" in line.text:
            assert line.tone.replace("-", " ").upper() in line.text


def test_an_empty_folder_is_told_to_be_a_list_of_what_to_collect() -> None:
    assert "No evidence was read: what follows is a list of what to collect." in lines(building.empty())


def test_of_many_problems_the_first_five_are_shown_and_the_rest_counted() -> None:
    problems = tuple(Problem(file="a.csv", line=n, message="Bad.", hint="Mend it.") for n in range(1, 8))
    told = lines(building.assessment(problems=problems))
    assert "7 problems in the evidence:" in told
    assert sum(line.startswith("  a.csv:") for line in told) == 5
    assert "  and 2 more problems; `vprs check` lists them all." in told
