"""Examples of a rule file: small folders of records with the outcome each must come to.

Takes the `examples` list of a page whose shape is checked, gives `Example`s whose records stay as written: they are
typed by the reader of evidence when they are run. It runs nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from vprs.dates import Period
from vprs.model import Example, Outcome
from vprs.rulebook.page import Page
from vprs.rulebook.values import read_day
from vprs.strict_yaml import Path


def read_examples(page: Page, raw: list[Any]) -> tuple[Example, ...]:
    """The examples that are sound; two of one name are a problem, since a report could not tell them apart."""
    found: list[Example] = []
    for index, item in enumerate(raw):
        path: Path = ("examples", index)
        if not page.sound(*path):
            continue
        example = _example(page, path, item)
        if any(example.name == earlier.name for earlier in found):
            page.fault((*path, "name"), f"two examples are called '{example.name}'.", "Give each its own name.")
        found.append(example)
    return tuple(found)


def _example(page: Page, path: Path, raw: Mapping[str, Any]) -> Example:
    as_of = read_day(page, (*path, "as_of"), raw["as_of"])
    period = _period(page, (*path, "period"), raw["period"]) if "period" in raw else None
    if period is not None and period.end > as_of:
        page.fault((*path, "period", "end"), f"the period ends after as_of, {as_of}.", "End it on or before as_of.")
    return Example(
        name=raw["name"],
        as_of=as_of,
        records=tuple(raw["records"]),
        expect=Outcome(raw["expect"]),
        organisation=raw.get("organisation"),
        period=period,
        line=page.tree.mark(*path)[0],
    )


def _period(page: Page, path: Path, raw: Mapping[str, Any]) -> Period:
    start, end = read_day(page, (*path, "start"), raw["start"]), read_day(page, (*path, "end"), raw["end"])
    if start > end:
        page.fault(path, f"{start} to {end} runs backwards.", "Exchange the two dates.")
    return Period(start, end)
