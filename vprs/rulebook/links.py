"""What requirements say of each other: that those they name exist, in time, and in no circle.

Takes the requirements of one pack with their pages, adds problems, placed at the condition. It opens no file.
"""

from __future__ import annotations

from collections.abc import Mapping

from vprs.model import Condition, Pack, PreviousIs, Requirement, RequirementIs
from vprs.problem import nearest
from vprs.rulebook.conditions import leaves
from vprs.rulebook.page import Page
from vprs.strict_yaml import Path

_KEYS = ("met_when", "partly_met_when")
_NAMED = "Name one by its file: <phase>/<slug>."


def link_problems(
    found: Mapping[str, tuple[Requirement, Page]], paths: frozenset[str], phases: tuple[str, ...]
) -> None:
    """The faults go to the pages. `found` is by path; `paths` holds every rule file, those with problems too."""
    for requirement, page in found.values():
        for key, condition in zip(_KEYS, (requirement.met_when, requirement.partly_when), strict=True):
            for target in leaves(condition):
                _settle(page, key, requirement, target, paths, phases)
    _circles(found)


def opinion_problems(page: Page, pack: Pack, paths: frozenset[str]) -> None:
    """Requirements that the pack's opinion names and that are not there; the faults go to the page of pack.yaml."""
    for index, rule in enumerate(pack.opinion):
        for target in leaves(rule.when):
            if isinstance(target, RequirementIs) and target.path not in paths:
                _absent(page, ("opinion", index, "when"), target.path, pack.name, paths)


def _absent(page: Page, path: Path, target: str, pack: str, paths: frozenset[str]) -> None:
    short, known = target.removeprefix(f"{pack}/"), [each.removeprefix(f"{pack}/") for each in paths]
    page.fault(path, f"there is no requirement '{short}' in this pack.", nearest(short, known) or _NAMED)


def _settle(
    page: Page, key: str, requirement: Requirement, target: Condition, paths: frozenset[str], phases: tuple[str, ...]
) -> None:
    if not isinstance(target, RequirementIs | PreviousIs):
        return
    if target.path not in paths:
        _absent(page, (key,), target.path, requirement.pack, paths)
    elif isinstance(target, RequirementIs):
        phase = target.path.split("/")[1]
        if phase in phases and phases.index(phase) > phases.index(requirement.phase):
            said = f"'{target.path.removeprefix(f'{requirement.pack}/')}' is of a later phase than this requirement."
            page.fault((key,), said, "Name one of this or an earlier phase.")


def _circles(found: Mapping[str, tuple[Requirement, Page]]) -> None:
    """Reports each circle once, at its first requirement by path."""
    edges = {
        path: sorted(
            {
                target.path
                for condition in (requirement.met_when, requirement.partly_when)
                for target in leaves(condition)
                if isinstance(target, RequirementIs) and target.path in found
            }
        )
        for path, (requirement, _) in found.items()
    }
    done: set[str] = set()
    for start in sorted(found):
        circle = _circle(start, edges) if start not in done else ()
        if circle:
            done.update(circle)
            requirement, page = found[start]
            way = " -> ".join(path.removeprefix(f"{requirement.pack}/") for path in (*circle, start))
            said = f"requirements wait for each other: {way}."
            page.fault((_key_of(requirement, circle),), said, "Take one of them out.")


def _circle(start: str, edges: Mapping[str, list[str]]) -> tuple[str, ...]:
    """A way from `start` back to itself, or nothing."""
    ways: list[tuple[str, ...]] = [(start,)]
    seen: set[str] = set()
    while ways:
        way = ways.pop()
        for target in edges[way[-1]]:
            if target == start:
                return way
            if target not in seen:
                seen.add(target)
                ways.append((*way, target))
    return ()


def _key_of(requirement: Requirement, circle: tuple[str, ...]) -> str:
    after = circle[1] if len(circle) > 1 else circle[0]
    met = {target.path for target in leaves(requirement.met_when) if isinstance(target, RequirementIs)}
    return _KEYS[0] if after in met else _KEYS[1]
