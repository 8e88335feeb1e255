"""assessment.json, format vprs-assessment/1: everything that was found, for programs and for the archive.

Takes an Assessment, gives canonical bytes: sorted keys, UTF-8, two spaces, one newline at the end, the same bytes for
the same assessment. What it writes is checked against `vprs/schema/assessment.json` every time; it never rounds,
reorders or leaves out a finding.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from vprs.canonical import Json, encode, hold_to_schema
from vprs.dates import Span
from vprs.model import (
    Accepted,
    Assessment,
    Check,
    Finding,
    Gap,
    Judged,
    Observation,
    Opinion,
    Record,
    Requirement,
    Workspace,
)
from vprs.problem import Problem
from vprs.report.packs_json import pack_values, summary

if TYPE_CHECKING:
    from vprs.in_cycle import InCycle

__all__ = ["FORMAT", "as_values", "render", "summary"]

FORMAT = "vprs-assessment/1"
Witnesses = dict[tuple[object, ...], Json]  # by all that is said of one


def render(assessment: Assessment) -> bytes:
    """The bytes of assessment.json. Raises SchemaBroken where they would not keep to the schema."""
    document = as_values(assessment)
    hold_to_schema(document)
    return encode(document)


def as_values(assessment: Assessment) -> Json:
    """The document as plain dicts and lists, keys as in DESIGN 8; a witness is the same dict wherever it stands."""
    witnesses: Witnesses = {}
    return {
        "format": FORMAT,
        "organisation": {
            "name": assessment.organisation.name,
            "code": assessment.organisation.code,
            "type": assessment.organisation.type,
        },
        "as_of": assessment.as_of.isoformat(),
        "period": {"start": assessment.period.start.isoformat(), "end": assessment.period.end.isoformat()},
        "cycle": _cycle(assessment.cycle),
        "packs": [pack_values(pack) for pack in assessment.packs],
        "evidence": _evidence(assessment.workspace),
        "engine": {
            "primary": assessment.engine.primary,
            "reference": assessment.engine.reference,
            "agreed": assessment.engine.agreed,
        },
        "findings": [_finding(finding, witnesses) for finding in assessment.findings],
        "summary": summary(assessment),
        "opinions": [_opinion(opinion) for opinion in assessment.opinions],
        "problems": [_problem(problem) for problem in assessment.workspace.problems],
    }


def _cycle(cycle: InCycle | None) -> Json | None:
    return cycle if cycle is None else {"id": cycle.id, "revision": cycle.revision}


def _evidence(workspace: Workspace) -> Json:
    return {
        "digest": workspace.digest,
        "files": len(workspace.files),
        "records": len(workspace.records),
        "undescribed": list(workspace.undescribed),
    }


def _finding(finding: Finding, witnesses: Witnesses) -> Json:
    requirement = finding.requirement
    checks = {check.slug: check for check in requirement.checks}
    return {
        "requirement": requirement.path,
        "pack": requirement.pack,
        "phase": requirement.phase,
        "title": requirement.title,
        "theme": requirement.theme,
        "severity": requirement.severity,
        "outcome": finding.outcome.value,
        "floor": finding.floor.value,
        "ceiling": finding.ceiling.value,
        "basis": finding.basis,
        "checks": [_check(checks[one.check], one, witnesses) for one in finding.observations],
        "judged": _judged(finding.judged),
        "accepted": _accepted(finding.accepted),
        "gap": _gap(finding.gap),
        "source": _json_value(requirement.source),
        **_needs_review(requirement),
    }


def _check(check: Check, observation: Observation, witnesses: Witnesses) -> Json:
    return {
        "check": check.slug,
        "says": check.says,
        "advisory": check.advisory,
        "form": check.form_name,
        "state": observation.answer.value,
        "reason": observation.reason.value if observation.reason else None,
        "value": observation.value,
        "needed": observation.needed,
        "because": observation.because,
        "chosen_by": check.chosen_by,
        "evidence": [_witness(record, witnesses) for record in observation.witnesses],
        **_needs_review(check),
    }


def _needs_review(of: Requirement | Check) -> Json:
    return {"needs_review": of.needs_review} if of.needs_review else {}


def _witness(record: Record, witnesses: Witnesses) -> Json:
    key = (record.file, record.line, record.id, record.held)
    if key not in witnesses:
        witnesses[key] = {"file": record.file, "line": record.line, "id": record.id, "held": record.held}
    return witnesses[key]


def _judged(judged: Judged | None) -> Json | None:
    if judged is None:
        return None
    return {
        "outcome": judged.outcome.value,
        "by": judged.by,
        "on": str(judged.on),
        "reason": judged.reason,
        "disagrees": judged.disagrees,
        **({"carried": True} if judged.carried else {}),  # said only where it is so: elsewhere as ever
    }


def _accepted(accepted: Accepted | None) -> Json | None:
    return accepted if accepted is None else {"by": accepted.by, "until": str(accepted.until)}


def _gap(gap: Gap | None) -> Json | None:
    return (
        gap if gap is None else {"gap": gap.gap, "action": gap.action, "owner": gap.owner, "due": gap.due.isoformat()}
    )


def _opinion(opinion: Opinion) -> Json:
    return {"pack": opinion.pack, "level": opinion.level, "because": list(opinion.because)}


def _problem(problem: Problem) -> Json:
    """The remedy is part of the message: a problem without it is half a message."""
    return {
        "file": problem.file,
        "line": problem.line,
        "column": problem.column,
        "where": problem.where,
        "message": f"{problem.message} {problem.hint}".rstrip(),
    }


def _json_value(value: object) -> object:
    if isinstance(value, Mapping):
        return {str(key): _json_value(each) for key, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [_json_value(each) for each in value]
    return str(value) if isinstance(value, (date, Span, Decimal)) else value
