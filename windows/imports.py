"""Whether everything that vprs imports is in the folder, as far as that can be asked without Windows.

Takes the folder's files, gives what is not there or does not start. Modules of vprs are parsed; of the libraries only
those without a part compiled for Windows can be imported here.
"""

from __future__ import annotations

import ast
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from windows.folder import SITE

# Imported only where they are there, and said so in every output.
OPTIONAL = frozenset({"durable_rules_engine"})


def import_faults(files: Mapping[str, bytes]) -> list[str]:
    """Modules of vprs that do not parse, and libraries that they import and the folder has not."""
    inside = {name.removeprefix(f"{SITE}/"): content for name, content in files.items() if name.startswith(f"{SITE}/")}
    there = {name.partition("/")[0].partition(".")[0] for name in inside}
    faults = []
    for name, content in sorted(inside.items()):
        if name.startswith("vprs/") and name.endswith(".py"):
            try:
                wanted = set(_imported(ast.parse(content, name)))
            except SyntaxError as error:
                faults.append(f"{name} does not parse: {error}.")
                continue
            lacking = wanted - there - set(sys.stdlib_module_names) - OPTIONAL
            faults += [f"{name} imports {each}, which no wheel brings." for each in sorted(lacking)]
    if "vprs/__main__.py" not in inside:
        faults.append("There is no vprs in the folder. Build its wheel first.")
    return faults


def _imported(tree: ast.Module) -> Iterator[str]:
    """The libraries that a module imports; those under `if TYPE_CHECKING` and in `try` are not needed to run."""
    skipped = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.Try) or (isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test))
        for inner in ast.walk(node)
    }
    for node in ast.walk(tree):
        if id(node) in skipped:
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.partition(".")[0]


START = """\
import importlib, sys
sys.path.append(sys.argv.pop(1))
for name in sys.argv.pop(1).split():
    importlib.import_module(name)
from vprs.commands.main import run
sys.exit(run(["--version"]))
"""


def start_faults(files: Mapping[str, bytes]) -> list[str]:
    """Why vprs does not say its version, or a library is not imported, with nothing but the folder's own packages."""
    inside = {name.removeprefix(f"{SITE}/"): content for name, content in files.items() if name.startswith(f"{SITE}/")}
    with tempfile.TemporaryDirectory() as place:
        for name, content in inside.items():
            (Path(place) / name).parent.mkdir(parents=True, exist_ok=True)
            (Path(place) / name).write_bytes(content)
        words = [sys.executable, "-I", "-S", "-c", START, place, " ".join(pure_libraries(inside))]
        done = subprocess.run(words, capture_output=True, text=True, check=False)
    return [] if done.returncode == 0 else [f"It does not start: {(done.stderr.splitlines() or ['no word'])[-1]}"]


def pure_libraries(inside: Mapping[str, bytes]) -> list[str]:
    """The libraries that vprs imports and that neither are compiled nor import, in turn, one that is."""
    compiled = {name.partition("/")[0] for name in inside if name.endswith(".pyd")}
    needs: dict[str, set[str]] = {}
    for name, content in inside.items():
        if name.endswith(".py"):
            needs.setdefault(name.partition("/")[0].removesuffix(".py"), set()).update(_needed(content, name))
    tainted = set(compiled)
    while more := {name for name, wanted in needs.items() if wanted & tainted} - tainted:
        tainted |= more
    return sorted(name for name in needs.get("vprs", ()) if name in needs and name not in tainted and name != "vprs")


def _needed(content: bytes, name: str) -> set[str]:
    try:
        return set(_imported(ast.parse(content, name)))
    except SyntaxError:  # a template or a test of another Python's grammar
        return set()
