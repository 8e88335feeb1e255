"""Knowing in advance which records fail plain words changes no answer."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date

from tests.engine.building import pack, requirement
from vprs.checks.context import Context, make_context
from vprs.checks.matching import match_clause
from vprs.checks.narrowing import failing, failing_when_asked, fewest_failed, may_match
from vprs.checks.scope import Scope
from vprs.dates import Duration, rolling
from vprs.model import Clause, Matcher, Organisation, Pack, Record, Ref, Workspace

AS_OF = date(2026, 9, 30)
VALUES = (None, "strategy", "Strategy", "policy", "unknown", ("policy", "strategy"), (), ("plan-text",))
FIELDS = ("doc_type", "topics", "status")


def context_of(*records: Record) -> Context:
    made: Pack = pack(requirement("plan/x", "a"))
    organisation = Organisation(name="A", code="A", type="acute", packs=(), open_names=True)
    workspace = Workspace(organisation=organisation, records=records)
    return make_context(made, workspace, AS_OF, rolling(AS_OF, Duration(6, 0)))


def some_records(pick: random.Random, count: int) -> tuple[Record, ...]:
    return tuple(
        Record(
            id=f"r{n:03}",
            kind="document",
            file=f"r{n:03}.md",
            fields={name: value for name in FIELDS if (value := pick.choice(VALUES)) is not None},
        )
        for n in range(count)
    )


def clause(name: str, operator: str, *operands: str) -> Clause:
    return Clause(field=(name,), matchers=(Matcher(operator=operator, operands=operands),))


def test_what_is_known_to_fail_is_what_fails_when_asked_one_by_one() -> None:
    for seed in range(60):
        pick = random.Random(seed)
        context = context_of(*some_records(pick, pick.randrange(40)))
        records = context.records.get("document", ())
        one = clause(pick.choice(FIELDS), "one_of", *pick.sample(("strategy", "POLICY", "unknown", "minute"), 2))
        for population in (True, False):
            known = failing(one, "document", context, population=population)
            asked = [match_clause(one, each, Scope(context=context), population=population) for each in records]
            one_by_one = failing_when_asked(one, "document", records, Scope(context=context), population=population)
            assert known == one_by_one
            assert may_match(records, [known]) == [
                each for each, match in zip(records, asked, strict=True) if match.truth is not False
            ]


def test_the_nearest_is_the_first_that_fails_fewest() -> None:
    for seed in range(60):
        pick = random.Random(seed)
        context = context_of(*some_records(pick, pick.randrange(1, 40)))
        records = context.records["document"]
        clauses = (clause("doc_type", "is", "strategy"), clause("topics", "all_of", "policy", "strategy"))
        scope = Scope(context=context)
        asked = [failing_when_asked(each, "document", records, scope, population=False) for each in clauses]
        again = [failing_when_asked(each, "document", records, scope, population=False) for each in clauses]
        assert asked == again
        assert asked[0] == failing(clauses[0], "document", context, population=False)
        counts = [
            sum(match_clause(one, record, scope, population=False).truth is False for one in clauses)
            for record in records
        ]
        expected = min(
            ((count, record.id) for count, record in zip(counts, records, strict=True) if count), default=None
        )
        found = fewest_failed(clauses, asked, records)
        assert (found and (found[2], found[0].id)) == expected
        assert found is None or match_clause(found[1], found[0], scope, population=False).truth is False


def test_only_plain_words_are_known_in_advance() -> None:
    context = context_of(*some_records(random.Random(0), 5))
    assert failing(clause("doc_type", "is", "strategy"), "document", context, population=False) is not None
    assert (
        failing(clause("doc_type", "one_of", "strategy", "policy"), "document", context, population=False) is not None
    )
    assert failing(clause("sites", "is", "north"), "document", context, population=False) is None
    assert failing(clause("approved_by", "is", "board"), "document", context, population=False) is None
    assert failing(clause("doc_type", "all_of", "strategy"), "document", context, population=False) is None


def test_what_any_clause_turns_away_is_left_out() -> None:
    records = context_of(*some_records(random.Random(1), 9)).records["document"]
    assert may_match(records, [0b1, None, 0b10]) == list(records[2:])
    assert may_match(records, [0b100000000, 0b1]) == list(records[1:8])
    assert may_match(records, [None, None]) == list(records)
    assert may_match(records, [0b111111111]) == []


def test_the_nearest_is_told_by_the_first_word_that_it_fails_itself() -> None:
    records = context_of(*some_records(random.Random(2), 3)).records["document"]
    clauses = (clause("doc_type", "is", "strategy"), clause("topics", "is", "x"), clause("status", "is", "draft"))
    assert fewest_failed(clauses, [0b110, 0b101, 0b011], records) == (records[0], clauses[1], 2)
    assert fewest_failed(clauses, [0b110, 0b001, 0b000], records) == (records[0], clauses[1], 1)
    assert fewest_failed(clauses, [0b111, 0b111, 0b011], records) == (records[2], clauses[0], 2)
    assert fewest_failed(clauses, [0b000, 0b000, 0b000], records) is None
    assert fewest_failed((), [], records) is None


def test_as_many_records_as_there_are_may_match() -> None:
    for count in range(1, 70):
        records = context_of(*some_records(random.Random(count), count)).records["document"]
        assert may_match(records, [1]) == list(records[1:])
        assert may_match(records, [1 << (count - 1)]) == list(records[:-1])


def test_what_was_asked_of_some_records_is_not_said_of_others() -> None:
    one, other, third = (
        Record(id=name, kind="document", file=f"{name}.md", fields={"doc_type": sort})
        for name, sort in (("a", "policy"), ("b", "strategy"), ("c", "policy"))
    )
    context = context_of(one, other, third)
    everyone, scope, asked = context.records["document"], Scope(context=context), clause("doc_type", "all_of", "policy")
    for _ in range(2):
        assert failing_when_asked(asked, "document", (other, one), scope, population=False) == 0b01
        assert failing_when_asked(asked, "document", everyone, scope, population=False) == 0b010
        assert failing_when_asked(asked, "document", (one, other), scope, population=False) == 0b10


def test_what_was_asked_for_one_of_a_pair_is_not_said_of_another() -> None:
    records = tuple(
        Record(id=name, kind="document", file=f"{name}.md", fields={"topics": (name,)}) for name in ("a", "b", "c")
    )
    context = context_of(*records)
    everyone = context.records["document"]
    plain = Clause(field=("topics",), matchers=(Matcher(operator="all_of", operands=(Ref(base="each", path=()),)),))
    both = replace(plain, matchers=(*plain.matchers, Matcher(operator="present", operands=(True,))))
    for asked in (plain, both):
        for each, fails in (("a", 0b110), ("b", 0b101), ("c", 0b011)):
            scope = Scope(context=context, each=each)
            assert failing_when_asked(asked, "document", everyone, scope, population=False) == fails


def test_what_was_asked_for_one_of_a_pair_inside_an_entry_is_not_said_of_another() -> None:
    records = tuple(
        Record(id=name, kind="report", file=f"{name}.md", fields={"received_by": ({"body": name, "minute": name},)})
        for name in ("a", "b")
    )
    context = context_of(*records)
    inner = Clause(field=("minute",), matchers=(Matcher(operator="is", operands=(Ref(base="each", path=()),)),))
    asked = Clause(field=("received_by",), matchers=(Matcher(operator="any", clauses=(inner,)),))
    for each, fails in (("a", 0b10), ("b", 0b01)):
        scope = Scope(context=context, each=each)
        assert failing_when_asked(asked, "report", context.records["report"], scope, population=False) == fails
