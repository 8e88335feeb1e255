"""The evidence as it stood: what is dated after as_of is taken out, wherever in a record it stands."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.checks.asking import records_of
from vprs.checks.horizon import as_it_may_be, as_it_stood, dated, is_past, value_at
from vprs.dates import parse_span
from vprs.kinds import read_kinds
from vprs.model import Record

AS_OF = date(2026, 9, 15)
DOC = "{id: d, kind: document, doc_type: policy, approved_on: 2026-01-01%s}"
ALERT = "{id: a, kind: alert, received_on: %s, distributions: [%s]}"
OLD, NEW, SOON = (
    "{audience: staff, date: 2026-09-15}",
    "{audience: public, date: 2026-09-16}",
    "{audience: partners, date: 2026-09}",
)


def record(text: str) -> Record:
    return records_of(f"[{text}]")[0]


def stood(text: str) -> dict[str, Any] | None:
    found = as_it_stood(one := record(text), read_kinds()[one.kind], AS_OF)
    return None if found is None else dict(found.fields)


def maybe(text: str) -> dict[str, Any] | None:
    found = as_it_may_be(one := record(text), read_kinds()[one.kind], AS_OF)
    return None if found is None else dict(found.fields)


def audiences(fields: dict[str, Any] | None) -> list[str]:
    assert fields is not None
    return [element["audience"] for element in fields.get("distributions", ())]


@pytest.mark.parametrize(
    ("text", "there"),
    [
        ("2026-09-15", True),
        ("2026-09-16", False),
        ("2026-09", True),
        ("2026-10", False),
        ("2026", True),
        ("2027", False),
    ],
)
def test_a_record_is_there_from_the_first_day_that_its_own_may_mean(text: str, there: bool) -> None:
    assert (stood(f"{{id: m, kind: minute, body: board, date: {text}}}") is not None) is there


def test_a_record_without_a_day_is_there_as_it_is() -> None:
    one = record("{id: s, kind: submission, return_type: x}")
    assert as_it_stood(one, read_kinds()["submission"], AS_OF) is one


@pytest.mark.parametrize(
    ("field", "kept"),
    [
        ("withdrawn_on: 2026-09-15", True),
        ("withdrawn_on: 2026-09-16", False),
        ("withdrawn_on: 2026-09", True),
        ("withdrawn_on: 2026-10", False),
        ("review_date: 2030-01-01", True),
        ("horizon: {start: 2026-09-15, end: 2030-01-01}", True),
        ("period: {start: 2026-01-01, end: 2027-01-01}", True),
    ],
)
def test_a_later_date_is_not_given_unless_it_looks_ahead(field: str, kept: bool) -> None:
    fields = stood(DOC % f", {field}")
    assert fields is not None
    assert (field.split(":", maxsplit=1)[0] in fields) is kept


def test_a_mapping_keeps_its_other_dates() -> None:
    fields = stood(DOC % ", horizon: {start: 2026-09-16, end: 2030-01-01}")
    assert fields is not None
    assert dict(fields["horizon"]) == {"end": parse_span("2030-01-01")}
    gone = stood(DOC % ", horizon: {start: 2026-09-16}")
    assert gone is not None
    assert "horizon" not in gone


def test_an_entry_dated_later_is_not_there_and_the_others_are() -> None:
    assert audiences(stood(ALERT % ("2026-01-01", f"{OLD}, {NEW}, {SOON}"))) == ["staff", "partners"]
    assert audiences(stood(ALERT % ("2026-01-01", f"{NEW}, {OLD}"))) == ["staff"]
    assert audiences(stood(ALERT % ("2026-01-01", NEW))) == []


def test_a_date_of_a_list_that_lies_ahead_goes_and_the_others_stay() -> None:
    fields = stood(
        "{id: p, kind: plan, plan_type: work, agreed_on: 2026-01-01, reviews: [2026-05-01, 2026-10-01, 2026-09]}"
    )
    assert fields is not None
    assert fields["reviews"] == (parse_span("2026-05-01"), parse_span("2026-09"))


@pytest.mark.parametrize(("closed", "status"), [("2026-09-15", "closed"), ("2026-09-16", None), ("2026-09", "closed")])
def test_what_is_closed_later_was_not_closed(closed: str, status: str | None) -> None:
    fields = stood(f"{{id: a, kind: action, raised_on: 2026-01-01, status: closed, closed_on: {closed}}}")
    assert fields is not None
    assert fields.get("status") == status


# ------------------------------------------------------------------------------------------------- as it may also be


@pytest.mark.parametrize(
    "field", ["withdrawn_on: 2026-09-15", "review_date: 2030", "published_on: 2026-08", "version: '2'", "topics: [a]"]
)
def test_what_is_past_or_looks_ahead_may_be_no_other_way(field: str) -> None:
    assert maybe(DOC % f", {field}") is None


def test_its_own_day_is_left_to_the_record_as_a_whole() -> None:
    assert maybe("{id: m, kind: minute, body: board, date: 2026-09}") is None
    assert maybe("{id: m, kind: metric, name: x, value: 1, period: {start: 2026-09, end: 2026-09}}") is None
    assert maybe("{id: m, kind: minute, body: board, date: 2026-08-01, period: {start: 2026-09}}") is not None


@pytest.mark.parametrize("text", ["2026-09", "2026"])
def test_a_date_that_may_lie_ahead_may_not_be_given(text: str) -> None:
    fields = maybe(DOC % f", withdrawn_on: {text}, version: '2'")
    assert fields is not None
    assert "withdrawn_on" not in fields
    assert fields["version"] == "2"


def test_an_entry_that_may_lie_ahead_may_not_be_there() -> None:
    assert audiences(maybe(ALERT % ("2026-01-01", f"{OLD}, {SOON}"))) == ["staff"]
    assert audiences(maybe(ALERT % ("2026-01-01", SOON))) == []
    assert maybe(ALERT % ("2026-01-01", OLD)) is None


def test_a_mapping_may_keep_its_other_dates() -> None:
    fields = maybe(DOC % ", horizon: {start: 2026-09, end: 2030-01-01}")
    assert fields is not None
    assert dict(fields["horizon"]) == {"end": parse_span("2030-01-01")}
    bare = maybe(DOC % ", horizon: {start: 2026-09}")
    assert bare is not None
    assert "horizon" not in bare


def test_a_date_of_a_list_may_not_be_there() -> None:
    fields = maybe("{id: p, kind: plan, plan_type: work, agreed_on: 2026-01-01, reviews: [2026-05-01, 2026-09]}")
    assert fields is not None
    assert fields["reviews"] == (parse_span("2026-05-01"),)


@pytest.mark.parametrize(
    ("fields", "past"),
    [
        ("", True),
        (", withdrawn_on: 2026-09-15", True),
        (", withdrawn_on: 2026-09-16", False),
        (", withdrawn_on: 2026-09", False),
        (", review_date: 2030", False),
        (", topics: [a, b]", True),
        (", horizon: {start: 2020-01-01}", False),
        (", extensions: [{to: 2020-01-01}]", False),
        (", version: '2'", True),
    ],
)
def test_most_records_are_told_quickly_to_be_past(fields: str, past: bool) -> None:
    assert is_past(record(DOC % fields), AS_OF) is past


def test_a_value_is_found_at_its_path() -> None:
    fields = record(
        DOC % ", extensions: [{to: 2027-01-01}, {to: 2028-01-01, by: board}], horizon: {end: 2030-01-01}, topics: [a]"
    ).fields
    assert value_at(fields, ("extensions", "to")) == (parse_span("2027-01-01"), parse_span("2028-01-01"))
    assert value_at(fields, ("extensions", "by")) == ("board",)
    assert value_at(fields, ("extensions", "granted_on")) is None
    assert value_at(fields, ("horizon", "end")) == parse_span("2030-01-01")
    assert value_at(fields, ("horizon", "start")) is None
    assert value_at(fields, ("topics",)) == ("a",)
    assert value_at(fields, ("topics", "x")) is None
    assert value_at(fields, ("doc_type", "x")) is None


def test_a_record_is_dated_by_its_kind_or_by_another_field() -> None:
    one = record(DOC % ", published_on: 2026-02-02, version: '2'")
    spec = read_kinds()["document"]
    assert dated(one, spec) == parse_span("2026-01-01")
    assert dated(one, spec, "published_on") == parse_span("2026-02-02")
    assert dated(one, spec, "version") is None
    assert dated(one, spec, "withdrawn_on") is None
