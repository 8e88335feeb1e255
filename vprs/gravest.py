"""The gaps by gravity, so that every paper names the same three first.

Takes an Assessment, gives rows of the gap analysis: what is known to fall short, then what is not known. It words
nothing.
"""

from __future__ import annotations

from datetime import date

from vprs.actions.recorded import Recorded
from vprs.gap_rows import GapRow, gap_rows
from vprs.model import Assessment, Outcome
from vprs.phrases import SEVERITIES, WORST_FIRST


def gravest_gaps(assessment: Assessment) -> tuple[GapRow, ...]:
    """Gravest first: by severity, then the worst it can be, then outcome, then the day its action is due."""
    return tuple(sorted((row for row in gap_rows(assessment) if row.gap), key=_gravity))


def gravest_unknown(assessment: Assessment) -> tuple[GapRow, ...]:
    """What could not be assessed and is no gap for certain, in the same order."""
    rows = (row for row in gap_rows(assessment) if not row.gap and row.finding.outcome is Outcome.NOT_ASSESSED)
    return tuple(sorted(rows, key=_gravity))


def open_action(row: GapRow) -> Recorded | None:
    """The recorded action that takes the place of the one the rules propose."""
    return next((action for action in row.actions if action.open), None)


def _gravity(row: GapRow) -> tuple[int, int, int, date, str]:
    finding = row.finding
    return (
        SEVERITIES[finding.requirement.severity],
        WORST_FIRST.index(finding.floor),
        WORST_FIRST.index(finding.outcome),
        _due(row),
        finding.requirement.path,
    )


def _due(row: GapRow) -> date:
    """What has no date is not put off by that."""
    if action := open_action(row):
        return action.due.last if action.due else date.min
    return row.finding.gap.due if row.finding.gap else date.min
