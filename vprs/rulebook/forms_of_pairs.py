"""Forms that hold one set against another: every, follows, ratio, change.

Takes the mapping under the form's name, whose shape is checked, gives the form with its defaults (DESIGN 6.3). What
`$first` and `$each` may name is settled here, by the kind on the other side.
"""

from __future__ import annotations

from typing import Any

from vprs.kinds import KindSpec, read_kinds, read_list_kind
from vprs.model import Change, Every, Follows, Form, Ratio, Selector
from vprs.rulebook.page import Page
from vprs.rulebook.parameters import Raw, bound, just_one, named_field, some_of, where_of
from vprs.rulebook.selectors import optional_duration, read_organisation_list, read_selector
from vprs.rulebook.shape import fits
from vprs.rulebook.values import Scope, read_day, read_share
from vprs.strict_yaml import Path


def read_every(page: Page, path: Path, raw: Raw) -> Form:
    of, each = _population(page, (*path, "of"), raw["of"])
    if isinstance(of, tuple):
        for key in ("exempt", "grace"):
            if key in raw:
                page.fault(
                    (*path, key),
                    f"words of a list have no fields, so '{key}' says nothing.",
                    "Take it out.",
                    at_key=True,
                )
    elif isinstance(of, Selector):
        named_field(page, path, raw, "exempt", of.kind)
    return Every(
        of=of,
        has=read_selector(page, (*path, "has"), raw["has"], {"each": each}),
        at_least=read_share(page, (*path, "at_least"), raw.get("at_least", "100%"), 0, 100),
        exempt=raw.get("exempt"),
        grace=optional_duration(page, path, raw, "grace"),
        due=read_day(page, (*path, "due"), raw["due"]) if "due" in raw else None,
    )


def _population(page: Page, path: Path, raw: Raw) -> tuple[Any, KindSpec | None]:
    """The X of `every`, and the kind whose fields `$each` has (None for words)."""
    if "list" in raw:
        return tuple(str(word) for word in raw["list"]), None
    if "organisation" in raw:
        return read_organisation_list(page, path, raw), read_list_kind(raw["organisation"])
    return read_selector(page, path, raw), read_kinds().get(raw["kind"])


def read_follows(page: Page, path: Path, raw: Raw) -> Form:
    scope: Scope = {"first": read_kinds().get(raw["first"]["kind"])}
    return Follows(
        first=read_selector(page, (*path, "first"), raw["first"]),
        then=read_selector(page, (*path, "then"), raw["then"], scope),
        order=raw.get("order", "on-or-after"),
        within=optional_duration(page, path, raw, "within"),
        quantifier=raw.get("for", "each"),
    )


def read_ratio(page: Page, path: Path, raw: Raw) -> Form:
    just_one(page, path, raw, ("of", "population"))
    some_of(page, path, raw, ("at_least", "at_most"))
    of: Any = None
    matching: Any = ()
    counted = ""
    if "of" in raw:
        of = read_selector(page, (*path, "of"), raw["of"])
        counted = of.kind
        if fits(page, (*path, "matching"), raw["matching"], "forms.json#/$defs/where"):
            matching = where_of(page, (*path, "matching"), raw["matching"], of.kind)
    elif "population" in raw and fits(page, (*path, "matching"), raw["matching"], "forms.json#/$defs/selector"):
        of = read_organisation_list(page, (*path, "population"), raw["population"])
        each = read_list_kind(raw["population"]["organisation"])
        matching = read_selector(page, (*path, "matching"), raw["matching"], {"each": each})
        counted = matching.kind
    return Ratio(
        of=of,
        matching=matching,
        max_age=optional_duration(page, path, raw, "max_age"),
        distinct=named_field(page, path, raw, "distinct", counted),
        at_least=bound(page, path, raw, "at_least", 0, 100),
        at_most=bound(page, path, raw, "at_most", 0, 100),
        min_denominator=raw.get("min_denominator", 1),
    )


def read_change(page: Page, path: Path, raw: Raw) -> Form:
    just_one(page, path, raw, ("metric", "count"))
    some_of(page, path, raw, ("at_least", "at_most", "compared"))
    return Change(
        metric=raw.get("metric"),
        count=read_selector(page, (*path, "count"), raw["count"]) if "count" in raw else None,
        each=raw.get("each", "financial-year"),
        at_least=bound(page, path, raw, "at_least", -100, None),
        at_most=bound(page, path, raw, "at_most", -100, None),
        compared=raw.get("compared", False),
    )
