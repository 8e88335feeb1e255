"""One file of a cycle read and held to its schema: YAML or JSON, every fault a problem at its place.

Takes a path and the name of a schema, gives plain values. It types nothing beyond dates.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from vprs.problem import InvalidInput, Problem
from vprs.schemas import keeps_to
from vprs.strict_yaml import decode, read_tree

MOST_BYTES = 64_000_000  # a seal over a hundred thousand files


def read_values(path: Path, shown: str, schema: str) -> Any:
    """The values of a file that is there; InvalidInput where it cannot be read or does not keep to `schema`.

    In JSON as in YAML a key that stands twice does not pass unseen.
    """
    text, problems = decode(_bytes(path, shown), shown)
    if problems:
        raise InvalidInput(problems)
    if path.suffix == ".json":
        value, found = _json(text, shown)
    else:
        tree, found = read_tree(text, shown)
        value = tree.value if tree is not None else None
    if found:
        raise InvalidInput(found)
    if not keeps_to(value, schema):
        from vprs.schema_faults import faults

        raise InvalidInput(
            Problem(
                file=shown,
                where=".".join(map(str, fault.path)),
                message=f"it is not as vprs writes it: {fault.said[:200]}.",
                hint="Put it back as it was.",
            )
            for fault in faults(value, schema)
        )
    return value


def _bytes(path: Path, shown: str) -> bytes:
    try:
        if path.stat().st_size > MOST_BYTES:
            said = f"the file is larger than {MOST_BYTES:,} bytes."
            raise InvalidInput([Problem(file=shown, message=said, hint="Put it back as it was.")])
        return path.read_bytes()
    except OSError as fault:
        said = f"it cannot be read: {(fault.strerror or type(fault).__name__).lower()}."
        raise InvalidInput([Problem(file=shown, message=said, hint="Put it back from a copy.")]) from None


def _json(text: str, shown: str) -> tuple[Any, tuple[Problem, ...]]:
    import json

    doubled: list[str] = []

    def pairs(found: list[tuple[str, Any]]) -> dict[str, Any]:
        made = dict(found)
        if len(made) < len(found):
            doubled.append(next(key for key, _ in found if [each for each, _ in found].count(key) > 1))
        return made

    try:
        value = json.loads(text, object_pairs_hook=pairs)
    except (ValueError, RecursionError) as fault:
        line, column = getattr(fault, "lineno", 0), getattr(fault, "colno", 0)
        said = f"it is not valid JSON: {getattr(fault, 'msg', 'nested too deeply')}."
        return None, (Problem(file=shown, line=line, column=column, message=said, hint="Put it back as it was."),)
    if doubled:
        said = f"key '{doubled[0]}' stands twice."
        return None, (Problem(file=shown, message=said, hint="Put it back as it was."),)
    return value, ()


def day_in(value: Any, shown: str, where: str) -> date:
    """A day that the schema has found to look like one."""
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        said = f"'{value}' is not a day."
        raise InvalidInput([Problem(file=shown, where=where, message=said, hint="Write it like 2026-09-30.")]) from None
