"""The questions that both engines are asked: requirements with their conditions as they stand after pruning.

Takes the vocabulary of `model`; gives the few types that `prune` builds and the engines read. Nothing here
evaluates a condition.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from vprs.model import Answer, FactIs, Outcome, RequirementIs


class World(IntEnum):
    """FLOOR: every unknown is no. CEILING: every unknown is yes."""

    FLOOR = 0
    CEILING = 1


@dataclass(frozen=True, kw_only=True, slots=True)
class Given:
    """A condition answered before the engines start: a check, a past outcome, a requirement that may not apply.

    name    unique within its requirement; says what it was
    answer  yes, no or unknown: what is not applicable has dropped out
    """

    name: str
    answer: Answer


@dataclass(frozen=True, kw_only=True, slots=True)
class AllOf:
    """Holds where every item holds; never empty."""

    items: tuple[Term, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class OneOf:
    """Holds where any item holds; never empty."""

    items: tuple[Term, ...]


Leaf = Given | RequirementIs | FactIs
Term = AllOf | OneOf | Leaf


@dataclass(frozen=True, kw_only=True, slots=True)
class Posed:
    """A requirement that applies, ready to be asked; those it refers to come before it.

    phase   index of its phase in the pack
    met     what makes it met
    partly  what makes it partly met; None is never
    """

    path: str
    phase: int
    met: Term
    partly: Term | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Questions:
    """All of a pack, in the order in which it can be answered.

    posed    requirements that apply, or may apply
    refused  paths that do not apply, because their gate is shut
    dropped  paths that do not apply, because nothing that decides them does
    """

    posed: tuple[Posed, ...]
    refused: frozenset[str]
    dropped: frozenset[str]


@dataclass(frozen=True, kw_only=True, slots=True)
class Bounds:
    """The outcome of one requirement in both worlds."""

    floor: Outcome
    ceiling: Outcome

    def in_world(self, world: World) -> Outcome:
        return self.floor if world is World.FLOOR else self.ceiling
