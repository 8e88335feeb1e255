"""The rows of the five published strategies that packs answer, by id; commitments.csv keeps the list.

Takes the list and the built-in packs, gives rows and the checks that name each. The rows' texts are not kept: a check
says in our words what it asks, and its requirement says in which section the organisation wrote it.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from tests.packs.built_in import packs
from vprs.assess import half_year_to
from vprs.checks import make_context, observe
from vprs.evidence import read_example
from vprs.model import Check, Example, Observation, Pack, Requirement
from vprs.rulebook import built_in_folder

HERE = Path(__file__).parent
UNSTATED = frozenset({"n/s", "on event", "standing", "review date", "once", "per cycle"})


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """One commitment of a document.

    phase       of the cycle, in small letters
    form        the main one that its row names, in the names of the rules
    recurrence  as the document states it; `n/s`: it repeats and no interval is stated
    """

    id: str
    pack: str
    phase: str
    form: str
    recurrence: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Answered:
    """A check that names a row."""

    pack: Pack
    requirement: Requirement
    check: Check

    @property
    def form(self) -> str:
        found: str = next(key for key in written(self.requirement)["checks"][self.check.slug] if key in FORMS)
        return found


FORMS = frozenset("exists none count held attested every follows fields recurs each_period ratio change agree".split())
# What a row calls a recurrence is asked as a longest gap or by the period.
SAME = {"recurs": frozenset({"recurs", "each_period"})}


@cache
def rows() -> tuple[Row, ...]:
    with (HERE / "commitments.csv").open(encoding="utf-8", newline="") as file:
        return tuple(
            Row(id=r["id"], pack=r["pack"], phase=r["phase"], form=r["form"], recurrence=r["recurrence"])
            for r in csv.DictReader(file)
        )


@cache
def answered() -> Mapping[str, tuple[Answered, ...]]:
    """Row id -> the checks that name it, in whichever pack."""
    found: defaultdict[str, list[Answered]] = defaultdict(list)
    for pack in packs():
        for requirement in pack.requirements:
            for check in requirement.checks:
                for name in check.commitments:
                    found[name].append(Answered(pack=pack, requirement=requirement, check=check))
    return {name: tuple(checks) for name, checks in found.items()}


@cache
def otherwise() -> Mapping[str, str]:
    """Row id -> why another form serves better than the row's own."""
    found: Mapping[str, str] = yaml.safe_load((HERE / "commitments-otherwise.yaml").read_text("utf-8")) or {}
    return found


@cache
def _written(file: str) -> Mapping[str, Any]:
    found: Mapping[str, Any] = yaml.safe_load((Path(built_in_folder()) / file).read_text("utf-8"))
    return found


def written(requirement: Requirement) -> Mapping[str, Any]:
    """The rule file as it stands."""
    return _written(requirement.file)


def turned_by_a_record(one: Answered) -> bool:
    """Whether an example of the requirement has a record without which the check answers otherwise."""
    for example in one.requirement.examples:
        whole = _seen(one, example)
        for record in example.records:
            rest = tuple(each for each in example.records if each is not record)
            if _seen(one, replace(example, records=rest)).answer is not whole.answer:
                return True
    return False


def _seen(one: Answered, example: Example) -> Observation:
    workspace = read_example(example, one.requirement.file)
    period = example.period or half_year_to(example.as_of)
    return observe(one.check, make_context(one.pack, workspace, example.as_of, period))
