"""Reading and judging within a cycle: its own copy of the rules, its days, and what the last closed one came to.

Takes an evidence folder and a Cycle, gives assessments. Whatever is wrong leaves as InvalidInput; nothing is written.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vprs.commands.progress import progress
from vprs.cycle import reading
from vprs.cycle.files import read_values
from vprs.cycle.kept import ASSESSMENT, CYCLES, DECIDED, RULES, Cycle, Seal
from vprs.cycle.movement import bounds
from vprs.cycle.opening import confirmed_after, last_closed
from vprs.cycle.sealing import digest_of
from vprs.in_cycle import AcceptedLoss, InCycle, LastCycle
from vprs.problem import InvalidInput, Problem

if TYPE_CHECKING:
    from vprs.dates import Period
    from vprs.model import Assessment, Pack, Workspace


@dataclass(frozen=True, kw_only=True, slots=True)
class Kept:
    """An evidence folder and all its cycles."""

    evidence: Path
    cycles: tuple[Cycle, ...]

    def folder(self, cycle: Cycle) -> Path:
        return self.evidence / CYCLES / cycle.folder

    def named(self, ident: str) -> Cycle:
        return reading.named(self.cycles, ident)

    def seal(self, cycle: Cycle) -> Seal:
        return reading.read_seal(self.evidence, cycle)


def kept(evidence: Path) -> Kept:
    """The cycles of a folder; InvalidInput where it is no evidence folder or one of its cycles is at fault."""
    from vprs.evidence.organisation import FILE

    if not (evidence / FILE).is_file():
        said = f"there is no {FILE} in it, so this is not an evidence folder."
        hint = "Name the folder that holds it, or go there."
        raise InvalidInput([Problem(file=evidence.as_posix(), message=said, hint=hint)])
    if (evidence / CYCLES / DECIDED).exists():
        from vprs.cycle.journal import alone

        with alone(evidence):  # what was cut short is finished before anybody reads it
            pass
    return Kept(evidence=evidence, cycles=reading.read_cycles(evidence))


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


def frozen(held: Kept, cycle: Cycle) -> dict[str, Any]:
    """The values of a closed cycle's assessment.json. InvalidInput where it is not what was sealed."""
    path, shown = held.folder(cycle) / ASSESSMENT, f"{cycle.place}/{ASSESSMENT}"
    values: dict[str, Any] = read_values(path, shown, "assessment.json")
    if digest_of(path.read_bytes()) != held.seal(cycle).files.get(shown):
        said = "it is not what was sealed when the cycle was closed."
        hint = "Put it back as it was; `vprs cycle verify` says what else was changed."
        raise InvalidInput([Problem(file=shown, message=said, hint=hint)])
    return values


def last_of(held: Kept, cycle: Cycle | None, equal: Mapping[str, Sequence[str]] | None = None) -> LastCycle | None:
    """What a closed cycle came to; `equal`: requirements of another edition that ask the same as one of its own."""
    if cycle is None:
        return None
    values = frozen(held, cycle)
    found = {each["requirement"]: bounds(each) for each in values["findings"]}
    for path, others in (equal or {}).items():
        if path in found:
            for other in others:
                found.setdefault(other, found[path])
    return LastCycle(
        id=cycle.id,
        revision=cycle.revision,
        as_of=cycle.cut_off,
        found=found,
        levels={each["pack"]: each["level"] for each in values["opinions"]},
    )


def last_before(evidence: Path, as_of: date, period: Period | None) -> LastCycle | None:
    """For a run outside any cycle: the last one closed by then whose period ended before the judged one."""
    from vprs.commands.cycle_editions import equal_in_crosswalk

    held = kept(evidence)
    end = period.end if period else as_of
    closed = [each for each in reading.standing(held.cycles) if each.cut_off <= as_of and each.period.end < end]
    last = max(closed, key=lambda each: (each.period.end, each.cut_off), default=None)
    return last_of(held, last, equal_in_crosswalk() if last else None)


def in_cycle(held: Kept, cycle: Cycle, accepted: Iterable[AcceptedLoss] = ()) -> InCycle:
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
        accepted=tuple(accepted),
    )


def judge_cycle(
    held: Kept,
    cycle: Cycle,
    *,
    as_of: date | None = None,
    without: frozenset[str] = frozenset(),
    accepted: Iterable[AcceptedLoss] = (),
) -> Assessment:
    """The evidence judged by the cycle's own rules, as of its cut-off unless another day is given."""
    from vprs.evidence import read_evidence

    with progress() as say:
        workspace = read_evidence(held.evidence, progress=say, without=without)
        say("Judging")
        return judged(held, cycle, workspace, as_of=as_of, accepted=accepted)


def judged(
    held: Kept,
    cycle: Cycle,
    workspace: Workspace,
    *,
    as_of: date | None = None,
    accepted: Iterable[AcceptedLoss] = (),
    packs: tuple[Pack, ...] | None = None,
) -> Assessment:
    """The same of a workspace that has been read."""
    from vprs.actions import fix_dues
    from vprs.assess import assess
    from vprs.commands.cycle_editions import former_of, later_of

    former = former_of(cycle)
    assessment = assess(
        rules_of(held, cycle) if packs is None else packs,
        workspace,
        as_of=as_of or cycle.cut_off,
        period=cycle.period,
        cycle=in_cycle(held, cycle, accepted),
        last=last_of(held, last_closed(cycle, held.cycles), later_of(former)),
        apart=True,
    )
    return fix_dues(assessment, former)
