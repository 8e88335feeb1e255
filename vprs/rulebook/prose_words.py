"""Selectors and clauses in plain English, for sentences about rules.

Takes selectors and clauses, gives phrases without a full stop. References keep their meaning (`the day of
judgement`), since no evidence is at hand to fill them in.
"""

from __future__ import annotations

from vprs.kinds import read_kinds
from vprs.model import Clause, Matcher, Operand, Ref, Selector, Window

_OPERATORS = {
    "at_least": "is at least",
    "more_than": "is more than",
    "at_most": "is at most",
    "less_than": "is less than",
    "all_of": "include all of",
}
_REFERENCES = {
    "$as_of": "the day of judgement",
    "$period.start": "the start of the period",
    "$period.end": "the end of the period",
    "$each": "its own word",
}
_WINDOWS = {
    "period": "in the period",
    "financial-year": "in the financial year",
    "previous-financial-year": "in the previous financial year",
}


def selector_in_words(selector: Selector, *, current: bool = False) -> str:
    """`document where doc type is strategy, in date`; `current` is the form's default."""
    kind = read_kinds()[selector.kind]
    wanted = selector.current if selector.current is not None else current and kind.has_validity
    parts = [selector.kind + (f" where {clauses_in_words(selector.where, selector.kind)}" if selector.where else "")]
    parts += ["in date, review date or not" if selector.open_ended else "in date"] if wanted else []
    parts += [f"received by {' or '.join(selector.received_by)} with a minute"] if selector.received_by else []
    parts += [f"no older than {selector.max_age.words}"] if selector.max_age else []
    parts += [_window(selector.window)] if selector.window else []
    parts += [f"placed by its {plain(selector.date)}"] if selector.date else []
    return ", ".join(parts)


def clauses_in_words(clauses: tuple[Clause, ...], kind: str = "") -> str:
    """`doc type is strategy and topics include violence-prevention`; `kind` tells which fields are lists."""
    return " and ".join(
        _matcher(plain(clause.name), matcher, "include" if _is_list(clause, kind) else "is")
        for clause in clauses
        for matcher in clause.matchers
    )


def _is_list(clause: Clause, kind: str) -> bool:
    known = read_kinds().get(kind)
    spec = known.field(clause.field) if known else None
    return spec is not None and spec.many


def plain(name: str) -> str:
    """A key of a file as words: `doc_type` -> `doc type`, `period.end` -> `period end`."""
    return name.replace("_", " ").replace(".", " ")


def _matcher(name: str, matcher: Matcher, verb: str) -> str:
    if matcher.operator == "present":
        return f"{name} {'are' if verb == 'include' else 'is'} {'given' if matcher.operands[0] else 'not given'}"
    if matcher.operator == "any":
        return f"{name} lists one where {clauses_in_words(matcher.clauses)}"
    joiner = " and " if matcher.operator == "all_of" else " or "
    return f"{name} {_OPERATORS.get(matcher.operator, verb)} {joiner.join(map(_operand, matcher.operands))}"


def _operand(operand: Operand) -> str:
    if isinstance(operand, bool):
        return "yes" if operand else "no"
    if not isinstance(operand, Ref):
        return str(operand)
    owner = {"organisation": "the organisation's", "first": "the first one's", "each": "its own"}.get(operand.base, "")
    return _REFERENCES.get(str(operand)) or f"{owner} {plain('.'.join(operand.path))}"


def _window(window: Window) -> str:
    if window.duration is not None:
        return f"in the {window.duration.words} up to the end of the period"
    return f"from {window.between}" if window.between else _WINDOWS[window.name]
