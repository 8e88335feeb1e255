"""Every commitment of a published strategy is answered by a check of its pack, in the form that its row calls for."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.packs.built_in import pack_named
from tests.packs.commitments import SAME, UNSTATED, Row, answered, otherwise, rows, turned_by_a_record, written

each_row = pytest.mark.parametrize("row", rows(), ids=lambda row: row.id)


def test_the_list_holds_every_row_of_the_five_documents() -> None:
    counts = Counter(row.pack for row in rows())
    assert counts == {
        "uhmbt-2017": 110,
        "waht-2024": 110,
        "cpft-2015": 55,
        "eeast-2017": 80,
        "lscicb-2024": 117,
    }
    assert len({row.id for row in rows()}) == 472


def test_a_pack_has_twenty_to_forty_requirements() -> None:
    """So many that one owner answers for each, and so few that a person can read them."""
    counts = {name: len(pack_named(name).requirements) for name in {row.pack for row in rows()}}
    assert {name: count for name, count in counts.items() if not 20 <= count <= 40} == {}


def test_no_check_names_a_row_that_is_not_in_the_list() -> None:
    known = {row.id: row.pack for row in rows()}
    named = {(name, one.pack.name) for name, checks in answered().items() for one in checks}
    assert [name for name, pack in sorted(named) if known.get(name) != pack] == []


def test_a_check_names_four_rows_at_most() -> None:
    checks = {(one.requirement.path, one.check.slug): one.check for found in answered().values() for one in found}
    assert [key for key, check in checks.items() if len(check.commitments) > 4] == []


@each_row
def test_a_row_is_answered_by_a_check(row: Row) -> None:
    assert row.id in answered()


@each_row
def test_the_form_is_the_rows_own_or_a_note_says_why_another_serves_better(row: Row) -> None:
    used = {one.form for one in answered().get(row.id, ())}
    own = bool(used & SAME.get(row.form, frozenset({row.form})))
    assert own is (row.id not in otherwise()), used


@each_row
def test_an_example_has_a_record_without_which_the_check_answers_otherwise(row: Row) -> None:
    assert any(map(turned_by_a_record, answered().get(row.id, ())))


@each_row
def test_an_interval_that_the_document_does_not_state_says_who_chose_it(row: Row) -> None:
    """Whatever `recurs` and `each_period` ask is the pack's own choice, unless one of the rows answered states it."""
    stated = {row.id for row in rows() if row.recurrence not in UNSTATED}
    for one in answered().get(row.id, ()):
        if one.form in ("recurs", "each_period") and stated.isdisjoint(one.check.commitments):
            assert written(one.requirement)["checks"][one.check.slug].get("chosen_by") == "pack", one.check.slug


def test_notes_speak_of_rows_that_are_there() -> None:
    assert set(otherwise()) <= {row.id for row in rows()}
    assert all(len(reason) > 20 for reason in otherwise().values())
