"""One finding for one requirement: outcome, basis, gap, the judgement beside it, and why in one sentence.

Takes what was observed and the verdict on it; gives a `Finding`. It combines no answers and reads no file: floor and
ceiling come from the engines, records from the observations.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from vprs.basis import basis_of, decides, relied_on
from vprs.dates import Span, add
from vprs.engine.prune import leaves
from vprs.model import (
    Accepted,
    Answer,
    Assessment,
    Finding,
    Gap,
    Judged,
    Observation,
    Outcome,
    Pack,
    PreviousIs,
    Record,
    Requirement,
    RequirementIs,
)
from vprs.phrases import OUTCOMES, between, lower_first

if TYPE_CHECKING:
    from vprs.checks import Gate
    from vprs.engine import Verdict


def derive_finding(
    requirement: Requirement,
    observations: tuple[Observation, ...],
    verdict: Verdict,
    gate: Gate,
    *,
    as_of: date,
    leaning: str = "",
    words: Mapping[Outcome, str] = OUTCOMES,
    judgement: Record | None = None,
    carried: bool = False,
    acceptance: Record | None = None,
) -> Finding:
    """The finding, its why in the words of its pack.

    `leaning` is from `leans_on`; `judgement` and `acceptance` from the checks' functions so named.
    carried: the judgement is one of an earlier cycle that nobody confirmed in this one.
    """
    outcome = outcome_of(verdict, gate.answer)
    deciding = tuple(observation for observation in observations if observation.check in decides(requirement))
    return Finding(
        requirement=requirement,
        outcome=outcome,
        floor=verdict.floor,
        ceiling=verdict.ceiling,
        basis="attested"
        if gate.attested and not verdict.applicable
        else basis_of(relied_on(requirement, observations, outcome)),
        why=_why(outcome, verdict, gate, deciding, leaning, OUTCOMES | dict(words)),
        observations=observations,
        judged=_judged(judgement, outcome, carried=carried),
        accepted=_accepted(acceptance),
        gap=_gap(requirement, as_of) if _has_gap(outcome, verdict, deciding) else None,
    )


def outcome_of(verdict: Verdict, gate: Answer) -> Outcome:
    """Not assessed where the unknowns could turn it, or where nobody can say whether it applies."""
    if not verdict.applicable:
        return Outcome.NOT_APPLICABLE
    return verdict.floor if verdict.floor is verdict.ceiling and gate is Answer.YES else Outcome.NOT_ASSESSED


def _has_gap(outcome: Outcome, verdict: Verdict, deciding: tuple[Observation, ...]) -> bool:
    """Each certain no is a gap all the same: a check that says no, or a best that falls short of met."""
    if outcome in (Outcome.NOT_MET, Outcome.PARTLY_MET):
        return True
    if outcome is not Outcome.NOT_ASSESSED:
        return False
    return verdict.ceiling is not Outcome.MET or any(each.answer is Answer.NO for each in deciding)


def _gap(requirement: Requirement, as_of: date) -> Gap:
    advice = requirement.if_not_met
    return Gap(gap=advice.gap, action=advice.action, owner=advice.owner, due=add(as_of, advice.due_in))


def _judged(record: Record | None, outcome: Outcome, *, carried: bool) -> Judged | None:
    if record is None:
        return None
    view = Outcome("-".join(str(record.fields["judgement"]).casefold().replace("_", " ").replace("-", " ").split()))
    return Judged(
        outcome=view,
        by=str(record.fields["by"]),
        on=_span(record, "made_on"),
        reason=str(record.fields.get("reason", "")),
        disagrees=view is not outcome,
        record=record,
        carried=carried,
    )


def _accepted(record: Record | None) -> Accepted | None:
    if record is None:
        return None
    return Accepted(by=str(record.fields["accepted_by"]), until=_span(record, "accepted_until"), record=record)


def _span(record: Record, name: str) -> Span:
    value = record.fields[name]
    if not isinstance(value, Span):
        raise TypeError(f"{record.id}: {name} is {value!r}, not a date")
    return value


def _why(
    outcome: Outcome,
    verdict: Verdict,
    gate: Gate,
    deciding: tuple[Observation, ...],
    leaning: str,
    words: Mapping[Outcome, str],
) -> str:
    """Not assessed and not applicable keep our words: by them papers tell which doubt it is."""
    if outcome is Outcome.NOT_APPLICABLE:
        return f"Not applicable: {_ending(_nothingdecides(deciding) if verdict.dropped else gate.why)}"
    if outcome is Outcome.NOT_ASSESSED:
        return _why_not_assessed(verdict, gate, _first(deciding, Answer.UNKNOWN) or leaning, words)
    because = _passed(deciding) if outcome is Outcome.MET else _first(deciding, Answer.NO)
    return f"{words[outcome]}: {_ending(because or leaning)}"


def _why_not_assessed(verdict: Verdict, gate: Gate, doubt: str, words: Mapping[Outcome, str]) -> str:
    """Where whether it applies is not known, that is the doubt, whatever its checks leave open."""
    applies = gate.answer is not Answer.UNKNOWN
    worst, best = (lower_first(words[each]) for each in (verdict.floor, verdict.ceiling))
    bounds = between(worst, best, applies=applies)
    return f"Not assessed, {bounds}: {_ending(doubt)}" if applies else f"Not assessed: {bounds}. {_ending(gate.why)}"


def _nothingdecides(deciding: tuple[Observation, ...]) -> str:
    return _first(deciding, Answer.NOT_APPLICABLE) or "nothing that decides it applies here"


def _first(deciding: tuple[Observation, ...], answer: Answer) -> str:
    return next((each.because for each in deciding if each.answer is answer), "")


def _passed(deciding: tuple[Observation, ...]) -> str:
    asked = [each for each in deciding if each.answer is not Answer.NOT_APPLICABLE]
    yes = sum(each.answer is Answer.YES for each in asked)
    if yes == len(asked):
        return asked[0].because if yes == 1 else f"all {yes} checks that decide it say yes" if yes else ""
    return f"{yes} of the {len(asked)} checks that decide it say yes, and that is enough"


def leans_on(
    requirement: Requirement,
    verdicts: Mapping[str, Verdict],
    previous: Mapping[str, Outcome] | None,
    words: Mapping[Outcome, str] = OUTCOMES,
) -> str:
    """What the other requirements that decide it came to: the explanation where no check of its own gives one."""
    clauses: list[str] = []
    said = {outcome: lower_first(word) for outcome, word in (OUTCOMES | dict(words)).items()}
    for leaf in leaves(requirement.met_when):
        if isinstance(leaf, RequirementIs):
            verdict = verdicts[leaf.path]
            outcome = verdict.floor if verdict.floor is verdict.ceiling else Outcome.NOT_ASSESSED
            clauses.append(f"{leaf.path} is {said[outcome]}")
        elif isinstance(leaf, PreviousIs) and previous is not None and leaf.path in previous:
            clauses.append(f"{leaf.path} was {said[previous[leaf.path]]} in the last closed cycle")
    return ", ".join(dict.fromkeys(clauses))


def _ending(sentence: str) -> str:
    return sentence if sentence.endswith(".") else f"{sentence}."


def findings_of(assessment: Assessment, pack: Pack) -> list[Finding]:
    """Those of one pack, in the order of the assessment."""
    return [finding for finding in assessment.findings if finding.requirement.pack == pack.name]
