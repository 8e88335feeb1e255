"""The gap analysis: one row per requirement, and the paper that shows them.

Takes an Assessment, gives `GapRow`s and a Paper, grouped by phase with the worst first and what is met after it. It
chooses among recorded and proposed actions but decides no outcome, and leaves out no requirement.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from vprs.dates import Span
from vprs.holdings import Cited, Recorded, by_requirement, cite, open_risks, recorded_actions, text
from vprs.model import Answer, Assessment, Finding, Observation, Outcome, Pack
from vprs.paper import Block, Bullets, Cell, Heading, Line, Paper, Run, Table, cell, line, mono, paragraph, plain, strong
from vprs.phrases import (
    ANSWERS,
    SEVERITIES,
    WORST_FIRST,
    lower_first,
    many,
    outcome_word,
    phase_word,
    reason_words,
    role_name,
    short,
    upper_first,
    worst_and_best,
)
from vprs.standing import classification, draft_line, facts_table, fingerprint, front_lines

NO_CYCLE = "\u2014"


@dataclass(frozen=True, kw_only=True, slots=True)
class GapRow:
    """One requirement in the gap analysis (DESIGN 9).

    now, before  the outcome in the pack's word; before is a dash where no cycle is closed
    spread       "at worst ..., at best ..." where not assessed, else empty
    evidence     the records its answers rest on, and what could be said of them
    wrong        the observations that are not yes and decide, worst first
    actions      those recorded for it, open or closed; empty where none is in the folder
    gap, action, owner, due  proposed by the rule; empty where nothing is missing
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
            SEVERITIES.get(asked.severity, 1),
            asked.slug,
        )

    return sorted(assessment.findings, key=key)


def deciding(finding: Finding, *answers: Answer) -> tuple[Observation, ...]:
    """The observations with one of these answers whose checks are not advisory, in the order of the rule file."""
    advisory = {check.slug for check in finding.requirement.checks if check.advisory}
    return tuple(one for one in finding.observations if one.answer in answers and one.check not in advisory)


def _row(
    assessment: Assessment, finding: Finding, *, actions: tuple[Recorded, ...], risks: tuple[str, ...]
) -> GapRow:
    asked, gap = finding.requirement, finding.gap
    return GapRow(
        finding=finding,
        reference=f"{asked.phase}/{asked.slug}",
        phase=asked.phase,
        theme=upper_first(asked.theme.replace("-", " ")),
        requirement=asked.requirement,
        now=outcome_word(assessment, asked.pack, finding.outcome),
        before=NO_CYCLE,
        spread=worst_and_best(assessment, finding),
        evidence=cite(assessment, finding),
        wrong=deciding(finding, Answer.NO) + deciding(finding, Answer.UNKNOWN),
        gap=gap.gap if gap else "",
        action=gap.action if gap else "",
        owner=role_name(assessment.organisation, gap.owner) if gap else "",
        due=short(gap.due) if gap else "",
        actions=actions,
        risks=risks,
    )


# ------------------------------------------------------------------------------------------------------ the paper


def gap_paper(assessment: Assessment) -> Paper:
    rows = gap_rows(assessment)
    name = assessment.organisation.name
    return Paper(
        title=f"Gap analysis: {name}",
        subject=f"Violence prevention and reduction, {assessment.period}, judged on {assessment.as_of.isoformat()}",
        author=name,
        classification=classification(),
        draft_line=draft_line(),
        dated=assessment.as_of.isoformat(),
        landscape=True,
        fingerprint=fingerprint(assessment),
        blocks=(
            Heading(level=1, text=f"Gap analysis: {name}"),
            *front_lines(assessment),
            facts_table(assessment),
            *_how_to_read(assessment),
            *_groups(assessment, rows),
            *_problems(assessment),
        ),
    )


def _how_to_read(assessment: Assessment) -> Iterable[Block]:
    if not assessment.workspace.records:
        yield paragraph(
            strong("No evidence was read. "),
            "This is a list of what to collect: nothing here says that the organisation lacks it, only that it is not "
            "in this folder. No assurance statement was written.",
            style="warning",
        )
    yield paragraph(
        "Requirements stand by phase, the worst first, and what is met after them. Not assessed is not a pass: the "
        "evidence in this folder decides neither way, and the opinion counts it at its worst. Owners and dates are "
        "proposals of the rules unless an action is recorded. Places are file and line, or file and row.",
        style="note",
    )


