"""Whatever is told as a change: nobody is asked to write a record otherwise than it was, or to do what cannot be done.

Over the worked folders: the smallest changes of a sample of open checks, every next step, and a path to an opinion.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import cache
from random import Random

import pytest

from tests.checks.asking import OPEN
from tests.packs.built_in import pack_named
from tests.packs.test_worked import FOLDERS, judged
from vprs.assess import assess
from vprs.model import Answer, Assessment, Outcome, Workspace
from vprs.pathway import edits_of, next_lines, next_steps, path_to
from vprs.whatif import Added, Changed, Days, Edit, Way, later_turning, question, reaching, told, turning

SAMPLE = 14  # open checks of each folder
GIVEN_ON = re.compile(r"\d{4}-\d{2}-\d{2}")
SPOKEN_OF = re.compile(r"(?:period|horizon): \{[^}]*\}")
FACTS = frozenset("alert attestation incident metric minute register report response submission training".split())

each_folder = pytest.mark.parametrize("folder", sorted(FOLDERS))


@cache
def proposed(folder: str) -> tuple[Edit, ...]:
    assessment = judged(folder)
    edits = [edit for step in next_steps(assessment).steps for edit in step.edits]
    return (*edits, *(edit for way in _ways(assessment) for edit in way))


def _ways(assessment: Assessment) -> Iterator[Way]:
    open_ = [each for each in assessment.findings if each.outcome not in (Outcome.MET, Outcome.NOT_APPLICABLE)]
    asked = [
        (finding, seen.check)
        for finding in open_
        for seen in finding.observations
        if seen.answer in (Answer.NO, Answer.UNKNOWN)
    ]
    for finding, slug in Random(20).sample(asked, min(SAMPLE, len(asked))):
        own = question(assessment, finding)
        for found in (turning(own, own.check(slug)), reaching(own, Outcome.MET)):
            if found is not None:
                yield found.edits


def hold(edit: Edit, as_of: date) -> None:
    said = told(edit, Days(), as_of)
    if isinstance(edit, Changed):
        given = {name for name, value in edit.values.items() if edit.record.fields.get(name) not in (None, (), value)}
        if edit.anew:
            assert edit.record.kind in ("document", "assessment", "plan"), said
            assert "version of its own" in said
        elif edit.record.kind in FACTS:
            assert given <= {"links", "received_by"}, said
        else:
            assert given <= {"links", "received_by", "reviews", "status", "accreditation_expires"}, said
    if isinstance(edit, Added):
        assert edit.record.kind != "incident", said
        value = edit.record.fields.get("value", 0)
        assert isinstance(value, int | Decimal)
        assert edit.record.fields.get("unit") != "percent" or 0 <= value <= 100, said
        days = GIVEN_ON.findall(SPOKEN_OF.sub("", said))
        assert "if it happened" in said or all(day >= as_of.isoformat() for day in days), said
        if edit.record.kind == "action" and "closed_on" in edit.record.fields:
            assert edit.record.fields["status"] == "closed", said


@each_folder
def test_no_recorded_fact_is_rewritten_and_nothing_is_dated_back(folder: str) -> None:
    edits = proposed(folder)
    assert edits
    for edit in edits:
        hold(edit, judged(folder).as_of)


@each_folder
def test_no_next_step_is_of_a_day_past_or_says_a_thing_twice(folder: str) -> None:
    assessment = judged(folder)
    found = next_steps(assessment)
    for edit in (edit for step in found.steps for edit in step.edits):
        assert "if it happened" not in told(edit, Days(), assessment.as_of)
    for line in next_lines(assessment, found):
        parts = line.rstrip(".").split("; ")
        assert "with the minute that shows it; a minute with" not in line
        assert len([part for part in parts if part.startswith("a ")]) == len({p for p in parts if p.startswith("a ")})


def test_a_path_asks_for_nothing_else() -> None:
    assessment = judged("fellside-community")
    path = path_to(assessment, assessment.packs[0], "moderate")
    assert len(path.steps) == 3
    for edit in edits_of(path.steps):
        hold(edit, assessment.as_of)
    assert all(step.wanted is not Outcome.NOT_APPLICABLE for step in path.steps)


def test_where_only_a_later_figure_can_change_it_that_is_said() -> None:
    assessment = judged("acute-2017")
    (finding,) = [each for each in assessment.findings if each.requirement.slug == "emergency-departments-guarded"]
    asked = question(assessment, finding)
    check = asked.check("six-nights")
    assert turning(asked, check) is None
    later = later_turning(asked, check)
    assert later is not None
    assert (later.figure, later.until) == ("guarded-nights", date(2019, 3, 2))


def test_an_incident_escalated_late_is_no_next_step() -> None:
    slugs = {each.slug for step in next_steps(judged("severnside-acute")).steps for each in step.turned}
    assert "concerns-escalated" not in slugs


@pytest.mark.parametrize("name", ["eeast-2017", "uhmbt-2017"])
def test_in_a_new_folder_nobody_is_told_to_make_an_incident(name: str) -> None:
    assessment = assess([pack_named(name)], Workspace(organisation=OPEN, records=()), as_of=date(2026, 9, 30))
    said = "\n".join(next_lines(assessment, next_steps(assessment)))
    assert "Next 3 steps:" in said
    assert "incident with" not in said
