"""Selectors: which records of evidence, or which entries of organisation.yaml, a check looks at.

Takes a mapping whose shape is checked, gives a `Selector` or `OfOrganisation` whose fields the kind's schema knows.
Parameters that a form keeps beside the selector are left to the form.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from vprs.dates import Duration, Period, parse_duration
from vprs.kinds import FieldSpec, KindSpec, read_kinds, read_list_kind
from vprs.model import OfOrganisation, Selector, Window
from vprs.problem import nearest
from vprs.rulebook.page import Page, shown
from vprs.rulebook.values import NO_SCOPE, Scope, owner_of, read_duration, read_span
from vprs.rulebook.where import read_where
from vprs.strict_yaml import Path

_WINDOWS = ("period", "financial-year", "previous-financial-year")


def read_selector(page: Page, path: Path, raw: Mapping[str, Any], scope: Scope = NO_SCOPE) -> Selector:
    """A selector; keys that are not a selector's are passed over."""
    kind = read_kind(page, path, raw["kind"])
    return Selector(
        kind=raw["kind"],
        where=_where(page, (*path, "where"), raw.get("where"), kind, scope),
        window=_window(page, (*path, "window"), raw.get("window")),
        current=_current(page, path, raw.get("current"), kind),
        open_ended=raw.get("open_ended", False),
        max_age=optional_duration(page, path, raw, "max_age"),
        received_by=_received_by(page, path, raw.get("received_by", ()), kind),
        date=_date(page, (*path, "date"), raw.get("date"), kind),
    )


def read_organisation_list(page: Page, path: Path, raw: Mapping[str, Any]) -> OfOrganisation:
    """A list of the organisation as a population."""
    kind = read_list_kind(raw["organisation"])
    where = _where(page, (*path, "where"), raw.get("where"), kind, NO_SCOPE)
    if "sum" in raw:
        spec = read_field(page, (*path, "sum"), raw["sum"], kind)
        if spec is not None and spec.reads not in ("whole", "number"):
            page.fault((*path, "sum"), f"'{raw['sum']}' is no number, so nothing can be added up.", "Use headcount.")
    return OfOrganisation(name=raw["organisation"], where=where, sum=raw.get("sum"))


def read_kind(page: Page, path: Path, name: str) -> KindSpec | None:
    """The kind of that name; a problem at the selector's `kind` where there is none."""
    kinds = read_kinds()
    if name not in kinds:
        hint = nearest(name, kinds) or f"The kinds are {', '.join(kinds)}."
        page.fault((*path, "kind"), f"unknown kind '{name}'.", hint)
    return kinds.get(name)


def read_field(page: Page, path: Path, name: str, kind: KindSpec | None) -> FieldSpec | None:
    """The field of a kind that a parameter names; None, with a problem, where the kind has none such."""
    if kind is None:
        return None
    spec = kind.field(tuple(name.split(".")))
    if spec is None:
        page.fault(path, f"{owner_of(kind)} has no field '{name}'.", nearest(name, kind.fields))
    return spec


def optional_duration(page: Page, path: Path, raw: Mapping[str, Any], key: str) -> Duration | None:
    """The duration under `key`, None where the key is not there."""
    return read_duration(page, (*path, key), raw[key]) if key in raw else None


def words(raw: str | list[str] | tuple[str, ...]) -> tuple[str, ...]:
    """One word or a list of words, as a tuple."""
    return (raw,) if isinstance(raw, str) else tuple(raw)


def _where(page: Page, path: Path, raw: Mapping[str, Any] | None, kind: KindSpec | None, scope: Scope) -> Any:
    if raw is None or kind is None:
        return ()
    return read_where(page, path, raw, kind.fields, owner_of(kind), scope)


def _window(page: Page, path: Path, raw: str | Mapping[str, Any] | None) -> Window | None:
    if raw is None:
        return None
    if isinstance(raw, Mapping):
        start, end = read_span(page, (*path, "from"), raw["from"]).first, read_span(page, (*path, "to"), raw["to"]).last
        if start > end:
            page.fault(path, f"from {raw['from']} to {raw['to']} runs backwards.", "Exchange the two dates.")
        return Window(name="between", between=Period(start, end))
    if raw in _WINDOWS:
        return Window(name=raw)
    duration = parse_duration(raw)
    if duration is None:
        hint = nearest(raw, _WINDOWS) or f"Use {', '.join(_WINDOWS)}, a duration such as P12M, or from and to."
        page.fault(path, f"{shown(raw)} is not a window.", hint)
    return Window(name="rolling", duration=duration)


def _current(page: Page, path: Path, raw: bool | None, kind: KindSpec | None) -> bool | None:
    if raw and kind is not None and not kind.has_validity:
        hint = "Take it out; a window or max_age says how old it may be."
        page.fault((*path, "current"), f"kind '{kind.name}' has no validity, so none of it can be current.", hint)
    return raw


def _received_by(page: Page, path: Path, raw: Any, kind: KindSpec | None) -> tuple[str, ...]:
    if raw and kind is not None and kind.field(("received_by",)) is None:
        said = f"kind '{kind.name}' has no field 'received_by'."
        page.fault((*path, "received_by"), said, "Only a kind with that field is received by a body: report.")
    return words(raw)


def _date(page: Page, path: Path, raw: str | None, kind: KindSpec | None) -> str | None:
    if raw is None or kind is None:
        return None
    spec = read_field(page, path, raw, kind)
    if spec is not None and spec.reads != "date":
        page.fault(path, f"field '{raw}' of kind '{kind.name}' holds no date.", f"Its own is {kind.dated_by}.")
    return raw
