"""What the forms over time share: the day on which the organisation was formed, and the words for where records are.

Takes a question and a scope, gives one answer for every day that the forming may mean, or that it is not known.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from vprs.checks.answers import Reply, failed, fault_words, unknown
from vprs.checks.scope import Scope
from vprs.checks.selection import Selection
from vprs.checks.wording import places
from vprs.dates import day
from vprs.model import Reason, Record


def whenever_formed(observe: Callable[[Scope], Reply], scope: Scope) -> Reply:
    """One answer, whichever of the days that it may mean the organisation was formed on; else not known."""
    formed = scope.context.organisation.formed
    if formed is None or formed.exact:
        return observe(scope)
    first, last = (observe(_formed_on(moment, scope)) for moment in (formed.first, formed.last))
    if first.answer is last.answer:
        return first
    because = f"{first.because} When the organisation was formed may mean several days, and decides it."
    return unknown(Reason.AMBIGUOUS_DATE, first.value, first.needed, because, first.witnesses)


def _formed_on(moment: date, scope: Scope) -> Scope:
    organisation = replace(scope.context.organisation, formed=day(moment))
    return replace(scope, context=replace(scope.context, organisation=organisation, matches={}))


def where(records: tuple[Record, ...]) -> str:
    return f"({places(records)})"


def turned(found: Selection, scope: Scope) -> str:
    item = failed(found)
    return f" It does not count that {fault_words(item, scope)}." if item else ""
