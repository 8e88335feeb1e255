"""Forms: what one check asks, as the dataclasses of `model`.

Takes the mapping under a form's name, whose shape is checked, gives the form with every default filled in (DESIGN
6.3). One function per form and one literal table; what a form means is settled in `checks`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from vprs.dates import Duration
from vprs.model import Attested, Form, Held
from vprs.rulebook.forms_of_pairs import read_change, read_every, read_follows, read_ratio
from vprs.rulebook.forms_of_records import (
    read_agree,
    read_count,
    read_each_period,
    read_exists,
    read_fields,
    read_none,
    read_recurs,
)
from vprs.rulebook.page import Page
from vprs.rulebook.parameters import Raw, where_of
from vprs.rulebook.selectors import optional_duration, words
from vprs.strict_yaml import Path


def read_form(page: Page, path: Path, name: str, raw: Raw) -> Form:
    """The form called `name`; `path` leads to its mapping."""
    return READERS[name](page, path, raw)


def read_held(page: Page, path: Path, raw: Raw) -> Form:
    return Held(
        role=raw["role"],
        at_least=raw.get("at_least", 1),
        where=where_of(page, (*path, "where"), raw.get("where", {}), "appointment"),
        throughout=raw.get("throughout", "as-of"),
        max_vacancy=optional_duration(page, path, raw, "max_vacancy"),
    )


def read_attested(page: Page, path: Path, raw: Raw) -> Form:
    return Attested(
        statement=raw["statement"],
        by=words(raw["by"]),
        valid_for=optional_duration(page, path, raw, "valid_for") or Duration(6, 0),
        min_basis=raw.get("min_basis", 1),
    )


READERS: Mapping[str, Callable[[Page, Path, Raw], Form]] = {
    "exists": read_exists,
    "none": read_none,
    "count": read_count,
    "held": read_held,
    "attested": read_attested,
    "every": read_every,
    "follows": read_follows,
    "fields": read_fields,
    "recurs": read_recurs,
    "each_period": read_each_period,
    "ratio": read_ratio,
    "change": read_change,
    "agree": read_agree,
}
