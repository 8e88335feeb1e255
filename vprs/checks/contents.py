"""The forms `fields` and `agree`: do records carry what they must, are the values inside a record the same.

Each takes its form and a scope and gives a Reply. Both speak of a population: a record that may be one of those
asked counts against certainty only where it would fail.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from decimal import Decimal

from vprs.checks.answers import Reply, doubt_words, no, unknown, yes
from vprs.checks.horizon import value_at
from vprs.checks.matching import Scope, match_clause, says_unknown
from vprs.checks.populations import nobody, population_of
from vprs.checks.selecting import Selection, latest
from vprs.checks.wording import field_words, named, plural
from vprs.checks.words import fold
from vprs.model import Agree, Clause, Fields, Matcher, Reason, Record, Selector, Value


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
        form.selector, scope, needed, Reason.CONFLICTING, lambda record: disagreeing(form, record), only_latest=False
    )


def _all_pass(
    selector: Selector,
    scope: Scope,
    needed: str,
    reason: Reason,
    fault: Callable[[Record], str],
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
    bad = tuple(record for record in asked if record.id in faults)
    value = f"{len(good)} of {len(asked)}"
    said = f"{value} ({population.name}) carry {needed}"
    if bad and not _may_not_count(only_latest, population.found, good):
        more = f" and {len(bad) - 1} more" if len(bad) > 1 else ""
        return no(reason, value, needed, f"{said}: {named(bad[-1])}{more} {faults[bad[-1].id]}.", bad)
    if bad:
        why = Reason.AMBIGUOUS_DATE if population.found.certain else population.found.doubt_reason()
        return unknown(why, value, needed, f"{said}; which is the latest cannot be told.", asked)
    able = tuple(doubt for doubt in population.found.doubts if fault(doubt.record))
    if population.found.lost or able:
        kept = Selection(doubts=able, lost=population.found.lost)
        return unknown(kept.doubt_reason(), value, needed, f"{said}; {doubt_words(kept)}.", good)
    return yes(value, needed, f"{said} ({named(good[0])}{_more(good)}).", good)


def _may_not_count(only_latest: bool, found: Selection, good: tuple[Record, ...]) -> bool:
    """Of several that may be the latest one passes, or a doubtful or lost one may be later still."""
    return only_latest and (bool(good) or not found.certain)


def _more(good: tuple[Record, ...]) -> str:
    return f" and {plural(len(good) - 1, 'other')}" if len(good) > 1 else ""


# ------------------------------------------------------------------------------------------------------- fields


def _needed(form: Fields) -> str:
    parts = [field_words(name) for name in form.required]
    parts += [f"an allowed {field_words(name)}" for name in form.allowed]
    parts += [f"a heading with '{section}'" for section in form.sections]
    return ", ".join(parts)


def lacking(form: Fields, record: Record, scope: Scope) -> str:
    """What the record lacks, in words; empty where it lacks nothing."""
    absent = [name for name in form.required if not _filled(value_at(record.fields, tuple(name.split("."))))]
    if absent:
        return f"lacks {', '.join(map(field_words, absent))}"
    wrong = [name for name, allowed in form.allowed.items() if not _allowed(name, allowed, record, scope)]
    if wrong:
        return f"has another {field_words(wrong[0])} than is allowed"
    headings = _headings(record)
    unheaded = [section for section in form.sections if not any(_has_words(h, section) for h in headings)]
    return f"has no heading with '{unheaded[0]}'" if unheaded else ""


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


def disagreeing(form: Agree, record: Record) -> str:
    values = _declared(form.topic, record) if form.topic else _at_paths(form.paths, record)
    different = list(dict.fromkeys(values))
    return f"holds {len(different)} different values" if len(different) > 1 else ""


def _declared(topic: str, record: Record) -> list[object]:
    declares = record.fields.get("declares", ())
    items = declares if isinstance(declares, tuple) else (declares,)
    own = [item for item in items if isinstance(item, Mapping) and fold(str(item.get("topic", ""))) == fold(topic)]
    return [_comparable(item["value"]) for item in own if "value" in item]


def _at_paths(paths: tuple[str, ...], record: Record) -> list[object]:
    values = (value_at(record.fields, tuple(path.split("."))) for path in paths)
    return [_comparable(value) for value in values if value is not None]


def _comparable(value: Value) -> object:
    if isinstance(value, str):
        return fold(value)
    if isinstance(value, (int, Decimal)) and not isinstance(value, bool):
        return Decimal(value)
    return frozenset(map(_comparable, value)) if isinstance(value, tuple) else str(value)
