"""What is doubtful in rules that can be read: `rules lint` beyond the reader's own problems.

Takes a `PackReading`, gives problems, each at its line. None of them keeps a pack from being used; each is something
that a reviewer of rules would ask about. It runs no example: what only that can tell is asked for in `lint_deciding`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain
from pathlib import Path as File

from vprs.model import Check, Pack, Requirement
from vprs.problem import Problem
from vprs.rulebook.called import called_doubts
from vprs.rulebook.conditions import named_checks
from vprs.rulebook.folders import HEAD, shown_folder
from vprs.rulebook.head import DEFAULT_OPINION
from vprs.rulebook.lint_absence import absence_doubts
from vprs.rulebook.lint_asked import Asked, asked_in, asked_of
from vprs.rulebook.lint_counting import uncounted
from vprs.rulebook.lint_doubt import Doubt, placed
from vprs.rulebook.lint_examples import example_doubts
from vprs.rulebook.lint_forms import form_doubts
from vprs.rulebook.lint_never import impossible
from vprs.rulebook.lint_opinion import opinion_doubts
from vprs.rulebook.lint_partly import partly_doubts
from vprs.rulebook.lint_review import claim_doubts
from vprs.rulebook.lint_roles import role_doubts
from vprs.rulebook.lint_sources import source_doubts, twin_checks, twin_documents, twin_requirements
from vprs.rulebook.lint_unmet import needs, unmet_doubts
from vprs.rulebook.lint_words import unknown_names, unknown_words
from vprs.rulebook.pack import PackReading
from vprs.strict_yaml import Tree, decode, read_tree

Told = tuple[Requirement, Doubt]


def lint_problems(reading: PackReading) -> tuple[Problem, ...]:
    """Every problem of the reader and every doubt about its pack, sorted."""
    pack = reading.pack
    if pack is None:
        return reading.problems
    found = [placed(reading.trees[each.path], doubt) for each, doubt in _of_requirements(pack, reading)]
    return tuple(sorted((*reading.problems, *found, *_of_head(pack, reading))))


def _of_requirements(pack: Pack, reading: PackReading) -> Iterator[Told]:
    dead: dict[str, frozenset[str]] = {}
    for requirement in pack.requirements:
        asked = {check.slug: list(_of_check(requirement, check, pack)) for check in requirement.checks}
        dead[requirement.path] = frozenset(slug for slug, doubts in asked.items() if any(each.never for each in doubts))
        yield from ((requirement, doubt) for doubt in _of_file(requirement, pack))
        yield from ((requirement, doubt) for doubt in chain.from_iterable(asked.values()))
    yield from unmet_doubts(pack, dead, reading.trees)
    yield from twin_requirements(pack)
    yield from role_doubts(pack)


def _of_file(requirement: Requirement, pack: Pack) -> Iterator[Doubt]:
    yield from source_doubts(requirement)
    yield from example_doubts(requirement)
    yield from twin_checks(requirement)
    yield from partly_doubts(requirement)
    yield from _idle(requirement)
    for asked in asked_in(requirement):
        if asked.part in ("when", "while"):
            yield from _of_clauses(asked, pack)


def _of_clauses(asked: Asked, pack: Pack) -> Iterator[Doubt]:
    yield from impossible(asked, pack.words)
    yield from uncounted(asked)
    yield from unknown_words(asked, pack)


def _of_check(requirement: Requirement, check: Check, pack: Pack) -> Iterator[Doubt]:
    """Those with `never` say that the check can never be yes."""
    path = ("checks", check.slug, check.form_name)
    yield from form_doubts(check.form, path, pack.words)
    yield from unknown_names(check.form, path, pack)
    yield from absence_doubts(requirement, check, path)
    for asked in asked_of(check.form, path):
        needed = needs(check.form, asked.part)
        yield from (replace(doubt, never=doubt.never and needed) for doubt in _of_clauses(asked, pack))


def _idle(requirement: Requirement) -> Iterator[Doubt]:
    """Checks that can decide nothing, so that no example can turn on them."""
    deciding = named_checks(requirement.met_when) | named_checks(requirement.partly_when)
    for check in requirement.checks:
        path = ("checks", check.slug)
        if check.advisory and check.slug in deciding:
            said = f"check '{check.slug}' is advisory, and a condition names it."
            yield Doubt(path=path, message=said, hint="Take it out of the condition, or take advisory out.")
        if not check.advisory and check.slug not in deciding:
            said = f"check '{check.slug}' decides nothing, so no example can turn on it."
            yield Doubt(path=path, message=said, hint="Name it in a condition, or say advisory: true.")


def _of_head(pack: Pack, reading: PackReading) -> Iterator[Problem]:
    """Doubts about pack.yaml, which is read again for their places where there are any."""
    doubts = [*twin_documents(pack), *claim_doubts(pack), *called_doubts(pack)]
    if pack.opinion is not DEFAULT_OPINION:
        doubts += opinion_doubts(pack, whole=not reading.problems)
    if doubts:
        tree = _tree_of_head(pack)
        yield from (placed(tree, doubt) for doubt in doubts)


def _tree_of_head(pack: Pack) -> Tree:
    """pack.yaml with its lines, under the name that the reader's own problems give it."""
    folder = File(pack.root)
    shown = f"{shown_folder(folder.parent)}/{folder.name}" if folder.name else folder.as_posix()
    text, _ = decode((folder / HEAD).read_bytes(), f"{shown}/{HEAD}")
    tree, _ = read_tree(text, f"{shown}/{HEAD}")
    return tree or Tree(file=f"{shown}/{HEAD}", value=None, marks={}, keys={})
