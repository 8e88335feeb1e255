"""A small pack whose opinion is written for the test, and its way over records written as YAML."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from itertools import combinations

from tests.checks.asking import OPEN, check_of, pack_with, records_of
from vprs.assess import assess
from vprs.dates import Duration
from vprs.model import (
    Advice,
    All,
    Assessment,
    CheckIs,
    Condition,
    FactIs,
    OpinionRule,
    Pack,
    Requirement,
    Workspace,
)
from vprs.opinions import LEVELS
from vprs.pathway import Path, edits_of, path_to
from vprs.whatif import Way, apply

AS_OF = date(2026, 9, 30)
ALL_MET = (FactIs(name="not_met", operator="is", number=0), FactIs(name="not_assessed", operator="is", number=0))


def requirement(slug: str, check: str, effort: str = "medium", severity: str = "high") -> Requirement:
    return Requirement(
        path=f"p/plan/{slug}",
        pack="p",
        phase="plan",
        slug=slug,
        title=slug.title(),
        requirement="X.",
        rationale="X.",
        source={},
        theme="",
        severity=severity,
        checks=(replace(check_of(check), slug=slug),),
        met_when=CheckIs(slug=slug),
        partly_when=None,
        if_not_met=Advice(gap="G.", action="A.", owner="lsms", due_in=Duration(1, 0), effort=effort),
        file=f"p/plan/{slug}.yaml",
        digest="",
    )


def pack_of(requirements: Iterable[Requirement], when: Condition | tuple[Condition, ...] = ALL_MET) -> Pack:
    """A pack that is substantial where the condition holds, else limited."""
    condition = All(items=when) if isinstance(when, tuple) else when
    rules = (OpinionRule(level="substantial", when=condition), OpinionRule(level="limited", when=None))
    return replace(pack_with({}), requirements=tuple(requirements), opinion=rules)


def assessed(pack: Pack, records: str = "[]", **more: object) -> Assessment:
    workspace = replace(Workspace(organisation=OPEN, records=records_of(records)), **more)  # type: ignore[arg-type]
    return assess((pack,), workspace, as_of=AS_OF)


def way(pack: Pack, records: str = "[]", wanted: str = "substantial", **more: object) -> tuple[Path, Assessment]:
    assessment = assessed(pack, records, **more)
    return path_to(assessment, pack, wanted), assessment


def level(assessment: Assessment, edits: Way) -> str:
    """The opinion on the whole pack with the edits made."""
    workspace = apply(assessment.workspace, edits)
    (opinion,) = assess(assessment.packs, workspace, as_of=assessment.as_of, period=assessment.period).opinions
    return opinion.level


def hold(path: Path, assessment: Assessment) -> None:
    """All the edits reach the level; of a few no proper subset does, of many none without one of them."""
    edits = edits_of(path.steps)
    assert edits
    assert level(assessment, edits) == path.reached
    assert LEVELS.index(path.reached) >= LEVELS.index(path.wanted)
    sizes = range(len(edits)) if len(edits) <= 6 else (len(edits) - 1,)
    for size in sizes:
        for part in combinations(edits, size):
            assert LEVELS.index(level(assessment, part)) < LEVELS.index(path.wanted), part


def steps(path: Path) -> Mapping[str, int]:
    return {step.requirement.slug if step.requirement else "": len(step.edits) for step in path.steps}
