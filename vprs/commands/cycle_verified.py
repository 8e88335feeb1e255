"""What verifying found, as lines for people and as values for programs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from vprs.commands.cycle_rejudging import Rejudged
from vprs.cycle.kept import Cycle, Seal
from vprs.cycle.verifying import ADDED, Changed
from vprs.phrases import many

FORMAT = "vprs-verify/1"
SHOWN = 8  # requirements named beside a file


@dataclass(frozen=True, kw_only=True, slots=True)
class Verified:
    """What was found of one closed cycle. signed: role, decision and day of each sign-off."""

    cycle: Cycle
    seal: Seal
    faults: tuple[str, ...]
    changed: tuple[Changed, ...]
    again: Rejudged
    signed: tuple[tuple[str, str, str], ...]

    @property
    def broken(self) -> tuple[Changed, ...]:
        """What is not as it was sealed: everything but evidence added since."""
        return tuple(each for each in self.changed if each.how != ADDED or each.ours)

    @property
    def frozen(self) -> bool:
        """Whether its own folder is as it was closed, whatever became of the evidence."""
        return not self.faults and not any(each.ours for each in self.broken)

    @property
    def whole(self) -> bool:
        excused = self.again.engine or (self.again.program and not self.broken)
        return not self.faults and not self.broken and (self.again.same or excused)


def lines(found: Sequence[Verified], chain: Sequence[str]) -> Iterator[str]:
    """The report for people."""
    for number, each in enumerate(found):
        yield from ("",) if number else ()
        yield from _one(each)
    yield ""
    yield "Chain of seals: whole." if not chain else "Chain of seals: broken."
    yield from (f"  {fault}" for fault in chain)
    good = not chain and all(each.whole for each in found)
    yield "Everything that was sealed is as it was." if good else "Not everything that was sealed is as it was."
    if not good and not chain and all(each.frozen for each in found):
        yield "A later half-year goes on with the same files. Keep a copy of the folder as closed, and verify that."


def _one(each: Verified) -> Iterator[str]:
    yield f"Cycle {each.cycle.said}: {_headline(each)}"
    yield f"  Fingerprint: {each.seal.fingerprint}   (compare it with the minutes)"
    yield from (f"  Fault: {fault}" for fault in each.faults)
    told = "; ".join(f"{role}: {decision}, {day}" for role, decision, day in each.signed)
    yield f"  Sign-offs: {told or 'none'}"
    if not each.changed:
        yield f"  Files: all {len(each.seal.files)} are as they were sealed, and none was added."
    for change in each.changed:
        yield f"  {change.how.capitalize()}: {change.path}"
        yield f"    {_leaning(change)}"
    yield from _judged_again(each.again)


def _headline(each: Verified) -> str:
    if each.whole:
        return "as it was closed"
    if not each.frozen or not each.broken:
        return "NOT as it was closed"
    return "what was frozen is as it was closed; evidence that it rests on has changed since"


def _leaning(change: Changed) -> str:
    if not change.leaning:
        return "It is an output." if change.ours else "No requirement leaned on it."
    rest = len(change.leaning) - SHOWN
    more = f" and {rest} more" if rest > 0 else ""
    return (
        f"{'Leaning on it' if change.how != ADDED else 'Would lean on it'}: {', '.join(change.leaning[:SHOWN])}{more}"
    )


def _judged_again(again: Rejudged) -> Iterator[str]:
    if again.why_not:
        yield f"  Judged again: not possible. {again.why_not}"
    elif again.same:
        yield "  Judged again: the same bytes come out."
    elif again.engine:
        yield "  Judged again: the same findings; other engines are installed here than where it was closed."
    else:
        by = " It was closed by another version of vprs, which may word things otherwise." if again.program else ""
        yield f"  Judged again: other bytes come out for {', '.join(again.differing)}.{by}"
    if again.moved:
        yield f"  By the folder as it is now, {many(len(again.moved), 'requirement')} would come out otherwise:"
        yield from (f"    {path}: {was} when closed, {now} now" for path, was, now in again.moved)


def as_values(found: Sequence[Verified], chain: Sequence[str]) -> dict[str, Any]:
    """The same for programs."""
    return {
        "format": FORMAT,
        "whole": not chain and all(each.whole for each in found),
        "chain": list(chain),
        "cycles": [_values(each) for each in found],
    }


def _values(each: Verified) -> dict[str, Any]:
    return {
        "id": each.cycle.id,
        "revision": each.cycle.revision,
        "whole": each.whole,
        "frozen": each.frozen,
        "fingerprint": each.seal.fingerprint,
        "faults": list(each.faults),
        "changed": [
            {"path": change.path, "how": change.how, "leaning": list(change.leaning)} for change in each.changed
        ],
        "judged_again": {
            "same": each.again.same,
            "why_not": each.again.why_not,
            "differing": list(each.again.differing),
            "engine_only": each.again.engine,
            "other_program": each.again.program,
            "moved": [{"requirement": path, "was": was, "now": now} for path, was, now in each.again.moved],
        },
        "signoffs": [{"role": role, "decision": decision, "date": day} for role, decision, day in each.signed],
    }
