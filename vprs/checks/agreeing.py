"""The form `agree`: are the values inside a record the same.

Takes the form and a scope, gives a Reply. Two dates differ only where they have no day in common. Values that differ
in a document are shown with their places, for that is what a person has to settle; of a row, or of what may be about a
person, nothing is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from vprs.checks.answers import Reply, unknown
from vprs.checks.contents import Fault, all_pass, filled, in_any_case
from vprs.checks.horizon import elements, value_at
from vprs.checks.phrases import population_words
from vprs.checks.scope import Scope
from vprs.checks.wording import field_words, when
from vprs.dates import Span, day, same
from vprs.kinds import LOOKING_AHEAD
from vprs.model import Agree, Answer, Reason, Record, Value

QUOTED = "document"
SHOWN = 3  # values that differ, and places of each
LONGEST, LONGEST_PLACE = 60, 40


@dataclass(frozen=True, kw_only=True, slots=True)
class _Held:
    """One value of a record: as it compares with others, as it was given, where (a place, or a field)."""

    compared: object
    given: Value
    place: str = ""
    field: str = ""


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
    held = _values(form, record, scope)
    different = _told_apart([each.compared for each in held])
    answers = [_alike(one, other) for one, other in combinations(different, 2)]
    if False in answers:
        quoted = record.kind == QUOTED and not record.row
        return Fault(words=f"holds {len(different)} different values{_shown(held, different) if quoted else ''}")
    return Fault(doubt=Reason.AMBIGUOUS_DATE) if None in answers else None


def _shown(held: list[_Held], different: list[object]) -> str:
    """`: 'board' (section 7) and 'audit' (section 6; annex)`, or of fields: `: review date May 2028 and ...`."""
    told = [_one_shown([each for each in held if each.compared == value]) for value in different]
    if len(told) > SHOWN:
        return f": {', '.join(told[:SHOWN])} and {len(told) - SHOWN} more"
    return f": {', '.join(told[:-1])} and {told[-1]}"


def _one_shown(alike: list[_Held]) -> str:
    first = alike[0]
    field = f"{field_words(first.field)} " if first.field else ""
    places = [_cut(each.place, LONGEST_PLACE) for each in alike if each.place]
    more = f" and {len(places) - SHOWN} more" if len(places) > SHOWN else ""
    return f"{field}{_as_given(first.given)}" + (f" ({'; '.join(places[:SHOWN])}{more})" if places else "")


def _as_given(value: Value) -> str:
    if isinstance(value, Span):
        return when(value)
    if isinstance(value, tuple):
        rest = f" and {len(value) - SHOWN} more" if len(value) > SHOWN else ""
        return " with ".join(map(_as_given, value[:SHOWN])) + rest
    return f"'{_cut(value, LONGEST)}'" if isinstance(value, str) else str(value)


def _cut(text: str, most: int) -> str:
    """On one line, and no longer than that."""
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}\u2026"


def _values(form: Agree, record: Record, scope: Scope) -> list[_Held]:
    return _declared(form.topic, record, scope) if form.topic else _at_paths(form.paths, record, scope)


def _told_apart(values: list[object]) -> list[object]:
    """Each value once; but two dates without a day may be two days, however alike they are written."""
    loose = [value for value in values if isinstance(value, Span) and not value.exact]
    return [*dict.fromkeys(value for value in values if value not in loose), *loose]


def _alike(one: object, other: object) -> bool | None:
    return same(one, other) if isinstance(one, Span) and isinstance(other, Span) else one == other


def _declared(topic: str, record: Record, scope: Scope) -> list[_Held]:
    lexicon = scope.context.lexicon
    wanted = lexicon.word("topic", topic)
    own = [
        each
        for each in elements(record.fields.get("declares"))
        if isinstance(each, Mapping) and lexicon.word("topic", str(each.get("topic"))) == wanted
    ]
    return [
        _Held(
            compared=_comparable(each["value"], "value", scope),
            given=each["value"],
            place=str(each["locator"]) if filled(each.get("locator")) else "",
        )
        for each in own
        if filled(each.get("value"))
    ]


def _at_paths(paths: tuple[str, ...], record: Record, scope: Scope) -> list[_Held]:
    values = ((path, value_at(record.fields, tuple(path.split(".")))) for path in paths)
    return [
        _Held(compared=_comparable(value, path, scope), given=value, field=path)
        for path, value in values
        if value is not None and filled(value)
    ]


def _comparable(value: Value, path: str, scope: Scope) -> object:
    name = path.rpartition(".")[2]
    if isinstance(value, Span):
        return day(value.last) if name in LOOKING_AHEAD else value
    if isinstance(value, str):
        return scope.context.lexicon.word(name, value)
    if isinstance(value, (int, Decimal)) and not isinstance(value, bool):
        return Decimal(value)
    return frozenset(_comparable(each, path, scope) for each in value) if isinstance(value, tuple) else str(value)
