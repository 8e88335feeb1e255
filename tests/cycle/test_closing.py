"""Closing a cycle: what is frozen, what keeps it from being closed, what is never rewritten."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from tests.cycle.trust import H1, H2, Trust, everything, make_trust
from vprs.cycle.reading import read_cycles

OUTPUTS = {
    "assessment.json", "manifest.json", "papers.json", "pictures.json", "seal.json", "cycle.yaml",
    *(f"gap-analysis.{form}" for form in ("md", "html", "docx")),
    *(f"assurance-statement.{form}" for form in ("md", "html", "docx")),
    *(f"chair-summary.{form}" for form in ("md", "html", "docx")),
}  # fmt: skip


def seal_of(trust: Trust, ident: str = "2026-H1") -> dict[str, object]:
    found: dict[str, object] = json.loads((trust.kept(ident) / "seal.json").read_text("utf-8"))
    return found


def test_it_freezes_assessment_manifest_and_papers_under_a_seal(closed: Trust) -> None:
    assert {path.name for path in closed.kept().iterdir() if path.is_file()} == OUTPUTS
    files = seal_of(closed)["files"]
    assert isinstance(files, dict)
    for path, digest in files.items():
        assert hashlib.sha256((closed.root / path).read_bytes()).hexdigest() == digest
    sealed = set(files)
    assert sealed == {
        *(path for path in everything(closed.root) if not path.startswith("cycles/")),
        *(f"cycles/2026-H1/{name}" for name in OUTPUTS - {"seal.json"}),
        *(f"cycles/2026-H1/rules/{path}" for path in everything(closed.rules)),
    }


def test_it_is_judged_for_its_period_as_of_its_cut_off(closed: Trust) -> None:
    frozen = json.loads((closed.kept() / "assessment.json").read_text("utf-8"))
    assert (frozen["as_of"], frozen["period"]) == ("2026-10-20", {"start": "2026-04-01", "end": "2026-09-30"})
    assert frozen["cycle"] == {"id": "2026-H1", "revision": 1}


def test_the_fingerprint_stands_in_the_paper_and_is_that_of_the_seal(closed: Trust) -> None:
    fingerprint = str(seal_of(closed)["fingerprint"])
    assert len(fingerprint) == 16
    assert f"minutes: {fingerprint}" in closed.out
    for form in ("md", "html"):
        for paper in ("assurance-statement", "chair-summary"):
            assert fingerprint in (closed.kept() / f"{paper}.{form}").read_text("utf-8")


def test_the_same_folder_gives_the_same_bytes(closed: Trust, tmp_path: Path) -> None:
    again = make_trust(tmp_path / "again")
    assert again.open(*H1) == 0
    assert again.close("2026-H1", on="2026-12-24") == 0
    assert everything(again.root) == everything(closed.root)


def test_every_seal_names_the_one_before(trust: Trust) -> None:
    assert trust.open(*H2) == 0
    assert trust.close("2025-H2") == 0
    first = hashlib.sha256((trust.kept("2025-H2") / "seal.json").read_bytes()).hexdigest()
    assert trust.open(*H1) == 0
    assert trust.close("2026-H1") == 0
    assert (seal_of(trust, "2025-H2")["previous"], seal_of(trust)["previous"]) == (None, first)


def test_a_closed_cycle_is_never_rewritten(closed: Trust) -> None:
    before = everything(closed.root)
    assert closed.close("2026-H1") == 2
    assert "what is closed is never rewritten" in closed.err
    assert closed.open(*H1) == 2
    assert everything(closed.root) == before


@pytest.mark.parametrize(("on", "code"), [("2026-10-19", 2), ("2026-10-20", 0)])
def test_it_is_not_closed_before_its_cut_off(opened: Trust, on: str, code: int) -> None:
    assert opened.close("2026-H1", on=on) == code
    assert ("has not come" in opened.err) is (code == 2)


def test_rules_that_are_not_those_it_opened_with_are_refused(opened: Trust) -> None:
    opened.change("cycles/2026-H1/rules/tiny/do/lead.yaml", "severity: high", "severity: low")
    before = everything(opened.root)
    assert opened.close("2026-H1") == 2
    assert "cycles/2026-H1/rules/tiny: the rules are not those the cycle was opened with" in opened.err
    assert everything(opened.root) == before


def test_a_folder_without_evidence_is_not_closed(opened: Trust) -> None:
    for path in ("documents/strategy.md", "minutes.yaml", "people.yaml"):
        (opened.root / path).unlink()
    assert opened.close("2026-H1") == 2
    assert "the folder holds no evidence" in opened.err


# -------------------------------------------------------------------------------------------------- lost items

BROKEN = "records:\n  - {id: a, kind: minute, body: board, date: 31/02/2026}\n"


def test_problems_keep_it_open_each_with_its_place(opened: Trust) -> None:
    opened.write("more.yaml", BROKEN)
    before = everything(opened.root)
    assert opened.close("2026-H1") == 2
    assert "more.yaml:2:" in opened.err
    assert "--accept more.yaml --by executive-lead" in opened.err
    assert everything(opened.root) == before


def test_a_role_may_accept_a_loss_by_name_and_the_statement_prints_it(opened: Trust) -> None:
    opened.write("more.yaml", BROKEN)
    assert opened.close("2026-H1", "--accept", "more.yaml", "--by", "Executive lead") == 0, opened.err
    assert seal_of(opened)["accepted"] == [{"file": "more.yaml", "by": "executive-lead", "on": "2026-11-01"}]
    statement = (opened.kept() / "assurance-statement.md").read_text("utf-8")
    assert "**more.yaml:** accepted by Executive lead on 1 November 2026." in statement
    assert "Nobody has accepted a lost item" not in statement


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (["--accept", "more.yaml"], "who accepts it is not said"),
        (["--accept", "more.yaml", "--by", "lmss"], "knows no role 'lmss'. Did you mean 'lsms'?"),
        (["--accept", "mroe.yaml", "--by", "lsms"], "no problem concerns 'mroe.yaml'. Did you mean 'more.yaml'?"),
        (["--accept", "people.yaml", "--by", "lsms"], "no problem concerns 'people.yaml'"),
        (["--accept", "more.yaml", "--by", "lsms"], "other.yaml:2:"),
    ],
)
def test_only_what_is_lost_is_accepted_and_every_loss_by_name(opened: Trust, more: list[str], said: str) -> None:
    opened.write("more.yaml", BROKEN)
    opened.write("other.yaml", BROKEN)
    assert opened.close("2026-H1", *more) == 2
    assert said in opened.err
    assert read_cycles(opened.root)[0].status == "open"


def test_a_loss_accepted_raises_nothing(opened: Trust, tmp_path: Path) -> None:
    whole = make_trust(tmp_path / "whole")
    assert whole.open(*H1) == whole.close("2026-H1") == 0
    (opened.root / "minutes.yaml").write_text("records: [", "utf-8")
    assert opened.close("2026-H1", "--accept", "minutes.yaml", "--by", "lsms") == 0, opened.err
    outcomes = [
        {
            each["requirement"]: each["outcome"]
            for each in json.loads((one.kept() / "assessment.json").read_text())["findings"]
        }
        for one in (whole, opened)
    ]
    assert outcomes[0]["tiny/plan/strategy"] == "met"
    assert outcomes[1]["tiny/plan/strategy"] == "not-assessed"


# --------------------------------------------------------------------------------------------------- revisions


def test_a_correction_is_a_new_revision_that_names_what_it_replaces(closed: Trust) -> None:
    before = everything(closed.kept())
    seal = hashlib.sha256((closed.kept() / "seal.json").read_bytes()).hexdigest()
    assert closed.cycle("open", "2026-H1", "--revise", "--reason", "a minute: was lost") == 0, closed.err
    revision = read_cycles(closed.root)[1]
    assert (revision.folder, revision.revision, revision.status) == ("2026-H1-r2", 2, "open")
    assert revision.replaces is not None
    assert (revision.replaces.revision, revision.replaces.seal) == (1, seal)
    assert revision.replaces.reason == "a minute: was lost"
    assert closed.close("2026-H1") == 0, closed.err
    assert everything(closed.kept()) == before
    assert seal_of(closed, "2026-H1-r2")["previous"] == seal
    statement = (closed.kept("2026-H1-r2") / "assurance-statement.md").read_text("utf-8")
    assert f"Revision 1 (seal {seal[:16]}), because: a minute: was lost." in statement


@pytest.mark.parametrize(
    ("more", "said"), [([], "a correction needs its reason"), (["--reason", "  "], "a correction needs its reason")]
)
def test_a_correction_needs_a_reason(closed: Trust, more: list[str], said: str) -> None:
    assert closed.cycle("open", "2026-H1", "--revise", *more) == 2
    assert said in closed.err


def test_what_is_open_is_not_corrected(opened: Trust) -> None:
    assert opened.cycle("open", "2026-H1", "--revise", "--reason", "why") == 2
    assert "there is nothing to correct yet" in opened.err


# ------------------------------------------------------------------------------------- what the next one reads


def test_the_next_statement_and_gap_analysis_show_the_last_outcome_and_the_change(trust: Trust) -> None:
    (trust.root / "people.yaml").rename(trust.root.parent / "people.yaml")
    assert trust.open(*H2) == trust.close("2025-H2") == 0
    (trust.root.parent / "people.yaml").rename(trust.root / "people.yaml")
    assert trust.open(*H1) == trust.close("2026-H1") == 0
    gaps = (trust.kept() / "gap-analysis.md").read_text("utf-8")
    statement = (trust.kept() / "assurance-statement.md").read_text("utf-8")
    assert "Last cycle: Not met" in gaps
    assert "Last cycle: Met" in gaps
    assert "### 5.1 Change since cycle 2025-H2, judged as of 20 April 2026" in statement
    assert "1 improved, 0 worse, 1 unchanged, 0 new, 0 gone or no longer asked." in statement


def test_a_run_outside_a_cycle_reads_the_last_closed_one_too(trust: Trust) -> None:
    assert trust.open(*H2) == trust.close("2025-H2") == 0
    assert trust.vprs("assess", str(trust.root), "--rules", str(trust.rules), "--as-of", "2026-09-30") == 0
    assert "Last cycle: Met" in (trust.root / "out" / "2026-09-30" / "gap-analysis.md").read_text("utf-8")
    assert trust.vprs("assess", str(trust.root), "--rules", str(trust.rules), "--as-of", "2026-04-19") == 0
    assert "Last cycle: Met" not in (trust.root / "out" / "2026-04-19" / "gap-analysis.md").read_text("utf-8")


def test_what_the_last_cycle_came_to_is_not_believed_where_it_was_changed(trust: Trust) -> None:
    assert trust.open(*H2) == trust.close("2025-H2") == 0
    trust.change("cycles/2025-H2/assessment.json", '"outcome": "met"', '"outcome": "not-met"')
    assert trust.open(*H1) == 2
    assert "cycles/2025-H2/assessment.json: it is not what was sealed when the cycle was closed" in trust.err


# ----------------------------------------------------------------------------- what Act asks of the last cycle

ACT = """\
title: The gap of the last cycle is closed
requirement: What was not met when the last cycle was closed is met now, or somebody has been set to do it.
rationale: A gap that is found twice was not acted on.
source: {document: T1, locator: Act, official_number: null, wording: paraphrase, phase_basis: ours}
theme: governance
severity: high
checks:
  action-recorded:
    says: An action for the lead is recorded.
    exists: {kind: action, where: {requirement: tiny/do/lead}}