def _groups(assessment: Assessment, rows: tuple[GapRow, ...]) -> Iterable[Block]:
    several = len(assessment.packs) > 1
    for pack in assessment.packs:
        if several:
            yield Heading(level=2, text=f"{pack.title} ({pack.name} {pack.version})")
        for phase in pack.phases:
            chosen = [row for row in rows if (row.finding.requirement.pack, row.phase) == (pack.name, phase)]
            if chosen:
                yield from _phase(assessment, pack, phase, chosen, level=3 if several else 2)


def _phase(assessment: Assessment, pack: Pack, phase: str, rows: list[GapRow], *, level: int) -> Iterable[Block]:
    word = phase_word(phase)
    yield Heading(level=level, text=word)
    counts = [(outcome, sum(row.finding.outcome is outcome for row in rows)) for outcome in WORST_FIRST]
    told = ", ".join(f"{number} {lower_first(outcome_word(assessment, pack.name, each))}" for each, number in counts)
    yield paragraph(f"{many(len(rows), 'requirement')}: {told}.")
    yield Table(
        caption=f"{word}: requirements, evidence and gaps ({pack.name})",
        headings=(
            "Reference, theme",
            "Requirement",
            "Outcome now (last cycle)",
            "Evidence relied on",
            "What is wrong with it",
            "Gap and action",
            "Owner, due",
            "Progress, risk register",
        ),
        rows=tuple(_cells(assessment, row) for row in rows),
        widths=(11, 16, 9, 17, 20, 14, 9, 9),
    )
    yield Heading(level=level + 1, text=f"{word}: every check and where its answer comes from")
    yield Table(
        caption=f"{word}: every check ({pack.name})",
        headings=("Reference", "Check", "Answer", "Why", "Where"),
        rows=tuple(cells for row in rows for cells in _checks(row)),
        widths=(14, 24, 9, 40, 18),
    )


def _cells(assessment: Assessment, row: GapRow) -> tuple[Cell, ...]:
    finding = row.finding
    return (
        cell(line(strong(row.reference)), row.theme, f"Severity {finding.requirement.severity}"),
        cell(line(strong(finding.requirement.title)), row.requirement),
        cell(line(strong(row.now)), row.spread, f"({row.before})", *_beside(assessment, row), tone=finding.outcome),
        cell(*(cited.lines for cited in row.evidence[:SHOWN]), _rest(row)),
        cell(*_wrong(row)),
        cell(*_gap_and_action(row)),
        cell(*_owners(row)),
        cell(*_progress(row)),
    )


SHOWN = 4  # records cited in a cell; the rest are counted there and all are in assessment.json


def _rest(row: GapRow) -> str:
    if not row.evidence:
        return "None in this folder."
    rest = len(row.evidence) - SHOWN
    return f"and {rest} more, listed in assessment.json" if rest > 0 else ""


def _beside(assessment: Assessment, row: GapRow) -> Iterable[str]:
    """What a person says beside the finding: a judgement, a risk accepted."""
    finding = row.finding
    if judged := finding.judged:
        word = lower_first(outcome_word(assessment, finding.requirement.pack, judged.outcome))
        by = role_name(assessment.organisation, judged.by)
        yield f"{by} judged it {word} on {short(judged.on)}{': disagrees' if judged.disagrees else ''}"
    if accepted := finding.accepted:
        by = role_name(assessment.organisation, accepted.by)
        yield f"Risk accepted by {by} until {short(accepted.until)}"


def _wrong(row: GapRow) -> Iterable[Line]:
    finding = row.finding
    if finding.outcome in (Outcome.NOT_APPLICABLE, Outcome.NOT_ASSESSED) and finding.why:
        yield plain(upper_first(finding.why))
    for one in row.wrong:
        yield line(strong(f"{reason_words(one.reason) or ANSWERS[one.answer]}: "), one.because, *where(one))
    if finding.outcome is Outcome.MET and not row.wrong:
        yield plain("Nothing found.")


