"""The forms `fields` and `agree`: do records carry what they must, are the values inside a record the same.

Each takes its form and a scope and gives a Reply. Both speak of a population: a record that may be one of those
asked counts against certainty only where it would fail.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from vprs.checks.answers import Reply, doubt_words, no, unknown, yes
from vprs.checks.horizon import elements, value_at
from vprs.checks.matching import match_clause, says_unknown
from vprs.checks.populations import nobody, population_of
from vprs.checks.scope import Scope
from vprs.checks.selecting import latest
from vprs.checks.selection import Selection, gravest
from vprs.checks.wording import field_words, named, plural
from vprs.checks.words import fold
from vprs.clauses import among
from vprs.model import Fields, Operand, Reason, Record, Selector, Value


@dataclass(frozen=True, kw_only=True, slots=True)
class Fault:
    """What is wrong with a record, in words; or `doubt`: why it is not known whether anything is."""

    words: str = ""
    doubt: Reason | None = None


def observe_fields(form: Fields, scope: Scope) -> Reply:
    """Yes where every record asked (or the latest) has what is required, allowed and headed."""
    return all_pass(
        form.selector,
        scope,
        _needed(form),
        Reason.MISSING_FIELD,
        lambda record: lacking(form, record, scope),
        only_latest=form.which == "latest",
    )


def all_pass(
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
        why = population.found.doubt_reason()
        return unknown(why, value, needed, f"{said}; which is the latest cannot be told.", asked)
    able = tuple(doubt for doubt in population.found.doubts if fault(doubt.record))
    unsure = [record for record in asked if record.id in faults]
    if population.found.lost or able or unsure:
        kept = Selection(doubts=able, lost=population.found.lost)
        reasons = [found.doubt for found in faults.values() if found.doubt]
        why = gravest([*reasons, kept.doubt_reason()])
        told = doubt_words(kept) if why not in reasons else f"whether {named(unsure[0])} does cannot be told"
        return unknown(why, value, needed, f"{said}; {told}.", good)
    return yes(value, needed, f"{said} ({named(good[0])}{_more(good)}).", good)


def _may_not_count(only_latest: bool, found: Selection, bad: tuple[Record, ...], asked: tuple[Record, ...]) -> bool:
    """Of several that may be the latest one passes, or a doubtful or lost one may be later still."""
    return only_latest and (len(bad) < len(asked) or not found.certain)


def in_any_case(record: Record, scope: Scope, fault: Callable[[Record], Fault | None]) -> Fault | None:
    """The fault of a record, in doubt where as it may also be it is at fault or not otherwise."""
    found = fault(record)
    for other in scope.context.otherwise.get(record.id, ()):
        also = fault(other.record)
        if (found is None) is not (also is None):
            return Fault(doubt=other.reason)
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
    return in_any_case(record, scope, lambda each: _lacking(form, each, scope))


def _lacking(form: Fields, record: Record, scope: Scope) -> Fault | None:
    absent = [name for name in form.required if name != "id" and not _allfilled(record.fields, name.split("."))]
    if absent:
        return Fault(words=f"lacks {', '.join(map(field_words, absent))}")
    wrong = [name for name, allowed in form.allowed.items() if not _allowed(name, allowed, record, scope)]
    if wrong:
        return Fault(words=f"has another {field_words(wrong[0])} than is allowed")
    headings = _headings(record)
    unheaded = [section for section in form.sections if not any(_has_words(h, section) for h in headings)]
    return Fault(words=f"has no heading with '{unheaded[0]}'") if unheaded else None


def _allfilled(fields: Mapping[str, Value], path: list[str]) -> bool:
    """Whether a field is filled; within a list of mappings, in every one of them."""
    value = fields.get(path[0])
    if len(path) == 1:
        return filled(value)
    elements = value if isinstance(value, tuple) else (value,)
    return bool(elements) and all(isinstance(each, Mapping) and _allfilled(each, path[1:]) for each in elements)


def filled(value: Value | None) -> bool:
    return value is not None and value != () and not says_unknown(value)


def _allowed(name: str, allowed: tuple[Operand, ...], record: Record, scope: Scope) -> bool:
    """Filled fields only: every value of the field must be one of those allowed."""
    path = tuple(name.split("."))
    value = value_at(record.fields, path)
    if not filled(value):
        return True
    return all(_is_allowed(path, allowed, item, record, scope) for item in elements(value))


def _is_allowed(path: tuple[str, ...], allowed: tuple[Operand, ...], item: Value, record: Record, scope: Scope) -> bool:
    """Whether one value is among those allowed; a word is asked once, since registers repeat theirs."""

    def ask() -> bool:
        alone = replace(record, fields=_nest(path, item))
        return match_clause(among(".".join(path), allowed), alone, scope, population=False).truth is True

    if not isinstance(item, str):
        return ask()
    known, key = scope.context.matches, ("allowed", record.kind, path, allowed, item)
    if key not in known:
        known[key] = ask()
    return bool(known[key])


def _nest(path: tuple[str, ...], value: Value) -> Mapping[str, Value]:
    for part in reversed(path[1:]):
        value = {part: value}
    return {path[0]: value}


def _headings(record: Record) -> tuple[str, ...]:
    return tuple(str(heading) for heading in elements(record.fields.get("sections")))


def _has_words(heading: str, section: str) -> bool:
    """Whether the listed word stands in the heading as whole words."""
    return f" {_plain(section)} " in f" {_plain(heading)} "


def _plain(text: str) -> str:
    return re.sub(r"\W+", " ", fold(text)).strip()
