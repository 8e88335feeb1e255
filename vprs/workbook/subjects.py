"""What can be judged by a person: every requirement, and every statement that a check asks a role to judge.

Takes an Assessment, gives subjects in a fixed order, and the latest judgement that the folder holds of each.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from vprs.dates import Span
from vprs.gap_rows import sorted_worst_first
from vprs.model import Assessment, Attested, Finding, Pack, Record

KIND = "attestation"
STATEMENT = "statement: "


@dataclass(frozen=True, kw_only=True, slots=True)
class Subject:
    """name: the path of a requirement, or `statement: ` and its word; by: the roles that a check asks."""

    name: str
    finding: Finding
    says: str
    by: tuple[str, ...] = ()


def subjects(assessment: Assessment) -> tuple[Subject, ...]:
    """The requirements, the worst first in each phase, each followed by the statements that its checks ask for."""
    found: dict[str, Subject] = {}
    for finding in sorted_worst_first(assessment):
        for each in _of(finding):
            found.setdefault(each.name, each)
    return tuple(found.values())


def _of(finding: Finding) -> Iterator[Subject]:
    asked = finding.requirement
    yield Subject(name=asked.path, finding=finding, says=asked.title, by=asked.not_applicable_by)
    for check in asked.checks:
        if isinstance(check.form, Attested):
            yield Subject(name=STATEMENT + check.form.statement, finding=finding, says=check.says, by=check.form.by)


def asked_of(packs: Iterable[Pack]) -> Mapping[str, tuple[str, ...]]:
    """Every subject by its name, with the roles whose judgement a check asks for."""
    found: dict[str, tuple[str, ...]] = {}
    for asked in (asked for pack in packs for asked in pack.requirements):
        found.setdefault(asked.path, asked.not_applicable_by)
        for check in asked.checks:
            if isinstance(check.form, Attested):
                name = STATEMENT + check.form.statement
                found[name] = tuple(dict.fromkeys((*found.get(name, ()), *check.form.by)))
    return found


def subject_of(record: Record) -> str:
    """What a judgement is of; empty where it does not say."""
    requirement, statement = record.fields.get("requirement"), record.fields.get("statement")
    if requirement:
        return str(requirement)
    return STATEMENT + str(statement) if statement else ""


def latest_judgements(records: tuple[Record, ...]) -> Mapping[str, Record]:
    """Subject -> the judgement of it that was made last; of several of one day the last in the folder."""
    latest: dict[str, Record] = {}
    for record in records:
        subject = subject_of(record) if record.kind == KIND else ""
        if subject and (subject not in latest or _made(record) >= _made(latest[subject])):
            latest[subject] = record
    return latest


def _made(record: Record) -> tuple[object, ...]:
    made = record.fields.get("made_on")
    return (made.last, made.first) if isinstance(made, Span) else ()
