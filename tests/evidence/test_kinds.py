"""The schemas of the eighteen kinds: valid, described, and true of every typed record."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from vprs.dates import Span
from vprs.evidence.typed import OPEN_NAMES, type_record
from vprs.kinds import READS, FieldSpec, read_kinds, read_organisation_kind

SCHEMAS = sorted((Path(__file__).parents[2] / "vprs" / "schema" / "evidence").glob("*.json"))
KINDS = (
    "action activity alert appointment assessment attestation change document incident metric minute plan register "
    "report response risk submission training"
).split()
REQUIRED = {
    "appointment": "role holder start",
    "minute": "body date",
    "attestation": "by made_on judgement",
    "metric": "name value period",
    "register": "register_type",
    "document": "doc_type",
    "assessment": "assessment_type",
    "incident": "occurred_on",
    "activity": "date",
    "alert": "received_on",
}
VALIDITY = {
    "document": ("approved_on", "review_date"),
    "assessment": ("assessed_on", "review_date"),
    "attestation": ("made_on", "valid_until"),
    "appointment": ("start", "end"),
    "plan": ("agreed_on", "period.end"),
    "training": ("completed_on", "expires"),
}
COMMON = "id kind title file sha256 sites topics owner links supersedes period notes".split()
RECORDS: list[dict[str, Any]] = [
    {
        "kind": "document",
        "doc_type": "Strategy",
        "status": "ratified",
        "approved_by": "board",
        "approved_on": "2025-05",
        "review_date": 2028,
        "extensions": [{"to": "2029-01", "by": "board", "granted_on": "2028-01-02"}],
        "declares": {"topic": "review", "value": 3, "locator": "page 2"},
        "horizon": {"start": 2025, "end": 2028},
        "sites": "all",
        "clauses": ["GC5.9"],
    },
    {"kind": "metric", "name": "assaults", "value": "84.92", "period": "2026-04-01 to 2026-06-30", "numerator": 79},
    {
        "kind": "report",
        "report_type": "annual",
        "received_by": [{"body": "board", "date": "2026-05-28", "minute": "m"}],
    },
    {"kind": "incident", "occurred_on": "2026-04-01", "riddor": "pending", "injury": True, "days_absent": 3},
    {"kind": "plan", "plan_type": "work", "reviews": ["2026-04-01", "2026-05"], "items": ["More training"]},
    {"kind": "register", "register_type": "incidents", "complete": True, "covers_kind": "incident", "count": 12},
]


def plain(value: Any) -> Any:
    if isinstance(value, Span):
        return str(value)
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    return {name: plain(item) for name, item in value.items()} if isinstance(value, Mapping) else value


def every_field(fields: Mapping[str, FieldSpec]) -> Iterator[FieldSpec]:
    for spec in fields.values():
        yield spec
        yield from every_field(spec.fields)


def test_there_are_eighteen_kinds() -> None:
    assert list(read_kinds()) == KINDS


@pytest.mark.parametrize("path", SCHEMAS, ids=lambda path: path.stem)
def test_a_schema_is_valid_and_bears_the_name_of_its_kind(path: Path) -> None:
    schema = json.loads(path.read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    assert schema["x-kind"] == path.stem
    assert not schema["additionalProperties"]


@pytest.mark.parametrize("kind", KINDS)
def test_every_property_is_described_and_read_in_a_known_way(kind: str) -> None:
    for spec in every_field(read_kinds()[kind].fields):
        assert spec.description.endswith("."), spec.name
        assert spec.reads in READS
        assert bool(spec.choices) == (spec.reads == "choice")


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_the_common_fields(kind: str) -> None:
    assert [name for name in COMMON if name not in read_kinds()[kind].fields] == []


@pytest.mark.parametrize("kind", KINDS)
def test_only_what_a_record_means_nothing_without_is_required(kind: str) -> None:
    assert read_kinds()[kind].required == ("kind", *REQUIRED.get(kind, "").split())


@pytest.mark.parametrize("kind", KINDS)
def test_validity_and_dating_name_fields_that_hold_dates(kind: str) -> None:
    spec = read_kinds()[kind]
    assert (spec.valid_from, spec.valid_to) == VALIDITY.get(kind, (None, None))
    for name in filter(None, (spec.dated_by, spec.valid_from, spec.valid_to)):
        found = spec.field(tuple(name.split(".")))
        assert found is not None
        assert found.reads == "date"


@pytest.mark.parametrize("kind", KINDS)
def test_the_field_that_says_which_sort_it_is_exists(kind: str) -> None:
    spec = read_kinds()[kind]
    assert spec.type_field is None or spec.type_field in spec.fields


@pytest.mark.parametrize("raw", RECORDS, ids=lambda raw: raw["kind"])
def test_a_typed_record_written_back_satisfies_its_schema(raw: dict[str, Any]) -> None:
    typed = type_record(raw, OPEN_NAMES)
    assert typed.faults == ()
    schema = next(json.loads(path.read_text("utf-8")) for path in SCHEMAS if path.stem == raw["kind"])
    Draft202012Validator(schema).validate({"kind": typed.kind, **plain(typed.fields)})


def test_the_schema_of_the_organisation_is_valid_and_described() -> None:
    schema = json.loads((SCHEMAS[0].parents[1] / "organisation.json").read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    kind = read_organisation_kind()
    assert kind.required == ("name", "code", "type", "packs")
    assert all(spec.description.endswith(".") for spec in every_field(kind.fields))
