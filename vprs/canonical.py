"""Canonical JSON, and the promise that what is written keeps to its schema.

Takes plain dicts and lists, gives bytes that are the same for the same values: sorted keys, UTF-8, two spaces, one
newline at the end. It changes no value.
"""

from __future__ import annotations

import json
from typing import Any

from vprs.schema_faults import faults
from vprs.schemas import keeps_to

Json = dict[str, Any]


class SchemaBroken(AssertionError):
    """What we were about to write is not what we promise to write: our own fault, never the user's."""


def encode(document: Json) -> bytes:
    """Canonical JSON; a lone surrogate (a file name that is not UTF-8) is written as its escape."""
    text = json.dumps(document, ensure_ascii=False, indent=2, sort_keys=True, allow_nan=False)
    return (text + "\n").encode("utf-8", "backslashreplace")


def hold_to_schema(document: object, schema: str = "assessment.json") -> None:
    """Raises SchemaBroken where the document is not what that schema of `vprs/schema/` promises."""
    if keeps_to(document, schema):
        return
    fault = faults(document, schema)[0]
    raise SchemaBroken(f"{schema} is broken by what was to be written, at {fault.json_path}: {fault.said[:400]}")
