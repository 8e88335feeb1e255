"""assessment.json and evidence-manifest.json: the keys of the format, the schema, and what keeps us to it."""

from __future__ import annotations

import copy
import json
from importlib import resources
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from tests.report import building, hostile
from vprs.canonical import SchemaBroken, hold_to_schema
from vprs.model import Answer, Assessment, EngineRun, Outcome, Reason
from vprs.problem import Problem
from vprs.report import assessment_json, manifest
from vprs.schemas import compiled, keeps_to

SCHEMA = json.loads((resources.files("vprs") / "schema" / "assessment.json").read_text("utf-8"))
TRUSTS = {
    "every case": building.assessment(),
    "empty": building.empty(),
    "perfect": building.perfect(),
    "registers": building.with_registers(),
    "no rules": building.assessment(()),
    "hostile": hostile.trust(),
}
each_trust = pytest.mark.parametrize("trust", TRUSTS.values(), ids=TRUSTS)


@each_trust
def test_what_is_written_keeps_to_the_schema(trust: Assessment) -> None:
    Draft202012Validator.check_schema(SCHEMA)
    Draft202012Validator(SCHEMA).validate(json.loads(assessment_json.render(trust)))


def test_the_schema_describes_every_property() -> None:
    def bare(schema: Any, path: str) -> list[str]:
        found = []
        for name, inner in schema.get("properties", {}).items():
            found += [f"{path}.{name}"] if "description" not in inner and "$ref" not in inner else []
            found += bare(inner, f"{path}.{name}")
        return found + (bare(schema["items"], f"{path}[]") if "items" in schema else [])

    assert [*bare(SCHEMA, "$"), *(one for name, each in SCHEMA["$defs"].items() for one in bare(each, name))] == []


def test_it_has_exactly_the_keys_of_the_format() -> None:
    document = assessment_json.as_values(building.with_registers())
    assert set(document) == set(
        "format organisation as_of period cycle packs evidence engine findings summary opinions problems".split()
    )
    assert document["format"] == "vprs-assessment/1"
    assert document["cycle"] is None
    finding = document["findings"][0]
    assert set(finding) == set(
        "requirement pack phase title theme severity outcome floor ceiling basis checks judged accepted gap "
        "source".split()
    )
    assert set(finding["checks"][0]) == set(
        "check says advisory form state reason value needed because chosen_by evidence".split()
    )
    assert set(finding["checks"][0]["evidence"][0]) == {"file", "line", "id", "held"}
    assert set(document["packs"][0]) == set(
        "name version edition verified digest outcome_words outcome_definitions caveat".split()
    )
    assert set(document["evidence"]) == {"digest", "files", "records", "undescribed"}
    assert document["engine"] == {"primary": "durable-rules 2.0.28", "reference": "vprs reference 1", "agreed": True}
    assert set(document["opinions"][0]) == {"pack", "level", "because"}


def test_a_requirement_is_named_by_its_full_path() -> None:
    assert assessment_json.as_values(building.perfect())["findings"][0]["requirement"] == "vprs-2020/plan/thing-plan"


def test_judgement_accepted_risk_and_gap_stand_in_the_finding() -> None:
    finding = assessment_json.as_values(building.assessment())["findings"][1]
    assert finding["judged"] == {
        "outcome": "met",
        "by": "lsms",
        "on": "2026-10-12",
        "reason": "Seen in use.",
        "disagrees": True,
    }
    assert finding["accepted"] == {"by": "board", "until": "2027-01-31"}
    assert finding["gap"] == {
        "gap": "The board cannot show it.",
        "action": "Bring it to the next board.",
        "owner": "executive-lead",
        "due": "2026-12-19",
    }


def test_a_check_that_says_yes_has_no_reason() -> None:
    check = assessment_json.as_values(building.perfect())["findings"][0]["checks"][0]
    assert (check["state"], check["reason"]) == ("yes", None)


@pytest.mark.parametrize("reason", Reason)
def test_every_reason_is_known_to_the_schema(reason: Reason) -> None:
    assessment_json.render(building.assessment((building.not_met("plan", "a", reason),)))


@pytest.mark.parametrize("answer", Answer)
def test_every_answer_is_known_to_the_schema(answer: Answer) -> None:
    seen = (building.observation("there", answer, Reason.NOT_RELEVANT),)
    assessment_json.render(building.assessment((building.finding("plan", "a", Outcome.MET, observations=seen),)))


