"""What assessment.json says of packs: what each is, what its words mean, and how many findings came to what.

Takes a Pack or an Assessment, gives plain values. It counts findings as they are and words nothing itself.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from vprs.canonical import Json
from vprs.findings import findings_of
from vprs.model import Assessment, Finding, Outcome, Pack


def pack_identity(pack: Pack) -> Json:
    """By which every output names a pack."""
    return {
        "name": pack.name,
        "version": pack.version,
        "edition": pack.edition,
        "verified": pack.verified,
        "digest": pack.digest,
    }


def pack_values(pack: Pack) -> Json:
    """One entry of `packs`."""
    return {
        **pack_identity(pack),
        "outcome_words": {outcome.value: word for outcome, word in pack.outcome_words.items()},
        "outcome_definitions": {outcome.value: meaning for outcome, meaning in pack.outcome_definitions.items()},
        "caveat": pack.caveat,
    }


def summary(assessment: Assessment) -> Json:
    """How many findings per outcome, over all, per phase and per pack; all five outcomes are always there."""
    phases = dict.fromkeys(phase for pack in assessment.packs for phase in pack.phases)
    by_phase = {phase: [f for f in assessment.findings if f.requirement.phase == phase] for phase in phases}
    return {
        "by_outcome": _counts(assessment.findings),
        "by_phase": {phase: _counts(findings) for phase, findings in by_phase.items()},
        "by_pack": {pack.name: _counts(findings_of(assessment, pack)) for pack in assessment.packs},
    }


def _counts(findings: Iterable[Finding]) -> Mapping[str, int]:
    found = Counter(finding.outcome for finding in findings)
    return {outcome.value: found[outcome] for outcome in Outcome}
