"""Part 8: incidents, their trend and the reporting rate side by side, and the other measures in the folder.

Takes an Assessment, gives blocks. A count stands with the fixed sentence that a rise is not by itself worse nor a
fall better; where the folder holds nothing, the part says so.
"""

from __future__ import annotations

from collections.abc import Iterator

from vprs.holdings import date_of, number, text
from vprs.indicators import Incidents
from vprs.measures import Measure, measures, reporting_rate_by
from vprs.model import Assessment, Record
from vprs.paper import Block, Cell, Heading, Table, cell, paragraph
from vprs.phrases import NOT_RECORDED, many, period_in_words, role_name, short, upper_first
from vprs.standing import place

NOT_BY_ITSELF = (
    "A rise is not by itself worse, nor a fall better: people may report more or less of what happens. Read the count "
    "beside the reporting rate."
)
SMALL = "Where incidents are split, <5 stands for a count from 1 to 4, and * for one that would give such a count away."


def incident_part(assessment: Assessment, compared: tuple[Incidents, ...]) -> Iterator[Block]:
    yield Heading(level=2, number="8", text="Incident indicators, trend and reporting rate")
    yield from _incidents(assessment, compared)
    yield from _measures(assessment)


def _incidents(assessment: Assessment, compared: tuple[Incidents, ...]) -> Iterator[Block]:
    now = compared[0]
    rates = [reporting_rate_by(assessment, each.period.end) for each in compared]
    if not now.total and now.register is None:
        yield paragraph(f"No incident of {period_in_words(now.period)} is in this folder, so none is counted here.")
    else:
        dated = f"{many(now.total, 'incident')} recorded for {period_in_words(now.period)}."
        yield paragraph(f"{dated} {_cover(assessment, now)}")
    if any(each.total for each in compared) or any(rates):
        yield _trend_table(compared, rates)
        yield paragraph(_trend(compared))
        yield paragraph(NOT_BY_ITSELF)
    if now.total:
        yield _month_table(now)
        yield _split("Incidents by category", "Category", now.by_category)
        yield _split("Incidents by clinical factor", "A clinical factor was recorded", now.by_clinical)
        yield paragraph(f"Unknown is kept apart from no: neither is counted as the other. {SMALL}", style="note")


def _cover(assessment: Assessment, each: Incidents) -> str:
    if each.register is None:
        return "No register in this folder is declared complete for the period, so there may have been more."
    role = role_name(assessment.organisation, each.register.fields.get("declared_by"))
    return f"The register is declared complete for the period by: {role} ({each.register.place})."


def _trend_table(compared: tuple[Incidents, ...], rates: list[Record | None]) -> Table:
    rows = (
        ("Incidents recorded", [_counted(each, each.total) for each in compared]),
        ("of these, with an injury", [_counted(each, each.injured) for each in compared]),
        ("of these, injury not recorded either way", [_counted(each, each.injury_unknown) for each in compared]),
        ("Register declared complete", ["yes" if each.register else "no" for each in compared]),
        ("Reporting rate (staff survey, question 13d)", [_rate(rate) for rate in rates]),
    )
    return Table(
        caption="Incidents and reporting rate side by side",
        headings=("Measure", *(f"{short(each.period.start)} to {short(each.period.end)}" for each in compared)),
        rows=tuple((cell(name), *(cell(value) for value in values)) for name, values in rows),
        widths=(34, 22, 22, 22),
        numbers=frozenset((1, 2, 3)),
    )


def _counted(each: Incidents, figure: int) -> str:
    """A count; where nothing was recorded and no complete register says so, that there is no figure."""
    return f"{figure:,}" if each.total or each.register else "not in this folder"


def _rate(record: Record | None) -> str:
    if record is None:
        return "not in this folder"
    ended = date_of(record, "period.end")
    return f"{figure(record)} (to {short(ended)})" if ended else figure(record)


def figure(record: Record) -> str:
    """The figure of a metric with its unit, `71.4%`."""
    unit = text(record, "unit")
    value = number(record.fields.get("value"))
    return f"{value}%" if unit.lower() in ("%", "percent", "per cent", "percentage") else f"{value} {unit}".strip()


def _trend(compared: tuple[Incidents, ...]) -> str:
    now, before, year_ago = compared
    return f"{_moved(now, before, 'the period before')} {_moved(now, year_ago, 'the same period a year earlier')}"


def _moved(now: Incidents, then: Incidents, name: str) -> str:
    if not ((now.total or now.register) and (then.total or then.register)):
        return f"Against {name} there is nothing to compare."
    if now.total == then.total:
        return f"Against {name} the recorded count is the same, {now.total:,}."
    way = "rose" if now.total > then.total else "fell"
    return f"Against {name} the recorded count {way} from {then.total:,} to {now.total:,}."


def _month_table(now: Incidents) -> Table:
    return Table(
        caption="Incidents by month of the judged period",
        headings=("Month", "Incidents"),
        rows=tuple((cell(month), cell(f"{count:,}")) for month, count in now.by_month),
        widths=(70, 30),
        numbers=frozenset((1,)),
    )


def _split(caption: str, heading: str, rows: tuple[tuple[str, str], ...]) -> Block:
    if not rows:
        return paragraph(
            f"{caption}: not shown, for the numbers are so small that they would tell of single incidents."
        )
    return Table(
        caption=f"{caption}, small counts hidden",
        headings=(heading, "Incidents"),
        rows=tuple((cell(upper_first(name)), cell(shown)) for name, shown in rows),
        widths=(70, 30),
        numbers=frozenset((1,)),
    )


def _measures(assessment: Assessment) -> Iterator[Block]:
    found = measures(assessment)
    if not found:
        yield paragraph("No staff survey result or other measure is in this folder.")
        return
    yield Table(
        caption="Staff survey and other measures, the latest and the one before",
        headings=("Measure", "Latest", "Period ends", "Before", "Period ended", "Where"),
        rows=tuple(_measure_row(each) for each in found),
        widths=(30, 11, 14, 11, 14, 20),
        numbers=frozenset((1, 3)),
    )


def _measure_row(each: Measure) -> tuple[Cell, ...]:
    before = each.before
    return (
        cell(text(each.latest, "title") or each.name.replace("-", " ")),
        cell(figure(each.latest)),
        cell(_ended(each.latest)),
        cell(figure(before) if before else "none"),
        cell(_ended(before) if before else "\u2014"),
        place(each.latest.place),
    )


def _ended(record: Record) -> str:
    ended = date_of(record, "period.end")
    return short(ended) if ended else NOT_RECORDED
