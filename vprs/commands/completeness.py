"""What an evidence folder lacks: faults, files that nobody described, checks that found nothing to judge by.

Takes an Assessment, gives a `Completeness`. It judges nothing: a check is listed where its
own answer says that what it needs is not in the folder, or where the folder has nothing of the kind at all.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from vprs.commands.nearness import Words, is_near
from vprs.evidence.batch import is_private
from vprs.model import (
    Absent,
    Agree,
    Answer,
    Assessment,
    Attested,
    Change,
    Check,
    Count,
    EachPeriod,
    Every,
    Exists,
    Fields,
    Finding,
    Follows,
    Form,
    Held,
    Observation,
    Outcome,
    Ratio,
    Reason,
    Record,
    Recurs,
    Selector,
)
from vprs.problem import Problem
from vprs.verification import chosen_note


@dataclass(frozen=True, kw_only=True, slots=True)
class Missing:
    """A check for which the folder holds no evidence of the kind it needs.

    needs     what the check asks, in words
    nearest   the record that came nearest, or None where none shares more than the kind: its id, or file#row where
              the id may be about a person
    advisory  the check decides nothing, so neither does its evidence
    chosen_by who chose its interval or threshold where no document states it, `pack`; chosen: that as a sentence
    """

    requirement: str
    check: str
    kind: str
    needs: str
    nearest: str | None
    advisory: bool
    chosen_by: str | None
    chosen: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Completeness:
    """`files` and `records` are numbers of them; the rest is what was found wanting.

    unread  organisation.yaml or the rules are at fault, so nothing is known but those problems
    """

    files: int
    records: int
    problems: tuple[Problem, ...]
    undescribed: tuple[str, ...]
    missing: tuple[Missing, ...]
    unread: bool = False

    @property
    def complete(self) -> bool:
        """Nothing wanting, and something there: a folder without a record has been checked for nothing."""
        wanting = any(not missing.advisory for missing in self.missing)
        return bool(self.records) and not (self.problems or self.undescribed or wanting)


def complete_or_not(assessment: Assessment) -> Completeness:
    """What the folder behind this assessment lacks."""
    workspace = assessment.workspace
    kinds = frozenset(record.kind for record in workspace.records)
    words = {pack.name: pack.words for pack in assessment.packs}
    return Completeness(
        files=len(workspace.files),
        records=len(workspace.records),
        problems=tuple(sorted(workspace.problems)),
        undescribed=workspace.undescribed,
        missing=tuple(
            missing
            for finding in assessment.findings
            for missing in _missing(finding, kinds, words[finding.requirement.pack])
        ),
    )


def not_read(problems: tuple[Problem, ...]) -> Completeness:
    """What is known of a folder that could not be judged: its problems."""
    return Completeness(files=0, records=0, problems=problems, undescribed=(), missing=(), unread=True)


def _missing(finding: Finding, kinds: frozenset[str], words: Words) -> Iterator[Missing]:
    """Checks that say so themselves, and those left open in a folder that holds nothing of the kind they need.

    A requirement that is met lacks nothing, for what is left open in it is only another way to meet it.
    """
    if finding.outcome is Outcome.NOT_APPLICABLE:
        return
    checks = {check.slug: check for check in finding.requirement.checks}
    for observation in finding.observations:
        check = checks[observation.check]
        needed = check.advisory or finding.outcome is not Outcome.MET
        open_ = needed and observation.answer in (Answer.NO, Answer.UNKNOWN)
        if open_ and (observation.reason is Reason.MISSING or kind_needed(check.form) not in kinds):
            yield _described(finding, check, observation, words)


def _described(finding: Finding, check: Check, observation: Observation, words: Words) -> Missing:
    near = (record for record in observation.witnesses if is_near(record, check.form, words))
    return Missing(
        requirement=finding.requirement.path,
        check=check.slug,
        kind=kind_needed(check.form),
        needs=check.says,
        nearest=next(map(_told, near), None),
        advisory=check.advisory,
        chosen_by=check.chosen_by,
        chosen=chosen_note(check),
    )


def _told(record: Record) -> str:
    return f"{record.file}#{record.line}" if is_private(record) else record.id


def kind_needed(form: Form) -> str:
    """The kind of evidence that would answer a check of this form."""
    match form:
        case Held():
            return "appointment"
        case Attested():
            return "attestation"
        case Absent():
            return "register"
        case Every():
            return form.has.kind
        case Follows():
            return form.then.kind
        case Ratio():
            return next(each.kind for each in (form.matching, form.of) if isinstance(each, Selector))
        case Change():
            return form.count.kind if form.count else "metric"
        case Exists() | Count() | Fields() | Recurs() | EachPeriod() | Agree():
            return form.selector.kind


def in_words(missing: Missing) -> str:
    """One line for a person: which check, what it needs, and what came nearest."""
    near = f" The nearest is {missing.nearest}." if missing.nearest else ""
    advisory = " (advisory)" if missing.advisory else ""
    chosen = f" {missing.chosen}" if missing.chosen else ""
    return f"{missing.requirement}, {missing.check}{advisory}: needs {_a(missing.kind)}. {missing.needs}{chosen}{near}"


def _a(kind: str) -> str:
    return f"{'an' if kind[0] in 'aeiou' else 'a'} {kind}"
