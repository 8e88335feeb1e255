"""The pack that `vprs rules import` makes: written whole beside its place, tried, and then moved there.

Takes rows and the pack that checks are proposed from, writes a new pack folder. What does not hold in the new pack is
not proposed; a fault anywhere leaves nothing behind.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from vprs.commands.new_pack import made_beside, sound_pack, write_files
from vprs.commands.rules_trials import holds
from vprs.model import Pack
from vprs.problem import InvalidInput
from vprs.rulebook.folders import HEAD
from vprs.rulebook.pack import PackReading
from vprs.strict_yaml import decode, read_tree
from vprs.transcript.pack_text import Base, Transcribed, pack_files
from vprs.transcript.proposing import Proposal, propose, stand_ins
from vprs.transcript.rows import Row
from vprs.transcript.taking import Model


def make_pack(
    target: Path, rows: Sequence[Row], reading: PackReading, pack: Pack, transcribed: Transcribed
) -> tuple[Proposal, ...]:
    """The pack in its place, every proposal in it tried; what does not hold there is not proposed."""
    base, models = _models(reading, pack)
    refused: dict[str, str] = {}
    with made_beside(target) as beside:
        while True:
            proposals = propose(rows, models, pack.phases, refused)
            made = beside / str(len(refused)) / target.name
            write_files(made, pack_files(proposals, base, transcribed))
            failed = _failed(made, proposals)
            if not failed:
                made.rename(target)
                return proposals
            refused |= dict.fromkeys(failed, "its own examples do not hold")


def _models(reading: PackReading, pack: Pack) -> tuple[Base, Mapping[str, Model]]:
    """The base pack's own texts, for they are taken over as they were written."""

    def text(place: str) -> str:
        return decode((Path(pack.root) / place).read_bytes(), place)[0]

    head = text(HEAD)
    tree, problems = read_tree(head, HEAD)
    if tree is None:  # it was sound a moment ago
        raise InvalidInput(problems)
    models = {
        each.path: Model(requirement=each, text=text(f"{each.phase}/{each.slug}.yaml"), tree=reading.trees[each.path])
        for each in pack.requirements
    }
    return Base(pack=pack, text=head, tree=tree), models


def _failed(made: Path, proposals: Sequence[Proposal]) -> list[str]:
    """The requirements whose examples do not hold where they were taken over to."""
    pack = sound_pack(made)
    there = {each.path: each for each in pack.requirements}
    tried = {path: there[f"{made.name}/{each.place}"] for path, each in stand_ins(proposals).items()}
    return [path for path, requirement in tried.items() if not holds(pack, requirement)]
