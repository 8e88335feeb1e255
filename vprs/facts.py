"""The integers that an opinion may ask about (DESIGN 7), and how a sentence speaks of them.

Takes the findings of one pack and the records of action; gives a mapping from name to number. Every share is rounded
the less flattering way, and a requirement that was not assessed counts as its floor besides.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from vprs.basis import relied_on, sort_of
from vprs.closing import OPEN, Standing, standing
from vprs.model import Finding, Outcome, Pack, Record
from vprs.phrases import OUTCOMES, lower_first
from vprs.rulebook.comparison import needs_review

COUNTED: Mapping[str, Outcome] = {
    "met": Outcome.MET,
    "partly_met": Outcome.PARTLY_MET,
    "not_met": Outcome.NOT_MET,
    "not_applicable": Outcome.NOT_APPLICABLE,
}
SEVERITIES = ("high", "medium", "low")

_OUTCOMES_OF = {**COUNTED, "not_assessed": Outcome.NOT_ASSESSED, "met_percent": Outcome.MET}
WORDS: Mapping[str, str] = {
    "requirements": "requirements",
    "met": "requirements met",
    "partly_met": "requirements partly met",
    "not_met": "requirements not met",
    "not_applicable": "requirements not applicable",
    "not_assessed": "requirements not assessed",
    "met_percent": "share of requirements met",
    "stated_percent": "share of the evidence relied on that is only stated",
    "attested_percent": "share of the evidence relied on that is attested",
    "overdue_actions": "actions overdue",
    "unowned_actions": "actions without a lead",
    "problems": "problems in the evidence",
    "needs_review": "requirements whose rule needs review",
}


def facts_of(
    pack: Pack,
    findings: Iterable[Finding],
    *,
    actions: Iterable[Record],
    by_id: Mapping[str, Record],
    problems: int,
    as_of: date,
) -> Mapping[str, int]:
    """Every fact by name, in a fixed order.

    actions  the records of kind action as they stood on as_of; by_id: what their links may lead to
    """
    own = tuple(finding for finding in findings if finding.requirement.pack == pack.name)
    facts = dict(_counts(own, ""))
    for phase in pack.phases:
        facts |= _counts([finding for finding in own if finding.requirement.phase == phase], f".{phase}")
    for severity in SEVERITIES:
        facts |= _counts([finding for finding in own if finding.requirement.severity == severity], f".{severity}")
    for suffix in ("", *(f".{phase}" for phase in pack.phases)):
        applies = facts[f"requirements{suffix}"] - facts[f"not_applicable{suffix}"]
        facts[f"met_percent{suffix}"] = _percent(facts[f"met{suffix}"], applies)
    facts |= _shares(own)
    standings = [(action, standing(action, by_id, as_of)) for action in actions]
    facts["overdue_actions"] = sum(each is Standing.OVERDUE for _, each in standings)
    facts["unowned_actions"] = sum(each in OPEN and "lead" not in action.fields for action, each in standings)
    facts["problems"] = problems
    facts["needs_review"] = sum(needs_review(finding.requirement) for finding in own)
    return facts


def _counts(findings: Iterable[Finding], suffix: str) -> Iterator[tuple[str, int]]:
    """Floors are counted: what was not assessed counts in `not_assessed` and as its floor."""
    own = tuple(findings)
    floors = Counter(finding.floor for finding in own)
    yield f"requirements{suffix}", len(own)
    yield from ((f"{name}{suffix}", floors[outcome]) for name, outcome in COUNTED.items())
    yield f"not_assessed{suffix}", sum(finding.outcome is Outcome.NOT_ASSESSED for finding in own)


def _percent(part: int, whole: int) -> int:
    """Rounded down; nothing of nothing is no achievement."""
    return part * 100 // whole if whole else 0


def _shares(findings: tuple[Finding, ...]) -> Iterator[tuple[str, int]]:
    """Of the distinct records that yes answers rest on, rounded up: 10.1% stated is over 10."""
    records = {record.id: record for finding in findings for record in _relied(finding)}
    sorts = Counter(sort_of(record) for record in records.values())
    for sort in ("stated", "attested"):
        yield f"{sort}_percent", -(-sorts[sort] * 100 // len(records)) if records else 0


def _relied(finding: Finding) -> tuple[Record, ...]:
    return relied_on(finding.requirement, finding.observations, finding.outcome)


def describe_fact(name: str, number: int, words_of: Mapping[Outcome, str] = OUTCOMES) -> str:
    """`requirements of high severity not met: 5`, `share of requirements met in Plan: 40%`, in a pack's own words."""
    stem, _, part = name.partition(".")
    words = WORDS[stem]
    if (outcome := _OUTCOMES_OF.get(stem)) and (own := words_of.get(outcome)):
        words = words.replace(lower_first(OUTCOMES[outcome]), lower_first(own))
    if part in SEVERITIES:
        words = words.replace("requirements", f"requirements of {part} severity", 1)
    elif part:
        words = f"{words} in {part.capitalize()}"
    return f"{words}: {number_words(name, number)}"


def number_words(name: str, number: int) -> str:
    return f"{number}%" if name.partition(".")[0].endswith("_percent") else str(number)
