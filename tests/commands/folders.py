"""A small rule pack and a small evidence folder, written to disk for the tests of the commands."""

from __future__ import annotations

from pathlib import Path

ORGANISATION = """\
name: Fernhill Trust (fictional)
code: FHT
type: acute
packs: [tiny]
bodies: [{id: board, name: Trust Board, level: board}]
roles: [{id: lsms, name: Local Security Management Specialist}, {id: executive-lead, name: Executive lead}]
"""

STRATEGY = """\
---
id: strategy
kind: document
title: Violence prevention strategy
doc_type: strategy
topics: [violence-prevention]
status: approved
approved_by: board
approved_on: 2025-05-01
review_date: 2028-05-01
---

# Violence prevention strategy
"""

MINUTE = """\
records:
  - id: minute-12
    kind: minute
    body: board
    date: 2025-05-29
    decisions: [endorsed]
    links: [strategy]
"""

PACK = """\
title: A tiny pack for tests
version: "1.0.0"
edition: test
publisher: The tests
documents: [{id: T1, title: Test document, date: 2026-01, address: "none"}]
licence: Our own words.
verified: false
phases: [plan, do, check, act]
themes: [governance]
words: {topics: {violence-prevention: [VPR]}}
outcome_words:
  {met: Met, partly-met: Partly met, not-met: Not met, not-assessed: Not assessed, not-applicable: Not applicable}
opinion:
  - {level: substantial, when: {all: [{fact: not_met, is: 0}, {fact: not_assessed, is: 0}, {fact: partly_met, is: 0}]}}
  - {level: limited}
changes: [{version: "1.0.0", date: 2026-01-01, note: First issue.}]
"""

RULE = """\
title: {title}
requirement: {title}, in our own words.
rationale: Without it the rest has no mandate.
source: {{document: T1, locator: Plan, official_number: null, wording: paraphrase, phase_basis: ours}}
theme: governance
severity: high
checks:
{checks}
{conditions}
if_not_met:
  gap: It cannot be shown.
  action: Bring it to the next board meeting.
  owner: executive-lead
  due_in: P60D
examples:
  - {{name: nothing in the folder, as_of: 2026-09-30, records: [], expect: not-met}}
"""

STRATEGY_CHECKS = """\
  strategy-in-date:
    says: A violence prevention strategy is approved and in date.
    exists: {kind: document, where: {doc_type: strategy, topics: violence-prevention}}
  board-endorsed:
    says: The board endorsed it.
    exists: {kind: minute, where: {body: board, decisions: endorsed}}"""

LEAD_CHECKS = """\
  lead-in-post:
    says: A specialist is in post.
    held: {role: lsms}"""


EITHER_CHECKS = """\
  by-minute:
    says: A minute names it.
    exists: {kind: minute, where: {body: board, decisions: endorsed}}
  by-alert:
    says: An alert names it.
    exists: {kind: alert}
  by-risk:
    says: A risk names it.
    advisory: true
    exists: {kind: risk}"""


def write_either(folder: Path) -> None:
    """Adds a requirement that either of two checks meets, with a third that is advisory."""
    either = RULE.format(
        title="Either will do",
        checks=EITHER_CHECKS,
        conditions="met_when: {any: [by-minute, by-alert]}\npartly_met_when: never",
    )
    (folder / "tiny" / "act").mkdir()
    (folder / "tiny" / "act" / "either.yaml").write_text(either, "utf-8")


def write_pack(folder: Path) -> Path:
    """A folder of packs that holds the pack `tiny`, with one requirement in Plan and one in Do."""
    pack = folder / "tiny"
    for phase in ("plan", "do"):
        (pack / phase).mkdir(parents=True)
    (pack / "pack.yaml").write_text(PACK, "utf-8")
    both = "met_when: {all: [strategy-in-date, board-endorsed]}\npartly_met_when: {any: [strategy-in-date]}"
    strategy = RULE.format(title="A strategy is endorsed", checks=STRATEGY_CHECKS, conditions=both)
    lead = RULE.format(title="A specialist leads", checks=LEAD_CHECKS, conditions="met_when: {all: [lead-in-post]}")
    (pack / "plan" / "strategy.yaml").write_text(strategy, "utf-8")
    (pack / "do" / "lead.yaml").write_text(lead, "utf-8")
    return folder


def write_evidence(folder: Path, **more: str) -> Path:
    """An evidence folder with a strategy and the minute that endorsed it; `more` files by name."""
    files = {"organisation.yaml": ORGANISATION, "documents/strategy.md": STRATEGY, "minutes.yaml": MINUTE, **more}
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    return folder
