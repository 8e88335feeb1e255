"""How words and names are compared: folded, by alias, and names by the ids of organisation.yaml.

Takes an organisation and a pack's words, gives a `Lexicon`. Two spellings of one thing compare equal; a body also
stands for the body it acts for. Nothing here knows of records or checks.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from vprs.model import Organisation, Record

_SPACE = re.compile(r"[\s\-_]+")

# The list of organisation.yaml that knows the names a field may hold, by how the field is read.
LIST_OF = {
    "role": "roles",
    "body": "bodies",
    "site": "sites",
    "unit": "units",
    "staff-group": "staff_groups",
    "partner": "partners",
    "provider": "providers",
}


@lru_cache(maxsize=65_536)
def fold(text: str) -> str:
    """The text as it is compared: NFC, trimmed, case folded, runs of space, hyphen and underscore as one."""
    return _SPACE.sub(" ", unicodedata.normalize("NFC", text).strip()).casefold().strip()


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
        return self.names.get(LIST_OF[reads], {}).get(folded, folded)

    def stands_for(self, body: str) -> frozenset[str]:
        """The body itself and those it acts for, in comparable form."""
        own = self.name("body", body)
        return self.acts_for.get(own, frozenset()) | {own}


def make_lexicon(organisation: Organisation, words: Mapping[str, Mapping[str, tuple[str, ...]]]) -> Lexicon:
    """The lexicon of one organisation under one pack."""
    names = {name: _names(entries) for name, entries in organisation.lists.items()}
    return Lexicon(
        words={field_name: _aliases(listed) for field_name, listed in words.items()},
        names=names,
        acts_for=_acting(organisation.lists.get("bodies", ()), names.get("bodies", {})),
    )


def _aliases(listed: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    return {fold(alias): fold(word) for word, aliases in listed.items() for alias in (*aliases, word)}


def _names(entries: tuple[Record, ...]) -> dict[str, str]:
    found: dict[str, str] = {}
    for entry in entries:
        aliases = entry.fields.get("aliases", ())
        spellings = [
            entry.id,
            str(entry.fields.get("name", entry.id)),
            *(aliases if isinstance(aliases, tuple) else ()),
        ]
        found.update({fold(str(spelling)): fold(entry.id) for spelling in spellings})
    return found


def _acting(bodies: tuple[Record, ...], names: Mapping[str, str]) -> dict[str, frozenset[str]]:
    direct: dict[str, str] = {}
    for body in bodies:
        principal = body.fields.get("acts_for")
        if isinstance(principal, str):
            direct[fold(body.id)] = names.get(fold(principal), fold(principal))
    return {body: _chain(body, direct) for body in direct}


def _chain(body: str, direct: Mapping[str, str]) -> frozenset[str]:
    reached: set[str] = set()
    while body in direct and direct[body] not in reached:
        body = direct[body]
        reached.add(body)
    return frozenset(reached)
