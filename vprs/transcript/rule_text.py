"""One row of a transcription as the text of a rule file.

Takes a `Proposal`, gives YAML as a person would write it. The wording is the document's; the checks are those of
another requirement or, where none is close, a judgement that somebody has to make. Either way the file says that it
needs review.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from string import Template

from vprs.transcript.proposing import Proposal
from vprs.transcript.taking import TAKEN, blocks, renamed
from vprs.yaml_text import entry, quoted, scalar

JUDGED_BY = "executive-lead"
SEVERITY = "high"  # where nothing says how much it weighs, it weighs most


@dataclass(frozen=True, kw_only=True, slots=True)
class Origin:
    """Where rows come from and go: the new pack's name, the id of the document, the file it was transcribed into."""

    pack: str
    document: str
    file: str


def rule_text(proposal: Proposal, origin: Origin, names: Mapping[str, str]) -> str:
    """The file of one requirement. names: full paths of the requirements that others stand in for, old to new."""
    near = proposal.near.requirement
    lines = [
        *entry("title", proposal.title),
        *entry("requirement", proposal.row.text),
        f"needs_review: {quoted(review_note(proposal))}",
        *entry("rationale", near.rationale if proposal.taken else _RATIONALE),
        *_source(proposal, origin),
        f"theme: {scalar(proposal.theme)}",
        f"severity: {near.severity if proposal.taken else SEVERITY}",
        *_evidence(proposal),
    ]
    rest = "\n".join(_taken(proposal, origin, names)) if proposal.taken else _judged(proposal)
    return "\n".join(lines) + f"\n{rest.rstrip()}\n"


def review_note(proposal: Proposal) -> str:
    """Why the file needs review, and what to do about it."""
    near = proposal.near.requirement.path
    close = f"{proposal.percent} by words"
    if proposal.taken:
        guessed = "" if proposal.row.phase else " So is its phase."
        return (
            f"Everything below the evidence is proposed from {near}, the closest requirement ({close}).{guessed} Hold "
            "it against the wording, mend what differs, then take this line out."
        )
    return (
        f"No checks are proposed: {proposal.why_not} (the closest is {near}, {close}). Until they are written the "
        "executive lead's judgement stands in for them. Settle phase, severity and checks, then take this line out."
    )


def _source(proposal: Proposal, origin: Origin) -> Iterator[str]:
    row = proposal.row
    yield "source:"
    yield f"  document: {scalar(origin.document)}"
    yield f"  locator: {quoted(f'number {row.number}')}"
    yield f"  official_number: {quoted(row.number)}"
    yield "  wording: verbatim"
    yield f"  phase_basis: {'printed' if row.phase else 'ours'}"
    yield f"  transcribed_in: {quoted(f'{origin.file}, row {row.line}')}"
    if proposal.taken:
        yield f"  checks_from: {proposal.near.requirement.path}"
        yield f"  words_shared: {proposal.percent}"


def _evidence(proposal: Proposal) -> Iterator[str]:
    if proposal.row.evidence:
        yield "evidence:"
        for item in proposal.row.evidence:
            yield f"  - {scalar(item)}"


def _taken(proposal: Proposal, origin: Origin, names: Mapping[str, str]) -> Iterator[str]:
    near = proposal.near
    own = {near.requirement.path: f"{origin.pack}/{proposal.place}"}
    yield from blocks(renamed(near, {**names, **own}), near.tree, TAKEN)


def _judged(proposal: Proposal) -> str:
    statement = proposal.place.partition("/")[2]
    return Template(_JUDGED).substitute(statement=scalar(statement), role=JUDGED_BY)


_RATIONALE = "It is part of the standard, in the words of the document; why it matters has still to be written."

_JUDGED = """\
checks:
  judged-met:
    says: >-
      The executive lead has judged within the last 6 months that it is met, on the strength of at least one record.
    chosen_by: pack
    attested:
      statement: $statement
      by: [$role]
if_not_met:
  gap: >-
    It is not shown that the executive lead judged this met within the last 6 months on the strength of evidence.
  action: >-
    Collect what shows that this is met, and have the executive lead judge it and record the grounds.
  owner: $role
  due_in: P60D
examples:
  - name: judged met on the first day of the six months, on the strength of a policy
    as_of: 2026-09-30
    records:
      - {id: d, kind: document, doc_type: policy, status: approved, approved_on: 2025-05-01, review_date: 2028-05}
      - {id: a, kind: attestation, statement: $statement, by: $role, made_on: 2026-03-30, judgement: met, basis: [d]}
    expect: met
  - name: the judgement lapsed the day before
    as_of: 2026-09-30
    records:
      - {id: d, kind: document, doc_type: policy, status: approved, approved_on: 2025-05-01, review_date: 2028-05}
      - {id: a, kind: attestation, statement: $statement, by: $role, made_on: 2026-03-29, judgement: met, basis: [d]}
    expect: not-met
  - name: judged met on the strength of nothing
    as_of: 2026-09-30
    records:
      - {id: a, kind: attestation, statement: $statement, by: $role, made_on: 2026-06-01, judgement: met}
    expect: not-met
  - name: judged partly met
    as_of: 2026-09-30
    records:
      - {id: d, kind: document, doc_type: policy, status: approved, approved_on: 2025-05-01, review_date: 2028-05}
      - id: a
        kind: attestation
        statement: $statement
        by: $role
        made_on: 2026-06-01
        judgement: partly-met
        basis: [d]
    expect: not-met
  - {name: nothing in the folder, as_of: 2026-09-30, records: [], expect: not-met}
"""
