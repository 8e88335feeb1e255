"""One large folder that all packs can judge: fictional, the same every time, its registers as trusts keep them.

Takes a folder and the names of packs, writes files. Incidents have an id, a site, a sort, a harm and who did it; a part
of them has responses; documents are on the subjects that the packs themselves know.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

from vprs.model import Pack

PERIOD = "{start: 2024-04-01, end: 2026-09-30}"

ORGANISATION = """\
name: Everything Trust (fictional)
code: EVT
type: acute
functions: [provider, commissioner, employer]
packs: [{packs}]
formed: 2002-04-01
sites: [{{id: north, name: North}}, {{id: south, name: South}}, {{id: hill, name: Hill}}, {{id: shore, name: Shore}}]
bodies:
  - {{id: board, name: Trust Board, level: board}}
  - {{id: quality-committee, name: Quality Committee, level: committee, acts_for: board}}
  - {{id: health-safety-committee, name: Health and Safety Committee, level: committee}}
  - {{id: audit-committee, name: Audit Committee, level: committee}}
roles:
  - {{id: executive-lead, name: Executive lead}}
  - {{id: lsms, name: Local Security Management Specialist}}
  - {{id: manager, name: Manager}}
  - {{id: risk-lead, name: Head of Risk}}
units: [{{id: ed-north, name: ED North, level: department, site: north}}]
staff_groups:
  - {{id: frontline, name: Frontline, headcount: 9000, frontline: true}}
  - {{id: corporate, name: Corporate, headcount: 1000, frontline: false}}
providers: []
"""

INCIDENTS = f"""\
kind: incident
register_type: incidents
as_at: 2026-09-30
period: {PERIOD}
complete: true
declared_by: risk-lead
columns:
  Ref: id
  Date: occurred_on
  Reported: reported_on
  Type: category
  Site: site
  By whom: perpetrator
  Staff group: staff_group
  Injury: injury
  Severity: severity
  Clinical factor: clinical_factor
  Suspected crime: suspected_crime
  LSMS told: lsms_notified
values:
  injury: {{"Yes": true, "No": false}}
  clinical_factor: {{"Yes": "yes", "No": "no"}}
  suspected_crime: {{"Yes": true, "No": false}}
  lsms_notified: {{"Yes": true, "No": false}}
also:
  - kind: response
    when: {{Support offered: "*"}}
    set: {{response_type: support, by: manager}}
    columns: {{Ref: incident, Support offered: opened_on}}
  - kind: response
    when: {{Police told: "*"}}
    set: {{response_type: police-report, by: lsms}}
    columns: {{Ref: incident, Police told: opened_on}}
  - kind: response
    when: {{Investigated: "*"}}
    set: {{response_type: investigation, by: lsms}}
    columns: {{Ref: incident, Investigated: opened_on, Outcome: outcome}}
"""
INCIDENT_COLUMNS = (
    "Ref", "Date", "Reported", "Type", "Site", "By whom", "Staff group", "Injury", "Severity", "Clinical factor",
    "Suspected crime", "LSMS told", "Support offered", "Police told", "Investigated", "Outcome", "Narrative",
)  # fmt: skip

TRAINING = f"""\
kind: training
register_type: training
as_at: 2026-09-30
period: {PERIOD}
complete: true
declared_by: lsms
columns: {{Course: course, Person: person, Group: staff_group, Needs it: required, Completed: completed_on,
  Expires: expires, Site: site}}
values: {{required: {{"Yes": true, "No": false}}}}
"""
TRAINING_COLUMNS = ("Course", "Person", "Group", "Needs it", "Completed", "Expires", "Site")

DOCUMENT = """\
---
id: document-{n}
kind: document
title: Document {n}
doc_type: {sort}
topics: [{topic}]
sites: all
status: approved
approved_by: board
approved_on: 2025-05-{day:02}
review_date: 2028-05
---

# Document {n}

## Purpose

## Responsibilities

