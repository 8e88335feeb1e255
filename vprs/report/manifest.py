"""evidence-manifest.json, format vprs-manifest/1: every file an assessment rests on, with the digest of its bytes.

Takes an Assessment, gives canonical bytes by which an auditor can tell whether a file of evidence or of rules is
still the one that was judged. It lists files, record ids and digests only, never what stands in them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from hashlib import sha256
from typing import Any

from vprs.canonical import encode
from vprs.checks.horizon import as_it_stood
from vprs.kinds import read_kinds
from vprs.model import Assessment, EvidenceFile, Pack, Record, Value
from vprs.report.packs_json import pack_identity

FORMAT = "vprs-manifest/1"


def render(assessment: Assessment) -> bytes:
    workspace = assessment.workspace
    resting: dict[str, list[str]] = defaultdict(list)
    for record in workspace.records:
        resting[record.rests_on or record.file].append(record.id)
    return encode(
        {
            "format": FORMAT,
            "organisation": {"name": assessment.organisation.name, "code": assessment.organisation.code},
            "as_of": assessment.as_of.isoformat(),
            "evidence": {
                "digest": workspace.digest,
                "files": [_file(each, resting) for each in sorted(workspace.files, key=lambda each: each.path)],
                "records": {each.id: _digest(each) for each in workspace.records if _counts(each, assessment.as_of)},
            },
            "rules": [_pack(pack) for pack in assessment.packs],
        }
    )


def _counts(record: Record, as_of: date) -> bool:
    """What is dated later is not there yet, and will be new."""
    return not record.row and as_it_stood(record, read_kinds()[record.kind], as_of) is not None


def _digest(record: Record) -> str:
    """SHA-256 over the fields of a record, so that two manifests tell whether it changed.

    Not of a register's rows: what stands in a row about a person could be guessed from it.
    """
    fields = sorted((name, _said(value)) for name, value in record.fields.items())
    return sha256(encode({"kind": record.kind, "fields": fields})).hexdigest()


def _said(value: Value) -> Any:
    if isinstance(value, Mapping):
        return {name: _said(each) for name, each in value.items()}
    return [_said(each) for each in value] if isinstance(value, (tuple, list)) else str(value)


def _file(each: EvidenceFile, resting: dict[str, list[str]]) -> dict[str, Any]:
    return {
        "path": each.path,
        "size": each.size,
        "sha256": each.sha256,
        "described": each.described,
        "records": sorted(resting.get(each.path, ())),
    }


def _pack(pack: Pack) -> dict[str, Any]:
    files = ({"path": each.file, "sha256": each.digest} for each in pack.requirements)
    return {**pack_identity(pack), "files": sorted(files, key=lambda each: each["path"])}
