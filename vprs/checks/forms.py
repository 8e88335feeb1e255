"""From a check to an observation: the one place that knows which form answers which question.

Takes a check and a context, gives an Observation. A check whose selector names a body that has ended is not
applicable before its form is asked.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from vprs.checks.agreeing import observe_agree
from vprs.checks.answers import Reply, not_applicable
from vprs.checks.attested import observe_attested
from vprs.checks.change import observe_change
from vprs.checks.contents import observe_fields
from vprs.checks.context import Context
from vprs.checks.dissolving import dissolved
from vprs.checks.every import observe_every
from vprs.checks.exists import observe_count, observe_exists, observe_none
from vprs.checks.figures import observe_ratio
from vprs.checks.follows import observe_follows
from vprs.checks.held import observe_held
from vprs.checks.periods import observe_each_period
from vprs.checks.rhythm import TWELVE_MONTHS, observe_recurs
from vprs.checks.scope import Scope
from vprs.model import (
    Absent,
    Agree,
    Attested,
    Change,
    Check,
    Count,
    EachPeriod,
    Every,
    Exists,
    Fields,
    Follows,
    Form,
    Held,
    Observation,
    Ratio,
    Reason,
    Recurs,
    Selector,
)


def observe(check: Check, context: Context) -> Observation:
    """The answer to one check."""
    reply = _reply(check.form, Scope(context=context))
    return Observation(
        check=check.slug,
        answer=reply.answer,
        reason=reply.reason,
        value=reply.value,
        needed=reply.needed,
        because=reply.because,
        witnesses=tuple({record.id: record for record in reply.witnesses}.values()),
    )


def _reply(form: Form, scope: Scope) -> Reply:
    ended = dissolved(asked_of(form), scope, since=_asked_since(form, scope))
    if ended is not None:
        return not_applicable(Reason.BODY_DISSOLVED, f"{ended}, so this is no longer asked.")
    asked: Callable[[Any, Scope], Reply] = _OBSERVERS[type(form)]
    return asked(form, scope)


_OBSERVERS: Mapping[type, Callable[..., Reply]] = {
    Exists: observe_exists,
    Absent: observe_none,
    Count: observe_count,
    Held: observe_held,
    Attested: observe_attested,
    Every: observe_every,
    Follows: observe_follows,
    Fields: observe_fields,
    Recurs: observe_recurs,
    EachPeriod: observe_each_period,
    Ratio: observe_ratio,
    Change: observe_change,
    Agree: observe_agree,
}


def selectors_of(form: Form) -> tuple[Selector, ...]:
    """Every selector a form holds."""
    match form:
        case Exists() | Absent() | Count() | Fields() | Recurs() | EachPeriod() | Agree():
            return (form.selector,)
        case Every():
            return (form.of, form.has) if isinstance(form.of, Selector) else (form.has,)
        case Follows():
            return (form.first, form.then)
        case Ratio():
            return tuple(item for item in (form.of, form.matching) if isinstance(item, Selector))
        case Change():
            return (form.count,) if form.count else ()
        case Held() | Attested():
            return ()


def kinds_of(form: Form) -> tuple[str, ...]:
    """The kinds of evidence a form looks at."""
    if isinstance(form, Held):
        return ("appointment",)
    if isinstance(form, Attested):
        return ("attestation",)
    if isinstance(form, Change) and form.metric:
        return ("metric",)
    return tuple(dict.fromkeys(selector.kind for selector in selectors_of(form)))


def asked_of(form: Form) -> tuple[Selector, ...]:
    """Every selector, and the words that a share asks of the same records."""
    if isinstance(form, Ratio) and isinstance(form.of, Selector) and isinstance(form.matching, tuple):
        return (form.of, Selector(kind=form.of.kind, where=form.matching, window=form.of.window))
    return selectors_of(form)


def _asked_since(form: Form, scope: Scope) -> date | None:
    """The first day that a form asks about where its selector does not say."""
    if isinstance(form, Recurs) and form.selector.window is None and (days := scope.context.window(TWELVE_MONTHS)):
        return days.start
    return None
