"""The two papers put together: what stands first, in which order the parts come, and what the report cannot say.

Takes an Assessment of the reported period and its `Reported`, gives a Paper. The same parts in the same order whatever
the folder holds; where it holds nothing, a part says so.
"""

from __future__ import annotations

from collections.abc import Iterator

from vprs.comparing import periods_compared
from vprs.incidents import IncidentAnalysis, analyse
from vprs.model import Assessment
from vprs.paper import Block, Bullets, Heading, Paper, paragraph, plain, strong
from vprs.periodic.answer_parts import answer_parts
from vprs.periodic.incident_parts import count_blocks, split_blocks
from vprs.periodic.indicator_parts import change_blocks
from vprs.periodic.progress_parts import plan_parts, standard_part
from vprs.periodic.share_parts import share_blocks
from vprs.periodic.spans import Reported
from vprs.phrases import in_words, many
from vprs.standing import SELF_ASSESSMENT, classification, draft_line, facts_table, fingerprint
from vprs.statement_parts.closing import OVERLAPPING, chosen_by_packs
from vprs.statement_parts.figures import training_blocks


def quarterly_paper(assessment: Assessment, reported: Reported) -> Paper:
    now, then = _analyses(assessment)
    return _paper(
        assessment,
        f"Quarterly security report, {reported.name}: {assessment.organisation.name}",
        (
            Heading(level=2, number="2", text="Incidents and their trend"),
            *count_blocks(assessment, now, reported),
            *split_blocks(now, then, "2"),
            Heading(level=2, number="3", text="What was done"),
            *answer_parts(assessment, now, then, "3"),
            Heading(level=2, number="4", text="Training"),
            *training_blocks(assessment),
            Heading(level=2, number="5", text="Plan and actions"),
            *plan_parts(assessment, "5"),
            *_limits(assessment, "6"),
        ),
        reported,
    )


def annual_paper(assessment: Assessment, reported: Reported) -> Paper:
    now, then = _analyses(assessment)
    return _paper(
        assessment,
        f"Annual security report, {reported.name}: {assessment.organisation.name}",
        (
            Heading(level=2, number="2", text="Progress against the plan"),
            *plan_parts(assessment, "2"),
            Heading(level=2, number="3", text="Progress against the standard"),
            *standard_part(assessment),
            Heading(level=2, number="4", text="Indicators year on year"),
            Heading(level=3, number="4.1", text="Figures compared with the year before"),
            *change_blocks(assessment, (now, then)),
            Heading(level=3, number="4.2", text="Shares held to a target"),
            *share_blocks(assessment),
            Heading(level=2, number="5", text="Incidents and their trend"),
            *count_blocks(assessment, now, reported),
            *split_blocks(now, then, "5"),
            Heading(level=2, number="6", text="What was done"),
            *answer_parts(assessment, now, then, "6"),
            Heading(level=2, number="7", text="Training"),
            *training_blocks(assessment),
            *_limits(assessment, "8"),
        ),
        reported,
    )


def _analyses(assessment: Assessment) -> tuple[IncidentAnalysis, IncidentAnalysis]:
    """Of the reported period and of the same one a year earlier."""
    now, _, then = periods_compared(assessment.period)
    return analyse(assessment, now), analyse(assessment, then)


def _paper(assessment: Assessment, title: str, parts: tuple[Block, ...], reported: Reported) -> Paper:
    return Paper(
        title=title,
        subject=f"Security and violence prevention, {reported.said}, as of {in_words(assessment.as_of)}",
        author=assessment.organisation.name,
        classification=classification(),
        draft_line=draft_line(),
        draft=False,  # nobody signs it in here, so that nothing would ever take the word away
        dated=assessment.as_of.isoformat(),
        fingerprint=fingerprint(assessment),
        blocks=(
            Heading(level=1, text=title),
            paragraph(
                strong(SELF_ASSESSMENT),
                f" It tells of {reported.said} what this folder of evidence held on {in_words(assessment.as_of)}, and "
                "nothing that was recorded later.",
                style="warning",
            ),
            Heading(level=2, number="1", text="What is reported, and by which rules"),
            facts_table(assessment),
            *parts,
        ),
    )


def _limits(assessment: Assessment, number: str) -> Iterator[Block]:
    yield Heading(level=2, number=number, text="Limits of this report")
    yield Bullets(items=tuple(plain(each) for each in _limits_told(assessment)))


def _limits_told(assessment: Assessment) -> Iterator[str]:
    yield (
        "A log holds what people report. How much happens that nobody reports cannot be told from it, so that no rise "
        "or fall here is good or bad by itself."
    )
    yield (
        "The year before is told as this folder tells of it now: figures that were corrected since may differ from "
        "those of last year's report."
    )
    yield OVERLAPPING
    yield from chosen_by_packs(assessment)
    problems = len(assessment.workspace.problems)
    if problems:
        yield (
            f"{many(problems, 'problem')} {'was' if problems == 1 else 'were'} found in the evidence, and what could "
            "not be read is in no figure: vprs check lists each by file and line."
        )
    else:
        yield "Every file that is described was read without a problem."
    if undescribed := len(assessment.workspace.undescribed):
        yield f"{many(undescribed, 'file')} in the folder nobody described, so that nothing here rests on them."
