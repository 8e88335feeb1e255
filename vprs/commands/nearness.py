"""Whether a record came near what a check asks for, or is only of the same kind.

Takes a record, a form and the words of a pack, gives yes or no. A policy on lockdown is not near a policy on lone
working; told as the nearest under a dozen checks it would send its reader to the wrong file a dozen times.
"""

from __future__ import annotations

from collections.abc import Mapping

from vprs.kinds import read_kinds
from vprs.model import Clause, Form, Record, Selector
from vprs.rulebook.lint_words import fold
from vprs.wanted.asking import wanted_by
from vprs.wanted.items import TELLING

Words = Mapping[str, Mapping[str, tuple[str, ...]]]
ABOUT = TELLING | {"agenda"}


def is_near(record: Record, form: Form, words: Words) -> bool:
    """Whether it shares with some selector of the form a word for what it is about; its sort, where no more is asked.

    words: of the pack, with their aliases.
    """
    own = [each.selector for each in wanted_by(form) if each.selector.kind == record.kind]
    return not own or any(_shares(record, selector, words) for selector in own)


def _shares(record: Record, selector: Selector, words: Words) -> bool:
    about = [clause for clause in selector.where if clause.name in ABOUT]
    sort = read_kinds()[selector.kind].type_field
    asked = about or [clause for clause in selector.where if clause.name == sort]
    return not asked or any(_fits(record, clause, words.get(clause.name, {})) for clause in asked)


def _fits(record: Record, clause: Clause, words: Mapping[str, tuple[str, ...]]) -> bool:
    """Whether one of the words that are asked is there; what is asked by no word may be."""
    asked = [operand for matcher in clause.matchers for operand in matcher.operands]
    if not all(isinstance(operand, str) for operand in asked):
        return True
    given = record.fields.get(clause.name, ())
    there = {_meant(str(each), words) for each in (given if isinstance(given, tuple) else (given,))}
    return not there.isdisjoint(_meant(str(each), words) for each in asked)


def _meant(word: str, words: Mapping[str, tuple[str, ...]]) -> str:
    """The word that an alias stands for, folded."""
    folded = fold(word)
    return next((fold(known) for known, aliases in words.items() if folded in map(fold, aliases)), folded)
