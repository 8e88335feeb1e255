"""Packs for tests, written as short as conditions are thought of. Builds model records; judges nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from vprs.dates import Duration
from vprs.model import (
    Advice,
    All,
    Answer,
    AnyOf,
    Check,
    CheckIs,
    Condition,
    Exists,
    FactIs,
    OpinionRule,
    Outcome,
    Pack,
    PreviousIs,
    Requirement,
    RequirementIs,
    Selector,
)

PHASES = ("plan", "do", "check", "act")
LETTERS: Mapping[str, Answer] = {
    "y": Answer.YES,
    "n": Answer.NO,
    "u": Answer.UNKNOWN,
    "-": Answer.NOT_APPLICABLE,
}
Word = str | Condition


def every(*words: Word) -> All:
    return All(items=tuple(map(condition, words)))


def some(*words: Word) -> AnyOf:
    return AnyOf(items=tuple(map(condition, words)))


def condition(word: Word) -> Condition:
    return CheckIs(slug=word) if isinstance(word, str) else word


def comes_to(path: str, at_least: Outcome = Outcome.MET) -> RequirementIs:
    return RequirementIs(path=f"p/{path}", at_least=at_least)


def came_to(path: str, at_least: Outcome = Outcome.MET) -> PreviousIs:
    return PreviousIs(path=f"p/{path}", at_least=at_least)


def fact(name: str, operator: str, number: int) -> FactIs:
    return FactIs(name=name, operator=operator, number=number)


def requirement(
    name: str,
    met: Word,
    partly: Word | None = None,
    *,
    checks: Iterable[Check] = (),
    severity: str = "medium",
    **more: object,
) -> Requirement:
    """`name` is `phase/slug`; checks default to one for every slug that the conditions name."""
    phase, slug = name.split("/")
    met_when, partly_when = condition(met), None if partly is None else condition(partly)
    named = dict.fromkeys(slugs(met_when) + (slugs(partly_when) if partly_when else ()))
    return Requirement(
        path=f"p/{name}",
        pack="p",
        phase=phase,
        slug=slug,
        title=f"The title of {slug}",
        requirement="Something is asked.",
        rationale="Because.",
        source={"document": "D"},
        theme="governance",
        severity=severity,
        checks=tuple(checks) or tuple(map(check, named)),
        met_when=met_when,
        partly_when=partly_when,
        if_not_met=Advice(gap="A gap.", action="An action.", owner="lsms", due_in=Duration(0, 30)),
        file=f"p/{name}.yaml",
        digest="0" * 64,
        **more,  # type: ignore[arg-type]
    )


def check(slug: str, *, advisory: bool = False, kind: str = "document") -> Check:
    form = Exists(selector=Selector(kind=kind))
    return Check(slug=slug, says=f"{slug} is so.", form=form, form_name="exists", advisory=advisory)


def slugs(of: Condition) -> tuple[str, ...]:
    if isinstance(of, All | AnyOf):
        return tuple(slug for item in of.items for slug in slugs(item))
    return (of.slug,) if isinstance(of, CheckIs) else ()


def pack(
    *requirements: Requirement, opinion: Iterable[OpinionRule] = (OpinionRule(level="limited", when=None),)
) -> Pack:
    return Pack(
        name="p",
        title="A pack",
        version="1.0.0",
        edition="2020",
        publisher="Nobody",
        documents=(),
        licence="ours",
        verified=False,
        verified_by=None,
        phases=PHASES,
        themes=("governance",),
        words={},
        outcome_words={outcome: outcome.value.replace("-", " ").capitalize() for outcome in Outcome},
        opinion=tuple(opinion),
        changes=(),
        requirements=requirements,
        digest="0" * 64,
    )


def answers(**by_slug: str) -> dict[str, Answer]:
    """`answers(a="y", b="u")`."""
    return {slug: LETTERS[letter] for slug, letter in by_slug.items()}
