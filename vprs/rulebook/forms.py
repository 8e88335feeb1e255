"""Forms: what one check asks, as the dataclasses of `model`.

Takes the mapping under a form's name, whose shape is checked, gives the form with every default filled in (DESIGN
6.3). One function per form and one literal table; what a form means is settled in `checks`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from vprs.dates import Duration
from vprs.kinds import FieldSpec, KindSpec, read_kinds
from vprs.model import (
    Absent, Agree, Attested, Change, Clause, Count, EachPeriod, Every, Exists, Fields, Follows, Form, Held, Operand,
    Ratio, Recurs, Selector, Window,
)  # fmt: skip
from vprs.rulebook.page import Page
from vprs.rulebook.selectors import (
    optional_duration, read_field, read_organisation_list, read_selector, words,
)  # fmt: skip
from vprs.rulebook.shape import fits
from vprs.rulebook.values import NO_SCOPE, Scope, read_duration, read_share
from vprs.rulebook.where import read_operand, read_where
from vprs.strict_yaml import Path

Raw = Mapping[str, Any]
_LAST = {"month": 12, "quarter": 4, "half-year": 2, "financial-year": 1}


def read_form(page: Page, path: Path, name: str, raw: Raw) -> Form:
    """The form called `name`; `path` leads to its mapping."""
    return _READERS[name](page, path, raw)


def _exists(page: Page, path: Path, raw: Raw) -> Form:
    return Exists(selector=read_selector(page, path, raw))


def _none(page: Page, path: Path, raw: Raw) -> Form:
    return Absent(selector=read_selector(page, path, raw), closed_world=raw.get("closed_world"))


def _count(page: Page, path: Path, raw: Raw) -> Form:
    selector = read_selector(page, path, raw)
    _one_of(page, path, raw, ("at_least", "at_most", "exactly"))
    if "exactly" in raw and ("at_least" in raw or "at_most" in raw):
        page.fault((*path, "exactly"), "'exactly' stands beside another bound.", "Keep one of them.", at_key=True)
    if raw.get("at_least", 0) > raw.get("at_most", raw.get("at_least", 0)):
        page.fault((*path, "at_most"), "at_least is more than at_most.", "Exchange the two.")
    return Count(
        selector=selector,
        distinct=_named_field(page, path, raw, "distinct", selector.kind),
        at_least=raw.get("at_least"),
        at_most=raw.get("at_most"),
        exactly=raw.get("exactly"),
    )


def _held(page: Page, path: Path, raw: Raw) -> Form:
    throughout = raw.get("throughout", "as-of")
    vacancy = optional_duration(page, path, raw, "max_vacancy")
    if vacancy is not None and throughout != "period":
        hint = "Add throughout: period."
        page.fault((*path, "max_vacancy"), "a vacancy is counted only throughout a period.", hint, at_key=True)
    return Held(
        role=raw["role"],
        at_least=raw.get("at_least", 1),
        where=_where(page, (*path, "where"), raw.get("where", {}), "appointment"),
        throughout=throughout,
        max_vacancy=vacancy,
    )


def _attested(page: Page, path: Path, raw: Raw) -> Form:
    return Attested(
        statement=raw["statement"],
        by=words(raw["by"]),
        valid_for=optional_duration(page, path, raw, "valid_for") or Duration(6, 0),
        min_basis=raw.get("min_basis", 1),
    )


def _every(page: Page, path: Path, raw: Raw) -> Form:
    of, each = _population(page, (*path, "of"), raw["of"])
    if isinstance(of, tuple):
        for key in ("exempt", "grace"):
            if key in raw:
                page.fault((*path, key), f"words of a list have no fields, so '{key}' says nothing.", at_key=True)
    elif isinstance(of, Selector):
        _named_field(page, path, raw, "exempt", of.kind)
    return Every(
        of=of,
        has=read_selector(page, (*path, "has"), raw["has"], {"each": each}),
        at_least=read_share(page, (*path, "at_least"), raw.get("at_least", "100%"), 0, 100),
        exempt=raw.get("exempt"),
        grace=optional_duration(page, path, raw, "grace"),
    )


def _population(page: Page, path: Path, raw: Raw) -> tuple[Any, KindSpec | None]:
    """The X of `every`, and the kind whose fields `$each` has (None for words and organisation entries)."""
    if "list" in raw:
        return tuple(str(word) for word in raw["list"]), None
    if "organisation" in raw:
        return read_organisation_list(page, path, raw), None
    return read_selector(page, path, raw), read_kinds().get(raw["kind"])


def _follows(page: Page, path: Path, raw: Raw) -> Form:
    scope: Scope = {"first": read_kinds().get(raw["first"]["kind"])}
    return Follows(
        first=read_selector(page, (*path, "first"), raw["first"]),
        then=read_selector(page, (*path, "then"), raw["then"], scope),
        order=raw.get("order", "on-or-after"),
        within=optional_duration(page, path, raw, "within"),
        quantifier=raw.get("for", "each"),
    )


def _fields(page: Page, path: Path, raw: Raw) -> Form:
    selector = read_selector(page, path, raw)
    kind = read_kinds().get(selector.kind)
    _one_of(page, path, raw, ("required", "allowed", "sections"))
    for index, name in enumerate(raw.get("required", ())):
        read_field(page, (*path, "required", index), name, kind)
    if "sections" in raw:
        read_field(page, (*path, "sections"), "sections", kind)
    allowed = {
        name: _allowed(page, (*path, "allowed", name), values, read_field(page, (*path, "allowed", name), name, kind))
        for name, values in raw.get("allowed", {}).items()
    }
    return Fields(
        selector=selector,
        which=raw.get("which", "all"),
        required=tuple(raw.get("required", ())),
        allowed=allowed,
        sections=tuple(raw.get("sections", ())),
    )


def _allowed(page: Page, path: Path, values: list[Any], spec: FieldSpec | None) -> tuple[Operand, ...]:
    if spec is None:
        return ()
    return tuple(read_operand(page, (*path, index), item, spec, NO_SCOPE) for index, item in enumerate(values))


def _recurs(page: Page, path: Path, raw: Raw) -> Form:
    selector = read_selector(page, path, raw)
    if selector.window is None:
        selector = replace(selector, window=Window(name="rolling", duration=Duration(12, 0)))
    return Recurs(
        selector=selector,
        every=read_duration(page, (*path, "every"), raw["every"]),
        tolerance=optional_duration(page, path, raw, "tolerance") or Duration(),
    )


def _each_period(page: Page, path: Path, raw: Raw) -> Form:
    if "window" in raw:
        hint = "Take it out; 'last' says how many periods are asked."
        page.fault((*path, "window"), "each_period has windows of its own.", hint, at_key=True)
    return EachPeriod(
        selector=read_selector(page, path, raw),
        each=raw["each"],
        last=raw.get("last", _LAST[raw["each"]]),
        lag=optional_duration(page, path, raw, "lag") or Duration(),
    )


def _ratio(page: Page, path: Path, raw: Raw) -> Form:
    _just_one(page, path, raw, ("of", "population"))
    _one_of(page, path, raw, ("at_least", "at_most"))
    of: Any = None
    matching: Any = ()
    counted = ""
    if "of" in raw:
        of = read_selector(page, (*path, "of"), raw["of"])
        counted = of.kind
        if fits(page, (*path, "matching"), raw["matching"], "forms.json#/$defs/where"):
            matching = _where(page, (*path, "matching"), raw["matching"], of.kind)
    elif "population" in raw and fits(page, (*path, "matching"), raw["matching"], "forms.json#/$defs/selector"):
        of = read_organisation_list(page, (*path, "population"), raw["population"])
        matching = read_selector(page, (*path, "matching"), raw["matching"], {"each": None})
        counted = matching.kind
    return Ratio(
        of=of,
        matching=matching,
        max_age=optional_duration(page, path, raw, "max_age"),
        distinct=_named_field(page, path, raw, "distinct", counted),
        at_least=_bound(page, path, raw, "at_least", 0, 100),
        at_most=_bound(page, path, raw, "at_most", 0, 100),
        min_denominator=raw.get("min_denominator", 1),
    )


def _change(page: Page, path: Path, raw: Raw) -> Form:
    _just_one(page, path, raw, ("metric", "count"))
    _one_of(page, path, raw, ("at_least", "at_most", "compared"))
    return Change(
        metric=raw.get("metric"),
        count=read_selector(page, (*path, "count"), raw["count"]) if "count" in raw else None,
        each=raw.get("each", "financial-year"),
        at_least=_bound(page, path, raw, "at_least", -100, None),
        at_most=_bound(page, path, raw, "at_most", -100, None),
        compared=raw.get("compared", False),
    )


def _agree(page: Page, path: Path, raw: Raw) -> Form:
    selector = read_selector(page, path, raw)
    kind = read_kinds().get(selector.kind)
    _just_one(page, path, raw, ("topic", "paths"))
    if "topic" in raw:
        read_field(page, (*path, "topic"), "declares", kind)
    for index, name in enumerate(raw.get("paths", ())):
        read_field(page, (*path, "paths", index), name, kind)
    return Agree(selector=selector, topic=raw.get("topic"), paths=tuple(raw.get("paths", ())))


def _bound(page: Page, path: Path, raw: Raw, key: str, low: int, high: int | None) -> Any:
    return read_share(page, (*path, key), raw[key], low, high) if key in raw else None


def _where(page: Page, path: Path, raw: Raw, kind: str) -> tuple[Clause, ...]:
    spec = read_kinds().get(kind)
    return () if spec is None else read_where(page, path, raw, spec.fields, f"kind '{kind}'", NO_SCOPE)


def _named_field(page: Page, path: Path, raw: Raw, key: str, kind: str) -> str | None:
    if key in raw:
        read_field(page, (*path, key), raw[key], read_kinds().get(kind))
    return raw.get(key)


def _one_of(page: Page, path: Path, raw: Raw, keys: tuple[str, ...]) -> None:
    if not any(key in raw for key in keys):
        page.missing(path, "' or '".join((", ".join(keys[:-1]).replace(", ", "', '"), keys[-1])), "Add one of them.")


def _just_one(page: Page, path: Path, raw: Raw, keys: tuple[str, str]) -> None:
    _one_of(page, path, raw, keys)
    if all(key in raw for key in keys):
        said = f"'{keys[0]}' and '{keys[1]}' stand side by side."
        page.fault((*path, keys[1]), said, "Keep one of them.", at_key=True)


_READERS: Mapping[str, Callable[[Page, Path, Raw], Form]] = {
    "exists": _exists,
    "none": _none,
    "count": _count,
    "held": _held,
    "attested": _attested,
    "every": _every,
    "follows": _follows,
    "fields": _fields,
    "recurs": _recurs,
    "each_period": _each_period,
    "ratio": _ratio,
    "change": _change,
    "agree": _agree,
}