@each_trust
def test_totals_equal_the_findings_and_all_five_outcomes_are_there(trust: Assessment) -> None:
    document = assessment_json.as_values(trust)
    by_outcome, by_phase = document["summary"]["by_outcome"], document["summary"]["by_phase"]
    assert set(by_outcome) == {"met", "partly-met", "not-met", "not-assessed", "not-applicable"}
    assert sum(by_outcome.values()) == len(document["findings"])
    for outcome, number in by_outcome.items():
        assert number == sum(one["outcome"] == outcome for one in document["findings"])
        assert number == sum(phase[outcome] for phase in by_phase.values())
    assert list(by_phase) == ["plan", "do", "check", "act"]


def test_a_problem_carries_its_remedy() -> None:
    problem = Problem(file="a.csv", line=3, column=2, where="expires", message="'x' is not a date.", hint="Mend it.")
    document = assessment_json.as_values(building.assessment(problems=(problem,)))
    assert document["problems"] == [
        {"file": "a.csv", "line": 3, "column": 2, "where": "expires", "message": "'x' is not a date. Mend it."}
    ]


def test_where_the_reference_ran_alone_it_says_so() -> None:
    engine = EngineRun(primary=None, reference="vprs reference 1", agreed=None, note="Only the reference ran.")
    document = json.loads(assessment_json.render(building.assessment(engine=engine)))
    assert document["engine"] == {"primary": None, "reference": "vprs reference 1", "agreed": None}


def test_the_bytes_are_canonical() -> None:
    content = assessment_json.render(building.with_registers())
    document = json.loads(content)
    assert content == (json.dumps(document, ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode()
    assert content == assessment_json.render(building.with_registers())


def test_a_file_name_that_is_not_utf8_is_written_as_its_escape() -> None:
    record = building.record("x", "document", file="caf\udce9.md")
    found = (
        building.finding(
            "plan", "a", Outcome.MET, observations=(building.observation("c", Answer.YES, witnesses=(record,)),)
        ),
    )
    content = assessment_json.render(building.assessment(found))
    assert b"caf\\udce9.md" in content
    assert json.loads(content)["findings"][0]["checks"][0]["evidence"][0]["file"] == "caf\udce9.md"


# ------------------------------------------------------------------------------- our check against jsonschema's


DOCUMENT = json.loads(assessment_json.render(building.assessment(problems=(Problem(file="a", message="b"),))))
WRONG: tuple[Any, ...] = (None, True, 0, -1, 1.5, "", "x", "2026-13", "met\n", [], {}, ["x"], {"x": 1})


def _paths(value: Any, path: tuple = ()) -> list[tuple]:
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(one for key, each in inner for one in _paths(each, (*path, key)))]


PATHS = [path for path in _paths(DOCUMENT) if path]


@settings(max_examples=150)
@given(st.sampled_from(PATHS), st.sampled_from(("replace", "remove", "add")), st.sampled_from(WRONG))
def test_our_check_refuses_whatever_jsonschema_refuses_and_nothing_else(path: tuple, how: str, wrong: Any) -> None:
    document = copy.deepcopy(DOCUMENT)
    place: Any = document
    for key in path[:-1]:
        place = place[key]
    if how == "remove":
        del place[path[-1]]
    elif how == "add" and isinstance(place, dict):
        place["not-a-key"] = wrong
    else:
        place[path[-1]] = wrong
    theirs = Draft202012Validator(SCHEMA).is_valid(document)
    assert keeps_to(document, "assessment.json") is theirs


def test_a_broken_promise_is_our_own_fault_and_names_the_place() -> None:
    document = copy.deepcopy(DOCUMENT)
    document["findings"][0]["outcome"] = "splendid"
    with pytest.raises(SchemaBroken, match=r"at \$\.findings\[0\]\.outcome: 'splendid' is not one of"):
        hold_to_schema(document)
    assert issubclass(SchemaBroken, AssertionError)


def test_a_keyword_that_our_check_does_not_know_is_refused() -> None:
    with pytest.raises(ValueError, match="'maxLength' is not followed here"):
        compiled({"type": "string", "maxLength": 3})


# -------------------------------------------------------------------------------------------------------- manifest


def test_the_manifest_lists_every_file_with_the_records_that_rest_on_it() -> None:
    document = json.loads(manifest.render(building.assessment()))
    assert document["format"] == "vprs-manifest/1"
    assert document["evidence"]["files"] == [
        {"path": "documents/loose.pdf", "size": 9, "sha256": "12" * 32, "described": False, "records": []},
        {
            "path": "documents/strategy.md",
            "size": 1200,
            "sha256": "ab" * 32,
            "described": True,
            "records": ["strategy"],
        },
    ]


def test_the_manifest_lists_every_file_of_the_rules() -> None:
    trust = building.assessment()
    document = json.loads(manifest.render(trust))
    assert [one["name"] for one in document["rules"]] == ["vprs-2020"]
    assert len(document["rules"][0]["files"]) == len(trust.findings)
    assert document["rules"][0]["digest"] == "ef" * 32
