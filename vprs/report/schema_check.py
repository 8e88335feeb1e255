"""Checks plain values against one of our own JSON Schemas, quickly enough to do it on every write.

Takes a schema that uses only the keywords below, gives a function from a value to its first fault. A keyword it does
not know stops it, so that no promise of a schema goes unchecked. General validation is jsonschema's; the tests hold
this one to it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

Check = Callable[[Any, str], str]  # value and its path -> the first fault, or an empty string
Schema = Mapping[str, Any]

_TYPES: Mapping[str, type] = {
    "string": str,
    "integer": int,
    "boolean": bool,
    "null": type(None),
    "object": dict,
    "array": list,
}
_SAID_ONLY = frozenset(("$schema", "$id", "$defs", "title", "description"))
_OF_OBJECTS = frozenset(("properties", "required", "additionalProperties"))


def compile_schema(schema: Schema) -> Callable[[Any], str]:
    """The check of a whole document. Raises ValueError for a keyword that is not checked here."""
    made: dict[str, Check] = {}
    check = _compile(schema, schema, made)
    return lambda value: check(value, "$")


def _compile(schema: Schema, root: Schema, made: dict[str, Check]) -> Check:
    checks = tuple(_checks(schema, root, made))

    def check(value: Any, path: str) -> str:
        for each in checks:
            if fault := each(value, path):
                return fault
        return ""

    return checks[0] if len(checks) == 1 else check


def _checks(schema: Schema, root: Schema, made: dict[str, Check]) -> Iterator[Check]:
    for keyword, said in schema.items():
        match keyword:
            case "$ref":
                yield _reference(said, root, made)
            case "type":
                yield _type(said if isinstance(said, list) else [said])
            case "enum":
                yield _one_of(tuple(said))
            case "const":
                yield _one_of((said,))
            case "pattern":
                yield _pattern(said)
            case "minimum":
                yield _minimum(said)
            case "items":
                yield _items(_compile(said, root, made))
            case _ if keyword not in _SAID_ONLY | _OF_OBJECTS:
                raise ValueError(f"'{keyword}' is not checked here")
    if _OF_OBJECTS & schema.keys():
        yield _object(schema, root, made)


def _reference(said: str, root: Schema, made: dict[str, Check]) -> Check:
    name = said.removeprefix("#/$defs/")
    if name not in made:
        made[name] = _compile(root["$defs"][name], root, made)
    return made[name]


def _type(names: list[str]) -> Check:
    types = frozenset(_TYPES[name] for name in names)
    wanted = " or ".join(names)
    return lambda value, path: "" if type(value) in types else f"{path}: {value!r} is not {wanted}"


def _one_of(allowed: tuple[Any, ...]) -> Check:
    exact = frozenset((type(each), each) for each in allowed)

    def one_of(value: Any, path: str) -> str:
        hashable = isinstance(value, str | int | None)
        return "" if hashable and (type(value), value) in exact else f"{path}: {value!r} is not one of {allowed}"

    return one_of


def _pattern(said: str) -> Check:
    search = re.compile(said).search
    return lambda value, path: "" if not isinstance(value, str) or search(value) else f"{path}: {value!r} is not {said}"


def _minimum(said: int) -> Check:
    return lambda value, path: f"{path}: {value!r} is under {said}" if isinstance(value, int) and value < said else ""


def _items(check: Check) -> Check:
    def items(value: Any, path: str) -> str:
        if isinstance(value, list):
            for index, each in enumerate(value):
                if fault := check(each, ""):
                    return f"{path}[{index}]{fault}"
        return ""

    return items


def _object(schema: Schema, root: Schema, made: dict[str, Check]) -> Check:
    checks = {name: _compile(each, root, made) for name, each in schema.get("properties", {}).items()}
    required = frozenset(schema.get("required", ()))
    rest = schema.get("additionalProperties", True)
    other = _compile(rest, root, made) if isinstance(rest, Mapping) else None

    def properties(value: Any, path: str) -> str:
        if not isinstance(value, dict):
            return ""
        if absent := required - value.keys():
            return f"{path}: {sorted(absent)} is required"
        for name, each in value.items():
            check = checks.get(name, other)
            if check is None and rest is False:
                return f"{path}: {name!r} is not a key of it"
            if check and (fault := check(each, "")):
                return f"{path}.{name}{fault}"
        return ""

    return properties
