"""The packs' indicators year on year: value, last year, change, target, comparable, and where two sources differ.

Takes an Assessment and the analyses of both periods, gives blocks. A change is told as a number and never as good or
bad; whether a target is met is what the finding says.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from vprs.checks.wording import percent
from vprs.evidence.suppression import SMALL
from vprs.incidents import IncidentAnalysis
from vprs.model import Answer, Assessment, Reason
from vprs.paper import Block, Cell, Table, cell, line, mono, paragraph, strong
from vprs.periodic.disagreements import disagreement_blocks, held_together, unread_blocks
from vprs.periodic.figures import Figure, Indicator, Source, indicators
from vprs.periodic.showing import HIDDEN, Shown, key_of, plain, texts
from vprs.periodic.spans import label
from vprs.phrases import REASONS, reference
from vprs.verification import chosen_mark

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

CHOSEN = (
    "A target that is marked as chosen by the pack is not the organisation's own: no document states it, and the "
    "authors of the rules chose it."
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
    if any(source.check.chosen_by and not source.form.compared for each in found for source in each.sources):
        yield paragraph(CHOSEN, style="note")
    yield from unread_blocks(assessment, found)
    for indicator in found:
        yield from disagreement_blocks(assessment, indicator, shown)
    alone = [each.title for each in found if each.register is None]
    if alone:
        yield paragraph(
            f"The rules name no count of the register for these, so nothing is held beside: {'; '.join(alone)}."
        )


def _table(assessment: Assessment, found: list[Indicator], shown: Shown) -> Table:
    first = found[0].sources[0]
    return Table(
        caption="Indicators, each period beside the one before",
        headings=("Indicator", "From", *(label(each.period) for each in first.both), *HEADINGS),
        rows=tuple(row for each in found for row in _rows(assessment, each, shown)),
        widths=(21, 20, 10, 10, 12, 14, 13),
        numbers=frozenset((2, 3, 4)),
    )


HEADINGS = ("Change", "Target", "Comparable")


def _rows(assessment: Assessment, indicator: Indicator, shown: Shown) -> Iterator[tuple[Cell, ...]]:
    name = cell(line(strong(indicator.title)), reference(assessment, indicator.requirement))
    for source in indicator.sources:
        values = [
            _value(source, figure, shown.get((key_of(indicator, source), figure.period))) for figure in source.both
        ]
        yield (
            name,
            _from(source),
            *(cell(each) for each in values),
            cell(_change(source, values)),
            cell(*_target(source)),
            cell(_comparable(source)),
        )
    held = [held_together(indicator, place, shown) for place in (0, 1)]
    if any(held):
        yield (
            name,
            cell("The two held together"),
            *(cell(each or "cannot be") for each in held),
            cell(),
            cell(),
            cell(),
        )


def _from(source: Source) -> Cell:
    if source.by_register:
        return cell("Register")
    places = dict.fromkeys(record.place for figure in source.both for record in figure.records)
    return cell("Figure reported", *(line(mono(each)) for each in places))


def _value(source: Source, figure: Figure, text: str | None) -> str:
    if text is not None:
        return text
    if figure.reason is Reason.NO_BASELINE:
        return "no complete register" if source.by_register else "not in this folder"
    if figure.reason is Reason.CONFLICTING:
        return "figures that differ"
    if figure.reason is Reason.UNREADABLE:
        return "not known"
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


def _target(source: Source) -> Iterator[str]:
    if source.form.compared:
        yield "none set"
        return
    yield f"{source.answered.needed}: {TARGET[source.answered.answer]}"
    yield chosen_mark(source.check)


def _comparable(source: Source) -> str:
    lacking = [label(figure.period) for figure in reversed(source.both) if figure.value is None]
    restated = [label(figure.period) for figure in reversed(source.both) if figure.reason is Reason.CONFLICTING]
    if restated:
        return f"no: {' and '.join(restated)} stated more than once, differently"
    if any(figure.reason is Reason.UNREADABLE for figure in source.both):
        return "cannot be told"
    if lacking:
        return f"no: no figure of {' and '.join(lacking)}"
    if source.unlike:
        return "no: the units differ"
    return "yes, without a share: the earlier one is 0" if source.then.value == 0 else "yes"
