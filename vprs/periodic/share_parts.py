"""The shares that the packs hold to a target, now and a year earlier: training, surveys, reviews and the like.

Takes an Assessment, gives blocks. Now is what the finding says; a year earlier is the same question asked of the same
folder as of that day. Shares of incidents and responses are not shown, for they can be turned back into small counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from vprs.checks import Context, make_context, observe
from vprs.comparing import periods_compared
from vprs.dates import Duration, Period, add
from vprs.model import Assessment, Check, Finding, Observation, Outcome, Ratio, Selector
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
        "turned back into a small count; vprs explain shows it. Shares are cut, not rounded up.",
        style="note",
    )


def _shares(assessment: Assessment, then: date, period: Period) -> Iterator[_Share]:
    for pack in assessment.packs:
        earlier: Context | None = None
        for finding in assessment.findings:
            if finding.requirement.pack != pack.name or finding.outcome is Outcome.NOT_APPLICABLE:
                continue
            answers = {each.check: each for each in finding.observations}
            for check in finding.requirement.checks:
                if isinstance(check.form, Ratio):
                    earlier = earlier or make_context(pack, assessment.workspace, then, period)
                    yield _Share(finding=finding, check=check, now=answers[check.slug], then=observe(check, earlier))


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
