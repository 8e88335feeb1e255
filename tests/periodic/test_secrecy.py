"""What a reader of the whole annual report can work out of tables and indicators: never a count from one to four.

The reader knows the method. For every small count behind a table there must be other incidents, by which it is another,
and of which the report says the very same; no two counts of the register that are shown differ by one to four.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import islice
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.incidents.building import incident, many
from tests.incidents.test_secrecy import Places, counts_of, moved, otherwise
from tests.periodic.building import YEAR, annual, register
from tests.report.building import a_day
from tests.report.reading import table, words
from vprs.model import Record

PARTS: Mapping[str, tuple[Mapping[str, Any], ...]] = {
    "by_category": tuple({"category": each} for each in ("physical", "verbal", "threat", "sexual")),
    "injury": ({"injury": True}, {"injury": False}, {"injury": None}),
    "by_site": ({"site": "north"}, {"site": "south"}, {"site": None}),
}
ROWS = {"by_category": 11, "injury": 3, "by_site": 3}
INDICATORS = "Indicators, each period beside the one before"


@st.composite
def folders(draw: st.DrawFn) -> dict[str, Places]:
    size = draw(st.integers(5, 30))
    chosen = {}
    for name, parts in PARTS.items():
        likely = draw(st.lists(st.sampled_from(range(len(parts))), min_size=1, max_size=6))
        chosen[name] = tuple(draw(st.lists(st.sampled_from(likely), min_size=size, max_size=size)))
    return chosen


def records(chosen: Mapping[str, Places]) -> tuple[Record, ...]:
    found = []
    for number in range(len(chosen["by_site"])):
        fields: dict[str, Any] = {"occurred_on": a_day("2025-07-09")}
        for name, places in chosen.items():
            fields |= PARTS[name][places[number]]
        kept = {name: value for name, value in fields.items() if value is not None}
        found.append(replace(incident(number), fields=kept))
    return tuple(found)


def report(chosen: Mapping[str, Places]) -> str:
    return words(annual(register(), *records(chosen)))


def arranged(chosen: Mapping[str, Places], name: str, guess: tuple[int, ...]) -> Iterator[dict[str, Places]]:
    """The folder by another list of counts, with one or another of the incidents moved to make it so."""
    places = chosen[name]
    size = len(places)
    for order in (range(size), range(size - 1, -1, -1), sorted(range(size), key=lambda n: chosen["injury"][n])):
        turned = moved(tuple(places[number] for number in order), guess)
        back = dict(zip(order, turned, strict=True))
        yield {**chosen, name: tuple(back[number] for number in range(size))}


def only(size: int, **chosen: Places) -> dict[str, Places]:
    return {name: chosen.get(name, (0,) * size) for name in PARTS}


@settings(max_examples=25)
@given(folders())
@example(
    only(57, by_category=(0,) * 6 + (3,) + (1,) * 50, injury=(0,) * 6 + (1,) * 51)
)  # six are hurt, so six at least
@example(only(30, by_category=(0,) * 20 + (1,) * 8 + (3,) * 2))  # all violence less what is shown of it
@example(only(30, by_category=(0,) * 20 + (2,) * 6 + (3,) * 4, injury=(0,) * 22 + (1,) * 8))
def test_no_reader_of_the_annual_report_can_pin_a_count_of_one_to_four(chosen: dict[str, Places]) -> None:
    said = report(chosen)
    for name, places in chosen.items():
        counts = counts_of(places, len(PARTS[name]))
        for part, count in enumerate(counts):
            if 1 <= count <= 4:
                guesses = islice(otherwise(counts, part, ROWS[name], name), 60)
                tries = (each for guess in guesses for each in arranged(chosen, name, guess))
                assert any(report(each) == said for each in tries), (name, counts, part)


def shown(*seen: Record) -> dict[str, str]:
    """The first words of an indicator -> what is shown of the register's count for the year."""
    rows = table(annual(register(), *seen), INDICATORS)
    return {row[0].partition(" | ")[0]: row[2] for row in rows if row[1] == "Register"}


def hurt(count: int, category: str, start: int, *, injury: bool = True) -> tuple[Record, ...]:
    return many(count, start=start, on=YEAR.start.isoformat(), category=category, injury=injury)


INJURED, IN_ASSAULTS, ALL = "Staff injuries violence", "Staff injured in assaults", "Violence reported"


@pytest.mark.parametrize(("others", "expected"), [(0, "20"), (5, "25")])
def test_two_counts_are_shown_where_they_differ_by_none_or_by_five(others: int, expected: str) -> None:
    seen = (*hurt(20, "physical", 0), *hurt(others, "threat", 100), *hurt(9, "threat", 200, injury=False))
    found = shown(*seen, *hurt(9, "physical", 300, injury=False))
    assert (found[INJURED], found[IN_ASSAULTS]) == (expected, "20")


@pytest.mark.parametrize("others", [1, 4])
def test_of_two_counts_that_differ_by_one_to_four_only_one_is_shown(others: int) -> None:
    seen = (*hurt(20, "physical", 0), *hurt(others, "threat", 100), *hurt(9, "threat", 200, injury=False))
    found = shown(*seen, *hurt(9, "physical", 300, injury=False), *hurt(9, "theft", 400))
    assert sorted((found[INJURED], found[IN_ASSAULTS])) == ["20", "hidden"]


def test_a_count_from_one_to_four_and_one_that_leaves_as_few_are_hidden() -> None:
    assert shown(*hurt(4, "physical", 0), *hurt(9, "physical", 100, injury=False))[IN_ASSAULTS] == "hidden"
    assert shown(*hurt(9, "physical", 0), *hurt(4, "physical", 100, injury=False))[IN_ASSAULTS] == "hidden"
    assert shown(*hurt(5, "physical", 0), *hurt(5, "physical", 100, injury=False))[IN_ASSAULTS] == "5"


def test_all_violence_is_hidden_where_one_of_its_categories_is() -> None:
    assert shown(*hurt(20, "physical", 0), *hurt(2, "hate", 100))[ALL] == "hidden"
    assert shown(*hurt(20, "physical", 0), *hurt(5, "hate", 100))[ALL] == "25"


def test_a_count_of_everything_is_the_total_however_small() -> None:
    assert shown(*hurt(2, "physical", 0))["Security incidents"] == "2"
