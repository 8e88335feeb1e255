"""The cycles of an evidence folder as commands hold them: read, worked on alone, and believed only as they were sealed.

Takes an evidence folder, gives `Kept`. Whatever is wrong leaves as InvalidInput.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from vprs.cycle import reading
from vprs.cycle.files import read_values
from vprs.cycle.kept import ASSESSMENT, CYCLES, DECIDED, Cycle, Seal
from vprs.cycle.sealing import digest_of
from vprs.problem import InvalidInput, Problem

if TYPE_CHECKING:
    from vprs.model import Organisation


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

    def commit(self, files: Mapping[str, bytes]) -> None:
        """Write files below `cycles/` together, within `working`."""
        from vprs.cycle.journal import commit

        commit(self.evidence / CYCLES, files)

    def organisation(self) -> Organisation:
        """Who it is, without reading anything else."""
        from vprs.evidence.organisation import FILE, read_organisation

        return read_organisation((self.evidence / FILE).read_bytes())


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


@contextmanager
def working(evidence: Path) -> Iterator[Kept]:
    """The cycles of a folder with no other vprs at work in it, for whoever writes there. Raises InvalidInput."""
    from vprs.cycle.journal import alone

    kept(evidence)  # what is no evidence folder gets no folder of cycles
    with alone(evidence):
        yield kept(evidence)


def frozen_values(held: Kept, cycle: Cycle) -> dict[str, Any]:
    """The values of a closed cycle's assessment.json. InvalidInput where it is not what was sealed."""
    shown = f"{cycle.place}/{ASSESSMENT}"
    values: dict[str, Any] = read_values(held.folder(cycle) / ASSESSMENT, shown, "assessment.json")
    refuse_unsealed(held, held.seal(cycle), [shown])
    return values


def refuse_unsealed(held: Kept, seal: Seal, paths: Iterable[str], when: str = "when the cycle was closed") -> None:
    """Raises InvalidInput for each of the sealed files, by path from the evidence folder, that is not as it was."""
    said = f"it is not what was sealed {when}."
    hint = "Put it back as it was; `vprs cycle verify` says what else was changed."
    problems = []
    for path in paths:
        file = held.evidence / path
        if not file.is_file() or digest_of(file.read_bytes()) != seal.files.get(path):
            problems.append(Problem(file=path, message=said, hint=hint))
    if problems:
        raise InvalidInput(problems)
