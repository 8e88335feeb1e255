"""What a pack says of incidents, training and the people in post: how many, with small numbers hidden.

Takes an Assessment, gives texts that may be shown. Anybody may read a pack, so every count of people or incidents from
1 to 4 is hidden, and what would give one away; the total of incidents too, which a board sees whole.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from vprs.evidence.names import fold
from vprs.evidence.suppression import WITHHELD, small_hidden, suppress
from vprs.holdings import known
from vprs.incidents import Incidents, Split, analyse
from vprs.indicators import training
from vprs.model import Assessment
from vprs.phrases import upper_first

TOTAL, OTHER_COURSES = "All", "Other courses"


@dataclass(frozen=True, kw_only=True, slots=True)
class Shown:
    """Counts of one sort: caption, then (name, count as it may be shown). Empty where even that would tell."""

    caption: str
    rows: tuple[tuple[str, str], ...]


def incident_numbers(assessment: Assessment) -> tuple[Shown, ...]:
    """The incidents of the judged period: all of them, then shared out; none where there is no figure."""
    now = analyse(assessment, assessment.period)
    if not now.found.told:
        return ()
    whole = Shown(caption=_caption(now.found), rows=((TOTAL, small_hidden(now.found.total)),))
    splits = (
        ("Incidents by month", now.by_month),
        ("Incidents by category", now.by_category),
        ("Incidents by whether an injury is recorded", now.injury),
        ("Incidents by whether a clinical factor is recorded", now.clinical_factor),
        ("Incidents by whether they were reported under RIDDOR", now.riddor),
    )
    return (whole, *(_split(caption, split) for caption, split in splits if now.found.total))


def _caption(found: Incidents) -> str:
    return f"Incidents recorded in the period{'; there may have been more' if found.at_least else ''}"


def _split(caption: str, split: Split) -> Shown:
    return Shown(caption=caption, rows=tuple((row.name, row.shown) for row in split.rows))


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
    counts: dict[str, tuple[int, int]] = {}
    for course in training(assessment):
        name = named.get(fold(course.name), OTHER_COURSES)
        held, lacking = counts.get(name, (0, 0))
        counts[name] = (held + course.in_date, lacking + course.required - course.in_date)
    return tuple(_trained(name, *both) for name, both in sorted(counts.items(), key=_others_last) if sum(both))


def _others_last(named: tuple[str, tuple[int, int]]) -> tuple[bool, str]:
    return named[0] == OTHER_COURSES, named[0]


def _trained(name: str, held: int, lacking: int) -> Trained:
    """Both parts are hidden where one of them, or the whole, is small."""
    whole = held + lacking
    told = None if small_hidden(whole) != f"{whole:,}" else suppress((held, lacking))
    in_date, not_in_date = (f"{int(each):,}" if each.isdigit() else each for each in told or (WITHHELD, WITHHELD))
    return Trained(course=name, required=small_hidden(whole), in_date=in_date, not_in_date=not_in_date)


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
        yield upper_first(kind), small_hidden(len(tuple(known(assessment, kind))))
