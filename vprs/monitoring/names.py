"""The names in a cell: bodies that are told, roles that check, whoever closes actions.

Takes the lines of a cell, gives names as they are written, and slugs by which rules know them. A cell is parted at its
lines, semicolons and bullets; at commas and `and` only where every part is a name by itself, for names hold both.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from vprs.transcript.cells import parts_of
from vprs.transcript.slugs import ascii_words, theme_slug

EXTERNAL = "(external)"
_INITIALS = re.compile(r"[A-Z][A-Z&/]+")
_BODY = re.compile(r"(?:committee|board|group|forum|panel|council|team|executive|governors|directors|meeting)s?")
_ROLE = re.compile(
    r"(?:head|director|chief|deputy|associate|chair)\b.*|.*\b(?:officer|manager|director|specialist|lead|nurse|advis[eo]r"
    r"|administrator|secretary|chair|matron|team|department)s?"
)
_OUTSIDE = re.compile(
    r"nhs (?:protect|england|improvement|resolution|counter fraud authority)|cqc|care quality commission|hse"
    r"|health and safety executive|(?:.* )?police(?: (?:service|force|constabulary))?|(?:.* )?(?:icb|ccg)"
    r"|(?:.* )?integrated care board|(?:.* )?clinical commissioning group|(?:the )?commissioners?"
    r"|department of health(?: and social care)?"
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Name:
    """A name as it is written; external: a body outside the organisation, which keeps no minutes for it."""

    text: str
    external: bool = False

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
    return _once(_names(lines, _is_role))


def closers_in(lines: Sequence[str]) -> tuple[Name, ...]:
    """Whoever sees that actions are done, a role or a body."""
    return _once(_names(lines, lambda text: is_body(text) or _is_role(text)))


def is_body(text: str) -> bool:
    """Whether it is a name of a body by itself, as far as words tell; initials may be one."""
    plain = text.casefold().removesuffix(EXTERNAL).strip()
    return bool(_INITIALS.fullmatch(text)) or is_called_body(text) or is_outside(plain)


def is_called_body(text: str) -> bool:
    """Whether its last word is one for bodies."""
    last = text.casefold().removesuffix(EXTERNAL).split()[-1:]
    return bool(last and _BODY.fullmatch(last[0]))


def is_outside(text: str) -> bool:
    """Whether it is known to be no part of a provider of care."""
    return _OUTSIDE.fullmatch(text.casefold()) is not None


def _is_role(text: str) -> bool:
    return bool(_INITIALS.fullmatch(text) or _ROLE.fullmatch(text.casefold()))


def _names(lines: Sequence[str], alone: Callable[[str], bool]) -> Iterator[Name]:
    for part in parts_of(lines):
        for item in part.split(";"):
            for text in _parted(item, alone):
                bare = _bare(text)
                outside = bare.casefold().endswith(EXTERNAL)
                bare = bare[: -len(EXTERNAL)].strip() if outside else bare
                if bare:
                    yield Name(text=bare, external=outside or is_outside(bare))


def _parted(item: str, alone: Callable[[str], bool]) -> list[str]:
    """The names in an item: parted by full stops, by commas, and by `and`, where each part is a name."""
    for pieces in (*(_split(mark, item, alone) for mark in (r"\.\s+", r",\s*(?:and\s+)?")), _at_and(item, alone)):
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


def _once(names: Iterator[Name]) -> tuple[Name, ...]:
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
