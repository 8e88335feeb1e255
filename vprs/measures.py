"""Measures the folder holds as metrics: the latest figure by name with the one before it, and the reporting rate.

Takes an Assessment, gives records. A measure counts only once its period has ended by the end of the judged one; no
figure is computed here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from vprs.dates import Duration, Span, add
from vprs.holdings import date_of, known, text
from vprs.model import Assessment, Record


@dataclass(frozen=True, kw_only=True, slots=True)
class Measure:
    """A metric by name: its latest figure by the end of the period, and the one before it."""

    name: str
    latest: Record
    before: Record | None


def measures(assessment: Assessment) -> tuple[Measure, ...]:
    """Every metric by name whose period has ended by the end of the judged one, with the figure before it."""
    found: dict[str, list[tuple[Span, Record]]] = {}
    for record in known(assessment, "metric"):
        ended = date_of(record, "period.end")
        if ended and ended.last <= assessment.period.end:
            found.setdefault(text(record, "name"), []).append((ended, record))
    return tuple(_measure(name, found[name]) for name in sorted(found))


def _measure(name: str, figures: list[tuple[Span, Record]]) -> Measure:
    newest = sorted(figures, key=lambda pair: (pair[0].last, pair[1].id), reverse=True)
    earlier = [record for ended, record in newest if ended.last < newest[0][0].last]
    return Measure(name=name, latest=newest[0][1], before=earlier[0] if earlier else None)


REPORTED = "13d"  # the staff survey asks there whether the last violence was reported


def reporting_rate_by(assessment: Assessment, ended_by: date) -> Record | None:
    """The newest q13d figure whose period ended on or before a day and not more than two years earlier."""
    return survey_figure_by(assessment, REPORTED, ended_by)


def survey_figure_by(assessment: Assessment, question: str, ended_by: date) -> Record | None:
    """The newest figure of a question of the staff survey, `13a`, ended by then and not more than two years earlier."""
    oldest = add(ended_by, Duration(24, 0), -1)
    found = [record for record in known(assessment, "metric") if _answers(record, question, ended_by)]
    dated = [(date_of(record, "period.end"), record.id, record) for record in found]
    recent = [(ended.last, ident, record) for ended, ident, record in dated if ended and ended.last > oldest]
    return max(recent)[2] if recent else None


def _answers(record: Record, question: str, ended_by: date) -> bool:
    ended = date_of(record, "period.end")
    return question in text(record, "name").replace(" ", "").lower() and ended is not None and ended.last <= ended_by
