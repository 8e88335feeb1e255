"""A pack as a monitoring table: a row for each thing that recurs, and what does not fit into one.

Takes a pack, gives rows of text. Bodies and roles are named as the pack's words name them. What a row cannot hold is
listed with the reason, so that nobody takes the table for the whole of the pack; a row that would not be read back as
it is says why.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from vprs.model import Attested, Check, Every, Pack, Ratio, Requirement, Selector
from vprs.monitoring.asked import judged_statement
from vprs.monitoring.names import Name, joined
from vprs.monitoring.reading_back import TableRow, with_lost
from vprs.monitoring.recurring import Recurring, recurring_of
from vprs.phrases import spoken, upper_first
from vprs.rulebook.prose_words import selector_in_words


@dataclass(frozen=True, kw_only=True, slots=True)
class Left:
    """A check that the table does not hold, or not wholly; printed: a row stands for it all the same."""

    requirement: str
    check: str
    reason: str
    printed: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class PackTable:
    rows: tuple[TableRow, ...]
    left: tuple[Left, ...]


def table_of(pack: Pack) -> PackTable:
    """Rows in the order of the table that the pack was made from, else in the pack's."""
    rows: list[TableRow] = []
    left: list[Left] = []
    for requirement in sorted(pack.requirements, key=_place):
        found = list(recurring_of(requirement))
        rows += _rows(pack, requirement, found)
        left += _left(requirement, found)
    return PackTable(rows=tuple(with_lost(rows)), left=tuple(left))


def _place(requirement: Requirement) -> int:
    found = re.search(r", row (\d{1,9})$", str(requirement.source.get("transcribed_in", "")))
    return int(found[1]) if found else 0


def _rows(pack: Pack, requirement: Requirement, found: Sequence[Recurring]) -> Iterator[TableRow]:
    groups: dict[object, list[Recurring]] = {}
    for each in found:
        groups.setdefault(each.subject, []).append(each)
    parted = [row for group in groups.values() for row in _by_interval(group)]
    closes = joined(_closers(pack, requirement))
    for made, told in parted:
        first = (*told, *made)[0]
        interval, reported = (made or told)[0].interval, told[0].interval.words if told else ""
        yield TableRow(
            requirement=f"{requirement.phase}/{requirement.slug}",
            cells=(
                requirement.title if len(parted) == 1 else _subject([*made, *told]),
                "; ".join(requirement.evidence),
                interval.words,
                joined(_named(pack, "role", first.by or (requirement.if_not_met.owner,))),
                joined(name for each in told for name in _bodies(pack, each)),
                reported,
                closes,
            ),
        )


def _by_interval(group: Sequence[Recurring]) -> Iterator[tuple[list[Recurring], list[Recurring]]]:
    """(made, told): how often a report is made stands in the row of those who are told, where there is but one."""
    made = [each for each in group if not each.told]
    told: dict[object, list[Recurring]] = {}
    for each in group:
        if each.told:
            told.setdefault(each.interval, []).append(each)
    if len(made) == 1 and len(told) == 1:
        yield made, next(iter(told.values()))
        return
    yield from (([], each) for each in told.values())
    yield from (([each], []) for each in made)


def _subject(checks: Sequence[Recurring]) -> str:
    if len(checks) == 1:
        return checks[0].check.says.rstrip(".")
    return upper_first(selector_in_words(checks[0].selector))


def _bodies(pack: Pack, each: Recurring) -> Iterator[Name]:
    return _named(pack, "body", each.told, external=each.outside)


def _named(pack: Pack, field: str, ids: Sequence[str], *, external: bool = False) -> Iterator[Name]:
    """The pack's first other spelling of an id, else the id as people say it."""
    words = pack.words.get(field, {})
    for ident in ids:
        spellings = words.get(ident, ())
        yield Name(text=spellings[0] if spellings else _spoken(ident), external=external)


def _spoken(ident: str) -> str:
    return re.sub(r"^Nhs\b", "NHS", spoken(ident))


def _closers(pack: Pack, requirement: Requirement) -> Iterator[Name]:
    for check in requirement.checks:
        lead, body = _closer(check)
        yield from _named(pack, "role", lead)
        yield from _named(pack, "body", body)


def _closer(check: Check) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """(role, body) of a check that asks whether due actions are done; both empty of any other."""
    match check.form:
        case Ratio(of=Selector(kind="action") as of):
            return _is(of, "lead"), ()
        case Every(of=Selector(kind="action"), has=Selector(kind="minute") as has):
            return (), _is(has, "body")
        case _:
            return (), ()


def _is(selector: Selector, name: str) -> tuple[str, ...]:
    found = (clause.matchers[0] for clause in selector.where if clause.name == name)
    return tuple(str(each) for matcher in found if matcher.operator == "is" for each in matcher.operands)


def _left(requirement: Requirement, found: Sequence[Recurring]) -> Iterator[Left]:
    by_slug = {each.check.slug: each for each in found}
    statements = {judged_statement(str(each.subject)) for each in found}
    for check in requirement.checks:
        where = f"{requirement.phase}/{requirement.slug}"
        if (each := by_slug.get(check.slug)) is not None:
            if each.more:
                yield Left(requirement=where, check=check.slug, reason="; ".join(each.more), printed=True)
        elif isinstance(check.form, Attested) and check.form.statement in statements:
            continue  # what is reported as required is judged, and the row says as required
        elif not (found and any(_closer(check))):
            yield Left(requirement=where, check=check.slug, reason="it does not recur", printed=False)
