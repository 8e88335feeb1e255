"""Incidents of a period, analysed for a paper: by month, site, category and staff group, rates, delays, the survey.

    analysis = analyse(assessment, assessment.period)
    for row in analysis.by_site.rows:
        print(row.name, row.shown)

`analyse` takes an Assessment and a Period and gives an `IncidentAnalysis`.
Every `Split`, rate and median in it may be shown beside every other. `incidents` gives the records and totals alone.
Totals of the whole organisation are exact, however small; every part of one is hidden where it is from 1 to 4. Do not
count records anew for a paper: two tables that hide different things can be set against each other (decision 0029).
"""

from vprs.incidents.analysis import Compared, IncidentAnalysis, analyse
from vprs.incidents.answers import Answers, Markers
from vprs.incidents.delays import Delay
from vprs.incidents.rates import Rates
from vprs.incidents.recorded import Incidents, incidents
from vprs.incidents.splits import NOT_GIVEN, NOT_KNOWN, Row, Split, percent
from vprs.incidents.survey import SurveyBeside

__all__ = [
    "NOT_GIVEN",
    "NOT_KNOWN",
    "Answers",
    "Compared",
    "Delay",
    "IncidentAnalysis",
    "Incidents",
    "Markers",
    "Rates",
    "Row",
    "Split",
    "SurveyBeside",
    "analyse",
    "incidents",
    "percent",
]
