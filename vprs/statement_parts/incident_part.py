"""Part 8: incidents, their trend and the reporting rate side by side, then each split, delays, the survey, measures.

Takes an Assessment and its incidents analysed, gives blocks. A count stands with the fixed sentence that a rise is not
by itself worse nor a fall better; where the folder holds nothing, the part says so.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from vprs.dates import Duration, add
from vprs.evidence.suppression import small_hidden
from vprs.holdings import number
from vprs.incidents import NOT_GIVEN, Compared, IncidentAnalysis, Incidents
from vprs.incidents.survey import is_percent
from vprs.measures import reporting_rate_by
from vprs.model import Assessment, Record
from vprs.paper import Block, Heading, Table, cell, paragraph
from vprs.phrases import many, period_in_words, role_name, short
from vprs.statement_parts.incident_answers import answers_blocks
from vprs.statement_parts.incident_tables import RATE, SMALL, split_blocks
from vprs.statement_parts.survey_part import figure, figure_ended, measures_blocks, survey_blocks

NOT_BY_ITSELF = (
    "A rise is not by itself worse, nor a fall better: people may report more or less of what happens. Read the count "
    "beside the reporting rate."
)


def incident_part(assessment: Assessment, now: IncidentAnalysis) -> Iterator[Block]:
    yield Heading(level=2, number="8", text="Incident indicators, trend and reporting rate")
    yield from _trend_blocks(assessment, now)
    if now.found.total:
        yield Heading(level=3, number="8.1", text="When, where, what and to whom")
        yield from split_blocks(now, _rates_by_month(assessment, now))
    yield Heading(level=3, number="8.2", text="Review, closure and what was done")
    yield from answers_blocks(assessment, now)
    yield Heading(level=3, number="8.3", text="What staff say in the survey, and other measures")
    yield from survey_blocks(now)
    yield from measures_blocks(assessment)


def _rates_by_month(assessment: Assessment, now: IncidentAnalysis) -> dict[str, str]:
    """The latest figure of the staff survey by the end of each month, where it is given in per cent."""
    rates = {}
    for row in now.by_month.rows:
        if row.key != NOT_GIVEN:
            first = date.fromisoformat(f"{row.key}-01")
            record = reporting_rate_by(assessment, add(first, Duration(1, 0)) - timedelta(days=1))
            rates[row.key] = number(record.fields.get("value")) if record and is_percent(record) else ""
    return rates


def _trend_blocks(assessment: Assessment, analysis: IncidentAnalysis) -> Iterator[Block]:
    now, compared = analysis.found, analysis.trend
    if not now.told:
        yield paragraph(f"No incident of {period_in_words(now.period)} is in this folder, so none is counted here.")
    else:
        least = "At least " if now.missing else ""
        dated = f"{least}{many(now.total, 'incident')} recorded for {period_in_words(now.period)}."
        yield paragraph(f"{dated} {cover(assessment, now)}")
    yield from uncounted(now, named="Part 13.2 names what was lost.")
    if any(each.found.total or each.rate for each in compared):
        yield trend_table(compared)
        yield paragraph(_trend(tuple(each.found for each in compared)))
        yield paragraph(NOT_BY_ITSELF)
        yield paragraph(SMALL, style="note")


def cover(assessment: Assessment, each: Incidents) -> str:
    if each.register is None and each.covered:
        days = " and ".join(period_in_words(period) for period in each.covered)
        return (
            f"No register in this folder is declared complete for the whole period, but only for {days}: of the other "
            "days nobody says how many there were, so there may have been more."
        )
    if each.register is None:
        return "No register in this folder is declared complete for the period, so there may have been more."
    role = role_name(assessment.organisation, each.register.fields.get("declared_by"))
    return f"The register is declared complete for the period by: {role} ({each.register.place})."


def uncounted(now: Incidents, *, named: str) -> Iterator[Block]:
    """What could not be counted: rows that could not be read, dates that may lie in the period or not.

    named: the sentence that says where the lost items are named.
    """
    if now.lost:
        lost = "A whole file or more" if now.lost_many else many(now.lost, "item")
        yield paragraph(
            f"{lost} that may hold incidents could not be read, so every count of incidents here is a least count. "
            f"{named}"
        )
    if now.short and now.register:
        yield paragraph(
            f"The register counts {small_hidden(now.short)} more than this folder has ({now.register.place}): it may "
            "be complete, what is here is not. Put the rest into the folder, or mend the count."
        )
    if now.hazy:
        yield paragraph(
            f"Of {small_hidden(now.hazy)} more the date is too imprecise to say whether they fall in the period; they "
            "are in no figure. Give the day, or the month, of each in the incident register."
        )


def trend_table(compared: tuple[Compared, ...]) -> Table:
    rows = (
        ("Incidents recorded", [_counted(each.found) for each in compared]),
        ("of these, with an injury", [_injured(each, "yes") for each in compared]),
        ("of these, injury not recorded either way", [_injured(each, NOT_GIVEN) for each in compared]),
        ("Register declared complete", ["yes" if each.found.register else "no" for each in compared]),
        (RATE, [_rate(each.rate) for each in compared]),
    )
    periods = (each.found.period for each in compared)
    return Table(
        caption="Incidents and reporting rate side by side",
        headings=("Measure", *(f"{short(each.start)} to {short(each.end)}" for each in periods)),
        rows=tuple((cell(name), *(cell(value) for value in values)) for name, values in rows),
        widths=(34, *(66 // len(compared) for _ in compared)),
        numbers=frozenset(range(1, len(compared) + 1)),
    )


def _counted(each: Incidents) -> str:
    """A count; where nothing was recorded and no complete register says so, that there is no figure."""
    least = "at least " if each.missing else ""
    return f"{least}{each.total:,}" if each.told else "not in this folder"


def _injured(each: Compared, key: str) -> str:
    return each.injury.shown(key) if each.found.told else "not in this folder"


def _rate(record: Record | None) -> str:
    if record is None:
        return "not in this folder"
    ended = figure_ended(record)
    return f"{figure(record)} (to {ended})" if ended else figure(record)


def _trend(compared: tuple[Incidents, ...]) -> str:
    now, before, year_ago = compared
    return f"{moved(now, before, 'the period before')} {moved(now, year_ago, 'the same period a year earlier')}"


def moved(now: Incidents, then: Incidents, name: str) -> str:
    if not (now.told and then.told):
        return f"Against {name} there is nothing to compare."
    if now.total == then.total:
        return f"Against {name} the recorded count is the same, {now.total:,}."
    way = "rose" if now.total > then.total else "fell"
    return f"Against {name} the recorded count {way} from {then.total:,} to {now.total:,}."
