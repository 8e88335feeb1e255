"""Where the second engine breaks, the reference result stands, and every output says that it stands alone.

A stand-in for `durable_rules_engine` breaks in a child process, so that what it breaks is a whole run of the command.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.acceptance.forms.posing import ORGANISATION, PACK, Case, requirement, write
from tests.engine.library import needs_library

ROOT = Path(__file__).parents[2]
signals = pytest.mark.skipif(sys.platform == "win32", reason="a process is not ended by signals")

# A stand-in that does as the library does until `{when}` is asked; then `{what}` happens.
STAND_IN = """\
import os, signal
def create_ruleset(*_):
    {create_ruleset}
    return 1
def assert_fact(*_):
    {assert_fact}
    return 0, 0
def start_action_for_state(*_):
    return None
def complete_and_start_action(*_):
    return None
def delete_state(*_):
    pass
def delete_ruleset(*_):
    pass
{at_import}
"""
PLACES = ("at_import", "create_ruleset", "assert_fact")
ABORT = "os.abort()"
SEGMENTATION_FAULT = "os.kill(os.getpid(), signal.SIGSEGV)"
RAISES = "raise RuntimeError('Could not create it, error code: 108')"


def folder(at: Path) -> Case:
    """A requirement that is met, over one that it leans on."""
    case = Case.at(at)
    exists = {"asked": "exists: {kind: minute, where: {body: board}}"}
    leaning = "met_when: {all: [asked, {requirement: plan/x, at_least: met}]}\n"
    write(case.rules, {"trial/pack.yaml": PACK, "trial/plan/x.yaml": requirement(exists)})
    write(case.rules, {"trial/do/y.yaml": requirement(exists, leaning)})
    minute = "records:\n  - {kind: minute, body: board, date: 2026-05-01}\n"
    write(case.evidence, {"organisation.yaml": ORGANISATION, "minutes.yaml": minute})
    return case


def assess(at: Path, stand_in: str | None) -> subprocess.CompletedProcess[str]:
    """The command over the folder, with the stand-in (the library itself where there is none)."""
    case, modules = folder(at), at / "modules"
    modules.mkdir()
    if stand_in is not None:
        (modules / "durable_rules_engine.py").write_text(stand_in, "utf-8")
    command = [
        sys.executable,
        "-m",
        "vprs",
        "assess",
        str(case.evidence),
        "--rules",
        str(case.rules),
        "--pack",
        "trial",
    ]
    command += ["--as-of", "2026-09-30", "--out", str(at / "out"), "--format", "json", "--format", "md"]
    paths = os.pathsep.join((str(modules), str(ROOT)))
    environment = {**os.environ, "PYTHONPATH": paths, "PYTHONFAULTHANDLER": "0"}
    return subprocess.run(command, cwd=at, env=environment, capture_output=True, text=True, check=False, timeout=60)


def broken(place: str, what: str) -> str:
    return STAND_IN.format(**{each: what if each == place else "pass" for each in PLACES})


def hold_alone(at: Path, done: subprocess.CompletedProcess[str]) -> None:
    """The reference result, and that one engine ran, in every output."""
    assert done.returncode == 0, (done.returncode, done.stderr)
    found: dict[str, Any] = json.loads(done.stdout)
    assert {each["requirement"]: each["outcome"] for each in found["findings"]} == {
        "trial/plan/x": "met",
        "trial/do/y": "met",
    }
    assert found["engine"] == {"primary": None, "reference": "vprs reference", "agreed": None}
    for name in ("assurance-statement.md", "gap-analysis.md"):
        assert "One engine combined the answers" in (at / "out" / name).read_text("utf-8"), name


@needs_library
def test_with_the_library_itself_two_engines_ran(tmp_path: Path) -> None:
    """So the cases below differ by their stand-in and nothing else."""
    done = assess(tmp_path, None)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["engine"]["agreed"] is True
    assert "Two engines combined the answers" in (tmp_path / "out" / "assurance-statement.md").read_text("utf-8")


@pytest.mark.parametrize("place", ["create_ruleset", "assert_fact"])
def test_an_engine_that_raises_leaves_the_reference_result_standing(tmp_path: Path, place: str) -> None:
    hold_alone(tmp_path, assess(tmp_path, broken(place, RAISES)))


def test_an_engine_that_cannot_be_imported_leaves_the_reference_result_standing(tmp_path: Path) -> None:
    hold_alone(tmp_path, assess(tmp_path, broken("at_import", "raise ImportError('undefined symbol')")))


def test_an_engine_that_does_not_start_leaves_the_reference_result_standing(tmp_path: Path) -> None:
    hold_alone(tmp_path, assess(tmp_path, broken("", "")))


@signals
@pytest.mark.parametrize("what", [ABORT, SEGMENTATION_FAULT], ids=["abort", "segmentation fault"])
@pytest.mark.parametrize("place", PLACES)
def test_an_engine_that_dies_leaves_the_reference_result_standing(tmp_path: Path, place: str, what: str) -> None:
    hold_alone(tmp_path, assess(tmp_path, broken(place, what)))


def test_an_engine_that_raises_anything_at_import_leaves_the_reference_result_standing(tmp_path: Path) -> None:
    hold_alone(tmp_path, assess(tmp_path, broken("at_import", "raise SystemError('initialization failed')")))
