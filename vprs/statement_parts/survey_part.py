"""Part 8.3: what staff say in the survey beside what the log holds, and the other measures in the folder.

Takes incidents analysed and an Assessment, gives blocks. Survey and log stand side by side with the fixed sentence
that they count different things; nothing is taken from anything.
"""

from __future__ import annotations

from collections.abc import Iterator

from vprs.holdings import date_of, number, text
from vprs.incidents import IncidentAnalysis, SurveyBeside
from vprs.incidents.survey import ASKED, is_percent
from vprs.measures import Measure, measures
from vprs.model import Assessment, Record
from vprs.paper import Block, Cell, Table, cell, paragraph
from vprs.phrases import NOT_RECORDED, lower_first, period_in_words, short
from vprs.standing import place

SURVEY_AND_LOG = (
    "The two count different things and are not to be taken one from the other: the survey counts people, of those who "
    "answered it, who met physical violence at least once; the log counts incidents, whoever was harmed and whoever "
    "did it. A log that holds far less than the survey suggests points to violence that nobody reported. A log that "
    "rises towards it may be better reporting, and is not by itself worse."
)


def survey_blocks(now: IncidentAnalysis) -> Iterator[Block]:
    survey = now.survey
    if not survey.figures:
        yield paragraph(
            "No result of the staff survey's questions 13a to 13d is in this folder, so under-reporting cannot be "
            "looked at here. Add each as a metric named q13a, q13b, q13c or q13d."
        )
        return
    yield Table(
        caption="The staff survey beside the log, to look at under-reporting",
        headings=("What", "Figure", "Where"),
        rows=(*(_asked_row(question, record) for question, record in survey.figures.items()), *_log_rows(survey, now)),
        widths=(56, 20, 24),
        numbers=frozenset((1,)),
    )
    yield paragraph(SURVEY_AND_LOG)
    if survey.why_not:
        yield paragraph(f"The log is not set beside the survey, for {survey.why_not}.")
    elif not survey.covered:
        yield paragraph(
            "The log may be short of incidents of those months: no complete register covers them, or rows were lost."
        )


def _asked_row(question: str, record: Record) -> tuple[Cell, ...]:
    ended = figure_ended(record)
    until = f", survey to {ended}" if ended else ""
    asked = f"Survey, question {question}: {lower_first(ASKED[question])}{until}"
    return cell(asked), cell(figure(record)), place(record.place)


def _log_rows(survey: SurveyBeside, now: IncidentAnalysis) -> Iterator[tuple[Cell, ...]]:
    if survey.people:
        yield (
            cell(f"Question 13a as a share of all {now.rates.headcount:,} staff, if others would answer alike"),
            cell(f"about {survey.people} people"),
            cell("organisation.yaml"),
        )
    if survey.months and survey.logged:
        register = survey.register
        yield (
            cell(f"Log: physical incidents of {period_in_words(survey.months)}, to the nearest five"),
            cell(survey.logged),
            place(register.place) if register else cell("incident records"),
        )
    if survey.per_1000:
        yield cell("Log: the same per 1,000 staff"), cell(survey.per_1000), cell("organisation.yaml")


def measures_blocks(assessment: Assessment) -> Iterator[Block]:
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
        cell(figure_ended(each.latest) or NOT_RECORDED),
        cell(figure(before) if before else "none"),
        cell((figure_ended(before) or NOT_RECORDED) if before else "\u2014"),
        place(each.latest.place),
    )


def figure(record: Record) -> str:
    """The figure of a metric with its unit, `71.4%`."""
    value = number(record.fields.get("value"))
    return f"{value}%" if is_percent(record) else f"{value} {text(record, 'unit')}".strip()


def figure_ended(record: Record) -> str:
    """The last day of a metric's period, `30 Nov 2025`; empty where it is not given."""
    ended = date_of(record, "period.end")
    return short(ended) if ended else ""
