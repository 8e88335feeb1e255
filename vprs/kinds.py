"""The kinds of evidence, from their JSON Schemas in `vprs/schema/evidence/`.

Takes the schemas that ship with the program, gives `KINDS`-like specifications that readers and rules share: which
fields a kind has, how each is read, what dates a record and what bounds its validity. Schemas are the one source;
nothing about a kind is written in code.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from types import MappingProxyType
from typing import Any

from vprs.schemas import FOLDER, document

# How a field's text is read (schema keyword `x-reads`):
#   text     free text, kept as written          word     open vocabulary, compared folded
#   choice   one of `enum`                       date     a Span
#   number   a Decimal or int                    whole    an int
#   flag     true or false                       id       the id of another record
#   path     a path inside the evidence folder   duration an ISO 8601 duration, kept as text once checked
#   role body site unit staff-group partner      a name that organisation.yaml knows, kept as its id
#   role-or-body   either of the two              name     a name of any of its lists, or else a word
#   mapping  a mapping with fields of its own
READS = (
    "text word choice date number whole flag id path duration "
    "role body role-or-body site unit staff-group partner name mapping"
).split()

# Dates that look ahead: they may lie after as_of, and hold to the last day that they may mean (DESIGN 6.1, 6.2).
LOOKING_AHEAD = frozenset(
    "review_date extensions.to valid_until expires accreditation_expires due accepted_until end to period.end".split()
)


@dataclass(frozen=True, kw_only=True, slots=True)
class FieldSpec:
    """One field. `many`: a list is allowed, and one value is read as a list of one. `fields`: of a mapping."""

    name: str
    reads: str
    description: str
    many: bool = False
    choices: tuple[str, ...] = ()
    fields: Mapping[str, FieldSpec] = field(default_factory=dict)
    required: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class KindSpec:
    """One kind. `dated_by` is a field path; `valid_from`/`valid_to` are None for kinds without validity.

    type_field  the field that says which sort it is (`doc_type`, `report_type`), or None
    """

    name: str
    title: str
    description: str
    fields: Mapping[str, FieldSpec]
    required: tuple[str, ...]
    dated_by: str
    valid_from: str | None = None
    valid_to: str | None = None
    type_field: str | None = None

    @property
    def has_validity(self) -> bool:
        return self.valid_to is not None

    def field(self, path: tuple[str, ...]) -> FieldSpec | None:
        """The specification at a dotted path (`extensions.to`), or None where the kind has no such field."""
        spec, fields = None, self.fields
        for part in path:
            spec = fields.get(part)
            if spec is None:
                return None
            fields = spec.fields
        return spec


@cache
def read_kinds() -> Mapping[str, KindSpec]:
    """Every kind by name, sorted. Raises nothing: the schemas are part of the program."""
    schemas = [document(f"evidence/{file.name}") for file in (FOLDER / "evidence").glob("*.json")]
    kinds = (_kind(schema) for schema in schemas)
    return MappingProxyType({kind.name: kind for kind in sorted(kinds, key=lambda kind: kind.name)})


@cache
def read_organisation_kind() -> KindSpec:
    """What organisation.yaml may say, in the same terms; its lists are fields of many mappings."""
    return _kind(document("organisation.json"))


def read_list_kind(name: str) -> KindSpec | None:
    """What an entry of a list of organisation.yaml may say, as the kind `organisation.<name>`; None for no list."""
    spec = read_organisation_kind().fields.get(name)
    if spec is None or not spec.fields:
        return None
    own = f"organisation.{name}"
    fields, needed = spec.fields, spec.required
    return KindSpec(name=own, title=own, description=spec.description, fields=fields, required=needed, dated_by="from")


def _kind(schema: Mapping[str, Any]) -> KindSpec:
    valid = schema.get("x-valid", {})
    return KindSpec(
        name=schema["x-kind"],
        title=schema["title"],
        description=schema["description"],
        fields=_fields(schema["properties"]),
        required=tuple(schema["required"]),
        dated_by=schema["x-dated-by"],
        valid_from=valid.get("from"),
        valid_to=valid.get("to"),
        type_field=schema.get("x-type-field"),
    )


def _fields(properties: Mapping[str, Any]) -> Mapping[str, FieldSpec]:
    return MappingProxyType({name: _field(name, prop) for name, prop in properties.items()})


def _field(name: str, prop: Mapping[str, Any]) -> FieldSpec:
    many = prop.get("type") == "array"
    one = prop["items"] if many else prop
    return FieldSpec(
        name=name,
        reads=one["x-reads"],
        description=prop["description"],
        many=many,
        choices=tuple(one.get("enum", ())),
        fields=_fields(one.get("properties", {})),
        required=tuple(one.get("required", ())),
    )
