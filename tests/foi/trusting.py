"""An evidence folder with a record of every kind that is full of secrets, and rules whose answers rest on them all."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from tests.commands.folders import PACK, RULE
from vprs.commands.main import run
from vprs.kinds import FieldSpec, KindSpec, read_kinds

SECRET = "qzjessop"  # stands in every text that may not leave; nothing else holds it
KINDS = tuple(name for name, spec in read_kinds().items() if "disclosure" in spec.fields)
PEOPLE = ("incident", "response", "training", "appointment", "register")
LEFT_OUT = frozenset(
    "id kind title file sha256 sites links supersedes disclosure withdrawn_on closed_on exempt_reason requirement "
    "standard for_version period horizon".split()
)

ORGANISATION = f"""\
name: Fernhill Trust (fictional)
code: FHT
type: acute
packs: [tiny]
bodies: [{{id: board, name: Trust Board, level: board, aliases: [Board of {SECRET}]}}]
roles:
  - {{id: lsms, name: Local Security Management Specialist, aliases: [{SECRET}]}}
  - {{id: foi-lead, name: Head of Information Governance}}
sites: [{{id: {SECRET}-site, name: {SECRET} House}}]
units: [{{id: {SECRET}-unit, level: department, name: {SECRET} Ward}}]
staff_groups: [{{id: {SECRET}-group, headcount: 3}}]
"""


# What is not met, or not known, and has a sentence that quotes figures, files or words of records.
UNMET = {
    "titles": "exists: {kind: document, current: false, where: {owner: executive-lead}}",
    "numbers": "count: {kind: incident, window: period, at_least: 50}",
    "fields": "fields: {kind: incident, window: period, required: [severity]}",
    "shares": "ratio: {of: {kind: incident, window: period}, matching: {category: verbal}, at_least: 50%}",
    "trained": "ratio: {of: {kind: training}, matching: {course: other}, at_least: 100%}",
    "answers": "every: {of: {kind: incident, window: period}, has: {kind: response, where: {incident: $each.id}}}",
    "posts": "held: {role: lsms, at_least: 5}",
    "judged": "attested: {statement: another, by: [lsms]}",
    "moved": "change: {count: {kind: incident}, each: quarter, compared: true}",
    "rhythm": "recurs: {kind: minute, window: P12M, every: P1M}",
    "values": "agree: {kind: document, current: false, topic: review}",
    "late": "follows: {first: {kind: risk}, then: {kind: action, where: {links: $first.id}}, for: each}",
}


def value_of(spec: FieldSpec) -> Any:
    """Something that the field may hold: a secret wherever it takes free text."""
    one: dict[str, Any] = {
        "text": f"Told by {SECRET} of {spec.name}",
        "word": f"{SECRET}-{spec.name}",
        "name": f"{SECRET}-{spec.name}",
        "date": "2028-01-01"
        if spec.name in ("review_date", "valid_until", "expires", "due", "end", "to")
        else "2026-05-01",
        "number": 7,
        "whole": 3,
        "flag": True,
        "duration": "P1M",
        "role": "lsms",
        "role-or-body": "lsms",
        "body": "board",
        "site": f"{SECRET}-site",
        "unit": f"{SECRET}-unit",
        "staff-group": f"{SECRET}-group",
        "choice": "approved" if "approved" in spec.choices else next(iter(spec.choices), None),
    }
    if spec.reads == "mapping":
        found: Any = {name: value_of(inner) for name, inner in spec.fields.items() if inner.reads not in ("id", "path")}
    else:
        found = one.get(spec.reads)
    return [found] if spec.many and found is not None else found


def record_of(kind: KindSpec, *, period: bool = True) -> dict[str, Any]:
    """A record of the kind, every free text of it a secret but its title."""
    fields = {name: value_of(spec) for name, spec in kind.fields.items() if name not in LEFT_OUT}
    fields = {name: value for name, value in fields.items() if value not in (None, [None])}
    spans = {"period": {"start": "2026-04-01", "end": "2026-06-30"}} if period and "period" in kind.fields else {}
    return {"id": f"{SECRET}-{kind.name}", "kind": kind.name, "title": f"Plain title of a {kind.name}"} | fields | spans


def decided(decision: str, **more: Any) -> dict[str, Any]:
    return {"decision": decision, "decided_by": "foi-lead", "decided_on": "2026-11-02", **more}


def exempt(decision: str, **more: Any) -> dict[str, Any]:
    return decided(decision, exemption=["s40"], reason="It is about one person, who does not expect it.", **more)


def write_trust(root: Path, decisions: Mapping[str, dict[str, Any]], *, incidents: int = 7) -> Path:
    """A trust below `root` with its rules beside it. decisions: kind -> its disclosure; the others have none."""
    _write(root / "rules" / "tiny" / "pack.yaml", PACK)
    for kind in (*KINDS, *PEOPLE):
        checks = f"  there:\n    says: A record of the kind {kind} is there.\n    {_form(kind)}"
        rule = RULE.format(title=f"Something of {kind}", checks=checks, conditions="met_when: {all: [there]}")
        _write(root / "rules" / "tiny" / "do" / f"{kind}.yaml", rule)
    for name, form in UNMET.items():
        checks = f"  more:\n    says: More than there is of {name}.\n    {form}"
        rule = RULE.format(title=f"More of {name}", checks=checks, conditions="met_when: {all: [more]}")
        _write(root / "rules" / "tiny" / "check" / f"{name}.yaml", rule)
    trust = root / "trust"
    _write(trust / "organisation.yaml", ORGANISATION)
    for kind in KINDS:
        _write_record(trust, kind, decisions.get(kind))
    _write_people(trust, incidents)
    return trust


def _form(kind: str) -> str:
    if kind == "appointment":
        return "held: {role: lsms}"
    return f"exists: {{kind: {kind}{', current: false' if read_kinds()[kind].has_validity else ''}}}"


def _write_record(trust: Path, kind: str, disclosure: dict[str, Any] | None) -> None:
    """Documents as Markdown with front matter, everything else in YAML beside the file it rests on."""
    record = record_of(read_kinds()[kind])
    said = dict(disclosure or {})
    if said.get("redacted_file"):
        said["redacted_file"] = f"redacted/{SECRET}-{kind}.txt"
        _write(trust / "redacted" / f"{SECRET}-{kind}.txt", f"What may be read of the {kind}\n")
    if said:
        record["disclosure"] = said
    if kind == "document":
        _write(trust / "documents" / f"{SECRET}-{kind}.md", _front(record) + body_of(kind))
        return
    _write(trust / "files" / f"{SECRET}-{kind}.txt", body_of(kind))
    record["file"] = f"files/{SECRET}-{kind}.txt"
    _write(trust / "records" / f"{SECRET}-{kind}.yaml", json.dumps({"records": [record]}))


def body_of(kind: str) -> str:
    return f"The whole text of the {kind}, as it is given\n"


def _front(record: Mapping[str, Any]) -> str:
    return "---\n" + "".join(f"{name}: {json.dumps(value)}\n" for name, value in record.items()) + "---\n\n"


def _write_people(trust: Path, incidents: int) -> None:
    rows = "".join(f"2026-05-{1 + n % 28:02},Blow,{SECRET} Ward,{SECRET} {n}\n" for n in range(incidents))
    _write(trust / "registers" / f"{SECRET}.csv", f"When,What,Where,Told\n{rows}")
    sidecar = {
        "kind": "incident",
        "register_type": "incidents",
        "title": f"Register kept by {SECRET}",
        "columns": {"When": "occurred_on", "What": "category", "Where": "unit"},
        "values": {"What": {"Blow": "physical", SECRET: "verbal"}},
        "drop": ["Told"],
        "as_at": "2026-10-06",
        "period": {"start": "2026-04-01", "end": "2026-09-30"},
        "complete": True,
        "declared_by": "lsms",
    }
    _write(trust / "registers" / f"{SECRET}.csv.yaml", json.dumps(sidecar))
    people = [record_of(read_kinds()[kind], period=False) for kind in ("training", "appointment", "response")]
    for record in people:
        record["title"] = f"About {SECRET}"
    people[1] |= {"role": "lsms", "holder": SECRET, "start": "2024-01-01"}
    _write(trust / "people.yaml", json.dumps({"records": people}))


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def foi(trust: Path, out: Path, *more: str) -> int:
    return run(
        ["foi", str(trust), "--rules", str(trust.parent / "rules"), "--as-of", "2026-10-20", "-o", str(out), *more]
    )


def pack_in(out: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((out / "foi-pack.json").read_text("utf-8"))
    return found


def everything_said(out: Path) -> Iterator[tuple[str, bytes]]:
    """Name and content of every file of a pack, of a zip all that is in it, and the names themselves."""
    for path in sorted(out.iterdir()):
        content = path.read_bytes()
        yield path.name, path.name.encode()
        yield path.name, content
        if zipfile.is_zipfile(io.BytesIO(content)):
            with zipfile.ZipFile(io.BytesIO(content)) as inner:
                for name in inner.namelist():
                    yield f"{path.name}/{name}", name.encode() + b"\n" + inner.read(name)


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
