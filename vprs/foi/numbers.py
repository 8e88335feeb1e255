"""What a pack says of incidents, training and the people in post: how many, with small numbers hidden.

Takes an Assessment, gives texts that may be shown. Anybody may read a pack, so here every count of people or incidents
from 1 to 4 is hidden, and what would give one away; figures by month too, which a board sees whole.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from vprs.evidence.names import fold
from vprs.evidence.suppression import suppress
from vprs.holdings import known
from vprs.indicators import NOT_GIVEN, incidents, split_shown, training
from vprs.model import Assessment
from vprs.phrases import upper_first

TOTAL, OTHER_COURSES = "All", "Other courses"
INJURY = ("yes", "no", NOT_GIVEN)


@dataclass(frozen=True, kw_only=True, slots=True)
class Shown:
    """Counts of one sort: caption, then (name, count as it may be shown). Empty where even that would tell."""

    caption: str
    rows: tuple[tuple[str, str], ...]


def incident_numbers(assessment: Assessment) -> tuple[Shown, ...]:
    """The incidents of the judged period: all of them, and shared out in several ways; none where none is recorded."""
    (now,) = incidents(assessment, (assessment.period,))
    if not now.total:
        return ()
    injury = {"yes": now.injured, NOT_GIVEN: now.injury_unknown}
    injury["no"] = now.total - sum(injury.values())
    months = dict(now.by_month)
    undated = now.total - sum(months.values())
    split = (
        ("Incidents by month", split_shown(months | ({"No month given": undated} if undated else {}), tuple(months))),
        ("Incidents by category", now.by_category),
        ("Incidents by whether an injury is recorded", split_shown(injury, INJURY)),
        ("Incidents by whether a clinical factor is recorded", now.by_clinical),
        ("Incidents by whether they were reported under RIDDOR", split_shown(now.riddor, tuple(now.riddor))),
    )
    whole = Shown(caption="Incidents recorded in the period", rows=((TOTAL, alone(now.total)),))
    return (whole, *(Shown(caption=caption, rows=_spoken(rows)) for caption, rows in split))


def _spoken(rows: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    return tuple((upper_first(name), shown) for name, shown in rows)


def alone(count: int) -> str:
    """One count that no other stands beside."""
    return suppress([[count]]).total


@dataclass(frozen=True, kw_only=True, slots=True)
class Trained:
    """A course by the word of a rule pack: how many it is required of, hold it in date, and do not."""

    course: str
    required: str
    in_date: str
    not_in_date: str


def training_numbers(assessment: Assessment) -> tuple[Trained, ...]:
    """The courses that a rule pack names, each by itself, and all the others as one; a course is free text else."""
    named = _words(assessment)
    counts: dict[str, list[int]] = {}
    for course in training(assessment):
        held = counts.setdefault(named.get(fold(course.name), OTHER_COURSES), [0, 0])
        held[0] += course.in_date
        held[1] += course.required - course.in_date
    return tuple(_trained(name, held) for name, held in sorted(counts.items(), key=_others_last) if sum(held))


def _others_last(named: tuple[str, list[int]]) -> tuple[bool, str]:
    return named[0] == OTHER_COURSES, named[0]


def _trained(name: str, held: list[int]) -> Trained:
    table = suppress([held])
    in_date, not_in_date = table.cells[0]
    return Trained(course=name, required=table.total, in_date=in_date, not_in_date=not_in_date)


def _words(assessment: Assessment) -> Mapping[str, str]:
    """A course as records write it, folded -> how a rule pack calls it."""
    found: dict[str, str] = {}
    for pack in assessment.packs:
        for word, aliases in pack.words.get("course", {}).items():
            found |= dict.fromkeys(map(fold, (word, *aliases)), upper_first(word.replace("-", " ")))
    return found


def people_numbers(assessment: Assessment) -> Iterator[tuple[str, str]]:
    """How many other records about people there are, by kind; of incidents those of the period are shown, no more."""
    for kind in ("response", "training", "appointment"):
        yield upper_first(kind), alone(len(tuple(known(assessment, kind))))
