"""In a cycle the date of a gap is that of its action: fixed when the gap was first found, and not moved by judging.

Takes an Assessment, gives it back with those dates. A gap without an open action keeps the date its rule proposes.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from vprs.actions.history import NO_CROSSWALK, Crosswalk, actions_for
from vprs.actions.recorded import NEVER, Recorded, recorded_actions
from vprs.dates import Duration, add
from vprs.holdings import span
from vprs.model import Assessment, Finding


def fix_dues(assessment: Assessment, crosswalk: Crosswalk = NO_CROSSWALK) -> Assessment:
    """The same assessment; each gap is due when the first raised of its open actions is."""
    standing = tuple(each for each in recorded_actions(assessment) if each.open)
    findings = tuple(
        _fixed(finding, actions_for(finding.requirement.path, standing, crosswalk)) for finding in assessment.findings
    )
    return replace(assessment, findings=findings)


def _fixed(finding: Finding, actions: Iterable[Recorded]) -> Finding:
    """The date given, to its last day; else the one that the rule would have set when the action was raised."""
    first = min(actions, key=lambda each: (span(each.record, "raised_on") or NEVER, each.record.id), default=None)
    due = _due(first, finding.requirement.if_not_met.due_in) if first else None
    return finding if finding.gap is None or due is None else replace(finding, gap=replace(finding.gap, due=due))


def _due(action: Recorded, due_in: Duration) -> date | None:
    if action.due:
        return action.due.last
    raised = span(action.record, "raised_on")
    return add(raised.first, due_in) if raised else None
