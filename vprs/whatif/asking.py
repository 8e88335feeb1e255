"""What would turn a check or a requirement, and what would fall if a file went: found by judging again.

Takes an assessment, gives edits that were each tried, and findings that differ. It words nothing and writes nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from vprs.assess import judged_alike
from vprs.checks import make_context, observe
from vprs.checks.scope import Scope
from vprs.engine.prune import needed_by
from vprs.model import (
    RANK,
    All,
    Answer,
    AnyOf,
    Assessment,
    Check,
    CheckIs,
    Condition,
    Finding,
    Outcome,
    Pack,
    PreviousIs,
    Requirement,
    RequirementIs,
    Workspace,
)
from vprs.whatif.days import Days, days_of
from vprs.whatif.edits import Way, apply, merged
from vprs.whatif.facts import ways_from
from vprs.whatif.search import Found, sifted, smallest
from vprs.whatif.ways import ways_to_yes

ROUNDS = 4  # of planning, since what turns one check may undo another


@dataclass(frozen=True, kw_only=True, slots=True)
class Question:
    """One requirement, what it leans on, and the day and time for which it is judged.

    since  where given, no new record may be dated earlier
    """

    pack: Pack
    requirement: Requirement
    assessment: Assessment
    previous: Mapping[str, Outcome] | None = None
    since: date | None = None

    def judged(self, edits: Way) -> Finding:
        """The finding with the edits made."""
        workspace = apply(self.assessment.workspace, edits)
        return _finding(self, workspace)

    def answered(self, check: Check, edits: Way) -> Answer:
        """The answer to one of its checks with the edits made."""
        return observe(check, self.scope(edits).context).answer

    def check(self, slug: str) -> Check:
        """The check of the requirement by its slug."""
        return next(each for each in self.requirement.checks if each.slug == slug)

    def scope(self, edits: Way = ()) -> Scope:
        """What its checks are asked against, with the edits made."""
        whole = self.assessment
        workspace = apply(whole.workspace, edits)
        return Scope(context=make_context(self.pack, workspace, whole.as_of, whole.period, _confirmed_after(whole)))


def question(assessment: Assessment, finding: Finding, previous: Mapping[str, Outcome] | None = None) -> Question:
    """The question of one finding, its pack cut down to the requirements that it leans on."""
    pack = next(pack for pack in assessment.packs if pack.name == finding.requirement.pack)
    small = replace(pack, requirements=needed_by(pack, finding.requirement))
    before = assessment.last.outcomes if previous is None and assessment.last is not None else previous
    return Question(pack=small, requirement=finding.requirement, assessment=assessment, previous=before)


def _confirmed_after(assessment: Assessment) -> date | None:
    return assessment.cycle.confirmed_after if assessment.cycle else None


def _finding(asked: Question, workspace: Workspace) -> Finding:
    again = judged_alike(asked.assessment, workspace, packs=(asked.pack,), previous=asked.previous)
    return next(each for each in again.findings if each.requirement.path == asked.requirement.path)


# ------------------------------------------------------------------------------------------------------- one check


def turning(asked: Question, check: Check, made: Way = ()) -> Found | None:
    """The smallest change that makes a check say yes, after the edits already made; None where none was found."""
    scope = asked.scope(made)
    told = (each for way in ways_to_yes(check.form, scope) for each in ways_from(way, scope, asked.since))
    return smallest(told, lambda edits: asked.answered(check, (*made, *edits)) is Answer.YES)


def days_of_turning(asked: Question, check: Check, found: Found) -> Mapping[int, Days]:
    """Within which days each edit of a small change does it."""
    return days_of(found.edits, lambda edits: asked.answered(check, edits) is Answer.YES, asked.assessment.as_of)


# ------------------------------------------------------------------------------------------------- one requirement


def reaching(asked: Question, wanted: Outcome) -> Found | None:
    """Edits by which a requirement comes to an outcome or better, nothing among them to spare; None where none do."""

    def does(edits: Way) -> bool:
        return reached(asked.judged(edits).outcome, wanted)

    way: Way = ()
    for _ in range(ROUNDS):
        if does(way):
            return Found(edits=sifted(way, does))
        more = _plan(asked, _wanted(asked.requirement, wanted), way)
        if not more:
            return None
        way = merged((*way, *more))
    return None


def days_of_reaching(asked: Question, wanted: Outcome, found: Found) -> Mapping[int, Days]:
    """The same for the edits by which a requirement comes to an outcome."""
    return days_of(found.edits, lambda edits: reached(asked.judged(edits).outcome, wanted), asked.assessment.as_of)


def reached(outcome: Outcome, wanted: Outcome) -> bool:
    """Whether an outcome is the one wanted or a better one."""
    return outcome in RANK and RANK[outcome] >= RANK[wanted]


def _wanted(requirement: Requirement, wanted: Outcome) -> Condition:
    if wanted is Outcome.MET or requirement.partly_when is None:
        return requirement.met_when
    return AnyOf(items=(requirement.partly_when, requirement.met_when))


def _plan(asked: Question, condition: Condition, made: Way) -> Way | None:
    """Edits beside those made that make a condition hold: every part of an `all`, the shortest of an `any`."""
    match condition:
        case All(items=items):
            return _all(asked, items, made)
        case AnyOf(items=items):
            ways = [_plan(asked, item, made) for item in items if not _drops_out(asked, item, made)]
            found = [way for way in ways if way is not None]
            return min(found, key=len) if found else (() if not ways else None)
        case CheckIs(slug=slug):
            return _check(asked, slug, made)
        case RequirementIs(path=path, at_least=least):
            other = replace(asked, requirement=next(each for each in asked.pack.requirements if each.path == path))
            outcome = other.judged(made).outcome
            if outcome is Outcome.NOT_APPLICABLE or reached(outcome, least):
                return ()
            return _plan(other, _wanted(other.requirement, least), made)
        case PreviousIs(path=path, at_least=least):
            was = (asked.previous or {}).get(path)
            return () if was is None or reached(was, least) else None
        case _:
            return None


def _all(asked: Question, items: tuple[Condition, ...], made: Way) -> Way | None:
    edits: Way = ()
    for item in items:
        way = _plan(asked, item, (*made, *edits))
        if way is None:
            return None
        edits = (*edits, *way)
    return edits


def _check(asked: Question, slug: str, made: Way) -> Way | None:
    check = asked.check(slug)
    if asked.answered(check, made) in (Answer.YES, Answer.NOT_APPLICABLE):
        return ()
    found = turning(asked, check, made)
    return found.edits if found else None


def _drops_out(asked: Question, condition: Condition, made: Way) -> bool:
    """What does not apply is no alternative."""
    if isinstance(condition, CheckIs):
        return asked.answered(asked.check(condition.slug), made) is Answer.NOT_APPLICABLE
    return False
