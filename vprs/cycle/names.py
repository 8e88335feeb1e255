"""Who somebody means: a role or body of organisation.yaml by its id, name or alias."""

from __future__ import annotations

from vprs.checks.words import fold
from vprs.model import Organisation


def entry_named(organisation: Organisation, listed: str, word: str) -> str | None:
    """The id of the entry of that list (`roles`, `bodies`) that the word names, or None."""
    for each in organisation.lists.get(listed, ()):
        aliases = each.fields.get("aliases", ())
        spellings = (each.id, each.fields.get("name"), *(aliases if isinstance(aliases, tuple) else ()))
        if fold(word) in {fold(str(one)) for one in spellings if one}:
            return each.id
    return None
