"""Every total is the count of its rows: in assessment.json, in the facts of an opinion, in the statement's tables.

Over generated packs whose requirements lean on each other, may not apply and may not be known. The counts here are
made from the findings and the records one by one, with nothing of the program that counts them.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.assess.building import AS_OF, asks, document, folder, on, record
from tests.engine.building import PHASES
from tests.engine.building import pack as pack_of
from tests.engine.generating import Case
from tests.engine.generating import case as engine_case
from tests.northmoor.judging import assessment as northmoor
from tests.properties.drawing import pick_of, unhurried
from tests.report.reading import table, words
from vprs.actions import recorded_actions
from vprs.assess import assess
from vprs.closing import Standing
from vprs.gaps import gap_paper
from vprs.model import Assessment, Clause, Finding, Matcher, Outcome, Record, Requirement
from vprs.problem import Problem
from vprs.report.assessment_json import render
from vprs.statement import statement_paper

Pick = Callable[[Sequence[Any]], Any]
ORDER = ("met", "partly-met", "not-met", "not-assessed", "not-applicable")
FLOORS = {"met": "met", "partly_met": "partly-met", "not_met": "not-met", "not_applicable": "not-applicable"}
ELSEWHERE = Clause(field=("organisation", "type"), matchers=(Matcher(operator="is", operands=("icb",)),))


def drawn(pick: Pick) -> Assessment:
    """A pack as the engines are tried with, over documents that are there, in doubt or not there, and actions."""
    made: Case = engine_case(pick)
    asked = [dressed(one, pick) for one in made.pack.requirements]
    documents = [pick(((), (document(name),), (document(name, review=None),))) for name in "abcde"]
    records = [*(each for found in documents for each in found), *actions(pick)]
    problems = tuple(Problem(file=f"{n}.yaml", message="It is.") for n in range(pick(range(3))))
    what = folder(*records, problems=problems)
    return assess([pack_of(*asked)], what, as_of=AS_OF, previous=made.previous)


def dressed(one: Requirement, pick: Pick) -> Requirement:
    checks = tuple(asks(each.slug, advisory=False) for each in one.checks)
    when = pick(((), (), (), (ELSEWHERE,)))
    title = f"The title of {one.path}"  # told apart over the phases
    return replace(one, checks=checks, title=title, severity=pick(("high", "medium", "low")), when=when)


def actions(pick: Pick) -> list[Record]:
    """Open, closed with and without evidence, overdue, with and without a lead; the evidence first."""
    found = [record("minute", "proof", body="board", date=on("2026-05-01"))]
    for number in range(pick(range(4))):
        fields: dict[str, Any] = {"due": on(pick(("2026-09-29", "2026-09-30", "2026-12-31")))}
        fields |= pick(({}, {"lead": "lsms"})) | pick(({}, {"status": "open"}, {"status": "closed"}))
        fields |= pick(({}, {"links": ("proof",)}))
        found.append(record("action", f"action-{number}", raised_on=on("2026-04-01"), **fields))
    return found


def counted(findings: Sequence[Finding]) -> dict[str, int]:
    return {name: len([each for each in findings if each.outcome.value == name]) for name in ORDER}


def of_phase(judged: Assessment, phase: str) -> list[Finding]:
    return [each for each in judged.findings if each.requirement.phase == phase]


# ------------------------------------------------------------------------------------------------ assessment.json


@unhurried(150)
@given(data=st.data())
def test_the_summary_counts_the_findings(data: st.DataObject) -> None:
    hold_summary(drawn(pick_of(data)))


def test_the_summary_of_the_worked_example_counts_its_findings() -> None:
    hold_summary(northmoor())


def hold_summary(judged: Assessment) -> None:
    document = json.loads(render(judged))
    assert len(document["findings"]) == len(judged.findings)
    assert document["summary"]["by_outcome"] == counted(judged.findings)
    assert document["summary"]["by_phase"] == {phase: counted(of_phase(judged, phase)) for phase in PHASES}


# --------------------------------------------------------------------------------------------- facts of an opinion


@unhurried(150)
@given(data=st.data())
def test_the_facts_of_an_opinion_count_floors_and_actions(data: st.DataObject) -> None:
    hold_facts(drawn(pick_of(data)))


def test_the_facts_of_the_worked_example_count_floors_and_actions() -> None:
    hold_facts(northmoor())


def hold_facts(judged: Assessment) -> None:
    facts = judged.opinions[0].facts
    assert {name: facts[name] for name in expected(judged)} == expected(judged)
    assert set(facts) - set(expected(judged)) == {"stated_percent", "attested_percent", "needs_review"}


def expected(judged: Assessment) -> Mapping[str, int]:
    groups = {"": list(judged.findings)}
    groups |= {f".{phase}": of_phase(judged, phase) for phase in PHASES}
    for severity in ("high", "medium", "low"):
        groups[f".{severity}"] = [each for each in judged.findings if each.requirement.severity == severity]
    facts = {f"{name}{part}": number for part, group in groups.items() for name, number in counts(group).items()}
    for part in ("", *(f".{phase}" for phase in PHASES)):
        applies = facts[f"requirements{part}"] - facts[f"not_applicable{part}"]
        facts[f"met_percent{part}"] = facts[f"met{part}"] * 100 // applies if applies else 0
    return {**facts, **of_actions(judged), "problems": len(judged.workspace.problems)}


def counts(findings: Sequence[Finding]) -> dict[str, int]:
    floors = [each.floor.value for each in findings]
    found = {name: floors.count(floor) for name, floor in FLOORS.items()}
    open_ones = [each for each in findings if each.outcome is Outcome.NOT_ASSESSED]
    return {**found, "requirements": len(findings), "not_assessed": len(open_ones)}


def of_actions(judged: Assessment) -> dict[str, int]:
    fields = [each.fields for each in judged.workspace.records if each.kind == "action"]
    still_open = [
        each
        for each in fields
        if "links" not in each or (each.get("status", "open") == "open" and "closed_on" not in each)
    ]
    overdue = [each for each in still_open if "due" in each and str(each["due"]) < judged.as_of.isoformat()]
    return {
        "overdue_actions": len(overdue),
        "unowned_actions": len([each for each in still_open if "lead" not in each]),
    }


@unhurried(100)
@given(data=st.data())
def test_the_papers_count_actions_as_the_opinion_does(data: st.DataObject) -> None:
    judged = drawn(pick_of(data))
    recorded, facts = recorded_actions(judged), judged.opinions[0].facts
    assert facts["overdue_actions"] == len([each for each in recorded if each.state is Standing.OVERDUE])
    assert facts["unowned_actions"] == len([each for each in recorded if each.open and not each.lead])


@unhurried(100)
@given(data=st.data())
def test_floors_and_what_does_not_apply_are_all_requirements_in_every_group(data: st.DataObject) -> None:
    facts = drawn(pick_of(data)).opinions[0].facts
    for part in ("", *(f".{name}" for name in (*PHASES, "high", "medium", "low"))):
        assert sum(facts[f"{name}{part}"] for name in FLOORS) == facts[f"requirements{part}"]
    assert sum(facts[f"requirements.{phase}"] for phase in PHASES) == facts["requirements"]


@unhurried(100)
@given(data=st.data())
def test_the_sentence_of_an_opinion_states_the_counts(data: st.DataObject) -> None:
    opinion = drawn(pick_of(data)).opinions[0]
    facts = opinion.facts
    told = [int(figure) for figure in re.findall(r"\d+", opinion.because[-1])]
    applies = facts["requirements"] - facts["not_applicable"]
    assert told == [applies, facts["met"], facts["partly_met"], facts["not_met"], facts["not_assessed"]]


# ------------------------------------------------------------------------------------------------------ the papers


@unhurried(40)
@given(data=st.data())
def test_the_tables_of_the_statement_count_the_findings(data: st.DataObject) -> None:
    hold_tables(drawn(pick_of(data)))


def test_the_tables_of_the_worked_example_count_the_findings() -> None:
    hold_tables(northmoor())


def hold_tables(judged: Assessment) -> None:
    paper = statement_paper(judged)
    rows = {row[0]: [int(figure) for figure in row[1:]] for row in table(paper, "Requirements by phase and outcome")}
    assert rows["All phases"] == [*counted(judged.findings).values(), len(judged.findings)]
    for phase in PHASES:
        own = of_phase(judged, phase)
        assert rows[phase.capitalize()] == [*counted(own).values(), len(own)]
    for outcome, said in (("not-met", "Not-met"), ("partly-met", "Partly-met"), ("not-assessed", "Not-assessed")):
        hold_list(judged, outcome, said)


def hold_list(judged: Assessment, outcome: str, said: str) -> None:
    """Each outcome that is not met is listed in a table with a row for every requirement; none has no table."""
    own = counted(judged.findings)[outcome]
    caption = re.search(
        rf"^({said}|{said.replace('-', ' ')}): (\d+) requirements? and why$",
        words(statement_paper(judged)),
        re.MULTILINE,
    )
    assert (caption is not None) == (own > 0)
    if caption:
        assert int(caption.group(2)) == own
        assert len(table(statement_paper(judged), caption.group(0))) == own


@unhurried(25)
@given(data=st.data())
def test_the_gap_analysis_has_every_requirement_once(data: st.DataObject) -> None:
    judged = drawn(pick_of(data))
    told = words(gap_paper(judged))
    for finding in judged.findings:
        assert len(re.findall(rf"^{finding.requirement.title}$", told, re.MULTILINE)) == 1


# --------------------------------------------------------------------------------------------------- the generator


@pytest.mark.parametrize("outcome", ORDER)
def test_every_outcome_is_drawn(outcome: str) -> None:
    found = [counted(drawn(random.Random(seed).choice).findings)[outcome] for seed in range(60)]
    assert sum(found) > 5
