"""evidence-manifest.json, format vprs-manifest/1: every file an assessment rests on, with the digest of its bytes.

Takes an Assessment, gives canonical bytes by which an auditor can tell whether a file of evidence or of rules is
still the one that was judged. It lists files and record ids only, never what stands in them.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from vprs.model import Assessment, EvidenceFile, Pack
from vprs.canonical import encode

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
            },
            "rules": [_pack(pack) for pack in assessment.packs],
        }
    )


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
    return {
        "name": pack.name,
        "version": pack.version,
        "edition": pack.edition,
        "verified": pack.verified,
        "digest": pack.digest,
        "files": sorted(files, key=lambda each: each["path"]),
    }
