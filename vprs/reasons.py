"""Why a requirement is not met or not known, in lines: the reason in words, what was asked, what was found and where.

Takes a Finding, gives lines for a cell. It words nothing of its own beside the fixed phrase of a reason code.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from vprs.basis import decides
from vprs.model import Answer, Assessment, Finding, Observation, Outcome
from vprs.paper import Line, Run, line, mono, plain, strong
from vprs.phrases import (
    ANSWERS,
    lower_first,
    may_not_apply,
    outcome_word,
    reason_words,
    role_name,
    short,
    upper_first,
    who_name,
)
from vprs.verification import review_notes

_PLACE = re.compile(r"\S\.\w{1,5}:\d")


def deciding(finding: Finding, *answers: Answer) -> tuple[Observation, ...]:
    """The observations with one of these answers whose checks decide, in the order of the rule file."""
    named = decides(finding.requirement)
    return tuple(one for one in finding.observations if one.answer in answers and one.check in named)


def open_questions(finding: Finding) -> tuple[Observation, ...]:
    """What decides and is not yes: every no, then everything unknown. None where the requirement does not apply."""
    if finding.outcome is Outcome.NOT_APPLICABLE:
        return ()
    return deciding(finding, Answer.NO) + deciding(finding, Answer.UNKNOWN)


def reason_lines(finding: Finding) -> Iterator[Line]:
    """For each open question the reason, what was asked and what was found; else the finding's own why."""
    questions = open_questions(finding)
    if _told_by_why_alone(finding, questions):
        yield plain(upper_first(finding.why))
    for one in questions:
        says = next(check.says for check in finding.requirement.checks if check.slug == one.check)
        reason = tuple(reason_runs(one, ANSWERS[one.answer]))
        yield line(*reason, "Asked: " if reason else strong("Asked: "), says)
        yield line(one.because, *_where(one))


def reason_runs(one: Observation, otherwise: str = "") -> Iterator[Run]:
    """The reason in words, ahead of its sentence: nothing where the sentence begins with the same words."""
    reason = reason_words(one.reason) or otherwise
    if reason and not one.because.casefold().startswith(reason.casefold()):
        yield strong(f"{reason}. ")


def _told_by_why_alone(finding: Finding, questions: tuple[Observation, ...]) -> bool:
    """Where no question explains the outcome: what it leans on does, or whether it applies at all."""
    if finding.outcome is Outcome.MET or not finding.why:
        return False
    if may_not_apply(finding):
        return True
    unknown = any(one.answer is Answer.UNKNOWN for one in questions)
    return not questions or (finding.outcome is Outcome.NOT_ASSESSED and not unknown)


def _where(one: Observation) -> Iterator[Run | str]:
    """The file and line of the first witness, where the sentence names no place itself."""
    if one.witnesses and not _PLACE.search(one.because):
        yield from (" (", mono(one.witnesses[0].place), ")")


def beside_lines(assessment: Assessment, finding: Finding) -> Iterator[Line]:
    """What stands beside the finding: a rule that needs review, a judgement, a risk accepted. None changes it."""
    yield from (plain(note) for note in review_notes(finding.requirement))
    if judged := finding.judged:
        word = lower_first(outcome_word(assessment, finding.requirement.pack, judged.outcome))
        by = role_name(assessment.organisation, judged.by)
        view = "this disagrees with the finding" if judged.disagrees else "this agrees with the finding"
        place = mono(judged.record.place)
        carried = " Carried forward, not re-confirmed in this cycle." if judged.carried else ""
        yield line(strong("Judged: "), f"{by} judged it {word} on {short(judged.on)}; {view} (", place, f").{carried}")
    if accepted := finding.accepted:
        by = who_name(assessment.organisation, accepted.by)
        place = mono(accepted.record.place)
        yield line(strong("Risk accepted: "), f"by {by} until {short(accepted.until)} (", place, ").")
