"""Reviews of rule files: who compared which file, and whether it has changed since.

Takes the page of a pack's `reviews.yaml` and its requirements' digests, gives reviews. It never alters `verified`:
that is for the pack's own head to claim and for `comparison` to grant.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from vprs.problem import nearest
from vprs.rulebook.page import Page
from vprs.rulebook.shape import fits
from vprs.rulebook.values import read_day


@dataclass(frozen=True, kw_only=True, slots=True)
class Review:
    """One review.

    digest         as written: the first 12 hex digits or more of the sha256 of the file that was reviewed
    changed_since  the file is no longer that one
    """

    requirement: str
    digest: str
    role: str
    on: date
    result: str
    note: str
    changed_since: bool


def read_reviews(page: Page, pack: str, digests: Mapping[str, str]) -> tuple[Review, ...]:
    """The reviews of a page; `digests` are the sha256 of rule files by requirement path."""
    if page.tree.value is None or not fits(page, (), page.tree.value, "reviews.json"):
        return ()
    found = []
    for index, raw in enumerate(page.tree.value):
        path = raw["requirement"] if raw["requirement"].startswith(f"{pack}/") else f"{pack}/{raw['requirement']}"
        if path not in digests:
            known = [known.removeprefix(f"{pack}/") for known in digests]
            said = f"there is no requirement '{raw['requirement']}' in this pack."
            page.fault((index, "requirement"), said, nearest(raw["requirement"], known))
        found.append(
            Review(
                requirement=path,
                digest=raw["digest"],
                role=raw["role"],
                on=read_day(page, (index, "date"), raw["date"]),
                result=raw["result"],
                note=raw.get("note", ""),
                changed_since=not digests.get(path, "").startswith(raw["digest"]),
            )
        )
    return tuple(found)
