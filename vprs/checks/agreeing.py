"""The form `agree`: are the values inside a record the same.

Takes the form and a scope, gives a Reply. Two dates differ only where they have no day in common.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from itertools import combinations

from vprs.checks.answers import Reply, unknown
from vprs.checks.contents import Fault, all_pass, filled, in_any_case
from vprs.checks.horizon import elements, value_at
from vprs.checks.phrases import population_words
from vprs.checks.scope import Scope
from vprs.checks.wording import field_words
from vprs.dates import Span, day, same
from vprs.kinds import LOOKING_AHEAD
from vprs.model import Agree, Answer, Reason, Record, Value


def observe_agree(form: Agree, scope: Scope) -> Reply:
    """Yes where no record holds two different values of the topic, or at the paths, and one of them holds a value."""
    needed = f"one value of {form.topic}" if form.topic else f"the same {' and '.join(map(field_words, form.paths))}"
    reply = all_pass(
        form.selector,
        scope,
        needed,
        Reason.CONFLICTING,
        lambda record: disagreeing(form, record, scope),
        only_latest=False,
    )
    if reply.answer is not Answer.YES or any(_holds_one(form, record, scope) for record in reply.witnesses):
        return reply
    value = f"0 of {len(reply.witnesses)}"
    asked = population_words(form.selector, scope)
    because = f"{value} ({asked}) hold a value to compare; {needed} is needed."
    return unknown(Reason.EMPTY_POPULATION, value, needed, because, reply.witnesses)


def _holds_one(form: Agree, record: Record, scope: Scope) -> bool:
    """Whether the record holds a value of those compared, however it may be read."""
    cases = (record, *(other.record for other in scope.context.otherwise.get(record.id, ())))
    return all(_values(form, each, scope) for each in cases)


def disagreeing(form: Agree, record: Record, scope: Scope) -> Fault | None:
    """Two values that differ, in words; in doubt where their dates may mean the same day."""
    return in_any_case(record, scope, lambda each: _disagreeing(form, each, scope))


def _disagreeing(form: Agree, record: Record, scope: Scope) -> Fault | None:
    different = _told_apart(_values(form, record, scope))
    answers = [_alike(one, other) for one, other in combinations(different, 2)]
    if False in answers:
        return Fault(words=f"holds {len(different)} different values")
    return Fault(doubt=Reason.AMBIGUOUS_DATE) if None in answers else None


def _values(form: Agree, record: Record, scope: Scope) -> list[object]:
    return _declared(form.topic, record, scope) if form.topic else _at_paths(form.paths, record, scope)


def _told_apart(values: list[object]) -> list[object]:
    """Each value once; but two dates without a day may be two days, however alike they are written."""
    loose = [value for value in values if isinstance(value, Span) and not value.exact]
    return [*dict.fromkeys(value for value in values if value not in loose), *loose]


def _alike(one: object, other: object) -> bool | None:
    return same(one, other) if isinstance(one, Span) and isinstance(other, Span) else one == other


def _declared(topic: str, record: Record, scope: Scope) -> list[object]:
    lexicon = scope.context.lexicon
    wanted = lexicon.word("topic", topic)
    own = [
        each
        for each in elements(record.fields.get("declares"))
        if isinstance(each, Mapping) and lexicon.word("topic", str(each.get("topic"))) == wanted
    ]
    return [_comparable(each["value"], "value", scope) for each in own if filled(each.get("value"))]


def _at_paths(paths: tuple[str, ...], record: Record, scope: Scope) -> list[object]:
    values = ((path, value_at(record.fields, tuple(path.split(".")))) for path in paths)
    return [_comparable(value, path, scope) for path, value in values if value is not None and filled(value)]


def _comparable(value: Value, path: str, scope: Scope) -> object:
    name = path.rpartition(".")[2]
    if isinstance(value, Span):
        return day(value.last) if name in LOOKING_AHEAD else value
    if isinstance(value, str):
        return scope.context.lexicon.word(name, value)
    if isinstance(value, (int, Decimal)) and not isinstance(value, bool):
        return Decimal(value)
    return frozenset(_comparable(each, path, scope) for each in value) if isinstance(value, tuple) else str(value)