def where(observation: Observation) -> Iterable[Run | str]:
    """The file and line of the first witness, in brackets, where the sentence does not name it already."""
    places = [witness.place for witness in observation.witnesses[:1]]
    yield from (part for place in places if place not in observation.because for part in (" (", mono(place), ")"))


def _gap_and_action(row: GapRow) -> Iterable[Line]:
    if row.gap:
        yield plain(row.gap)
    for action in row.actions:
        if action.open:
            yield line(strong("Recorded: "), action.what or action.record.id)
    if row.action and not any(action.open for action in row.actions):
        yield line(strong("Proposed: "), row.action)
    if not row.gap and not row.actions:
        yield plain(NO_CYCLE)


def _owners(row: GapRow) -> Iterable[str]:
    standing = [action for action in row.actions if action.open]
    for action in standing:
        yield action.lead or "no owner recorded"
        yield _due(action.due)
    if not standing and row.gap:
        yield row.owner
        yield row.due
    if not standing and not row.gap:
        yield NO_CYCLE


def _due(due: Span | None) -> str:
    return short(due) if due else "no date recorded"


def _progress(row: GapRow) -> Iterable[str]:
    for action in row.actions:
        yield upper_first(action.state)
        yield action.progress
    if not row.actions and row.gap:
        yield "No action recorded in this folder"
    yield "Risk: " + ", ".join(row.risks) if row.risks else "Risk: none recorded"


def _checks(row: GapRow) -> Iterable[tuple[Cell, ...]]:
    says = {check.slug: check for check in row.finding.requirement.checks}
    if not row.finding.observations:
        yield cell(row.reference), cell("(not asked)"), cell(row.now), cell(row.finding.why), cell()
    for one in row.finding.observations:
        check = says[one.check]
        notes = ["Shown only; it never decides." if check.advisory else ""]
        notes.append(f"Threshold or interval chosen by: {check.chosen_by}." if check.chosen_by else "")
        reason = reason_words(one.reason)
        yield (
            cell(row.reference),
            cell(check.says, *notes),
            cell(line(strong(ANSWERS[one.answer])), tone=_tone(one)),
            cell(f"{reason}. {one.because}" if reason else one.because),
            cell(*(line(mono(witness.place)) for witness in one.witnesses[:SHOWN]), _more(one)),
        )


def _more(one: Observation) -> str:
    rest = len(one.witnesses) - SHOWN
    return f"and {rest} more" if rest > 0 else ""


def _tone(one: Observation) -> str:
    tones = {Answer.YES: Outcome.MET, Answer.NO: Outcome.NOT_MET, Answer.UNKNOWN: Outcome.NOT_ASSESSED}
    return tones.get(one.answer, Outcome.NOT_APPLICABLE)


PROBLEMS_SHOWN = 100


def _problems(assessment: Assessment) -> Iterable[Block]:
    workspace = assessment.workspace
    yield Heading(level=2, text="Problems in the evidence and files nobody described")
    if workspace.problems:
        yield paragraph(
            f"{many(len(workspace.problems), 'problem')} in the evidence. What each concerns was left out, and a check "
            "that it could change is not known."
        )
        yield Bullets(items=tuple(plain(str(problem)) for problem in workspace.problems[:PROBLEMS_SHOWN]))
    else:
        yield paragraph("No problem was found in the evidence files.")
    if rest := len(workspace.problems) - PROBLEMS_SHOWN if len(workspace.problems) > PROBLEMS_SHOWN else 0:
        yield paragraph(f"And {many(rest, 'more problem')}, listed in assessment.json.")
    if undescribed := workspace.undescribed:
        yield paragraph(f"{many(len(undescribed), 'file')} no record describes, so no check could use:")
        yield Bullets(items=tuple(line(mono(path)) for path in undescribed[:PROBLEMS_SHOWN]))
    else:
        yield paragraph("Every file in the folder is described by a record.")
    if (rest := len(undescribed) - PROBLEMS_SHOWN) > 0:
        yield paragraph(f"And {many(rest, 'more file')}, listed in assessment.json.")
