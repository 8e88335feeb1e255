"""Withdrawal never helps in the worked example: no item and no file taken out or garbled raises a floor or opinion."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

import pytest

from tests.properties.northmoor import Standing, judged, rises, thinned, with_records
from vprs.engine import durable
from vprs.model import Lost, Record

ROWS = 9  # one row in so many of those that are left of the exports

# What may look better without it, and why. Nothing else may; garbled, nothing may at all.
COUNTS_AGAINST: Mapping[str, str] = {
    "A-2026-02": "an action that is overdue: check/corrective-actions asks that none is",
    "A-2026-07": "an action that is overdue",
    "ra-ravensby-draft": "an assessment whose risks are not on the risk register: do/risks-controlled asks it of each",
    "registers/training.xlsx#710": "somebody whose course has lapsed, one of few who are left here: a share of them",
}
FILES_THAT_COUNT_AGAINST: Mapping[str, str] = {
    "assessments/violence-risk-ravensby-draft.md": "it holds that assessment and nothing else",
}


@pytest.fixture(autouse=True)
def one_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(durable, "library", None)


@cache
def before() -> Standing:
    return Standing.of(judged(thinned()))


def items() -> list[Record]:
    """Every item, and some of the rows."""
    rows = [record for record in thinned().records if record.row and record.file.startswith("registers/")]
    skipped = {record.id for number, record in enumerate(rows) if number % ROWS}
    return [record for record in thinned().records if record.id not in skipped]


def without(record: Record, *lost: Lost) -> list[str]:
    kept = [each for each in thinned().records if each is not record]
    return list(rises(before(), Standing.of(judged(with_records(thinned(), kept, lost)))))


def test_there_is_much_to_take_away() -> None:
    assert len(items()) > 140
    assert len({record.kind for record in items()}) == 18
    assert before().level != "none"


def test_an_item_taken_out_raises_nothing_but_where_it_counts_against() -> None:
    raised = {record.id: found for record in items() if (found := without(record))}
    assert set(raised) == set(COUNTS_AGAINST), raised


def test_an_item_garbled_raises_nothing() -> None:
    """What was lost stays in mind as any record of its kind."""
    raised = {}
    for record in items():
        if found := without(record, Lost(kind=record.kind, file=record.id, line=record.line)):
            raised[record.id] = found
    assert raised == {}


def files() -> Iterator[str]:
    """Every file that a record stands in or rests on."""
    yield from sorted({record.file for record in thinned().records})
    yield from sorted(
        {record.rests_on for record in thinned().records if record.rests_on}
        - {record.file for record in thinned().records}
    )


@pytest.mark.parametrize("lost", [False, True], ids=["taken out", "garbled"])
def test_a_file_raises_nothing_but_where_all_it_holds_counts_against(lost: bool) -> None:
    raised = {}
    for file in files():
        kept = [each for each in thinned().records if file not in (each.file, each.rests_on)]
        gone = (Lost(kind=None, file=file, many=True),) if lost else ()
        if found := list(rises(before(), Standing.of(judged(with_records(thinned(), kept, gone))))):
            raised[file] = found
    assert set(raised) == (set() if lost else set(FILES_THAT_COUNT_AGAINST)), raised
