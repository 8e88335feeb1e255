"""`ratio` at its edges: what is lost, in doubt, lacking or of no size, and how the share is told."""

from __future__ import annotations

import pytest

from tests.checks.asking import ask, told
from vprs.model import Lost

TRAINED = "ratio: {of: {kind: training, where: {course: crt}}, matching: {mode: classroom}, %s}"
EACH_PERSON = TRAINED.replace("mode: classroom}", "mode: classroom}, distinct: person")


def rows(*groups: tuple[int, str]) -> str:
    """So many training records of each sort, every one of another person."""
    made = [(f"P{index}{number}", rest) for index, (many, rest) in enumerate(groups) for number in range(many)]
    text = ", ".join(f"{{kind: training, course: crt, person: {person}{rest}}}" for person, rest in made)
    return f"[{text}]"


HIT, MISS, OPEN_ = ", mode: classroom", ", mode: online", ""


def lost(many: int) -> tuple[Lost, ...]:
    return tuple(Lost(kind="training", file="t.csv", line=line) for line in range(1, many + 1))


@pytest.mark.parametrize(
    ("form", "hits", "misses", "gone", "answer"),
    [
        # a lost row is one more record: 8 of 10 and one lost are 9 of 11 at best
        (TRAINED % "at_least: 81%", 8, 2, 1, "unknown unreadable"),
        (TRAINED % "at_least: 82%", 8, 2, 1, "no below-target"),
        (TRAINED % "at_least: 72%", 8, 2, 1, "yes"),
        (TRAINED % "at_least: 73%", 8, 2, 1, "unknown unreadable"),
        # of distinct people it may be a better record of somebody who is counted already: 9 of 10
        (EACH_PERSON % "at_least: 90%", 8, 2, 1, "unknown unreadable"),
        (EACH_PERSON % "at_least: 91%", 8, 2, 1, "no below-target"),
        # and never makes the share more than all of them
        (EACH_PERSON % "at_most: 100%", 9, 1, 2, "yes"),
        (EACH_PERSON % "at_most: 99%", 9, 1, 2, "unknown unreadable"),
        (TRAINED % "at_most: 100%", 9, 1, 2, "yes"),
    ],
)
def test_a_lost_row_is_counted_at_its_worst_and_at_its_best(
    form: str, hits: int, misses: int, gone: int, answer: str
) -> None:
    assert told(ask(form, rows((hits, HIT), (misses, MISS)), lost=lost(gone))) == answer


def test_what_lacks_a_field_and_what_is_lost_make_no_share_of_more_than_all() -> None:
    people = rows((8, HIT), (1, MISS), (1, OPEN_))
    assert told(ask(EACH_PERSON % "at_most: 100%", people, lost=lost(2))) == "yes"
    assert told(ask(EACH_PERSON % "at_most: 99%", people, lost=lost(2))) == "unknown unreadable"


def test_of_several_doubts_the_gravest_reason_is_told() -> None:
    since = "ratio: {of: {kind: training, where: {course: crt, mode: classroom}}, matching: {completed_on: {at_least: 2025-09-15}}, distinct: person, at_least: 90%%%s}"
    unsaid = "{kind: training, course: crt, person: A, completed_on: 2026-01-01}"
    month = "{kind: training, course: crt, mode: classroom, person: B, completed_on: 2025-09}"
    silent = "{kind: training, course: crt, mode: classroom, person: B}"
    assert told(ask(since % "", f"[{month}]")) == "unknown ambiguous-date"
    assert told(ask(since % "", f"[{unsaid}, {month}]")) == "unknown missing-field"
    assert told(ask(since % "", f"[{month}, {silent}]")) == "unknown ambiguous-date"
    assert told(ask(since % "", f"[{month}, {month.replace('B', 'C')}, {unsaid}]")) == "unknown missing-field"


def test_against_a_limit_what_says_no_day_may_be_young_enough() -> None:
    form = "ratio: {of: {kind: training, where: {course: crt}}, matching: {mode: online}, max_age: P12M, at_most: 50%}"
    day, none = ", mode: online, completed_on: 2026-01-01", ", mode: online"
    old = ", mode: online, completed_on: 2025-01-01"
    assert told(ask(form, rows((1, day), (1, old)))) == "yes"
    assert told(ask(form, rows((1, day), (1, none)))) == "unknown missing-field"
    assert told(ask(form.replace("at_most", "at_least"), rows((1, day), (1, none)))) == "yes"


def test_an_age_is_counted_from_the_date_that_the_selector_asks() -> None:
    form = "ratio: {of: {kind: action, date: closed_on}, matching: {status: closed}, max_age: P6M, at_least: 100%}"
    action = "{kind: action, status: closed, raised_on: 2020-01-01, closed_on: %s}"
    assert told(ask(form, f"[{action % '2026-03-30'}]")) == "yes"
    assert told(ask(form, f"[{action % '2026-03-29'}]")) == "no below-target"


GROUPS = "staff_groups: [{id: nursing, headcount: %s, frontline: true}, {id: estates, headcount: %s%s}]"
FRONTLINE = "ratio: {population: {organisation: staff_groups, where: {frontline: true}, sum: headcount}, matching: {kind: training, where: {course: crt}}, distinct: person, %s}"


