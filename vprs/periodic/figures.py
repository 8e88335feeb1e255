"""The figures of the packs' indicators: each `change` check by the metric and by the register, for two periods.

Takes an Assessment, gives `Indicator`s. What the rules ask is asked again by their own forms, so that a figure here is
the figure of the finding. Nothing is hidden here; what may be shown is for `showing` to say.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from vprs.checks import Context, make_context
from vprs.checks.answers import Reply
from vprs.checks.change import figure_of
from vprs.checks.scope import Scope
from vprs.dates import Period, whole_periods
from vprs.model import Assessment, Change, Check, Finding, Observation, Reason, Record, Requirement
from vprs.phrases import upper_first


@dataclass(frozen=True, kw_only=True, slots=True)
class Figure:
    """A figure for one period. value None: there is none, and `reason` says why; records are what it rests on."""

    period: Period
    value: Fraction | None
    reason: Reason | None
    records: tuple[Record, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Source:
    """One check of an indicator, with its figures of the earlier and the later period and what the finding says."""

    check: Check
    form: Change
    then: Figure
    now: Figure
    answered: Observation

    @property
    def both(self) -> tuple[Figure, Figure]:
        """The figure of the later period, then that of the earlier one."""
        return self.now, self.then

    @property
    def by_register(self) -> bool:
        return self.form.count is not None

    @property
    def unlike(self) -> bool:
        """Whether the two figures are not in the same unit, as they are recorded."""
        units = {str(each.fields.get("unit", "")) for figure in self.both for each in figure.records}
        return not self.by_register and len(units) > 1


@dataclass(frozen=True, kw_only=True, slots=True)
class Indicator:
    """What a pack wants compared: by a metric, by the register, or by both."""

    requirement: Requirement
    sources: tuple[Source, ...]

    @property
    def metric(self) -> Source | None:
        return next((each for each in self.sources if not each.by_register), None)

    @property
    def register(self) -> Source | None:
        return next((each for each in self.sources if each.by_register), None)

    @property
    def title(self) -> str:
        """The name of its metric in words, else what the rule or, where that asks for several, the check is called."""
        if self.metric:
            return upper_first((self.metric.form.metric or "").replace("-", " "))
        several = sum(isinstance(each.form, Change) for each in self.requirement.checks) > 1
        return self.sources[0].check.says.rstrip(".") if several else self.requirement.title


def indicators(assessment: Assessment) -> tuple[Indicator, ...]:
    """Every `change` check of the packs, in their order; a metric and the register that answer alike are one."""
    found: list[Indicator] = []
    for pack in assessment.packs:
        own = [each for each in assessment.findings if each.requirement.pack == pack.name]
        asking = [each for each in own if any(isinstance(check.form, Change) for check in each.requirement.checks)]
        if asking:
            context = make_context(pack, assessment.workspace, assessment.as_of, assessment.period)
            found += [one for finding in asking for one in _of(finding, context)]
    return tuple(found)


def _of(finding: Finding, context: Context) -> Iterator[Indicator]:
    sources = [
        _source(check, check.form, finding, context)
        for check in finding.requirement.checks
        if isinstance(check.form, Change)
    ]
    while sources:
        first = sources.pop(0)
        other = next((each for each in sources if _answer_alike(first, each, finding.requirement)), None)
        if other is not None:
            sources.remove(other)
        both = (first,) if other is None else (first, other)
        yield Indicator(requirement=finding.requirement, sources=tuple(sorted(both, key=lambda each: each.by_register)))


def _answer_alike(one: Source, other: Source, requirement: Requirement) -> bool:
    """A metric and a count of the same periods that answer the same commitment, or are the only two of their rule."""
    if one.by_register is other.by_register or one.form.each != other.form.each:
        return False
    only = sum(isinstance(check.form, Change) for check in requirement.checks) == 2
    return only or bool(set(one.check.commitments) & set(other.check.commitments))


def _source(check: Check, form: Change, finding: Finding, context: Context) -> Source:
    periods = whole_periods(form.each, context.organisation.year_start, ended_by=context.period.end, last=2)
    then, now = (figure_for(form, period, context) for period in periods)
    answered = next(each for each in finding.observations if each.check == check.slug)
    return Source(check=check, form=form, then=then, now=now, answered=answered)


def figure_for(form: Change, period: Period, context: Context) -> Figure:
    """What a form of change takes for the figure of one period."""
    found = figure_of(form, period, Scope(context=context))
    if isinstance(found, Reply):
        return Figure(period=period, value=None, reason=found.reason, records=found.witnesses)
    value, records = found
    return Figure(period=period, value=value, reason=None, records=records)
