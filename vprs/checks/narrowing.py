"""Which records of a kind match which words and which do not, worked out once for all checks of a context.

Takes the clauses of a selector; gives sets of positions in the kind's records as the bits of integers. A clause that
asks for the other of a pair is another question every time, and is asked record by record.
"""

from __future__ import annotations

from vprs.checks.columns import ID, Bits, Holders, Told, bits_of, by_values, positions, together, told
from vprs.checks.context import Context, once
from vprs.checks.horizon import value_at
from vprs.checks.matching import match_clause, says_unknown
from vprs.checks.scope import Scope
from vprs.model import Clause, Matcher, Record, Ref

PLAIN = frozenset({"text", "word", "choice"})  # compared by Lexicon.word and nothing else


def failing(clause: Clause, kind: str, context: Context, *, population: bool) -> Bits | None:
    """The records that fail the plain words of a clause, whatever else they may be; None where it asks for others."""
    return matching(clause, kind, context, population=population).no if is_plain(clause, kind, context) else None


def is_plain(clause: Clause, kind: str, context: Context) -> bool:
    """Whether it asks for plain words of a field other than the id."""
    spec = context.kinds[kind].field(clause.field)
    return (
        spec is not None
        and spec.reads in PLAIN
        and clause.field != ID
        and all(_names_words(matcher) for matcher in clause.matchers)
    )


def _names_words(matcher: Matcher) -> bool:
    return matcher.operator in ("is", "one_of") and all(isinstance(each, str) for each in matcher.operands)


def matching(clause: Clause, kind: str, context: Context, *, population: bool) -> Told:
    """What a clause that asks for no other of a pair says of every record of the kind."""

    def find() -> Told:
        ask = _by_words if is_plain(clause, kind, context) else _by_values
        return ask(clause, kind, context, population)

    return once(context.matches, ("matching", kind, clause, population), find)


def _by_values(clause: Clause, kind: str, context: Context, population: bool) -> Told:
    """Found by asking of every value that there is."""
    scope = Scope(context=context)
    return told(
        kind, (clause.field,), context, lambda one: match_clause(clause, one, scope, population=population).truth
    )


def _by_words(clause: Clause, kind: str, context: Context, population: bool) -> Told:
    """Found by looking its words up: a pack asks for many, each of them of few records."""
    by_word, silent = _words_of(kind, clause.field, context)
    size = len(context.records.get(kind, ()))
    every = (1 << size) - 1
    yes, no = every, 0
    for matcher in clause.matchers:
        words = {context.lexicon.word(clause.field[-1], str(operand)) for operand in matcher.operands}
        hits = together((holders for word in words for holders in by_word.get(word, ())), size)
        yes, no = yes & hits, no | (every & ~hits & ~(silent if population else 0))
    return Told(yes=yes, no=no)


def _words_of(kind: str, path: tuple[str, ...], context: Context) -> tuple[dict[str, list[Holders]], Bits]:
    """Records by the words of a field, and those that do not say."""

    def find() -> tuple[dict[str, list[Holders]], Bits]:
        by_word: dict[str, list[Holders]] = {}
        silent: list[Holders] = []
        for record, holders in by_values(kind, (path,), context):
            value = value_at(record.fields, path)
            if value is None or value == () or says_unknown(value):
                silent.append(holders)
            for word in value if isinstance(value, tuple) else (value,):
                if isinstance(word, str):
                    by_word.setdefault(context.lexicon.word(path[-1], word), []).append(holders)
        return by_word, together(silent, len(context.records.get(kind, ())))

    return once(context.matches, ("words", kind, path), find)


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
