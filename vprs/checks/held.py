"""The form `held`: is a role filled, on the day or all through the period.

Takes the form and a scope, gives a Reply. Holders are codes; no person is named here.
"""

from __future__ import annotations

from datetime import date, timedelta

from vprs.checks.answers import Reply, no, unknown, yes
from vprs.checks.distinct import distinct_values, numbers
from vprs.checks.horizon import dated
from vprs.checks.scope import Scope
from vprs.checks.selecting import select
from vprs.checks.selection import Selection
from vprs.checks.validity import valid_until
from vprs.checks.wording import british, places, plural
from vprs.clauses import equals
from vprs.dates import add
from vprs.model import Clause, Held, Reason, Record, Selector


def observe_held(form: Held, scope: Scope) -> Reply:
    """Whether enough different holders hold the role on as_of, or throughout the judged period."""
    role = equals("role", form.role)
    if form.throughout == "period":
        return _throughout(form, role, scope)
    full = _holders(Selector(kind="appointment", where=(role, *form.where)), scope)
    needed = f"at least {form.at_least}"
    number, more = numbers(full, "holder", scope)
    said = f"{plural(number, 'holder')} of {form.role} on {british(scope.context.as_of)}, {needed} needed"
    if number >= form.at_least:
        return yes(str(number), needed, f"{said} ({places(full.members)}).", full.members)
    if full.boundless or number + more >= form.at_least:
        return unknown(full.doubt_reason(), str(number), needed, f"{said}; an appointment is in doubt.", full.members)
    plain = _holders(Selector(kind="appointment", where=(role,)), scope)
    if form.where and numbers(plain, "holder", scope)[0] >= form.at_least:
        because = f"{said}: the role is filled, but not with what is asked ({places(plain.members)})."
        return no(Reason.UNACCREDITED, str(number), needed, because, plain.members)
    shown = f" ({places(plain.members)})" if plain.members else ": no appointment to it is in force in this folder"
    return no(Reason.VACANT, str(number), needed, f"{said}{shown}.", plain.members)


def _holders(selector: Selector, scope: Scope) -> Selection:
    """The appointments; those in force on as_of, unless the selector says otherwise."""
    return select(selector, scope, population=False, current_default=True)


def _throughout(form: Held, role: Clause, scope: Scope) -> Reply:
    """Counts the whole days of the period on which there are fewer holders than asked."""
    period = scope.context.period
    full = _holders(Selector(kind="appointment", where=(role, *form.where), current=False), scope)
    plain = _holders(Selector(kind="appointment", where=(role,), current=False), scope)
    allowed = (add(period.start, form.max_vacancy) - period.start).days if form.max_vacancy else 0
    needed = f"at most {plural(allowed, 'day')} without {form.at_least}"
    certain = _vacant_days(form, full.members, scope, hopeful=False)
    perhaps = (*full.members, *(d.record for d in full.doubts))
    hoped = _vacant_days(form, perhaps, scope, hopeful=True, more=len(full.lost))
    said = f"{plural(certain, 'day')} without {plural(form.at_least, 'holder')} of {form.role}"
    said += f" from {british(period.start)} to {british(period.end)}, {needed} needed"
    if certain <= allowed:
        return yes(str(certain), needed, f"{said} ({places(full.members)}).", full.members)
    if full.boundless or hoped <= allowed:
        return unknown(full.doubt_reason(), str(certain), needed, f"{said}; an appointment is in doubt.", full.members)
    filled = _vacant_days(form, plain.members, scope, hopeful=False) <= allowed
    reason = Reason.UNACCREDITED if form.where and filled else Reason.VACANT
    return no(reason, str(certain), needed, f"{said}.", plain.members)


def _vacant_days(form: Held, appointments: tuple[Record, ...], scope: Scope, *, hopeful: bool, more: int = 0) -> int:
    """`more`: how many holders may have been there besides, all the time."""
    moment, vacant = scope.context.period.start, 0
    while moment <= scope.context.period.end:
        there = [record for record in appointments if _holds(record, moment, scope, hopeful)]
        holders = set().union(*(distinct_values(record, "holder", scope) for record in there))
        vacant += len(holders) + more < form.at_least
        moment += timedelta(days=1)
    return vacant


def _holds(record: Record, moment: date, scope: Scope, hopeful: bool) -> bool:
    context = scope.context
    start = dated(record, context.kinds["appointment"])
    end = valid_until(record, context)
    begun = start is None or moment >= (start.first if hopeful else start.last)
    taken_over = any(_begun(other, moment, scope, hopeful) for other in context.superseders.get(record.id, ()))
    return begun and not taken_over and (end is None or moment <= end.last)


def _begun(other: Record, moment: date, scope: Scope, hopeful: bool) -> bool:
    """Whether the appointment that took over had begun: at its latest day in the hopeful reading."""
    start = dated(other, scope.context.kinds[other.kind])
    return start is not None and moment >= (start.last if hopeful else start.first)
