"""The pictures of the statement: actions by age, movement since the last cycle, incidents by month beside the rate.

Takes counts that the parts have made, gives figures, each with its table; None where there is nothing to see. It says
of no figure whether it is good.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from vprs.actions.recorded import Recorded
from vprs.chart import COLUMNS, STACKED, Chart, Series
from vprs.closing import Standing
from vprs.dates import Duration, add
from vprs.holdings import span
from vprs.moves import GONE, IMPROVED, NEW, UNCHANGED, WORSE
from vprs.paper import Figure, Table, cell
from vprs.phrases import lower_first, upper_first

# An open action is in the first of these whose months it has not reached, by the last day it may have been raised.
AGES = ((3, "Under 3 months"), (6, "3 to 6 months"), (12, "6 to 12 months"))
OLDER, UNDATED = "12 months or more", "Day raised not recorded"
MOVES = {IMPROVED: "first", UNCHANGED: "third", WORSE: "second", NEW: "fourth", GONE: "not-applicable"}
NONE_KNOWN = "none known"


def charted(caption: str, said: str, chart: Chart, first: str, unit: str = "") -> Figure | None:
    """A chart with its own numbers as its table; None where nothing would be seen.

    said   what it shows, a sentence: the alternative text begins with it
    first  the heading over the categories
    unit   what follows a number of the rate beside, `%`
    """
    if chart.empty:
        return None
    columns = [(series.name, [value or NONE_KNOWN for value in series.values]) for series in chart.series]
    if chart.beside:
        columns.append((chart.beside.name, [f"{v}{unit}" if v else NONE_KNOWN for v in chart.beside.values]))
    names, shown = [name for name, _ in columns], list(zip(*(values for _, values in columns), strict=True))
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


def incidents_picture(months: Sequence[tuple[str, int]], rates: Sequence[str], rate: str) -> Figure | None:
    """Incidents recorded in each month, with the latest reporting rate by the end of that month on an axis beside.

    months  (`April 2026`, count) in order
    rates   for each month a number from 0 to 100 as text, `71.4`, or nothing where none is known
    rate    what the rate is, `Reporting rate (staff survey, question 13d)`
    """
    beside = Series(name=rate, values=tuple(rates)) if any(rates) else None
    chart = Chart(
        kind=COLUMNS,
        categories=tuple(name for name, _ in months),
        axis="Incidents recorded",
        series=(_series("Incidents recorded", [count for _, count in months], "first"),),
        beside=beside,
        beside_axis="Reporting rate, %" if beside else "",
    )
    return charted("Incidents by month of the judged period, and the reporting rate", _said(chart), chart, "Month", "%")


def _said(chart: Chart) -> str:
    line = " A line against an axis of its own is the latest reporting rate by then." if chart.beside else ""
    return f"Columns, one for each month, of how many incidents were recorded.{line}"


def month_ends(months: Sequence[tuple[str, int]], start: date) -> Iterator[date]:
    """The last day of each month, the first of which is that of `start`."""
    first = start.replace(day=1)
    for number in range(1, len(months) + 1):
        yield date.fromordinal(add(first, Duration(number, 0)).toordinal() - 1)
