"""Small folders and packs whose answers are plain to see: a check named x asks for a document of type x in date.

Builds model records by hand; the checks and engines that judge them are the real ones.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from tests.engine.building import pack, requirement
from vprs.assess import assess
from vprs.dates import Span, day
from vprs.model import (
    Assessment,
    Check,
    Clause,
    Condition,
    Exists,
    Finding,
    Matcher,
    Organisation,
    Outcome,
    Record,
    Requirement,
    Selector,
    Value,
    Workspace,
)

AS_OF = date(2026, 9, 30)
PATH = "p/plan/x"


def on(text: str) -> Span:
    return day(date.fromisoformat(text))


def record(kind: str, name: str, **fields: Value) -> Record:
    """A record with a file behind it, unless the pseudo-field `held` says otherwise."""
    held = fields.pop("held", True) is True
    return Record(id=name, kind=kind, fields=fields, file=f"{name}.yaml", held=held)


def document(name: str, *, held: bool = True, review: str | None = "2027-01-01") -> Record:
    """In date on AS_OF unless told otherwise; without a review date nobody can say."""
    bound: dict[str, Value] = {} if review is None else {"review_date": on(review)}
    return record("document", name, held=held, doc_type=name, status="approved", approved_on=on("2025-01-01"), **bound)


def asks(slug: str, *, advisory: bool = False, received_by: tuple[str, ...] = ()) -> Check:
    where = (Clause(field=("doc_type",), matchers=(Matcher(operator="is", operands=(slug,)),)),)
    form = Exists(selector=Selector(kind="document", where=where, received_by=received_by))
    return Check(slug=slug, says=f"There is a {slug}.", form=form, form_name="exists", advisory=advisory)


def asked(name: str, met: str | Condition, partly: str | Condition | None = None, **more: object) -> Requirement:
    """A requirement whose checks each ask for a document of their own name."""
    plain = requirement(name, met, partly)
    checks = more.pop("checks", None) or tuple(asks(each.slug) for each in plain.checks)
    return requirement(name, met, partly, checks=checks, **more)  # type: ignore[arg-type]


def folder(*records: Record, **more: object) -> Workspace:
    organisation = Organisation(name="A trust", code="T", type="acute", packs=("p",), open_names=True)
    return Workspace(organisation=organisation, records=records, **more)  # type: ignore[arg-type]


def judge(
    requirements: Requirement | Iterable[Requirement], *records: Record, as_of: date = AS_OF, **more: object
) -> Assessment:
    wanted = (requirements,) if isinstance(requirements, Requirement) else tuple(requirements)
    return assess([pack(*wanted)], folder(*records), as_of=as_of, **more)  # type: ignore[arg-type]


def finding(one: Requirement, *records: Record, **more: object) -> Finding:
    (found,) = judge(one, *records, **more).findings  # type: ignore[arg-type]
    return found


def judged(view: str, made_on: str, *, name: str = "view", by: str = "auditor", **more: Value) -> Record:
    """An attestation about the requirement PATH."""
    return record("attestation", name, requirement=PATH, judgement=view, by=by, made_on=on(made_on), **more)


__all__ = [
    "AS_OF",
    "PATH",
    "Outcome",
    "asked",
    "asks",
    "document",
    "finding",
    "folder",
    "judge",
    "judged",
    "on",
    "record",
]
