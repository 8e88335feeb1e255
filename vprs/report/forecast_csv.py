"""The forecast as a table, one row for each thing that happens on a day, in order of the days.

Takes a Forecast, gives the bytes of a CSV file.
"""

from __future__ import annotations

from collections.abc import Iterator

from vprs.forecast import (
    Change,
    Forecast,
    Lapse,
    OpinionChange,
    Standing,
    Turn,
    behind_words,
    lapse_words,
)
from vprs.moves import direction
from vprs.phrases import ANSWERS, LEVELS, OUTCOMES
from vprs.report.csv_cells import table

HEADINGS = (
    "date", "what", "pack", "requirement", "title", "check", "from", "to", "worst", "best", "direction", "why",
    "evidence", "checks that rested on it",
)  # fmt: skip
ORDER = ("opinion on the day", "opinion", "requirement", "check", "lapse")

Row = tuple[str, ...]


def render(forecast: Forecast) -> bytes:
    """The bytes of the table."""
    rows = [row for part in _parts(forecast) for row in part]
    return table(HEADINGS, sorted(rows, key=lambda row: (row[0], ORDER.index(row[1]))))


def _parts(forecast: Forecast) -> Iterator[Iterator[Row]]:
    for standing in (forecast.today, *forecast.standings):
        yield _standing(standing)
    for opinion in forecast.opinions:
        yield iter((_opinion(opinion),))
    for change in forecast.changes:
        yield _change(change)
    for lapse in forecast.lapses:
        yield iter((_lapse(lapse),))


def _standing(standing: Standing) -> Iterator[Row]:
    occasion = standing.occasion
    for each in standing.assessment.opinions:
        title, why = f"{occasion.name}, judged as of {occasion.as_of}, for {occasion.period}", " ".join(each.because)
        on = occasion.on.isoformat()
        yield (on, "opinion on the day", each.pack, "", title, "", "", LEVELS[each.level], "", "", "", why, "", "")


def _opinion(change: OpinionChange) -> Row:
    before, after, why = LEVELS[change.before], LEVELS[change.after], " ".join(change.because)
    return (change.on.isoformat(), "opinion", change.pack, "", "", "", before, after, "", "", "", why, "", "")


def _change(change: Change) -> Iterator[Row]:
    asked, before, after = change.requirement, change.before, change.after
    named = (asked.pack, asked.path, asked.title)
    on = change.on.isoformat()
    if change.moved:
        outcomes = (OUTCOMES[before.outcome], OUTCOMES[after.outcome], OUTCOMES[after.floor], OUTCOMES[after.ceiling])
        yield (on, "requirement", *named, "", *outcomes, direction(before, after), change.why, "", "")
    for turn in change.turns:
        yield _turn(on, named, turn)


def _turn(on: str, named: Row, turn: Turn) -> Row:
    evidence = "; ".join(behind_words(turn.behind))
    answers = (ANSWERS[turn.before], ANSWERS[turn.after])
    return (on, "check", *named, turn.check, *answers, "", "", "", turn.because, evidence, "")


def _lapse(lapse: Lapse) -> Row:
    said = lapse_words(lapse)
    places = "; ".join(dict.fromkeys(record.place for record in lapse.records))
    return (lapse.on.isoformat(), "lapse", *[""] * 9, said, places, "; ".join(lapse.leaning))
