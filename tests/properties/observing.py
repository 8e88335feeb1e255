"""Asks a case, with the same readers as rule files and evidence folders use; what cannot be read is lost.

Takes a `casting.Case` and, where it is asked of other records than its own, those; gives the observation.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from functools import cache

from tests.checks.asking import check_of, organisation_of, pack_with
from tests.properties.casting import Case, Raw
from vprs.checks import make_context, observe
from vprs.dates import Duration, Period, rolling
from vprs.evidence.batch import Batch
from vprs.evidence.names import Names, gather_names
from vprs.evidence.settle import settle
from vprs.evidence.typed import type_record
from vprs.model import Check, Lost, Observation, Organisation, Record, Workspace

HALF_YEAR = Duration(6, 0)


@cache
def organisation(text: str) -> Organisation:
    return organisation_of(text)


@cache
def names(text: str) -> Names:
    return gather_names(organisation(text))


def check(case: Case) -> Check:
    """The check as its rule file would give it; JSON is YAML."""
    return check_of(json.dumps({case.form: case.check}))


def period(case: Case) -> Period:
    if case.period is None:
        return rolling(date.fromisoformat(case.as_of), HALF_YEAR)
    start, end = case.period
    return Period(date.fromisoformat(start), date.fromisoformat(end))


def workspace(case: Case, raw: Iterable[Raw], lost: Iterable[Lost] = ()) -> Workspace:
    """The records as a folder with a file for each would be read."""
    return settled(organisation(case.organisation), [_read(each, case) for each in raw], lost)


def settled(whose: Organisation, read: Iterable[Record | Lost], lost: Iterable[Lost] = ()) -> Workspace:
    """Ids made unique and links that lead nowhere taken out, as the reader of a folder does it.

    A lost item is known by the name of its file, where that is the id of a record.
    """
    items = tuple(read)
    records = tuple(item for item in items if isinstance(item, Record))
    gone = (*lost, *(item for item in items if isinstance(item, Lost)))
    batch = settle(
        Batch(records=records, lost=gone), lost_ids=frozenset(item.file.removesuffix(".yaml") for item in gone)
    )
    return Workspace(organisation=whose, records=batch.records, lost=batch.lost, problems=batch.problems)


def _read(raw: Raw, case: Case) -> Record | Lost:
    """One record in a file of its own, or lost where it has a fault."""
    typed = type_record(raw, names(case.organisation))
    file = f"{raw['id']}.yaml"
    if typed.faults or typed.kind is None:
        return Lost(kind=typed.kind, file=file, line=1)
    return Record(
        id=str(typed.id), kind=typed.kind, fields=typed.fields, file=file, held=True, sha256="0" * 64, rests_on=file
    )


def ask(case: Case, raw: Iterable[Raw] | None = None, lost: Iterable[Lost] = ()) -> Observation:
    return ask_of(case, workspace(case, case.records if raw is None else raw, lost))


def ask_of(case: Case, asked: Workspace) -> Observation:
    context = make_context(pack_with({}), asked, date.fromisoformat(case.as_of), period(case))
    return observe(check(case), context)
