"""The way to an opinion: of all the steps that are known those without which it is not reached, the dearest left out
first.

Takes an assessment, a pack and the level wanted, gives a `Path`. Every answer in it is that of the whole pack assessed
again with the changes made.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from vprs.model import Assessment, Finding, Outcome, Pack, Requirement
from vprs.pathway.sparing import effort, spared
from vprs.pathway.steps import Say, Step, steps_of
from vprs.pathway.timing import first_day
from vprs.pathway.trying import Came, Trial, edits_of
from vprs.whatif import SHOWN, Changed, Found, apply, days_of_reaching, question


@dataclass(frozen=True, kw_only=True, slots=True)
class Path:
    """The way of one pack to a level.

    level      the opinion as it is; reached: what it comes to with every step made
    steps      each needed, those of the least effort first; none where the level is reached already, or not at all
    not_before the first day on which it can be reached where only time helps; None: today, or none is known
    waiting    requirements that must wait, with their own first days (None: none was found)
    possible   whether any way is known
    because    what the opinion comes to with every known change made, where that is not enough
    """

    pack: Pack
    wanted: str
    level: str
    reached: str
    steps: tuple[Step, ...] = ()
    not_before: date | None = None
    waiting: tuple[tuple[Requirement, date | None], ...] = ()
    possible: bool = True
    because: tuple[str, ...] = ()


def path_to(
    assessment: Assessment,
    pack: Pack,
    wanted: str,
    *,
    previous: Mapping[str, Outcome] | None = None,
    say: Say = lambda _: None,
) -> Path:
    """The way to a level (`substantial`, `moderate`, `limited`) or a better one."""
    trial = Trial(assessment, pack, wanted, previous)
    level = trial.judged(()).level
    if trial.enough(()):
        return Path(pack=pack, wanted=wanted, level=level, reached=level)
    known = steps_of(assessment, pack, previous, say)
    say("Judging with every change made")
    whole = trial.judged(known.found)
    if not trial.enough(known.found):
        return _out_of_reach(trial, known.stuck, level, whole, say)
    usable, not_before, waiting = _in_time(trial, known.found, say)
    say("Leaving out what can be spared")
    kept = spared(trial, usable)
    joined = [_of_whom_it_helps(trial, each, kept) for each in _joined(kept)]
    shown = (_as_it_stands(_with_days(trial, each, joined), assessment) for each in joined)
    return Path(
        pack=pack,
        wanted=wanted,
        level=level,
        reached=trial.judged(kept).level,
        steps=tuple(sorted(shown, key=effort)),
        not_before=not_before,
        waiting=tuple(
            (step.requirement, on)
            for step, on in waiting
            if step.requirement is not None and any(_alike(step, each) for each in kept)
        ),
    )


def _out_of_reach(trial: Trial, stuck: Sequence[Finding], level: str, whole: Came, say: Say) -> Path:
    """With every known change made it is not enough; where only time is wanting, from which day on."""
    waiting = []
    for finding in stuck:
        if trial.finding(finding.requirement).outcome in (Outcome.MET, Outcome.NOT_APPLICABLE):
            continue  # it is the other changes that would undo it
        say(f"Looking for the first day: {finding.requirement.path}")
        asked = question(trial.assessment, trial.finding(finding.requirement), trial.previous)
        waiting.append((finding.requirement, first_day(asked, Outcome.MET)))
    return Path(
        pack=trial.pack,
        wanted=trial.wanted,
        level=level,
        reached=whole.level,
        not_before=min((on for _, on in waiting if on is not None), default=None),
        waiting=tuple(waiting),
        possible=False,
        because=whole.because,
    )


def _in_time(
    trial: Trial, steps: tuple[Step, ...], say: Say
) -> tuple[tuple[Step, ...], date | None, tuple[tuple[Step, date | None], ...]]:
    """The steps that may be used, the day before which they cannot all be taken, and those that must wait."""
    timely = tuple(step for step in steps if step.timely)
    if trial.enough(timely):
        return timely, None, ()
    waiting = []
    for step in steps:
        if not step.timely and step.requirement is not None and step.wanted is not None:
            say(f"Looking for the first day: {step.requirement.path}")
            asked = question(trial.assessment, trial.finding(step.requirement), trial.previous)
            waiting.append((step, first_day(asked, step.wanted)))
    for on in sorted({day for _, day in waiting if day is not None}):
        late = [step for step, day in waiting if day is not None and day <= on]
        usable = tuple(step for step in steps if step.timely or step in late)
        if trial.enough(usable):
            return usable, on, tuple(waiting)
    return steps, None, tuple(waiting)


def _alike(one: Step, other: Step) -> bool:
    return one.requirement is other.requirement and one.wanted is other.wanted


def _joined(steps: Sequence[Step]) -> tuple[Step, ...]:
    """One step for each requirement, to the best outcome that is wanted of it."""
    found: dict[str, Step] = {}
    for number, step in enumerate(steps):
        name = step.requirement.path if step.requirement else f"at large {number}"
        first = found.get(name, step)
        edits = step.edits if first is step else (*first.edits, *step.edits)
        found[name] = replace(step, edits=edits, timely=first.timely and step.timely)
    return tuple(found.values())


def _of_whom_it_helps(trial: Trial, step: Step, steps: Sequence[Step]) -> Step:
    """The step as one of the requirement that would come out worse without it: it may be another than it was for."""
    if step.requirement is None:
        return step
    whole = trial.judged(steps).outcomes
    own = [edit for edit in edits_of(steps) if not any(edit is each for each in step.edits)]
    less = trial.judged((replace(step, edits=tuple(own)),)).outcomes
    if whole[step.requirement.path] is not less[step.requirement.path]:
        return step
    other = next((each for each in trial.pack.requirements if whole[each.path] is not less[each.path]), None)
    return replace(step, requirement=other, wanted=whole[other.path]) if other else step


def _with_days(trial: Trial, step: Step, steps: Sequence[Step]) -> Step:
    """The step with the days within which each of its edits does it, the others being made, and what it comes to."""
    if step.requirement is None or step.wanted is None:
        return step
    others = edits_of(each for each in steps if each is not step)
    now = replace(trial.assessment, workspace=apply(trial.assessment.workspace, others))
    asked = question(now, trial.finding(step.requirement), trial.previous)
    small = len(step.edits) <= 2 * SHOWN
    days = days_of_reaching(asked, step.wanted, Found(edits=step.edits)) if small else {}
    return replace(step, days=days, wanted=asked.judged(step.edits).outcome)


def _as_it_stands(step: Step, assessment: Assessment) -> Step:
    """A record changed by several steps is told as it stands today."""
    today = {record.id: record for record in assessment.workspace.records}
    return replace(
        step,
        edits=tuple(
            replace(edit, record=today[edit.record.id]) if isinstance(edit, Changed) else edit for edit in step.edits
        ),
    )
