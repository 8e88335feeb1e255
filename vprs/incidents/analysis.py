"""The incidents of a period, analysed: every figure that a paper may show of them, and none that it may not.

Takes an Assessment and a period, gives an `IncidentAnalysis`. Nothing here says whether a figure is good.
"""

from __future__ import annotations

from dataclasses import dataclass

from vprs.comparing import periods_compared
from vprs.dates import Period
from vprs.incidents.answers import Answers, answers
from vprs.incidents.delays import Delay, delay
from vprs.incidents.places import by_month, by_site, by_staff_group
from vprs.incidents.rates import Rates, rates
from vprs.incidents.recorded import Incidents, incidents
from vprs.incidents.sorts import by_category, by_clinical_factor, by_injury, by_riddor
from vprs.incidents.splits import Split
from vprs.incidents.survey import SurveyBeside, survey_beside, survey_figures, survey_months
from vprs.measures import reporting_rate_by
from vprs.model import Assessment, Record


@dataclass(frozen=True, kw_only=True, slots=True)
class Compared:
    """One period of the trend. rate: the survey's question 13d as it was known by the period's end, or None."""

    found: Incidents
    injury: Split
    rate: Record | None


@dataclass(frozen=True, kw_only=True, slots=True)
class IncidentAnalysis:
    """Everything of it may be shown side by side, whole, in one paper; `found.records` may not.

    found     the period, its total and how sure that is
    trend     the period itself, the one before it, the same a year earlier
    review    days until a manager reviewed an incident; closure: until it was closed
    answers   responses opened in the period, and warning markers
    survey    what staff say beside what is logged
    """

    found: Incidents
    trend: tuple[Compared, ...]
    by_month: Split
    by_site: Split
    by_category: Split
    by_staff_group: Split
    injury: Split
    clinical_factor: Split
    riddor: Split
    rates: Rates
    review: Delay
    closure: Delay
    answers: Answers
    survey: SurveyBeside


def analyse(assessment: Assessment, period: Period) -> IncidentAnalysis:
    """The incidents whose date lies in the period, as they were known on as_of."""
    organisation, figures = assessment.organisation, survey_figures(assessment, period)
    months = survey_months(figures)
    compared = periods_compared(period)
    *trend, log = incidents(assessment, (*compared, months or period))
    found = trend[0]
    category, group = by_category(found.records), by_staff_group(organisation, found)
    per_staff = rates(organisation, period, category, group, covered=found.register is not None)
    return IncidentAnalysis(
        found=found,
        trend=tuple(_compared(assessment, each) for each in trend),
        by_month=by_month(found),
        by_site=_as_sure(found, by_site(organisation, found)),
        by_category=_as_sure(found, category),
        by_staff_group=_as_sure(found, group),
        injury=_as_sure(found, by_injury(found.records)),
        clinical_factor=_as_sure(found, by_clinical_factor(found.records)),
        riddor=_as_sure(found, by_riddor(found.records, assessment.as_of)),
        rates=per_staff,
        review=delay(found.records, "reviewed_on"),
        closure=delay(found.records, "closed_on"),
        answers=answers(assessment, period),
        survey=survey_beside(figures, log if months else None, period, category, per_staff.headcount),
    )


def _compared(assessment: Assessment, found: Incidents) -> Compared:
    return Compared(
        found=found,
        injury=_as_sure(found, by_injury(found.records)),
        rate=reporting_rate_by(assessment, found.period.end),
    )


def _as_sure(found: Incidents, split: Split) -> Split:
    """Where there may have been more, that none of a sort is recorded does not say that there was none."""
    return split.doubted() if found.at_least else split
