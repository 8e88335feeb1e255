"""Where five published strategies contradict themselves: which check finds it, then and now, and what would mend it.

Each folder of declared/ holds in evidence/ what one document says of itself, of a fictional organisation, and in
findings.yaml with the numbered contradictions and gaps that a reader found in it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.packs.built_in import pack_named
from tests.packs.commitments import Answered
from vprs.assess import half_year_to
from vprs.checks import make_context, observe
from vprs.evidence import read_evidence, read_example
from vprs.model import Example, Workspace

DECLARED = Path(__file__).parent / "declared"
LATER = date(2026, 9, 30)
NUMBERED = {"uhmbt-2017": 23, "waht-2024": 21, "cpft-2015": 17, "eeast-2017": 22, "lscicb-2024": 23}
NAMES = sorted(NUMBERED)


@dataclass(frozen=True, kw_only=True, slots=True)
class Found:
    """A contradiction that a check finds.

    own, later  what the check answers in the document's own time and on 2026-09-30
    mend        fields of the document's record as they would have to be; lists are added to
    """

    pack: str
    number: int
    answered: Answered
    own: str
    later: str
    mend: Mapping[str, Any]


@cache
def findings(name: str) -> Mapping[str, Any]:
    found: Mapping[str, Any] = yaml.load((DECLARED / name / "findings.yaml").read_text("utf-8"), yaml.BaseLoader)
    return found


def _found() -> list[Found]:
    return [_one(name, int(number), each) for name in NAMES for number, each in findings(name)["found"].items()]


def _one(name: str, number: int, given: Mapping[str, Any]) -> Found:
    pack = pack_named(name)
    path, _, slug = given["check"].partition("#")
    requirement = next(each for each in pack.requirements if each.path == f"{name}/{path}")
    check = next(each for each in requirement.checks if each.slug == slug)
    answered = Answered(pack=pack, requirement=requirement, check=check)
    own, later = given["own"], given["later"]
    return Found(pack=name, number=number, answered=answered, own=own, later=later, mend=given.get("mend", {}))


FOUND = _found()
each_found = pytest.mark.parametrize("found", FOUND, ids=lambda one: f"{one.pack} {one.number}")
each_document = pytest.mark.parametrize("name", NAMES)


@cache
def workspace(name: str) -> Workspace:
    return read_evidence(DECLARED / name / "evidence")


def own_time(found: Found) -> date:
    return date.fromisoformat(findings(found.pack)["own_time"])


def answer(found: Found, evidence: Workspace, as_of: date) -> str:
    context = make_context(found.answered.pack, evidence, as_of, half_year_to(as_of))
    return observe(found.answered.check, context).answer.value


@each_document
def test_what_a_document_declares_can_be_read_without_a_problem(name: str) -> None:
    assert [str(problem) for problem in workspace(name).problems] == []
    assert workspace(name).records


@each_document
def test_every_numbered_contradiction_is_found_or_given_a_reason(name: str) -> None:
    found, other = (set(map(int, findings(name)[key])) for key in ("found", "not_found"))
    assert found | other == set(range(1, NUMBERED[name] + 1))
    assert not found & other
    assert all(len(reason) > 30 for reason in findings(name)["not_found"].values())


def test_seventy_or_more_of_the_hundred_and_six_are_found() -> None:
    assert sum(NUMBERED.values()) == 106
    assert len(FOUND) >= 70


@each_found
def test_the_check_finds_it_in_the_documents_own_time_and_later(found: Found) -> None:
    assert answer(found, workspace(found.pack), own_time(found)) == found.own
    assert answer(found, workspace(found.pack), LATER) == found.later
    assert "no" in (found.own, found.later)


@each_found
def test_without_the_contradiction_the_check_answers_otherwise(found: Found) -> None:
    """One value of the topic alone is no contradiction; elsewhere what is mended turns a no to yes, or time does."""
    as_of = LATER if found.later == "no" else own_time(found)
    if found.answered.form == "agree":
        assert answer(found, _one_value(found), as_of) == "yes"
    elif found.mend:
        assert answer(found, _mended(found), as_of) == "yes"
    else:
        assert found.own != found.later


def _one_value(found: Found) -> Workspace:
    form: Any = found.answered.check.form
    records = []
    for record in workspace(found.pack).records:
        declared: Any = record.fields.get("declares", ())
        about = [each for each in declared if each["topic"] == form.topic]
        kept = tuple(each for each in declared if each not in about[1:])
        records.append(replace(record, fields={**record.fields, "declares": kept}) if declared else record)
    return replace(workspace(found.pack), records=tuple(records))


def _mended(found: Found) -> Workspace:
    """The folder with its first document as `mend` has it."""
    raw = yaml.load((DECLARED / found.pack / "evidence" / "documents.yaml").read_text("utf-8"), yaml.BaseLoader)[
        "records"
    ]
    first = dict(raw[0])
    for name, value in found.mend.items():
        first[name] = [*first.get(name, ()), *value] if isinstance(value, list) else value
    organisation = yaml.load(
        (DECLARED / found.pack / "evidence" / "organisation.yaml").read_text("utf-8"), yaml.BaseLoader
    )
    example = Example(
        name="mended",
        as_of=LATER,
        records=(first, *raw[1:]),
        expect=found.answered.requirement.examples[0].expect,
        organisation=organisation,
        period=None,
        line=1,
    )
    return read_example(example, "mended.yaml")
