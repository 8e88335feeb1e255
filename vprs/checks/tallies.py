"""How many of how many: for certain, in the worst case and in the best, for the form `ratio`.

Takes the form, its population and a scope, gives a `Tally`, or a Reply where nothing can be counted.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from vprs.checks.answers import Reply, doubt_words, unknown
from vprs.checks.distinct import distinct_values, numbers
from vprs.checks.matching import Match, both, match_record, whatever
from vprs.checks.phrases import clauses_words, these
from vprs.checks.populations import Population
from vprs.checks.scope import Scope
from vprs.checks.selecting import select
from vprs.checks.selection import Selection
from vprs.checks.validity import young_enough
from vprs.model import Clause, OfOrganisation, Ratio, Reason, Record, Ref, Selector


@dataclass(frozen=True, kw_only=True, slots=True)
class Tally:
    """part of whole for certain, and the extremes: worst and best are (part, whole); reasons of what is in doubt."""

    part: int
    whole: int
    least: tuple[int, int]
    most: tuple[int, int]
    boundless: bool
    reasons: tuple[Reason, ...]
    words: str
    witnesses: tuple[Record, ...]
    noun: str


def tally_of(form: Ratio, population: Population, scope: Scope, *, against: bool) -> Tally | Reply:
    if isinstance(form.of, OfOrganisation):
        return _tally_of_list(form, form.of, population, scope, against)
    assert not isinstance(form.matching, Selector)  # a ratio over records matches the same records
    return _tally_of_records(form, form.matching, population, scope, against)


def _tally_of_records(
    form: Ratio, clauses: tuple[Clause, ...], population: Population, scope: Scope, against: bool
) -> Tally:
    """Counts records, or the best record per distinct value. Against an upper limit, what lacks a field may match."""
    members = [record for record in population.members if isinstance(record, Record)]
    doubts = [doubt.record for doubt in population.found.doubts]
    grouped = _grouped(form, scope, [(r, True) for r in members] + [(r, False) for r in doubts])
    certain = hits = open_ = hopeful = hopeless = 0
    reasons = [doubt.reason for doubt in population.found.doubts]
    witnesses: list[Record] = []
    for group in grouped.values():
        matches = [(_hit(clauses, form, record, scope, against), record, sure) for record, sure in group]
        sure_hit = next((record for match, record, sure in matches if sure and match.truth), None)
        may_hit = any(match.truth is not False for match, _, _ in matches)
        if not any(sure for _, _, sure in matches):
            hopeful, hopeless = hopeful + may_hit, hopeless + (not all(m.truth for m, _, _ in matches))
            continue
        certain += 1
        hits += sure_hit is not None
        open_ += sure_hit is None and may_hit
        if sure_hit is not None:
            witnesses.append(sure_hit)
        elif may_hit:
            reasons += [match.reason for match, _, _ in matches if match.truth is None and match.reason]
    lost = len(population.found.lost)
    reasons += [Reason.UNREADABLE] if lost else []
    better = min(lost, certain - hits - open_) if form.distinct else 0  # of somebody who is counted already
    return Tally(
        part=hits,
        whole=certain,
        least=(hits, certain + hopeless + lost),
        most=(hits + open_ + hopeful + lost, certain + hopeful + lost - better),
        boundless=population.found.boundless,
        reasons=tuple(reasons),
        words=_doubt(population.found, tuple(reasons)),
        witnesses=tuple(witnesses),
        noun=_noun(form, population, scope),
    )


def _doubt(found: Selection, reasons: tuple[Reason, ...]) -> str:
    if not found.certain:
        return doubt_words(found)
    return "some do not say what is asked of them" if reasons else ""


def _noun(form: Ratio, population: Population, scope: Scope) -> str:
    asked = form.matching
    if isinstance(asked, Selector):
        return f"{these(asked, scope)}, of the {population.name}"
    plain = clauses_words(asked, scope)
    young = f", no older than {form.max_age.words}" if form.max_age else ""
    each = f" (one for each {form.distinct.replace('_', ' ')})" if form.distinct else ""
    return f"{population.name} {plain}{young}{each}"


def _grouped(form: Ratio, scope: Scope, records: list[tuple[Record, bool]]) -> dict[object, list[tuple[Record, bool]]]:
    """Records by the value that tells them apart; one that lacks it does not count."""
    groups: dict[object, list[tuple[Record, bool]]] = {}
    for index, (record, sure) in enumerate(records):
        keys = distinct_values(record, form.distinct, scope) if form.distinct else {index}
        for key in keys:
            groups.setdefault(key, []).append((record, sure))
    return groups


def _hit(clauses: tuple[Clause, ...], form: Ratio, record: Record, scope: Scope, against: bool) -> Match:
    own = form.of.date if isinstance(form.of, Selector) else None

    def ask(each: Record) -> Match:
        parts = [match_record(clauses, each, scope, population=against)]
        if form.max_age is not None:
            parts.append(young_enough(each, form.max_age, scope.context, own, population=against))
        return both(parts)

    return whatever(record, scope.context, ask)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Matching:
    """How many match a selector of its own, for certain and at most; the rest as in `Tally`."""

    part: int
    most: int
    boundless: bool
    reasons: tuple[Reason, ...]
    words: str
    witnesses: tuple[Record, ...]


def _tally_of_list(
    form: Ratio, of: OfOrganisation, population: Population, scope: Scope, against: bool
) -> Tally | Reply:
    """Of a sum over entries (headcount), or of the entries themselves; matching is a selector of its own."""
    entries = [member for member in population.members if isinstance(member, Record)]
    sizes = {entry.id: _size(of, entry) for entry in entries}
    if any(size is None for size in sizes.values()):
        name = next(entry.id for entry in entries if sizes[entry.id] is None)
        because = f"{name} in organisation.yaml gives no {of.sum}, so a share of {population.name} cannot be told."
        return unknown(Reason.MISSING_FIELD, "", "", because)
    whole = sum(size or 0 for size in sizes.values())
    more = [_size(of, doubt.record) for doubt in population.found.doubts]
    selector = form.matching
    assert isinstance(selector, Selector)
    counted = _count_matching(form, selector, entries, scope, against)
    all_entries = [*entries, *(doubt.record for doubt in population.found.doubts)]
    greatest = _count_matching(form, selector, all_entries, scope, against).most if more else counted.most
    extra = sum(size or 0 for size in more)
    reasons = [doubt.reason for doubt in population.found.doubts] + list(counted.reasons)
    return Tally(
        part=counted.part,
        whole=whole,
        least=(0 if None in more else counted.part, whole + extra),  # of a group of any size it may be next to nothing
        most=(greatest, whole),
        boundless=counted.boundless or None in more,
        reasons=tuple(reasons),
        words=counted.words or _doubt(population.found, tuple(reasons)),
        witnesses=counted.witnesses,
        noun=_noun(form, population, scope),
    )


def _size(of: OfOrganisation, entry: Record) -> int | None:
    if of.sum is None:
        return 1
    value = entry.fields.get(of.sum)
    return int(value) if isinstance(value, (int, Decimal)) and not isinstance(value, bool) else None


def _count_matching(form: Ratio, selector: Selector, entries: list[Record], scope: Scope, against: bool) -> _Matching:
    """How many match: once, or once for each entry where the selector speaks of `$each`."""
    if form.max_age is not None:
        selector = replace(selector, max_age=form.max_age)
    scopes = [replace(scope, each=entry) for entry in entries] if _speaks_of_each(selector) else [scope]
    founds = [select(selector, inner, population=against, current_default=False) for inner in scopes]
    parts = [numbers(found, form.distinct, scope) for found in founds]
    reasons = [found.doubt_reason() for found in founds if not found.certain]
    witnesses = tuple(record for found in founds for record in found.members)
    part = sum(number for number, _ in parts)
    return _Matching(
        part=part,
        most=part + sum(more for _, more in parts),
        boundless=any(found.boundless for found in founds),
        reasons=tuple(reasons),
        words=next((doubt_words(found) for found in founds if not found.certain), ""),
        witnesses=witnesses,
    )


def _speaks_of_each(selector: Selector) -> bool:
    operands = [operand for clause in selector.where for m in clause.matchers for operand in m.operands]
    return any(isinstance(operand, Ref) and operand.base == "each" for operand in operands)
