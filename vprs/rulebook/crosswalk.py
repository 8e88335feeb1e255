"""The crosswalk between packs: which requirement of one answers to which of another, and how closely.

Takes folders of packs, gives a `Crosswalk` that is asked both ways, from `crosswalk.yaml` and
`crosswalk-unmatched.yaml` beside the pack folders. It holds paths against the rule files that are there and reads none
of them; what leaves the crosswalk incomplete is for `lint_crosswalk` to ask.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from vprs.problem import InvalidInput, Problem, nearest
from vprs.rulebook.folders import built_in_folder, find_packs, shown_folder
from vprs.rulebook.page import Page
from vprs.rulebook.pages import read_file, rule_paths
from vprs.rulebook.shape import fits
from vprs.strict_yaml import Path as Place

PAIRS, UNMATCHED = "crosswalk.yaml", "crosswalk-unmatched.yaml"


class Relation(StrEnum):
    """How closely `from` answers to `to`. SUBSET: what `from` asks is part of what `to` asks."""

    EQUAL = "equal"
    SUBSET = "subset"
    OVERLAPS = "overlaps"
    NEEDS_REVIEW = "needs-review"


@dataclass(frozen=True, kw_only=True, slots=True)
class Pair:
    """One entry of crosswalk.yaml; `left` and `right` are the paths after `from` and `to`."""

    left: str
    right: str
    relation: Relation
    note: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Unmatched:
    """One entry of crosswalk-unmatched.yaml: nothing in `pack` answers to the requirement."""

    requirement: str
    pack: str
    reason: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Crosswalk:
    """Pairs and unmatched requirements, in the order in which they are written."""

    pairs: tuple[Pair, ...] = ()
    unmatched: tuple[Unmatched, ...] = ()

    def to_of(self, path: str) -> tuple[tuple[str, Relation], ...]:
        """What the requirement leads to, with the relation of the pair."""
        return tuple((pair.right, pair.relation) for pair in self.pairs if pair.left == path)

    def from_of(self, path: str) -> tuple[tuple[str, Relation], ...]:
        """What leads to the requirement, with the relation of the pair, which is read from there to here."""
        return tuple((pair.left, pair.relation) for pair in self.pairs if pair.right == path)


@dataclass(frozen=True, kw_only=True, slots=True)
class CrosswalkReading:
    """A folder's crosswalk as far as it could be read.

    page      of crosswalk.yaml, for questions that need a place; None where there is no such file
    problems  of both files, sorted; where there are any the crosswalk must not be used
    """

    crosswalk: Crosswalk
    page: Page | None
    problems: tuple[Problem, ...]


def read_crosswalk(folder: Path, others: Sequence[Path] | None = None) -> Crosswalk:
    """The crosswalk of a folder of packs; empty where it has none. Raises `InvalidInput` with all problems.

    others: further folders whose packs it may name, the built-in one where not said.
    """
    reading = crosswalk_reading(folder, others)
    if reading.problems:
        raise InvalidInput(reading.problems)
    return reading.crosswalk


def crosswalk_reading(folder: Path, others: Sequence[Path] | None = None) -> CrosswalkReading:
    """As `read_crosswalk`, with the problems instead of an exception, and the page for further questions."""
    known = _known((folder, *((built_in_folder(),) if others is None else others)))
    pairs, first = _page(folder, PAIRS)
    unmatched, second = _page(folder, UNMATCHED)
    crosswalk = Crosswalk(
        pairs=_pairs(pairs, known) if pairs else (),
        unmatched=_unmatched(unmatched, known) if unmatched else (),
    )
    if unmatched and not unmatched.problems:
        _contradictions(unmatched, crosswalk)
    found = [problem for page in (pairs, unmatched) if page for problem in page.problems]
    return CrosswalkReading(crosswalk=crosswalk, page=pairs, problems=tuple(sorted((*first, *second, *found))))


def _known(folders: Sequence[Path]) -> Mapping[str, tuple[str, ...]]:
    """pack -> paths of its requirements; of two packs of one name the first folder's, as everywhere."""
    found: dict[str, tuple[str, ...]] = {}
    for pack in (pack for folder in folders for pack in find_packs(folder)):
        found.setdefault(pack.name, rule_paths(pack))
    return found


