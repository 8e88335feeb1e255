"""What a reader of the whole statement can work out: never that a count is one, two, three or four.

The reader knows the method. For every small count behind a paper there must be other incidents, by which that count is
another, and of which the paper says the very same, word for word.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from itertools import islice
from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.incidents.building import PERIOD, incident, metric, register, trust
from tests.report.building import a_day
from tests.report.reading import words
from vprs.evidence.suppression import suppress
from vprs.incidents import analyse
from vprs.model import Record
from vprs.statement import statement_paper

# The parts that an incident may be in, split by split, and what its record holds then.
PARTS: Mapping[str, tuple[Mapping[str, Any], ...]] = {
    "by_month": tuple({"occurred_on": a_day(f"2026-{month:02}-05")} for month in range(4, 10)),
    "by_site": ({"site": "north"}, {"site": "south"}, {"site": None}),
    "by_category": tuple({"category": each} for each in ("physical", "verbal", "sexual")),
    "by_staff_group": ({"staff_group": "nursing"}, {"staff_group": "medical"}, {"staff_group": None}),
    "injury": ({"injury": True}, {"injury": False}, {"injury": None}),
    "clinical_factor": tuple({"clinical_factor": each} for each in ("yes", "no", "unknown", None)),
    "riddor": (
        {"riddor": "yes", "days_absent": None},
        {"riddor": "pending", "days_absent": None},
        {"riddor": None, "days_absent": Decimal(9)},
        {"riddor": "no", "days_absent": None},
    ),
    "review": (
        {"reported_on": a_day("2026-09-10"), "reviewed_on": a_day("2026-09-12")},
        {"reported_on": a_day("2026-09-10"), "reviewed_on": None},
        {"reported_on": a_day("2026-09-12"), "reviewed_on": a_day("2026-09-10")},
    ),
}
FIRST_GOES = frozenset({"by_month"})
SURVEYS = (metric("q13a", 15, ends="2026-08-31"), metric("q13d", 70))

Places = tuple[int, ...]  # for one split, in which part each incident is


@st.composite
def folders(draw: st.DrawFn) -> dict[str, Places]:
    size = draw(st.integers(1, 24))
    chosen = {}
    for name, parts in PARTS.items():
        likely = draw(st.lists(st.sampled_from(range(len(parts))), min_size=1, max_size=6))
        chosen[name] = tuple(draw(st.lists(st.sampled_from(likely), min_size=size, max_size=size)))
    return chosen


def records(chosen: Mapping[str, Places]) -> tuple[Record, ...]:
    found = []
    for number in range(len(chosen["by_site"])):
        fields: dict[str, Any] = {}
        for name, places in chosen.items():
            fields |= PARTS[name][places[number]]
        kept = {name: value for name, value in fields.items() if value is not None}
        found.append(replace(incident(number), fields=kept))
    return tuple(found)


def paper(chosen: Mapping[str, Places]) -> str:
    return words(statement_paper(trust((*records(chosen), register(), *SURVEYS))))


def counts_of(places: Places, size: int) -> tuple[int, ...]:
    return tuple(places.count(part) for part in range(size))


def lists(length: int, total: int) -> Iterator[tuple[int, ...]]:
    if length == 1:
        yield (total,)
        return
    for first in range(total + 1):
        for rest in lists(length - 1, total - first):
            yield (first, *rest)


def otherwise(counts: tuple[int, ...], part: int, rows: int, name: str) -> Iterator[tuple[int, ...]]:
    """Other counts by which this part is another, near ones first; `rows` is how many rows the table has."""
    first_goes = name in FIRST_GOES
    nothing = (0,) * (rows - len(counts))
    shown = suppress((*counts, *nothing), first_goes=first_goes)
    total = sum(counts)

    def distance(guess: tuple[int, ...]) -> int:
        return sum(abs(one - other) for one, other in zip(guess, counts, strict=True))

    for guess in sorted(lists(len(counts), total), key=distance):
        if guess[part] != counts[part] and (total < 5 or suppress((*guess, *nothing), first_goes=first_goes) == shown):
            yield guess


def moved(places: Places, guess: tuple[int, ...]) -> Places:
    """The same incidents with as few as can be moved from part to part so that they come to the guess."""
    left, result, homeless = list(guess), list(places), []
    for number, part in enumerate(places):
        if left[part]:
            left[part] -= 1
        else:
            homeless.append(number)
    spare = [part for part, count in enumerate(left) for _ in range(count)]
    for number, part in zip(homeless, spare, strict=True):
        result[number] = part
    return tuple(result)


def only(size: int, **chosen: Places) -> dict[str, Places]:
    """So many incidents, alike in everything that is not chosen."""
    return {name: chosen.get(name, (0,) * size) for name in PARTS}


@settings(max_examples=60)
@given(folders())
@example(only(6, review=(0, 0, 0, 0, 0, 1)))  # a median says that there are at least five
@example(only(9, by_category=(0,) * 8 + (1,)))  # a log of the same months, to the nearest five, says that it is eight
@example(only(9, injury=(0,) * 5 + (2,) * 4))  # two counts of which a reader knows that one is five or more
@example(only(16, by_site=(0,) * 6 + (1,) * 6 + (2,) * 4))  # the smaller of two is not what is hidden
@example(only(13, by_staff_group=(0,) * 12 + (1,)))  # a rate can be turned back into a count
def test_no_reader_of_the_statement_can_pin_a_count_of_one_to_four(chosen: dict[str, Places]) -> None:
    now = analyse(trust(records(chosen)), PERIOD)
    said = paper(chosen)
    for name, places in chosen.items():
        if name == "by_month" and len(set(places)) > 3:
            continue  # too many lists to try; fewer months are the harder case
        split = now.review.counts if name == "review" else getattr(now, name)
        rows = {"by_category": 11, "riddor": 7, "review": 3}.get(name, len(split.rows) or len(PARTS[name]))
        counts = counts_of(places, len(PARTS[name]))
        for part, count in enumerate(counts):
            if 1 <= count <= 4 and len(places) > 4:
                tries = islice(otherwise(counts, part, rows, name), 60)
                alike = (paper({**chosen, name: moved(places, guess)}) == said for guess in tries)
                assert any(alike), (name, counts, part)