@pytest.mark.parametrize(
    ("nursing", "estates", "told_of", "bound", "value", "answer"),
    [
        # a group of nobody adds nobody
        (10, 0, ", frontline: true", "at_least: 50%", "5 of 10 (50%)", "yes"),
        (10, 0, "", "at_least: 50%", "5 of 10 (50%)", "yes"),
        # one that may belong to it is tried both ways
        (10, 0, ", frontline: false", "at_least: 51%", "5 of 10 (50%)", "no below-target"),
        (10, 4, "", "at_least: 36%", "5 of 10 (50%)", "unknown missing-field"),
        (10, 4, "", "at_least: 35%", "5 of 10 (50%)", "yes"),
        (10, 4, "", "at_most: 50%", "5 of 10 (50%)", "yes"),
        (10, 4, "", "at_most: 49%", "5 of 10 (50%)", "unknown missing-field"),
        (10, 4, "", "at_most: 35%", "5 of 10 (50%)", "no above-target"),
    ],
)
def test_a_share_of_headcounts_counts_heads(
    nursing: int, estates: int, told_of: str, bound: str, value: str, answer: str
) -> None:
    found = ask(FRONTLINE % bound, rows((5, "")), organisation=GROUPS % (nursing, estates, told_of))
    assert (found.value, told(found)) == (value, answer)


def test_against_a_limit_a_record_that_lacks_the_field_may_match_whoever_the_groups_are() -> None:
    unsaid = "{kind: training, person: X}"
    form = FRONTLINE % "at_most: 50%"
    people = rows((5, ""))[:-1]
    assert told(ask(form, f"{people}]", organisation=GROUPS % (10, 4, ""))) == "yes"
    assert told(ask(form, f"{people}, {unsaid}]", organisation=GROUPS % (10, 4, ""))) == "unknown missing-field"
    assert told(ask(form, f"{people}, {unsaid}]", organisation=GROUPS % (20, 4, ""))) == "yes"


def test_entries_are_counted_one_each_where_no_sum_is_asked() -> None:
    form = "ratio: {population: {organisation: sites}, matching: {kind: assessment, where: {sites: $each.id}}, distinct: sites, at_least: 50%}"
    record = "{kind: assessment, assessment_type: security-risk, assessed_on: 2026-01-01, sites: [north]}"
    found = ask(form, f"[{record}]", organisation="sites: [{id: north}, {id: south}, {id: east, closed: 2020-01-01}]")
    assert (found.value, told(found)) == ("1 of 2 (50%)", "yes")


def test_a_group_without_the_figure_is_named() -> None:
    groups = "staff_groups: [{id: nursing, headcount: 3, frontline: true}, {id: estates, frontline: true}]"
    found = ask(FRONTLINE % "at_least: 50%", rows((1, "")), organisation=groups)
    assert told(found) == "unknown missing-field"
    assert (found.value, found.needed) == ("", "at least 50%")
    assert found.because.startswith("estates in organisation.yaml gives no headcount")


def test_dates_that_may_be_one_leave_a_count_in_doubt() -> None:
    form = "ratio: {population: {organisation: staff_groups, sum: headcount}, matching: {kind: activity}, distinct: date, at_least: 50%}"
    records = (
        "[{kind: activity, activity_type: x, date: 2026-05}, {kind: activity, activity_type: x, date: 2026-05-01}]"
    )
    found = ask(form, records, organisation=GROUPS % (3, 1, ""))
    assert told(found) == "unknown ambiguous-date"
    assert found.because.endswith("; an item is in doubt.")


def test_a_share_of_the_organisation_counts_what_is_young_enough_in_force_or_not() -> None:
    groups = GROUPS % (10, 4, ", frontline: false")
    rows_ = "[{kind: training, course: crt, person: A, completed_on: 2025-09-30, expires: 2026-01-01}, {kind: training, course: crt, person: B, completed_on: 2025-09-29}]"
    assert ask(FRONTLINE % "at_least: 5%", rows_, organisation=groups).value == "2 of 10 (20%)"
    assert ask(FRONTLINE % "max_age: P12M, at_least: 5%", rows_, organisation=groups).value == "1 of 10 (10%)"


@pytest.mark.parametrize(
    ("bound", "answer"),
    [
        ("at_least: 50%", "yes"),  # more rows can only add to it
        ("at_least: 51%", "unknown unreadable"),
        ("at_most: 99%", "unknown unreadable"),
    ],
)
def test_where_any_number_of_rows_is_lost_a_share_may_be_up_to_all(bound: str, answer: str) -> None:
    gone = (Lost(kind="training", file="t.csv", many=True),)
    groups = GROUPS % (10, 4, ", frontline: false")
    assert told(ask(FRONTLINE % bound, rows((5, "")), organisation=groups, lost=gone)) == answer


def test_a_group_that_may_belong_and_has_no_figure_may_be_of_any_size() -> None:
    groups = "staff_groups: [{id: nursing, headcount: 10, frontline: true}, {id: estates}]"
    assert told(ask(FRONTLINE % "at_least: 1%", rows((5, "")), organisation=groups)) == "unknown missing-field"
    assert told(ask(FRONTLINE % "at_most: 90%", rows((5, "")), organisation=groups)) == "unknown missing-field"


def test_an_entry_that_may_not_be_there_yet_may_be_the_one_that_counts() -> None:
    form = "ratio: {population: {organisation: sites}, matching: {kind: alert, where: {sites: $each.id}}, distinct: sites, at_most: %s}"
    sites = "sites: [{id: north}, {id: new, opened: 2026}]"
    alert = "[{kind: alert, received_on: 2026-05-01, sites: [new]}]"
    assert told(ask(form % "0%", alert, organisation=sites)) == "unknown ambiguous-date"
    assert told(ask(form % "0%", alert, organisation=sites.replace("2026", "2027"))) == "yes"