def _page(folder: Path, name: str) -> tuple[Page | None, tuple[Problem, ...]]:
    """The page of one of the two files; none where it is not there or is no YAML."""
    if not (folder / name).is_file():
        return None, ()
    file = read_file(folder / name, name, f"{shown_folder(folder)}/{name}")
    return (Page(tree=file.tree) if file.tree else None), file.problems


def _pairs(page: Page, known: Mapping[str, tuple[str, ...]]) -> tuple[Pair, ...]:
    fits(page, (), page.tree.value, "crosswalk.json")
    found: dict[frozenset[str], tuple[int, Pair]] = {}
    for index, raw in _sound(page):
        there = [_is_there(page, (index, side), raw[side], known) for side in ("from", "to")]
        if all(there) and _pack(raw["from"]) == _pack(raw["to"]):
            said = f"'{raw['from']}' and '{raw['to']}' are of one pack."
            page.fault((index, "to"), said, "Pair requirements of two packs.")
            continue
        ends = frozenset((raw["from"], raw["to"]))
        if ends in found:
            hint = "Keep one, with the relation that holds."
            line, _ = page.tree.mark(found[ends][0])
            page.fault((index, "from"), f"this pair stands on line {line} already.", hint)
            continue
        relation, note = Relation(raw["relation"]), raw.get("note", "")
        pair = Pair(left=raw["from"], right=raw["to"], relation=relation, note=" ".join(note.split()))
        found[ends] = index, pair
    return tuple(pair for _, pair in found.values())


def _unmatched(page: Page, known: Mapping[str, tuple[str, ...]]) -> tuple[Unmatched, ...]:
    fits(page, (), page.tree.value, "crosswalk-unmatched.json")
    found: dict[tuple[str, str], Unmatched] = {}
    for index, raw in _sound(page):
        _is_there(page, (index, "requirement"), raw["requirement"], known)
        if raw["pack"] not in known:
            _no_pack(page, (index, "pack"), raw["pack"], known)
        elif raw["pack"] == _pack(raw["requirement"]):
            page.fault((index, "pack"), f"the requirement is of '{raw['pack']}' itself.", "Name the other pack.")
        if (raw["requirement"], raw["pack"]) in found:
            page.fault((index, "requirement"), f"'{raw['requirement']}' stands twice.", "Keep one of them.")
        one = Unmatched(requirement=raw["requirement"], pack=raw["pack"], reason=" ".join(raw["reason"].split()))
        found.setdefault((one.requirement, one.pack), one)
    return tuple(found.values())


def _sound(page: Page) -> list[tuple[int, Mapping[str, str]]]:
    """The entries of the right shape, with their places."""
    value = page.tree.value
    return [(index, raw) for index, raw in enumerate(value) if page.sound(index)] if isinstance(value, list) else []


def _contradictions(page: Page, crosswalk: Crosswalk) -> None:
    """A requirement cannot be paired with one of a pack in which it has no counterpart."""
    for index, one in enumerate(crosswalk.unmatched):
        paired = [path for path, _ in (*crosswalk.to_of(one.requirement), *crosswalk.from_of(one.requirement))]
        if mate := next((path for path in paired if _pack(path) == one.pack), None):
            page.fault((index, "requirement"), f"{PAIRS} pairs it with '{mate}'.", "Take one of the two out.")


def _is_there(page: Page, place: Place, path: str, known: Mapping[str, tuple[str, ...]]) -> bool:
    pack = _pack(path)
    if pack not in known:
        _no_pack(page, place, pack, known)
    elif path not in known[pack]:
        hint = nearest(path, known[pack]) or f"Write {pack}/<phase>/<name>; vprs rules show {pack} lists them."
        page.fault(place, f"there is no requirement '{path}'.", hint)
    else:
        return True
    return False


def _no_pack(page: Page, place: Place, pack: str, known: Mapping[str, tuple[str, ...]]) -> None:
    hint = nearest(pack, known) or f"The packs there are: {', '.join(sorted(known)) or 'none'}."
    page.fault(place, f"there is no pack '{pack}'.", hint)


def _pack(path: str) -> str:
    return path.partition("/")[0]
