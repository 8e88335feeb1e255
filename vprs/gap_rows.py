"""The rows of the gap analysis: for each requirement what DESIGN 9 asks to stand beside it.

Takes an Assessment, gives `GapRow`s, grouped by phase with the worst first and what is met after it. It chooses among
recorded and proposed actions but decides no outcome, and leaves out no requirement.
"""

from __future__ import annotations

from dataclasses import dataclass

from vprs.actions.recorded import Recorded, by_requirement, recorded_actions
from vprs.dates import add
from vprs.holdings import Cited, cite, open_risks, text
from vprs.model import Answer, Assessment, Finding, Gap, Observation, Outcome, Requirement
from vprs.phrases import (
    SEVERITIES,
    WORST_FIRST,
    may_not_apply,
    outcome_word,
    reference,
    role_name,
    short,
    upper_first,
    worst_and_best,
)
from vprs.reasons import deciding, open_questions

NO_CYCLE = "\u2014"


@dataclass(frozen=True, kw_only=True, slots=True)
class GapRow:
    """One requirement in the gap analysis.

    now, before  the outcome in the pack's word; before is a dash where no closed cycle asked it
    spread       "at worst ..., at best ..." where not assessed, else empty
    evidence     the records its answers rest on, and what is known of them
    wrong        the observations that are not yes and decide
    gap, action, owner, due  proposed by the rule; empty where nothing is missing. Of what is not assessed without a
                             gap the action is to provide what its first unknown check lacks
    actions      those recorded for it, open ones first; empty where none is in the folder
    risks        ids of the open risks recorded for it
    """

    finding: Finding
    reference: str
    phase: str
    theme: str
    requirement: str
    now: str
    before: str
    spread: str
    evidence: tuple[Cited, ...]
    wrong: tuple[Observation, ...]
    gap: str
    action: str
    owner: str
    due: str
    actions: tuple[Recorded, ...]
    risks: tuple[str, ...]


def gap_rows(assessment: Assessment) -> tuple[GapRow, ...]:
    """One row per finding: by pack, by phase in the pack's order, the worst first, then the gravest."""
    actions, risks = by_requirement(recorded_actions(assessment)), open_risks(assessment)
    return tuple(
        _row(
            assessment,
            finding,
            actions=actions.get(finding.requirement.path, ()),
            risks=tuple(risk.id for risk in risks if text(risk, "requirement") == finding.requirement.path),
        )
        for finding in sorted_worst_first(assessment)
    )


def sorted_worst_first(assessment: Assessment) -> list[Finding]:
    packs = {pack.name: number for number, pack in enumerate(assessment.packs)}
    phases = {(pack.name, phase): number for pack in assessment.packs for number, phase in enumerate(pack.phases)}

    def key(finding: Finding) -> tuple[int, int, int, int, int, str]:
        asked = finding.requirement
        return (
            packs[asked.pack],
            phases[asked.pack, asked.phase],
            WORST_FIRST.index(finding.outcome),
            WORST_FIRST.index(finding.floor),
            SEVERITIES[asked.severity],
            asked.slug,
        )

    return sorted(assessment.findings, key=key)


def _row(assessment: Assessment, finding: Finding, *, actions: tuple[Recorded, ...], risks: tuple[str, ...]) -> GapRow:
    asked, gap = finding.requirement, finding.gap or _to_provide(assessment, finding)
    return GapRow(
        finding=finding,
        reference=reference(assessment, asked),
        phase=asked.phase,
        theme=upper_first(asked.theme.replace("-", " ")),
        requirement=asked.requirement,
        now=outcome_word(assessment, asked.pack, finding.outcome),
        before=_before(assessment, asked),
        spread=worst_and_best(assessment, finding),
        evidence=cite(assessment, finding),
        wrong=open_questions(finding),
        gap=gap.gap if gap else "",
        action=gap.action if gap else "",
        owner=role_name(assessment.organisation, gap.owner) if gap else "",
        due=short(gap.due) if gap else "",
        actions=actions,
        risks=risks,
    )


def _before(assessment: Assessment, asked: Requirement) -> str:
    found = assessment.last.found.get(asked.path) if assessment.last else None
    return outcome_word(assessment, asked.pack, found.outcome) if found else NO_CYCLE


def _to_provide(assessment: Assessment, finding: Finding) -> Gap | None:
    """What is not assessed asks for its evidence, of the owner the rule names and by the day a gap would be due."""
    if finding.outcome is not Outcome.NOT_ASSESSED:
        return None
    advice = finding.requirement.if_not_met
    return Gap(gap="", action=_provide(finding), owner=advice.owner, due=add(assessment.as_of, advice.due_in))


def _provide(finding: Finding) -> str:
    if may_not_apply(finding):
        return "Provide what decides whether it applies."
    unknown = deciding(finding, Answer.UNKNOWN)
    if not unknown:
        return "Provide what is missing for the requirements that decide this one."
    return f"Provide what is missing: {unknown[0].because}"
