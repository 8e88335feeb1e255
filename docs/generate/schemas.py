"""A file's keys, one a row, from its JSON Schema.

Takes the path of a schema below `vprs/schema/`, gives Markdown: each key with its whole path, whether it is needed,
what may stand there and what it means. References to other schemas are followed, but never round in a circle.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from docs.generate.markdown import code, codes, sentence, table
from vprs.rulebook.forms import READERS
from vprs.schemas import absolute, document, resolved

Schema = Mapping[str, Any]
TYPES = {
    "string": "text",
    "integer": "whole number",
    "number": "number",
    "boolean": "true or false",
    "null": "null",
    "array": "a list",
    "object": "keys",
}
DEEPEST = 6  # below this a key is named and not taken apart

# What the page on forms explains once, and a table of keys only names.
EXPLAINED = {
    **{f"rules/forms.json#/$defs/{name}": f"[its parameters](forms.md#form-{name})" for name in READERS},
    "rules/forms.json#/$defs/selector": "a [selector](forms.md#selectors)",
    "rules/forms.json#/$defs/where": "[matchers](forms.md#matchers)",
    "rules/forms.json#/$defs/matcher": "a [matcher](forms.md#matchers)",
    "rules/forms.json#/$defs/window": "a [window](forms.md#windows)",
    "rules/forms.json#/$defs/role": "a role's id",
    "rules/forms.json#/$defs/roles": "a role's id, or several",
    "rules/forms.json#/$defs/words": "a word, or several",
    "rules/requirement.json#/$defs/condition": "a [condition](rules.md#conditions)",
}
READ = {
    "duration": "a duration: P12M, P30D",
    "share": "a share: 85%",
    "date": "a date: 2026-09-30, 2026-09 or 2026",
    "day": "a day: 2026-09-30",
}


def schema_told(path: str) -> str:
    """`rules/pack.json` -> what it is, and a table of its keys."""
    schema = document(path)
    return f"{sentence(schema['description'])}\n\n{keys_told(schema, path)}"


def keys_told(schema: Schema, home: str) -> str:
    return table(("key", "what stands there", "what it means"), _keys(schema, home, "", ()))


def settled(schema: Schema, home: str) -> tuple[Schema, str, str]:
    """What a schema refers to, in its own words; the file in which that stands; its whole name, empty for none."""
    if "$ref" not in schema:
        return schema, home, ""
    name = absolute(schema["$ref"], home)
    said = {"description": schema["description"]} if "description" in schema else {}
    return {**resolved(schema, home), **said}, name.partition("#")[0], name


def _keys(schema: Schema, home: str, before: str, above: tuple[str, ...]) -> Iterator[tuple[str, str, str]]:
    """One row for each key, each followed by the rows of what is in it."""
    schema, home, reference = settled(schema, home)
    if reference in above or (reference in EXPLAINED and before) or before.count(".") > DEEPEST:
        return
    trail = (*above, reference) if reference else above
    if schema.get("type") == "array" or "items" in schema:
        yield from _keys(schema.get("items", {}), home, f"{before}[]", trail)
        return
    needed = schema.get("required", ())
    for name, inner in schema.get("properties", {}).items():
        path = f"{before}.{name}" if before else name
        meaning = settled(inner, home)[0].get("description", "")
        mark = " **(needed)**" if name in needed else ""
        yield code(path) + mark, _what(inner, home), sentence(meaning)
        yield from _keys(inner, home, path, trail)
    others = schema.get("additionalProperties")
    if isinstance(others, Mapping) and before:
        path = f"{before}.…"
        meaning = settled(others, home)[0].get("description", "")
        yield code(path), _what(others, home), sentence(meaning)
        yield from _keys(others, home, path, trail)


def _what(schema: Schema, home: str) -> str:
    schema, home, reference = settled(schema, home)
    if reference in EXPLAINED:
        return EXPLAINED[reference]
    if schema.get("x-reads") in READ:
        return READ[schema["x-reads"]]
    if "const" in schema:
        return code(str(schema["const"]))
    if "enum" in schema:
        return codes("null" if word is None else str(word) for word in schema["enum"])
    if "oneOf" in schema:
        return " or ".join(dict.fromkeys(_what(one, home) for one in schema["oneOf"]))
    kinds = schema.get("type", [])
    return " or ".join(TYPES[kind] for kind in ([kinds] if isinstance(kinds, str) else kinds))
