"""What a clause asks of a field, in words for somebody who is about to fill it in.

Takes clauses, gives phrases without a full stop. Words that a file must hold stand as they are written there; what
belongs to another record is said of that one: `the id of the strategy`, never `its own id`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from vprs.kinds import FieldSpec, KindSpec, read_kinds
from vprs.model import Clause, Matcher, OfOrganisation, Operand, Ref, Selector
from vprs.rulebook.prose_words import plain

GIVEN = "that it is filled in"
NOT_GIVEN = "that it is left blank, where it is so"
_COMPARED = {"at_least": "at least", "more_than": "more than", "at_most": "at most", "less_than": "less than"}
_DATED = {"at_least": "on or after", "more_than": "after", "at_most": "on or before", "less_than": "before"}
_DAYS = {
    "$as_of": "the day of judgement",
    "$period.start": "the first day of the period",
    "$period.end": "the last day of the period",
}
_ONE = {"bodies": "body"}
_EACH = " (each is asked for)"


@dataclass(frozen=True, kw_only=True, slots=True)
class Other:
    """What a record must belong to: another record, an entry of organisation.yaml, or one of several words.

    noun   what it is called; empty for words
    words  those of the rule
    each   every one of them is asked for, as somebody who fills in the first would not know
    """

    noun: str = ""
    words: tuple[str, ...] = ()
    each: bool = False


def other_record(selector: Selector) -> Other:
    """`strategy`, `annual report`, `incident`: the sort where there is only one, and the kind."""
    kind = read_kinds()[selector.kind]
    return Other(noun=_noun(kind.name, next(_sorts(selector, kind), "")))


def other_of(of: tuple[str, ...] | OfOrganisation | Selector) -> Other:
    """One of a population."""
    if isinstance(of, Selector):
        return other_record(of)
    if isinstance(of, OfOrganisation):
        return Other(noun=_ONE.get(of.name) or plain(of.name).removesuffix("s"), each=True)
    return Other(words=of, each=True)


def asked_in_words(clause: Clause, kind: KindSpec, other: Other | None) -> str:
    """`status is approved or ratified`, `links include the id of the strategy`, `` `accredited: true` ``."""
    told = [(each.operator, each.operands) for each in clause.matchers]
    if told in ([("present", (True,))], [("present", (False,))]):
        return GIVEN if told[0][1][0] else NOT_GIVEN
    return _clause(clause, kind.field(clause.field), other)


def one_of(words: Iterable[Operand]) -> str:
    """What a field may hold, as `allowed` of a rule lists it."""
    return f"one of {', '.join(_written(word) for word in words)}"


def _sorts(selector: Selector, kind: KindSpec) -> Iterator[str]:
    for clause in selector.where:
        if clause.name == kind.type_field and len(clause.matchers) == 1 and len(clause.matchers[0].operands) == 1:
            yield from (word for word in clause.matchers[0].operands if isinstance(word, str))


def _noun(kind: str, sort: str) -> str:
    if not sort:
        return kind
    if kind == "document":
        return sort.replace("-", " ")
    return sort if sort.endswith(kind) else f"{sort} {kind}"


def _clause(clause: Clause, spec: FieldSpec | None, other: Other | None) -> str:
    said = " and ".join(_matcher(clause, matcher, spec, other) for matcher in clause.matchers)
    operands = [operand for matcher in clause.matchers for operand in matcher.operands]
    return said + (_EACH if other and other.each and any(map(_is_other, operands)) else "")


def _matcher(clause: Clause, matcher: Matcher, spec: FieldSpec | None, other: Other | None) -> str:
    name = plain(clause.name)
    if matcher.operator == "present":
        return f"{name} is {'filled in' if matcher.operands[0] else 'left blank'}"
    if matcher.operator == "any":
        inner = spec.fields if spec else {}
        asked = (_clause(each, inner.get(each.name), other) for each in matcher.clauses)
        return f"{name} has an entry where {' and '.join(asked)}"
    if len(matcher.operands) == 1 and isinstance(matcher.operands[0], bool):
        return f"`{clause.name}: {_written(matcher.operands[0])}`"
    whole = matcher.operator == "all_of"
    words = [_operand(operand, other, "one of " if whole else "") for operand in matcher.operands]
    if clause.name == "id" and not words[0].startswith("the id"):
        return f"its id is what {words[0].removeprefix('the ')} names"
    said = _listed(words, "and" if whole else "or")
    if matcher.operator in _COMPARED:
        return f"{name} is {(_DATED if spec and spec.reads == 'date' else _COMPARED)[matcher.operator]} {said}"
    return f"{name} {'include' if spec and spec.many else 'is'} {said}"


def _is_other(operand: Operand) -> bool:
    return isinstance(operand, Ref) and operand.base in ("first", "each")


def _operand(operand: Operand, other: Other | None, lead: str) -> str:
    """lead: what stands before several words of which one will do."""
    if not isinstance(operand, Ref):
        return _written(operand)
    if not _is_other(operand):
        return _DAYS.get(str(operand)) or f"the organisation's {plain('.'.join(operand.path))}"
    known = other or Other(noun="item that it belongs to")
    if known.words:
        return f"{lead}{_listed(known.words, 'or')}"
    key = ".".join(operand.path) or "id"
    return f"the {key} of the {known.noun}" if key.isalpha() else f"`{key}` of the {known.noun}"


def _written(value: Operand) -> str:
    """As a file holds it."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def _listed(words: Sequence[str], joiner: str) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {joiner} {words[-1]}"
