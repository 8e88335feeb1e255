"""path.json, format vprs-path/1: the way of each pack to an opinion, for programs.

Takes paths and the assessment that they start from, gives canonical bytes that keep to `vprs/schema/path.json`.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from vprs.canonical import Json, encode, hold_to_schema
from vprs.model import Assessment
from vprs.pathway import Path, Step
from vprs.report.assessment_json import as_values as assessed
from vprs.whatif import Days, told

FORMAT = "vprs-path/1"
SCHEMA = "path.json"


def render(paths: Sequence[Path], assessment: Assessment) -> bytes:
    """The bytes of the document. Raises SchemaBroken where they would not keep to the schema."""
    whole = assessed(assessment)
    kept = {name: whole[name] for name in ("organisation", "as_of", "period", "packs", "evidence", "engine")}
    document = {"format": FORMAT, **kept, "paths": [_path(each, assessment.as_of) for each in paths]}
    hold_to_schema(document, SCHEMA)
    return encode(document)


def _path(path: Path, as_of: date) -> Json:
    return {
        "pack": path.pack.name,
        "wanted": path.wanted,
        "level": path.level,
        "reached": path.reached,
        "possible": path.possible,
        "not_before": path.not_before.isoformat() if path.not_before else None,
        "waiting": [
            {"requirement": requirement.path, "not_before": on.isoformat() if on else None}
            for requirement, on in path.waiting
        ],
        "because": list(path.because),
        "steps": [_step(each, as_of) for each in path.steps],
    }


def _step(step: Step, as_of: date) -> Json:
    return {
        "requirement": step.requirement.path if step.requirement else None,
        "to": step.wanted.value if step.wanted else None,
        "effort": step.effort,
        "owner": step.requirement.if_not_met.owner if step.requirement else None,
        "timely": step.timely,
        "changes": [told(edit, step.days.get(number, Days()), as_of) for number, edit in enumerate(step.edits)],
    }
