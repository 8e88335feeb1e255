"""Why a requirement came out as it did, and what a file is good for, as lines of text for a person.

Takes an Assessment and the finding or file asked about, gives lines; every fact in them was decided before. It reads
nothing and prints nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

from vprs.commands.turning_told import reaching_lines, turning_lines
from vprs.explaining import found, needed, source_in_words, when_met
from vprs.model import (
    Answer,
    Assessment,
    Check,
    Finding,
    Observation,
    Outcome,
    Pack,
)
from vprs.phrases import (
    ANSWERS,
    BASES,
    in_words,
    lower_first,
    many,
    outcome_word,
    period_in_words,
    reason_words,
    role_name,
    worst_and_best,
)
from vprs.verification import check_notes, chosen_note, review_notes, unverified_in_words
from vprs.whatif import Question, question
from vprs.witnesses import witness_lines


def explain_requirement(assessment: Assessment, finding: Finding, to: Outcome | None = None) -> Iterator[str]:
    """The requirement, its checks with their witnesses, and what would have to be there; `to`: for which outcome."""
    requirement = finding.requirement
    pack = next(pack for pack in assessment.packs if pack.name == requirement.pack)
    yield f"{requirement.path}: {_outcome(assessment, finding)}"
    yield f"  {requirement.title}"
    yield ""
    yield f"  What it asks:    {' '.join(requirement.requirement.split())}"
    yield f"  Why it matters:  {' '.join(requirement.rationale.split())}"
    yield f"  Where from:      {source_in_words(requirement)}"
    yield f"  Rules:           {pack.name} {pack.version}, {_verified(pack)}; severity {requirement.severity}"
    yield from (f"  {note}" for note in review_notes(requirement))
    yield f"  Judged:          as of {in_words(assessment.as_of)}, for {period_in_words(assessment.period)}"
    yield f"  Because:         {finding.why}"
    yield f"  Rests on:        {BASES[finding.basis]}"
    yield ""
    asked = question(assessment, finding)
    yield from _checks(asked, finding)
    yield from _conditions(finding)
    yield from _beside(assessment, finding)
    yield from _needed(assessment, finding)
    if to is not None:
        yield ""
        yield from reaching_lines(asked, to, outcome_word(assessment, requirement.pack, to))


def _outcome(assessment: Assessment, finding: Finding) -> str:
    word = outcome_word(assessment, finding.requirement.pack, finding.outcome)
    range_ = worst_and_best(assessment, finding)
    return f"{word}, {range_}" if range_ else word


def _verified(pack: Pack) -> str:
    return "compared with the official text" if pack.verified else f"not verified: {unverified_in_words(pack)}"


def _checks(asked: Question, finding: Finding) -> Iterator[str]:
    seen = {observation.check: observation for observation in finding.observations}
    yield f"Its {many(len(finding.requirement.checks), 'check')}:"
    for check in finding.requirement.checks:
        yield ""
        observation = seen.get(check.slug)
        yield from _check(check, observation)
        if observation is not None and finding.outcome is not Outcome.NOT_APPLICABLE:
            yield from (f"      {line}" for line in turning_lines(asked, check, observation))


def _check(check: Check, observation: Observation | None) -> Iterator[str]:
    advice = " (shown, never decides)" if check.advisory else ""
    if observation is None:
        yield f"  [Not asked] {check.slug}: {check.says}{advice}"
        return
    yield f"  [{ANSWERS[observation.answer]}] {check.slug}: {check.says}{advice}"
    yield f"      {observation.because}"
    if observation.value or observation.needed:
        yield f"      found: {found(observation)}; needed: {needed(observation)}"
    if observation.reason:
        yield f"      reason: {observation.reason.value} ({lower_first(reason_words(observation.reason))})"
    if chosen := chosen_note(check):
        yield f"      {chosen}"
    yield from (f"      {note}" for note in check_notes(check))
    for line in witness_lines(observation.witnesses):
        yield f"      {line}"


def _conditions(finding: Finding) -> Iterator[str]:
    yield ""
    yield from when_met(finding.requirement)


def _beside(assessment: Assessment, finding: Finding) -> Iterator[str]:
    if judged := finding.judged:
        differs = "; this disagrees with the finding" if judged.disagrees else ""
        role = role_name(assessment.organisation, judged.by)
        yield ""
        yield f"Judged {judged.outcome.value} by the {role} on {judged.on} ({judged.record.place}){differs}."
    if accepted := finding.accepted:
        role = role_name(assessment.organisation, accepted.by)
        yield ""
        yield f"Risk accepted by the {role} until {accepted.until} ({accepted.record.place})."


def _needed(assessment: Assessment, finding: Finding) -> Iterator[str]:
    if finding.outcome in (Outcome.MET, Outcome.NOT_APPLICABLE) and finding.gap is None:
        return
    yield ""
    yield "What would be needed:"
    for observation in finding.observations:
        if observation.answer in (Answer.NO, Answer.UNKNOWN):
            why = f", {lower_first(reason_words(observation.reason))}" if observation.reason else ""
            lacks = f"needs {observation.needed or 'a record of it'}; found {found(observation)}{why}"
            yield f"  {observation.check}: {lacks}"
    if gap := finding.gap:
        yield f"  Gap:    {gap.gap}"
        yield f"  Action: {gap.action}"
        yield f"  Owner:  {role_name(assessment.organisation, gap.owner)}, by {in_words(gap.due)}"
