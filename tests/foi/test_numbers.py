"""Numbers in a pack: both sides of what is small, and courses by the words of the rules alone."""

from __future__ import annotations

import dataclasses

import pytest

from tests.report import building
from vprs.foi.numbers import OTHER_COURSES, Trained, incident_numbers, people_numbers, training_numbers
from vprs.model import Assessment


def trained(held: int, lacking: int, course: str = "CRT level 1") -> Assessment:
    """So many people with and without a course in date; the rules know `conflict-resolution`, or `CRT level 1`."""
    rows = tuple(
        building.record(
            f"t{number}",
            "training",
            row=True,
            course=course,
            person=f"p{number}",
            required=True,
            completed_on=building.a_day("2024-01-10"),
            expires=building.a_day("2027-01-10" if number < held else "2026-09-30"),
        )
        for number in range(held + lacking)
    )
    made = building.assessment(records=rows)
    words = {"course": {"conflict-resolution": ("CRT level 1",)}}
    return dataclasses.replace(made, packs=tuple(dataclasses.replace(each, words=words) for each in made.packs))


@pytest.mark.parametrize(
    ("held", "lacking", "shown"),
    [
        (0, 4, ("<5", "*", "*")),
        (4, 0, ("<5", "*", "*")),
        (5, 0, ("5", "5", "0")),
        (0, 5, ("5", "0", "5")),
        (4, 1, ("5", "<5", "<5")),
        (100, 4, ("104", "*", "<5")),
        (99, 5, ("104", "99", "5")),
        (1200, 34, ("1,234", "1,200", "34")),
    ],
)
def test_how_many_hold_a_course_is_hidden_where_it_would_tell_of_few(
    held: int, lacking: int, shown: tuple[str, str, str]
) -> None:
    (found,) = training_numbers(trained(held, lacking))
    assert (found.required, found.in_date, found.not_in_date) == shown


@pytest.mark.parametrize(
    ("course", "name"),
    [
        ("CRT level 1", "Conflict resolution"),
        ("crt-LEVEL 1", "Conflict resolution"),
        ("conflict resolution", "Conflict resolution"),
        ("Evening with somebody", OTHER_COURSES),
    ],
)
def test_a_course_is_called_as_the_rules_call_it_or_not_at_all(course: str, name: str) -> None:
    assert [each.course for each in training_numbers(trained(9, 9, course))] == [name]


def test_courses_that_no_rule_names_are_one_and_stand_last() -> None:
    one, two, other = trained(6, 6), trained(7, 7, "Zumba"), trained(8, 8, "Archery")
    rows = tuple(
        dataclasses.replace(record, id=f"{place}{record.id}")
        for place, each in enumerate((two, one, other))
        for record in each.workspace.records
    )
    made = dataclasses.replace(one, workspace=dataclasses.replace(one.workspace, records=rows))
    assert training_numbers(made) == (
        Trained(course="Conflict resolution", required="12", in_date="6", not_in_date="6"),
        Trained(course=OTHER_COURSES, required="30", in_date="15", not_in_date="15"),
    )


def test_incidents_that_may_be_more_are_said_to_be() -> None:
    made = building.with_registers()
    whole, *splits = incident_numbers(made)
    assert (whole.caption, whole.rows) == ("Incidents recorded in the period", (("All", "63"),))
    assert [each.caption for each in splits][:2] == ["Incidents by month", "Incidents by category"]
    records = tuple(each for each in made.workspace.records if each.kind != "register")
    bare = dataclasses.replace(made, workspace=dataclasses.replace(made.workspace, records=records))
    assert incident_numbers(bare)[0].caption == "Incidents recorded in the period; there may have been more"


def test_posts_are_counted_and_a_few_are_hidden() -> None:
    assert dict(people_numbers(building.assessment())) == {"Response": "0", "Training": "0", "Appointment": "<5"}
