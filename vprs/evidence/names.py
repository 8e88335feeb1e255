"""The names that organisation.yaml knows, and how text in evidence is matched to them.

Takes the organisation's lists, gives `Names`, which turns a role, body, site, unit, staff group, partner or
provider as somebody wrote it into its id. It guesses nothing: a spelling is known by id, name or alias, or not.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field

from vprs.model import Organisation, Record

_SEPARATORS = re.compile(r"[\s\-_\u2010-\u2015]+")

# How a field is read -> the lists of organisation.yaml that may know what it says, first to last.
LISTS_OF: Mapping[str, tuple[str, ...]] = {
    "role": ("roles",),
    "body": ("bodies",),
    "role-or-body": ("roles", "bodies"),
    "site": ("sites",),
    "unit": ("units",),
    "staff-group": ("staff_groups",),
    "partner": ("partners",),
    "provider": ("providers",),
    "name": ("sites", "units", "staff_groups", "roles", "providers", "partners", "bodies"),
}

# A list of these that organisation.yaml does not give leaves names as written; they are then words like any other.
OPTIONAL = frozenset({"staff-group", "partner"})


def fold(text: str) -> str:
    """The text as names and words are compared: NFC, trimmed, case folded; space, hyphen and underscore alike."""
    return _SEPARATORS.sub(" ", unicodedata.normalize("NFC", text)).strip().casefold()


@dataclass(frozen=True, kw_only=True, slots=True)
class Names:
    """known: list -> folded spelling -> id; open_names: names of lists that are not there are known as written."""

    known: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    open_names: bool = False

    def resolve(self, reads: str, text: str) -> str | None:
        """The id of the name, or None where nobody knows it. `reads` is how the field is read (`role`, `name` ...)."""
        folded = fold(text)
        ids = [known for listed in LISTS_OF[reads] if (known := self.known.get(listed, {}).get(folded)) is not None]
        if reads == "name":
            return ids[0] if len(set(ids)) == 1 else text
        if ids or not self._is_open(reads):
            return ids[0] if ids else None
        return text

    def _is_open(self, reads: str) -> bool:
        return (self.open_names or reads in OPTIONAL) and any(listed not in self.known for listed in LISTS_OF[reads])

    def spellings(self, reads: str) -> tuple[str, ...]:
        """The ids that a field so read may hold, sorted: for messages."""
        return tuple(sorted({known for listed in LISTS_OF[reads] for known in self.known.get(listed, {}).values()}))


OPEN_NAMES = Names(open_names=True)


def gather_names(organisation: Organisation) -> Names:
    """The names of an organisation that has been read."""
    known = {name: _spelled(entries) for name, entries in organisation.lists.items()}
    return Names(known=known, open_names=organisation.open_names)


def _spelled(entries: tuple[Record, ...]) -> dict[str, str]:
    return {fold(spelling): entry.id for entry in entries for spelling in spellings_of(entry)}


def spellings_of(entry: Record) -> tuple[str, ...]:
    """Every spelling that an entry of a list goes by: id, name, aliases."""
    name, aliases = entry.fields.get("name"), entry.fields.get("aliases")
    names = (name,) if isinstance(name, str) else ()
    return (entry.id, *names, *(str(alias) for alias in aliases)) if isinstance(aliases, tuple) else (entry.id, *names)
