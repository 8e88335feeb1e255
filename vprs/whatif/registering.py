"""The register that would have to be declared complete before anybody can say that there is none, or no more.

Takes a selector, the days asked and a scope, gives the edit: the register that is there, with what it does not say, or
one drawn up anew. What a register says of itself is never said otherwise: of another day it is another register.
"""

from __future__ import annotations

from datetime import date

from vprs.checks.horizon import value_at
from vprs.checks.scope import Scope
from vprs.dates import Period, Span, day
from vprs.model import Record, Selector, Value
from vprs.whatif.edits import Added, Changed, Way
from vprs.whatif.making import NEW, new_id
from vprs.whatif.values import GIVEN


def registered(selector: Selector, scope: Scope, days: Period | None) -> Way:
    """A register of the kind that is declared complete and covers the days asked."""
    context = scope.context
    window = days or context.window(selector.window)
    held = [each for each in context.records.get("register", ()) if each.fields.get("covers_kind") == selector.kind]
    start, end = (window.start, window.end) if window else (context.period.start, context.period.end)
    role = next((entry.id for entry in context.organisation.lists.get("roles", ())), GIVEN)
    values: dict[str, Value | None] = {
        "complete": True,
        "declared_by": role,
        "as_at": day(max(end, context.as_of if window is None else end)),
        "period": {"start": day(start), "end": day(end)},
    }
    wider = _wider(held[-1], values, start, end) if held else values
    if held and not set(wider) & set(held[-1].fields):
        return (Changed(record=held[-1], values=wider),)
    sort = held[-1].fields.get("register_type", selector.kind) if held else selector.kind
    fields = {"register_type": sort, "covers_kind": selector.kind, **values}
    given = {name: value for name, value in fields.items() if value is not None}
    return (
        Added(
            record=Record(id=new_id(f"register-of-{selector.kind}", 1, scope), kind="register", fields=given, file=NEW)
        ),
    )


def _wider(record: Record, values: dict[str, Value | None], start: date, end: date) -> dict[str, Value | None]:
    """Only what the register does not say already."""
    kept = dict(values)
    if record.fields.get("complete") is True:
        kept.pop("complete")
    if "declared_by" in record.fields:
        kept.pop("declared_by")
    drawn = record.fields.get("as_at")
    if isinstance(drawn, Span) and drawn.first >= end:
        kept.pop("as_at")
    first, last = (value_at(record.fields, ("period", name)) for name in ("start", "end"))
    if isinstance(first, Span) and isinstance(last, Span) and first.first <= start and last.last >= end:
        kept.pop("period")
    return kept
