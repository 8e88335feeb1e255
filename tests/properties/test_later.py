"""Nothing that is dated after the day of judgement counts: not a record, not a date inside one, in any form."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.checks import asking
from tests.northmoor.judging import AS_OF, assessment, packs, workspace
from tests.properties.casting import AHEAD, FORMS, Case, Pick, Raw, fields_asked, record, value
from tests.properties.drawing import cases, pick_of, unhurried
from tests.properties.observing import ask
from vprs.assess import assess
from vprs.dates import day
from vprs.kinds import FieldSpec, read_kinds
from vprs.model import Observation, Record

LATER = ("2026-10-21", "2026-11", "2027", "2027-03-01")  # after the last day on which cases are judged
LOOKS_AHEAD = AHEAD | {"accepted_until"}


@pytest.mark.parametrize("form", FORMS)
@unhurried(80)
@given(data=st.data())
def test_a_record_dated_later_changes_nothing(form: str, data: st.DataObject) -> None:
    case = data.draw(cases(form))
    pick = pick_of(data)
    kind = pick([*case.kinds, *case.kinds, *read_kinds()])
    later = dated_later(pick, kind, case)
    assert ask(case, [*case.records, later]) == ask(case)
    assert ask(case, [later, *case.records]) == ask(case)


def dated_later(pick: Pick, kind: str, case: Case) -> dict[str, Any]:
    """A record of the kind that may link to, answer or supersede any of the case, on a day that has not come."""
    ids = [each["id"] for each in case.records]
    made = record(pick, kind, "later", ids, fields_asked(case.form, case.check))
    if read_kinds()[kind].dated_by == "period.end":
        return {**made, "period": {"start": "2026-04-01", "end": pick(LATER)}}
    return {**made, read_kinds()[kind].dated_by: pick(LATER)}


@pytest.mark.parametrize("form", FORMS)
@unhurried(20)
@given(data=st.data())
def test_a_later_date_inside_a_record_is_as_good_as_not_given(form: str, data: st.DataObject) -> None:
    case = data.draw(cases(form))
    before = ask(case)
    for index, given_record in enumerate(case.records):
        for changed in with_later_dates(pick_of(data), given_record):
            after = ask(case, [*case.records[:index], changed, *case.records[index + 1 :]])
            assert told(after) == told(before), changed


def with_later_dates(pick: Pick, given_record: Raw) -> Iterator[Raw]:
    """The record with one more date, or one more entry of a list, on a day that has not come."""
    kind = read_kinds()[given_record["kind"]]
    for field in kind.fields.values():
        more = later_value(pick, field)
        if more is None or field.name == kind.dated_by or said_to_have_ended(given_record, field):
            continue
        if field.many:
            yield {**given_record, field.name: [*given_record.get(field.name, []), more]}
        elif field.name not in given_record:
            yield {**given_record, field.name: more}


def said_to_have_ended(given_record: Raw, field: FieldSpec) -> bool:
    """What is said to be withdrawn or closed, but on a later day, is not so yet (decisions 0008 and 0017)."""
    return field.name in ("withdrawn_on", "closed_on") and "status" in given_record


def later_value(pick: Pick, field: FieldSpec) -> Any:
    """A later date for a field that dates what has happened, or an entry dated so; None for any other field."""
    if field.reads == "date" and field.name not in LOOKS_AHEAD:
        return pick(LATER)
    past = [name for name, inner in field.fields.items() if inner.reads == "date" and name not in LOOKS_AHEAD]
    if not (field.many and past):
        return None
    entry = {name: value(pick, inner, ["minute-of-receipt"]) for name, inner in field.fields.items()}
    return {**entry, **dict.fromkeys(past, pick(LATER))}


def told(found: Observation) -> tuple[Any, ...]:
    """All of it but the records as they are written, which do hold the later date."""
    witnesses = [witness.id for witness in found.witnesses]
    return found.answer, found.reason, found.value, found.needed, found.because, witnesses


@pytest.mark.parametrize(
    "check",
    [
        "fields: {kind: action, required: [from]}",
        "exists: {kind: action, where: {from: {present: true}}}",
        "attested: {statement: safe, by: [lsms]}",
    ],
)
def test_a_link_to_a_record_dated_later_leads_nowhere(check: str) -> None:
    linked = "- {id: a, kind: action, raised_on: 2026-05-01, from: m}\n"
    linked += (
        "- {id: j, kind: attestation, statement: safe, by: lsms, made_on: 2026-05-01, judgement: met, basis: [m]}\n"
    )
    minute = "- {{id: m, kind: minute, body: board, date: {}}}\n"
    assert asking.ask(check, linked + minute.format("2026-09-30")).answer == "yes"
    assert asking.ask(check, linked + minute.format("2026-10-01")).answer == "no"


# ------------------------------------------------------------------------------------------- the worked example


def test_the_worked_example_is_judged_the_same_with_every_record_of_it_written_again_for_later() -> None:
    read = workspace()
    again = [moved_on(each) for each in read.records if not each.row]
    assert len(again) > 120
    judged = assess(packs(), replace(read, records=(*again, *read.records)), as_of=AS_OF)
    assert judged.findings == assessment().findings
    assert judged.opinions == assessment().opinions


def moved_on(given_record: Record) -> Record:
    """The same record under another id, dated the day after the day of judgement."""
    dated_by = read_kinds()[given_record.kind].dated_by
    tomorrow = day(AS_OF + timedelta(days=1))
    fields: dict[str, Any] = {**given_record.fields, dated_by: tomorrow}
    if dated_by == "period.end":
        fields["period"] = {"start": day(AS_OF), "end": tomorrow}
    return replace(given_record, id=f"{given_record.id}-later", fields=fields)
