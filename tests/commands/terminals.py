"""A program run in a terminal of its own, typed at and read from as a person does."""

from __future__ import annotations

import os
import select
import signal
import struct
import subprocess
import sys
from pathlib import Path

import pytest

pty = pytest.importorskip("pty", reason="this machine has no pseudo-terminals", exc_type=ImportError)
PATIENCE = 60  # seconds
ROOT = Path(__file__).parent.parent.parent
SILENCED = frozenset({"NO_COLOR", "FORCE_COLOR", "COLUMNS", "VPRS_PLAIN"})


def on_a_terminal(*arguments: str, columns: int = 60, typed: str = "", code: int = 0, **settings: str) -> str:
    """What a person sees who runs Python with these arguments in a terminal of this width, and types this."""
    import fcntl
    import termios

    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
    environment = {**os.environ, "TERM": "xterm", **settings}
    for name in SILENCED - settings.keys():
        environment.pop(name, None)
    command = [sys.executable, *arguments]
    with subprocess.Popen(
        command,
        cwd=ROOT,
        env=environment,
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
        preexec_fn=_with_a_keyboard,  # noqa: PLW1509
    ) as process:
        try:
            os.close(theirs)
            said = b""
            for line in typed.splitlines(keepends=True):
                while not said.rstrip(b" ").endswith(b":"):  # as a person does: read the question first
                    chunk = _read(ours)
                    if not chunk:
                        break
                    said += chunk
                os.write(ours, line.encode())
                said += _read(ours)
                while line < " " and process.poll() is None and not select.select([ours], [], [], 2)[0]:
                    os.write(ours, line.encode())  # a key pressed just before the program waits for one may go unseen
            while chunk := _read(ours):
                said += chunk
        except BaseException:  # else leaving would wait for it for ever
            process.kill()
            raise
    os.close(ours)
    assert process.returncode == code, said.decode()
    return said.decode()


def _with_a_keyboard() -> None:
    """The terminal is its own, and Ctrl-C stops it, even where the tests run behind a shell that ignores the key."""
    import fcntl
    import termios

    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def _read(terminal: int) -> bytes:
    if not select.select([terminal], [], [], PATIENCE)[0]:
        pytest.fail(f"nothing was said for {PATIENCE} seconds")
    try:
        return os.read(terminal, 65536)
    except OSError:  # how Linux says that the other side has closed
        return b""
