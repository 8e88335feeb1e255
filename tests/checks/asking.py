"""Asks one check of records written as YAML, with the same readers as rule files and evidence folders."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from tests.recording import listed, say
from vprs.checks import make_context, observe
from vprs.dates import Duration, Period, rolling
from vprs.evidence.names import gather_names
from vprs.evidence.organisation import type_organisation
from vprs.evidence.typed import type_fields
from vprs.kinds import read_kinds
from vprs.model import Check, Lost, Observation, Organisation, Pack, Record, Workspace
from vprs.rulebook.forms import read_form
from vprs.rulebook.page import Page
from vprs.strict_yaml import read_tree

AS_OF = "2026-09-30"
OPEN = Organisation(name="Example", code="EX", type="acute", packs=(), open_names=True)


def values(text: str) -> Any:
    tree, problems = read_tree(text, "case.yaml")
    assert tree is not None, problems
    return tree.value


def organisation_of(text: str) -> Organisation:
    """An organisation from YAML; names that it does not list stay open."""
    found, faults = type_organisation(values(text), file="organisation.yaml", line_of=lambda _: 1, whole=False)
    assert not faults, faults
    return replace(found, open_names=True)


def records_of(text: str | Sequence[Mapping[str, Any]], organisation: Organisation = OPEN) -> tuple[Record, ...]:
    raw = values(text) if isinstance(text, str) else text
    return tuple(_record(item, index, organisation) for index, item in enumerate(raw or (), start=1))


def _record(raw: Mapping[str, Any], line: int, organisation: Organisation) -> Record:
    given = {name: value for name, value in raw.items() if name not in ("id", "kind")}
    fields, faults = type_fields(read_kinds()[raw["kind"]], given, gather_names(organisation))
    assert not faults, faults
    own = str(raw.get("id", f"r{line}"))
    return Record(id=own, kind=raw["kind"], fields=fields, file="records.yaml", line=line, held=True, sha256="0" * 64)


def check_of(text: str) -> Check:
    """A check from YAML: `exists: {kind: document}`."""
    tree, problems = read_tree(text, "rule.yaml")
    assert tree is not None, problems
    (name, raw), *_ = tree.value.items()
    page = Page(tree=tree)
    form = read_form(page, (name,), name, raw)
    assert not page.problems, page.problems
    return Check(slug="asked", says="Asked.", form=form, form_name=name)


def ask(
    form: str,
    records: str | Sequence[Mapping[str, Any]] = "",
    *,
    as_of: str = AS_OF,
    period: Period | None = None,
    organisation: str = "",
    lost: tuple[Lost, ...] = (),
    words: Mapping[str, Mapping[str, tuple[str, ...]]] | None = None,
    confirmed_after: str = "",
    rows: bool = False,
    line: int = 0,
) -> Observation:
    """The observation of one check over records, on a day; the period is the six months to it unless given."""
    moment = date.fromisoformat(as_of)
    who = organisation_of(organisation) if organisation else OPEN
    given = tuple(replace(each, row=rows, line=line or each.line) for each in records_of(records, who))
    workspace = Workspace(organisation=who, records=given, lost=lost)
    pack = pack_with(words or {})
    after = date.fromisoformat(confirmed_after) if confirmed_after else None
    context = make_context(pack, workspace, moment, period or rolling(moment, Duration(6, 0)), after)
    found = observe(check_of(form), context)
    places = listed([f"{record.place} {record.id}" for record in found.witnesses])
    say(f"{found.answer} {found.reason or ''} | {found.value} | {found.needed} | {found.because} | {places}")
    return found


def pack_with(words: Mapping[str, Mapping[str, tuple[str, ...]]]) -> Pack:
    return Pack(
        name="p",
        title="P",
        version="1",
        edition="1",
        publisher="us",
        documents=(),
        licence="",
        verified=False,
        verified_by=None,
        phases=("plan", "do", "check", "act"),
        themes=(),
        words=words,
        outcome_words={},
        opinion=(),
        changes=(),
        requirements=(),
        digest="",
    )


def told(observation: Observation) -> str:
    """`yes`, or `no missing`: answer and reason in one short text."""
    return f"{observation.answer} {observation.reason or ''}".strip()
