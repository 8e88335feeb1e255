"""Poses a case from outside: rules and evidence as files in a folder, the command line, assessment.json.

A case is the YAML of one check, or of a whole requirement, the records it is asked of and the day; what comes back is
what `vprs assess --format json` prints. Nothing of the program is called but its command line.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from click.testing import CliRunner

from tests.recording import listed, say
from vprs.commands.main import group

AS_OF = "2026-09-30"

PACK = """\
title: Trial
version: "1.0.0"
edition: "1"
publisher: Us
documents: [{id: D, title: Trial, date: 2026-01, address: "held by us"}]
licence: Ours.
verified: false
phases: [plan, do, check, act]
themes: [one]
words: {}
outcome_words:
  {met: Met, partly-met: Partly met, not-met: Not met, not-assessed: Not assessed, not-applicable: Not applicable}
opinion: [{level: limited}]
changes: [{version: "1.0.0", date: 2026-01-01, note: First.}]
"""

REQUIREMENT = """\
title: Asked
requirement: Asked.
rationale: Asked.
source: {document: D, locator: page 1, official_number: null, wording: paraphrase, phase_basis: ours}
theme: one
severity: high
if_not_met: {gap: A gap., action: Close it., owner: lsms, due_in: P30D}
examples: [{name: nothing, as_of: 2026-09-30, records: [], expect: not-met}]
"""

ORGANISATION = """\
name: Trial Trust
code: TT
type: acute
packs: [trial]
bodies:
  - {id: board, name: Trust Board, aliases: [The Board], level: board}
  - {id: quality, name: Quality Committee, level: committee, acts_for: board}
  - {id: audit, name: Audit Committee, level: committee}
  - {id: old-body, name: Old Body, level: external, to: 2017-03-31}
roles:
  - {id: lsms, name: Local Security Management Specialist, aliases: [VPR lead]}
  - {id: executive-lead, name: Executive Lead}
  - {id: staff-side, name: Staff Side}
"""
SITES = "sites: [{id: north, name: Northmoor General, aliases: [NGH]}, {id: south, name: Southmoor}]\n"
GROUPS = (
    "staff_groups: [{id: nursing, headcount: 100, frontline: true}, {id: clerical, headcount: 50, frontline: false}]\n"
)


@dataclass(frozen=True, kw_only=True)
class Case:
    """Where the folders of one case lie."""

    evidence: Path
    rules: Path

    @staticmethod
    def at(folder: Path) -> Case:
        case = Case(evidence=folder / "evidence", rules=folder / "rules")
        case.evidence.mkdir(parents=True, exist_ok=True)
        (case.rules / "trial").mkdir(parents=True, exist_ok=True)
        return case


def write(folder: Path, files: Mapping[str, str | bytes]) -> None:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode() if isinstance(text, str) else text)


def indented(text: str, by: int) -> str:
    return "".join(f"{' ' * by}{line}\n" for line in text.strip("\n").splitlines())


def requirement(checks: Mapping[str, str], rest: str = "") -> str:
    """A rule file: the checks as YAML by their names; `rest` replaces or adds keys."""
    asked = "".join(f"  {name}:\n    says: Asked.\n{indented(text, 4)}" for name, text in checks.items())
    if len(checks) > 1 and "partly_met_when" not in rest:
        rest += "\npartly_met_when: never\n"
    own = {line.split(":")[0] for line in rest.splitlines() if line and not line.startswith(" ")}
    kept = "".join(f"{line}\n" for line in REQUIREMENT.splitlines() if line.split(":")[0] not in own)
    return f"{kept}checks:\n{asked}{rest}\n"


def run(case: Case, *options: str, as_of: str = AS_OF, period: str = "") -> tuple[int, bytes, str]:
    """Exit code, standard output, standard error of `vprs assess`."""
    arguments = ["assess", str(case.evidence), "--rules", str(case.rules), "--pack", "trial", "--as-of", as_of]
    arguments += ["--format", "json", *options] + (["--period", period] if period else [])
    result = CliRunner().invoke(group, arguments)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.exit_code, result.stdout_bytes, result.stderr


def assessment(
    folder: Path,
    requirements: Mapping[str, str],
    *,
    files: Mapping[str, str | bytes] | None = None,
    records: str = "",
    organisation: str = "",
    pack: str = "",
    as_of: str = AS_OF,
    period: str = "",
) -> dict[str, Any]:
    """What the command prints for these rule files (`plan/x` -> YAML) over this evidence."""
    case = Case.at(folder)
    write(case.evidence, {"organisation.yaml": ORGANISATION + organisation, **(files or {})})
    if records.strip():
        write(case.evidence, {"records.yaml": f"records:\n{indented(records, 2)}"})
    texts = {f"trial/{name}.yaml": text for name, text in requirements.items()}
    write(case.rules, {"trial/pack.yaml": pack or PACK, **texts})
    code, out, err = run(case, as_of=as_of, period=period)
    assert code in (0, 1), err
    found: dict[str, Any] = json.loads(out)
    for finding in found["findings"]:
        _record(finding)
    return found


def _record(finding: Mapping[str, Any]) -> None:
    """Every word and every record that the finding rests on, in one line each."""
    judged, accepted = finding["judged"] or {}, finding["accepted"] or {}
    say(
        f"{finding['requirement']}: {finding['outcome']} ({finding['floor']}..{finding['ceiling']}, {finding['basis']})"
        f" judged {judged.get('outcome')} by {judged.get('by')} accepted {accepted.get('until')}"
    )
    for check in finding["checks"]:
        places = listed([f"{each['file']}:{each['line']} {each['id']}" for each in check["evidence"]])
        say(f"{told(check)} | {check['value']} | {check['needed']} | {check['because']} | {places}")


def ask(folder: Path, check: str, records: str = "", **more: Any) -> dict[str, Any]:
    """The one check of the one finding, and every check keeps to what holds of all."""
    found = assessment(folder, {"plan/x": requirement({"asked": check})}, records=records, **more)
    answer: dict[str, Any] = found["findings"][0]["checks"][0]
    hold(answer)
    return answer


def ask_all(folder: Path, checks: Mapping[str, str], records: str = "", **more: Any) -> dict[str, str]:
    """Several checks of one folder: name -> `no missing`."""
    found = assessment(folder, {"plan/x": requirement(checks)}, records=records, **more)
    for one in found["findings"][0]["checks"]:
        hold(one)
    return {one["check"]: told(one) for one in found["findings"][0]["checks"]}


def hold(answer: Mapping[str, Any]) -> None:
    """What is true of every answer: a state, a reason unless yes, and a sentence that names value and need."""
    assert answer["state"] in ("yes", "no", "unknown", "not-applicable"), answer
    assert (answer["reason"] is None) == (answer["state"] == "yes"), answer
    assert answer["because"], answer
    for part in () if answer["state"] == "not-applicable" else ("value", "needed"):
        assert answer[part] is None or str(answer[part]) in answer["because"], answer


def told(answer: Mapping[str, Any]) -> str:
    return f"{answer['state']} {answer['reason'] or ''}".strip()


def asked(folder: Path, check: str, records: str = "", **more: Any) -> str:
    """`yes`, or `no missing`: answer and reason in one short text."""
    return told(ask(folder, check, records, **more))
