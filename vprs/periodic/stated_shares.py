"""A share that the organisation reports as a figure, beside the same share as its records give it.

Takes the check of a share and the period reported, gives a `Stated` and texts. A figure agrees as far as it is written:
where the share, cut or rounded to its decimals, is that figure and both reach the target or neither does. Which of the
two is wrong where they do not is for people.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from vprs.checks import Context, selectors_of
from vprs.checks.wording import percent
from vprs.dates import Period
from vprs.incidents.survey import is_percent
from vprs.model import Answer, Change, Check, Matcher, Observation, Ratio, Reason, Requirement, Selector
from vprs.periodic.disagreements import CANNOT_BE_TOLD
from vprs.periodic.figures import Figure, figure_for
from vprs.periodic.showing import metric_text
from vprs.phrases import upper_first

NO_SHARE = "no share: not in per cent"
CERTAIN = frozenset((Answer.YES, Answer.NO))


@dataclass(frozen=True, kw_only=True, slots=True)
class Counted:
    """A share as the records give it: `part` of `whole`, and whether it reaches its target."""

    part: int
    whole: int
    answer: Answer


@dataclass(frozen=True, kw_only=True, slots=True)
class Stated:
    """The figure of one period by the metric that a check names, and what that check says.

    answered is None for a period that the check was not asked about.
    """

    name: str
    figure: Figure
    answered: Observation | None

    @property
    def title(self) -> str:
        return upper_first(self.name.replace("-", " "))

    @property
    def unread(self) -> bool:
        """Whether the figure may be among what could not be read."""
        return self.figure.reason is Reason.UNREADABLE

    @property
    def numbers(self) -> tuple[int, int] | None:
        """The two numbers that it says its share is of, where it is one figure and says so in whole ones."""
        given = {tuple(each.fields.get(key) for key in ("numerator", "denominator")) for each in self.figure.records}
        if len(given) != 1 or self.figure.value is None:
            return None
        part, whole = (_whole(each) for each in given.pop())
        return (part, whole) if part is not None and whole else None

    @property
    def share(self) -> tuple[Fraction, Fraction] | None:
        """The share and the unit of its last decimal, both per cent; a unit of 0 is exact. None: it is no share."""
        value, records = self.figure.value, self.figure.records
        if value is None:
            return None
        if all(is_percent(each) for each in records):
            return value, Fraction(1, 10 ** max(_decimals(each.fields.get("value")) for each in records))
        return (Fraction(100 * self.numbers[0], self.numbers[1]), Fraction(0)) if self.numbers else None


def metric_beside(requirement: Requirement, share: Check) -> tuple[Check, str] | None:
    """The check of a metric, and its name, that answers the same commitment as a share, or is with it the only one."""
    if any(selector.kind == "metric" for selector in selectors_of(share.form)):
        return None
    named = [(each, name) for each in requirement.checks if (name := _metric_named(each))]
    shares = [each for each in requirement.checks if isinstance(each.form, Ratio)]
    alike = [pair for pair in named if set(pair[0].commitments) & set(share.commitments)]
    return next(iter(alike), None) or (named[0] if len(named) == len(shares) == 1 else None)


def _metric_named(check: Check) -> str | None:
    if isinstance(check.form, Ratio | Change):
        return None
    return next((name for each in selectors_of(check.form) if (name := _name_asked(each))), None)


def _name_asked(selector: Selector) -> str | None:
    if selector.kind != "metric":
        return None
    for clause in selector.where:
        match clause.name, clause.matchers:
            case "name", (Matcher(operator="is", operands=(str(name),)),):
                return name
    return None


def stated(name: str, period: Period, context: Context, answered: Observation | None) -> Stated:
    return Stated(name=name, figure=figure_for(Change(metric=name), period, context), answered=answered)


def stated_text(said: Stated, *, numbers: bool) -> str:
    """`30% (3 of 10)`, or why there is none; without its numbers where they are not to be shown."""
    if said.figure.reason is Reason.CONFLICTING:
        return "figures that differ"
    if said.figure.value is None:
        return "not in this folder" if said.figure.reason is Reason.NO_BASELINE else "not known"
    text = metric_text(said.figure)
    return f"{text} ({said.numbers[0]} of {said.numbers[1]})" if numbers and said.numbers else text


def held_together(said: Stated, counted: Counted | None, *, hidden: bool) -> str:
    """`agree`, or how they differ; nothing where one of them is missing or not certain."""
    if said.unread and counted is not None:
        return CANNOT_BE_TOLD
    if said.figure.value is None or counted is None or counted.answer not in CERTAIN:
        return ""
    if said.share is None:
        return NO_SHARE
    (value, last), share = said.share, Fraction(100 * counted.part, counted.whole)
    exact = last == 0  # worked out of its own two numbers: its check asks of a percentage, and says nothing of it
    if not value - last / 2 <= share < value + last and value != share:
        return "differ" if hidden else f"differ by {percent(abs(value - share) / 100).rstrip('%')} points"
    if not exact and said.answered and {said.answered.answer, counted.answer} == CERTAIN:
        return "differ: only one reaches the target"
    if said.numbers and said.numbers != (counted.part, counted.whole):
        return "the shares agree, the numbers do not"
    return "agree"


def _whole(value: object) -> int | None:
    if isinstance(value, bool) or not isinstance(value, int | Decimal) or value != int(value) or value < 0:
        return None
    return int(value)


def _decimals(value: object) -> int:
    exponent = value.as_tuple().exponent if isinstance(value, Decimal) else 0
    return max(0, -exponent) if isinstance(exponent, int) else 0
