"""Structure: our verdict on every input is that of jsonschema, and the schemas themselves are in order."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from referencing import Registry, Resource

from tests.rulebook.test_inputs import BAD, DOUBTFUL, GOOD, name_of
from vprs.model import FORM_NAMES
from vprs.rulebook.page import Page
from vprs.rulebook.shape import _WORDS, fits
from vprs.strict_yaml import read_tree

FOLDER = Path(__file__).parent.parent.parent / "vprs" / "schema" / "rules"
SCHEMAS = {path.name: json.loads(path.read_text("utf-8")) for path in sorted(FOLDER.glob("*.json"))}
REGISTRY: Registry[Any] = Registry().with_resources(
    (name, Resource.from_contents(schema)) for name, schema in SCHEMAS.items()
)
RULES = sorted((Path(__file__).parent.parent.parent / "rules").rglob("*.yaml"))


def schema_of(path: Path) -> str:
    if path.name in ("pack.yaml", "reviews.yaml", "crosswalk.yaml", "crosswalk-unmatched.yaml"):
        return path.with_suffix(".json").name
    return {"packs": "pack.json", "reviews": "reviews.json"}.get(path.parent.name, "requirement.json")


@pytest.mark.parametrize("path", [*GOOD, *BAD, *DOUBTFUL], ids=name_of)
def test_structure_is_judged_as_jsonschema_judges_it(path: Path) -> None:
    tree, _ = read_tree(path.read_text("utf-8"), path.name)
    if tree is None:
        return
    name = schema_of(path)
    expected = Draft202012Validator(SCHEMAS[name], registry=REGISTRY).is_valid(tree.value)
    assert fits(Page(tree=tree), (), tree.value, name) is expected


@pytest.mark.parametrize("path", RULES, ids=lambda path: "/".join(path.parts[-3:]))
def test_built_in_rules_are_valid_by_jsonschema_too(path: Path) -> None:
    tree, _ = read_tree(path.read_text("utf-8"), path.name)
    assert tree is not None
    validator = Draft202012Validator(SCHEMAS[schema_of(path)], registry=REGISTRY)
    assert [error.message for error in validator.iter_errors(tree.value)] == []


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_schema_is_a_schema(name: str) -> None:
    Draft202012Validator.check_schema(SCHEMAS[name])


def properties(node: object, place: str) -> Iterator[tuple[str, dict[str, Any]]]:
    if isinstance(node, dict):
        for key, value in node.get("properties", {}).items():
            yield f"{place}/{key}", value
        for key, value in node.items():
            yield from properties(value, f"{place}/{key}")
    elif isinstance(node, list):
        for index, value in enumerate(node):
            yield from properties(value, f"{place}/{index}")


@pytest.mark.parametrize("name", SCHEMAS)
def test_every_property_is_described(name: str) -> None:
    found = list(properties(SCHEMAS[name], name))
    assert found or name == "reviews.json"
    assert [place for place, schema in found if not schema.get("description")] == []


def test_every_form_has_a_schema_of_its_own() -> None:
    assert set(FORM_NAMES) <= set(SCHEMAS["forms.json"]["$defs"])
    assert set(FORM_NAMES) <= set(SCHEMAS["requirement.json"]["$defs"]["check"]["properties"])


SAID_ONLY = frozenset("$schema $id $ref $defs title description properties items x-use x-reads".split())
# A fault under these is told by the keywords inside them.
TOLD_INSIDE = frozenset({"propertyNames"})


def keywords(node: object, *, named: bool = False) -> Iterator[str]:
    """Every keyword in a schema; under `properties` and `$defs` stand names, not keywords."""
    if isinstance(node, dict):
        for key, value in node.items():
            if not named:
                yield key
            yield from keywords(value, named=not named and key in ("properties", "$defs"))
    elif isinstance(node, list):
        for value in node:
            yield from keywords(value)


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_fault_under_any_keyword_of_the_schemas_can_be_put_into_words(name: str) -> None:
    assert set(keywords(SCHEMAS[name])) <= SAID_ONLY | TOLD_INSIDE | set(_WORDS)
