"""Sorting all records of a kind by what they hold finds what asking each of them finds."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.checks.test_narrowing import AS_OF, clause, context_of
from vprs.checks import columns
from vprs.checks.columns import bits_of, positions, told
from vprs.checks.conditions import conditions, holding, unsettled
from vprs.checks.planning import plan_of
from vprs.checks.scope import Scope
from vprs.checks.selecting import _match, select
from vprs.dates import Duration, Span, day
from vprs.model import Record, Selector, Value, Window

KINDS = ("document", "training", "action", "report")
DATES = ("approved_on", "review_date", "completed_on", "expires", "raised_on", "closed_on", "withdrawn_on")
WINDOWS = (None, Window(name="period"), Window(name="rolling", duration=Duration(12, 0)))


@pytest.fixture(autouse=True)
def few_are_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(columns, "MANY", 3)  # so that both ways of keeping positions are gone


def a_day(pick: random.Random) -> Span:
    moment = AS_OF + timedelta(days=pick.randrange(-500, 60))
    month = moment.replace(day=1)
    return pick.choice((day(moment), day(moment), Span(month, month + timedelta(days=40))))


def a_record(pick: random.Random, kind: str, number: int) -> Record:
    fields: dict[str, object] = {name: a_day(pick) for name in DATES if pick.random() < 0.4}
    fields |= {"status": pick.choice(("draft", "approved", "closed", "unknown"))} if pick.random() < 0.6 else {}
    fields |= {"title": pick.choice(("a", "A", "b"))} if pick.random() < 0.8 else {}
    fields |= {"required": pick.choice((True, False))} if pick.random() < 0.8 else {}
    fields |= {"topics": pick.choice((("x",), ("x", "y"), ("y",), ()))} if pick.random() < 0.8 else {}
    fields |= {"supersedes": (f"r{pick.randrange(12):02}",)} if pick.random() < 0.2 else {}
    fields |= {"period": {"end": a_day(pick)}} if pick.random() < 0.2 else {}
    unread = {"links": ("gone",)} if pick.random() < 0.1 else None
    return Record(id=f"r{number:02}", kind=kind, file="x", line=number, fields=fields, unread=unread)  # type: ignore[arg-type]


def a_selector(pick: random.Random, kind: str) -> Selector:
    clauses = (
        clause("title", "is", "a"),
        clause("topics", "all_of", "x"),
        clause("topics", "one_of", "x", "z"),
        clause("required", "is", True),  # type: ignore[arg-type]
        clause("status", "is", "approved"),
    )
    return Selector(
        kind=kind,
        where=tuple(pick.sample(clauses, pick.randrange(3))),
        window=pick.choice(WINDOWS),
        current=pick.choice((None, True, False)),
        open_ended=pick.choice((True, False)),
        max_age=pick.choice((None, None, Duration(3, 0))),
        date=pick.choice((None, None, "closed_on")),
    )


@pytest.mark.parametrize("seed", range(300))
def test_what_a_selector_finds_is_what_each_record_answers(seed: int) -> None:
    pick = random.Random(seed)
    kind = pick.choice(KINDS)
    context = context_of(*(a_record(pick, kind, number) for number in range(pick.randrange(1, 13))))
    scope, records = Scope(context=context), context.records.get(kind, ())
    for _ in range(4):
        asked, population = a_selector(pick, kind), pick.choice((True, False))
        found = select(asked, scope, population=population, current_default=True)
        plan = plan_of(asked, context, population, True, None)
        answers = [(each, _match(plan, scope, each)) for each in records]
        assert found.members == tuple(each for each, answer in answers if answer.truth)
        assert [doubt.record for doubt in found.doubts] == [each for each, answer in answers if answer.truth is None]
        assert {item.record.id for item in found.turned}.isdisjoint(each.id for each in found.members)
        beside = holding(plan.asked, context)
        for place, each in enumerate(records):
            parts = conditions(plan.asked, each, context)
            if beside.yes >> place & 1:
                assert all(part.truth for part in parts)
            if beside.no >> place & 1:
                assert any(part.truth is False for part in parts)


def test_what_may_be_otherwise_is_asked_by_itself() -> None:
    plain = Record(id="a", kind="action", file="x", line=1, fields={"raised_on": day(date(2026, 5, 1))})
    linked = replace(plain, id="b", line=2, unread={"links": ("gone",)})
    later = replace(plain, id="c", line=3, fields={"raised_on": Span(date(2026, 9, 1), date(2026, 10, 31))})
    context = context_of(plain, linked, later)
    assert list(positions(unsettled("action", context))) == [1, 2]


def test_a_question_is_asked_once_for_all_that_hold_the_same() -> None:
    values: tuple[Value | None, ...] = ("a", "b", "a", None, True, 1, ("a",), "a", ({"x": 1},), ({"x": 1},))
    fields = ({} if value is None else {"f": value} for value in values)
    records = (Record(id=f"r{n}", kind="action", file="x", line=n, fields=each) for n, each in enumerate(fields))
    context = context_of(*records)
    seen: list[str] = []

    def ask(record: Record) -> bool | None:
        seen.append(record.id)
        return {"a": True, "b": None}.get(str(record.fields.get("f")), False)

    found = told("action", (("f",),), context, ask)
    assert list(positions(found.yes)) == [0, 2, 7]
    assert list(positions(found.no)) == [3, 4, 5, 6, 8, 9]
    assert seen == ["r0", "r1", "r3", "r4", "r5", "r6", "r8", "r9"]


def test_positions_are_what_bits_are_made_of() -> None:
    for size in range(40):
        numbers = sorted(random.Random(size).sample(range(size), size // 2))
        assert list(positions(bits_of(numbers, size))) == numbers
