"""Reading and judging within a cycle: its own copy of the rules, its days, and what the last closed one came to.

Takes an evidence folder and a Cycle, gives assessments. Whatever is wrong leaves as InvalidInput; nothing is written.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from vprs.commands.cycle_folder import Kept, frozen_values, kept
from vprs.commands.progress import progress
from vprs.cycle import reading
from vprs.cycle.kept import RULES, Cycle
from vprs.cycle.movement import bounds
from vprs.cycle.opening import confirmed_after, last_closed
from vprs.in_cycle import InCycle, LastCycle
from vprs.problem import InvalidInput, Problem

if TYPE_CHECKING:
    from vprs.dates import Period
    from vprs.model import Assessment, Pack, Workspace


def rules_of(held: Kept, cycle: Cycle) -> tuple[Pack, ...]:
    """The packs the cycle opened with, from its own copy. InvalidInput where that is not as it was copied."""
    from vprs.rulebook import read_packs

    packs = read_packs((held.folder(cycle) / RULES,), tuple(pack.name for pack in cycle.packs))
    problems = [
        Problem(
            file=f"{cycle.place}/{RULES}/{pack.name}",
            message="the rules are not those the cycle was opened with: their digest differs.",
            hint="Put the files back as they were. A cycle keeps the edition it started with.",
        )
        for pack, wanted in zip(packs, cycle.packs, strict=True)
        if pack.digest != wanted.digest
    ]
    if problems:
        raise InvalidInput(problems)
    return packs


def last_of(held: Kept, cycle: Cycle | None, former: Mapping[str, Sequence[str]]) -> LastCycle | None:
    """What a closed cycle came to. former: requirement -> those of earlier editions that ask the same."""
    if cycle is None:
        return None
    values = frozen_values(held, cycle)
    found = {each["requirement"]: bounds(each) for each in values["findings"]}
    for path, others in former.items():
        if path not in found and (other := next((each for each in others if each in found), None)):
            found[path] = found[other]
    return LastCycle(
        id=cycle.id,
        revision=cycle.revision,
        as_of=cycle.cut_off,
        found=found,
        levels={each["pack"]: each["level"] for each in values["opinions"]},
    )


def last_before(evidence: Path, as_of: date, period: Period | None) -> LastCycle | None:
    """For a run outside any cycle: the last one closed by then whose period ended before the judged one."""
    from vprs.commands.cycle_editions import former_editions

    held = kept(evidence)
    end = period.end if period else as_of
    closed = [each for each in reading.standing(held.cycles) if each.cut_off <= as_of and each.period.end < end]
    last = max(closed, key=lambda each: (each.period.end, each.cut_off), default=None)
    return last_of(held, last, former_editions() if last else {})


def in_cycle(held: Kept, cycle: Cycle) -> InCycle:
    """What the papers say of the cycle."""
    replaces = ""
    if cycle.replaces:
        old = cycle.replaces
        replaces = f"revision {old.revision} (seal {old.seal[:16]}), because: {old.reason}"
    return InCycle(
        id=cycle.id,
        revision=cycle.revision,
        cut_off=cycle.cut_off,
        board_body=cycle.board_body,
        board_date=cycle.board_date,
        confirmed_after=confirmed_after(cycle, held.cycles),
        replaces=replaces,
    )


def judge_cycle(held: Kept, cycle: Cycle, *, as_of: date | None = None) -> Assessment:
    """The evidence judged by the cycle's own rules, as of its cut-off unless another day is given."""
    from vprs.evidence import read_evidence

    with progress() as say:
        workspace = read_evidence(held.evidence, progress=say)
        say("Judging")
        return judged(held, cycle, workspace, as_of=as_of)


def judged(
    held: Kept,
    cycle: Cycle,
    workspace: Workspace,
    *,
    as_of: date | None = None,
    packs: tuple[Pack, ...] | None = None,
) -> Assessment:
    """The same of a workspace that has been read."""
    from vprs.actions import fix_dues
    from vprs.assess import assess
    from vprs.commands.cycle_editions import former_of

    former = former_of(cycle)
    assessment = assess(
        rules_of(held, cycle) if packs is None else packs,
        workspace,
        as_of=as_of or cycle.cut_off,
        period=cycle.period,
        cycle=in_cycle(held, cycle),
        last=last_of(held, last_closed(cycle, held.cycles), former),
        apart=True,
    )
    return fix_dues(assessment, former)
