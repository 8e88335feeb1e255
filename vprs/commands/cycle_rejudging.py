"""A closed cycle judged again: by its own rules, from the folder as it is now, held against what was frozen.

Takes the folder and a closed cycle, gives what differs. It writes nothing; where it cannot judge it says why.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from vprs.commands import cycle_loading as loading
from vprs.commands.cycle_close import frozen_files
from vprs.commands.cycle_dress import kept_dress
from vprs.commands.cycle_folder import Kept
from vprs.cycle.closing import accepted_loss
from vprs.cycle.kept import ASSESSMENT, SEAL, Cycle, Seal
from vprs.cycle.sealing import digest_of, is_paper
from vprs.evidence import read_evidence
from vprs.in_cycle import AcceptedLoss
from vprs.problem import InvalidInput

if TYPE_CHECKING:
    from vprs.model import Assessment, Workspace


@dataclass(frozen=True, kw_only=True, slots=True)
class Rejudged:
    """What judging again gave.

    why_not    why it could not be judged; empty where it could
    differing  outputs whose bytes are not those that were sealed
    engine     the assessment is the same but for which engines ran, so the papers say something else of them
    program    it was closed by another version of vprs, which may word things otherwise
    moved      requirement, outcome as frozen, outcome by the folder as it is now
    cited      file -> requirements whose answers rest on it now
    """

    why_not: str = ""
    differing: tuple[str, ...] = ()
    engine: bool = False
    program: bool = False
    moved: tuple[tuple[str, str, str], ...] = ()
    cited: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def same(self) -> bool:
        return not self.why_not and not self.differing


def rejudge(
    held: Kept, cycle: Cycle, seal: Seal, added: frozenset[str], frozen: Mapping[str, Any], program: str
) -> Rejudged:
    """Judge without what was added since, for the bytes; and with it, for what would come out now."""
    try:
        packs = loading.rules_of(held, cycle)
        workspace = read_evidence(held.evidence, without=added)
        again = loading.judged(held, cycle, workspace, packs=packs)
        made = frozen_files(
            held,
            cycle,
            again,
            _accepted(seal, workspace),
            previous=seal.previous,
            program=seal.program,
            dress=kept_dress(held, cycle),
        ).files
        now = loading.judged(held, cycle, read_evidence(held.evidence), packs=packs) if added else again
    except InvalidInput as error:
        return Rejudged(why_not=str(error.problems[0]))
    sealed = {path.rpartition("/")[2]: digest for path, digest in seal.files.items() if _is_output(path, cycle)}
    differing = tuple(sorted(name for name, digest in sealed.items() if digest_of(made.get(name, b"")) != digest))
    if not differing and digest_of(made[SEAL]) != seal.digest:
        differing = (SEAL,)
    engine = ASSESSMENT in differing and _but_for_engine(frozen) == _but_for_engine(json.loads(made[ASSESSMENT]))
    return Rejudged(
        differing=differing,
        engine=engine,
        program=seal.program != program,
        moved=tuple(_moved(frozen, now)),
        cited=_cited(now),
    )


def _accepted(seal: Seal, workspace: Workspace) -> tuple[AcceptedLoss, ...]:
    return tuple(accepted_loss(each.file, each.by, each.on, workspace.problems) for each in seal.accepted)


def _is_output(path: str, cycle: Cycle) -> bool:
    folder, _, name = path.rpartition("/")
    return folder == cycle.place and (is_paper(path, cycle) or name.endswith(".json"))


def _but_for_engine(values: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if key != "engine"}


def _moved(frozen: Mapping[str, Any], now: Assessment) -> Iterator[tuple[str, str, str]]:
    was = {each["requirement"]: each["outcome"] for each in frozen["findings"]}
    for finding in now.findings:
        path, outcome = finding.requirement.path, finding.outcome.value
        if was.get(path) != outcome:
            yield path, was.get(path, "none"), outcome


def _cited(now: Assessment) -> dict[str, tuple[str, ...]]:
    found: dict[str, set[str]] = {}
    for finding in now.findings:
        for one in finding.observations:
            for record in one.witnesses:
                for path in {record.file, record.rests_on or record.file}:
                    found.setdefault(path, set()).add(finding.requirement.path)
    return {path: tuple(sorted(paths)) for path, paths in found.items()}
