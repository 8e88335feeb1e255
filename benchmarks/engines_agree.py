"""How often the two engines differ on packs that nobody thought of: `python benchmarks/engines_agree.py 50000`.

Takes a number of cases and, if given, the seed to begin with. Each case is a generated pack with answers, gates and a
last cycle, and a generated set of opinion rules with figures. Prints cases, differences and seconds, and the seed of
every difference; exits 1 on one, 2 where durable-rules is not installed or was set aside.
"""

from __future__ import annotations

import random
import sys
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.engine.generating import case, opinion
from vprs.engine import EnginesDisagree, durable, infer, opine_with_run


def main(arguments: list[str]) -> int:
    cases = int(arguments[0]) if arguments else 50_000
    first = int(arguments[1]) if len(arguments) > 1 else 0
    if durable.name() is None:
        print("durable-rules is not installed: there is nothing to compare.", file=sys.stderr)
        return 2
    start = time.perf_counter()
    found = Counter(compare(seed) for seed in range(first, first + cases))
    seconds = time.perf_counter() - start
    print(
        f"cases: {cases:,}; differences: {found['different']:,}; set aside: {found['alone']:,}; {seconds:.1f} seconds"
    )
    return 1 if found["different"] else 2 if found["alone"] else 0


def compare(seed: int) -> str:
    """`same`, `different`, or `alone` where the second engine did not answer."""
    pick = random.Random(seed).choice
    made = case(pick)
    rules, facts = opinion(pick)
    try:
        runs = (infer(made.pack, made.answers, made.gates, previous=made.previous).run, opine_with_run(rules, facts)[2])
    except EnginesDisagree as difference:
        print(f"seed {seed}: {difference}")
        return "different"
    return "same" if all(run.agreed for run in runs) else "alone"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
