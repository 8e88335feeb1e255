"""Words of a rule: which are the same, which exclude each other, and which look like a slip of the pen.

Takes operands and a pack's words, gives keys that compare as the words do when a check is asked. Names of roles,
bodies and sites are not compared: only an organisation knows which of them are the same.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from itertools import chain

from vprs.dates import Span
from vprs.kinds import FieldSpec
from vprs.model import Attested, Change, Clause, Form, Matcher, Pack, Ref
from vprs.problem import nearest
from vprs.rulebook.lint_asked import Asked, Specs
from vprs.rulebook.lint_doubt import Doubt
from vprs.strict_yaml import Path

Words = Mapping[str, Mapping[str, tuple[str, ...]]]
_SEPARATORS = re.compile(r"[\s\-_\u2010-\u2015]+")
_COMPARED = ("choice", "word", "text", "flag", "number", "whole", "date")


def fold(text: str) -> str:
    """As words are compared when a check is asked: case, space, hyphen and underscore do not matter."""
    return _SEPARATORS.sub(" ", unicodedata.normalize("NFC", text)).strip().casefold()


def spec_at(specs: Specs, path: tuple[str, ...]) -> tuple[FieldSpec | None, bool]:
    """The field at a dotted path, and whether it holds one value for certain."""
    spec, one = None, True
    for part in path:
        spec = specs.get(part)
        if spec is None:
            return None, False
        specs, one = spec.fields, one and not spec.many
    return spec, one


def meanings(matcher: Matcher, spec: FieldSpec, words: Words) -> frozenset[object] | None:
    """What `is` or `one_of` allows, as keys; None where that is not known before the check is asked."""
    if spec.reads not in _COMPARED or any(isinstance(each, Ref) for each in matcher.operands):
        return None
    if any(isinstance(each, Span) and not each.exact for each in matcher.operands):
        return None
    known = _aliases(words.get(spec.name, {}))
    folded = (fold(each) if isinstance(each, str) else each for each in matcher.operands)
    return frozenset(known.get(each, each) if isinstance(each, str) else each for each in folded)


def _aliases(words: Mapping[str, tuple[str, ...]]) -> Mapping[str, str]:
    return {fold(alias): fold(word) for word, aliases in words.items() for alias in (*aliases, word)}


def unknown_words(asked: Asked, pack: Pack) -> Iterator[Doubt]:
    """Words that look like a misspelling of one that the pack knows for the field."""
    for clause in asked.clauses:
        yield from _of_clause(asked.at(clause), clause, pack)


def _of_clause(path: Path, clause: Clause, pack: Pack) -> Iterator[Doubt]:
    for matcher in clause.matchers:
        for inner in matcher.clauses:
            yield from _of_clause((*path, "any", inner.name), inner, pack)
        for word in matcher.operands:
            if isinstance(word, str):
                yield from misspelt(path, clause.field[-1], word, pack)


def unknown_names(form: Form, path: Path, pack: Pack) -> Iterator[Doubt]:
    """The same of what a form names beside its selectors: a statement, a metric."""
    if isinstance(form, Attested):
        yield from misspelt((*path, "statement"), "statement", form.statement, pack)
    if isinstance(form, Change) and form.metric:
        yield from misspelt((*path, "metric"), "name", form.metric, pack)


def misspelt(path: Path, field: str, word: str, pack: Pack) -> Iterator[Doubt]:
    known = pack.words.get(field)
    if not known or word in known:
        return
    spelled = {fold(each) for each in chain(known, *known.values())}
    if fold(word) not in spelled and (hint := nearest(word, known)):
        yield Doubt(path=path, message=f"'{word}' is not among the pack's words for '{field}'.", hint=hint)
