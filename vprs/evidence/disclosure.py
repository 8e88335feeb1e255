"""What a record says of its disclosure, as far as reading can check it: that a redacted copy is there, and is one.

Takes the typed fields of a record and the files of the folder, gives the copy and what is wrong with it. Whether what
was decided suffices is for `vprs.foi` to say.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from vprs.evidence.faults import Fault
from vprs.evidence.files import Files, Found, find, refuse_empty
from vprs.model import Value

FIELD, COPY = "disclosure", "redacted_file"
_AT = (FIELD, COPY)


def copy_path(fields: Mapping[str, Value]) -> str | None:
    """What a record names as its redacted copy, None where it names none."""
    said = fields.get(FIELD)
    named = said.get(COPY) if isinstance(said, Mapping) else None
    return None if named is None else str(named)


def redacted_copy(fields: Mapping[str, Value], files: Files, described_in: str) -> Found | Fault | None:
    """The redacted copy that a record names, why there is none, or None where it names none."""
    named = copy_path(fields)
    if named is None:
        return None
    found = find(files, named, described_in)
    return replace(found, path=_AT) if isinstance(found, Fault) else found


def copy_faults(fields: Mapping[str, Value], copy: Found | Fault | None, whole: Found | None) -> Iterator[Fault]:
    """What is wrong with a redacted copy; whole: the file that it is to be a copy of."""
    if isinstance(copy, Fault):
        yield copy
    elif copy is not None:
        said = fields[FIELD]
        if isinstance(said, Mapping) and said.get("decision") != "redact":
            yield Fault(_AT, f"a redacted copy is named, and the decision is '{said.get('decision')}'.", "Keep one of them.")
        if empty := refuse_empty(copy):
            yield replace(empty, path=_AT)
        elif whole is not None and copy.sha256 == whole.sha256:
            hint = "Name a copy from which what is exempt has been taken out."
            yield Fault(_AT, f"'{copy.path}' is the same, byte for byte, as what it should be a redacted copy of.", hint)


def with_path(fields: Mapping[str, Value], copy: Found | Fault | None) -> Mapping[str, Value]:
    """The fields, with the redacted copy by its path from the evidence folder."""
    said = fields.get(FIELD)
    if not isinstance(copy, Found) or not isinstance(said, Mapping):
        return fields
    return {**fields, FIELD: {**said, COPY: copy.path}}
