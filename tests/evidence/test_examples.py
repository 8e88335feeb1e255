"""The records of examples are typed as evidence is, and faults lead to the rule file."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from vprs.dates import day
from vprs.evidence import read_example
from vprs.model import Example, Outcome, Workspace
from vprs.problem import InvalidInput

FILE = "vprs-2020/plan/strategy.yaml"
STRATEGY = {
    "id": "s",
    "kind": "document",
    "doc_type": "strategy",
    "topics": ["violence-prevention"],
    "status": "approved",
    "approved_on": "2025-05-01",
    "review_date": "2028-05",
}
MINUTE = {"id": "m", "kind": "minute", "body": "board", "date": "2025-05-29", "decisions": ["endorsed"], "links": ["s"]}


def read(*records: dict[str, Any], organisation: dict[str, Any] | None = None) -> Workspace:
    example = Example(
        name="endorsed and in date",
        as_of=date(2026, 9, 30),
        records=records,
        expect=Outcome.MET,
        organisation=organisation,
        line=40,
    )
    return read_example(example, FILE)


def faults(*records: dict[str, Any], organisation: dict[str, Any] | None = None) -> list[str]:
    with pytest.raises(InvalidInput) as caught:
        read(*records, organisation=organisation)
    return [str(problem) for problem in caught.value.problems]


def test_records_are_typed_and_count_as_held() -> None:
    workspace = read(STRATEGY, MINUTE)
    strategy, minute = workspace.records
    assert (strategy.id, strategy.kind, strategy.file, strategy.line) == ("s", "document", FILE, 40)
    assert strategy.fields["approved_on"] == day(date(2025, 5, 1))
    assert (minute.held, minute.fields["body"], minute.fields["links"]) == (True, "board", ("s",))


def test_without_an_organisation_every_name_is_known() -> None:
    workspace = read({**MINUTE, "body": "Committee of Nobody", "links": []})
    assert workspace.records[0].fields["body"] == "Committee of Nobody"
    organisation = workspace.organisation
    assert (organisation.open_names, organisation.type, organisation.name) == (True, "other", "example")


def test_an_organisation_of_its_own_needs_no_name_and_knows_its_names() -> None:
    organisation = {"type": "icb", "bodies": [{"id": "board", "name": "Trust Board"}], "sites": []}
    workspace = read({**MINUTE, "body": "trust board", "links": []}, organisation=organisation)
    assert workspace.records[0].fields["body"] == "board"
    assert (workspace.organisation.type, workspace.organisation.packs) == ("icb", ())
    assert workspace.organisation.lists["sites"] == ()


def test_a_name_that_its_own_organisation_does_not_know_is_a_fault() -> None:
    assert faults(MINUTE, STRATEGY, organisation={"bodies": [{"id": "bord"}]}) == [
        (
            f"{FILE}:40: example 'endorsed and in date': records[1].body: no body is known as 'board'. "
            "Did you mean 'bord'? Mend the spelling, or add it to bodies in organisation.yaml."
        )
    ]


def test_names_of_lists_that_its_own_organisation_leaves_out_are_known_as_written() -> None:
    organisation = {"type": "icb", "sites": [{"id": "north"}], "units": [{"id": "ed", "site": "north"}]}
    workspace = read({**MINUTE, "links": [], "attendees": ["Chair"]}, organisation=organisation)
    assert (workspace.records[0].fields["body"], workspace.records[0].fields["attendees"]) == ("board", ("Chair",))
    assert faults({**MINUTE, "sites": ["south"], "links": []}, organisation=organisation)


def test_all_faults_are_told_at_the_line_of_the_example() -> None:
    assert faults({"kind": "plann"}, {**STRATEGY, "approved_on": "soon"}, organisation={"tpye": "acute"}) == [
        (
            f"{FILE}:40: example 'endorsed and in date': organisation.tpye: organisation.yaml has no field 'tpye'. "
            "Did you mean 'type'?"
        ),
        (
            f"{FILE}:40: example 'endorsed and in date': records[1].kind: there is no kind 'plann'. "
            "Did you mean 'plan'? The kinds are action, activity, alert, appointment, assessment, attestation, change, "
            "document, incident, metric, minute, plan, register, report, response, risk, submission, training."
        ),
        (
            f"{FILE}:40: example 'endorsed and in date': records[2].approved_on: 'soon' is not a date. "
            "Write it as 2027-10-31, 2027-10 or 2027."
        ),
    ]


def test_two_records_of_one_id_are_a_fault() -> None:
    (fault,) = faults(STRATEGY, STRATEGY)
    assert fault.startswith(f"{FILE}:40: id: id 's' already belongs to {FILE}:40.")


def test_a_reference_to_nothing_counts_as_not_given() -> None:
    workspace = read(MINUTE)
    assert "links" not in workspace.records[0].fields
    assert [problem.message for problem in workspace.problems] == ["no record has the id 's'."]


def test_records_without_ids_are_told_apart_by_their_number() -> None:
    assert [record.id for record in read({"kind": "plan"}, {"kind": "plan"}).records] == [f"{FILE}#1", f"{FILE}#2"]


def test_files_are_not_looked_for() -> None:
    (record,) = read({"kind": "plan", "file": "documents/plan.pdf"}).records
    assert (record.held, record.rests_on, record.fields["file"]) == (True, None, "documents/plan.pdf")
