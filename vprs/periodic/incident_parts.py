"""Incidents of the reported period beside those of the year before: how many, when, where, what and to whom.

Takes two analyses and an Assessment, gives blocks. It counts nothing itself, and never says that a rise or a fall is
good or bad.
"""

from __future__ import annotations

from collections.abc import Iterator

from vprs.incidents import Compared, IncidentAnalysis, Split
from vprs.model import Assessment
from vprs.paper import Block, Heading, paragraph
from vprs.periodic.beside import Column, beside, by_month_of_the_year
from vprs.periodic.spans import Reported, label
from vprs.phrases import many, period_in_words
from vprs.statement_parts.incident_part import NOT_BY_ITSELF, cover, moved, trend_table, uncounted
from vprs.statement_parts.incident_tables import SMALL, none_known, rates_told

LIMITS = "The limits at the end say how to see what was lost."


def count_blocks(assessment: Assessment, now: IncidentAnalysis, reported: Reported) -> Iterator[Block]:
    """The total with how sure it is, the periods it is compared with, and how it moved against each."""
    found = now.found
    if not found.told:
        yield paragraph(f"No incident of {period_in_words(found.period)} is in this folder, so none is counted here.")
    else:
        least = "At least " if found.missing else ""
        counted = f"{least}{many(found.total, 'incident')} recorded for {period_in_words(found.period)}."
        yield paragraph(f"{counted} {cover(assessment, found)}")
    yield from uncounted(found, named=LIMITS)
    compared = _compared(now, reported)
    if not any(each.found.told or each.rate for each in compared):
        yield paragraph("Nothing is in this folder of the periods it would be compared with either.")
        return
    yield trend_table(compared)
    names = ("the quarter before", "the same quarter a year earlier") if reported.number else ("the year before",)
    said = [moved(found, each.found, name) for each, name in zip(compared[1:], names, strict=True)]
    yield paragraph(" ".join(said))
    for each, name in zip(compared[1:], names, strict=True):
        if each.found.told and each.found.at_least and not found.at_least:
            yield paragraph(
                f"Of {name} there may have been more than is recorded here, so that how it moved is not certain: "
                "no complete register covers it, or something of it is missing."
            )
    yield paragraph(NOT_BY_ITSELF)


def _compared(now: IncidentAnalysis, reported: Reported) -> tuple[Compared, ...]:
    """Of a year the one before is also the same a year earlier."""
    return now.trend if reported.number else (now.trend[0], now.trend[2])


def split_blocks(now: IncidentAnalysis, then: IncidentAnalysis, number: str) -> Iterator[Block]:
    """Each split of the period beside the one of the year before. number: of the part, `1`."""
    if not now.found.total and not then.found.total:
        return
    yield Heading(level=3, number=f"{number}.1", text="By month and site")
    yield from _beside("Incidents by month", "Month", now, then, "by_month")
    yield from _beside("Incidents by site", "Site", now, then, "by_site")
    yield Heading(level=3, number=f"{number}.2", text="By category, and to whom")
    yield from _beside("Incidents by category", "Category", now, then, "by_category")
    yield from _beside("Incidents by staff group of the person harmed", "Staff group", now, then, "by_staff_group")
    if now.found.total:
        yield paragraph(rates_told(now))
    yield Heading(level=3, number=f"{number}.3", text="Injury, clinical factor and RIDDOR")
    yield from _beside("Incidents by injury", "Injury", now, then, "injury")
    yield from _beside("Incidents by clinical factor", "A clinical factor was recorded", now, then, "clinical_factor")
    yield from _beside("Incidents by RIDDOR", "RIDDOR", now, then, "riddor")
    yield paragraph(SMALL, style="note")
    yield from none_known(*(each for each in (now, then) if each.found.told))


def _beside(caption: str, heading: str, now: IncidentAnalysis, then: IncidentAnalysis, name: str) -> Iterator[Block]:
    yield from beside(caption, heading, *(_column(each, name) for each in (now, then)))


def _column(each: IncidentAnalysis, name: str) -> Column:
    split: Split = getattr(each, name)
    return Column(
        name=period_name(each),
        split=(by_month_of_the_year(split) if name == "by_month" else split) if each.found.told else None,
    )


def period_name(each: IncidentAnalysis) -> str:
    """`2025/26` or `1 Jul 2026 to 30 Sep 2026`, for the head of a column."""
    return label(each.found.period)
