"""The forecast for a person: the opinion over time, what changes on which day and why, and what lapses.

Takes a Forecast, gives lines. Outcomes that stay as they are while only a check turns are counted, not told; rows of
registers are told by month. The other formats have everything.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby

from vprs.forecast import (
    Change,
    Forecast,
    Lapse,
    Standing,
    Turn,
    behind_words,
    change_note,
    lapse_words,
    state_words,
)
from vprs.model import Outcome
from vprs.paper import visible
from vprs.phrases import ANSWERS, LEVELS, MONTHS, in_words, lower_first, many
from vprs.standing import verified_sentence

BEHIND_SHOWN = 6


def lines(forecast: Forecast) -> Iterator[str]:
    """Everything, in order; long lines are for the printer to fold."""
    yield from _head(forecast)
    yield ""
    yield from _opinions(forecast)
    yield ""
    yield from _changes(forecast)
    yield ""
    yield from _shares(forecast)
    yield from _lapses(forecast)
    yield ""
    yield from _limits(forecast)


def render(forecast: Forecast) -> bytes:
    """The same as a file."""
    return "".join(f"{visible(each)}\n" for each in lines(forecast)).encode("utf-8", "backslashreplace")


def _head(forecast: Forecast) -> Iterator[str]:
    today = forecast.today.assessment
    yield f"{today.organisation.name} ({today.organisation.code})"
    first, last = in_words(today.as_of), in_words(forecast.until)
    yield f"Forecast from {first} to {last}: what changes if nothing is done and nothing is added."
    for pack in today.packs:
        yield f"{pack.name}: {verified_sentence(today, pack)}"
    if not today.workspace.records:
        yield "No evidence was read: there is nothing in this folder that could lapse."


def _opinions(forecast: Forecast) -> Iterator[str]:
    yield "Opinion if nothing is done:"
    turns = [(each.on, f"{each.pack}: turns from {LEVELS[each.before]} to {LEVELS[each.after]}", each.because)
             for each in forecast.opinions]  # fmt: skip
    stands = [(each.occasion.on, sentence, ()) for each in (forecast.today, *forecast.standings)
              for sentence in _standing(each)]  # fmt: skip
    for on, sentence, because in sorted([*stands, *turns], key=lambda item: item[0]):
        yield f"  {in_words(on)}: {sentence}"
        yield from (f"      {each}" for each in because)


def _standing(standing: Standing) -> Iterator[str]:
    occasion = standing.occasion
    for each in standing.assessment.opinions:
        told = f"{occasion.name}, {each.pack}: {LEVELS[each.level]}"
        judged = f"judged as of {in_words(occasion.as_of)}, for {occasion.period}"
        yield f"{told} ({judged})" if occasion.as_of != occasion.on else told


def _changes(forecast: Forecast) -> Iterator[str]:
    moved = [each for each in forecast.changes if each.moved]
    if not moved:
        yield "No requirement comes to another outcome."
    else:
        yield f"What changes ({many(len(moved), 'outcome')}, on {many(len({each.on for each in moved}), 'day')}):"
    words = {pack.name: pack.outcome_words for pack in forecast.today.assessment.packs}
    for on, group in groupby(moved, key=lambda each: each.on):
        yield f"  {in_words(on)}"
        for change in group:
            yield from _change(change, words[change.requirement.pack])
    only = len(forecast.changes) - len(moved)
    if only:
        yield f"  Besides, checks turn {many(only, 'time')} without another outcome; the other formats list them."


def _change(change: Change, words: Mapping[Outcome, str]) -> Iterator[str]:
    before, after = state_words(change.before, words), state_words(change.after, words)
    note = change_note(change)
    yield f"    {change.requirement.path}: {before} -> {after}{f' ({note})' if note else ''}"
    yield f"      {change.requirement.title}"
    for turn in change.turns:
        yield from _turn(turn)
    if not change.turns:
        yield f"      {change.why}"


def _turn(turn: Turn) -> Iterator[str]:
    answers = f"{lower_first(ANSWERS[turn.before])} -> {lower_first(ANSWERS[turn.after])}"
    yield f"      {turn.check}: {answers}. {turn.because}"
    behind = list(behind_words(turn.behind))
    yield from (f"        {each}" for each in behind[:BEHIND_SHOWN])
    if len(behind) > BEHIND_SHOWN:
        yield f"        and {len(behind) - BEHIND_SHOWN} more"


def _shares(forecast: Forecast) -> Iterator[str]:
    moved = {name: values for name, values in forecast.shares.items() if len(set(values)) > 1}
    if not moved:
        return
    days = [in_words(each.occasion.on) for each in (forecast.today, *forecast.standings)]
    yield f"Shares that move ({', then '.join(days)}):"
    for name, values in moved.items():
        yield f"  {name}: {', then '.join(value or 'not known' for value in values)}"
    yield ""


def _lapses(forecast: Forecast) -> Iterator[str]:
    single = [each for each in forecast.lapses if not each.records[0].row]
    if not forecast.lapses:
        yield "Nothing in the folder lapses or falls due."
        return
    yield "What lapses or falls due (on the first day on which it is so):"
    for lapse in single:
        yield f"  {in_words(lapse.on)}: {lapse_words(lapse)}{_rested(lapse)}"
    yield from _rows([each for each in forecast.lapses if each.records[0].row])


def _rested(lapse: Lapse) -> str:
    return f"; rested on it: {', '.join(lapse.leaning)}" if lapse.leaning else ""


def _rows(lapses: Sequence[Lapse]) -> Iterator[str]:
    """How many rows of each table a month, by what happens to them."""
    months: dict[tuple[date, str, str], set[str]] = {}
    for each in lapses:
        key = (each.on.replace(day=1), each.records[0].file, str(each.field))
        months.setdefault(key, set()).update(record.id for record in each.records)
    for (month, file, field), ids in sorted(months.items()):
        yield f"  {MONTHS[month.month - 1]} {month.year}: {file}, {many(len(ids), 'row')} ({_ROWS[field]})"


_ROWS = {
    "review_date": "pass their review date",
    "valid_until": "are no longer valid",
    "end": "end",
    "period.end": "run their time",
    "expires": "expire",
    "accreditation_expires": "have an accreditation that expires",
    "accepted_until": "risks whose acceptance lapses",
    "due": "become overdue",
    "age": "grow older than what is asked",
    "window": "leave the time that is looked at",
    "day": "no longer count",
}


def _limits(forecast: Forecast) -> Iterator[str]:
    yield (
        "Every day is judged for the six months that end on it, as `vprs assess --as-of` judges it; a meeting of a "
        "cycle is judged for the cycle's own period, as of its cut-off."
    )
    problems = len(forecast.today.assessment.workspace.problems)
    if problems:
        told = f"{many(problems, 'problem')} in the evidence: what was left out is not known on any day."
        yield f"{told} `vprs check` lists them."
    yield forecast.today.assessment.engine.note
