"""Conditions: when a requirement is met, and when an opinion is given.

Takes the value of `met_when`, `partly_met_when` or an opinion's `when`, whose shape is checked, gives a `Condition`.
There is no negation and no arithmetic, so that a condition can only grow truer as checks turn to yes.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from vprs.model import All, AnyOf, CheckIs, Condition, FactIs, Outcome, PreviousIs, RequirementIs
from vprs.problem import nearest
from vprs.rulebook.page import Page, listed
from vprs.strict_yaml import Path

COUNTS = ("requirements", "met", "partly_met", "not_met", "not_applicable", "not_assessed")
SEVERITIES = ("high", "medium", "low")
_PLAIN_FACTS = tuple(
    "met_percent stated_percent attested_percent overdue_actions unowned_actions problems needs_review".split()
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Terms:
    """What a condition may speak of: the file's check slugs, or, in an opinion, facts; `pack` completes paths."""

    pack: str = ""
    checks: Collection[str] = ()
    facts: Collection[str] | None = None


def fact_names(phases: Collection[str]) -> tuple[str, ...]:
    """Every figure an opinion may ask for (DESIGN 7)."""
    parts = [f"{count}.{part}" for count in COUNTS for part in (*phases, *SEVERITIES)]
    return (*COUNTS, *parts, *_PLAIN_FACTS, *(f"met_percent.{phase}" for phase in phases))


def read_condition(page: Page, path: Path, raw: Any, terms: Terms) -> Condition:
    """A condition; a stand-in, with a problem on the page, where it speaks of what is not there."""
    if isinstance(raw, str):
        return _check(page, path, raw, terms)
    name = next(key for key in ("all", "any", "requirement", "previous", "fact") if key in raw)
    if name in ("all", "any"):
        items = tuple(read_condition(page, (*path, name, index), item, terms) for index, item in enumerate(raw[name]))
        return All(items=items) if name == "all" else AnyOf(items=items)
    return _fact(page, path, raw, terms) if name == "fact" else _finding(page, path, raw, name, terms)


def _check(page: Page, path: Path, slug: str, terms: Terms) -> Condition:
    if terms.facts is not None:
        page.fault(
            path,
            f"'{slug}' is a check, and an opinion speaks of facts and requirements.",
            "Write {fact: not_met, is: 0}.",
        )
    elif slug not in terms.checks:
        hint = nearest(slug, terms.checks) or (f"The checks are {listed(tuple(terms.checks))}." if terms.checks else "")
        page.fault(path, f"no check is called '{slug}'.", hint)
    return CheckIs(slug=slug)


def _finding(page: Page, path: Path, raw: Mapping[str, Any], name: str, terms: Terms) -> Condition:
    """`requirement:` or `previous:`; whether the requirement exists is settled when all files are read."""
    if name == "previous" and terms.facts is not None:
        said = "an opinion is drawn from this run alone, not from the previous one."
        page.fault((*path, name), said, "Write {requirement: plan/x}, or {fact: not_met, is: 0}.")
    target = raw[name] if raw[name].startswith(f"{terms.pack}/") else f"{terms.pack}/{raw[name]}"
    at_least = Outcome(raw.get("at_least", "met"))
    if name == "requirement":
        return RequirementIs(path=target, at_least=at_least)
    return PreviousIs(path=target, at_least=at_least)


def _fact(page: Page, path: Path, raw: Mapping[str, Any], terms: Terms) -> Condition:
    name = raw["fact"]
    if terms.facts is None:
        page.fault((*path, "fact"), "facts stand only in the opinion of a pack.", "Name a check, all or any.")
    elif name not in terms.facts:
        hint = nearest(name, terms.facts) or f"The facts are {', '.join((*COUNTS, *_PLAIN_FACTS))}, and parts of them."
        page.fault((*path, "fact"), f"unknown fact '{name}'.", hint)
    operators = [key for key in ("at_least", "at_most", "is") if key in raw]
    if len(operators) != 1:
        page.fault(path, f"fact '{name}' needs exactly one bound.", "Write at_least, at_most or is.")
        return FactIs(name=name, operator="is", number=0)
    return FactIs(name=name, operator=operators[0], number=raw[operators[0]])


def leaves(condition: Condition | None) -> Iterator[Condition]:
    """What a condition is made of, in the order of the file; nothing for never."""
    if isinstance(condition, All | AnyOf):
        for item in condition.items:
            yield from leaves(item)
    elif condition is not None:
        yield condition


def named_checks(condition: Condition | None) -> frozenset[str]:
    """The slugs of the checks that a condition speaks of."""
    return frozenset(leaf.slug for leaf in leaves(condition) if isinstance(leaf, CheckIs))
