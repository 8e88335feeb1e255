"""What lapses or falls due on which day: documents, appointments, certificates, accepted risks, actions.

Takes a workspace, the days and what the answers ceased to rest on, gives lapses in order of the day. Whether a record
still counts on its last day is asked of `vprs.checks`; what was replaced or withdrawn before has nothing left to lapse.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta

from vprs.assess import half_year_to
from vprs.checks import Context, make_context
from vprs.checks.horizon import value_at
from vprs.checks.validity import current, valid_until
from vprs.closing import ACTION, OPEN, standing
from vprs.dates import Span
from vprs.forecast.outlook import Crossing, Lapse
from vprs.forecast.pertinent import library_of
from vprs.forecast.trail import Dropped
from vprs.kinds import read_kinds
from vprs.model import Pack, Record, Workspace

AHEAD = ("accreditation_expires", "accepted_until", "due")  # dates that lapse beside the validity of the record itself
DONE = ("closed_on", "submitted_on")  # what has such a date has nothing open that could fall due
ONE_DAY = timedelta(days=1)


def lapses_of(
    pack: Pack, workspace: Workspace, as_of: date, until: date, dropped: Iterable[Dropped]
) -> tuple[Lapse, ...]:
    """Everything that counts on a day from as_of on and does no longer on the next, that one not after `until`."""
    leaning: dict[tuple[date, str], list[Dropped]] = {}
    for each in dropped:
        leaning.setdefault((each.on, each.record.id), []).append(each)
    found = [
        Lapse(on=on, field=name, records=(record,), leaning=_checks(leaning.pop((on, record.id), [])))
        for record, name, on in _own(pack, workspace, as_of, until)
    ]
    for (on, _), ceased in leaning.items():
        own = _how(ceased)
        found.append(Lapse(on=on, field=own, records=(ceased[0].record,), leaning=_checks(ceased)))
    return tuple(sorted(_gathered(found), key=lambda each: (each.on, _place(each.records[0]), each.field)))


def _checks(dropped: list[Dropped]) -> tuple[str, ...]:
    return tuple(sorted({each.check for each in dropped}))


def _how(dropped: list[Dropped]) -> str:
    crossings = {each.crossing for each in dropped}
    return next((each.value for each in (Crossing.AGE, Crossing.WINDOW) if each in crossings), Crossing.DAY.value)


def _place(record: Record) -> tuple[str, int, str]:
    return record.file, record.line, record.id


def _gathered(lapses: list[Lapse]) -> Iterator[Lapse]:
    """Rows of one table that lapse alike on one day are told as one."""
    rows: dict[tuple[date, str, str, str, tuple[str, ...]], list[Record]] = {}
    for each in lapses:
        (record,) = each.records
        if record.row:
            rows.setdefault((each.on, each.field, record.kind, record.file, each.leaning), []).append(record)
        else:
            yield each
    for (on, name, _, _, leaning), records in rows.items():
        yield Lapse(on=on, field=name, records=tuple(sorted(records, key=_place)), leaning=leaning)


def _own(pack: Pack, workspace: Workspace, as_of: date, until: date) -> Iterator[tuple[Record, str, date]]:
    """Each record with the date of its own that passes, by name, and the first day after it."""
    singles = replace(workspace, records=tuple(_singles(pack, workspace)))
    whole = make_context(pack, singles, date.max, half_year_to(as_of))
    contexts: dict[date, Context] = {}
    for record in workspace.records:
        for name, end in _ends(record, whole):
            if not as_of <= end < until:
                continue
            if record.row:
                if _is_there(record, end):
                    yield record, name, end + ONE_DAY
                continue
            if end not in contexts:
                contexts[end] = make_context(pack, singles, end, half_year_to(end))
            if _stands(record, contexts[end]):
                yield record, name, end + ONE_DAY


def _singles(pack: Pack, workspace: Workspace) -> Iterator[Record]:
    """Every record that is no row, and the rows that one of them leads to: an action may be closed by one."""
    related = library_of(pack, workspace).related
    linked = {name for record in workspace.records if not record.row for name in related.get(record.id, ())}
    yield from (record for record in workspace.records if not record.row or record.id in linked)


def _ends(record: Record, whole: Context) -> Iterator[tuple[str, date]]:
    """A date that means several days holds to its last."""
    spec = read_kinds()[record.kind]
    until = valid_until(record, whole)
    if until is not None and spec.valid_to:
        yield spec.valid_to, until.last
    for name in AHEAD:
        value = value_at(record.fields, (name,))
        if isinstance(value, Span) and name != spec.valid_to:
            yield name, value.last


def _is_there(record: Record, on: date) -> bool:
    own = value_at(record.fields, tuple(read_kinds()[record.kind].dated_by.split(".")))
    return not isinstance(own, Span) or own.first <= on


def _stands(record: Record, context: Context) -> bool:
    """Whether a record counts on its last day, and something of it is open still."""
    stood = context.by_id.get(record.id)
    if stood is None or current(stood, context, open_ended=True).truth is False:
        return False
    if stood.kind == ACTION:
        return standing(stood, context.by_id, context.as_of) in OPEN
    return not any(done in stood.fields for done in DONE)
