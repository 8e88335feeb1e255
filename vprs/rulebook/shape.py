"""Structure: whether a value has the shape that its JSON Schema in `vprs/schema/rules/` asks for.

Takes a page, a path in it and the name of a schema; adds one problem per fault, worded for people, at its own line.
It follows the keywords those schemas use and no others (a test holds both to the same verdicts as jsonschema, whose
import alone would take a third of an assessment's time). A `oneOf` is settled by type, then by the first required key.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from vprs.problem import nearest
from vprs.rulebook.page import Page, listed, shown
from vprs.rulebook.schemas import Schema, named_schema, resolved
from vprs.strict_yaml import Path

# How to write a text that is read on (`x-reads`), for one who wrote something else.
_WRITE = {"duration": "Write P12M, P30D, P2W or P1Y.", "day": "Write 2026-09-30."}
_NOUNS: Mapping[type, str] = {
    str: "text", int: "a whole number", bool: "true or false", dict: "a mapping", list: "a list", type(None): "nothing",
}  # fmt: skip


def fits(page: Page, path: Path, value: object, schema: str) -> bool:
    """Whether `value` has the shape of `schema` (`requirement.json#/$defs/check`); the faults go to the page."""
    before = len(page.problems)
    _check(page, path, value, named_schema(schema))
    return len(page.problems) == before


def _check(page: Page, path: Path, value: object, schema: Schema) -> None:
    if "$ref" in schema:
        schema = named_schema(schema["$ref"])
    if "oneOf" in schema:
        branch = _branch(page, path, value, schema)
        if branch is not None:
            _check(page, path, value, branch)
        return
    if type(value) not in schema["kinds"]:
        _wrong_type(page, path, value, schema["kinds"], schema)
    elif isinstance(value, dict):
        _check_mapping(page, path, value, schema)
    elif isinstance(value, list):
        _check_list(page, path, value, schema)
    else:
        _check_scalar(page, path, value, schema)


def _branch(page: Page, path: Path, value: object, schema: Schema) -> Schema | None:
    """The branch of a `oneOf` that the value means: by its type, then by its first required key."""
    branches = [resolved(branch) for branch in schema["oneOf"]]
    fitting = [branch for branch in branches if type(value) in branch["kinds"]]
    if not fitting:
        kinds = tuple(dict.fromkeys(kind for branch in branches for kind in branch["kinds"]))
        _wrong_type(page, path, value, kinds, schema)
        return None
    if not isinstance(value, dict) or len(fitting) == 1:
        return fitting[0]
    names = [branch["required"][0] for branch in fitting]
    present = [name for name in names if name in value]
    if len(present) == 1:
        return fitting[names.index(present[0])]
    if present:
        page.fault(path, f"{listed(present, 'and')} stand side by side.", "Keep one, or nest one in the other.")
        return None
    use = schema.get("x-use", "")
    if not value:
        page.fault(path, "nothing is given.", use or f"Use {listed(names)}.")
    for key in value:
        hint = use or nearest(key, names) or f"Use {listed(names)}."
        page.fault((*path, key), f"unknown word '{key}'.", hint, at_key=True)
    return None


def _wrong_type(page: Page, path: Path, value: object, kinds: tuple[type, ...], schema: Schema) -> None:
    hint = schema.get("x-use") or _WRITE.get(schema.get("x-reads", ""), "")
    if value is None:
        page.fault(path, "no value is given.", hint or "Fill it in, or take the key out.")
        return
    wanted = " or ".join(_NOUNS[kind] for kind in kinds if kind is not type(None))
    if hint:
        pass
    elif isinstance(value, (bool, int)) and str in kinds:
        hint = "Put quotes around it."
    elif isinstance(value, (str, int)) and kinds == (list,):
        hint = f"Write [{value}]."
    elif kinds == (bool,):
        hint = "Write true or false."
    elif kinds == (int,):
        hint = "Write digits."
    elif kinds == (dict,) and schema.get("required"):
        hint = f"Write {{{schema['required'][0]}: ...}}."
    seen = f"{shown(value)} is {_NOUNS[type(value)]}" if isinstance(value, (str, int)) else f"{_NOUNS[type(value)]}"
    if isinstance(value, bool):
        seen = f"{shown(value)} is a yes or no"
    page.fault(path, f"{seen} where {wanted} is needed.", hint)


def _check_mapping(page: Page, path: Path, value: dict[str, Any], schema: Schema) -> None:
    properties: Schema = schema.get("properties", {})
    others = schema.get("additionalProperties", True)
    names = schema.get("propertyNames", {}).get("pattern")
    if len(value) < schema.get("minProperties", 0):
        page.fault(path, "nothing is given.", schema["description"])
    for key in schema.get("required", ()):
        if key not in value:
            page.missing(path, (key,), f"Add it: {_description(properties[key])}")
    for key, item in value.items():
        if key in properties:
            _check(page, (*path, key), item, properties[key])
        elif others is False:
            hint = nearest(key, properties) or schema.get("x-use") or f"Use {listed(tuple(properties))}."
            page.fault((*path, key), f"unknown key '{key}'.", hint, at_key=True, harmless=True)
        elif isinstance(others, Mapping):
            if names and not re.search(names, key):
                hint = "Write lower case letters, digits and hyphens."
                page.fault((*path, key), f"'{key}' is not a slug.", hint, at_key=True)
            _check(page, (*path, key), item, others)


def _description(schema: Schema) -> str:
    return str(schema.get("description") or resolved(schema)["description"])


def _check_list(page: Page, path: Path, value: list[Any], schema: Schema) -> None:
    least = schema.get("minItems", 0)
    if len(value) < least:
        said = "the list is empty." if not value else f"{len(value)} given where at least {least} are needed."
        page.fault(path, said, "Name at least one." if least == 1 else f"Name {least} or more.", harmless=True)
    for index, item in enumerate(value):
        _check(page, (*path, index), item, schema["items"])


def _check_scalar(page: Page, path: Path, value: Any, schema: Schema) -> None:
    if isinstance(value, str) and schema.get("minLength") and not value.strip():
        page.fault(path, "the text is empty.", schema["description"], harmless=True)
    elif "enum" in schema and value not in schema["enum"]:
        hint = nearest(str(value), schema["enum"]) or "Use one of them."
        page.fault(path, f"{shown(value)} is not one of {', '.join(schema['enum'])}.", hint)
    elif "pattern" in schema and not re.search(schema["pattern"], value):
        page.fault(path, f"{shown(value)} is not in the form needed.", schema["description"], harmless=True)
    elif "minimum" in schema and value < schema["minimum"]:
        page.fault(path, f"{value} is too small.", f"Write {schema['minimum']} or more.", harmless=True)
