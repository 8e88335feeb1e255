"""Whether anything can be partly met: that partly_met_when may hold where met_when does not.

Takes a requirement, gives a doubt at its partly_met_when. Every way in which the answers may turn out is tried, with
checks that drop out; what two thresholds of one requirement have to do with each other is left open.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product

from vprs.model import All, AnyOf, Condition, Requirement
from vprs.rulebook.conditions import leaves
from vprs.rulebook.lint_doubt import Doubt

MOST = 8  # leaves: three answers each, so that more would be slow; nobody reads such a condition either
Answers = Mapping[Condition, bool | None]  # None: it drops out


def partly_doubts(requirement: Requirement) -> Iterator[Doubt]:
    met, partly = requirement.met_when, requirement.partly_when
    if partly is None:
        return
    if partly == met:
        said = "it asks what met_when asks, so nothing is ever partly met."
        yield Doubt(path=("partly_met_when",), message=said, hint="Ask for less, or write never.")
    elif not _may_be_partly(met, partly):
        said = "met_when holds wherever it does, so nothing is ever partly met."
        yield Doubt(path=("partly_met_when",), message=said, hint="Ask for less than met_when, or write never.")


def _may_be_partly(met: Condition, partly: Condition) -> bool:
    named = tuple(dict.fromkeys((*leaves(met), *leaves(partly))))
    if len(named) > MOST:
        return True
    cases = (dict(zip(named, answers, strict=True)) for answers in product((True, False, None), repeat=len(named)))
    return any(_holds(partly, case) is True and _holds(met, case) is False for case in cases)


def _holds(condition: Condition, answers: Answers) -> bool | None:
    """None where it drops out: a group does that all of whose items do."""
    if not isinstance(condition, All | AnyOf):
        return answers[condition]
    items = [found for item in condition.items if (found := _holds(item, answers)) is not None]
    if not items:
        return None
    return all(items) if isinstance(condition, All) else any(items)
