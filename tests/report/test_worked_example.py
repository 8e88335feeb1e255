"""The papers of the worked example: real rules, real evidence, read back and compared with the assessment."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path

from tests.report.reading import table, word, words
from vprs.assess import assess
from vprs.dates import Period
from vprs.evidence import read_evidence
from vprs.gaps import gap_paper
from vprs.model import Assessment
from vprs.report import render_outputs
from vprs.rulebook import built_in_folder, read_packs
from vprs.statement import statement_paper

FOLDER = Path(__file__).parents[2] / "evidence" / "northmoor-acute"


@cache
def northmoor() -> Assessment:
    workspace = read_evidence(FOLDER)
    packs = read_packs([built_in_folder()], workspace.organisation.packs)
    return assess(packs, workspace, as_of=date(2026, 10, 20), period=Period(date(2026, 4, 1), date(2026, 9, 30)))


def test_the_table_of_counts_equals_the_findings_in_json_and_in_word() -> None:
    outputs = render_outputs(northmoor(), ["json", "docx"])
    by_outcome = json.loads(outputs["assessment.json"])["summary"]["by_outcome"]
    total = table(statement_paper(northmoor()), "Requirements by phase and outcome")[-1][1:]
    order = ["met", "partly-met", "not-met", "not-assessed", "not-applicable"]
    assert total == [*(str(by_outcome[each]) for each in order), str(sum(by_outcome.values()))]
    shown = word(outputs["assurance-statement.docx"]).tables
    assert ["All phases", *total] in [[cell.text for cell in one.rows[-1].cells] for one in shown]


def test_every_check_of_every_requirement_stands_in_the_gap_analysis_with_its_sentence() -> None:
    told = words(gap_paper(northmoor()))
    for finding in northmoor().findings:
        for one in finding.observations:
            assert one.because in told


def test_incidents_by_month_add_up_to_the_rows_of_the_register() -> None:
    rows = [record for record in northmoor().workspace.records if record.kind == "incident"]
    held = Counter(str(record.fields["occurred_on"])[:7] for record in rows)
    shown = [int(row[1]) for row in table(statement_paper(northmoor()), "Incidents by month")]
    assert shown == [held[f"2026-{month:02}"] for month in range(4, 10)]
    assert sum(shown) > 100


SPLITS = (
    "Incidents by month",
    "Incidents by site",
    "Incidents by category",
    "Incidents by staff group",
    "Incidents by injury",
    "Incidents by clinical factor",
    "Incidents by RIDDOR",
)


def test_incidents_by_site_and_by_staff_group_add_up_to_the_incidents_of_the_period() -> None:
    for caption in ("Incidents by site", "Incidents by staff group"):
        assert sum(int(row[1]) for row in table(statement_paper(northmoor()), caption)) == 255


def test_no_small_count_is_shown_where_incidents_are_split() -> None:
    paper = statement_paper(northmoor())
    for caption in SPLITS:
        shown = [row[1] for row in table(paper, caption)]
        assert not [each for each in shown if each.isdigit() and 0 < int(each) < 5]


def test_the_papers_say_that_the_rules_are_a_working_paraphrase() -> None:
    for paper in (gap_paper(northmoor()), statement_paper(northmoor())):
        first_page = words(paper).split("\n2 ")[0]
        assert "a working paraphrase, not compared with the official text" in first_page
