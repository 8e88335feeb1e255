"""Which records of a kind fail which words, worked out once for all checks of a context.

Takes the clauses of a selector; gives sets of positions in the kind's records as the bits of integers. Only plain words
are known in advance, the rest is asked record by record; this speeds up and never changes an answer.
"""

from __future__ import annotations

from vprs.checks.context import Context
from vprs.checks.horizon import value_at
from vprs.checks.matching import match_clause, says_unknown
from vprs.checks.scope import Scope
from vprs.kinds import FieldSpec
from vprs.model import Clause, Matcher, Record, Ref

PLAIN = frozenset({"text", "word", "choice"})  # compared by Lexicon.word and nothing else
Bits = int  # bit n stands for the n-th record of the kind


def failing(clause: Clause, kind: str, context: Context, *, population: bool) -> Bits | None:
    """The records that certainly fail the clause; None where that is not known in advance."""
    spec = context.kinds[kind].field(clause.field)
    if spec is None or clause.field == ("id",) or not all(_plain(matcher, spec) for matcher in clause.matchers):
        return None
    by_word, silent = _words_of(kind, clause.field, context)
    every = (1 << len(context.records.get(kind, ()))) - 1
    failed = 0
    for matcher in clause.matchers:
        hits = 0
        for operand in matcher.operands:
            hits |= by_word.get(context.lexicon.word(clause.field[-1], str(operand)), 0)
        failed |= every & ~hits & ~(silent if population else 0)
    return failed


def _plain(matcher: Matcher, spec: FieldSpec) -> bool:
    named = matcher.operator in ("is", "one_of") and all(isinstance(each, str) for each in matcher.operands)
    return named and spec.reads in PLAIN


def _words_of(kind: str, path: tuple[str, ...], context: Context) -> tuple[dict[str, Bits], Bits]:
    """Records by the words of a field, and those that do not say."""
    key = ("words", kind, path)
    if key not in context.matches:
        places: dict[str, list[int]] = {}
        silent: list[int] = []
        for number, record in enumerate(context.records.get(kind, ())):
            value = value_at(record.fields, path)
            if value is None or value == () or says_unknown(value):
                silent.append(number)
            for word in value if isinstance(value, tuple) else (value,):
                if isinstance(word, str):
                    places.setdefault(context.lexicon.word(path[-1], word), []).append(number)
        context.matches[key] = ({word: _bits(numbers) for word, numbers in places.items()}, _bits(silent))
    found: tuple[dict[str, Bits], Bits] = context.matches[key]
    return found


def _bits(numbers: list[int]) -> Bits:
    """Made of bytes, for setting bits of a long integer one by one copies it each time."""
    if not numbers:
        return 0
    held = bytearray(numbers[-1] // 8 + 1)
    for number in numbers:
        held[number // 8] |= 1 << number % 8
    return int.from_bytes(held, "little")


def may_match(records: tuple[Record, ...], known: list[Bits | None]) -> list[Record]:
    """Those that no clause is known to turn away, in order."""
    failed = 0
    for bits in known:
        failed |= bits or 0
    if not failed:
        return list(records)
    held = ~failed & ((1 << len(records)) - 1)
    found: list[Record] = []
    for place, byte in enumerate(held.to_bytes(len(records) // 8 + 1, "little")):
        left = byte
        while left:
            lowest = left & -left
            found.append(records[place * 8 + lowest.bit_length() - 1])
            left ^= lowest
    return found


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
    """The same as `failing`, found by asking each of these records; remembered where all of the kind are asked."""
    context = scope.context
    whole = records is context.records.get(kind) and not _is_paired(clause)
    key = ("failing", kind, clause, population)
    if whole and key in context.matches:
        known: Bits = context.matches[key]
        return known
    asked = (match_clause(clause, record, scope, population=population) for record in records)
    found = _bits([number for number, match in enumerate(asked) if match.truth is False])
    if whole:
        context.matches[key] = found
    return found


def _is_paired(clause: Clause) -> bool:
    """Whether it asks for the other of a pair, so that it is another question every time."""
    return any(
        any(isinstance(operand, Ref) and operand.base in ("first", "each") for operand in matcher.operands)
        or any(_is_paired(inner) for inner in matcher.clauses)
        for matcher in clause.matchers
    )
