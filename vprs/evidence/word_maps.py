"""`values` and `when` in a sidecar: their words, and what they mean to us.

Takes mappings as written, gives `WordMap`s that answer for one cell at a time, or problems. `"*"` stands for any
other word, `""` for a blank cell; words compare folded, as everywhere.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from vprs.evidence.columns import Feed
from vprs.evidence.typed import Names, fold, type_value
from vprs.kinds import KindSpec
from vprs.problem import Problem, nearest
from vprs.strict_yaml import Path, Tree


@dataclass(frozen=True, kw_only=True, slots=True)
class WordMap:
    """words by folded spelling; `other` counts where `has_other`; `source` is where the sidecar says so."""

    words: Mapping[str, object]
    other: object = None
    has_other: bool = False
    blank: object = None
    source: Path = ()

    def knows(self, text: str) -> bool:
        """Whether something is said of this very word."""
        return fold(text) in self.words

    def translate(self, text: str) -> object:
        """Our word for a cell; the cell itself where nothing is said of it; None where it counts as not given."""
        folded = fold(text)
        if not folded:
            return self.blank
        if folded in self.words:
            return self.words[folded]
        return self.other if self.has_other else text


def _word_map(value: Mapping[str, object], source: Path) -> WordMap:
    words = {fold(key): ours for key, ours in value.items() if key.strip() not in ("*", "")}
    other = next((ours for key, ours in value.items() if key.strip() == "*"), None)
    blank = next((ours for key, ours in value.items() if not key.strip()), None)
    any_other = any(key.strip() == "*" for key in value)
    return WordMap(words=words, other=other, has_other=any_other, blank=blank, source=source)


def read_words(
    tree: Tree, kinds: Sequence[KindSpec], feeds: Sequence[Feed]
) -> tuple[Mapping[str, WordMap], tuple[Problem, ...]]:
    """Field (dotted where nested) -> their words. A key may be our field or the heading that feeds it."""
    value = tree.value.get("values") if isinstance(tree.value, dict) else None
    if value in (None, "", {}) or not kinds:
        return {}, ()
    if not isinstance(value, dict):
        return {}, (tree.problem(("values",), "'values' must be a mapping.", _EXAMPLE),)
    found: dict[str, WordMap] = {}
    problems: list[Problem] = []
    fed = {fold(feed.headings[0]): ".".join(feed.field) for feed in feeds if len(feed.headings) == 1}
    for key, words in value.items():
        name = key if any(kind.field(tuple(key.split("."))) for kind in kinds) else fed.get(fold(key))
        if not isinstance(words, dict):
            problems.append(tree.problem(("values", key), f"'{key}' needs a mapping of words.", _EXAMPLE))
        elif name is None:
            known = [*kinds[0].fields, *(feed.headings[0] for feed in feeds)]
            hint = nearest(key, known) or "Name one of them, or take it out."
            said = f"'{key}' is neither a field of {' or '.join(kind.name for kind in kinds)} nor a mapped column."
            problems.append(tree.problem(("values", key), said, hint, at_key=True))
        elif name in found:
            problems.append(tree.problem(("values", key), f"the words of '{name}' stand twice.", "Keep one mapping."))
        else:
            problems.extend(_twice(tree, ("values", key), words))
            found[name] = _word_map(words, ("values", key))
    return found, tuple(problems)


_EXAMPLE = "Write it as 'category: {Physical Assault: physical, \"*\": other}'."


def _twice(tree: Tree, path: Path, words: Mapping[str, object]) -> list[Problem]:
    """Two spellings that fold to the same word but mean different things."""
    seen: dict[str, str] = {}
    problems = []
    for word, ours in words.items():
        first = seen.setdefault(fold(word), word)
        if words[first] != ours:
            said = f"'{word}' and '{first}' are the same word with two meanings."
            problems.append(tree.problem((*path, word), said, "Keep one of them.", at_key=True))
    return problems


def check_words(
    tree: Tree, found: Mapping[str, WordMap], kinds: Sequence[KindSpec], names: Names
) -> tuple[Problem, ...]:
    """What is wrong with our side of the words: each must be a value that its field can have, or blank."""
    problems: list[Problem] = []
    for name, words in found.items():
        specs = [spec for kind in kinds if (spec := kind.field(tuple(name.split("."))))]
        for theirs, ours in _written_words(tree, words.source):
            for spec in specs:
                faults = type_value(spec, ours, names, table=True)[1]
                problems.extend(tree.problem((*words.source, theirs), each.message, each.hint) for each in faults)
    return tuple(dict.fromkeys(problems))


def _written_words(tree: Tree, path: Path) -> list[tuple[str, object]]:
    value = tree.value
    for key in path:
        value = value[key]
    return list(value.items())


def read_conditions(tree: Tree, path: Path, value: object) -> tuple[Mapping[str, WordMap], tuple[Problem, ...]]:
    """Heading -> a map that says True for the cells that satisfy `when`. `"*"` is any filled cell, `""` a blank."""
    if value in (None, "", {}):
        return {}, ()
    if not isinstance(value, dict):
        return {}, (tree.problem(path, "'when' must be a mapping.", "Write it as '{Police informed: Yes}'."),)
    found: dict[str, WordMap] = {}
    problems: list[Problem] = []
    for heading, said in value.items():
        options = said if isinstance(said, list) else [said]
        if not options or any(isinstance(option, (list, dict)) for option in options):
            hint = "Write it as '{Police informed: Yes}' or '{Police informed: [Yes, Y]}'."
            problems.append(tree.problem((*path, heading), f"'{heading}' needs a word or a list of words.", hint))
            continue
        found[heading] = _condition([word for option in options for word in _written(option)])
    return found, tuple(problems)


def _condition(options: Sequence[str]) -> WordMap:
    any_other = any(option.strip() == "*" for option in options)
    words = {fold(option): True for option in options if option.strip() not in ("*", "")}
    blank = any(not option.strip() for option in options)
    return WordMap(words=words, other=any_other, has_other=True, blank=blank)


def _written(option: object) -> tuple[str, ...]:
    """The words that a cell can have; `true` in a sidecar is whatever a system writes for it."""
    if isinstance(option, bool):
        return ("true", "yes", "y") if option else ("false", "no", "n")
    return ("" if option is None else str(option),)
