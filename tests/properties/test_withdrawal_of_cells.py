"""Withdrawal never helps in the worked example: no cell left blank raises a floor or the opinion.

Two cells of every field of every kind are tried: of the first and of the last record that has it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

import pytest

from tests.properties.northmoor import Standing, blankable, judged, rises, thinned, with_records, without_field
from vprs.engine import durable
from vprs.model import Record

# (record, field) -> why the example may look better without it. Nothing else may.
COUNTS_AGAINST: Mapping[tuple[str, str], str] = {}


@pytest.fixture(autouse=True)
def one_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(durable, "library", None)


@cache
def before() -> Standing:
    return Standing.of(judged(thinned()))


def cells() -> Iterator[tuple[Record, str]]:
    held: dict[tuple[str, str], list[Record]] = {}
    for record in thinned().records:
        for name in blankable(record):
            held.setdefault((record.kind, name), []).append(record)
    for (_, name), records in held.items():
        yield records[0], name
        if len(records) > 1:
            yield records[-1], name


def test_there_are_cells_of_every_kind() -> None:
    assert len({record.kind for record, _ in cells()}) == 18
    assert len(list(cells())) > 200


def test_a_cell_left_blank_raises_nothing() -> None:
    raised = {}
    for record, name in cells():
        changed = without_field(record, name)
        records = [changed if each is record else each for each in thinned().records]
        if found := list(rises(before(), Standing.of(judged(with_records(thinned(), records))))):
            raised[(record.id, name)] = found
    assert set(raised) == set(COUNTS_AGAINST), raised
