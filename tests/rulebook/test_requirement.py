"""One rule file as a requirement: what is read, what is filled in, what other requirements may be named."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.rulebook.packs import CHECK, HEAD, PACK, requirement, told, write_pack
from vprs.dates import Duration, Period
from vprs.model import All, AnyOf, CheckIs, Clause, Matcher, Outcome, PreviousIs, RequirementIs, Selector
from vprs.rulebook import read_pack

TWO = """\
checks:
  a: {says: It is so., exists: {kind: document}}
  b: {says: So is this., exists: {kind: plan}}
  c: {says: And this., exists: {kind: plan}, advisory: true}
"""


def test_the_path_of_the_file_is_its_identity(tmp_path: Path) -> None:
    found = requirement(tmp_path)
    assert (found.path, found.pack, found.phase, found.slug) == ("small/plan/x", "small", "plan", "x")
    assert found.file == "small/plan/x.yaml"


def test_a_single_check_decides_and_nothing_is_partly_met(tmp_path: Path) -> None:
    found = requirement(tmp_path)
    assert found.met_when == All(items=(CheckIs(slug="strategy"),))
    assert found.partly_when is None


def test_all_checks_that_are_not_advisory_decide(tmp_path: Path) -> None:
    found = requirement(tmp_path, TWO + "partly_met_when: never\n")
    assert found.met_when == All(items=(CheckIs(slug="a"), CheckIs(slug="b")))
    assert found.partly_when is None


def test_a_bare_slug_is_a_condition(tmp_path: Path) -> None:
    found = requirement(tmp_path, TWO + "met_when: b\n")
    assert found.met_when == CheckIs(slug="b")


def test_conditions_nest_and_requirements_are_named_in_full(tmp_path: Path) -> None:
    text = (
        "met_when: {all: [strategy, {any: [{previous: plan/x}, {requirement: small/plan/y, at_least: partly-met}]}]}\n"
    )
    folder = write_pack(tmp_path, plan__x=HEAD + CHECK + text, plan__y=HEAD + CHECK)
    reading = read_pack(folder)
    assert reading.pack is not None
    assert reading.pack.requirements[0].met_when == All(
        items=(
            CheckIs(slug="strategy"),
            AnyOf(
                items=(
                    PreviousIs(path="small/plan/x", at_least=Outcome.MET),
                    RequirementIs(path="small/plan/y", at_least=Outcome.PARTLY_MET),
                )
            ),
        )
    )


def test_gates_are_read(tmp_path: Path) -> None:
    gates = (
        "when: {organisation.type: acute, organisation.conventions.size: 3}\n"
        "while: {kind: risk}\nnot_applicable_by: lsms\n"
    )
    found = requirement(tmp_path, CHECK + gates)
    assert found.when == (
        Clause(field=("organisation", "type"), matchers=(Matcher(operator="is", operands=("acute",)),)),
        Clause(field=("organisation", "conventions", "size"), matchers=(Matcher(operator="is", operands=(3,)),)),
    )
    assert found.while_ == Selector(kind="risk")
    assert found.not_applicable_by == ("lsms",)


def test_a_folded_text_becomes_one_line(tmp_path: Path) -> None:
    head = HEAD.replace("requirement: The organisation has", "requirement: >-\n  The organisation\n  has")
    assert requirement(tmp_path, head=head).requirement == "The organisation has a strategy that is in date."


def test_a_check_knows_its_line(tmp_path: Path) -> None:
    assert [check.line for check in requirement(tmp_path, TWO + "partly_met_when: a\n").checks] == [9, 10, 11]


def test_advice_and_evidence_are_read(tmp_path: Path) -> None:
    found = requirement(tmp_path, CHECK + "evidence: [The strategy]\n")
    assert (found.if_not_met.owner, found.if_not_met.due_in) == ("executive-lead", Duration(0, 60))
    assert found.if_not_met.effort == "medium"  # where the rule does not say
    assert found.evidence == ("The strategy",)


@pytest.mark.parametrize("effort", ["small", "medium", "large"])
def test_a_rule_states_how_much_its_action_asks(effort: str, tmp_path: Path) -> None:
    head = HEAD.replace("due_in: P60D}", f"due_in: P60D, effort: {effort}}}")
    assert requirement(tmp_path, head=head).if_not_met.effort == effort


def test_an_example_keeps_its_records_as_written(tmp_path: Path) -> None:
    example = (
        "examples:\n  - name: late\n    as_of: 2026-09-30\n    period: {start: 2026-04-01, end: 2026-09-29}\n"
        "    organisation: {type: acute}\n    records: [{kind: minute, date: 2026-09, links: [a]}]\n"
        "    expect: not-met\n"
    )
    (found,) = requirement(tmp_path, CHECK + example).examples
    assert found.as_of == date(2026, 9, 30)
    assert found.period == Period(date(2026, 4, 1), date(2026, 9, 29))
    assert found.records == ({"kind": "minute", "date": "2026-09", "links": ["a"]},)
    assert found.organisation == {"type": "acute"}
    assert (found.expect, found.line) == (Outcome.NOT_MET, 13)


def leaning(on: str) -> str:
    return f"{HEAD}{CHECK}met_when: {{all: [strategy, {{requirement: {on}}}]}}\n"


def test_a_requirement_may_lean_on_an_earlier_phase_but_not_on_a_later(tmp_path: Path) -> None:
    folder = write_pack(tmp_path, plan__a=leaning("do/b"), do__b=HEAD + CHECK, check__c=leaning("do/b"))
    assert told(read_pack(folder), tmp_path) == [
        "plan/a.yaml:12:11: met_when: 'do/b' is of a later phase than this requirement. "
        "Name one of this or an earlier phase."
    ]


def test_requirements_that_wait_for_each_other_are_told_once(tmp_path: Path) -> None:
    files = {"plan__a": leaning("plan/b"), "plan__b": leaning("plan/c"), "plan__c": leaning("plan/a")}
    assert told(read_pack(write_pack(tmp_path, **files)), tmp_path) == [
        "plan/a.yaml:12:11: met_when: requirements wait for each other: plan/a -> plan/b -> plan/c -> plan/a. "
        "Take one of them out."
    ]


def test_a_circle_beside_the_way_to_it_is_still_found(tmp_path: Path) -> None:
    files = {"plan__a": leaning("plan/b"), "plan__b": leaning("plan/c"), "plan__c": leaning("plan/b")}
    assert told(read_pack(write_pack(tmp_path, **files)), tmp_path) == [
        "plan/b.yaml:12:11: met_when: requirements wait for each other: plan/b -> plan/c -> plan/b. "
        "Take one of them out."
    ]


def test_leaning_on_a_faulty_requirement_is_no_second_fault(tmp_path: Path) -> None:
    folder = write_pack(tmp_path, plan__a=leaning("plan/b"), plan__b="title: x\n" + HEAD)
    assert [problem.split(":")[0] for problem in told(read_pack(folder), tmp_path)] == ["plan/b.yaml"]


@pytest.mark.parametrize("theme", ["themes: [governance]", "themes: [training, governance]"])
def test_a_theme_of_the_pack_is_taken(tmp_path: Path, theme: str) -> None:
    pack = PACK.replace("themes: [governance, training]", theme)
    assert told(read_pack(write_pack(tmp_path, pack=pack, plan__x=HEAD + CHECK)), tmp_path) == []
