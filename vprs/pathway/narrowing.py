"""An assessment with no more evidence in it than some requirements can ask of, so that much can be tried quickly.

Takes an assessment and a pack cut down to what is asked, gives an assessment to look for ways in. What is found there
is a proposal: only the whole of the evidence can prove it.
"""

from __future__ import annotations

from dataclasses import replace

from vprs.model import Assessment, Pack, Requirement
from vprs.wanted.asking import wanted_by

# What receipts, absences, appointments of the day and "not applicable" are read from, whatever the checks name.
ALWAYS = frozenset({"minute", "register", "attestation"})


def narrowed(assessment: Assessment, pack: Pack) -> Assessment:
    """The same with this pack alone, and with the records of the kinds that it asks of."""
    kinds = frozenset[str]().union(ALWAYS, *(kinds_of(each) for each in pack.requirements))
    workspace = assessment.workspace
    kept = tuple(record for record in workspace.records if record.kind in kinds)
    return replace(assessment, packs=(pack,), workspace=replace(workspace, records=kept))


def kinds_of(requirement: Requirement) -> frozenset[str]:
    """The kinds of evidence that its checks ask of, and its `while`."""
    asked = {wanted.selector.kind for check in requirement.checks for wanted in wanted_by(check.form)}
    return frozenset(asked | ({requirement.while_.kind} if requirement.while_ else set()))
