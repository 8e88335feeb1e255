"""Whether a record's fields match a rule's `where`, three-valued.

Takes clauses and typed fields, gives a `Match`: True, False, or None with the reason why it cannot be told, and the
field that decided. Asked for evidence, a field that is lacking (or says unknown, pending) does not match; asked for
a population it possibly does. Nothing here looks at dates of validity or windows.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from vprs.checks.context import Context
from vprs.checks.horizon import value_at
from vprs.checks.operators import TESTS, Spec, covers_all
from vprs.checks.scope import Scope
from vprs.checks.words import fold
from vprs.kinds import FieldSpec, KindSpec
from vprs.model import Clause, Matcher, Operand, Reason, Record, Ref, Value

NOT_KNOWN = frozenset({"unknown", "pending"})
_PLAIN = frozenset((str, bool, type(None)))
_ENTRY_READS = {"site": "site", "sites": "site", "acts_for": "body", "unit": "unit", "role": "role", "lead": "role"}


@dataclass(frozen=True, slots=True)
class Match:
    """truth: whether it matches; reason: why that is not known; field: the one in doubt."""

    truth: bool | None
    reason: Reason | None = None
    field: str = ""


MATCHES = Match(True)
FAILS = Match(False)


def both(parts: list[Match]) -> Match:
    """All must match: the first that does not decides, else the first in doubt (worst reason first)."""
    doubtful = MATCHES
    for part in parts:
        if part.truth is False:
            return part
        if part.truth is None and (doubtful.truth or _weight(part) < _weight(doubtful)):
            doubtful = part
    return doubtful


def whatever(record: Record, context: Context, ask: Callable[[Record], Match]) -> Match:
    """The match of a record, or a doubt where as it may also be it would match otherwise."""
    found = ask(record)
    for other in context.otherwise.get(record.id, ()):
        if found.truth is not None and ask(other.record).truth is not found.truth:
            return Match(None, other.reason, _differing(record, other.record))
    return found


def _differing(record: Record, other: Record) -> str:
    """The field in which the record may be otherwise."""
    fields = {**record.fields, **other.fields}
    return next(name for name in fields if record.fields.get(name) != other.fields.get(name))


DOUBTS = (Reason.UNREADABLE, Reason.MISSING_FIELD, Reason.AMBIGUOUS_DATE, Reason.INCOMPLETE_REGISTER)


def _weight(match: Match) -> int:
    return DOUBTS.index(match.reason) if match.reason in DOUBTS else len(DOUBTS)


def match_record(clauses: tuple[Clause, ...], record: Record, scope: Scope, *, population: bool) -> Match:
    """Whether the record matches every clause."""
    if not clauses:
        return MATCHES
    return both([match_clause(clause, record, scope, population=population) for clause in clauses])


def match_clause(clause: Clause, record: Record, scope: Scope, *, population: bool) -> Match:
    """Whether the record matches one clause; remembered for plain values, since registers repeat them."""
    value: Value | None = record.id if clause.field == ("id",) else value_at(record.fields, clause.field)
    plain, key = type(value) in _PLAIN, (id(clause), value, population)
    remembered: tuple[Clause, Match] | None = scope.context.matches.get(key) if plain else None
    if remembered is not None:
        return remembered[1]
    spec = _spec(record, clause, scope)
    inner = scope.context.kinds.get(record.kind)
    found = both(
        [
            _match_any(matcher, value, clause, inner, scope, population)
            if matcher.operator == "any"
            else _match(matcher, value, clause, spec, scope, population)
            for matcher in clause.matchers
        ]
    )
    if plain and not _pairs(clause):
        scope.context.matches[key] = (clause, found)  # holding the clause keeps its id from being given to another
    return found


def match_fields(clauses: tuple[Clause, ...], fields: Mapping[str, Value], scope: Scope) -> Match:
    """Whether plain fields (the organisation's own) match; what is lacking cannot be told."""
    entry = Record(id="", kind="", fields=fields, file="")
    return match_record(clauses, entry, scope, population=True)


def _pairs(clause: Clause) -> bool:
    return any(
        isinstance(operand, Ref) and operand.base in ("first", "each")
        for m in clause.matchers
        for operand in m.operands
    )


def _spec(record: Record, clause: Clause, scope: Scope) -> tuple[str, str]:
    """(how the field is read, its last name): what decides how words compare."""
    kind = scope.context.kinds.get(record.kind)
    spec: FieldSpec | None = kind.field(clause.field) if kind else None
    name = clause.field[-1]
    if spec is None:
        return _ENTRY_READS.get(name, "text"), name
    return spec.reads, name


def _match(
    matcher: Matcher, value: Value | None, clause: Clause, spec: tuple[str, str], scope: Scope, population: bool
) -> Match:
    name = clause.name
    if matcher.operator == "present":
        return _match_present(matcher, value, name, population)
    lacking = Match(None if population else False, Reason.MISSING_FIELD, name)
    operands = [scope.fill(operand) for operand in matcher.operands]
    if value is None or value == () or any(operand is None for operand in operands):
        return lacking
    if spec[0] == "site" and matcher.operator in _NAMING and any(map(_is_every_site, matcher.operands, operands)):
        return MATCHES
    test = TESTS[matcher.operator]
    truth = test(value, [operand for operand in operands if operand is not None], spec, clause, scope)
    if truth is not True and says_unknown(value):
        return lacking
    if truth is None:
        return Match(None, Reason.AMBIGUOUS_DATE, name)
    return MATCHES if truth else FAILS


_NAMING = ("is", "one_of", "all_of")


def _is_every_site(operand: Operand, filled: Value | None) -> bool:
    """The other of a pair is of all sites, so that it shares one with any."""
    return isinstance(operand, Ref) and filled is not None and covers_all(filled)


def says_unknown(value: Value) -> bool:
    return isinstance(value, str) and fold(value) in NOT_KNOWN


def _match_present(matcher: Matcher, value: Value | None, name: str, population: bool) -> Match:
    wanted = bool(matcher.operands[0])
    if value is not None and says_unknown(value):
        return Match(None if population else False, Reason.MISSING_FIELD, name)
    given = value is not None and value != ()
    return MATCHES if given is wanted else FAILS


def _match_any(
    matcher: Matcher, value: Value | None, clause: Clause, kind: KindSpec | None, scope: Scope, population: bool
) -> Match:
    """One element of a list of mappings must match; its fields are read as the kind reads them."""
    name = clause.name
    elements = value if isinstance(value, tuple) else (value,) if isinstance(value, Mapping) else ()
    if not elements:
        return Match(None if population else False, Reason.MISSING_FIELD, name)
    specs = [_inner_spec(clause.field, inner.field, kind) for inner in matcher.clauses]
    results = [_match_element(matcher.clauses, specs, element, scope, population) for element in elements]
    best = next((found for found in results if found.truth), None)
    doubtful = next((found for found in results if found.truth is None), None)
    return best or doubtful or FAILS


def _inner_spec(outer: tuple[str, ...], inner: tuple[str, ...], kind: KindSpec | None) -> Spec:
    field = kind.field((*outer, *inner)) if kind else None
    return (field.reads if field else _ENTRY_READS.get(inner[-1], "text")), inner[-1]


def _match_element(
    clauses: tuple[Clause, ...], specs: list[Spec], element: Value, scope: Scope, population: bool
) -> Match:
    if not isinstance(element, Mapping):
        return FAILS
    parts = []
    for clause, spec in zip(clauses, specs, strict=True):
        inner = value_at(element, clause.field)
        parts.append(both([_match(m, inner, clause, spec, scope, population) for m in clause.matchers]))
    return both(parts)
