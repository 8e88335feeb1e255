"""Where the program begins: what `vprs`, `python -m vprs` and `python cli.py` call.

Takes the arguments of the process, gives its exit code. It imports nothing before it can answer Ctrl-C.
"""

import gc
import sys

INTERRUPTED = 130
YOUNG = 100_000  # new objects between two looks for garbage; Python's own 700 cost a tenth of a run and find nothing


def run() -> int:
    """Import the command line and run it; Ctrl-C in the middle of that is no reason for a traceback."""
    try:
        gc.set_threshold(YOUNG, 10, 10)
        from vprs.commands.main import run as run_commands

        return run_commands()
    except KeyboardInterrupt:
        sys.stderr.write("\nInterrupted.\n")
        return INTERRUPTED
