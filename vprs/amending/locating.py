"""Where a record stands in its file, and the part of the file that is YAML.

Takes the bytes of a YAML or Markdown file, gives its text in three parts and the path of a record by its line and id.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from vprs.amending.editing import Changes, amend
from vprs.strict_yaml import Path, Tree, decode, read_tree

MARK = b"\xef\xbb\xbf"
_BREAK = "(?:\r\n|\r|\n)"
_DASHES = re.compile(r"---[ \t]*")


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """A record by where it stands: the line that it begins on, and its id."""

    line: int
    id: str


def amend_file(file: str, content: bytes, changes: Mapping[Place, Changes]) -> bytes | None:
    """The bytes of the file with the fields of these records changed; None where that cannot be done."""
    text, problems = decode(content, file)
    parts = None if problems else _parts(text, markdown=file.casefold().endswith((".md", ".markdown")))
    if parts is None:
        return None
    before, middle, after = parts
    tree, _ = read_tree(middle, file, first_line=1 + len(re.findall(_BREAK, before)))
    paths = {} if tree is None else {_path(tree, file, place): each for place, each in changes.items()}
    if len(paths) != len(changes) or None in paths:
        return None
    made = amend(middle, {path: each for path, each in paths.items() if path is not None})
    return None if made is None else (MARK if content.startswith(MARK) else b"") + (before + made + after).encode()


def _parts(text: str, *, markdown: bool) -> tuple[str, str, str] | None:
    """What stands before the YAML, the YAML, and what stands behind it."""
    if not markdown:
        return "", text, ""
    lines = re.split(f"({_BREAK})", text)  # lines and breaks by turns
    places = [place for place in range(0, len(lines), 2) if _DASHES.fullmatch(lines[place])]
    if len(places) < 2 or places[0] != 0:
        return None
    return "".join(lines[:2]), "".join(lines[2 : places[1]]), "".join(lines[places[1] :])


def _path(tree: Tree, file: str, place: Place) -> Path | None:
    """The path of the record; None where no record or more than one is meant."""
    value = tree.value
    if not isinstance(value, Mapping) or "records" not in value:
        return () if isinstance(value, Mapping) else None
    records = value["records"] if isinstance(value["records"], list) else []
    found = [index for index in range(len(records)) if tree.mark("records", index)[0] == place.line]
    if len(found) > 1:
        found = [index for index in found if place.id in (str(records[index].get("id")), f"{file}#{index + 1}")]
    return ("records", found[0]) if len(found) == 1 else None
