"""Structure: whether a value has the shape that its JSON Schema in `vprs/schema/rules/` asks for.

Takes a page, a path in it and the name of a schema; adds one problem per fault, worded for people, at its own line.
It finds nothing itself: `vprs.schema_faults` does, and here each fault is put into our words by its keyword.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from vprs.problem import nearest
from vprs.rulebook.page import Page, listed, shown
from vprs.schema_faults import Broken, faults
from vprs.schemas import Schema, keeps_to, resolved
from vprs.strict_yaml import Path

if TYPE_CHECKING:
    from jsonschema import ValidationError

_HOME = "rules/requirement.json"  # what a reference between the schemas of rules starts from
# How to write a text that is read on (`x-reads`), for one who wrote something else.
_WRITE = {"duration": "Write P12M, P30D, P2W or P1Y.", "day": "Write 2026-09-30."}
_NOUNS: Mapping[str, str] = {
    "string": "text", "integer": "a whole number", "boolean": "true or false", "object": "a mapping", "array": "a list",
}  # fmt: skip
_SEEN: Mapping[type, str] = {str: "text", int: "a whole number", bool: "a yes or no", dict: "a mapping", list: "a list"}
_NOT_BLANK = r"\S"


def fits(page: Page, path: Path, value: object, schema: str) -> bool:
    """Whether `value` has the shape of `schema` (`requirement.json#/$defs/check`); the faults go to the page."""
    if keeps_to(value, f"rules/{schema}"):
        return True
    found = faults(value, f"rules/{schema}", {"oneOf": _branch_meant, "required": _each_missing})
    for fault in found:
        _WORDS[fault.keyword](page, (*path, *fault.path), fault)
    return not found


# ------------------------------------------------------------- two keywords, so that their faults can be told to people


def _branch_meant(validator: Any, branches: list[Schema], value: object, _: Schema) -> Iterator[ValidationError]:
    """Of a `oneOf` only the branch that the value means: by its type, then by its first required key."""
    from jsonschema import ValidationError

    known = [resolved(branch, _HOME) for branch in branches]
    fitting = [branch for branch in known if any(validator.is_type(value, name) for name in _types(branch))]
    if isinstance(value, dict) and len(fitting) > 1:
        fitting = [branch for branch in fitting if branch["required"][0] in value]
        if len(fitting) != 1:
            yield ValidationError("none or several meant")
            return
    if fitting:
        index = known.index(fitting[0])
        yield from validator.descend(value, branches[index], schema_path=index)
    else:
        names = [name for branch in known for name in _types(branch)]
        yield ValidationError("of no such type", validator="type", validator_value=list(dict.fromkeys(names)))


def _each_missing(_: object, keys: list[str], value: object, __: Schema) -> Iterator[ValidationError]:
    """One fault for each key, whose message is the key."""
    from jsonschema import ValidationError

    yield from (ValidationError(key) for key in keys if isinstance(value, dict) and key not in value)


def _types(schema: Schema) -> list[str]:
    named = schema["type"]
    return [named] if isinstance(named, str) else list(named)


# ---------------------------------------------------------------------------------------------- words for every keyword


def _undecided(page: Page, path: Path, fault: Broken) -> None:
    schema, value = fault.schema, fault.value
    branches = [resolved(branch, _HOME) for branch in schema["oneOf"]]
    names = [branch["required"][0] for branch in branches if branch["type"] == "object"]
    if present := [name for name in names if name in value]:
        page.fault(path, f"{listed(present, 'and')} stand side by side.", "Keep one, or nest one in the other.")
        return
    use = schema.get("x-use", "")
    if not value:
        page.fault(path, "nothing is given.", use or f"Use {listed(names)}.")
    for key in value:
        hint = use or nearest(key, names) or f"Use {listed(names)}."
        page.fault((*path, key), f"unknown word '{key}'.", hint, at_key=True)


def _wrong_type(page: Page, path: Path, fault: Broken) -> None:
    schema, value = fault.schema, fault.value
    hint = schema.get("x-use") or _WRITE.get(schema.get("x-reads", ""), "")
    if value is None:
        page.fault(path, "no value is given.", hint or "Fill it in, or take the key out.")
        return
    names = _types({"type": fault.asked})
    wanted = " or ".join(_NOUNS[name] for name in names if name != "null")
    seen = f"{shown(value)} is {_SEEN[type(value)]}" if isinstance(value, str | int) else _SEEN[type(value)]
    page.fault(path, f"{seen} where {wanted} is needed.", hint or _how_to_write(value, names, schema))


def _how_to_write(value: object, names: list[str], schema: Schema) -> str:
    if isinstance(value, int) and "string" in names:
        return "Put quotes around it."
    if isinstance(value, str | int) and names == ["array"]:
        return f"Write [{value}]."
    if names == ["object"] and schema.get("required"):
        return f"Write {{{schema['required'][0]}: ...}}."
    return {"boolean": "Write true or false.", "integer": "Write digits."}.get(" ".join(names), "")


def _missing(page: Page, path: Path, fault: Broken) -> None:
    key = fault.said
    page.missing(path, (key,), f"Add it: {fault.schema['properties'][key]['description']}")


def _unknown(page: Page, path: Path, fault: Broken) -> None:
    schema = resolved(fault.schema, _HOME)
    known = schema["properties"]
    for key in fault.value:
        if key not in known:
            hint = nearest(key, known) or schema.get("x-use") or f"Use {listed(tuple(known))}."
            page.fault((*path, key), f"unknown key '{key}'.", hint, at_key=True, harmless=True)


def _nothing(page: Page, path: Path, fault: Broken) -> None:
    page.fault(path, "nothing is given.", fault.schema["description"])


def _too_few(page: Page, path: Path, fault: Broken) -> None:
    given, least = len(fault.value), fault.asked
    said = f"{given} given where at least {least} are needed." if given else "the list is empty."
    page.fault(path, said, "Name at least one." if least == 1 else f"Name {least} or more.", harmless=True)


def _not_one_of(page: Page, path: Path, fault: Broken) -> None:
    value, allowed = fault.value, fault.schema["enum"]
    if isinstance(value, str):  # what is not has been told by its type
        hint = nearest(value, allowed) or "Use one of them."
        page.fault(path, f"{shown(value)} is not one of {', '.join(allowed)}.", hint)


def _not_in_form(page: Page, path: Path, fault: Broken) -> None:
    value = fault.value
    if fault.of_a_key:
        hint = "Write lower case letters, digits and hyphens."
        page.fault((*path, value), f"'{value}' is not a slug.", hint, at_key=True)
        return
    said = "the text is empty." if fault.asked == _NOT_BLANK else f"{shown(value)} is not in the form needed."
    page.fault(path, said, fault.schema["description"], harmless=True)


def _too_small(page: Page, path: Path, fault: Broken) -> None:
    least = fault.asked
    page.fault(path, f"{fault.value} is too small.", f"Write {least} or more.", harmless=True)


_WORDS: Mapping[str, Callable[[Page, Path, Broken], None]] = {
    "additionalProperties": _unknown,
    "enum": _not_one_of,
    "minItems": _too_few,
    "minProperties": _nothing,
    "minimum": _too_small,
    "oneOf": _undecided,
    "pattern": _not_in_form,
    "required": _missing,
    "type": _wrong_type,
    "unevaluatedProperties": _unknown,
}
