"""Packs and evidence folders of any size, for measuring: fictional, plain, and like real ones in what they cost.

Takes a folder and how much of it is wanted, writes files. Every policy is of some fifty kilobytes, as policies are.
"""

from __future__ import annotations

import csv
from pathlib import Path

PACK = """\
title: A pack for measuring
version: "1.0.0"
edition: measured
publisher: The benchmark
documents: [{{id: T1, title: Test document, date: 2026-01, address: none}}]
licence: Our own words.
verified: false
phases: [plan, do, check, act]
themes: [governance]
words: {{topics: {{{topics}}}}}
outcome_words:
  {{met: Met, partly-met: Partly met, not-met: Not met, not-assessed: Not assessed, not-applicable: Not applicable}}
opinion:
  - {{level: substantial, when: {{all: [{{fact: not_met, is: 0}}]}}}}
  - {{level: limited}}
changes: [{{version: "1.0.0", date: 2026-01-01, note: First issue.}}]
"""

RULE = """\
title: Requirement {n}
requirement: The organisation can show subject {n}, approved, received by the board and returned to every year.
rationale: It is measured.
source: {{document: T1, locator: Plan, official_number: null, wording: paraphrase, phase_basis: ours}}
theme: governance
severity: medium
checks:
  in-date:
    says: A policy on the subject is in date.
    exists: {{kind: document, where: {{doc_type: policy, topics: subject-{n}}}}}
  endorsed:
    says: The board endorsed it after it was written.
    follows:
      first: {{kind: document, where: {{doc_type: policy, topics: subject-{n}}}}}
      then: {{kind: minute, where: {{body: board, decisions: endorsed, links: $first.id}}}}
      for: latest
  returned-to:
    says: The board came back to it within the year.
    count: {{kind: minute, where: {{body: board, agenda: subject-{n}}}, window: P12M, at_least: 1}}
met_when: {{all: [in-date, endorsed, returned-to]}}
partly_met_when: {{any: [in-date]}}
if_not_met: {{gap: It cannot be shown., action: Bring it to the board., owner: lsms, due_in: P60D}}
examples:
  - {{name: nothing in the folder, as_of: 2026-09-30, records: [], expect: not-met}}
  - name: endorsed and returned to
    as_of: 2026-09-30
    records:
      - {{id: p, kind: document, doc_type: policy, topics: [subject-{n}], status: approved, approved_on: 2025-05-01,
         review_date: 2028-05}}
      - {{id: m, kind: minute, body: board, date: 2026-05-29, decisions: [endorsed], agenda: [subject-{n}], links: [p]}}
    expect: met
"""

ORGANISATION = """\
name: Benchmark Trust (fictional)
code: BMT
type: acute
packs: [measured]
sites: [{id: north, name: North}, {id: south, name: South}]
bodies: [{id: board, name: Trust Board, level: board}]
roles: [{id: lsms, name: Local Security Management Specialist}]
"""

DOCUMENT = """\
---
id: policy-{n}
kind: document
title: Policy {n}
doc_type: policy
topics: [subject-{subject}]
status: approved
approved_by: board
approved_on: 2025-05-01
review_date: 2028-05
---

# Policy {n}

{filling}
"""

MINUTE = """\
  - {{id: minute-{n}, kind: minute, body: board, date: 2026-05-{day:02}, decisions: [endorsed], agenda: [subject-{n}],
     links: [policy-{n}]}}
"""

INCIDENTS = """\
kind: incident
register_type: incidents
columns: {Date: occurred_on, Reported: reported_on, Type: category, Site: site}
as_at: 2026-10-06
period: {start: 2024-04-01, end: 2026-09-30}
complete: true
declared_by: lsms
"""

TRAINING = """\
kind: training
register_type: training
columns: {Course: course, Person: person, Completed: completed_on, Expires: expires}
as_at: 2026-10-06
period: {start: 2024-04-01, end: 2026-09-30}
complete: true
declared_by: lsms
"""


def write_pack(folder: Path, requirements: int) -> None:
    topics = ", ".join(f"subject-{n}: []" for n in range(requirements))
    phases = ("plan", "do", "check", "act")
    for phase in phases:
        (folder / "measured" / phase).mkdir(parents=True)
    (folder / "measured" / "pack.yaml").write_text(PACK.format(topics=topics), "utf-8")
    for n in range(requirements):
        (folder / "measured" / phases[n % 4] / f"subject-{n}.yaml").write_text(RULE.format(n=n), "utf-8")


def write_evidence(folder: Path, requirements: int, documents: int) -> None:
    (folder / "documents").mkdir(parents=True)
    (folder / "organisation.yaml").write_text(ORGANISATION, "utf-8")
    filling = "Words that a policy is made of. " * 1500  # some 50 kB, as a policy has
    for n in range(documents):
        text = DOCUMENT.format(n=n, subject=n % requirements, filling=filling)
        (folder / "documents" / f"policy-{n}.md").write_text(text, "utf-8")
    minutes = "".join(MINUTE.format(n=n, day=n % 28 + 1) for n in range(min(requirements, documents)))
    (folder / "minutes.yaml").write_text(f"records:\n{minutes}", "utf-8")


def write_registers(folder: Path, incidents: int, people: int) -> None:
    (folder / "registers").mkdir()
    (folder / "registers" / "incidents.csv.yaml").write_text(INCIDENTS, "utf-8")
    (folder / "registers" / "training.csv.yaml").write_text(TRAINING, "utf-8")
    kinds, sites = ("physical", "verbal", "threat"), ("north", "south")
    with (folder / "registers" / "incidents.csv").open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(("Date", "Reported", "Type", "Site", "Notes"))
        for n in range(incidents):
            day = f"{2024 + n % 3}-{n % 9 + 1:02}-{n % 28 + 1:02}"
            rows.writerow((day, day, kinds[n % 3], sites[n % 2], "not read"))
    with (folder / "registers" / "training.csv").open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(("Course", "Person", "Completed", "Expires"))
        for n in range(people):
            rows.writerow(("crt", f"P{n:05}", f"2025-{n % 12 + 1:02}-{n % 28 + 1:02}", f"2028-{n % 12 + 1:02}-01"))
