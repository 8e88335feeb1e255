"""Asks what would turn one check over records written as YAML, and tells it as a person would read it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tests.checks.asking import AS_OF, OPEN, check_of, organisation_of, pack_with, records_of
from vprs.checks import make_context, observe
from vprs.checks.scope import Scope
from vprs.dates import Duration, Period, rolling
from vprs.model import Answer, Lost, Workspace
from vprs.whatif import Days, Found, Way, apply, told
from vprs.whatif.days import days_of
from vprs.whatif.facts import ways_from
from vprs.whatif.search import smallest
from vprs.whatif.ways import ways_to_yes


@dataclass(frozen=True, kw_only=True)
class Turned:
    """The change found (None where there is none), and how it answers with any edits."""

    found: Found | None
    lines: tuple[str, ...]


def turn(
    form: str, records: str = "", *, as_of: str = AS_OF, organisation: str = "", lost: tuple[Lost, ...] = ()
) -> Turned:
    moment = date.fromisoformat(as_of)
    who = organisation_of(organisation) if organisation else OPEN
    workspace = Workspace(organisation=who, records=records_of(records, who), lost=lost)
    check, pack, period = check_of(form), pack_with({}), rolling(moment, Duration(6, 0))

    def answer(edits: Way) -> Answer:
        return observe(check, make_context(pack, apply(workspace, edits), moment, period)).answer

    assert answer(()) in (Answer.NO, Answer.UNKNOWN)
    scope = Scope(context=make_context(pack, workspace, moment, Period(period.start, period.end)))
    ways = (way for each in ways_to_yes(check.form, scope) for way in ways_from(each, scope, None))
    found = smallest(ways, lambda edits: answer(edits) is Answer.YES)
    if found is None:
        return Turned(found=None, lines=())
    assert answer(found.edits) is Answer.YES
    days = days_of(found.edits, lambda edits: answer(edits) is Answer.YES, moment) if found.small else {}
    lines = tuple(told(edit, days.get(number, Days()), moment) for number, edit in enumerate(found.edits))
    return Turned(found=found, lines=lines)
