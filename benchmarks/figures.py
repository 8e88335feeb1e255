"""The figures that vprs is held to: start-up, judging 20 and 200 requirements, every output, a large folder.

    python benchmarks/figures.py [--repeat 5] [--large]

Writes packs and evidence into a temporary folder, runs the command line as a user would, and prints the median of the
wall time and the peak of memory beside the target. It measures and never fails: a slow machine is not a fault.
"""

from __future__ import annotations

import argparse
import csv
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
VPRS = (sys.executable, "-m", "vprs")

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


@dataclass(frozen=True, kw_only=True, slots=True)
class Figure:
    """seconds: the median; megabytes: the peak of one run; bare: the time of an interpreter that does nothing."""

    seconds: float
    megabytes: float


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


def measure(command: Sequence[str], repeat: int) -> Figure:
    """The command run `repeat` times in a process of its own; what it says is thrown away, unless it fails."""
    times, peak = [], 0.0
    for _ in range(repeat):
        start = time.perf_counter()
        process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        assert process.stderr is not None
        said = process.stderr.read()
        _, status, usage = os.wait4(process.pid, 0)
        times.append(time.perf_counter() - start)
        process.returncode = os.waitstatus_to_exitcode(status)
        process.stderr.close()
        if process.returncode not in (0, 1):
            raise SystemExit(f"{' '.join(command)} ended with {process.returncode}:\n{said.decode()}")
        peak = max(peak, _megabytes(usage))
    return Figure(seconds=statistics.median(times), megabytes=peak)


def _megabytes(usage: resource.struct_rusage) -> float:
    """Linux counts in kibibytes, macOS in bytes."""
    return usage.ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10)


def show(name: str, figure: Figure, target: str) -> None:
    print(f"{name:<58} {figure.seconds:7.3f} s {figure.megabytes:7.0f} MB   {target}", flush=True)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--repeat", type=int, default=5, help="runs of each; the median counts")
    options.add_argument("--large", action="store_true", help="also 100,000 incident rows and 5,000 requirements")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="vprs-figures-") as place:
        _small(Path(place), chosen.repeat)
        if chosen.large:
            _large(Path(place), max(1, chosen.repeat // 2))


def _small(place: Path, repeat: int) -> None:
    bare = measure((sys.executable, "-c", "pass"), repeat)
    version = measure((*VPRS, "--version"), repeat)
    show("bare Python", bare, "")
    show("vprs --version", version, f"target 0.10 s over bare Python; it is {version.seconds - bare.seconds:.3f}")
    for requirements, target in ((20, "target 0.25 s"), (200, "target 0.50 s, 60 MB")):
        command = _assess(place / str(requirements), requirements, documents=200)
        show(
            f"assess {requirements} requirements, 200 files, JSON",
            measure((*command, "--format", "json"), repeat),
            target,
        )
    everything = (*command, "--out", str(place / "papers"))
    show("every output for 200 requirements", measure(everything, repeat), "target 2 s")
    write_pack(place / "lint", 225)
    lint = (*VPRS, "rules", "lint", str(place / "lint" / "measured"))
    show("rules lint of 225 files", measure(lint, repeat), "target 0.3 s")


def _large(place: Path, repeat: int) -> None:
    command = _assess(place / "large", 200, documents=500)
    write_registers(place / "large" / "evidence", 100_000, 20_000)
    name = "100,000 incidents, 20,000 training rows, 500 documents"
    show(name, measure((*command, "--format", "json"), repeat), "target 3 s, 300 MB")
    for requirements in (1000, 5000):
        command = _assess(place / f"growth-{requirements}", requirements, documents=200)
        figure = measure((*command, "--format", "json"), repeat)
        show(
            f"assess {requirements} requirements", figure, f"linear: {figure.seconds / requirements * 1e3:.2f} ms each"
        )


def _assess(place: Path, requirements: int, *, documents: int) -> tuple[str, ...]:
    write_pack(place / "rules", requirements)
    write_evidence(place / "evidence", requirements, documents)
    folders = (str(place / "evidence"), "--rules", str(place / "rules"))
    return (*VPRS, "assess", *folders, "--as-of", "2026-09-30")


if __name__ == "__main__":
    main()
