"""How words and names are compared: folded, by alias, and names by the ids of organisation.yaml.

Takes an organisation and a pack's words, gives a `Lexicon`. Two spellings of one thing compare equal; a body also
stands for the body it acts for. Nothing here knows of records or checks.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from vprs.evidence.names import LISTS_OF, spellings_of
from vprs.evidence.names import fold as fold_text
from vprs.model import Organisation, Record

fold = lru_cache(maxsize=65_536)(fold_text)


@dataclass(frozen=True, kw_only=True, slots=True)
class Lexicon:
    """words: field -> folded alias -> folded word; names: list -> folded name -> id; acts_for: body id -> body ids."""

    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    names: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    acts_for: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def word(self, field_name: str, text: str) -> str:
        """The comparable form of a word in this field."""
        folded = fold(text)
        return self.words.get(field_name, {}).get(folded, folded)

    def name(self, reads: str, text: str) -> str:
        """The comparable form of a role, body, site, unit ...: its id folded, or the text folded."""
        folded = fold(text)
        known = (self.names.get(name, {}).get(folded) for name in LISTS_OF[reads])
        return next((own for own in known if own is not None), folded)

    def stands_for(self, body: str) -> frozenset[str]:
        """The body itself and those it acts for, in comparable form."""
        own = self.name("body", body)
        return self.acts_for.get(own, frozenset()) | {own}


def make_lexicon(organisation: Organisation, words: Mapping[str, Mapping[str, tuple[str, ...]]]) -> Lexicon:
    """The lexicon of one organisation under one pack."""
    return Lexicon(
        words={field_name: _aliases(listed) for field_name, listed in words.items()},
        names={name: _names(entries) for name, entries in organisation.lists.items()},
        acts_for=_acting(organisation.lists.get("bodies", ())),
    )


def _aliases(listed: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    return {fold(alias): fold(word) for word, aliases in listed.items() for alias in (*aliases, word)}


def _names(entries: tuple[Record, ...]) -> dict[str, str]:
    return {fold(spelling): fold(entry.id) for entry in entries for spelling in spellings_of(entry)}


def _acting(bodies: tuple[Record, ...]) -> dict[str, frozenset[str]]:
    """By their ids, as which organisation.yaml is read whichever of its names it gives."""
    direct: dict[str, str] = {}
    for body in bodies:
        principal = body.fields.get("acts_for")
        if isinstance(principal, str):
            direct[fold(body.id)] = fold(principal)
    return {body: _chain(body, direct) for body in direct}


def _chain(body: str, direct: Mapping[str, str]) -> frozenset[str]:
    reached: set[str] = set()
    while body in direct and direct[body] not in reached:
        body = direct[body]
        reached.add(body)
    return frozenset(reached)
