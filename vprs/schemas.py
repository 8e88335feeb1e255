"""Our own JSON Schemas in `vprs/schema/`, and a quick yes or no to whether a value keeps to one.

Takes a plain value and a schema's name (`rules/pack.json`, `rules/forms.json#/$defs/where`); what is wrong with it is
for `vprs.schema_faults` to say. The quick check follows the keywords that our schemas use; one that it does not know
stops it, so that no promise of a schema goes unchecked. It is there since importing jsonschema alone takes a fifth of
the time that an assessment may take.
"""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "schema"

Schema = Mapping[str, Any]
Check = Callable[[Any], bool]

_TYPES: Mapping[str, type] = {
    "string": str, "integer": int, "boolean": bool, "null": type(None), "object": dict, "array": list,
}  # fmt: skip
_SAID_ONLY = frozenset(("$schema", "$id", "$defs", "title", "description"))
_OF_MAPPINGS = frozenset(
    ("properties", "required", "additionalProperties", "unevaluatedProperties", "propertyNames", "minProperties")
)


def keeps_to(value: object, name: str) -> bool:
    """Whether the value is as the schema of that name asks."""
    return _check(name)(value)


def resolved(schema: Schema, home: str) -> Schema:
    """The schema that a reference leads to, with what stands beside it added; `home`: the file in which it stands."""
    if "$ref" not in schema:
        return schema
    name = absolute(schema["$ref"], home)
    target = resolved(_named(name), name.partition("#")[0])
    if "unevaluatedProperties" not in schema:
        return target
    return {
        **target,
        "properties": {**target["properties"], **schema.get("properties", {})},
        "required": [*target["required"], *schema.get("required", ())],
        "additionalProperties": schema["unevaluatedProperties"],
    }


def absolute(reference: str, home: str) -> str:
    """The whole name of what a schema in the file `home` refers to."""
    return home + reference if reference[0] == "#" else posixpath.join(posixpath.dirname(home), reference)


@cache
def document(file: str) -> Schema:
    """The schema in a file of `vprs/schema/`."""
    found: Schema = json.loads((FOLDER / file).read_text("utf-8"))
    return found


def _named(name: str) -> Schema:
    file, _, definition = name.partition("#/$defs/")
    return document(file)["$defs"][definition] if definition else document(file)


@cache
def _check(name: str) -> Check:
    return compiled(_named(name), name.partition("#")[0])


def compiled(schema: Schema, home: str = "") -> Check:
    """The quick check of a schema. Raises ValueError for a keyword that it does not follow."""
    if "unevaluatedProperties" in schema:
        schema = resolved(schema, home)
    checks = tuple(_checks(schema, home))

    def check(value: Any) -> bool:
        for each in checks:  # noqa: SIM110  half as fast with all()
            if not each(value):
                return False
        return True

    return checks[0] if len(checks) == 1 else check


def _checks(schema: Schema, home: str) -> Iterator[Check]:
    for keyword, said in schema.items():
        if make := _MAKERS.get(keyword):
            yield make(said)
        elif make_inside := _MAKERS_OF_NESTED.get(keyword):
            yield make_inside(said, home)
        elif keyword not in _SAID_ONLY | _OF_MAPPINGS and not keyword.startswith("x-"):
            raise ValueError(f"'{keyword}' is not followed here")
    if _OF_MAPPINGS & schema.keys():
        yield _mapping(schema, home)


def _reference(said: str, home: str) -> Check:
    name = absolute(said, home)
    return lambda value: _check(name)(value)  # noqa: PLW0108  looked up when asked: a schema may lead back to itself


def _type(said: str | list[str]) -> Check:
    types = frozenset(_TYPES[name] for name in (said if isinstance(said, list) else [said]))
    return lambda value: type(value) in types


def _one_of(allowed: list[Any]) -> Check:
    exact = frozenset((type(each), each) for each in allowed)  # 1 is not true
    return lambda value: isinstance(value, str | int | None) and (type(value), value) in exact


def _pattern(said: str) -> Check:
    search = re.compile(said).search
    return lambda value: not isinstance(value, str) or search(value) is not None


def _length(kind: type[str | list[Any]]) -> Callable[[int], Check]:
    return lambda least: lambda value: not isinstance(value, kind) or len(value) >= least


def _minimum(said: int) -> Check:
    return lambda value: type(value) is not int or value >= said


def _items(said: Schema, home: str) -> Check:
    check = compiled(said, home)
    return lambda value: not isinstance(value, list) or all(map(check, value))


def _just_one(said: list[Schema], home: str) -> Check:
    branches = tuple(compiled(branch, home) for branch in said)
    return lambda value: sum(check(value) for check in branches) == 1


def _mapping(schema: Schema, home: str) -> Check:
    checks = {name: compiled(each, home) for name, each in schema.get("properties", {}).items()}
    required, least = frozenset(schema.get("required", ())), schema.get("minProperties", 0)
    others, names = (_whatever(schema.get(key, True), home) for key in ("additionalProperties", "propertyNames"))

    def mapping(value: Any) -> bool:
        if not isinstance(value, dict):
            return True
        if len(value) < least or not required <= value.keys():
            return False
        for name, each in value.items():
            check = checks.get(name)
            if not (check(each) if check else others(each)) or not names(name):
                return False
        return True

    return mapping


def _whatever(said: Schema | bool, home: str) -> Check:
    """The check of a schema that may be true, for anything, or false, for nothing."""
    return compiled(said, home) if isinstance(said, Mapping) else lambda _: said


_MAKERS: Mapping[str, Callable[[Any], Check]] = {
    "type": _type,
    "enum": _one_of,
    "const": lambda said: _one_of([said]),
    "pattern": _pattern,
    "minLength": _length(str),
    "minItems": _length(list),
    "minimum": _minimum,
}
_MAKERS_OF_NESTED: Mapping[str, Callable[[Any, str], Check]] = {
    "$ref": _reference, "items": _items, "oneOf": _just_one,
}  # fmt: skip
