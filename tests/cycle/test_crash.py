"""Killed at any moment, closing and signing leave the folder as before or as after; two at once are kept apart."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.cycle.trust import H1, RECEIVED, Trust, everything
from vprs.cycle.journal import alone, commit
from vprs.problem import InvalidInput

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="a process is forked to be killed")
TOUCHING = frozenset({"open", "os.rename", "os.remove", "os.mkdir", "os.rmdir"})
AGAIN = 7  # of so many moments one is tried to the end
Work = Callable[[Trust], int]


def kill_at(moment: int, cycles: Path, work: Callable[[], int]) -> bool:
    """Does the work in a child that is killed before it touches `cycles` for the nth time; whether it was."""
    child = os.fork()
    if child == 0:
        left = moment

        def watch(event: str, arguments: tuple[object, ...]) -> None:
            nonlocal left
            if event not in TOUCHING or not isinstance(arguments[0], str | os.PathLike):
                return
            left -= str(arguments[0]).startswith(str(cycles))
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(watch)
        os._exit(work())
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


def moments(trust: Trust, work: Work) -> Iterator[tuple[int, Trust]]:
    """A copy of the trust for every moment at which the work can be killed; each was."""
    for moment in range(1, 1000):
        copy = trust.root.parent / f"killed-{moment}" / "trust"
        shutil.copytree(trust.root, copy)
        broken = replace(trust, root=copy)
        if not kill_at(moment, copy / "cycles", lambda broken=broken: work(broken)):  # type: ignore[misc]
            assert moment > 10, "the work was hardly watched"
            return
        yield moment, broken
    raise AssertionError("the work never ended")


def close(trust: Trust) -> int:
    return trust.close("2026-H1")


def sign_last(trust: Trust) -> int:
    return trust.sign("2026-H1", "board", "2026-11-06", "Sam Three", "--minute", "board-2026-11")


def reopen(trust: Trust) -> int:
    return trust.cycle("open", "2026-H1", "--revise", "--reason", "why")


@pytest.fixture(params=[close, sign_last, reopen])
def ready(request: pytest.FixtureRequest, opened: Trust) -> tuple[Trust, Work]:
    work: Work = request.param
    if work is not close:
        assert close(opened) == 0
        opened.write("board.yaml", RECEIVED)
        assert opened.sign("2026-H1", "lsms", "2026-10-22", "Pat One") == 0
        assert opened.sign("2026-H1", "executive-lead", "2026-10-28", "Kim Two") == 0
    return opened, work


def test_killed_at_any_moment_it_is_as_before_or_as_after(ready: tuple[Trust, Work], tmp_path: Path) -> None:
    trust, work = ready
    before = everything(trust.root)
    done = replace(trust, root=tmp_path / "done" / "trust")
    shutil.copytree(trust.root, done.root)
    assert work(done) == 0, done.err
    after = everything(done.root)
    seen = set()
    for moment, broken in moments(trust, work):
        assert broken.cycle("status") == 0, (moment, broken.err)
        with alone(broken.root):
            pass
        left = everything(broken.root)
        assert left in (before, after), (moment, sorted(left.keys() ^ before.keys()))
        seen.add(left == after)
        if left == before and moment % AGAIN == 0:
            assert work(broken) == 0, (moment, broken.err)
            assert everything(broken.root) == after
        shutil.rmtree(broken.root.parent)
    assert seen == {True, False}


HOLDER = """
import sys, time
from pathlib import Path
from vprs.cycle.journal import alone
with alone(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


@pytest.fixture
def holder(opened: Trust) -> Iterator[subprocess.Popen[str]]:
    """Another process that is at work in the folder."""
    root = Path(__file__).parents[2]
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(opened.root)], stdout=subprocess.PIPE, text=True, cwd=root
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    yield process
    process.kill()
    process.wait()
    process.stdout.close()


def test_two_at_once_are_kept_apart_and_the_lock_goes_with_its_holder(
    opened: Trust, holder: subprocess.Popen[str]
) -> None:
    before = everything(opened.root)
    assert close(opened) == 2
    assert "cycles/.lock: another vprs is at work on the cycles of this folder. Wait until it has ended" in opened.err
    assert everything(opened.root) == before
    assert opened.cycle("status") == 0, "reading needs no lock"
    holder.send_signal(signal.SIGKILL)
    holder.wait()
    assert close(opened) == 0, opened.err


def test_a_file_that_is_locked_is_told_before_anything_has_moved(closed: Trust) -> None:
    place = closed.kept() / "signoffs.yaml"
    place.mkdir()
    before = everything(closed.root)
    with (
        alone(closed.root) as cycles,
        pytest.raises(InvalidInput, match=r"signoffs\.yaml: the file cannot be replaced"),
    ):
        commit(cycles, {"2026-H1/signoffs.yaml": b"x", "2026-H1/other": b"x"})
    assert everything(closed.root) == before


def test_the_folder_of_cycles_is_no_evidence(opened: Trust) -> None:
    assert opened.vprs("check", str(opened.root), "--rules", str(opened.rules), "--format", "json") in (0, 1)
    assert "cycles/" not in opened.out
    assert opened.open(*H1) == 2
