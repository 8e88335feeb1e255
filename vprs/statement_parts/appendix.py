"""The appendix: the full table of findings, the register of evidence with digests, the fingerprints.

Takes an Assessment, gives blocks. It repeats no sentence of the statement; it is what a reader needs to check it.
"""

from __future__ import annotations

from collections.abc import Iterator

from vprs.model import Assessment, EvidenceFile, Finding
from vprs.paper import Block, Cell, Heading, PageBreak, Table, cell, line, paragraph, strong
from vprs.phrases import BASES, outcome_word, reference, role_name, short, worst_and_best
from vprs.standing import place, rules_and_evidence
from vprs.verification import rule_note

REGISTER_SHOWN = 500  # files; beyond that a printed register serves nobody, and the manifest has them all


def parts(assessment: Assessment) -> Iterator[Block]:
    yield PageBreak()
    yield Heading(level=2, text="Appendix")
    yield Heading(level=3, number="A", text="Every requirement and its finding")
    yield Table(
        caption="Every requirement, by phase",
        headings=("Reference", "Requirement", "Severity", "Outcome", "Rests on", "Judged"),
        rows=tuple(_row(assessment, finding) for finding in assessment.findings),
        widths=(18, 28, 9, 14, 14, 17),
    )
    yield Heading(level=3, number="B", text="Register of evidence")
    yield from _register(assessment)
    yield Heading(level=3, number="C", text="Fingerprints")
    yield from _fingerprints(assessment)


def _row(assessment: Assessment, finding: Finding) -> tuple[Cell, ...]:
    asked = finding.requirement
    word = outcome_word(assessment, asked.pack, finding.outcome)
    return (
        cell(reference(assessment, asked)),
        cell(asked.title),
        cell(asked.severity),
        cell(line(strong(word)), worst_and_best(assessment, finding), rule_note(asked), tone=finding.outcome),
        cell(BASES.get(finding.basis, finding.basis)),
        cell(*_judged(assessment, finding)),
    )


def _judged(assessment: Assessment, finding: Finding) -> Iterator[str]:
    if judged := finding.judged:
        word = outcome_word(assessment, finding.requirement.pack, judged.outcome)
        yield f"{word}, {role_name(assessment.organisation, judged.by)}, {short(judged.on)}"
        yield "disagrees" if judged.disagrees else ""
        yield "carried forward, not re-confirmed" if judged.carried else ""
    else:
        yield "no"


def _register(assessment: Assessment) -> Iterator[Block]:
    files = assessment.workspace.files
    shown = sorted(files, key=lambda each: each.path)
    if not files:
        yield paragraph("The folder holds no evidence file.")
        return
    if len(files) > REGISTER_SHOWN:
        relied = _relied_on(assessment)
        shown = [each for each in shown if each.path in relied][:REGISTER_SHOWN]
        yield paragraph(
            f"The folder holds {len(files):,} files; the {len(shown):,} below are those that answers rest on. "
            "All of them stand in evidence-manifest.json."
        )
    yield Table(
        caption="Evidence files and the SHA-256 digest of their bytes",
        headings=("File", "Described", "SHA-256"),
        rows=tuple(_file(each) for each in shown),
        widths=(44, 12, 44),
    )


def _relied_on(assessment: Assessment) -> set[str | None]:
    witnesses = (w for finding in assessment.findings for one in finding.observations for w in one.witnesses)
    return {path for witness in witnesses for path in (witness.rests_on, witness.file)}


def _file(each: EvidenceFile) -> tuple[Cell, ...]:
    return place(each.path), cell("yes" if each.described else "no"), place(each.sha256 or "could not be read")


def _fingerprints(assessment: Assessment) -> Iterator[Block]:
    rows = [(f"Rules {pack.name} {pack.version}", pack.digest) for pack in assessment.packs]
    rows += [
        ("Evidence folder", assessment.workspace.digest),
        ("Rules and evidence together", rules_and_evidence(assessment)),
    ]
    yield Table(
        caption="Fingerprints of rules and evidence",
        headings=("Of", "SHA-256, the last one its first 16 digits"),
        rows=tuple((cell(name), place(digest)) for name, digest in rows),
        widths=(36, 64),
    )
    yield paragraph("The same rules, evidence and day give the same statement, byte for byte.", style="note")
