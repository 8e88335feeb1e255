"""Which records of a kind match which words and which do not, worked out once for all checks of a context.

Takes the clauses of a selector; gives sets of positions in the kind's records as the bits of integers. A clause that
asks for the other of a pair is another question every time, and is asked record by record.
"""

from __future__ import annotations

from vprs.checks.columns import Bits, Told, bits_of, positions, told
from vprs.checks.context import Context
from vprs.checks.matching import match_clause
from vprs.checks.scope import Scope
from vprs.kinds import FieldSpec
from vprs.model import Clause, Matcher, Record, Ref

PLAIN = frozenset({"text", "word", "choice"})  # compared by Lexicon.word and nothing else


def failing(clause: Clause, kind: str, context: Context, *, population: bool) -> Bits | None:
    """The records that fail the plain words of a clause, whatever else they may be; None where it asks for others."""
    spec = context.kinds[kind].field(clause.field)
    if spec is None or clause.field == ("id",) or not all(_plain(matcher, spec) for matcher in clause.matchers):
        return None
    return matching(clause, kind, context, population=population).no


def _plain(matcher: Matcher, spec: FieldSpec) -> bool:
    named = matcher.operator in ("is", "one_of") and all(isinstance(each, str) for each in matcher.operands)
    return named and spec.reads in PLAIN


def matching(clause: Clause, kind: str, context: Context, *, population: bool) -> Told:
    """What a clause that asks for no other of a pair says of every record of the kind."""
    key = ("matching", kind, clause, population)
    if key not in context.matches:
        scope = Scope(context=context)
        context.matches[key] = told(
            kind,
            (clause.field,),
            context,
            lambda record: match_clause(clause, record, scope, population=population).truth,
        )
    found: Told = context.matches[key]
    return found


def may_match(records: tuple[Record, ...], known: list[Bits | None]) -> list[Record]:
    """Those that no clause is known to turn away, in order."""
    failed = 0
    for bits in known:
        failed |= bits or 0
    if not failed:
        return list(records)
    return [records[place] for place in positions(~failed & ((1 << len(records)) - 1))]


def fewest_failed(
    clauses: tuple[Clause, ...], failed: list[Bits], records: tuple[Record, ...]
) -> tuple[Record, Clause, int] | None:
    """The first of the records that fail the fewest clauses, but at least one; its first failed clause; how many."""
    counted = [(1 << len(records)) - 1]  # counted[n]: the records that fail n of the clauses so far
    for bits in failed:
        counted = [(at & ~bits) | (before & bits) for at, before in zip([*counted, 0], [0, *counted], strict=True)]
    for number, bits in enumerate(counted):
        if number and bits:
            lowest = bits & -bits
            clause = next(one for one, missed in zip(clauses, failed, strict=True) if missed & lowest)
            return records[lowest.bit_length() - 1], clause, number
    return None


def failing_when_asked(
    clause: Clause, kind: str, records: tuple[Record, ...], scope: Scope, *, population: bool
) -> Bits:
    """The places of those of these records that fail the clause."""
    if records is scope.context.records.get(kind) and not is_paired(clause):
        return matching(clause, kind, scope.context, population=population).no
    asked = (match_clause(clause, record, scope, population=population) for record in records)
    return bits_of((number for number, match in enumerate(asked) if match.truth is False), len(records))


def is_paired(clause: Clause) -> bool:
    """Whether it asks for the other of a pair, so that it is another question every time."""
    return any(
        any(isinstance(operand, Ref) and operand.base in ("first", "each") for operand in matcher.operands)
        or any(is_paired(inner) for inner in matcher.clauses)
        for matcher in clause.matchers
    )
