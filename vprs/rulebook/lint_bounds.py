"""Whether bounds on one value leave anything between them.

Takes the matchers on a field that holds one value, gives the pair that excludes each other, or None. Dates that may
mean several days bound by what is certain, as the operators do; $period and $as_of are ordered, whatever days they
turn out to be. Words are not its matter.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from vprs.dates import Span
from vprs.model import Matcher, Operand, Ref

# $period.start is never after $period.end, nor that after $as_of.
_MOMENTS = {("period", ("start",)): 0, ("period", ("end",)): 1, ("as_of", ()): 2}
_LOW = {"at_least": False, "more_than": True}
_HIGH = {"at_most": False, "less_than": True}
_WHOLE = ("day", "whole")


@dataclass(frozen=True, kw_only=True, slots=True)
class _Bound:
    """scale: day, whole, number or moment; only bounds of one scale compare. strict: the place itself is outside."""

    matcher: Matcher
    scale: str
    place: Decimal
    strict: bool = False


def clash(matchers: tuple[Matcher, ...], reads: str) -> tuple[Matcher, Matcher] | None:
    """Two of the matchers with nothing between them; `reads` is how the field is read."""
    several = next((each for each in matchers if each.operator == "one_of" and len(each.operands) > 1), None)
    if several is None:
        return _pair(matchers, reads)
    rest = tuple(each for each in matchers if each is not several)
    pairs = [_pair((Matcher(operator="is", operands=(one,)), *rest), reads) for one in several.operands]
    if None in pairs or pairs[0] is None:
        return None
    return several, next(each for each in pairs[0] if each in rest)


def _pair(matchers: tuple[Matcher, ...], reads: str) -> tuple[Matcher, Matcher] | None:
    lows = [bound for matcher in matchers for bound in _bounds(matcher, reads, _LOW)]
    highs = [bound for matcher in matchers for bound in _bounds(matcher, reads, _HIGH)]
    return next(((low.matcher, high.matcher) for low in lows for high in highs if _exclude(low, high)), None)


def _bounds(matcher: Matcher, reads: str, side: Mapping[str, bool]) -> Iterator[_Bound]:
    """The bound that a matcher sets on this side, if it sets one; a single value sets it on both."""
    if matcher.operator in side or (matcher.operator in ("is", "one_of") and len(matcher.operands) == 1):
        found = _place(matcher.operands[0], reads, latest=side is _LOW)
        if found is not None:
            yield _Bound(matcher=matcher, scale=found[0], place=found[1], strict=side.get(matcher.operator, False))


def _place(operand: Operand, reads: str, *, latest: bool) -> tuple[str, Decimal] | None:
    """Where an operand lies on its scale; of the days that a date may mean the latest, or the first."""
    if isinstance(operand, Span):
        return "day", Decimal((operand.last if latest else operand.first).toordinal())
    if isinstance(operand, Ref):
        moment = _MOMENTS.get((operand.base, operand.path))
        return None if moment is None else ("moment", Decimal(moment))
    if isinstance(operand, int | Decimal) and not isinstance(operand, bool):
        return "whole" if reads == "whole" else "number", Decimal(operand)
    return None


def _exclude(low: _Bound, high: _Bound) -> bool:
    if low.scale != high.scale or low.matcher is high.matcher:
        return False
    strict = low.strict or high.strict
    if low.scale in _WHOLE:
        return low.place + low.strict > high.place - high.strict
    if low.scale == "moment":  # the two may be the same day
        return strict and low.place >= high.place
    return low.place > high.place or (strict and low.place == high.place)
