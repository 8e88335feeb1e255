"""The kinds of evidence, organisation.yaml and the register's own record, field by field, from their schemas.

Takes the specifications that the readers use, gives Markdown.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from docs.generate.markdown import code, codes, plain, sentence, table
from vprs.evidence.sidecar import REGISTER_KEYS
from vprs.kinds import FieldSpec, KindSpec, read_kinds, read_organisation_kind

# What a person writes into a field that is read so; vprs.kinds.READS has the ways.
WRITTEN = {
    "text": "text",
    "word": "a word or a few",
    "choice": "one of",
    "date": "a date: 2026-09-30, 2026-09 or 2026",
    "number": "a number",
    "whole": "a whole number",
    "flag": "true or false",
    "id": "the id of another record",
    "path": "the path of a file in this folder",
    "duration": "a duration: P12M, P30D",
    "role": "a role",
    "body": "a body",
    "site": "a site",
    "unit": "a unit",
    "staff-group": "a staff group",
    "partner": "a partner",
    "role-or-body": "a role or a body",
    "name": "a name from organisation.yaml, or a word",
    "mapping": "fields of its own",
}
COMMON = tuple("id kind title file sha256 sites topics owner links supersedes period notes".split())


def kinds_told() -> str:
    """All kinds: an overview, the fields that all share, and each kind's own."""
    kinds = read_kinds()
    overview = [
        (
            f"[{code(kind.name)}](#kind-{kind.name})",
            sentence(kind.description),
            code(kind.dated_by),
            f"{code(kind.valid_from or '')} to {code(kind.valid_to)}" if kind.valid_to else "",
        )
        for kind in kinds.values()
    ]
    parts = [table(("kind", "what it is", "dated by", "valid"), overview), "## Fields that every kind has\n"]
    some = kinds["document"]
    parts.append(_fields({name: some.fields[name] for name in COMMON if name in some.fields}, some.required))
    parts += [_kind(kind) for kind in kinds.values()]
    return "\n".join(parts)


def _kind(kind: KindSpec) -> str:
    own = {name: spec for name, spec in kind.fields.items() if name not in COMMON or name in kind.required}
    lines = [f"(kind-{kind.name})=\n## {kind.name}\n", sentence(kind.description) + "\n", _dates(kind)]
    return "\n".join([*lines, _fields({name: spec for name, spec in own.items() if name != "kind"}, kind.required)])


def _dates(kind: KindSpec) -> str:
    said = f"A record is dated by {code(kind.dated_by)}."
    if kind.valid_to:
        said += f" It is valid from {code(kind.valid_from or '')} to {code(kind.valid_to)}, that day included."
    return said + "\n"


def organisation_told() -> str:
    """What organisation.yaml may say."""
    kind = read_organisation_kind()
    return _fields(kind.fields, kind.required)


def register_told() -> str:
    """The keys of a register's sidecar that say what the export itself is."""
    kind = read_kinds()["register"]
    return _fields({name: kind.fields[name] for name in REGISTER_KEYS if name in kind.fields}, ("register_type",))


def _fields(fields: Mapping[str, FieldSpec], required: tuple[str, ...]) -> str:
    return table(("field", "what to write", "what it means"), _rows(fields, required, ""))


def _rows(fields: Mapping[str, FieldSpec], required: tuple[str, ...], before: str) -> Iterator[tuple[str, str, str]]:
    for name, spec in fields.items():
        needed = " **(needed)**" if name in required else ""
        yield code(f"{before}{name}") + needed, _written(spec), sentence(spec.description)
        if spec.fields:
            yield from _rows(spec.fields, spec.required, f"{before}{name}{'[]' if spec.many else ''}.")


def _written(spec: FieldSpec) -> str:
    said = f"one of {codes(spec.choices)}" if spec.choices else plain(WRITTEN[spec.reads])
    return f"{said}; may be a list" if spec.many else said