{filling}
"""

MINUTE = """\
  - {{id: minute-{n}, kind: minute, body: board, date: 2026-{month:02}-{day:02}, decisions: [endorsed],
     agenda: [{topic}], links: [document-{n}]}}
"""

SITES = ("north", "south", "hill", "shore")
CATEGORIES = ("physical", "verbal", "threat", "verbal", "hate", "theft", "damage", "trespass", "sexual", "other")
PEOPLE = ("patient", "visitor", "public", "unknown", "staff")
COURSES = ("conflict-resolution", "personal-safety", "induction")
SORTS = ("policy", "strategy", "procedure", "plan-text", "contract", "job-description", "terms-of-reference")
YES_NO = ("Yes", "No")


def write_large(folder: Path, packs: Sequence[Pack], incidents: int, people: int, documents: int) -> None:
    """The folder, as an organisation would keep it that these packs judge on 30 September 2026."""
    (folder / "documents").mkdir(parents=True)
    (folder / "registers").mkdir()
    names = ", ".join(pack.name for pack in packs)
    (folder / "organisation.yaml").write_text(ORGANISATION.format(packs=names), "utf-8")
    topics = sorted({topic for pack in packs for topic in pack.words["topics"]})
    filling = "Words that a policy is made of. " * 1500  # some 50 kB, as a policy has
    for n in range(documents):
        text = DOCUMENT.format(
            n=n, sort=SORTS[n % len(SORTS)], topic=topics[n % len(topics)], day=n % 28 + 1, filling=filling
        )
        (folder / "documents" / f"document-{n}.md").write_text(text, "utf-8")
    minutes = (
        MINUTE.format(n=n, month=n % 9 + 1, day=n % 28 + 1, topic=topics[n % len(topics)])
        for n in range(0, documents, 2)
    )
    (folder / "minutes.yaml").write_text(f"records:\n{''.join(minutes)}", "utf-8")
    _register(folder, "incidents", INCIDENTS, INCIDENT_COLUMNS, map(_incident, range(incidents)))
    _register(folder, "training", TRAINING, TRAINING_COLUMNS, map(_training, range(people)))


def _register(folder: Path, name: str, sidecar: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    (folder / "registers" / f"{name}.csv.yaml").write_text(sidecar, "utf-8")
    with (folder / "registers" / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(columns)
        table.writerows(rows)


def _incident(n: int) -> tuple[str, ...]:
    """Of ten, one was supported, one told to the police and one investigated, most of the last with an outcome."""
    month = n % 30  # April 2024 to September 2026
    year, number = 2024 + (month + 3) // 12, (month + 3) % 12 + 1
    day, later = f"{year}-{number:02}-{n % 27 + 1:02}", f"{year}-{number:02}-{n % 27 + 2:02}"
    return (
        f"INC-{n:06}",
        day,
        later,
        CATEGORIES[n % len(CATEGORIES)],
        SITES[n // 3 % len(SITES)],
        PEOPLE[n // 7 % len(PEOPLE)],
        "frontline" if n % 5 else "corporate",
        YES_NO[n // 11 % 3 > 0],
        "severe" if n // 13 % 40 == 0 else "low",
        YES_NO[n // 17 % 2],
        YES_NO[n // 19 % 4 > 0],
        YES_NO[n // 23 % 8 == 0],
        later if n // 29 % 10 == 0 else "",
        later if n // 31 % 10 == 0 else "",
        later if n // 37 % 10 == 0 else "",
        "warning" if n // 41 % 5 else "",
        "not read",
    )


def _training(n: int) -> tuple[str, ...]:
    month, day = n % 12 + 1, n % 28 + 1
    return (
        COURSES[n % len(COURSES)],
        f"P{n // len(COURSES):05}",
        "frontline" if n % 5 else "corporate",
        YES_NO[n % 6 == 0],
        f"2025-{month:02}-{day:02}",
        f"{2026 + n % 7 // 2}-{month:02}-{day:02}",
        SITES[n % len(SITES)],
    )
