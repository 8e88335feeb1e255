"""The shares that the packs hold to a target, now and a year earlier: training, surveys, reviews and the like.

Takes an Assessment, gives blocks. The checks are asked again of the folder, as of the day of judgement and a year
before; beside a share stands the figure reported of it. Shares of incidents and responses would give small counts.
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
from vprs.paper import Block, Cell, Table, cell, line, mono, paragraph, strong
from vprs.periodic.disagreements import CANNOT_BE_TOLD, LOOK_AT_BOTH, restated, unread
from vprs.periodic.indicator_parts import CHOSEN, TARGET
from vprs.periodic.spans import label
from vprs.periodic.stated_shares import NO_SHARE, Counted, Stated, held_together, metric_beside, stated, stated_text
from vprs.phrases import REASONS, in_words, reference
from vprs.verification import chosen_mark

NOT_SHOWN = "not shown"
OF_PEOPLE = ("incident", "response")
FEWEST_TRAINED = 5
_COUNTS = re.compile(r"(\d+) of (\d+)")


@dataclass(frozen=True, kw_only=True, slots=True)
class _Told:
    """A share on one day: what the records say, and the figure for the same year where a rule asks for one."""

    day: date
    period: Period
    answered: Observation
    said: Stated | None


@dataclass(frozen=True, kw_only=True, slots=True)
class _Share:
    finding: Finding
    check: Check
    now: _Told
    then: _Told

    @property
    def both(self) -> tuple[_Told, _Told]:
        return self.now, self.then


def share_blocks(assessment: Assessment) -> Iterator[Block]:
    then, period = add(assessment.as_of, Duration(12, 0), -1), periods_compared(assessment.period)[2]
    found = tuple(_shares(assessment, then, period))
    if not found:
        yield paragraph("The rules ask for no share to reach a target.")
        return
    yield Table(
        caption="Shares that the rules hold to a target",
        headings=("Share", "From", in_words(assessment.as_of), in_words(then), "Target", "Requirement"),
        rows=tuple(row for each in found for row in _rows(assessment, each)),
        widths=(24, 19, 13, 13, 14, 17),
    )
    yield paragraph(
        f"The earlier column asks the same of this folder as it tells of {in_words(then)}; what was not kept is not in "
        "it. Where a share is not shown it is of incidents or responses, or of fewer than five people, and could be "
        "turned back into a small count; vprs explain shows it. What the rules ask of the last whole financial year is "
        "asked of the reported one. Shares are cut, not rounded up. A figure reported is that of the year, "
        f"{label(assessment.period)} or the one before, and agrees where it is the share as far as it is written.",
        style="note",
    )
    if any(each.check.chosen_by for each in found):
        yield paragraph(CHOSEN, style="note")
    if lost := [each.check.says for each in found if any(told.said and told.said.unread for told in each.both)]:
        yield unread(assessment, "metric", "a figure of any", "reported figures", lost)
    for each in found:
        yield from _disagreements(assessment, each)


def _shares(assessment: Assessment, then: date, period: Period) -> Iterator[_Share]:
    for pack in assessment.packs:
        told = _told_by(pack, assessment.workspace)
        for finding in assessment.findings:
            if finding.requirement.pack != pack.name or finding.outcome is Outcome.NOT_APPLICABLE:
                continue
            for check in finding.requirement.checks:
                if isinstance(check.form, Ratio):
                    beside = metric_beside(finding.requirement, check)
                    now = told(check, beside, assessment.as_of, assessment.period)
                    yield _Share(finding=finding, check=check, now=now, then=told(check, beside, then, period))


def _told_by(pack: Pack, workspace: Workspace) -> Callable[[Check, tuple[Check, str] | None, date, Period], _Told]:
    """How to ask a share, and the figure beside it, of this folder as of a day, for a period that is reported."""

    @cache
    def context(as_of: date, period: Period) -> Context:
        return make_context(pack, workspace, as_of, period)

    def ask(check: Check, as_of: date, period: Period) -> Observation:
        return observe(check, context(as_of, _year_over(check, period)))

    def tell(check: Check, beside: tuple[Check, str] | None, as_of: date, period: Period) -> _Told:
        said = None
        if beside is not None:
            metric, name = beside
            said = stated(name, period, context(as_of, period), ask(metric, as_of, period))
        return _Told(day=as_of, period=period, answered=ask(check, as_of, period), said=said)

    return tell


def _year_over(check: Check, period: Period) -> Period:
    """The reported period; a day more for a check of the previous financial year, which is then the one that ended."""
    windows = (each.window for each in selectors_of(check.form))
    if any(window and window.name == "previous-financial-year" for window in windows):
        return Period(period.start, period.end + timedelta(days=1))
    return period


def _rows(assessment: Assessment, share: _Share) -> Iterator[tuple[Cell, ...]]:
    name, path = cell(share.check.says), cell(reference(assessment, share.finding.requirement))
    yield (
        name,
        cell("Records"),
        *(cell(_value(share.check, each)) for each in share.both),
        cell(f"{share.now.answered.needed}: {TARGET[share.now.answered.answer]}", chosen_mark(share.check)),
        path,
    )
    said = share.now.said
    if said is None:
        return
    places = dict.fromkeys(place for each in share.both for place in _places(each))
    yield (
        name,
        cell("Figure reported", *(line(mono(each)) for each in places)),
        *(cell(_stated_text(share.check, each)) for each in share.both),
        cell(TARGET[said.answered.answer] if said.answered and said.figure.value is not None else ""),
        path,
    )
    held = [_held(share.check, each) for each in share.both]
    if any(held):
        yield (name, cell("The two held together"), *(cell(each or "cannot be") for each in held), cell(), path)


def _places(told: _Told) -> Iterator[str]:
    yield from (record.place for record in (told.said.figure.records if told.said else ()))


def _stated_text(check: Check, told: _Told) -> str:
    return stated_text(told.said, numbers=_shown(check, told.said.numbers)) if told.said else ""


def _held(check: Check, told: _Told) -> str:
    counted = _counted(told.answered)
    return held_together(told.said, counted, hidden=_value(check, told) == NOT_SHOWN) if told.said else ""


def _counted(answered: Observation) -> Counted | None:
    found = _COUNTS.match(answered.value)
    part, whole = (int(each) for each in found.groups()) if found else (0, 0)
    return Counted(part=part, whole=whole, answer=answered.answer) if whole else None


def _shown(check: Check, counts: tuple[int, int] | None) -> bool:
    """Whether a share of these numbers, part and whole, gives no small count of people away."""
    asked = check.form.of if isinstance(check.form, Ratio) else None
    kind = asked.kind if isinstance(asked, Selector) else ""
    return not counts or not (kind in OF_PEOPLE or (kind == "training" and counts[1] < FEWEST_TRAINED))


def _value(check: Check, told: _Told) -> str:
    answered, counted = told.answered, _counted(told.answered)
    if counted and not _shown(check, (counted.part, counted.whole)):
        return NOT_SHOWN
    if answered.value and (counted or not _COUNTS.match(answered.value)):
        return answered.value
    return REASONS[answered.reason] if answered.reason else "not known"


def _disagreements(assessment: Assessment, share: _Share) -> Iterator[Block]:
    """A sentence for each year of which the figure and the records say different shares, or the figure several."""
    for told in share.both:
        if told.said is None:
            continue
        yield from restated(told.said.title, (told.said.figure,))
        held = _held(share.check, told)
        if held in ("", "agree", NO_SHARE, CANNOT_BE_TOLD):
            continue
        value, path = _value(share.check, told), reference(assessment, share.finding.requirement)
        given = f"another share, hidden here; vprs explain {path} shows it" if value == NOT_SHOWN else value
        text, places = _stated_text(share.check, told), ", ".join(_places(told))
        yield paragraph(
            strong(f"{told.said.title}, {label(told.period)}: "),
            f"the metric says {text} ({places}), the records give {given}. {LOOK_AT_BOTH}",
            style="warning",
        )
