"""What every paper says of itself on its first page: draft, self-assessment, rules, evidence, what came out.

Takes an Assessment, gives the fixed sentences and facts that gap analysis and statement share. A percentage is never
among them: the headline is the opinion and the counts, the number not assessed with them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256

from vprs.model import Assessment, Finding, Outcome, Pack
from vprs.paper import Block, Cell, Run, Table, cell, line, mono, paragraph, strong
from vprs.phrases import (
    LEVELS,
    body_name,
    in_words,
    lower_first,
    many,
    outcome_word,
    period_in_words,
    phase_word,
    role_name,
    upper_first,
)
from vprs.verification import unverified_in_words

SELF_ASSESSMENT = "This is a self-assessment, not internal audit."
COUNTED = (Outcome.MET, Outcome.PARTLY_MET, Outcome.NOT_MET, Outcome.NOT_ASSESSED, Outcome.NOT_APPLICABLE)


def classification() -> str:
    return "OFFICIAL-SENSITIVE"


def draft_line() -> str:
    return "DRAFT until signed"


def fingerprint(assessment: Assessment) -> str:
    """What every page of a paper is pinned by: of a closed cycle its seal, else the rules and evidence together."""
    return (assessment.cycle and assessment.cycle.fingerprint) or rules_and_evidence(assessment)


def rules_and_evidence(assessment: Assessment) -> str:
    """First 16 hex digits over the digests of all rules and all evidence."""
    digests = [*(pack.digest for pack in assessment.packs), assessment.workspace.digest]
    return sha256("\n".join(digests).encode()).hexdigest()[:16]


def front_lines(assessment: Assessment, *, draft: str) -> Iterator[Block]:
    """Draft, self-assessment, rules nobody verified; opinion and counts: the sentences at the head of page one.

    draft: until when the paper stays one, a sentence.
    """
    yield paragraph(
        Run(text="DRAFT. ", strong=True, draft=True),
        Run(text=f"{draft} ", draft=True),
        strong(SELF_ASSESSMENT),
        *_unverified(assessment.packs),
        style="warning",
    )
    for sentence in opinion_sentences(assessment):
        yield paragraph(strong(sentence), style="lead")
    for sentence in counts_sentences(assessment):
        yield paragraph(sentence, style="lead")


def _unverified(packs: Iterable[Pack]) -> Iterator[str | Run]:
    for pack in packs:
        if not pack.verified:
            yield " "
            yield strong("Unverified: ")
            yield f"{pack.name} {pack.version} is {unverified_in_words(pack)}."


def facts_table(assessment: Assessment) -> Table:
    organisation = assessment.organisation
    rows = [
        ("Organisation", f"{organisation.name} ({organisation.code}), {organisation.type}"),
        ("Period judged", period_in_words(assessment.period)),
        ("Judged as of", in_words(assessment.as_of)),
        *_cycle_rows(assessment),
        *((f"Rules: {pack.name}", pack_sentence(assessment, pack)) for pack in assessment.packs),
        ("Evidence", evidence_sentence(assessment)),
        ("Inference", assessment.engine.note),
    ]
    return facts("What was assessed, and by which rules", rows)


def _cycle_rows(assessment: Assessment) -> Iterator[tuple[str, str]]:
    """The cycle, the meeting it is for, what it replaces, the fingerprint that minutes can pin."""
    cycle = assessment.cycle
    if cycle is None:
        return
    body = body_name(assessment.organisation, cycle.board_body) or cycle.board_body
    yield "Cycle", f"{cycle.said}; cut-off {in_words(cycle.cut_off)}; {body}, {in_words(cycle.board_date)}"
    if cycle.replaces:
        yield "Replaces", f"{upper_first(cycle.replaces).rstrip('.')}."
    if cycle.fingerprint:
        yield "Fingerprint of the seal", f"{cycle.fingerprint} (to be entered in the minutes)"


def facts(caption: str, rows: Iterable[tuple[str, str]]) -> Table:
    """A table of names and what they are."""
    cells: list[tuple[Cell, ...]] = [(cell(name), cell(value)) for name, value in rows]
    return Table(caption=caption, headings=("Item", "Entry"), rows=tuple(cells), widths=(25, 75))


def pack_sentence(assessment: Assessment, pack: Pack) -> str:
    return f"{pack.title}; version {pack.version}, edition {pack.edition}. {verified_sentence(assessment, pack)}"


def verified_sentence(assessment: Assessment, pack: Pack) -> str:
    if not pack.verified:
        return f"Not verified: {unverified_in_words(pack)}."
    by = pack.verified_by or {}
    role = role_name(assessment.organisation, str(by.get("role", "")))
    told = "".join((f" by {role}" if role else "", f" on {by['date']}" if by.get("date") else ""))
    return f"Verified: every file was compared with the official text{told}."


def evidence_sentence(assessment: Assessment) -> str:
    workspace = assessment.workspace
    return (
        f"{many(len(workspace.files), 'file')}, {many(len(workspace.records), 'record')}; "
        f"{many(len(workspace.problems), 'problem')}; {many(len(workspace.undescribed), 'file')} nobody described."
    )


def opinion_sentences(assessment: Assessment) -> Iterator[str]:
    for opinion in assessment.opinions:
        pack = next(pack for pack in assessment.packs if pack.name == opinion.pack)
        yield f"Opinion by the rules of {pack.name} {pack.version}: {LEVELS[opinion.level]}."


def counts_sentences(assessment: Assessment) -> tuple[str, ...]:
    """`Of 34 requirements: 20 met, ... and 2 not applicable.` for each pack, the last saying what not assessed means.

    Packs are never added up: two editions ask much the same, and a gap in both would count twice.
    """
    if not assessment.findings:
        return ("No requirement was asked, so nothing is assured.",)
    told = [_counts_told(assessment, pack) for pack in assessment.packs]
    if count(assessment.findings)[Outcome.NOT_ASSESSED]:
        told[-1] += " What is not assessed is not a pass; the opinion counts it at its worst."
    return tuple(told)


def _counts_told(assessment: Assessment, pack: Pack) -> str:
    findings = findings_of(assessment, pack)
    counts = count(findings)
    told = [f"{counts[each]} {lower_first(outcome_word(assessment, pack.name, each))}" for each in COUNTED]
    start = f"By {pack.name} {pack.version}, of" if len(assessment.packs) > 1 else "Of"
    return f"{start} {many(len(findings), 'requirement')}: {', '.join(told[:-1])} and {told[-1]}."


def findings_of(assessment: Assessment, pack: Pack) -> list[Finding]:
    """Those of one pack, in the order of the assessment."""
    return [finding for finding in assessment.findings if finding.requirement.pack == pack.name]


def counts_tables(assessment: Assessment) -> Iterator[Table]:
    """For each pack, how many requirements of each phase came to each outcome; the last row is all of them.

    Where the sharing out to phases is ours alone, the edition's own grouping follows.
    """
    for pack in assessment.packs:
        own = findings_of(assessment, pack)
        phases = {phase: [each for each in own if each.requirement.phase == phase] for phase in pack.phases}
        yield _counts_table(assessment, pack, "phase", phases)
        if own and all(each.requirement.source.get("phase_basis") == "ours" for each in own):
            themes = {theme: [each for each in own if each.requirement.theme == theme] for theme in pack.themes}
            yield _counts_table(assessment, pack, "theme", themes)


def _counts_table(assessment: Assessment, pack: Pack, by: str, groups: Mapping[str, list[Finding]]) -> Table:
    every = [finding for findings in groups.values() for finding in findings]
    rows = ((phase_word(name), findings) for name, findings in groups.items())
    return Table(
        caption=f"Requirements by {by} and outcome: {pack.name} {pack.version}",
        headings=(phase_word(by), *(outcome_word(assessment, pack.name, each) for each in COUNTED), "All"),
        rows=tuple(_count_row(name, findings) for name, findings in (*rows, (f"All {by}s", every))),
        widths=(22, 13, 13, 13, 13, 13, 13),
        numbers=frozenset(range(1, 7)),
    )


def _count_row(name: str, findings: list[Finding]) -> tuple[Cell, ...]:
    counts = count(findings)
    figures = [cell(str(counts[each]), tone=each if counts[each] else "") for each in COUNTED]
    return (cell(name), *figures, cell(str(len(findings))))


def count(findings: Iterable[Finding]) -> Counter[Outcome]:
    return Counter(finding.outcome for finding in findings)


def by_pack(assessment: Assessment, findings: Iterable[Finding]) -> str:
    """` (2 by vprs-2020, 1 by vprs-2024)` where several packs were judged by, else nothing."""
    if len(assessment.packs) < 2:
        return ""
    counts = Counter(finding.requirement.pack for finding in findings)
    return f" ({', '.join(f'{counts[pack.name]} by {pack.name}' for pack in assessment.packs)})"


def place(text: str) -> Cell:
    return cell(line(mono(text)))
