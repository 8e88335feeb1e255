"""Lint says that nothing can match just where nothing does: its word against that of the operators, case by case."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import combinations, product

import pytest

from tests.checks.asking import AS_OF, OPEN
from vprs.checks import make_context
from vprs.checks.context import Context
from vprs.checks.matching import match_record
from vprs.checks.scope import Scope
from vprs.dates import Period, Span, day
from vprs.model import Clause, Exists, Matcher, Operand, Pack, Record, Ref, Selector, Value, Workspace
from vprs.rulebook import built_in_folder, read_pack
from vprs.rulebook.lint_asked import Asked, asked_of
from vprs.rulebook.lint_counting import uncounted
from vprs.rulebook.lint_never import impossible

COMPARING = ("at_least", "more_than", "at_most", "less_than")
WORDS = {"course": {"crt": ("conflict resolution",)}}
FIRST = date(2026, 3, 1)
START, END, NOW = Ref(base="period", path=("start",)), Ref(base="period", path=("end",)), Ref(base="as_of")


def pack() -> Pack:
    found = read_pack(built_in_folder() / "vprs-2020").pack
    assert found is not None
    return replace(found, words=WORDS, requirements=())


def context(as_of: date, period: Period) -> Context:
    return make_context(pack(), Workspace(organisation=OPEN, records=()), as_of, period)


PLAIN = context(date.fromisoformat(AS_OF), Period(date(2026, 4, 1), date(2026, 9, 30)))


def asked(kind: str, name: str, matchers: tuple[Matcher, ...]) -> Asked:
    clause = Clause(field=tuple(name.split(".")), matchers=matchers)
    (found,) = asked_of(Exists(selector=Selector(kind=kind, where=(clause,))), ("exists",))
    return found


def matched(part: Asked, value: Value | None, where: Context = PLAIN) -> bool:
    name = part.clauses[0].name
    record = Record(id="r", kind=part.noun, fields={} if value is None else {name: value}, file="r.yaml")
    return match_record(part.clauses, record, Scope(context=where), population=False).truth is True


def cases(values: Sequence[Operand], operators: Sequence[str]) -> Iterator[tuple[Matcher, ...]]:
    """One or two operators over the values, and whether the field is filled at all."""
    single = [Matcher(operator=operator, operands=(value,)) for operator in operators for value in values]
    several = [Matcher(operator="one_of", operands=pair) for pair in combinations(values, 2)]
    filled = [Matcher(operator="present", operands=(flag,)) for flag in (True, False)]
    every = (*single, *several, *filled)
    yield from ((one,) for one in every)
    yield from ((one, two) for one, two in product(every, every) if one.operator != two.operator)


@pytest.mark.parametrize(
    ("kind", "name", "operands", "operators", "values"),
    [
        ("risk", "score", (1, 2, 3), ("is", *COMPARING), [Decimal(n) / 2 for n in range(9)]),
        ("register", "count", (1, 2, 3), ("is", *COMPARING), list(range(5))),
        ("training", "course", ("crt", "Conflict-Resolution", "aid"), ("is", "all_of"), ["crt", "aid"]),
        ("assessment", "assessment_type", ("tna", "equality"), ("is", "all_of"), ["tna", "equality"]),
        ("incident", "injury", (True, False), ("is",), [True, False]),
        ("document", "topics", ("crt", "aid"), ("is", "all_of"), [("crt",), ("aid",), ("crt", "aid")]),
        (
            "plan",
            "agreed_on",
            (*(day(FIRST + timedelta(days=n)) for n in range(3)), Span(FIRST, date(2026, 3, 31))),
            ("is", *COMPARING),
            [day(FIRST + timedelta(days=n)) for n in range(-1, 33)],
        ),
    ],
    ids=["number", "whole", "word", "choice", "flag", "list", "date"],
)
def test_nothing_matches_just_where_lint_says_so(
    kind: str, name: str, operands: tuple[Operand, ...], operators: tuple[str, ...], values: list[Value]
) -> None:
    for matchers in cases(operands, operators):
        part = asked(kind, name, matchers)
        possible = any(matched(part, value) for value in (*values, None))
        assert bool(list(impossible(part, WORDS))) is not possible, matchers


@pytest.mark.parametrize(("start", "end", "as_of"), [(0, 2, 2), (1, 1, 1), (0, 1, 3), (0, 0, 0)])
def test_nothing_between_moments_of_the_run_matches_on_any_day(start: int, end: int, as_of: int) -> None:
    days = [FIRST + timedelta(days=n) for n in range(5)]
    where = context(days[as_of], Period(days[start], days[end]))
    for matchers in cases((START, END, NOW), COMPARING):
        part = asked("plan", "agreed_on", matchers)
        told = [*impossible(part, WORDS), *uncounted(part)]
        past = (day(each) for each in days[: as_of + 1])
        assert not (told and any(matched(part, value, where) for value in past)), matchers


@pytest.mark.parametrize("name", ["body", "site"])
def test_names_that_an_organisation_may_know_as_one_are_not_told_apart(name: str) -> None:
    kind = "minute" if name == "body" else "incident"
    matchers = (Matcher(operator="is", operands=("a",)), Matcher(operator="one_of", operands=("b", "c")))
    assert not list(impossible(asked(kind, name, matchers), WORDS))
