"""Parameters that forms share: bounds, fields named by a parameter, keys of which one must be there.

Takes the mapping under a form's name, whose shape is checked, gives typed values; faults go to the page.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from vprs.kinds import read_kinds
from vprs.model import Clause
from vprs.rulebook.page import Page
from vprs.rulebook.selectors import read_field
from vprs.rulebook.values import NO_SCOPE, read_share
from vprs.rulebook.where import read_where
from vprs.strict_yaml import Path

Raw = Mapping[str, Any]


def bound(page: Page, path: Path, raw: Raw, key: str, low: int, high: int | None) -> Fraction | None:
    """The share under `key`, None where the key is not there."""
    return read_share(page, (*path, key), raw[key], low, high) if key in raw else None


def where_of(page: Page, path: Path, raw: Raw, kind: str) -> tuple[Clause, ...]:
    """The clauses at `path` over records of `kind`; none for an unknown kind, which has told its problem."""
    spec = read_kinds().get(kind)
    return () if spec is None else read_where(page, path, raw, spec.fields, f"kind '{kind}'", NO_SCOPE)


def named_field(page: Page, path: Path, raw: Raw, key: str, kind: str) -> str | None:
    """The field of `kind` that the parameter `key` names, None where the key is not there."""
    if key in raw:
        read_field(page, (*path, key), raw[key], read_kinds().get(kind))
    return raw.get(key)


def some_of(page: Page, path: Path, raw: Raw, keys: tuple[str, ...]) -> None:
    """One of these keys, or several, must be there."""
    if not any(key in raw for key in keys):
        page.missing(path, keys, "Add one of them.")


def just_one(page: Page, path: Path, raw: Raw, keys: tuple[str, str]) -> None:
    """One of the two keys must be there, and not both."""
    some_of(page, path, raw, keys)
    if all(key in raw for key in keys):
        said = f"'{keys[0]}' and '{keys[1]}' stand side by side."
        page.fault((*path, keys[1]), said, "Keep one of them.", at_key=True)
