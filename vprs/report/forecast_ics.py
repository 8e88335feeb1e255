"""The forecast as a calendar (RFC 5545), to be taken into Outlook or any other: one event a day and thing.

Takes a Forecast, gives bytes. Events last a whole day; their UIDs come from what they are about, so that the calendar
of a later run replaces them; their time stamp is the day of judgement. Rows of registers are left to the other formats:
hundreds of certificates would bury what needs doing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from icalendar import Calendar, Event

from vprs import __version__
from vprs.forecast import (
    Change,
    Forecast,
    Lapse,
    OpinionChange,
    Standing,
    behind_words,
    change_note,
    lapse_words,
    state_words,
)
from vprs.model import Outcome
from vprs.paper import visible
from vprs.phrases import ANSWERS, LEVELS, in_words, lower_first

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Entry:
    """about: what makes it the same event in another run."""

    on: date
    about: str
    summary: str
    lines: tuple[str, ...]


def render(forecast: Forecast) -> bytes:
    """The bytes of the calendar."""
    calendar = Calendar()
    calendar.add("prodid", f"-//vprs//forecast {__version__}//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    organisation = forecast.today.assessment.organisation
    stamp = datetime.combine(forecast.today.occasion.on, time(), UTC)
    for entry in sorted(_entries(forecast), key=lambda each: (each.on, each.about)):
        calendar.add_component(_event(entry, f"{organisation.code}|{organisation.name}", stamp))
    written: bytes = calendar.to_ical()
    return written


def _event(entry: _Entry, whose: str, stamp: datetime) -> Event:
    event = Event()
    event.add("uid", f"{hashlib.sha256(f'{whose}|{entry.about}'.encode('utf-8', 'replace')).hexdigest()[:32]}@vprs")
    event.add("dtstamp", stamp)
    event.add("dtstart", entry.on)
    event.add("dtend", entry.on + ONE_DAY)
    event.add("summary", visible(entry.summary))
    event.add("description", "\n".join(visible(line) for line in entry.lines if line))
    event.add("transp", "TRANSPARENT")
    return event


def _entries(forecast: Forecast) -> Iterator[_Entry]:
    words = {pack.name: pack.outcome_words for pack in forecast.today.assessment.packs}
    seen: dict[str, int] = {}
    for change in forecast.changes:
        if change.moved:
            path = change.requirement.path
            seen[path] = seen.get(path, 0) + 1
            yield _of_change(change, words[change.requirement.pack], seen[path])
    for opinion in forecast.opinions:
        yield _of_opinion(opinion)
    for lapse in forecast.lapses:
        if not lapse.records[0].row:
            yield _of_lapse(lapse)
    for standing in forecast.standings:
        yield from _of_standing(standing)


def _of_change(change: Change, words: dict[Outcome, str] | object, number: int) -> _Entry:
    own = words if isinstance(words, dict) else {}
    before, after = (state_words(each, own) for each in (change.before, change.after))
    turned = [line for turn in change.turns for line in (
        f"{turn.check}: {lower_first(ANSWERS[turn.before])}, then {lower_first(ANSWERS[turn.after])}. {turn.because}",
        *behind_words(turn.behind),
    )]  # fmt: skip
    return _Entry(
        on=change.on,
        about=f"requirement|{change.requirement.path}|{number}",
        summary=f"{change.requirement.path}: {after}",
        lines=(f"{change.requirement.title}. Before: {lower_first(before)}.", change.why, change_note(change), *turned),
    )


def _of_opinion(change: OpinionChange) -> _Entry:
    return _Entry(
        on=change.on,
        about=f"opinion|{change.pack}|{change.before}|{change.after}|{change.on}",
        summary=f"{change.pack}: {LEVELS[change.after]} from here, if nothing is done",
        lines=(f"Before: {LEVELS[change.before]}.", *change.because),
    )


def _of_lapse(lapse: Lapse) -> _Entry:
    (record,) = lapse.records
    rested = f"Rested on it: {', '.join(lapse.leaning)}." if lapse.leaning else "No check that says yes rested on it."
    return _Entry(
        on=lapse.on,
        about=f"lapse|{record.id}|{lapse.field}|{'|'.join(lapse.leaning)}",
        summary=lapse_words(lapse),
        lines=(rested,),
    )


def _of_standing(standing: Standing) -> Iterator[_Entry]:
    occasion = standing.occasion
    for opinion in standing.assessment.opinions:
        judged = f"Judged as of {in_words(occasion.as_of)}, for {occasion.period}, if nothing is done."
        yield _Entry(
            on=occasion.on,
            about=f"standing|{occasion.name}|{occasion.on}|{opinion.pack}",
            summary=f"{occasion.name}: {opinion.pack}, {LEVELS[opinion.level]}",
            lines=(judged, *opinion.because),
        )
