"""The shares that the packs hold to a target, now and a year earlier: training, surveys, reviews and the like.

Takes an Assessment, gives blocks. The checks are asked again, as of the day of judgement and as of the same day a year
earlier, of the same folder. Shares of incidents and responses are not shown, for they can be turned back into small
counts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from vprs.checks import Context, make_context, observe, selectors_of
from vprs.comparing import periods_compared
from vprs.dates import Duration, Period, add
from vprs.model import Assessment, Check, Finding, Observation, Outcome, Pack, Ratio, Selector, Workspace
from vprs.paper import Block, Cell, Table, cell, paragraph
from vprs.periodic.indicator_parts import TARGET
from vprs.phrases import REASONS, in_words, reference

NOT_SHOWN = "not shown"
OF_PEOPLE = ("incident", "response")
FEWEST_TRAINED = 5
_COUNTS = re.compile(r"(\d+) of (\d+)")


@dataclass(frozen=True, kw_only=True, slots=True)
class _Share:
    finding: Finding
    check: Check
    now: Observation
    then: Observation


def share_blocks(assessment: Assessment) -> Iterator[Block]:
    then, period = add(assessment.as_of, Duration(12, 0), -1), periods_compared(assessment.period)[2]
    found = tuple(_shares(assessment, then, period))
    if not found:
        yield paragraph("The rules ask for no share to reach a target.")
        return
    yield Table(
        caption="Shares that the rules hold to a target",
        headings=("Share", in_words(assessment.as_of), in_words(then), "Target", "Requirement"),
        rows=tuple(_row(assessment, each) for each in found),
        widths=(36, 15, 15, 16, 18),
    )
    yield paragraph(
        f"The earlier column asks the same of this folder as it tells of {in_words(then)}; what was not kept is not in "
        "it. Where a share is not shown it is of incidents or responses, or of fewer than five people, and could be "
        "turned back into a small count; vprs explain shows it. What the rules ask of the last whole financial year is "
        "asked of the reported one. Shares are cut, not rounded up.",
        style="note",
    )


def _shares(assessment: Assessment, then: date, period: Period) -> Iterator[_Share]:
    for pack in assessment.packs:
        asked = _asked_of(pack, assessment.workspace)
        for finding in assessment.findings:
            if finding.requirement.pack != pack.name or finding.outcome is Outcome.NOT_APPLICABLE:
                continue
            for check in finding.requirement.checks:
                if isinstance(check.form, Ratio):
                    now = asked(check, assessment.as_of, assessment.period)
                    yield _Share(finding=finding, check=check, now=now, then=asked(check, then, period))


def _asked_of(pack: Pack, workspace: Workspace) -> Callable[[Check, date, Period], Observation]:
    """How to ask a check of this folder as of a day, for a period that is reported."""

    @cache
    def context(as_of: date, period: Period) -> Context:
        return make_context(pack, workspace, as_of, period)

    def ask(check: Check, as_of: date, period: Period) -> Observation:
        return observe(check, context(as_of, _year_over(check, period)))

    return ask


def _year_over(check: Check, period: Period) -> Period:
    """The reported period; a day more for a check of the previous financial year, which is then the one that ended."""
    windows = (each.window for each in selectors_of(check.form))
    if any(window and window.name == "previous-financial-year" for window in windows):
        return Period(period.start, period.end + timedelta(days=1))
    return period


def _row(assessment: Assessment, share: _Share) -> tuple[Cell, ...]:
    return (
        cell(share.check.says),
        cell(_value(share.check, share.now)),
        cell(_value(share.check, share.then)),
        cell(f"{share.now.needed}: {TARGET[share.now.answer]}"),
        cell(reference(assessment, share.finding.requirement)),
    )


def _value(check: Check, answered: Observation) -> str:
    asked = check.form.of if isinstance(check.form, Ratio) else None
    kind = asked.kind if isinstance(asked, Selector) else ""
    counts = _COUNTS.match(answered.value)
    whole = int(counts.group(2)) if counts else 0
    if whole and (kind in OF_PEOPLE or (kind == "training" and whole < FEWEST_TRAINED)):
        return NOT_SHOWN
    if answered.value and not (counts and whole == 0):
        return answered.value
    return REASONS[answered.reason] if answered.reason else "not known"
