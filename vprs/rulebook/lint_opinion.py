"""Rules of an opinion that can never hold: shares beyond 100%, more requirements than there are, bounds that clash.

Takes a pack, gives doubts at paths of its pack.yaml. A rule that never holds gives its level to nobody; where it is
the rule for no assurance, that flatters.
"""

from __future__ import annotations

from collections.abc import Iterator

from vprs.model import All, Condition, FactIs, Matcher, Pack
from vprs.phrases import many
from vprs.rulebook.conditions import COUNTS, SEVERITIES
from vprs.rulebook.lint_bounds import clash
from vprs.rulebook.lint_doubt import Doubt
from vprs.strict_yaml import Path


def opinion_doubts(pack: Pack, *, whole: bool) -> Iterator[Doubt]:
    """`whole`: every requirement could be read, so that they can be counted."""
    for index, rule in enumerate(pack.opinion):
        if rule.when is not None:
            path = ("opinion", index, "when")
            facts = list(_facts(rule.when, path))
            for place, fact, _ in facts:
                yield from _out_of_reach(place, fact, pack, whole=whole)
            yield from _apart(facts)


def _facts(condition: Condition, path: Path, group: Path = ()) -> Iterator[tuple[Path, FactIs, Path]]:
    """Every fact with its place and the group of those that must hold with it."""
    if isinstance(condition, FactIs):
        yield (*path, condition.operator), condition, group or path
        return
    name = "all" if isinstance(condition, All) else "any"
    for index, item in enumerate(getattr(condition, "items", ())):
        inner = (*path, name, index)
        yield from _facts(item, inner, (group or path) if name == "all" else inner)


def _out_of_reach(path: Path, fact: FactIs, pack: Pack, *, whole: bool) -> Iterator[Doubt]:
    name, _, part = fact.name.partition(".")
    if name.endswith("_percent"):
        if not 0 <= fact.number <= 100:
            said = f"{fact.number} is outside 0% to 100%."
            yield Doubt(path=path, message=said, hint="Write a share that can be.")
    elif fact.operator != "at_most" and whole and name in COUNTS:
        most = sum(part in ("", each.severity if part in SEVERITIES else each.phase) for each in pack.requirements)
        if fact.number > most:
            sort = f" of '{part}'" if part else ""
            said = f"the pack has {many(most, 'requirement')}{sort}, so '{fact.name}' never comes to {fact.number}."
            yield Doubt(path=path, message=said, hint=f"Ask for {most} or fewer." if most else "Take it out.")


def _apart(facts: list[tuple[Path, FactIs, Path]]) -> Iterator[Doubt]:
    """Two bounds on one figure, both to hold, that leave nothing between them."""
    for index, (path, fact, group) in enumerate(facts):
        for _, other, beside in facts[:index]:
            if other.name == fact.name and beside == group and clash((_matcher(fact), _matcher(other)), "whole"):
                said = f"'{fact.name}' is asked to be {_bound(other)} as well, and nothing is both."
                yield Doubt(path=path, message=said, hint="Take one of them out.")
                break


def _matcher(fact: FactIs) -> Matcher:
    return Matcher(operator=fact.operator, operands=(fact.number,))


def _bound(fact: FactIs) -> str:
    return str(fact.number) if fact.operator == "is" else f"{fact.operator.replace('_', ' ')} {fact.number}"