met_when: {any: [{previous: do/lead, at_least: met}, action-recorded]}
partly_met_when: never
if_not_met: {gap: It is not acted on., action: Record an action., owner: executive-lead, due_in: P60D}
examples:
  - {name: nothing in the folder, as_of: 2026-09-30, records: [], expect: not-met}
"""
ACTION = "records:\n  - {id: act, kind: action, raised_on: 2026-05-05, what: Appoint, requirement: tiny/do/lead}\n"


@pytest.mark.parametrize(
    ("lead", "action", "now"), [(True, False, "met"), (False, True, "met"), (False, False, "not-met")]
)
def test_a_requirement_of_act_reads_the_last_closed_cycle(trust: Trust, *, lead: bool, action: bool, now: str) -> None:
    (trust.rules / "tiny" / "act").mkdir()
    (trust.rules / "tiny" / "act" / "closed.yaml").write_text(ACT, "utf-8")
    if not lead:
        (trust.root / "people.yaml").unlink()
    assert trust.open(*H2) == trust.close("2025-H2") == 0, trust.err
    first = json.loads((trust.kept("2025-H2") / "assessment.json").read_text())["findings"]
    assert {each["requirement"]: each["outcome"] for each in first}["tiny/act/closed"] == "not-met", "no cycle before"
    if action:
        trust.write("actions.yaml", ACTION)
    assert trust.open(*H1) == trust.close("2026-H1") == 0, trust.err
    second = json.loads((trust.kept() / "assessment.json").read_text())["findings"]
    assert {each["requirement"]: each["outcome"] for each in second}["tiny/act/closed"] == now


def test_engines_that_disagree_keep_it_open(opened: Trust, monkeypatch: pytest.MonkeyPatch) -> None:
    from vprs.engine.infer import EnginesDisagree

    def differ(*_: object, **__: object) -> None:
        raise EnginesDisagree("tiny", {}, {})

    monkeypatch.setattr("vprs.concluding.infer", differ)
    before = everything(opened.root)
    assert opened.close("2026-H1") == 3
    assert everything(opened.root) == before
