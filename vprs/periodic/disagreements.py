"""Where a metric and the register say different numbers of one period: as a row of the table, and as a sentence.

Takes an indicator and the texts that may be shown of its figures, gives texts and blocks. Which of the two is wrong is
for people; that they differ is told even where the count of the register is hidden.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from vprs.dates import Period
from vprs.evidence.suppression import SMALL
from vprs.incidents.survey import is_percent
from vprs.model import Assessment, Reason
from vprs.paper import Block, paragraph, strong
from vprs.periodic.figures import Figure, Indicator, Source
from vprs.periodic.showing import HIDDEN, Shown, key_of, metric_text, plain
from vprs.periodic.spans import label
from vprs.phrases import reference

ZERO = Fraction(0)
CANNOT_BE_TOLD = "cannot be told"
PLACES = 3
LOOK_AT_BOTH = "One of the two is wrong, or they do not count the same thing: look at both, and mend the one that is."


def pair_of(indicator: Indicator, place: int) -> tuple[Figure, Figure] | None:
    """The two figures of one period, where both are there and count alike."""
    metric, register = indicator.metric, indicator.register
    if metric is None or register is None:
        return None
    said, counted = metric.both[place], register.both[place]
    if said.value is None or counted.value is None or (said.records and is_percent(said.records[0])):
        return None
    return said, counted


def held_together(indicator: Indicator, place: int, shown: Shown) -> str:
    """`agree`, `differ by 2`, or `differ` where by how much would say what is hidden; empty where one is missing."""
    pair = pair_of(indicator, place)
    if pair is None:
        both = indicator.metric and indicator.register
        unread = any(source.both[place].reason is Reason.UNREADABLE for source in indicator.sources)
        return CANNOT_BE_TOLD if both and unread else ""
    said, counted = pair
    if said.value == counted.value:
        return "agree"
    if {HIDDEN, SMALL} & set(_texts(indicator, said.period, shown)):
        return "differ"
    return f"differ by {plain(abs((said.value or ZERO) - (counted.value or ZERO)))}"


def _texts(indicator: Indicator, period: Period, shown: Shown) -> list[str]:
    return [shown.get((key_of(indicator, each), period), "") for each in indicator.sources]


def disagreement_blocks(assessment: Assessment, indicator: Indicator, shown: Shown) -> Iterator[Block]:
    """A sentence for each period of which the two sources say different numbers, or one source several."""
    if indicator.metric:
        yield from restated(indicator.title, indicator.metric.both)
    for place in (0, 1):
        pair = pair_of(indicator, place)
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
            f"the metric says {said} ({where}), {told}. {LOOK_AT_BOTH}",
            style="warning",
        )


def unread_blocks(assessment: Assessment, found: Iterable[Indicator]) -> Iterator[Block]:
    """What could not be read and may be a figure of these: by metric, then by the register."""
    sources = [(each, source) for each in found for source in each.sources if _unread(source)]
    for kind, may_hold, told in (("metric", "a figure of any", "figures"), ("incident", "incidents", "counts")):
        titles = dict.fromkeys(each.title for each, source in sources if _kind(source) == kind)
        if titles:
            yield unread(assessment, kind, may_hold, told, titles)


def unread(assessment: Assessment, kind: str, may_hold: str, told: str, titles: Iterable[str]) -> Block:
    """Which items may hold what of these, so that their figures cannot be told."""
    lost = [each for each in assessment.workspace.lost if each.kind in (None, kind)]
    places = list(dict.fromkeys(f"{each.file}:{each.line}" if each.line else each.file for each in lost))
    more = f" and {len(places) - PLACES} more" if len(places) > PLACES else ""
    named = "; ".join(each.rstrip(".") for each in titles)
    return paragraph(
        strong("Not read: "),
        f"{', '.join(places[:PLACES])}{more} could not be read and may hold {may_hold} of these, so that their {told} "
        f"cannot be told: {named}. vprs check says what is wrong; mend it, and run the command again.",
        style="warning",
    )


def _unread(source: Source) -> bool:
    return any(figure.reason is Reason.UNREADABLE for figure in source.both)


def _kind(source: Source) -> str:
    return source.form.count.kind if source.form.count else "metric"


def restated(title: str, figures: Iterable[Figure]) -> Iterator[Block]:
    """What a metric says of one period, where that is several numbers."""
    for figure in figures:
        if figure.reason is Reason.CONFLICTING:
            told = "; ".join(f"{metric_text(each)} ({each.records[0].place})" for each in _one_by_one(figure))
            yield paragraph(
                strong(f"{title}, {label(figure.period)}: "),
                f"the figure is stated more than once, and differently: {told}. It may have been restated; which one "
                "holds is not for vprs to choose, so that there is no figure. Keep the one that holds, and say in its "
                "notes what it was before.",
                style="warning",
            )


def _one_by_one(figure: Figure) -> Iterator[Figure]:
    for record in figure.records:
        value = record.fields.get("value")
        if isinstance(value, int | Decimal) and not isinstance(value, bool):
            yield replace(figure, value=Fraction(value), records=(record,))
