"""The form `change`: did a figure move as promised, from the whole period before to the last one.

Takes the form and a scope, gives a Reply. Figures are compared by whole numbers; one without a sound base, or two for
one period that differ, leave it unknown.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from vprs.checks.answers import Reply, doubt_words, no, unknown, yes
from vprs.checks.horizon import value_at
from vprs.checks.phrases import describe
from vprs.checks.registers import miscounted, not_covered
from vprs.checks.scope import Scope
from vprs.checks.selecting import select
from vprs.checks.selection import Selection
from vprs.checks.wording import british, percent, places, window_words
from vprs.clauses import equals
from vprs.dates import Period, Span, whole_periods
from vprs.model import Answer, Change, Reason, Record, Selector, Window

LEAST = Fraction(1, 10_000)


def observe_change(form: Change, scope: Scope) -> Reply:
    """The last whole period against the one before; a figure without a sound base is unknown."""
    periods = whole_periods(form.each, scope.context.organisation.year_start, ended_by=scope.context.period.end, last=2)
    needed = _needed_change(form)
    figures = [figure_of(form, period, scope) for period in periods]
    for figure in figures:
        if isinstance(figure, Reply):
            return replace(figure, needed=needed, because=f"{figure.because} Needed: {needed}.")
    (old, old_records), (new, new_records) = [figure for figure in figures if not isinstance(figure, Reply)]
    witnesses = (*new_records, *old_records)
    base = f"{_plain(new)} in {window_words(periods[1])} against {_plain(old)} in {window_words(periods[0])}"
    value = f"{_plain(old)} to {_plain(new)}"
    if form.compared:
        return yes(value, needed, f"{value}: {base}; needed: {needed}.", witnesses)
    if old <= 0:
        because = f"{value}: {base}; no share can be taken of {_plain(old)}; needed: {needed}."
        return unknown(Reason.NO_BASELINE, value, needed, because, witnesses)
    moved = (new - old) / old
    value = f"{value} ({percent(moved)})"
    said = f"{value}: {base}; needed: {needed}"
    if form.at_most is not None and moved > form.at_most:
        return no(Reason.ABOVE_TARGET, value, needed, f"{said}.", witnesses)
    if form.at_least is not None and moved < form.at_least:
        return no(Reason.BELOW_TARGET, value, needed, f"{said}.", witnesses)
    return yes(value, needed, f"{said}.", witnesses)


def _needed_change(form: Change) -> str:
    bounds = [_bound(form.at_most, "fall", "rise")] if form.at_most is not None else []
    bounds += [_bound(-form.at_least, "rise", "fall")] if form.at_least is not None else []
    return " and ".join(bounds) or "both figures"


def _bound(most: Fraction, way: str, against: str) -> str:
    """What a change of at most so much is, by which way it must go. A bound of less than two decimals is any fall."""
    if most == 0:
        return f"no {against}"
    if most > 0:
        return f"no {against} of more than {percent(most)}"
    return f"a {way}, however small" if most > -LEAST else f"a {way} of {percent(-most)} or more"


def _plain(figure: Fraction) -> str:
    if figure.denominator == 1:
        return str(figure.numerator)
    return str((Decimal(figure.numerator) / Decimal(figure.denominator)).normalize())


def figure_of(form: Change, period: Period, scope: Scope) -> tuple[Fraction, tuple[Record, ...]] | Reply:
    if form.count is not None:
        return _counted(form.count, period, scope)
    named = equals("name", form.metric or "")
    found = select(Selector(kind="metric", where=(named,)), scope, population=False, current_default=False)
    own = [record for record in found.members if _is_for(record, period)]
    values = {Fraction(value) for record in own if isinstance(value := record.fields.get("value"), (int, Decimal))}
    doubtful = [doubt for doubt in found.doubts if _is_for(doubt.record, period)]
    if found.lost or doubtful:
        kept = Selection(doubts=tuple(doubtful), lost=found.lost)
        return _baseless(kept.doubt_reason(), f"{form.metric} for {window_words(period)}: {doubt_words(kept)}.")
    if len(values) > 1:
        because = f"Figures of {form.metric} for {window_words(period)} differ ({places(own)})."
        return _baseless(Reason.CONFLICTING, because, tuple(own))
    if not values:
        because = f"Not in this folder: a figure of {form.metric} for {window_words(period)}."
        return _baseless(Reason.NO_BASELINE, because)
    return values.pop(), tuple(own)


def _baseless(reason: Reason, because: str, witnesses: tuple[Record, ...] = ()) -> Reply:
    """No figure; what is needed of it is for the form to say."""
    return Reply(answer=Answer.UNKNOWN, reason=reason, because=because, witnesses=witnesses)


def _is_for(record: Record, period: Period) -> bool:
    start, end = value_at(record.fields, ("period", "start")), value_at(record.fields, ("period", "end"))
    if not (isinstance(start, Span) and isinstance(end, Span)):
        return False
    return start.first == period.start and end.last == period.end


def _counted(selector: Selector, period: Period, scope: Scope) -> tuple[Fraction, tuple[Record, ...]] | Reply:
    inside = replace(selector, window=Window(name="between", between=period))
    found = select(inside, scope, population=True, current_default=False)
    if not found.certain:
        return _baseless(found.doubt_reason(), f"{describe(inside, scope)}: {doubt_words(found)}.")
    lacking = not_covered(inside, scope, period)
    if lacking is not None:
        reason = Reason.NO_BASELINE if lacking is Reason.INCOMPLETE_REGISTER else lacking
        days = f"{british(period.start)} to {british(period.end)}"
        short = f" ({short})" if (short := miscounted(inside, scope)) else ""
        because = f"No complete register covers {days}: {describe(inside, scope)}{short}."
        return _baseless(reason, because)
    return Fraction(len(found.members)), found.members
