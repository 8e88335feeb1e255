"""The pictures of the statement: actions by age, movement since the last cycle, incidents by month beside the rate.

Takes counts that the parts have made, gives figures, each with its table; None where there is nothing to see. It says
of no figure whether it is good.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from vprs.actions.recorded import Recorded
from vprs.chart import COLUMNS, STACKED, Chart, Series
from vprs.closing import Standing
from vprs.dates import Duration, add
from vprs.holdings import span
from vprs.moves import GONE, IMPROVED, NEW, UNCHANGED, WORSE
from vprs.paper import Block, Figure, Table, cell
from vprs.phrases import lower_first, upper_first

# An open action is in the first of these whose months it has not reached, by the last day it may have been raised.
AGES = ((3, "Under 3 months"), (6, "3 to 6 months"), (12, "6 to 12 months"))
OLDER, UNDATED = "12 months or more", "Day raised not recorded"
MOVES = {IMPROVED: "first", UNCHANGED: "third", WORSE: "second", NEW: "fourth", GONE: "not-applicable"}


def charted(caption: str, said: str, chart: Chart, first: str) -> Figure | None:
    """A chart with its own numbers as its table; None where nothing would be seen.

    said   what it shows, a sentence: the alternative text begins with it
    first  the heading over the categories
    """
    if chart.empty:
        return None
    names = [series.name for series in chart.series]
    shown = list(zip(*(series.values for series in chart.series), strict=True))
    told = "; ".join(
        f"{category}: {', '.join(f'{lower_first(name)} {value}' for name, value in zip(names, values, strict=True))}"
        for category, values in zip(chart.categories, shown, strict=True)
    )
    table = Table(
        caption=caption,
        headings=(first, *names),
        rows=tuple(
            (cell(category), *map(cell, values)) for category, values in zip(chart.categories, shown, strict=True)
        ),
        widths=(30, *([70 // len(names)] * len(names))),
        numbers=frozenset(range(1, len(names) + 1)),
    )
    return Figure(caption=caption, described=f"{said} {told}.", chart=chart, table=table)


def _series(name: str, counts: Sequence[int], tone: str) -> Series:
    return Series(name=name, values=tuple(map(str, counts)), tone=tone)


# -------------------------------------------------------------------------------------------------- actions by age


def actions_picture(recorded: Iterable[Recorded], as_of: date) -> Figure | None:
    """The open actions by the time since they were raised, those that are overdue apart."""
    counts = Counter((_age(each, as_of), each.state is Standing.OVERDUE) for each in recorded if each.open)
    names = [name for _, name in AGES] + [OLDER]
    names += [UNDATED] if any(name == UNDATED for name, _ in counts) else []
    chart = Chart(
        kind=STACKED,
        categories=tuple(names),
        axis="Open actions",
        series=(
            _series("Not overdue", [counts[name, False] for name in names], "first"),
            _series("Overdue", [counts[name, True] for name in names], "second"),
        ),
    )
    said = "Bars, one for each age since the action was raised, of how many recorded actions are open."
    return charted("Open actions by age, and which of them are overdue", said, chart, "Age")


def _age(action: Recorded, as_of: date) -> str:
    raised = span(action.record, "raised_on")
    if raised is None:
        return UNDATED
    return next((name for months, name in AGES if as_of < add(raised.last, Duration(months, 0))), OLDER)


# -------------------------------------------------------------------------------------------------------- movement


def movement_picture(moves: Mapping[str, Mapping[str, int]], since: str) -> Figure | None:
    """How requirements moved since the last closed cycle. moves: name of a group -> way -> how many; since: which."""
    ways = [way for way in MOVES if any(counts.get(way) for counts in moves.values())]
    chart = Chart(
        kind=STACKED,
        categories=tuple(moves),
        axis="Requirements",
        series=tuple(
            _series(upper_first(way), [counts.get(way, 0) for counts in moves.values()], MOVES[way]) for way in ways
        ),
    )
    said = "Bars, one for each phase, of how many requirements moved which way."
    return charted(f"Movement since cycle {since}", said, chart, "Phase")


# ------------------------------------------------------------------------------------------------ incidents by month


def incidents_picture(table: Table, months: Sequence[tuple[str, str]], rates: Sequence[str], rate: str) -> Block:
    """The table of incidents by month under its picture, with the latest reporting rate of then on an axis beside.

    months  (`April 2026`, count as it may be shown, empty where hidden) in order; only a count is drawn
    rates   for each month a number from 0 to 100 as text, `71.4`, or nothing where none is known
    rate    what the rate is, `Reporting rate (staff survey, question 13d)`
    """
    counts = tuple(shown.replace(",", "") for _, shown in months)
    drawn = tuple(count if count.isdigit() else "" for count in counts)
    chart = Chart(
        kind=COLUMNS,
        categories=tuple(name for name, _ in months),
        axis="Incidents recorded",
        series=(Series(name="Incidents recorded", values=drawn),),
        beside=Series(name=rate, values=tuple(rates)) if any(rates) else None,
        beside_axis="Reporting rate, %" if any(rates) else "",
    )
    if chart.empty:
        return table
    told = "; ".join(
        f"{name}: {shown or 'hidden'}{f', reporting rate {now}%' if now else ''}"
        for (name, shown), now in zip(months, rates, strict=True)
    )
    line = " A line against an axis of its own is the latest reporting rate by then." if chart.beside else ""
    said = f"Columns, one for each month, of how many incidents were recorded.{line}"
    caption = "Incidents by month, and the reporting rate" if chart.beside else "Incidents by month"
    return Figure(caption=caption, described=f"{said} {told}.", chart=chart, table=table, with_table=True)
