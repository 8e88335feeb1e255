"""What is doubtful in rules that can be read: `rules lint` beyond the reader's own problems.

Takes a `PackReading`, gives problems, each at its line. None of them keeps a pack from being used; each is something
that a reviewer of rules would ask about. It runs no example: that is for `rules test`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from vprs.kinds import read_kinds
from vprs.model import Check, Outcome, Pack, Requirement
from vprs.problem import Problem, nearest
from vprs.rulebook.conditions import named_checks
from vprs.rulebook.lint_forms import form_doubts, selectors_of
from vprs.rulebook.pack import PackReading
from vprs.rulebook.page import nearest_name
from vprs.strict_yaml import Path, Tree


@dataclass(frozen=True, kw_only=True, slots=True)
class Doubt:
    """Something to ask about, at a path of the rule file."""

    path: Path
    message: str
    hint: str


def lint_problems(reading: PackReading) -> tuple[Problem, ...]:
    """Every problem of the reader and every doubt about its requirements, sorted."""
    if reading.pack is None:
        return reading.problems
    found = [_placed(reading.trees[each.path], doubt) for each in reading.pack.requirements for doubt in _doubts(each)]
    words = [
        _placed(reading.trees[each.path], doubt)
        for each in reading.pack.requirements
        for doubt in _unknown_words(each, reading.pack)
    ]
    return tuple(sorted((*reading.problems, *found, *words, *_twins(reading, reading.pack))))


def _placed(tree: Tree, doubt: Doubt) -> Problem:
    return tree.problem(doubt.path, doubt.message, doubt.hint, at_key=True, where=nearest_name(doubt.path))


def _doubts(requirement: Requirement) -> Iterator[Doubt]:
    yield from _source(requirement)
    yield from _examples(requirement)
    yield from _idle(requirement)
    for check in requirement.checks:
        path = ("checks", check.slug, check.form_name)
        yield from (Doubt(path=path, message=said, hint=hint) for said, hint in form_doubts(check.form))
        yield from _unknowable(requirement, check, path)


def _source(requirement: Requirement) -> Iterator[Doubt]:
    for key in ("locator", "wording", "phase_basis"):
        if key not in requirement.source and not (key == "locator" and "section" in requirement.source):
            hint = f"Add {key}, so that a reviewer can compare the rule with the document."
            yield Doubt(path=("source",), message=f"'{key}' is not given.", hint=hint)


def _examples(requirement: Requirement) -> Iterator[Doubt]:
    expected = {example.expect for example in requirement.examples}
    if not expected:
        hint = "Add one that is met and one that is not."
        yield Doubt(
            path=("title",), message="the requirement has no examples, so nothing shows what it does.", hint=hint
        )
        return
    if Outcome.MET not in expected:
        yield Doubt(path=("examples",), message="no example is met.", hint="Add one that is.")
    if expected == {Outcome.MET}:
        yield Doubt(path=("examples",), message="every example is met.", hint="Add one that falls short.")


def _idle(requirement: Requirement) -> Iterator[Doubt]:
    """Checks that can decide nothing, so that no example can turn on them."""
    deciding = named_checks(requirement.met_when) | named_checks(requirement.partly_when)
    if requirement.partly_when == requirement.met_when:
        said = "it asks what met_when asks, so nothing is ever partly met."
        yield Doubt(path=("partly_met_when",), message=said, hint="Ask for less, or write never.")
    for check in requirement.checks:
        path = ("checks", check.slug)
        if check.advisory and check.slug in deciding:
            said = f"check '{check.slug}' is advisory, and a condition names it."
            yield Doubt(path=path, message=said, hint="Take it out of the condition, or take advisory out.")
        if not check.advisory and check.slug not in deciding:
            said = f"check '{check.slug}' decides nothing, so no example can turn on it."
            yield Doubt(path=path, message=said, hint="Name it in a condition, or say advisory: true.")


def _unknowable(requirement: Requirement, check: Check, path: Path) -> Iterator[Doubt]:
    """Absence asked for where nothing says how it can be known."""
    if check.form_name != "none" or getattr(check.form, "closed_world", None):
        return
    kind = next(iter(selectors_of(check.form))).kind
    records = chain.from_iterable(example.records for example in requirement.examples)
    if not any(record.get("kind") == "register" and record.get("covers_kind", kind) == kind for record in records):
        said = f"only a complete register can say that there is no {kind}, and no example shows one."
        yield Doubt(path=path, message=said, hint="Add a register to an example, or say why with closed_world.")


def _unknown_words(requirement: Requirement, pack: Pack) -> Iterator[Doubt]:
    """Words that look like a misspelling of one the pack knows for that field."""
    kinds = read_kinds()
    for check in requirement.checks:
        path = ("checks", check.slug, check.form_name)
        for selector in selectors_of(check.form):
            for clause in selector.where if selector.kind in kinds else ():
                known = pack.words.get(clause.field[-1], {})
                spelled = {*known, *chain.from_iterable(known.values())}
                for word in (operand for matcher in clause.matchers for operand in matcher.operands):
                    if isinstance(word, str) and known and word not in spelled and (hint := nearest(word, known)):
                        said = f"'{word}' is not among the pack's words for '{clause.name}'."
                        yield Doubt(path=path, message=said, hint=hint)


def _twins(reading: PackReading, pack: Pack) -> Iterator[Problem]:
    """Requirements that say the same under two names."""
    asked: Mapping[str, Callable[[Requirement], object]] = {
        "title": lambda requirement: requirement.title.casefold(),
        "requirement": lambda requirement: requirement.requirement.casefold(),
        "source": _number,
    }
    for key, value_of in asked.items():
        first: dict[object, str] = {}
        for requirement in pack.requirements:
            value = value_of(requirement)
            other = first.setdefault(value, requirement.path) if value is not None else requirement.path
            if other != requirement.path:
                said = f"it is the same as that of {other.removeprefix(f'{pack.name}/')}."
                yield _placed(
                    reading.trees[requirement.path], Doubt(path=(key,), message=said, hint="Tell them apart.")
                )


def _number(requirement: Requirement) -> object:
    number = requirement.source.get("official_number")
    return None if number is None else (requirement.source["document"], number)
