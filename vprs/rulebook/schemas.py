"""The JSON Schemas of rule files, loaded once and made quick to follow.

Takes nothing but the files in `vprs/schema/rules/`, gives a schema for a reference such as `forms.json#/$defs/exists`.
It checks no value.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any

Schema = Mapping[str, Any]
_FILES = ("forms.json", "pack.json", "requirement.json", "reviews.json")
_TYPES: Mapping[str, type] = {
    "string": str,
    "integer": int,
    "boolean": bool,
    "object": dict,
    "array": list,
    "null": type(None),
}


@cache
def _schemas() -> Mapping[str, Schema]:
    """Every schema and definition by the reference that names it."""
    folder = resources.files("vprs") / "schema" / "rules"
    found: dict[str, Schema] = {}
    for name in _FILES:
        document = _prepared(json.loads((folder / name).read_text("utf-8")))
        found[name] = document
        found |= {f"{name}#/$defs/{key}": schema for key, schema in document.get("$defs", {}).items()}
    return found


def _prepared(node: Any) -> Any:
    """The schema with its types looked up (under `kinds`), once, since every value is asked for its type."""
    if isinstance(node, list):
        return [_prepared(item) for item in node]
    if not isinstance(node, dict):
        return node
    ready = {key: _prepared(value) for key, value in node.items()}
    named = node.get("type")
    if isinstance(named, str | list):
        ready["kinds"] = tuple(_TYPES[name] for name in ([named] if isinstance(named, str) else named))
    return ready


@cache
def named_schema(reference: str) -> Schema:
    """The schema of that reference, whose own reference is followed."""
    return resolved(_schemas()[reference])


def resolved(schema: Schema) -> Schema:
    """The schema that a reference leads to, with what stands beside the reference added."""
    if "$ref" not in schema:
        return schema
    target = named_schema(schema["$ref"])
    if "unevaluatedProperties" not in schema:
        return target
    return {
        **target,
        "properties": {**target["properties"], **schema.get("properties", {})},
        "required": [*target["required"], *schema.get("required", ())],
        "additionalProperties": schema["unevaluatedProperties"],
    }
