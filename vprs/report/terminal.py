"""The summary on the terminal: opinion and counts, then phase by phase with the worst first.

Takes an Assessment and a width, gives lines with a tone each; the caller decides about colour, so the words alone
must say everything. It prints nothing.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from dataclasses import dataclass

from vprs.counts import COUNTED, count, counts_sentences
from vprs.gaps import sorted_worst_first
from vprs.model import Assessment, Finding, Outcome, Pack
from vprs.paper import visible
from vprs.phrases import (
    OUTCOMES,
    lower_first,
    many,
    outcome_word,
    phase_word,
    worst_and_best,
)
from vprs.standing import opinion_sentences, verified_sentence, when_judged

NARROWEST = 40
PROBLEMS_SHOWN = 5


@dataclass(frozen=True, kw_only=True, slots=True)
class TerminalLine:
    """tone: `heading`, an outcome's code, `problem` or empty."""

    text: str
    tone: str = ""


def summary_lines(assessment: Assessment, *, width: int = 80) -> tuple[TerminalLine, ...]:
    """The summary, no line longer than `width` where words allow it."""
    return tuple(
        TerminalLine(text=text, tone=each.tone)
        for each in _lines(assessment)
        for text in _wrapped(visible(each.text), max(width, NARROWEST))
    )


def _wrapped(text: str, width: int) -> list[str]:
    indent = text[: len(text) - len(text.lstrip())]
    folded = textwrap.wrap(
        text.strip(),
        width,
        initial_indent=indent,
        subsequent_indent=f"{indent}  " if indent else "",
        break_long_words=False,
        break_on_hyphens=False,
    )
    return folded or [""]


def _lines(assessment: Assessment) -> Iterator[TerminalLine]:
    organisation = assessment.organisation
    yield TerminalLine(text=f"{organisation.name} ({organisation.code})", tone="heading")
    yield TerminalLine(text=when_judged(assessment))
    for sentence, pack in zip(opinion_sentences(assessment), assessment.packs, strict=False):
        yield TerminalLine(text=sentence, tone="heading")
        yield TerminalLine(text=f"{pack.name}: {verified_sentence(assessment, pack)}")
    yield from (TerminalLine(text=sentence) for sentence in counts_sentences(assessment))
    if not assessment.workspace.records:
        yield TerminalLine(text="No evidence was read: what follows is a list of what to collect.", tone="problem")
    for pack in assessment.packs:
        yield from _pack(assessment, pack)
    yield from _problems(assessment)


def _pack(assessment: Assessment, pack: Pack) -> Iterator[TerminalLine]:
    for phase in pack.phases:
        findings = [f for f in sorted_worst_first(assessment) if f.requirement.pack == pack.name]
        chosen = [finding for finding in findings if finding.requirement.phase == phase]
        if chosen:
            yield TerminalLine(text="")
            yield TerminalLine(text=_phase(assessment, pack, phase, chosen), tone="heading")
            yield from (_finding(assessment, each) for each in chosen if each.outcome is not Outcome.MET)


def _phase(assessment: Assessment, pack: Pack, phase: str, findings: list[Finding]) -> str:
    counts = count(findings)
    told = (
        f"{counts[each]} {lower_first(outcome_word(assessment, pack.name, each))}" for each in COUNTED if counts[each]
    )
    name = phase_word(phase) if len(assessment.packs) == 1 else f"{pack.name} {phase_word(phase)}"
    return f"{name}: {', '.join(told)}"


def _finding(assessment: Assessment, finding: Finding) -> TerminalLine:
    asked = finding.requirement
    word = outcome_word(assessment, asked.pack, finding.outcome)
    spread = worst_and_best(assessment, finding)
    tail = f" ({spread})" if spread else ""
    column = max(map(len, OUTCOMES.values()))
    return TerminalLine(
        text=f"  {word.upper():<{column}}  {asked.phase}/{asked.slug}  {asked.title}{tail}", tone=finding.outcome
    )


def _problems(assessment: Assessment) -> Iterator[TerminalLine]:
    workspace = assessment.workspace
    if workspace.problems:
        yield TerminalLine(text="")
        yield TerminalLine(text=f"{many(len(workspace.problems), 'problem')} in the evidence:", tone="problem")
        yield from (TerminalLine(text=f"  {problem}") for problem in workspace.problems[:PROBLEMS_SHOWN])
        rest = len(workspace.problems) - PROBLEMS_SHOWN
        if rest > 0:
            yield TerminalLine(text=f"  and {many(rest, 'more problem')}; `vprs check` lists them all.")
    if workspace.undescribed:
        yield TerminalLine(text="")
        yield TerminalLine(
            text=f"{many(len(workspace.undescribed), 'file')} nobody described; `vprs check` lists them."
        )
    yield TerminalLine(text="")
    yield TerminalLine(text=assessment.engine.note)
