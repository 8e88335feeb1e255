"""The reference pages' tables, from the commands, schemas and packs that ship with vprs.

Takes a page of Markdown, gives it with every line `<!-- vprs: NAME -->` replaced by what the function of that name in
`PARTS` says. Nothing that it writes is kept: the site is built from code as it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from docs.generate.commands import commands_told, outline_told
from docs.generate.forms import forms_told, matchers_told, reasons_told
from docs.generate.kinds import kinds_told, organisation_told, register_told
from docs.generate.packs import pack_told
from docs.generate.schemas import schema_told
from docs.generate.words import decided_words_told, glossary_told

PLACE = re.compile(r"^<!-- vprs: (?P<name>[a-z0-9-]+)(?: (?P<of>\S+))? -->$", re.MULTILINE)

# Each takes what stands after its name, or an empty text.
PARTS: Mapping[str, Callable[[str], str]] = {
    "commands": lambda _: commands_told(),
    "outline": lambda _: outline_told(),
    "kinds": lambda _: kinds_told(),
    "organisation": lambda _: organisation_told(),
    "register": lambda _: register_told(),
    "forms": lambda _: forms_told(),
    "matchers": lambda _: matchers_told(),
    "reasons": lambda _: reasons_told(),
    "words": lambda _: decided_words_told(),
    "glossary": glossary_told,
    "pack": pack_told,
    "schema": schema_told,
}


def filled(page: str) -> str:
    """The page with its places filled. Raises KeyError for a place that nothing fills."""
    return PLACE.sub(lambda found: PARTS[found["name"]](found["of"] or ""), page)
