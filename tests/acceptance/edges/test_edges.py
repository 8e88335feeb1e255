"""Every form at every edge, both sides (DESIGN 6): the tables of this folder, asked from outside."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.acceptance.edges.contents import CONTENTS
from tests.acceptance.edges.figures import FIGURES
from tests.acceptance.edges.pairs import PAIRS
from tests.acceptance.edges.people import PEOPLE
from tests.acceptance.edges.presence import PRESENCE
from tests.acceptance.edges.rhythm import RHYTHM
from tests.acceptance.edges.rows import EDGES, Row, Table
from tests.acceptance.forms.posing import asked
from vprs.rulebook.forms import READERS

TABLES: Table = {**PRESENCE, **PEOPLE, **PAIRS, **CONTENTS, **RHYTHM, **FIGURES}


def rows() -> Iterator[object]:
    for form, edges in TABLES.items():
        for edge, own in edges.items():
            for number, row in enumerate(own if isinstance(own, tuple) else ()):
                yield pytest.param(row, id=f"{form}, {edge}, {number + 1}: {row.answer}")


@pytest.mark.parametrize("row", list(rows()))
def test_a_form_answers_at_its_edge(row: Row, tmp_path: Path) -> None:
    files = {"lost.yaml": f"{row.lost}\n"} if row.lost else {}
    assert asked(tmp_path, row.check, row.records, files=files, **row.more) == row.answer


def test_every_form_has_a_table() -> None:
    assert set(TABLES) == set(READERS)


@pytest.mark.parametrize("form", sorted(TABLES))
def test_every_edge_of_a_form_is_asked_or_it_is_said_why_not(form: str) -> None:
    assert tuple(TABLES[form]) == EDGES
    for edge, own in TABLES[form].items():
        if isinstance(own, str):
            assert own.endswith(".")
        else:
            assert len({row.answer for row in own}) > 1, f"{edge}: only one side is asked"
            assert all(row.check.startswith(f"{form}: ") for row in own)
