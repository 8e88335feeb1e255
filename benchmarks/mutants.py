"""What `mutmut run` found: by module, how many mutants the tests noticed, and which they did not.

Reads the `.meta` files that mutmut leaves in mutants/; prints a table, and with --list the names of the survivors,
which `mutmut show NAME` explains. Ends with 1 where fewer than nine in ten were noticed.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parent.parent / "mutants"
SURVIVED, NO_TESTS = 0, 33
ASKED = 90  # percent that must be noticed


def main(arguments: list[str]) -> int:
    found: Counter[tuple[str, str]] = Counter()
    left: list[str] = []
    for path in sorted(ROOT.glob("vprs/**/*.meta")):
        module = path.relative_to(ROOT).as_posix().removesuffix(".py.meta")
        for name, code in json.loads(path.read_text("utf-8"))["exit_code_by_key"].items():
            fate = "not run" if code is None else "survived" if code in (SURVIVED, NO_TESTS) else "noticed"
            found[module, fate] += 1
            if fate != "noticed":
                left.append(name)
    modules = sorted({module for module, _ in found})
    if not modules:
        print("There is nothing in mutants/. Run `mutmut run` first.")
        return 1
    total: Counter[str] = Counter()
    for module in modules:
        fates = Counter({fate: number for (name, fate), number in found.items() if name == module})
        total.update(fates)
        print(_row(module, fates))
    print(_row("all", total))
    if "--list" in arguments:
        print(*left, sep="\n")
    return int(total["noticed"] * 100 < ASKED * (total["noticed"] + total["survived"]))


def _row(name: str, fates: Counter[str]) -> str:
    noticed, survived = fates["noticed"], fates["survived"]
    whole = noticed + survived
    share = f"{100 * noticed / whole:5.1f}%" if whole else "    -"
    waiting = f"  {fates['not run']} not run" if fates["not run"] else ""
    return f"{name:32} {whole:5} mutants {noticed:5} noticed {survived:5} survived {share}{waiting}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
