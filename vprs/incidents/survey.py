"""What staff say in the survey beside what the log holds: how much violence may go unreported.

Takes an Assessment, gives figures side by side and subtracts nothing: a survey counts people who answered, a log
counts incidents. The log's count is rounded to five, for it is of other months than the tables beside it and an exact
one could be set against them.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from vprs.dates import Duration, Period, rolling
from vprs.holdings import date_of, text
from vprs.incidents.rates import PHYSICAL, per_thousand
from vprs.incidents.recorded import Incidents
from vprs.incidents.splits import Split
from vprs.measures import survey_figure_by
from vprs.model import Assessment, Record

ASKED = {
    "13a": "Physical violence from patients, relatives or the public in the last twelve months",
    "13b": "Physical violence from managers in the last twelve months",
    "13c": "Physical violence from other colleagues in the last twelve months",
    "13d": "The last physical violence was reported",
}
EXPERIENCED = "13a"
ROUNDED_TO = 5


@dataclass(frozen=True, kw_only=True, slots=True)
class SurveyBeside:
    """The newest survey figures of questions 13a to 13d, and the log of the twelve months that 13a asks about.

    figures   question -> metric, those the folder holds whose period ended by the end of the judged one
    months    the twelve months to the end of the survey's own period; None without question 13a
    logged    physical incidents recorded in them, to the nearest five: `125`, `fewer than 5`; empty where not shown
    per_1000  the same per 1,000 staff, from the rounded number; empty likewise, and without headcount or register
    people    how many of the staff the survey's share would be, to the nearest five; empty where it is no share
    register  the complete register that covers those months, or None
    covered   whether there is one, nothing was lost, and no date may lie in those months or not
    why_not   why `logged` is empty, where it is (no full stop)
    """

    figures: dict[str, Record]
    months: Period | None
    logged: str
    per_1000: str
    people: str
    register: Record | None
    covered: bool
    why_not: str


def survey_months(figures: dict[str, Record]) -> Period | None:
    """The twelve months that question 13a asks about: to the end of the survey's own period."""
    asked = figures.get(EXPERIENCED)
    ended = date_of(asked, "period.end") if asked else None
    return rolling(ended.last, Duration(12, 0)) if ended else None


def survey_figures(assessment: Assessment, period: Period) -> dict[str, Record]:
    """Question -> its newest figure by the end of the period and not more than two years old."""
    found = {question: survey_figure_by(assessment, question, period.end) for question in ASKED}
    return {question: record for question, record in found.items() if record is not None}


def survey_beside(
    figures: dict[str, Record], log: Incidents | None, period: Period, by_category: Split, headcount: int | None
) -> SurveyBeside:
    """The survey beside the log of its own twelve months; `by_category` is the split of the judged period."""
    why_not = _why_not(log, period, by_category)
    count = sum(text(each, "category") == PHYSICAL for each in log.records) if log and not why_not else None
    rounded = None if count is None else _rounded(count)
    return SurveyBeside(
        figures=figures,
        months=log.period if log else None,
        logged="" if rounded is None else f"{rounded:,}" if rounded else f"fewer than {ROUNDED_TO}",
        per_1000=per_thousand(rounded, headcount) if rounded and log and log.register else "",
        people=_people(figures.get(EXPERIENCED), headcount),
        register=log.register if log else None,
        covered=log is not None and not log.at_least,
        why_not=why_not,
    )


def _why_not(log: Incidents | None, period: Period, by_category: Split) -> str:
    if log is None:
        return "the survey's question 13a is not in this folder"
    if not log.told:
        return "no incident of those months is in this folder"
    overlaps = log.period.start <= period.end and period.start <= log.period.end
    if overlaps and by_category.hides(PHYSICAL):
        return "it would give away what is hidden in the table by category"
    return ""


def _rounded(count: int) -> int:
    """To the nearest five; 0 for what is fewer than five, which is then said so."""
    return 0 if count < ROUNDED_TO else (count + ROUNDED_TO // 2) // ROUNDED_TO * ROUNDED_TO


def _people(asked: Record | None, headcount: int | None) -> str:
    value = asked.fields.get("value") if asked else None
    if asked is None or headcount is None or not isinstance(value, int | Decimal) or not is_percent(asked):
        return ""
    return f"{_rounded(int(headcount * Decimal(value) / 100)):,}" if 0 <= value <= 100 else ""


def is_percent(record: Record) -> bool:
    """Whether a metric's unit is per cent."""
    return text(record, "unit").lower() in ("%", "percent", "per cent", "percentage")
