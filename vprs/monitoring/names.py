"""The names in a cell: bodies that are told, roles that check, whoever closes actions.

Takes the lines of a cell, gives names as they are written, and slugs by which rules know them. A cell is parted at its
lines, semicolons and bullets; at commas, slashes and `and` only where every part is a name by itself, for names hold
all of them. Of a sentence the names before its verb are taken, where that is safe.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from vprs.monitoring.known_names import EXTERNAL, is_body, is_outside, is_role
from vprs.monitoring.sentences import before_verb, is_sentence, unwrapped
from vprs.transcript.cells import parts_of
from vprs.transcript.slugs import ascii_words, theme_slug


@dataclass(frozen=True, kw_only=True, slots=True)
class Name:
    """A name as it is written.

    external  a body outside the organisation, which keeps no minutes for it
    rest      what the cell says of it besides, which no check asks for
    """

    text: str
    external: bool = False
    rest: str = field(default="", compare=False)

    @property
    def told(self) -> str:
        """As a cell says it, so that it reads back as the same."""
        return f"{self.text} {EXTERNAL}" if self.external and not is_outside(self.text) else self.text


def joined(names: Iterable[Name]) -> str:
    """A cell that reads back as these names, each once."""
    return "; ".join(dict.fromkeys(name.told for name in names))


def bodies_in(lines: Sequence[str]) -> tuple[Name, ...]:
    """Whoever is told."""
    return _once(_names(lines, is_body))


def roles_in(lines: Sequence[str]) -> tuple[Name, ...]:
    """Whoever checks."""
    return _once(_names(lines, is_role))


def closers_in(lines: Sequence[str]) -> tuple[Name, ...]:
    """Whoever sees that actions are done, a role or a body."""
    return _once(_names(lines, lambda text: is_body(text) or is_role(text)))


def _names(lines: Sequence[str], alone: Callable[[str], bool]) -> list[Name]:
    """Of sentences all or none are shortened: where one line is no name by itself, it may belong to another."""
    items = [item for part in parts_of(unwrapped(lines, alone)) for item in part.split(";")]
    short = [name for item in items for name in _of_sentence(item, alone) or _of_item(item, alone)]
    if all(alone(name.text) or name.external for name in short) or not any(name.rest for name in short):
        return short
    return [name for item in items for name in _of_item(item, alone)]


def _of_sentence(item: str, alone: Callable[[str], bool]) -> list[Name]:
    """The names before the verb; none where the item is no sentence, or it is not certain who is meant."""
    who, rest = before_verb(item)
    names = [replace(name, rest=rest) for name in _of_item(who, alone)]
    return names if all(alone(name.text) for name in names) else []


def _of_item(item: str, alone: Callable[[str], bool]) -> Iterator[Name]:
    for text in [item] if is_sentence(item) else _parted(item, alone):
        bare = _bare(text)
        outside = bare.casefold().endswith(EXTERNAL)
        bare = bare[: -len(EXTERNAL)].strip() if outside else bare
        if bare:
            yield Name(text=bare, external=outside or is_outside(bare))


def _parted(item: str, alone: Callable[[str], bool]) -> list[str]:
    """The names in an item: parted by full stops, commas, slashes, and by `and`, where each part is a name."""
    marks = (r"\.\s+", r",\s*(?:and\s+)?", r"\s*/\s*")
    for pieces in (*(_split(mark, item, alone) for mark in marks), _at_and(item, alone)):
        if len(pieces) > 1:
            return [name for piece in pieces for name in _parted(piece, alone)]
    return [item]


def _split(mark: str, text: str, alone: Callable[[str], bool]) -> list[str]:
    pieces = [_bare(piece) for piece in re.split(mark, text.strip())]
    return pieces if all(map(alone, pieces)) else [text]


def _at_and(text: str, alone: Callable[[str], bool]) -> list[str]:
    """At the first `and` that has a name on both sides; a name may hold one itself."""
    for found in re.finditer(r"\s+and\s+", text):
        sides = [_bare(text[: found.start()]), _bare(text[found.end() :])]
        if all(map(alone, sides)):
            return sides
    return [text]


def _bare(text: str) -> str:
    return re.sub(r"^the\s+", "", text.strip().strip(".").strip(), flags=re.IGNORECASE)


def _once(names: Iterable[Name]) -> tuple[Name, ...]:
    found: dict[str, Name] = {}
    for name in names:
        found.setdefault(fold_name(name.text), name)
    return tuple(found.values())


def fold_name(text: str) -> str:
    """Two spellings with the same words are one name."""
    return " ".join(ascii_words(text.replace("&", " and ")))


def name_slugs(names: Iterable[Name]) -> Mapping[str, str]:
    """Slug -> name as first written. A slug is the name's own words, so that organisation.yaml knows it by the name."""
    texts: dict[str, str] = {}
    folded: set[str] = set()
    for name in names:
        words = fold_name(name.text)
        if words not in folded:
            folded.add(words)
            texts[theme_slug(words, texts)] = name.text
    return texts
