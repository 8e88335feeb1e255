"""Nothing to ask about: the register that, declared complete, shows that there was none.

Takes the question of one check, gives the register. That it is so is for whoever keeps it to say.
"""

from __future__ import annotations

from vprs.model import Answer, Check, Every, Fields, Follows, Form, Ratio, Selector
from vprs.whatif.asking import Question
from vprs.whatif.facts import honest
from vprs.whatif.registering import registered
from vprs.whatif.search import Found, smallest


def absolving(asked: Question, check: Check) -> Found | None:
    """The register by which a check that is not answered no longer applies; None where none does that."""
    of, scope = _asked_of(check.form), asked.scope()
    if not isinstance(of, Selector) or asked.answered(check, ()) is not Answer.UNKNOWN:
        return None
    way = honest(registered(of, scope, None), scope)
    return smallest((way,), lambda edits: asked.answered(check, edits) is Answer.NOT_APPLICABLE)


def _asked_of(form: Form) -> object:
    match form:
        case Every(of=of) | Ratio(of=of):
            return of
        case Follows(first=first):
            return first
        case Fields(selector=selector):
            return selector
        case _:
            return None
