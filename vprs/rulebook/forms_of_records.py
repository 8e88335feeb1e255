"""Forms that ask of one set of records: exists, none, count, fields, recurs, each_period, agree.

In these the keys of the selector and the form's own parameters stand side by side in one mapping. Takes that mapping,
whose shape is checked, gives the form with its defaults (DESIGN 6.3).
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from vprs.dates import Duration
from vprs.kinds import FieldSpec, read_kinds
from vprs.model import Absent, Agree, Count, EachPeriod, Exists, Fields, Form, Operand, Recurs, Window
from vprs.rulebook.page import Page
from vprs.rulebook.parameters import Raw, just_one, named_field, some_of
from vprs.rulebook.selectors import optional_duration, read_field, read_selector
from vprs.rulebook.values import NO_SCOPE, read_duration
from vprs.rulebook.where import read_operand
from vprs.strict_yaml import Path

_LAST = {"month": 12, "quarter": 4, "half-year": 2, "financial-year": 1}


def read_exists(page: Page, path: Path, raw: Raw) -> Form:
    return Exists(selector=read_selector(page, path, raw))


def read_none(page: Page, path: Path, raw: Raw) -> Form:
    return Absent(selector=read_selector(page, path, raw), closed_world=raw.get("closed_world"))


def read_count(page: Page, path: Path, raw: Raw) -> Form:
    selector = read_selector(page, path, raw)
    some_of(page, path, raw, ("at_least", "at_most", "exactly"))
    if "exactly" in raw and ("at_least" in raw or "at_most" in raw):
        page.fault((*path, "exactly"), "'exactly' stands beside another bound.", "Keep one of them.", at_key=True)
    if raw.get("at_least", 0) > raw.get("at_most", raw.get("at_least", 0)):
        page.fault((*path, "at_most"), "at_least is more than at_most.", "Exchange the two.")
    return Count(
        selector=selector,
        distinct=named_field(page, path, raw, "distinct", selector.kind),
        at_least=raw.get("at_least"),
        at_most=raw.get("at_most"),
        exactly=raw.get("exactly"),
    )


def read_fields(page: Page, path: Path, raw: Raw) -> Form:
    selector = read_selector(page, path, raw)
    kind = read_kinds().get(selector.kind)
    some_of(page, path, raw, ("required", "allowed", "sections"))
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


def read_recurs(page: Page, path: Path, raw: Raw) -> Form:
    selector = read_selector(page, path, raw)
    if selector.window is None:
        selector = replace(selector, window=Window(name="rolling", duration=Duration(12, 0)))
    return Recurs(
        selector=selector,
        every=read_duration(page, (*path, "every"), raw["every"]),
        tolerance=optional_duration(page, path, raw, "tolerance") or Duration(),
    )


def read_each_period(page: Page, path: Path, raw: Raw) -> Form:
    if "window" in raw:
        hint = "Take it out; 'last' says how many periods are asked."
        page.fault((*path, "window"), "each_period has windows of its own.", hint, at_key=True)
    return EachPeriod(
        selector=read_selector(page, path, raw),
        each=raw["each"],
        last=raw.get("last", _LAST[raw["each"]]),
        lag=optional_duration(page, path, raw, "lag") or Duration(),
    )


def read_agree(page: Page, path: Path, raw: Raw) -> Form:
    selector = read_selector(page, path, raw)
    kind = read_kinds().get(selector.kind)
    just_one(page, path, raw, ("topic", "paths"))
    if "topic" in raw:
        read_field(page, (*path, "topic"), "declares", kind)
    for index, name in enumerate(raw.get("paths", ())):
        read_field(page, (*path, "paths", index), name, kind)
    return Agree(selector=selector, topic=raw.get("topic"), paths=tuple(raw.get("paths", ())))
