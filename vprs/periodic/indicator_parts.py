"""The packs' indicators year on year: value, last year, change, target, comparable, and where two sources differ.

Takes an Assessment and the analyses of both periods, gives blocks. A change is told as a number and never as good or
bad; whether a target is met is what the finding says.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from vprs.checks.wording import percent
from vprs.dates import Period
from vprs.evidence.suppression import SMALL
from vprs.incidents import IncidentAnalysis
from vprs.incidents.survey import is_percent
from vprs.model import Answer, Assessment, Reason
from vprs.paper import Block, Cell, Table, cell, line, mono, paragraph, strong
from vprs.periodic.figures import Figure, Indicator, Source, indicators
from vprs.periodic.showing import HIDDEN, key_of, plain, texts
from vprs.periodic.spans import year_label
from vprs.phrases import REASONS, reference, short

ZERO = Fraction(0)
LEAST = Fraction(1, 10_000)
Shown = Mapping[tuple[str, Period], str]

TARGET = {
    Answer.YES: "met",
    Answer.NO: "not met",
    Answer.UNKNOWN: "not known",
    Answer.NOT_APPLICABLE: "not applicable",
}
READ = (
    "A rise is not by itself worse, nor a fall better. Comparable says that there is one figure in the same unit for "
    "each of the two periods; a new incident system, definition or way of counting breaks a series, and a figure does "
    "not tell of it. Changes are cut, not rounded. Hidden is a count of the register that would give a count from 1 "
    "to 4 away."
)


def change_blocks(assessment: Assessment, analyses: Sequence[IncidentAnalysis]) -> Iterator[Block]:
    """A table for each length of period, then a sentence for each disagreement and one for what is not compared."""
    found = indicators(assessment)
    if not found:
        yield paragraph("The rules ask for no figure to be compared with the one before.")
        return
    shown = texts(found, analyses)
    for each in dict.fromkeys(one.sources[0].form.each for one in found):
        yield _table(assessment, [one for one in found if one.sources[0].form.each == each], shown)
    yield paragraph(READ, style="note")
    for indicator in found:
        yield from _disagreements(assessment, indicator, shown)
    alone = [each.title for each in found if each.register is None]
    if alone:
        yield paragraph(
            f"The rules name no count of the register for these, so nothing is held beside: {'; '.join(alone)}."
        )


def _table(assessment: Assessment, found: list[Indicator], shown: Shown) -> Table:
    first = found[0].sources[0]
    return Table(
        caption="Indicators, each period beside the one before",
        headings=("Indicator", "From", *(label(each.period) for each in _both(first)), *HEADINGS),
        rows=tuple(row for each in found for row in _rows(assessment, each, shown)),
        widths=(26, 14, 11, 11, 11, 14, 13),
        numbers=frozenset((2, 3, 4)),
    )


HEADINGS = ("Change", "Target", "Comparable")


def label(period: Period) -> str:
    """`2025/26` for twelve months from the first of one; else its days."""
    days = (period.end - period.start).days + 1
    return year_label(period) if days in (365, 366) else f"{short(period.start)} to {short(period.end)}"


def _rows(assessment: Assessment, indicator: Indicator, shown: Shown) -> Iterator[tuple[Cell, ...]]:
    name = cell(line(strong(indicator.title)), reference(assessment, indicator.requirement))
    for source in indicator.sources:
        values = [
            _value(source, figure, shown.get((key_of(indicator, source), figure.period))) for figure in _both(source)
        ]
        yield (
            name,
            _from(source),
            *(cell(each) for each in values),
            cell(_change(source, values)),
            cell(_target(source)),
            cell(_comparable(source)),
        )
    if indicator.metric and indicator.register:
        held = [_held_together(indicator, place, shown) for place in (0, 1)]
        yield (name, cell("The two held together"), *(cell(each) for each in held), cell(), cell(), cell())


def _both(source: Source) -> tuple[Figure, Figure]:
    return source.now, source.then


def _from(source: Source) -> Cell:
    if source.by_register:
        return cell("Register")
    places = dict.fromkeys(record.place for figure in _both(source) for record in figure.records)
    return cell("Figure reported", *(line(mono(each)) for each in places))


def _value(source: Source, figure: Figure, text: str | None) -> str:
    if text is not None:
        return text
    if figure.reason is Reason.NO_BASELINE:
        return "no complete register" if source.by_register else "not in this folder"
    if figure.reason is Reason.CONFLICTING:
        return "figures that differ"
    return REASONS[figure.reason] if figure.reason else ""


def _change(source: Source, values: Sequence[str]) -> str:
    then, now = source.then.value, source.now.value
    if then is None or now is None or source.unlike:
        return "none told"
    if HIDDEN in values or SMALL in values:
        return HIDDEN
    moved = now - then
    said = f"{'+' if moved > 0 else '-' if moved < 0 else ''}{plain(abs(moved))}"
    if then <= 0:
        return said
    return f"{said} ({'+' if moved > 0 else ''}{percent(moved / then)})"


def _target(source: Source) -> str:
    if source.form.compared:
        return "none set"
    return f"{_asked(source)}: {TARGET[source.answered.answer]}"


def _asked(source: Source) -> str:
    """What the rule wants; the least that it can write is in two decimals no change at all."""
    least, most = source.form.at_least, source.form.at_most
    if least is None and most is not None and -LEAST < most < 0:
        return "a fall, however small"
    if most is None and least is not None and 0 < least < LEAST:
        return "a rise, however small"
    return source.answered.needed


def _comparable(source: Source) -> str:
    lacking = [label(figure.period) for figure in reversed(_both(source)) if figure.value is None]
    restated = [label(figure.period) for figure in reversed(_both(source)) if figure.reason is Reason.CONFLICTING]
    if restated:
        return f"no: {' and '.join(restated)} stated more than once, differently"
    if lacking:
        return f"no: no figure of {' and '.join(lacking)}"
    if source.unlike:
        return "no: the units differ"
    return "yes, without a share: the earlier one is 0" if source.then.value == 0 else "yes"


# ------------------------------------------------------------------------------------ where metric and register differ


def _pair(indicator: Indicator, place: int) -> tuple[Figure, Figure] | None:
    """The two figures of one period, where both are there and count alike."""
    metric, register = indicator.metric, indicator.register
    if metric is None or register is None:
        return None
    said, counted = _both(metric)[place], _both(register)[place]
    if said.value is None or counted.value is None or (said.records and is_percent(said.records[0])):
        return None
    return said, counted


def _held_together(indicator: Indicator, place: int, shown: Shown) -> str:
    pair = _pair(indicator, place)
    if pair is None:
        return "cannot be"
    said, counted = pair
    if said.value == counted.value:
        return "agree"
    if {HIDDEN, SMALL} & set(_texts(indicator, said.period, shown)):
        return "differ"
    return f"differ by {plain(abs((said.value or ZERO) - (counted.value or ZERO)))}"


def _texts(indicator: Indicator, period: Period, shown: Shown) -> list[str]:
    return [shown.get((key_of(indicator, each), period), "") for each in indicator.sources]


def _disagreements(assessment: Assessment, indicator: Indicator, shown: Shown) -> Iterator[Block]:
    for place in (0, 1):
        pair = _pair(indicator, place)
        if pair is None or pair[0].value == pair[1].value:
            continue
        said, counted = _texts(indicator, pair[0].period, shown)
        where = ", ".join(record.place for record in pair[0].records)
        path = reference(assessment, indicator.requirement)
        told = (
            f"the register counts another number, hidden here; vprs explain {path} shows it"
            if counted == HIDDEN
            else f"the register counts {counted}"
        )
        yield paragraph(
            strong(f"{indicator.title}, {label(pair[0].period)}: "),
            f"the metric says {said} ({where}), {told}. One of the two is wrong, or they do not count the same thing: "
            "look at both, and mend the one that is.",
            style="warning",
        )
