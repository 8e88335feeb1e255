"""`where` clauses: which fields of a record, or of an organisation's entry, must match what.

Takes a mapping whose shape is checked, gives clauses whose operands are typed by the kind's own schema. A field the
kind does not know, an operator its values do not bear and a word outside a closed list are problems.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from vprs.kinds import FieldSpec
from vprs.model import Clause, Matcher, Operand, Value
from vprs.problem import nearest
from vprs.rulebook.page import Page, listed, shown
from vprs.rulebook.values import Scope, read_reference, read_span
from vprs.strict_yaml import Path

Fields = Mapping[str, FieldSpec]
_ORDERED = ("at_least", "more_than", "at_most", "less_than")
_TRUTH = {"true": True, "false": False, "yes": True, "no": False}
_SIMPLE = ("is", "one_of", "all_of", *_ORDERED)


def read_where(
    page: Page, path: Path, raw: Mapping[str, Any], fields: Fields, owner: str, scope: Scope
) -> tuple[Clause, ...]:
    """The clauses of a `where`. `owner` names whose fields they are: `kind 'training'`, `'extensions'`."""
    found = []
    for key, matcher in raw.items():
        field = tuple(key.split("."))
        spec = _field(fields, field)
        if spec is None:
            hint = _nearest_field(fields, field)
            page.fault((*path, key), f"{owner} has no field '{key}'.", hint, at_key=True)
            continue
        found.append(Clause(field=field, matchers=_matchers(page, (*path, key), matcher, spec, scope)))
    return tuple(found)


def read_open_where(page: Page, path: Path, raw: Mapping[str, Any], specs: Fields, scope: Scope) -> tuple[Clause, ...]:
    """Clauses over entries of organisation.yaml: its lists may hold any key; those that `specs` knows are typed."""
    found = []
    for key, matcher in raw.items():
        field = tuple(key.split("."))
        spec = specs.get(field[-1]) or FieldSpec(name=field[-1], reads="any", description="")
        found.append(Clause(field=field, matchers=_matchers(page, (*path, key), matcher, spec, scope)))
    return tuple(found)


def read_operand(page: Page, path: Path, raw: str | int | bool, spec: FieldSpec, scope: Scope) -> Operand:
    """One value to compare with, typed as the field is."""
    if isinstance(raw, str) and raw.startswith("$"):
        return read_reference(page, path, raw, scope)
    if spec.reads == "any":
        return raw
    if spec.reads == "choice":
        return _choice(page, path, raw, spec)
    if spec.reads == "date":
        return read_span(page, path, shown(raw) if isinstance(raw, bool) else raw)
    if spec.reads in ("flag", "mapping", "number", "whole"):
        return _exact(page, path, raw, spec)
    if isinstance(raw, bool):
        page.fault(path, f"{shown(raw)} is a yes or no, and '{spec.name}' holds text.", "Put quotes around it.")
    return str(raw)


def _exact(page: Page, path: Path, raw: str | int | bool, spec: FieldSpec) -> Value:
    if spec.reads == "flag":
        if str(raw).lower() not in _TRUTH:
            page.fault(path, f"{shown(raw)} is not true or false, as '{spec.name}' is.", "Write true or false.")
        return _TRUTH.get(str(raw).lower(), False)
    if spec.reads == "mapping":
        page.fault(path, f"'{spec.name}' holds fields of its own.", _inside(spec))
        return raw
    number = raw if isinstance(raw, int) and not isinstance(raw, bool) else _decimal(raw)
    if number is None or (spec.reads == "whole" and not isinstance(number, int)):
        noun = "a whole number" if spec.reads == "whole" else "a number"
        page.fault(path, f"{shown(raw)} is not {noun}.", "Write digits, such as 12.")
        return 0
    return number


def _decimal(raw: object) -> Decimal | None:
    text = str(raw)
    plain = text.removeprefix("-").replace(".", "", 1)
    return Decimal(text) if plain.isascii() and plain.isdigit() else None


def _choice(page: Page, path: Path, raw: str | int | bool, spec: FieldSpec) -> str:
    """The closed word as the schema spells it; case, hyphen and underscore do not matter."""
    if raw in spec.choices:
        return str(raw)
    text = shown(raw) if isinstance(raw, bool) else str(raw)
    folded = {_fold(choice): choice for choice in spec.choices}
    if _fold(text) not in folded:
        hint = nearest(text, spec.choices) or f"Use {listed(spec.choices)}."
        page.fault(path, f"'{text}' is not a word for '{spec.name}'.", hint)
    return folded.get(_fold(text), text)


def _fold(word: str) -> str:
    return word.strip().casefold().replace("_", "-").replace(" ", "-")


def _matchers(page: Page, path: Path, raw: Any, spec: FieldSpec, scope: Scope) -> tuple[Matcher, ...]:
    if isinstance(raw, dict):
        known = (key for key in raw if key in (*_SIMPLE, "present", "any"))  # others have told their problem
        return tuple(_operator(page, (*path, key), key, raw[key], spec, scope) for key in known)
    if isinstance(raw, list):
        return (_compared(page, path, "one_of", raw, spec, scope),)
    return (Matcher(operator="is", operands=(read_operand(page, path, raw, spec, scope),)),)


def _operator(page: Page, path: Path, name: str, raw: Any, spec: FieldSpec, scope: Scope) -> Matcher:
    if name == "present":
        return Matcher(operator=name, operands=(raw,))
    if name == "any":
        return _any(page, path, raw, spec, scope)
    if name in _ORDERED and spec.reads not in ("date", "number", "whole", "any"):
        hint = "Use is, one_of or all_of."
        page.fault(path, f"'{name}' compares dates and numbers, and '{spec.name}' holds neither.", hint, at_key=True)
        return Matcher(operator=name)
    if isinstance(raw, list):
        return _compared(page, path, name, raw, spec, scope)
    return Matcher(operator=name, operands=(read_operand(page, path, raw, spec, scope),))


def _compared(page: Page, path: Path, name: str, raw: list[Any], spec: FieldSpec, scope: Scope) -> Matcher:
    operands = (read_operand(page, (*path, index), item, spec, scope) for index, item in enumerate(raw))
    return Matcher(operator=name, operands=tuple(operands))


def _any(page: Page, path: Path, raw: Mapping[str, Any], spec: FieldSpec, scope: Scope) -> Matcher:
    if spec.reads == "any":
        return Matcher(operator="any", clauses=read_open_where(page, path, raw, {}, scope))
    if spec.reads != "mapping" or not spec.many:
        hint = "Write the fields with dots: period.end." if spec.reads == "mapping" else "Name the value itself."
        page.fault(path, f"'{spec.name}' is not a list of mappings, so 'any' has nothing to go through.", hint)
        return Matcher(operator="any")
    return Matcher(operator="any", clauses=read_where(page, path, raw, spec.fields, f"'{spec.name}'", scope))


def _inside(spec: FieldSpec) -> str:
    if spec.many:
        return f"Ask of one element: {spec.name}: {{any: {{{next(iter(spec.fields))}: ...}}}}."
    return f"Name one with a dot: {spec.name}.{next(iter(spec.fields))}."


def _field(fields: Fields, path: tuple[str, ...]) -> FieldSpec | None:
    spec = None
    for part in path:
        spec = fields.get(part)
        if spec is None:
            return None
        fields = spec.fields
    return spec


def _nearest_field(fields: Fields, path: tuple[str, ...]) -> str:
    """The nearest spelling of a dotted name, or the fields there are to choose from where none is near."""
    known = [*fields, *(f"{name}.{inner}" for name, spec in fields.items() for inner in spec.fields)]
    return nearest(".".join(path), known) or f"It has {', '.join(fields)}."
