"""A pack folder -> `Pack`, with every problem of all its files.

Takes folders and names, gives packs whose requirements are sorted by phase and slug. A pack with any problem is not
given: `read_packs` raises `InvalidInput` with all of them, `read_pack` hands them back for `rules lint`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from vprs.model import Pack, Requirement
from vprs.problem import InvalidInput, Problem, nearest
from vprs.rulebook.called import called_problems
from vprs.rulebook.comparison import compare
from vprs.rulebook.folders import HEAD, NAME, locate, shown_folder
from vprs.rulebook.head import read_head
from vprs.rulebook.links import link_problems, opinion_problems
from vprs.rulebook.page import Page, listed
from vprs.rulebook.pages import RuleFile, pack_digest, read_files
from vprs.rulebook.requirement import Head, read_requirement
from vprs.rulebook.reviews import Review, read_reviews
from vprs.strict_yaml import Tree

REVIEWS = "reviews.yaml"
_SLUG = re.compile(r"[a-z0-9]+([-_][a-z0-9]+)*")


@dataclass(frozen=True, kw_only=True, slots=True)
class PackReading:
    """A pack as far as it could be read.

    pack      None where pack.yaml has problems; its requirements are those without problems of their own
    files     how many rule files were read, reviews and pack.yaml not counted
    trees     requirement path -> its file, for problems that need a place
    reviews   of reviews.yaml
    problems  of every file, sorted; where there are any the pack must not be judged by
    """

    pack: Pack | None
    files: int
    trees: Mapping[str, Tree]
    reviews: tuple[Review, ...]
    problems: tuple[Problem, ...]


def read_packs(folders: Sequence[Path], names: Sequence[str]) -> tuple[Pack, ...]:
    """The named packs, each from the first of the folders that has it; raises `InvalidInput` with all problems."""
    places, problems = locate(folders, names)
    readings = [read_pack(place) for place in places]
    faults = [*problems, *(problem for reading in readings for problem in reading.problems)]
    if faults:
        raise InvalidInput(faults)
    return tuple(reading.pack for reading in readings if reading.pack is not None)


def read_pack(folder: Path) -> PackReading:
    """One pack folder; its name is the folder's."""
    name = folder.name if folder.name not in ("", "..") else folder.resolve().name
    shown = f"{shown_folder(folder.parent)}/{folder.name}" if folder.name else folder.as_posix()
    files, problems = read_files(folder, shown)
    pages = {file.place: Page(tree=file.tree) for file in files if file.tree is not None}
    pack = read_head(pages[HEAD], name) if HEAD in pages else None
    faults = [*problems, *_no_head(files, shown)]
    if pack is not None and not NAME.fullmatch(name):
        hint = "Write letters, digits and hyphens."
        faults.append(Problem(file=shown, message=f"'{name}' is not a name for a pack.", hint=hint))
    rules = _rule_files(files, pack, faults)
    found = _requirements(rules, pages, pack, name)
    paths = frozenset(f"{name}/{file.place.removesuffix('.yaml')}" for file in rules)
    reviews = _reviews(files, pages, name)
    if pack is not None:
        link_problems(found, paths, pack.phases)
        opinion_problems(pages[HEAD], pack, paths)
        requirements = _sorted(found, pack)
        if len(requirements) == len(rules):  # else what names a body or a role may be what could not be read
            called_problems(pages[HEAD], replace(pack, requirements=requirements))
        comparison = compare(requirements, reviews)
        pack = replace(
            pack,
            requirements=requirements,
            digest=pack_digest(files),
            root=str(folder),
            comparison=comparison,
            verified=pack.verified and comparison.complete,
        )
        if not rules:
            hint = f"Add a rule file, such as {pack.phases[0]}/strategy.yaml."
            faults.append(Problem(file=f"{shown}/{HEAD}", message="the pack has no requirements.", hint=hint))
    faults += [problem for page in pages.values() for problem in page.problems]
    trees = {path: page.tree for path, (_, page) in found.items()}
    return PackReading(pack=pack, files=len(rules), trees=trees, reviews=reviews, problems=tuple(sorted(faults)))


def _no_head(files: tuple[RuleFile, ...], shown: str) -> list[Problem]:
    if any(file.place == HEAD for file in files):
        return []
    return [Problem(file=shown, message="this folder is no pack: it holds no pack.yaml.", hint="Name a pack's folder.")]


def _rule_files(files: tuple[RuleFile, ...], pack: Pack | None, faults: list[Problem]) -> tuple[RuleFile, ...]:
    """The files that are requirements; those that lie where none can are faults."""
    found = []
    for file in files:
        if file.place in (HEAD, REVIEWS):
            continue
        fault = _misplaced(file, pack)
        if fault is None:
            found.append(file)
        else:
            faults.append(fault)
    return tuple(found)


def _misplaced(file: RuleFile, pack: Pack | None) -> Problem | None:
    *folders, name = file.place.split("/")
    slug = name.removesuffix(".yaml")
    if len(folders) != 1:
        hint = f"Use <phase>/{name}; beside pack.yaml only {REVIEWS} may lie."
        return Problem(file=file.shown, message="a requirement lies in the folder of its phase.", hint=hint)
    if pack is not None and folders[0] not in pack.phases:
        hint = nearest(folders[0], pack.phases) or f"The phases are {listed(pack.phases, 'and')}."
        return Problem(file=file.shown, message=f"'{folders[0]}' is not a phase of the pack.", hint=hint)
    if not _SLUG.fullmatch(slug):
        hint = "Name the file in lower case letters, digits and hyphens."
        return Problem(file=file.shown, message=f"'{slug}' is not a slug.", hint=hint)
    return None


def _requirements(
    rules: tuple[RuleFile, ...], pages: dict[str, Page], pack: Pack | None, name: str
) -> dict[str, tuple[Requirement, Page]]:
    """By path, those requirements whose files have no problems."""
    ids = None if pack is None else tuple(str(document["id"]) for document in pack.documents)
    head = Head(pack=name, themes=None if pack is None else pack.themes, documents=ids)
    found = {}
    for file in rules:
        if file.place in pages:
            phase, slug = file.place.removesuffix(".yaml").split("/")
            page, path = pages[file.place], f"{name}/{file.place}"
            requirement = read_requirement(page, head, phase=phase, slug=slug, file=path, digest=file.digest)
            if requirement is not None:
                found[requirement.path] = requirement, page
    return found


def _sorted(found: dict[str, tuple[Requirement, Page]], pack: Pack) -> tuple[Requirement, ...]:
    requirements = [requirement for requirement, page in found.values() if not page.problems]
    return tuple(sorted(requirements, key=lambda item: (pack.phases.index(item.phase), item.slug)))


def _reviews(files: tuple[RuleFile, ...], pages: dict[str, Page], name: str) -> tuple[Review, ...]:
    if REVIEWS not in pages:
        return ()
    digests = {f"{name}/{file.place.removesuffix('.yaml')}": file.digest for file in files if "/" in file.place}
    return read_reviews(pages[REVIEWS], name, digests)
