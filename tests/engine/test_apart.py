"""A second engine that crashes or hangs takes nothing with it: the reference stands, and every output says so."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import NoReturn

import pytest

from tests.engine.building import answers, every, pack, requirement
from tests.engine.library import needs_library
from vprs.engine import durable, infer
from vprs.engine.apart import Lost, ask_apart
from vprs.model import Answer, Outcome

ROOT = Path(__file__).parent.parent.parent
forks = pytest.mark.skipif(not hasattr(os, "fork"), reason="processes cannot be forked here")

# A library that dies where the real one is known to: in the middle of asserting a fact.
CRASHING = """\
import os, signal
__file__ = __file__
def create_ruleset(*_): return 1
def assert_fact(*_): os.kill(os.getpid(), signal.%s)
def delete_ruleset(*_): pass
def delete_state(*_): pass
"""


def dies(number: int) -> NoReturn:
    os.kill(os.getpid(), number)
    raise AssertionError("still here")


@forks
def test_what_a_child_returns_or_raises_comes_back() -> None:
    assert ask_apart(lambda: {"a": (1, Outcome.MET)}) == {"a": (1, Outcome.MET)}
    with pytest.raises(ZeroDivisionError, match="by zero"):
        ask_apart(lambda: 1 // 0)


@forks
@pytest.mark.parametrize("number", [signal.SIGSEGV, signal.SIGABRT, signal.SIGFPE, signal.SIGKILL])
def test_a_child_that_crashes_is_told_by_its_signal(number: signal.Signals) -> None:
    with pytest.raises(Lost, match=rf"^it crashed \({number.name}\)$"):
        ask_apart(lambda: dies(number))


@forks
def test_a_child_that_loops_for_ever_is_stopped() -> None:
    with pytest.raises(Lost, match=r"^it did not answer within 1 seconds$"):
        ask_apart(lambda: time.sleep(60), seconds=1)


@forks
def test_a_child_that_ends_without_an_answer_is_told() -> None:
    with pytest.raises(Lost, match=r"^it ended without an answer$"):
        ask_apart(lambda: os._exit(3))  # asked in this process, it would end the tests, and not as if they had passed


@forks
def test_a_child_leaves_nothing_behind(capfd: pytest.CaptureFixture[str]) -> None:
    sys.stdout.write("once\n")
    before = _open_files()
    for _ in range(20):
        ask_apart(lambda: 1)
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)
    assert _open_files() == before
    assert capfd.readouterr().out == "once\n"


def _open_files() -> int:
    table = Path("/proc/self/fd")
    return len(list(table.iterdir())) if table.exists() else 0


@forks
@needs_library
def test_a_crash_of_the_library_leaves_the_reference_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    class Crashing:
        __file__ = durable.loaded().__file__
        create_ruleset = staticmethod(lambda *_: 1)
        delete_ruleset = staticmethod(lambda *_: None)
        assert_fact = staticmethod(lambda *_: dies(signal.SIGSEGV))

    monkeypatch.setattr(durable, "library", Crashing)
    found = infer(
        pack(requirement("plan/x", every("a", "b"), "a")),
        {"p/plan/x": answers(a="y", b="u")},
        {"p/plan/x": Answer.YES},
        apart=True,
    )
    assert (found.verdicts["p/plan/x"].floor, found.verdicts["p/plan/x"].ceiling) == (Outcome.PARTLY_MET, Outcome.MET)
    assert found.run.agreed is None
    assert found.run.note.endswith(" was set aside because it crashed (SIGSEGV).")


@forks
@pytest.mark.parametrize("number", ["SIGSEGV", "SIGABRT"])
def test_the_command_goes_on_with_one_engine_and_every_paper_says_so(tmp_path: Path, number: str) -> None:
    """The whole run, in a process of its own, with a library on the path that dies when it is asked."""
    (tmp_path / "durable_rules_engine.py").write_text(CRASHING % number, "utf-8")
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join((str(tmp_path), str(ROOT))), "PYTHONUTF8": "1"}
    out = tmp_path / "out"
    done = subprocess.run(
        [sys.executable, "-m", "vprs", "assess", str(ROOT / "evidence" / "northmoor-acute"), "--as-of", "2026-09-30",
         "--out", str(out)],
        env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    why = f"was set aside because it crashed ({number})"
    assert why in " ".join(done.stdout.split())
    document = json.loads((out / "assessment.json").read_text("utf-8"))
    assert document["engine"]["agreed"] is None
    assert document["engine"]["primary"] is None
    for name in ("assurance-statement.md", "assurance-statement.html"):
        assert why in " ".join((out / name).read_text("utf-8").split())
