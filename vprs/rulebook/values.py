"""Single values of a rule file: durations, shares, days, references.

Takes the text at a path of a page, gives the typed value, or a stand-in and a problem on the page. It never looks at
a clock: what `$as_of` stands for is settled when a check is asked.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from fractions import Fraction

from vprs.dates import Duration, Span, parse_duration, parse_span
from vprs.kinds import FieldSpec, KindSpec, read_organisation_kind
from vprs.model import Ref
from vprs.problem import nearest
from vprs.rulebook.page import Page, shown
from vprs.strict_yaml import Path

# Which further bases a place knows beside $as_of, $period and $organisation, and the kind whose fields each has
# (None: any field).
Scope = Mapping[str, KindSpec | None]
NO_SCOPE: Scope = {}
_ALWAYS = ("as_of", "period", "organisation")
_STANDS = {
    "first": "It stands only under 'then' of follows.",
    "each": "It stands only under 'has' of every, or under 'matching' of a ratio with a population.",
}
_SHARE = re.compile(r"([+-]?\d+(?:\.\d+)?)\s*%")


def read_duration(page: Page, path: Path, text: str) -> Duration:
    """`P12M`, `P30D`; a stand-in where it is neither."""
    found = parse_duration(text)
    if found is None:
        page.fault(path, f"{shown(text)} is not a duration.", "Write P12M, P30D, P2W or P1Y.")
    return found or Duration()


def read_share(page: Page, path: Path, value: str | int, low: int, high: int | None) -> Fraction:
    """`84.5%` exactly, as a fraction; `low` and `high` in percent bound what makes sense."""
    match = _SHARE.fullmatch(value.strip()) if isinstance(value, str) else None
    if match is None:
        hint = f"Write {value}%." if isinstance(value, int) else "Write a percentage: 85% or 84.5%."
        page.fault(path, f"{shown(value)} is not a share.", hint)
        return Fraction(0)
    percent = Fraction(match.group(1))
    if percent < low or (high is not None and percent > high):
        bounds = f"outside {low}% to {high}%" if high is not None else f"below {low}%"
        page.fault(path, f"{shown(value)} is {bounds}.", "Write a share that can be.")
    return percent / 100


def read_span(page: Page, path: Path, value: str | int) -> Span:
    """A date of any precision."""
    found = parse_span(str(value))
    if found is None:
        page.fault(path, f"{shown(value)} is not a date.", "Write 2026-09-30, 2026-09 or 2026.")
    return found or Span(date.min, date.min)


def read_day(page: Page, path: Path, value: str | int) -> date:
    """A date that is a day."""
    found = parse_span(str(value))
    if found is None or not found.exact:
        page.fault(path, f"{shown(value)} is not a day.", "Write 2026-09-30.")
    return found.first if found else date.min


def read_reference(page: Page, path: Path, text: str, scope: Scope) -> Ref:
    """`$period.start`, `$first.id`, `$each`: a value to be filled in when the check is asked."""
    base, *rest = text.removeprefix("$").split(".")
    ref = Ref(base=base, path=tuple(rest))
    if base in scope:
        kind = scope[base]
        if rest and kind is not None and kind.field(ref.path) is None:
            name = ".".join(rest)
            page.fault(path, f"{owner_of(kind)} has no field '{name}'.", nearest(name, kind.fields))
        elif not rest and base == "first":
            page.fault(path, "'$first' alone names no field.", "Write $first.id, or another of its fields.")
        elif not rest and kind is not None and not kind.name.startswith("organisation."):
            page.fault(path, f"'${base}' alone names no field.", f"Write ${base}.id, or another of its fields.")
    elif base in _STANDS:
        page.fault(path, f"'{text}' means nothing here.", _STANDS[base])
    elif base not in _ALWAYS:
        hint = nearest(f"${base}", [f"${name}" for name in (*_ALWAYS, *scope)])
        page.fault(path, f"unknown reference '{text}'.", hint or "Use $as_of, $period or $organisation.")
    elif not _complete(ref):
        page.fault(path, f"'{text}' is not a value.", _COMPLETE[base])
    elif base == "organisation":
        _of_organisation(page, path, text, ref)
    return ref


def owner_of(kind: KindSpec) -> str:
    """Whose fields they are, for a message: a kind of evidence, or a list of organisation.yaml."""
    return f"'{kind.name}'" if kind.name.startswith("organisation.") else f"kind '{kind.name}'"


def key_of_organisation(path: tuple[str, ...]) -> FieldSpec | None:
    """What organisation.yaml may hold at a path; below `conventions` anything, None where it can hold nothing."""
    kind = read_organisation_kind()
    if path[0] == "conventions" and len(path) > 1:
        return FieldSpec(name=path[-1], reads="any", description="")
    return kind.field(path)


def nearest_key(name: str) -> str:
    """The hint to a key that organisation.yaml cannot hold."""
    keys = [f"organisation.{key}" for key in read_organisation_kind().fields]
    return nearest(name, keys) or "Write organisation.type, or another of its keys."


def _of_organisation(page: Page, path: Path, text: str, ref: Ref) -> None:
    spec = key_of_organisation(ref.path)
    if spec is None:
        page.fault(path, f"'{text[1:]}' is not a key of the organisation.", nearest_key(text[1:]))
    elif spec.reads == "mapping":
        said = f"'{text}' holds entries with fields of their own, so no value equals it."
        page.fault(path, said, f"Ask each of them: every: {{of: {{organisation: {ref.path[0]}}}, has: ...}}.")


_COMPLETE = {
    "as_of": "Write $as_of.",
    "period": "Write $period.start or $period.end.",
    "organisation": "Write $organisation.type, or another of its keys.",
}


def _complete(ref: Ref) -> bool:
    if ref.base == "period":
        return ref.path in (("start",), ("end",))
    return bool(ref.path) == (ref.base == "organisation") and all(ref.path)
