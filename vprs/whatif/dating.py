"""New records dated no earlier than a day: what has not happened yet cannot have been done before.

Takes a way and a day, gives the way with the dates of its new records moved up to that day. Whether it still does what
is wanted is found by judging again. Records that are there may be mended whenever they are dated.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from vprs.dates import Span, day
from vprs.kinds import LOOKING_AHEAD
from vprs.model import Value
from vprs.whatif.edits import Added, Edit, Way

SPOKEN_OF = ("period", "horizon")  # the time that a record speaks of, which may lie before it is made


def dated_from(since: date, way: Way) -> Way:
    """The way with every date in its new records that lies before `since` moved to that day."""
    return tuple(_dated(edit, since) for edit in way)


def is_dated_from(since: date, way: Way) -> bool:
    """Whether no new record of the way says that anything in it was done before `since`."""
    return dated_from(since, way) == way


def _dated(edit: Edit, since: date) -> Edit:
    if not isinstance(edit, Added):
        return edit
    return replace(edit, record=replace(edit.record, fields=_later(edit.record.fields, since)))


def _later(fields: Mapping[str, Value], since: date) -> dict[str, Value]:
    kept = (*LOOKING_AHEAD, *SPOKEN_OF)
    return {name: value if name in kept else _moved(value, since) for name, value in fields.items()}


def _moved(value: Value, since: date) -> Value:
    if isinstance(value, Span):
        return day(since) if value.last < since else value
    if isinstance(value, tuple):
        return tuple(_moved(each, since) for each in value)
    return _later(value, since) if isinstance(value, Mapping) else value
