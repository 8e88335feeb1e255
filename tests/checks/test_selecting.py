"""What a selection keeps of a record that it did not take: the reason, the field, and how far it was from counting."""

from __future__ import annotations

from datetime import date

import pytest

from tests.checks.asking import check_of
from tests.checks.test_gates import context
from vprs.checks.scope import Scope
from vprs.checks.selecting import latest_first, select
from vprs.checks.selection import Doubt, Selection, Turned
from vprs.dates import Period
from vprs.model import Count, Reason, Selector, Window

POLICY = "{id: %s, kind: document, doc_type: policy, %s}"


def selector_of(words: str) -> Selector:
    form = check_of(f"count: {{{words}, at_least: 1}}").form
    assert isinstance(form, Count)
    return form.selector


def selected(words: str, records: str, *, population: bool) -> Selection:
    scope = Scope(context=context(f"[{records}]"))
    return select(selector_of(words), scope, population=population, current_default=False)


def test_of_those_that_fail_the_words_the_one_that_fails_fewest_is_kept_with_how_many() -> None:
    words = "kind: document, where: {doc_type: policy, topics: violence, owner: lsms}"
    far, near = POLICY % ("far", "owner: chief"), POLICY % ("near", "topics: [violence], owner: chief")
    scope = Scope(context=context(f"[{far}, {near}]"))
    far_record, near_record = scope.context.records["document"]
    nearest = select(selector_of(words), scope, population=False, current_default=False).nearest
    assert nearest == Turned(record=near_record, reason=Reason.MISSING, field="owner", failed=1)
    alone = Scope(context=context(f"[{far}]"))
    (only,) = alone.context.records["document"]
    assert select(selector_of(words), alone, population=False, current_default=False).nearest == Turned(
        record=only, reason=Reason.MISSING, field="topics", failed=2
    )
    assert only == far_record


def test_where_one_is_found_none_is_nearest() -> None:
    found = selected("kind: document, where: {doc_type: policy}", f"{POLICY % ('a', 'owner: x')}", population=False)
    assert found.nearest is None
    assert [record.id for record in found.members] == ["a"]


UNDATED = "{id: a, kind: action, title: x}"


@pytest.mark.parametrize("asked", ["window: period", "max_age: P6M"])
def test_what_does_not_say_its_day_is_no_evidence_and_may_be_one_of_a_population(asked: str) -> None:
    evidence = selected(f"kind: action, {asked}", UNDATED, population=False)
    assert [(turned.record.id, turned.reason, turned.field) for turned in evidence.turned] == [
        ("a", Reason.MISSING_FIELD, "raised_on")
    ]
    assert not evidence.doubts
    population = selected(f"kind: action, {asked}", UNDATED, population=True)
    assert not population.turned
    (doubt,) = population.doubts
    assert doubt == Doubt(record=doubt.record, reason=Reason.MISSING_FIELD, field="raised_on")


def test_the_latest_comes_first_and_what_has_no_day_last() -> None:
    made = context(
        "[{id: a, kind: action, raised_on: 0001-01-01}, {id: b, kind: action, title: x}, "
        "{id: c, kind: action, raised_on: 2026-05-01}]"
    )
    scope, asked = Scope(context=made), Selector(kind="action")
    ordered = sorted(made.records["action"], key=lambda record: latest_first(record, scope, asked))
    assert [record.id for record in ordered] == ["c", "a", "b"]


@pytest.mark.parametrize(
    ("window", "days"),
    [
        (None, None),
        (Window(name="period"), Period(date(2026, 4, 1), date(2026, 9, 30))),
        (Window(name="financial-year"), Period(date(2026, 4, 1), date(2026, 9, 30))),
        (Window(name="previous-financial-year"), Period(date(2025, 4, 1), date(2026, 3, 31))),
    ],
)
def test_a_window_is_the_days_that_its_name_means(window: Window | None, days: Period | None) -> None:
    assert context().window(window) == days
