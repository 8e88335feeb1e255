"""Where a value does not keep to one of our JSON Schemas: every fault, as jsonschema finds it.

Takes a plain value and a schema's name as in `vprs.schemas`, gives one `Broken` for each keyword that was not kept to.
It puts nothing into words for people, and is asked only where the quick check said no.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from vprs.schemas import Schema, document

if TYPE_CHECKING:
    from referencing import Resource


@dataclass(frozen=True, kw_only=True, slots=True)
class Broken:
    """One keyword that a value does not keep to.

    keyword   the keyword that was broken, and what it asks
    schema    the mapping of keywords in which it stands
    value     what was found there
    path      the keys and indexes that lead to it, and the same as JSON Path
    of_a_key  whether it is the name of a key that breaks it, not what stands there
    said      jsonschema's own words
    """

    keyword: str
    asked: Any
    schema: Schema
    value: Any
    path: tuple[str | int, ...]
    json_path: str
    of_a_key: bool
    said: str


def faults(value: object, name: str, keywords: Mapping[str, Callable[..., Any]] | None = None) -> list[Broken]:
    """Every fault, by jsonschema; `keywords` are judged by these functions instead of its own."""
    from jsonschema import Draft202012Validator, validators
    from referencing import Registry

    registry: Registry[Any] = Registry(retrieve=_resource)  # type: ignore[call-arg]  # its attrs plugin is not there
    validator: Any = validators.extend(Draft202012Validator, keywords or {})  # type: ignore[no-untyped-call]
    return [
        Broken(
            keyword=error.validator,
            asked=error.validator_value,
            schema=error.schema,
            value=error.instance,
            path=tuple(error.absolute_path),
            json_path=error.json_path,
            of_a_key="propertyNames" in error.absolute_schema_path,
            said=error.message,
        )
        for error in validator({"$ref": name}, registry=registry).iter_errors(value)
    ]


def _resource(file: str) -> Resource[Any]:
    from referencing.jsonschema import DRAFT202012

    # Where a document names its dialect, jsonschema forgets the keywords that it was given; here its file is its name.
    told = {key: said for key, said in document(file).items() if key not in ("$schema", "$id")}
    return DRAFT202012.create_resource(told)
