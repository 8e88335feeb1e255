"""The pack as files: a paper in every form, foi-pack.json (format vprs-foi/1), and an index of digests.

Takes a FoiPack and the files that are given, gives file names with bytes. It leaves nothing out of the pack and adds
nothing to it; the index is in the form that `sha256sum --check` reads.
"""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256

from vprs.canonical import Json, encode, hold_to_schema
from vprs.foi.item_parts import day_shown
from vprs.foi.items import Item, by_decision
from vprs.foi.numbers import Shown
from vprs.foi.pack import FoiPack, Found
from vprs.foi.paper import foi_paper
from vprs.model import Assessment
from vprs.phrases import role_name
from vprs.report import draw
from vprs.report.packs_json import pack_identity

FORMAT = "vprs-foi/1"
SCHEMA = "foi-pack.json"
NAME, INDEX = "foi-pack", "foi-index.txt"


def render(pack: FoiPack, files: Mapping[str, bytes]) -> dict[str, bytes]:
    """File name -> bytes. files: those that are given, by the name they have in the pack."""
    document = as_values(pack)
    fingerprint = sha256(encode(document)).hexdigest()[:16]
    document["fingerprint"] = fingerprint
    hold_to_schema(document, SCHEMA)
    outputs = draw({NAME: foi_paper(pack, fingerprint)}) | {f"{NAME}.json": encode(document)} | dict(files)
    lines = (f"{sha256(outputs[name]).hexdigest()}  {name}\n" for name in sorted(outputs))
    return outputs | {INDEX: "".join(lines).encode()}


def as_values(pack: FoiPack) -> Json:
    """The document as plain values, without its fingerprint, which is taken over them."""
    assessment = pack.assessment
    organisation = assessment.organisation
    return {
        "format": FORMAT,
        "organisation": {"name": organisation.name, "code": organisation.code, "type": organisation.type},
        "as_of": assessment.as_of.isoformat(),
        "period": {"start": assessment.period.start.isoformat(), "end": assessment.period.end.isoformat()},
        "cycle": assessment.cycle.said if assessment.cycle else None,
        "packs": [pack_identity(each) for each in assessment.packs],
        "opinions": [{"pack": each.pack, "level": each.level} for each in assessment.opinions],
        "complete": pack.complete,
        "decisions": {how.replace(" ", "-"): number for how, number in by_decision(pack.items).items()},
        "findings": [_finding(each) for each in pack.found],
        "items": [_item(assessment, each) for each in pack.items],
        "exemptions": [
            {"code": each.code, "section": each.section, "title": each.title, "test": each.test}
            for each in pack.exemptions
        ],
        "incidents": [_shown(each) for each in pack.incidents],
        "training": [
            {
                "course": each.course,
                "required": each.required,
                "in_date": each.in_date,
                "not_in_date": each.not_in_date,
            }
            for each in pack.training
        ],
        "people": [{"name": kind, "count": shown} for kind, shown in pack.people],
    }


def _finding(each: Found) -> Json:
    finding = each.finding
    asked = finding.requirement
    return {
        "requirement": asked.path,
        "phase": asked.phase,
        "title": asked.title,
        "severity": asked.severity,
        "outcome": finding.outcome.value,
        "floor": finding.floor.value,
        "ceiling": finding.ceiling.value,
        "not_shown": list(each.short),
        "gap": each.gap or None,
        "items": list(each.items),
        "counted": each.counted,
    }


def _item(assessment: Assessment, each: Item) -> Json:
    decision = each.decision
    return {
        "item": each.number,
        "kind": each.record.kind,
        "title": each.title or None,
        "date": day_shown(each) or None,
        "decision": each.how.replace(" ", "-"),
        "exemptions": [one.code for one in decision.exemptions] if decision else [],
        "reason": (decision.reason or None) if decision else None,
        "decided_by": role_name(assessment.organisation, decision.by) if decision else None,
        "decided_on": str(decision.on) if decision else None,
        "sha256": each.sha256 or None,
    }


def _shown(each: Shown) -> Json:
    return {"caption": each.caption, "rows": [{"name": name, "count": shown} for name, shown in each.rows]}
