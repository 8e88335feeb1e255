"""Writing into the cycles of a folder, all of it or nothing, whatever kills the program, and by one program at a time.

Takes paths below `cycles/` with their bytes. They are first written whole into a folder of their own; giving that
folder its second name is the one step that decides. After it every file is moved to its place, and where that is cut
short the next run finishes it. Before it nothing has changed, and the next run clears what was begun.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from vprs.cycle.kept import CYCLE, CYCLES, DECIDED
from vprs.disk import alone_at, sync_folder, write_new
from vprs.problem import InvalidInput, Problem

LOCK = ".lock"
BEGUN = ".begun"
IN_USE = Problem(
    file=f"{CYCLES}/{LOCK}",
    message="another vprs is at work on the cycles of this folder.",
    hint="Wait until it has ended, and run this again. The lock goes when that program ends.",
)


@contextmanager
def alone(evidence: Path) -> Iterator[Path]:
    """The folder `cycles/` of an evidence folder, with no other vprs at work in it and nothing half done.

    Raises InvalidInput where another program holds the lock.
    """
    cycles = evidence / CYCLES
    cycles.mkdir(exist_ok=True)
    with alone_at(cycles / LOCK, IN_USE):
        recover(cycles)
        yield cycles


def commit(cycles: Path, files: Mapping[str, bytes]) -> None:
    """Write files below `cycles/` together; keys are paths with forward slashes. Call it within `alone`."""
    _refuse_locked(cycles, files)
    begun = cycles / BEGUN
    for path, content in files.items():
        place = begun / path
        place.parent.mkdir(parents=True, exist_ok=True)
        write_new(place, content)
    sync_folder(begun)
    begun.rename(cycles / DECIDED)
    sync_folder(cycles)
    recover(cycles)


def recover(cycles: Path) -> None:
    """Finish what was decided, clear what was only begun."""
    decided = cycles / DECIDED
    if decided.is_dir():
        for path in sorted(_below(decided), key=lambda path: (path.name == CYCLE, path)):
            place = cycles / path.relative_to(decided)
            place.parent.mkdir(parents=True, exist_ok=True)
            path.replace(place)
            sync_folder(place.parent)
        shutil.rmtree(decided)
    if (cycles / BEGUN).is_dir():
        shutil.rmtree(cycles / BEGUN)


def _below(folder: Path) -> list[Path]:
    return [Path(above) / name for above, _, names in os.walk(folder) for name in names]


def _refuse_locked(cycles: Path, files: Mapping[str, bytes]) -> None:
    """Word locks what it shows: better to say so before anything has moved."""
    problems = []
    for path in files:
        place = cycles / path
        try:
            if place.exists():
                place.open("r+b").close()
        except OSError:
            hint = "Close it where it is open (Word, Excel), and check your rights to it."
            problems.append(Problem(file=f"{CYCLES}/{path}", message="the file cannot be replaced.", hint=hint))
    if problems:
        raise InvalidInput(problems)
