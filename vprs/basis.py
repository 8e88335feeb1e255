"""What a finding rests on: the records behind its yes answers, and what stands behind those records.

Takes a requirement and its observations; gives records and the word for them: held, stated, attested, mixed, none.
It judges nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

from vprs.engine.prune import leaves
from vprs.model import (
    Answer,
    CheckIs,
    Condition,
    Observation,
    Outcome,
    Record,
    Requirement,
)


def relied_on(requirement: Requirement, observations: tuple[Observation, ...], outcome: Outcome) -> tuple[Record, ...]:
    """The distinct records of evidence that its yes answers rest on; entries of the organisation are none."""
    if outcome is Outcome.NOT_APPLICABLE:
        return ()
    named = {*decides(requirement), *(_named(requirement.partly_when) if requirement.partly_when else ())}
    records = (
        record
        for observation in observations
        if observation.answer is Answer.YES and observation.check in named
        for record in observation.witnesses
        if not record.kind.startswith("organisation.")
    )
    return tuple({record.id: record for record in records}.values())


def sort_of(record: Record) -> str:
    """attested, held or stated: what stands behind one record."""
    if record.kind == "attestation":
        return "attested"
    return "held" if record.held else "stated"


def basis_of(records: tuple[Record, ...]) -> str:
    sorts = {sort_of(record) for record in records}
    return "mixed" if len(sorts) > 1 else next(iter(sorts), "none")


def _named(condition: Condition) -> Iterator[str]:
    return (leaf.slug for leaf in leaves(condition) if isinstance(leaf, CheckIs))


def decides(requirement: Requirement) -> frozenset[str]:
    return frozenset(_named(requirement.met_when))
