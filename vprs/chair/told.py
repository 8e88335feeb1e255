"""What else a chair should know, each in one row: movement, incidents, what is not known, the limits.

Takes an Assessment, gives a table. Every cell is bounded in length, and no figure stands here that is not in the
statement.
"""

from __future__ import annotations

from collections.abc import Iterator

from vprs.breadth import shortened
from vprs.comparing import period_before
from vprs.holdings import date_of
from vprs.incidents import Incidents, incidents
from vprs.measures import reporting_rate_by
from vprs.model import Assessment, Outcome, Workspace
from vprs.paper import Cell, Line, Table, cell, plain
from vprs.phrases import in_words, many, short
from vprs.statement_parts.change import NO_CHANGE_SHOWN, movement
from vprs.statement_parts.closing import chosen_checks, fault_counts
from vprs.statement_parts.incident_part import NOT_BY_ITSELF
from vprs.statement_parts.survey_part import figure

NAME = 18  # of a pack or a cycle, as broad as they may be on the page
PACKS_TOLD = 2  # by name; where more sets of rules were used, the statement tells of the rest
LIMITS = (
    "\u201cNot in this folder\u201d means no more than that. Whether a document is good or is followed is not judged."
)


def told_table(assessment: Assessment) -> Table:
    rows = (
        ("Since the last cycle", _movement(assessment)),
        ("Incidents and reporting", (_incidents(assessment), NOT_BY_ITSELF)),
        ("Not known", tuple(_unknown(assessment))),
        ("Limits", (f"{LIMITS}{_chosen(assessment)}", *_disagreeing(assessment))),
    )
    return Table(
        caption="What moved, what was recorded, what is not known, and the limits",
        headings=("Item", "Entry"),
        rows=tuple(_row(name, *lines) for name, lines in rows),
        widths=(18, 82),
    )


def _row(name: str, *lines: str | Line) -> tuple[Cell, ...]:
    return cell(name), cell(*(plain(each) if isinstance(each, str) else each for each in lines))


def _movement(assessment: Assessment) -> tuple[str, ...]:
    last = assessment.last
    if last is None:
        return (NO_CHANGE_SHOWN,)
    levels = "; ".join(
        f"by {shortened(each.pack, NAME)} {last.levels[each.pack]} then, {each.level} now"
        for each in assessment.opinions[:PACKS_TOLD]
        if each.pack in last.levels
    )
    since = f" Cycle {shortened(last.said, NAME)}, judged as of {in_words(last.as_of)}."
    return (movement(assessment, last) + since, f"Opinion {levels}." if levels else "")


def _incidents(assessment: Assessment) -> str:
    now, before = incidents(assessment, (assessment.period, period_before(assessment.period)))
    return f"{_recorded(now)}{_before(now, before)} {_rate(assessment)}"


def _recorded(now: Incidents) -> str:
    if not now.told:
        return "No incident of the period is in this folder, so none is counted."
    told = f"{many(now.total, 'incident')} recorded in the period"
    if now.missing:
        return f"At least {told}: not every incident could be read or placed."
    return f"{told}; no register is declared complete, so there may have been more." if now.at_least else f"{told}."


def _before(now: Incidents, before: Incidents) -> str:
    if not (now.told and before.told):
        return ""
    return f" In the period before: {'at least ' if before.missing else ''}{before.total:,}."


def _rate(assessment: Assessment) -> str:
    record = reporting_rate_by(assessment, assessment.period.end)
    ended = date_of(record, "period.end") if record else None
    if record is None or ended is None:
        return "Reporting rate (staff survey, question 13d): not in this folder."
    return f"Reporting rate (staff survey, question 13d): {shortened(figure(record), 30)} to {short(ended)}."


def _unknown(assessment: Assessment) -> Iterator[str]:
    found = [each for each in assessment.findings if each.outcome is Outcome.NOT_ASSESSED]
    high = sum(each.requirement.severity == "high" for each in found)
    if found:
        yield f"{many(len(found), 'requirement')} not assessed, {high} of high severity."
    elif assessment.findings:
        yield "No requirement that applies was left not assessed."
    else:
        yield "No requirement was asked, so nothing is known."
    if assessment.opinions:
        yield _shares(assessment)
    yield _faults(assessment.workspace)


def _shares(assessment: Assessment) -> str:
    """The stated share by each set of rules that is told by name; of a single one without its name."""
    told = [(each.pack, f"{each.facts['stated_percent']}%") for each in assessment.opinions]
    several = (f"{share} ({shortened(pack, NAME)})" for pack, share in told[:PACKS_TOLD])
    shares = ", ".join(several) if len(told) > 1 else told[0][1]
    return f"Of the records behind answers of yes, stated without a file: {shares}."


def _faults(workspace: Workspace) -> str:
    return fault_counts(workspace).replace(": the gap analysis lists them", "")


def _chosen(assessment: Assessment) -> str:
    number = len(chosen_checks(assessment))
    chosen = "the pack, not the organisation, chose the interval or threshold"
    return f" In {many(number, 'check')} {chosen}." if number else ""


def _disagreeing(assessment: Assessment) -> Iterator[str]:
    number = sum(bool(each.judged and each.judged.disagrees) for each in assessment.findings)
    if number:
        yield f"In {many(number, 'requirement')} a person's judgement and the finding disagree; the finding stands."
