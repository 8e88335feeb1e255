"""A thousand assessments in one process leave no more behind than the first hundred."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

RUNS, WARM_UP, KILOBYTES = 1_000, 100, 5 * 1_024
ROOT = Path(__file__).parents[2]

MEASURE = f"""
import random
from tests.assess.building import AS_OF, asks, document, folder
from tests.engine.building import pack, requirement, every, some, comes_to
from vprs.assess import assess
from vprs.report.assessment_json import render

def resident():
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * 4

slugs = "abcdefgh"
checks = tuple(asks(slug) for slug in slugs)
asked = [requirement(f"plan/r{{n}}", every(*slugs[:4]), some(*slugs), checks=checks) for n in range(4)]
asked += [requirement(f"do/r{{n}}", every(comes_to(f"plan/r{{n}}"), "a"), "a", checks=checks) for n in range(4)]
made = pack(*asked)
sizes = []
for run in range({RUNS}):
    held = random.Random(run).sample(slugs, 6)
    judged = assess([made], folder(*(document(slug) for slug in held)), as_of=AS_OF)
    assert len(render(judged)) > 1_000
    sizes.append(resident())
print(sizes[-1] - sizes[{WARM_UP} - 1], judged.engine.agreed)
"""


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="the size of a process is asked of the kernel")
def test_a_thousand_assessments_grow_by_less_than_five_megabytes() -> None:
    """Read, judged by both engines where there are two, and written as JSON each time, every time another folder."""
    done = subprocess.run([sys.executable, "-c", MEASURE], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    grown, _ = done.stdout.split()
    assert int(grown) < KILOBYTES
