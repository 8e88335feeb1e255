"""Whether one record stands after another: by which days, in which order, in time.

Takes the form `follows` and two records, gives a reason why they do not, or None. A record is never after itself.
"""

from __future__ import annotations

from dataclasses import replace

from vprs.checks.horizon import dated
from vprs.checks.scope import Scope
from vprs.checks.selection import Selection
from vprs.checks.wording import named
from vprs.dates import Span, after, not_before, shift
from vprs.model import Follows, Reason, Record

OPEN = (Reason.AMBIGUOUS_DATE, Reason.MISSING_FIELD)


def day_of(record: Record, scope: Scope, name: str | None) -> Span | None:
    return dated(record, scope.context.kinds[record.kind], name)


def order_of(form: Follows, first: Record, then: Record, scope: Scope) -> Reason | None:
    """None where B stands in order after A and in time; else the reason, or an open one."""
    a, b = day_of(first, scope, form.first.date), day_of(then, scope, form.then.date)
    if b is None:
        return Reason.UNLINKED
    if a is None:
        return Reason.MISSING_FIELD
    as_of = scope.context.as_of
    hazy = (form.first.date and a.last > as_of) or (form.then.date and b.last > as_of)
    in_order = after(b, a) if form.order == "after" else not_before(b, a)
    if in_order is False:
        return Reason.TOO_EARLY
    in_time = not_before(shift(a, form.within), b) if form.within else True
    if in_time is False:
        return Reason.TOO_LATE
    return Reason.AMBIGUOUS_DATE if in_order is None or in_time is None or hazy else None


def without_itself(form: Follows, first: Record, found: Selection, scope: Scope) -> Selection:
    """A record does not come after itself, unless another of its days is asked for (`date: closed_on`)."""
    usual = scope.context.kinds[first.kind].dated_by
    if form.then.kind != form.first.kind or (form.then.date or usual) != (form.first.date or usual):
        return found
    members = tuple(record for record in found.members if record.id != first.id)
    doubts = tuple(doubt for doubt in found.doubts if doubt.record.id != first.id)
    return replace(found, members=members, doubts=doubts)


def then_named(first: Record, then: Record) -> str:
    """B by its place, or as what it is where that would be the place of A again: one row of a table may give both."""
    if then.id == first.id:
        return "that record itself"
    return f"the {then.kind} in the same row" if first.row and named(then) == named(first) else named(then)
