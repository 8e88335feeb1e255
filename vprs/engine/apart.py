"""Asks a question in a process of its own, so that whoever answers it may crash or hang and takes nothing with it.

Takes a function without arguments, gives what it returns; a child that dies, ends without an answer or takes too long
is a `Lost`. Where processes cannot be forked the question is asked in this one.
"""

from __future__ import annotations

import os
import pickle
import signal
import warnings
from collections.abc import Callable
from typing import TypeVar

Answer = TypeVar("Answer")
SECONDS = 60  # far more than any pack needs; the library is known to loop for ever on some rules


class Lost(Exception):
    """The child did not answer; the message says how it ended."""


def ask_apart(work: Callable[[], Answer], seconds: int = SECONDS) -> Answer:
    """What `work` returns or raises, from a forked child. Raises Lost."""
    if not hasattr(os, "fork"):
        return work()
    reader, writer = os.pipe()
    with warnings.catch_warnings():
        # Python 3.12 warns of forking beside threads: the child runs none of their code and ends by itself.
        warnings.simplefilter("ignore", DeprecationWarning)
        child = os.fork()
    if child == 0:
        _answer(work, writer, seconds)
    os.close(writer)
    with open(reader, "rb") as pipe:  # noqa: PTH123  a pipe has no path
        said = pipe.read()
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        raise Lost(_ended_by(os.WTERMSIG(status), seconds))
    if not said:
        raise Lost("it ended without an answer")
    returned, value = pickle.loads(said)  # noqa: S301  from our own child
    if returned:
        return value  # type: ignore[no-any-return]
    raise value


def _answer(work: Callable[[], object], writer: int, seconds: int) -> None:
    """In the child: answers and ends, whatever happens, without touching what it shares with its parent."""
    try:
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.alarm(seconds)
        try:
            said = pickle.dumps((True, work()))
        except Exception as error:  # noqa: BLE001  it is raised again in the parent
            said = pickle.dumps((False, error))
        with open(writer, "wb") as pipe:
            pipe.write(said)
    finally:
        os._exit(0)


def _ended_by(number: int, seconds: int) -> str:
    if number == signal.SIGALRM:
        return f"it did not answer within {seconds} seconds"
    return f"it crashed ({signal.Signals(number).name})"
