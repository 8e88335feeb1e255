"""The figures that vprs is held to, measured as whole processes in folders written for it.

    python benchmarks/bench.py [--runs 5] [--only version --only 200 ...]

Prints the best and the median of each beside its target, and ends with 1 where a best run misses its target: the best
is what the program costs, the rest is the machine. `processor` is the least time that it kept a core busy: where that
holds its target and the best does not, the machine was doing something else. `large`, `packs` and `lint` are measured
only where --only names them.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from benchmarks.folders import write_evidence, write_pack, write_registers  # noqa: E402
from benchmarks.registers import write_large  # noqa: E402
from vprs.pack_places import find_packs  # noqa: E402
from vprs.rulebook import built_in_folder, read_packs  # noqa: E402

VPRS = (sys.executable, "-m", "vprs")
AS_OF = "2026-09-30"


@dataclass(frozen=True, kw_only=True, slots=True)
class Runs:
    """Seconds of each run, the least processor time of one, the peak of memory in megabytes (of 1,048,576 bytes)."""

    seconds: tuple[float, ...]
    processor: float
    megabytes: float

    @property
    def best(self) -> float:
        return min(self.seconds)


@dataclass(frozen=True, kw_only=True, slots=True)
class Figure:
    """One line of the table: what was measured, in `unit`, and the most that it may be."""

    name: str
    best: float
    median: float
    target: float
    unit: str = "s"
    processor: float | None = None

    @property
    def missed(self) -> bool:
        return self.best > self.target


def measure(command: Sequence[str], runs: int) -> Runs:
    """The command in a process of its own, again and again; what it says is thrown away, unless it fails.

    A first run that does not count leaves the bytecode behind, as any installed program has it.
    """
    seconds, busy, peak = [], [], 0.0
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    for number in range(runs + 1):
        start = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
        )
        assert process.stderr is not None
        said = process.stderr.read()
        _, status, usage = os.wait4(process.pid, 0)
        if number:
            seconds.append(time.perf_counter() - start)
            busy.append(usage.ru_utime + usage.ru_stime)
        process.returncode = os.waitstatus_to_exitcode(status)
        process.stderr.close()
        if process.returncode:
            raise SystemExit(f"{' '.join(command)} ended with {process.returncode}:\n{said.decode()}")
        peak = max(peak, usage.ru_maxrss / (1024 * 1024 if sys.platform == "darwin" else 1024))
    return Runs(seconds=tuple(seconds), processor=min(busy), megabytes=peak)


def timed(name: str, runs: Runs, target: float) -> Figure:
    median = statistics.median(runs.seconds)
    return Figure(name=name, best=runs.best, median=median, target=target, processor=runs.processor)


def folder(place: Path, requirements: int, files: int = 200) -> tuple[str, ...]:
    """The command that assesses a folder of this size; writes it where it is not there yet."""
    own = place / f"{requirements}-{files}"
    if not own.exists():
        write_pack(own / "rules", requirements)
        write_evidence(own / "evidence", requirements, files)
    return (*VPRS, "assess", str(own / "evidence"), "--rules", str(own / "rules"), "--as-of", AS_OF)


def version(_: Path, runs: int) -> Iterator[Figure]:
    bare = measure((sys.executable, "-c", "pass"), runs)
    full = measure((*VPRS, "--version"), runs)
    seconds = tuple(each - bare.best for each in full.seconds)
    over = Runs(seconds=seconds, processor=full.processor - bare.processor, megabytes=full.megabytes)
    yield timed("vprs --version, over bare Python", over, 0.10)


def twenty(place: Path, runs: int) -> Iterator[Figure]:
    command = (*folder(place, 20), "--format", "json")
    yield timed("assess 20 requirements, 200 files, JSON", measure(command, runs), 0.25)


def two_hundred(place: Path, runs: int) -> Iterator[Figure]:
    done = measure((*folder(place, 200), "--format", "json"), runs)
    yield timed("assess 200 requirements, 200 files, JSON", done, 0.50)
    yield Figure(name="memory at 200 requirements", best=done.megabytes, median=done.megabytes, target=60, unit="MB")


def outputs(place: Path, runs: int) -> Iterator[Figure]:
    command = (*folder(place, 200), "--out", str(place / "papers"))
    yield timed("every output for 200 requirements", measure(command, runs), 2.0)


def growth(place: Path, runs: int) -> Iterator[Figure]:
    """Linear: what one more requirement costs is the same from 1,000 to 5,000 as from 200 to 1,000, within a half."""
    sizes = (200, 1000, 5000)
    few = max(1, runs // 2)
    took = {size: measure((*folder(place, size), "--format", "json"), few).best for size in sizes}
    first, later = ((took[to] - took[since]) / (to - since) * 1000 for since, to in pairwise(sizes))
    name = "one requirement more, from 1,000 to 5,000"
    yield Figure(name=name, best=later, median=later, target=first * 1.5, unit="ms")


def large(place: Path, runs: int) -> Iterator[Figure]:
    command = folder(place, 200, 500)
    registers = place / "200-500" / "evidence"
    if not (registers / "registers").exists():
        write_registers(registers, 100_000, 20_000)
    done = measure((*command, "--format", "json"), runs)
    name = "100,000 incidents, 20,000 training rows, 500 documents"
    yield timed(name, done, 3.0)
    yield Figure(name="memory for them", best=done.megabytes, median=done.megabytes, target=300, unit="MB")


def packs(place: Path, runs: int) -> Iterator[Figure]:
    """As large, with what the built-in packs ask for, judged by all of them in one run and then by each alone."""
    built_in = read_packs((built_in_folder(),), tuple(folder.name for folder in find_packs(built_in_folder())))
    evidence = place / "every-pack"
    write_large(evidence, built_in, incidents=100_000, people=20_000, documents=500)
    command = (*VPRS, "assess", str(evidence), "--as-of", AS_OF, "--format", "json")
    done = measure(command, runs)
    yield timed(f"the same for the {len(built_in)} built-in packs", done, 3.0)
    yield Figure(name="memory for them", best=done.megabytes, median=done.megabytes, target=300, unit="MB")
    for pack in built_in:
        yield timed(f"the same for {pack.name} alone", measure((*command, "--pack", pack.name), runs), 3.0)


def lint(place: Path, runs: int) -> Iterator[Figure]:
    write_pack(place / "lint", 225)
    command = (*VPRS, "rules", "lint", str(place / "lint" / "measured"))
    yield timed("rules lint of 225 files", measure(command, runs), 0.3)


MEASURES: dict[str, Callable[[Path, int], Iterator[Figure]]] = {
    "version": version,
    "20": twenty,
    "200": two_hundred,
    "outputs": outputs,
    "growth": growth,
    "large": large,
    "packs": packs,
    "lint": lint,
}
ASKED_FOR = ("large", "packs", "lint")


def show(figure: Figure) -> None:
    places = 0 if figure.unit == "MB" else 3
    busy = "" if figure.processor is None else f"{figure.processor:.3f}"
    numbers = (
        f"{figure.best:9.{places}f} {figure.median:9.{places}f} {busy:>10} {figure.target:9.{places}f} {figure.unit:<2}"
    )
    print(f"{figure.name:<56}{numbers}  {'MISSED' if figure.missed else 'held'}", flush=True)


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--runs", type=int, default=5, help="runs of each command")
    options.add_argument("--only", action="append", choices=MEASURES, help="measure this; may be given again")
    chosen = options.parse_args()
    names = chosen.only or [name for name in MEASURES if name not in ASKED_FOR]
    missed = 0
    print(f"{'':<56}{'best':>9} {'median':>9} {'processor':>10} {'target':>9}")
    with tempfile.TemporaryDirectory(prefix="vprs-bench-") as place:
        for name in names:
            for figure in MEASURES[name](Path(place), max(1, chosen.runs)):
                show(figure)
                missed += figure.missed
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
