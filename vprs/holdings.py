"""What the folder holds about a requirement: the records its answers rest on, and its risks.

Takes an Assessment and a requirement, gives short facts for the papers. Nothing dated after as_of is seen, and no
free text of a row about a person is ever quoted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from vprs.checks.horizon import as_it_stood, is_past, value_at
from vprs.dates import Span
from vprs.kinds import read_kinds
from vprs.model import Answer, Assessment, Finding, Observation, Outcome, Reason, Record, Value
from vprs.paper import Line, line, mono
from vprs.phrases import in_words, role_name, short, upper_first


@dataclass(frozen=True, kw_only=True, slots=True)
class Cited:
    """A record an answer rests on, in words: title, date, owner, file and line.

    record is the first of several rows; rows has them all, and none where it is one record
    """

    record: Record
    lines: Line
    rows: tuple[int, ...] = ()


def known(assessment: Assessment, kind: str) -> Iterator[Record]:
    """The records of a kind as they stood on as_of, in the order of the folder: what is dated later is not there."""
    spec, as_of = read_kinds()[kind], assessment.as_of
    for record in assessment.workspace.records:
        if record.kind != kind:
            continue
        if is_past(record, as_of):
            yield record
        elif (stood := as_it_stood(record, spec, as_of)) is not None:
            yield stood


def date_of(record: Record, dated_by: str) -> Span | None:
    """The date at a dotted path (`period.end`), or None where it is not given."""
    value = value_at(record.fields, tuple(dated_by.split(".")))
    return value if isinstance(value, Span) else None


def span(record: Record, name: str) -> Span | None:
    value = record.fields.get(name)
    return value if isinstance(value, Span) else None


def text(record: Record, name: str) -> str:
    value = record.fields.get(name)
    return str(value) if isinstance(value, str) else ""


ABOUT_PEOPLE = frozenset(("incident", "response", "training"))  # kinds whose own words may be about one person


def title_of(record: Record) -> str:
    """What people call it; of an incident and its like only the kind, for its words may be about a person."""
    if record.kind in ABOUT_PEOPLE:
        return upper_first(record.kind)
    return text(record, "title") or upper_first(_sort(record))


def _sort(record: Record) -> str:
    spec = read_kinds().get(record.kind)
    value = text(record, spec.type_field) if spec and spec.type_field else ""
    return f"{value.replace('-', ' ')} ({record.kind})" if value else record.kind


# ------------------------------------------------------------------------------------------------------- evidence


# Reasons that speak of what is not there: the witness is then the nearest miss, and nothing is relied on.
OF_NO_RECORD = frozenset(
    (
        Reason.MISSING,
        Reason.NO_BASELINE,
        Reason.EMPTY_POPULATION,
        Reason.VACANT,
        Reason.NOT_RELEVANT,
        Reason.UNREADABLE,
    )
)


def cite(assessment: Assessment, finding: Finding) -> tuple[Cited, ...]:
    """The records of evidence that its answers rest on, each once: those of yes first, rows about people as one.

    A record that itself falls short (expired, not approved) is among them; what is near to something missing is not.
    """
    return cite_records(assessment, relied_on(finding))


def cite_records(assessment: Assessment, found: Iterable[Record]) -> tuple[Cited, ...]:
    """The records of evidence among these, each once, in the order given; rows about people as one."""
    records = {each.id: each for each in found if not each.kind.startswith("organisation.")}
    groups: dict[tuple[str, str], list[Record]] = {}
    for record in records.values():
        key = record.file if record.row and record.kind in ABOUT_PEOPLE else record.id
        groups.setdefault((record.kind, key), []).append(record)
    return tuple(_cited(assessment, group) for group in groups.values())


def relied_on(finding: Finding) -> tuple[Record, ...]:
    """The records of evidence that its answers rest on, or fall short by, each once: those of yes first."""
    ordered = sorted(finding.observations, key=lambda one: one.answer is not Answer.YES)
    witnesses = (witness for one in ordered if relies(finding, one) for witness in one.witnesses)
    return tuple({each.id: each for each in witnesses if not each.kind.startswith("organisation.")}.values())


def relies(finding: Finding, one: Observation) -> bool:
    """Whether the witnesses of an answer are what it leans on, and not only what is near to something missing."""
    if finding.outcome is Outcome.NOT_APPLICABLE or one.answer is Answer.NOT_APPLICABLE:
        return False
    return one.answer is Answer.YES or one.reason not in OF_NO_RECORD


def _cited(assessment: Assessment, group: list[Record]) -> Cited:
    record = group[0]
    if len(group) > 1:
        words = f"{upper_first(record.kind)}: {len(group):,} rows, the first "
    else:
        parts = (title_of(record), _dated(record), _owned(assessment, record))
        words = "".join(f"{part}, " for part in parts if part)
    backed = "" if record.held else " (stated: no file behind it)"
    rows = tuple(each.line for each in group) if len(group) > 1 else ()
    return Cited(record=record, lines=line(words, mono(record.place), backed), rows=rows)


ANSWERING = ("owner", "lead", "prepared_by", "assessor", "by")  # who answers for it, the first that is given


def _dated(record: Record) -> str:
    """Its date, unless its title says it already (`Trust Board, 28 May 2026`)."""
    spec = read_kinds().get(record.kind)
    when = date_of(record, spec.dated_by) if spec else None
    if when and in_words(when) in text(record, "title"):
        return ""
    return short(when) if when else "no date given"


def _owned(assessment: Assessment, record: Record) -> str:
    answering = next((record.fields[name] for name in ANSWERING if record.fields.get(name)), None)
    return f"owner {role_name(assessment.organisation, answering)}" if answering else "no owner given"


# --------------------------------------------------------------------------------------------------------- risks


def open_risks(assessment: Assessment) -> tuple[Record, ...]:
    """The risks that stand on as_of: raised by then and not closed by then."""
    found = [record for record in known(assessment, "risk") if "closed_on" not in record.fields]
    return tuple(sorted(found, key=lambda record: record.id))


def number(value: Value | None) -> str:
    """A figure as it was given, without trailing noise; empty where it is not given."""
    return "" if value is None or isinstance(value, bool) else str(value)
