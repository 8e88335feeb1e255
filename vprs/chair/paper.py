"""The chair's summary as a Paper that fits one page of A4, whatever the folder holds.

Takes an Assessment, gives the Paper. What could be long is shortened and marked so; what is left out stands in full in
the statement, and the page says where.
"""

from __future__ import annotations

from collections.abc import Iterator

from vprs.breadth import shortened
from vprs.chair.gaps import gaps_block
from vprs.chair.told import NAME, PACKS_TOLD, told_table
from vprs.counts import counts_of
from vprs.findings import findings_of
from vprs.gravest import gravest_gaps
from vprs.model import Assessment, Opinion, Outcome, Pack
from vprs.opinions import LEVELS as WORST_FIRST
from vprs.paper import Block, Heading, Paper, Run, paragraph, strong
from vprs.phrases import LEVELS, in_words, lower_first, many, period_in_words, upper_first
from vprs.standing import classification, draft_line, fingerprint, standing_box
from vprs.verification import unverified_in_words

DRAFT = "It stays a draft until the sign-offs of the assurance statement stand."
DRAFT_WITHOUT = "It stays a draft: there is no assurance statement to sign."
NO_EVIDENCE = "No evidence was read, so nothing is assured: "
NO_RULES = "No rules were applied, so there is no opinion."


def chair_paper(assessment: Assessment) -> Paper:
    name = assessment.organisation.name
    rows = gravest_gaps(assessment)
    return Paper(
        title=f"Summary for the chair: {shortened(name, 60)}",
        subject=f"Violence prevention and reduction, {assessment.period}, judged on {assessment.as_of.isoformat()}",
        author=name,
        classification=classification(),
        draft_line=draft_line(),
        dated=assessment.as_of.isoformat(),
        fingerprint=fingerprint(assessment),
        one_page=True,
        blocks=(
            Heading(level=1, text="Summary for the chair"),
            paragraph(strong(shortened(name, 80)), "; ", _judged(assessment)),
            standing_box(DRAFT if assessment.workspace.records else DRAFT_WITHOUT, _unverified(assessment.packs)),
            *_opinions(assessment),
            paragraph(strong("Decision asked. "), _decision(assessment, len(rows))),
            gaps_block(rows),
            told_table(assessment),
            paragraph(_in_full(assessment), style="note"),
        ),
    )


def _unverified(packs: tuple[Pack, ...]) -> Iterator[str | Run]:
    found = [pack for pack in packs if not pack.verified]
    for pack in found[:PACKS_TOLD]:
        yield " "
        yield strong("Unverified: ")
        yield f"{_named(pack)} is {shortened(unverified_in_words(pack), 110 if len(packs) == 1 else 65)}."
    if rest := len(found) - PACKS_TOLD:
        yield f" {many(rest, 'more set')} of rules {'is' if rest == 1 else 'are'} unverified." if rest > 0 else ""


# ------------------------------------------------------------------------------------------------------- opinion


def _opinions(assessment: Assessment) -> Iterator[Block]:
    told = [(each, _pack_of(assessment, each)) for each in assessment.opinions[:PACKS_TOLD]]
    if len(told) == 1:
        opinion, pack = told[0]
        yield paragraph(strong(f"Opinion by the rules of {_named(pack)}: {LEVELS[opinion.level]}."), style="lead")
        yield paragraph(_reason(opinion, 240), " ", _counted(assessment, pack))
        return
    levels = "; ".join(f"{LEVELS[opinion.level]} by {_named(pack)}" for opinion, pack in told)
    yield paragraph(strong(f"Opinions: {levels}." if told else NO_RULES), style="lead")
    for opinion, pack in told:
        yield paragraph(f"{_named(pack)}: ", lower_first(_reason(opinion, 95)), " ", _counted(assessment, pack))
    yield from _other_opinions(assessment)


def _pack_of(assessment: Assessment, opinion: Opinion) -> Pack:
    return next(pack for pack in assessment.packs if pack.name == opinion.pack)


def _named(pack: Pack) -> str:
    return f"{shortened(pack.name, NAME)} {shortened(pack.version, 12)}"


def _counted(assessment: Assessment, pack: Pack) -> str:
    said = shortened(counts_of(assessment, pack), 150)
    if not any(each.outcome is Outcome.NOT_ASSESSED for each in findings_of(assessment, pack)):
        return said
    return f"{said.rstrip('.')}; the opinion counts what is not assessed at its worst."


def _other_opinions(assessment: Assessment) -> Iterator[Block]:
    if rest := assessment.opinions[PACKS_TOLD:]:
        worst = min(rest, key=lambda each: WORST_FIRST.index(each.level))
        yield paragraph(
            f"{upper_first(many(len(rest), 'more set'))} of rules {'was' if len(rest) == 1 else 'were'} used; "
            f"the worst opinion by them: {LEVELS[worst.level]} ({shortened(worst.pack, NAME)})."
        )


def _reason(opinion: Opinion, most: int) -> str:
    """What keeps the next better level away, else what holds; of many figures the first, then how many more."""
    held, *others = opinion.because or ("No reason is given.",)
    away = next((each for each in others if each.startswith("Not ")), held)
    shown, *rest = away.rstrip(".").split("; ")
    while rest and len(shown) + len(rest[0]) + 2 <= most:
        shown = f"{shown}; {rest.pop(0)}"
    return shortened(shown, most) + (f"; and {len(rest)} more." if rest else ".")


# ------------------------------------------------------------------------------------------------------ decision


def _decision(assessment: Assessment, gaps: int) -> str:
    if not assessment.workspace.records:
        return f"{NO_EVIDENCE}direct that the evidence be gathered. There is no assurance statement to receive yet."
    unknown = sum(each.outcome is Outcome.NOT_ASSESSED for each in assessment.findings)
    asked = [f"receive the assurance statement for {period_in_words(assessment.period)} with its limits"]
    if gaps:
        asked += [f"agree the owners and dates of the actions that close {many(gaps, 'gap')}"]
    if unknown:
        asked += [f"direct that the evidence for {many(unknown, 'requirement')} not assessed be provided"]
    asked += ["decide on the declaration"]
    return f"The board is asked to {'; '.join(asked[:-1])}; and {asked[-1]}."


def _judged(assessment: Assessment) -> str:
    cycle = f" Cycle {shortened(assessment.cycle.said, NAME)}." if assessment.cycle else ""
    return f"{period_in_words(assessment.period)}, judged as of {in_words(assessment.as_of)}.{cycle}"


def _in_full(assessment: Assessment) -> str:
    where = "statement" if assessment.workspace.records else "gap analysis"
    return f"What is shortened (\u2026), and every limit in full, stands in the {where}."
