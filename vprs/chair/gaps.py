"""The three gaps that a chair should know of, and how they were chosen.

Takes rows of the gap analysis, gravest first, gives a table of at most three. Every cell is bounded in length; owner
and date are those of a recorded action where one is open, else those the rules propose.
"""

from __future__ import annotations

from vprs.breadth import shortened
from vprs.closing import Standing
from vprs.gap_rows import GapRow
from vprs.gravest import open_action
from vprs.paper import Block, Cell, Line, Table, cell, line, paragraph, strong
from vprs.phrases import many, short

SHOWN = 3
HOW_CHOSEN = "high severity first, then the worst outcome, then what is due soonest"
NO_GAP = "No gap was found: nothing that applies is known to fall short. What is not known is counted below."


def gaps_block(rows: tuple[GapRow, ...]) -> Block:
    """The three gravest as a table, or that there is none."""
    if not rows:
        return paragraph(NO_GAP)
    shown = rows[:SHOWN]
    told = f"The {many(len(rows), 'gap')} found" if len(rows) <= SHOWN else f"The gravest {SHOWN} of {len(rows)} gaps"
    return Table(
        caption=f"{told}: {HOW_CHOSEN}",
        headings=("Requirement", "What closes it", "Owner", "Due"),
        rows=tuple(_row(row) for row in shown),
        widths=(36, 34, 18, 12),
    )


def _row(row: GapRow) -> tuple[Cell, ...]:
    asked = row.finding.requirement
    now = f"{shortened(row.now, 20)}, severity {asked.severity}"
    return (
        cell(
            line(strong(shortened(asked.title, 70))), f"{now}, {shortened(row.reference, 32)}", tone=row.finding.outcome
        ),
        *_action(row),
    )


def _action(row: GapRow) -> tuple[Cell, Cell, Cell]:
    if action := open_action(row):
        overdue = ", overdue" if action.state is Standing.OVERDUE else ""
        due = f"{short(action.due)}{overdue}" if action.due else "no date recorded"
        what = shortened(action.what or action.record.id, 100)
        return cell(_said("Recorded: ", what)), cell(shortened(action.lead, 40) or "no owner recorded"), cell(due)
    owner = shortened(row.owner, 40) or "none proposed"
    return cell(_said("Proposed: ", shortened(row.action, 100))), cell(owner), cell(row.due)


def _said(head: str, what: str) -> Line:
    return line(strong(head), what)
