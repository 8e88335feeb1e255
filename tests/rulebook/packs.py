"""Small packs on disk for the tests of rules."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from textwrap import dedent, indent

from vprs.model import Check, Form, Requirement
from vprs.rulebook import read_pack
from vprs.rulebook.pack import PackReading

PACK = """\
title: A standard for tests
version: "1.0.0"
edition: "2020"
publisher: Nobody
documents: [{id: B0319, title: The document, date: 2020-12}]
licence: None.
verified: false
phases: [plan, do, check, act]
themes: [governance, training]
words: {topics: {violence-prevention: [VPR, violence and aggression]}, course: {crt: [conflict resolution]}}
"""

HEAD = """\
title: A strategy is in date
requirement: The organisation has a strategy that is in date.
rationale: Without one nobody knows what is intended.
source: {document: B0319, locator: Plan, official_number: null, wording: paraphrase, phase_basis: printed}
theme: governance
severity: high
if_not_met: {gap: There is none., action: Write one., owner: executive-lead, due_in: P60D}
"""

CHECK = """\
checks:
  strategy:
    says: A strategy is in date.
    exists: {kind: document, where: {doc_type: strategy}}
"""

RECORD = "{kind: document, doc_type: strategy, status: approved, approved_on: 2026-01-01, review_date: 2027-01-31}"
EXAMPLES = f"""\
examples:
  - {{name: in date, as_of: 2026-09-30, records: [{RECORD}], expect: met}}
  - {{name: on its last day, as_of: 2027-01-31, records: [{RECORD}], expect: met}}
  - {{name: the day after, as_of: 2027-02-01, records: [{RECORD}], expect: not-met}}
"""


def write_pack(root: Path, name: str = "small", pack: str = PACK, **files: str) -> Path:
    """A pack folder; a file is named by its place with `__` for the slash and `_` for hyphens: `plan__x`."""
    folder = root / "rules" / name
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "pack.yaml").write_text(pack, "utf-8")
    for place, text in files.items():
        path = folder / (place.replace("__", "/").replace("_", "-") + ".yaml")
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")
    return folder


def write_reviews(folder: Path, result: str = "agreed") -> None:
    """A `reviews.yaml` by which every rule file of the pack, as it is now, came to `result`."""
    files = sorted(path for path in folder.glob("*/*.yaml"))
    digests = {path.relative_to(folder).as_posix(): sha256(path.read_bytes()).hexdigest() for path in files}
    lines = [
        f"- {{requirement: {place.removesuffix('.yaml')}, digest: {digest}, role: auditor, date: 2026-11-01, "
        f"result: {result}}}\n"
        for place, digest in digests.items()
    ]
    (folder / "reviews.yaml").write_text("".join(lines), "utf-8")


def read_one(root: Path, rest: str, head: str = HEAD) -> PackReading:
    """A pack whose only requirement is `plan/x`: the head of a rule file and the `rest`."""
    return read_pack(write_pack(root, plan__x=head + dedent(rest)))


def told(reading: PackReading, root: Path) -> list[str]:
    """The problems, with their files as places in the pack."""
    return [str(problem).replace(f"{root.as_posix()}/rules/small/", "") for problem in reading.problems]


def requirement(root: Path, rest: str = CHECK, head: str = HEAD) -> Requirement:
    """The one requirement, which must have no problems."""
    reading = read_one(root, rest, head)
    assert not reading.problems, told(reading, root)
    assert reading.pack is not None
    (found,) = reading.pack.requirements
    return found


def check(root: Path, form: str) -> Check:
    """The one check that asks `form`, YAML such as `exists: {kind: document}`."""
    (found,) = requirement(root, "checks:\n  one:\n    says: It is so.\n" + indent(dedent(form), "    ")).checks
    return found


def form(root: Path, text: str) -> Form:
    return check(root, text).form


def faults(root: Path, text: str) -> list[str]:
    """The problems of a check's form, which starts on line 11 of plan/x.yaml, in column 5."""
    return told(read_one(root, "checks:\n  one:\n    says: It is so.\n" + indent(dedent(text), "    ")), root)
