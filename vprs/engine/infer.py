"""From answers to verdicts, by two engines that must agree.

Takes a pack, the answers to its checks and its gates; gives the floor and the ceiling of every requirement, and what
combined them. Where durable-rules is absent or fails, the reference answers alone and the run says so; where the two
differ there is no answer at all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from vprs.engine import durable, reference
from vprs.engine.apart import Lost, ask_apart
from vprs.engine.posed import Bounds, Given, Leaf, Questions
from vprs.engine.prune import LeafCondition, pose, prune
from vprs.model import RANK, Answer, CheckIs, EngineRun, FactIs, Outcome, Pack, PreviousIs, RequirementIs

Found = TypeVar("Found")

AGREED = (
    "Two engines combined the answers and agreed; what agrees is the combining of answers, not the reading of evidence."
)
ALONE = "One engine combined the answers: "
NOT_INSTALLED = "durable-rules is not installed here, so no second engine confirmed it."


@dataclass(frozen=True, kw_only=True, slots=True)
class Verdict:
    """floor and ceiling of a requirement, both not-applicable where it does not apply.

    applicable  False where its gate is shut or nothing that decides it applies
    dropped     the second of these
    """

    floor: Outcome
    ceiling: Outcome
    applicable: bool
    dropped: bool


@dataclass(frozen=True, kw_only=True, slots=True)
class Inference:
    """Exactly one verdict for every requirement of the pack, in the pack's order."""

    verdicts: Mapping[str, Verdict]
    run: EngineRun


class EnginesDisagree(Exception):
    """The two engines combined the same answers differently. Carries both; nothing may be concluded."""

    def __init__(self, pack: str, primary: Mapping[str, str], reference: Mapping[str, str]) -> None:
        self.pack, self.primary, self.reference = pack, primary, reference
        lines = (
            f"  {name}: durable-rules says {primary.get(name, 'nothing')}, the reference says {answer}"
            for name, answer in reference.items()
            if primary.get(name) != answer
        )
        super().__init__("\n".join((f"The two engines disagree about {pack}; no result is given.", *lines)))


def infer(
    pack: Pack,
    answers: Mapping[str, Mapping[str, Answer]],
    gates: Mapping[str, Answer],
    *,
    previous: Mapping[str, Outcome] | None = None,
    apart: bool = False,
) -> Inference:
    """The verdict on every requirement of `pack`.

    answers   requirement path -> check slug -> answer, for every check
    gates     requirement path -> yes (applies), no (does not), unknown
    previous  outcomes of the last closed cycle by path, or None without one
    apart     asks the second engine in a process of its own: it is written in C and may take the whole run with it
    Raises EnginesDisagree.
    """
    questions = pose(pack, answers, gates, previous)
    expected = reference.evaluate(questions)
    found, run = _confirmed(lambda: durable.evaluate(questions), apart)
    if found is not None and found != expected:
        raise EnginesDisagree(pack.name, _told(found), _told(expected))
    verdicts = {one.path: _verdict(one.path, questions, expected) for one in pack.requirements}
    return Inference(verdicts=verdicts, run=run)


def opine(pack: Pack, facts: Mapping[str, int], floors: Mapping[str, Outcome] | None = None) -> tuple[str, int]:
    """The level of the first opinion rule that holds, and its index. `floors`: where rules name requirements."""
    level, index, _ = opine_with_run(pack, facts, floors)
    return level, index


def opine_with_run(
    pack: Pack, facts: Mapping[str, int], floors: Mapping[str, Outcome] | None = None, *, apart: bool = False
) -> tuple[str, int, EngineRun]:
    """As `opine`, and what combined the figures. Where no rule holds: none, and the number of rules."""
    resolve = _opinion_resolver(floors or {})
    terms = tuple(None if rule.when is None else prune(rule.when, resolve) or NEVER for rule in pack.opinion)
    expected = reference.first_opinion(terms, facts)
    found, run = _confirmed(lambda: durable.first_opinion(terms, facts), apart)
    if found is not None and found != expected:
        raise EnginesDisagree(pack.name, {"opinion": f"rule {found + 1}"}, {"opinion": f"rule {expected + 1}"})
    level = pack.opinion[expected].level if expected < len(pack.opinion) else "none"
    return level, expected, run


NEVER = Given(name="nothing is left to ask", answer=Answer.NO)


def _opinion_resolver(floors: Mapping[str, Outcome]) -> Callable[[LeafCondition], Leaf | None]:
    def resolve(leaf: LeafCondition) -> Leaf | None:
        match leaf:
            case FactIs():
                return leaf
            case RequirementIs():
                return _by_floor(leaf, floors[leaf.path])
            case CheckIs() | PreviousIs():
                raise ValueError("an opinion is drawn from facts and requirements of this run only")

    return resolve


def _by_floor(leaf: RequirementIs, floor: Outcome) -> Given | None:
    if floor is Outcome.NOT_APPLICABLE:
        return None
    answer = Answer.YES if RANK[floor] >= RANK[leaf.at_least] else Answer.NO
    return Given(name=f"requirement {leaf.path} at least {leaf.at_least}", answer=answer)


def merge_runs(runs: Iterable[EngineRun]) -> EngineRun:
    """One statement for several runs: both engines only where both answered every time."""
    every = tuple(runs)
    return next((run for run in every if not run.agreed), every[0])


def _confirmed(second: Callable[[], Found], apart: bool) -> tuple[Found | None, EngineRun]:
    """The second engine's answer, or None and why there is none."""
    primary = durable.name()
    if primary is None:
        return None, _alone(NOT_INSTALLED)
    try:
        answer = ask_apart(second) if apart else second()
    except (durable.Fault, Lost) as fault:
        return None, _alone(f"{primary} was set aside because {fault}.")
    return answer, EngineRun(primary=primary, reference=reference.NAME, agreed=True, note=AGREED)


def _alone(why: str) -> EngineRun:
    return EngineRun(primary=None, reference=reference.NAME, agreed=None, note=ALONE + why)


def _verdict(path: str, questions: Questions, found: Mapping[str, Bounds]) -> Verdict:
    nothing = Outcome.NOT_APPLICABLE
    if path in questions.refused or path in questions.dropped:
        return Verdict(floor=nothing, ceiling=nothing, applicable=False, dropped=path in questions.dropped)
    return Verdict(floor=found[path].floor, ceiling=found[path].ceiling, applicable=True, dropped=False)


def _told(bounds: Mapping[str, Bounds]) -> Mapping[str, str]:
    return {path: f"at worst {one.floor}, at best {one.ceiling}" for path, one in bounds.items()}
