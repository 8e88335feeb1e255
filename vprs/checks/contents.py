"""The forms `fields` and `agree`: do records carry what they must, are the values inside a record the same.

Each takes its form and a scope and gives a Reply. Both speak of a population: a record that may be one of those
asked counts against certainty only where it would fail.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from vprs.checks.answers import Reply, doubt_words, no, unknown, yes
from vprs.checks.horizon import value_at
from vprs.checks.matching import Scope, match_clause, says_unknown
from vprs.checks.populations import nobody, population_of
from vprs.checks.selecting import Selection, gravest, latest
from vprs.checks.wording import field_words, named, plural
from vprs.checks.words import fold
from vprs.dates import Span, day, same
from vprs.kinds import LOOKING_AHEAD
from vprs.model import Agree, Clause, Fields, Matcher, Reason, Record, Selector, Value


@dataclass(frozen=True, kw_only=True, slots=True)
class Fault:
    """What is wrong with a record, in words; `doubt`: why it is not known whether it is wrong."""

    words: str
    doubt: Reason | None = None


def observe_fields(form: Fields, scope: Scope) -> Reply:
    """Yes where every record asked (or the latest) has what is required, allowed and headed."""
    return _all_pass(
        form.selector,
        scope,
        _needed(form),
        Reason.MISSING_FIELD,
        lambda record: lacking(form, record, scope),
        only_latest=form.which == "latest",
    )


def observe_agree(form: Agree, scope: Scope) -> Reply:
    """Yes where no record holds two different values of the topic, or at the paths."""
    needed = f"one value of {form.topic}" if form.topic else f"the same {' and '.join(map(field_words, form.paths))}"
    return _all_pass(
        form.selector,
        scope,
        needed,
        Reason.CONFLICTING,
        lambda record: disagreeing(form, record, scope),
        only_latest=False,
    )


def _all_pass(
    selector: Selector,
    scope: Scope,
    needed: str,
    reason: Reason,
    fault: Callable[[Record], Fault | None],
    *,
    only_latest: bool,
) -> Reply:
    population = population_of(selector, scope, current_default=True)
    members = tuple(member for member in population.members if isinstance(member, Record))
    if not members:
        return nobody(population, scope, needed)
    asked = latest(members, scope, selector.date) if only_latest else members
    faults = {record.id: found for record in asked if (found := fault(record))}
    good = tuple(record for record in asked if record.id not in faults)
    bad = tuple(record for record in asked if record.id in faults and faults[record.id].doubt is None)
    value = f"{len(good)} of {len(asked)}"
    said = f"{value} ({population.name}) carry {needed}"
    if bad and not _may_not_count(only_latest, population.found, bad, asked):
        more = f" and {len(bad) - 1} more" if len(bad) > 1 else ""
        return no(reason, value, needed, f"{said}: {named(bad[-1])}{more} {faults[bad[-1].id].words}.", bad)
    if bad:
        why = Reason.AMBIGUOUS_DATE if population.found.certain else population.found.doubt_reason()
        return unknown(why, value, needed, f"{said}; which is the latest cannot be told.", asked)
    able = tuple(doubt for doubt in population.found.doubts if fault(doubt.record))
    unsure = [record for record in asked if record.id in faults]
    if population.found.lost or able or unsure:
        kept = Selection(doubts=able, lost=population.found.lost)
        reasons = [found.doubt for found in faults.values() if found.doubt]
        why = gravest(reasons + ([] if kept.certain else [kept.doubt_reason()]))
        told = doubt_words(kept) if why not in reasons else f"whether {named(unsure[0])} does cannot be told"
        return unknown(why, value, needed, f"{said}; {told}.", good)
    return yes(value, needed, f"{said} ({named(good[0])}{_more(good)}).", good)


def _may_not_count(only_latest: bool, found: Selection, bad: tuple[Record, ...], asked: tuple[Record, ...]) -> bool:
    """Of several that may be the latest one passes, or a doubtful or lost one may be later still."""
    return only_latest and (len(bad) < len(asked) or not found.certain)


def _in_any_case(record: Record, scope: Scope, fault: Callable[[Record], Fault | None]) -> Fault | None:
    """The fault of a record, in doubt where as it may also be it is at fault or not otherwise."""
    found = fault(record)
    for other in scope.context.otherwise.get(record.id, ()):
        also = fault(other.record)
        if (found is None) is not (also is None):
            return Fault(words=(found or also or Fault(words="")).words, doubt=other.reason)
    return found


def _more(good: tuple[Record, ...]) -> str:
    return f" and {plural(len(good) - 1, 'other')}" if len(good) > 1 else ""


# ------------------------------------------------------------------------------------------------------- fields


def _needed(form: Fields) -> str:
    parts = [field_words(name) for name in form.required]
    parts += [f"an allowed {field_words(name)}" for name in form.allowed]
    parts += [f"a heading with '{section}'" for section in form.sections]
    return ", ".join(parts)


def lacking(form: Fields, record: Record, scope: Scope) -> Fault | None:
    """What the record lacks, in words; None where it lacks nothing."""
    return _in_any_case(record, scope, lambda each: _lacking(form, each, scope))


def _lacking(form: Fields, record: Record, scope: Scope) -> Fault | None:
    absent = [name for name in form.required if name != "id" and not _all_filled(record.fields, name.split("."))]
    if absent:
        return Fault(words=f"lacks {', '.join(map(field_words, absent))}")
    wrong = [name for name, allowed in form.allowed.items() if not _allowed(name, allowed, record, scope)]
    if wrong:
        return Fault(words=f"has another {field_words(wrong[0])} than is allowed")
    headings = _headings(record)
    unheaded = [section for section in form.sections if not any(_has_words(h, section) for h in headings)]
    return Fault(words=f"has no heading with '{unheaded[0]}'") if unheaded else None


def _all_filled(fields: Mapping[str, Value], path: list[str]) -> bool:
    """Whether a field is filled; within a list of mappings, in every one of them."""
    value = fields.get(path[0])
    if len(path) == 1:
        return _filled(value)
    elements = value if isinstance(value, tuple) else (value,)
    return bool(elements) and all(isinstance(each, Mapping) and _all_filled(each, path[1:]) for each in elements)


def _filled(value: Value | None) -> bool:
    return value is not None and value != () and not says_unknown(value)


def _allowed(name: str, allowed: tuple[object, ...], record: Record, scope: Scope) -> bool:
    """Filled fields only: every value of the field must be one of those allowed."""
    path = tuple(name.split("."))
    value = value_at(record.fields, path)
    if not _filled(value):
        return True
    clause = Clause(field=path, matchers=(Matcher(operator="one_of", operands=allowed),))  # type: ignore[arg-type]
    for item in value if isinstance(value, tuple) else (value,):
        alone = Record(id=record.id, kind=record.kind, fields=_nest(path, item), file=record.file)
        if match_clause(clause, alone, scope, population=False).truth is not True:
            return False
    return True


def _nest(path: tuple[str, ...], value: Value | None) -> Mapping[str, Value]:
    assert value is not None
    for part in reversed(path[1:]):
        value = {part: value}
    return {path[0]: value}


def _headings(record: Record) -> tuple[str, ...]:
    sections = record.fields.get("sections", ())
    return tuple(str(heading) for heading in (sections if isinstance(sections, tuple) else (sections,)))


def _has_words(heading: str, section: str) -> bool:
    """Whether the listed word stands in the heading as whole words."""
    return f" {_plain(section)} " in f" {_plain(heading)} "


def _plain(text: str) -> str:
    return re.sub(r"\W+", " ", fold(text)).strip()


# -------------------------------------------------------------------------------------------------------- agree


def disagreeing(form: Agree, record: Record, scope: Scope) -> Fault | None:
    """Two values that differ, in words; in doubt where their dates may mean the same day."""
    return _in_any_case(record, scope, lambda each: _disagreeing(form, each, scope))


def _disagreeing(form: Agree, record: Record, scope: Scope) -> Fault | None:
    values = _declared(form.topic, record, scope) if form.topic else _at_paths(form.paths, record, scope)
    different = list(dict.fromkeys(values))
    answers = [_alike(one, other) for one, other in combinations(different, 2)]
    words = f"holds {len(different)} different values"
    if False in answers:
        return Fault(words=words)
    return Fault(words=words, doubt=Reason.AMBIGUOUS_DATE) if None in answers else None


def _alike(one: object, other: object) -> bool | None:
    return same(one, other) if isinstance(one, Span) and isinstance(other, Span) else one == other


def _declared(topic: str, record: Record, scope: Scope) -> list[object]:
    lexicon = scope.context.lexicon
    declares = record.fields.get("declares", ())
    items = declares if isinstance(declares, tuple) else (declares,)
    wanted = lexicon.word("topic", topic)
    own = [
        each for each in items if isinstance(each, Mapping) and lexicon.word("topic", str(each.get("topic"))) == wanted
    ]
    return [_comparable(each["value"], "value", scope) for each in own if _filled(each.get("value"))]


def _at_paths(paths: tuple[str, ...], record: Record, scope: Scope) -> list[object]:
    values = ((path, value_at(record.fields, tuple(path.split(".")))) for path in paths)
    return [_comparable(value, path, scope) for path, value in values if value is not None and _filled(value)]


def _comparable(value: Value, path: str, scope: Scope) -> object:
    name = path.rpartition(".")[2]
    if isinstance(value, Span):
        return day(value.last) if path in LOOKING_AHEAD or name in LOOKING_AHEAD else value
    if isinstance(value, str):
        return scope.context.lexicon.word(name, value)
    if isinstance(value, (int, Decimal)) and not isinstance(value, bool):
        return Decimal(value)
    return frozenset(_comparable(each, path, scope) for each in value) if isinstance(value, tuple) else str(value)
